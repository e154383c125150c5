"""Deciding: pure steps from a case and a pack to what holds, what is owed, and what is still open."""
