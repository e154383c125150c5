"""Whose clock makes a day of a moment: that of the place where a party is."""

from __future__ import annotations

from datetime import date

from policy_engine.calendar.calendars import Calendars
from policy_engine.calendar.holidays import OutsideCalendar
from policy_engine.calendar.zones import ZoneRules, local_day
from policy_engine.facts.values import Moment


def days_on(calendars: Calendars, place: str, zone: object, moment: Moment) -> frozenset[date]:
    """The days that a moment may be at a place: several where the place has several clocks and none is stated.

    A place whose clock is not known takes the day as it was stated.
    """
    zones = calendars.zones_of(place)
    if isinstance(zone, str):
        zones = tuple(one for one in zones if one.name == zone) or zones
    return frozenset(_day_on(rules, moment) for rules in zones) or frozenset({moment.day_as_stated})


def _day_on(rules: ZoneRules, moment: Moment) -> date:
    """The day on a clock; as it was stated where the pack does not know the clock of that time."""
    try:
        return local_day(moment.utc, rules)
    except OutsideCalendar:
        return moment.day_as_stated
