"""Count a period from an event: the day it ends on, each day off that moved it, and every defensible answer.

Nothing here knows a law. A counting method says how to count, a calendar says which days are off. Where the calendar
itself is not certain, each distinct last day is an answer of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from policy_engine.calendar.days_off import ONE_DAY, OPEN_WORLD, DaysOff, PlaceDays, Weekdays
from policy_engine.calendar.doubts import World
from policy_engine.calendar.hijri import HijriMonths
from policy_engine.calendar.holidays import USUAL_WEEKEND, PlaceCalendar
from policy_engine.calendar.methods import CountingMethod, MonthsOf, OffWeekend, Roll
from policy_engine.calendar.periods import MissingDate, Period, Unit, months_later

NOT_ROLLED = "no_calendar:not_rolled"
WEEKEND_ROLLED = "no_calendar:weekend_rolled"
TWO_WORKING_DAYS = "two_working_days"


@dataclass(frozen=True, slots=True)
class Shift:
    """A day that moved the end: a weekday that is off, a holiday, or the first of only one working day."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One answer to when a period ends, with the count written out; `reading` says what it supposes, if anything."""

    event_day: date
    first_counted: date
    nominal_last: date
    last_day: date
    shifts: tuple[Shift, ...]
    reading: str


def count_days(
    period: Period,
    event_day: date,
    method: CountingMethod,
    calendar: PlaceCalendar | None,
    hijri: HijriMonths,
    place: str,
    *,
    event_day_counts: bool = False,
    backwards: bool = False,
) -> tuple[Counted, ...]:
    """Count a period from the day of an event, forwards or back, and give each distinct last day once, in order."""
    if period.unit is Unit.HOURS:
        raise ValueError("hours run from a moment, not from a day")
    count = _Count(period, event_day, method, hijri, event_day_counts, -ONE_DAY if backwards else ONE_DAY)
    if calendar is not None:
        return _distinct(_named(count, PlaceDays(method, calendar, place)))
    return _distinct(
        replace(counted, reading=reading or counted.reading)
        for reading, week in _weeks_without_calendar(method)
        for counted in _named(count, week)
    )


def add_hours(hours: int, moment: datetime) -> datetime:
    """Add running hours to a moment: nights, weekends and holidays count, and nothing moves the end."""
    if moment.utcoffset() != timedelta(0):
        raise ValueError(f"hours run from a moment in UTC, not from `{moment.isoformat()}`")
    return moment.astimezone(UTC) + timedelta(hours=Period(hours, Unit.HOURS).count)


def _weeks_without_calendar(method: CountingMethod) -> tuple[tuple[str, Weekdays], ...]:
    """What can be said without a calendar: that no day is off, or that the weekend is."""
    listed = frozenset[int]() if isinstance(method.off_weekend, OffWeekend) else method.off_weekend
    if method.asks_the_place:
        weekend = Weekdays(listed or USUAL_WEEKEND, ends_on=method.ends_on)
        return ((NOT_ROLLED, Weekdays(frozenset())), (WEEKEND_ROLLED, weekend))
    return (("", Weekdays(listed, method.unsettled_weekdays, method.ends_on)),)


def _named(count: _Count, days_off: DaysOff) -> Iterator[Counted]:
    """Name each end by what its world supposes, those first that suppose least."""
    ends = [(days_off.suppositions(end.world), end) for end in count.ends(days_off)]
    for suppositions, end in sorted(ends, key=lambda named: (len(named[0]), named[0])):
        reading = "+".join(code for _, code in suppositions)
        yield Counted(count.event_day, end.first_counted, end.nominal_last, end.last_day, end.shifts, reading)


def _distinct(every: Iterable[Counted]) -> tuple[Counted, ...]:
    """Keep the first answer for each last day; an only answer needs no name."""
    by_last_day: dict[date, Counted] = {}
    for counted in every:
        by_last_day.setdefault(counted.last_day, counted)
    if len(by_last_day) == 1:
        return tuple(replace(counted, reading="") if counted.reading else counted for counted in by_last_day.values())
    return tuple(by_last_day[day] for day in sorted(by_last_day))


class _End(NamedTuple):
    """Where a count has come to, in one world."""

    first_counted: date
    nominal_last: date
    last_day: date
    shifts: tuple[Shift, ...]
    world: World


