"""Two calendars held against each other day by day: holidays, weekends, clocks and Hijri months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policy_engine.calendar.calendars import Calendars
from policy_engine.calendar.days_off import WEEKDAYS
from policy_engine.calendar.holidays import Holiday, PlaceCalendar
from policy_engine.comparison.model import CalendarChange, CalendarPart


def calendar_changes(old: Calendars, new: Calendars) -> Iterator[CalendarChange]:
    """Every day that a place's calendar tells otherwise, in the order of places and days."""
    if old.digest == new.digest:
        return
    for place in sorted(old.places.keys() | new.places.keys()):
        before, after = old.places.get(place), new.places.get(place)
        if before is None or after is None:
            there = [f"{one.first_year} to {one.last_year}" if one else "" for one in (before, after)]
            yield CalendarChange(place, CalendarPart.PLACE, "", "", *there)
        elif before != after:
            yield from _of_place(place, before, after)
    for name in sorted(old.zones.keys() | new.zones.keys()):
        one, other = old.zones.get(name), new.zones.get(name)
        if one != other:
            told = [f"{len(zone.changes)} changes" if zone else "" for zone in (one, other)]
            yield CalendarChange(name, CalendarPart.TIME_ZONE, "", "", *told)
    if old.hijri != new.hijri:
        yield from _of_months(old, new)


def _of_place(place: str, old: PlaceCalendar, new: PlaceCalendar) -> Iterator[CalendarChange]:
    for day in sorted(old.holidays.keys() | new.holidays.keys()):
        before, after = old.holidays.get(day, ()), new.holidays.get(day, ())
        if before != after:
            on = day.isoformat()
            yield CalendarChange(place, CalendarPart.HOLIDAY, on, on, _holidays(before), _holidays(after))
    if old.weekends != new.weekends:
        yield CalendarChange(place, CalendarPart.WEEKEND, "", "", _weekends(old), _weekends(new))
    if old.regions != new.regions:
        told = [", ".join(sorted(one.regions)) for one in (old, new)]
        yield CalendarChange(place, CalendarPart.REGIONS, "", "", *told)
    if old.time_zones != new.time_zones:
        told = [", ".join(one.time_zones) for one in (old, new)]
        yield CalendarChange(place, CalendarPart.TIME_ZONE, "", "", *told)
    if (old.first_year, old.last_year) != (new.first_year, new.last_year):
        told = [f"{one.first_year} to {one.last_year}" for one in (old, new)]
        yield CalendarChange(place, CalendarPart.PLACE, "", "", *told)


def _holidays(holidays: Iterable[Holiday]) -> str:
    return "; ".join(_holiday(one) for one in holidays)


def _holiday(one: Holiday) -> str:
    notes = [
        *(["estimated"] if one.estimated else []),
        *(["substitute"] if one.substitute else []),
        *sorted(one.regions),
    ]
    return f"{one.name} ({', '.join(notes)})" if notes else one.name


def _weekends(calendar: PlaceCalendar) -> str:
    return "; ".join(
        f"{weekend.since}: {', '.join(WEEKDAYS[day] for day in sorted(weekend.days))}" for weekend in calendar.weekends
    )


def _of_months(old: Calendars, new: Calendars) -> Iterator[CalendarChange]:
    gone, come = set(old.hijri.starts) - set(new.hijri.starts), set(new.hijri.starts) - set(old.hijri.starts)
    for day in sorted(gone | come):
        told = ("a month begins" if day in gone else "", "a month begins" if day in come else "")
        yield CalendarChange("", CalendarPart.HIJRI, day.isoformat(), day.isoformat(), *told)
