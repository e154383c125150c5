"""Counting time: periods, days off, calendars and zones, all told from outside; knows no place by name."""