@dataclass(frozen=True, slots=True)
class _Count:
    """A period tied to its event, with the direction in which it is counted."""

    period: Period
    event_day: date
    method: CountingMethod
    hijri: HijriMonths
    event_day_counts: bool
    step: timedelta

    def ends(self, days_off: DaysOff) -> Iterator[_End]:
        for nominal in self._nominal(days_off):
            for rolled in self._rolled(nominal, days_off):
                yield from self._with_two_working_days(rolled, days_off)

    @property
    def _first(self) -> date:
        return self.event_day if self.event_day_counts or not self.period.count else self.event_day + self.step

    def _nominal(self, days_off: DaysOff) -> Iterator[_End]:
        """Where the count comes to an end before anything moves it."""
        if self.period.unit is not Unit.WORKING_DAYS or not self.period.count:
            last = self._calendar_end()
            yield _End(self._first, last, last, (), OPEN_WORLD)
            return
        for walk in _walk_working_days(days_off, self._first, self.period.count, self.step, OPEN_WORLD):
            yield _End(walk.first or walk.day, walk.day, walk.day, walk.passed, walk.world)

    def _calendar_end(self) -> date:
        match self.period.unit:
            case Unit.MONTHS | Unit.YEARS:
                return self._end_by_months()
            case Unit.WEEKS:
                days = self.period.count * 7
            case _:
                days = self.period.count
        counted_already = 1 if self.event_day_counts and days else 0
        return self.event_day + (days - counted_already) * self.step

    def _end_by_months(self) -> date:
        """The same date so many months on; the day before it where the event's day is itself the first day.

        That day before is reached from the first day that is not before the same date, so that a month counted
        from 31 January on, that day included, takes all of February and no day of March.
        """
        months = self.period.months * self.step.days
        if not self.event_day_counts or not months:
            return self._months_later(months, self.method.missing_date)
        beyond = MissingDate.NEXT_DAY if months > 0 else MissingDate.LAST_DAY_OF_MONTH
        return self._months_later(months, beyond) - self.step

    def _months_later(self, months: int, missing: MissingDate) -> date:
        match self.method.calendar:
            case MonthsOf.GREGORIAN:
                return months_later(self.event_day, months, missing)
            case MonthsOf.HIJRI:
                return self.hijri.later(self.event_day, months, missing)

    def _rolled(self, end: _End, days_off: DaysOff) -> Iterator[_End]:
        """Move an end on a day off to the next working day; never when counting back, Reg. 1182/71 art. 3(4)."""
        if self.method.roll is Roll.NONE or self.step < timedelta(0):
            yield end
            return
        for answer in days_off.ask(end.last_day, end.world, ending=True):
            if not answer.why:
                yield end if answer.world is end.world else end._replace(world=answer.world)
                continue
            passed = (*end.shifts, Shift(end.last_day, answer.why))
            for walk in _walk_working_days(days_off, end.last_day + ONE_DAY, 1, ONE_DAY, answer.world):
                yield end._replace(last_day=walk.day, shifts=passed + walk.passed, world=walk.world)

    def _with_two_working_days(self, end: _End, days_off: DaysOff) -> Iterator[_End]:
        """Give a period of two days or more its two working days, Reg. 1182/71 art. 3(5).

        The article makes no exception for counting back, so there the two days are found going back.
        """
        if not self.method.min_two_working_days or not self._is_two_days_or_more():
            yield end
            return
        for found in _walk_working_days(days_off, end.last_day, 2, -self.step, end.world, until=self._first):
            if not found.left:
                yield end if found.world is end.world else end._replace(world=found.world)
                continue
            for walk in _walk_working_days(days_off, self._first, 2, self.step, found.world):
                yield self._extended(end, walk)

    def _is_two_days_or_more(self) -> bool:
        single_days = (Unit.DAYS, Unit.WORKING_DAYS)
        return self.period.count >= (2 if self.period.unit in single_days else 1)

    def _extended(self, end: _End, walk: _Walk) -> _End:
        beyond = tuple(shift for shift in walk.passed if (shift.day - end.last_day) * self.step.days > timedelta(0))
        shifts = (*end.shifts, Shift(end.last_day, TWO_WORKING_DAYS), *beyond)
        return end._replace(last_day=walk.day, shifts=shifts, world=walk.world)


class _Walk(NamedTuple):
    """A walk from day to day that counts working days; `left` are those still to find."""

    day: date
    left: int
    world: World
    passed: tuple[Shift, ...] = ()
    first: date | None = None


def _walk_working_days(
    days_off: DaysOff, start: date, count: int, step: timedelta, world: World, until: date | None = None
) -> Iterator[_Walk]:
    """Walk to the working day with that number, in each world; a walk past `until` stops with days left."""
    pending = [_Walk(start, count, world)]
    while pending:
        walk = pending.pop()
        if until is not None and (walk.day - until) * step.days > timedelta(0):
            yield walk
            continue
        day, left, _, passed, first = walk
        for why, within in days_off.ask(day, walk.world):
            if why:
                pending.append(_Walk(day + step, left, within, (*passed, Shift(day, why)), first))
            elif left > 1:
                pending.append(_Walk(day + step, left - 1, within, passed, first or day))
            else:
                yield _Walk(day, 0, within, passed, first or day)
