"""Whose clock makes a day of a moment: that of the place where a party is."""

from __future__ import annotations

from datetime import date, timedelta

from policy_engine.calendar.calendars import Calendars
from policy_engine.calendar.holidays import OutsideCalendar
from policy_engine.calendar.zones import ZoneRules, local_day
from policy_engine.facts.values import Moment
from policy_engine.jurisdictions.codes import DISTANT, keeps_own_clocks

FURTHEST_WEST, FURTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)


def days_on(calendars: Calendars, place: str, zone: object, moment: Moment) -> frozenset[date]:
    """The days that a moment may be at a place: several where the place has several clocks and none is stated.

    A place whose clock is not known takes the day as it was stated. A distant part of a country whose clock is neither
    known nor stated may have any day that it is somewhere on earth.
    """
    zones = zones_at(calendars, place, zone)
    if zones or zone is not None or not keeps_own_clocks(place):
        return frozenset(_day_on(rules, moment) for rules in zones) or frozenset({moment.day_as_stated})
    return frozenset({(moment.utc + FURTHEST_WEST).date(), moment.utc.date(), (moment.utc + FURTHEST_EAST).date()})


def zones_at(calendars: Calendars, place: str, zone: object = None) -> tuple[ZoneRules, ...]:
    """The clocks of a place, or the one of them that is stated; none where no calendar tells.

    A part far away (Martinique) has clocks of its own, which a calendar may know by its other code, never those of its
    country.
    """
    if keeps_own_clocks(place):
        stated = calendars.zones.get(zone) if isinstance(zone, str) else None
        return (stated,) if stated else calendars.zones_of(DISTANT[place])
    zones = calendars.zones_of(place)
    return tuple(one for one in zones if one.name == zone) or zones


def _day_on(rules: ZoneRules, moment: Moment) -> date:
    """The day on a clock; as it was stated where the pack does not know the clock of that time."""
    try:
        return local_day(moment.utc, rules)
    except OutsideCalendar:
        return moment.day_as_stated
