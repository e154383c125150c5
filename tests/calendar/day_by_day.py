"""A second way to count, as slow and as plain as can be: it walks through every day of every possible calendar.

It shares no step with the engine. Every doubt is settled in every way beforehand, which gives plain sets of days off;
then each calendar is counted on its own, one day at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, product
from typing import TypeVar

from policy_engine.calendar.holidays import Holiday, PlaceCalendar
from policy_engine.calendar.methods import CountingMethod, OffHolidays, OffWeekend, Regional, Roll, Substitutes
from policy_engine.calendar.periods import MissingDate, Period, Unit

_One = TypeVar("_One")
ONE_DAY = timedelta(days=1)
FEAST_FALLS = (None, -1, 0, 1)  # not at all, a day early, as estimated, a day late


def last_days_by_walking(
    period: Period,
    event: date,
    method: CountingMethod,
    calendar: PlaceCalendar,
    place: str,
    *,
    counts: bool,
    back: bool,
) -> set[date]:
    """Every last day there can be."""
    return {
        _last_day(period, event, method, _week(method, calendar, worked), off, counts=counts, back=back)
        for worked in _possible_weekdays_worked(method)
        for off in possible_days_off(method, calendar, place)
    }


def possible_days_off(method: CountingMethod, calendar: PlaceCalendar, place: str) -> Iterator[frozenset[date]]:
    """The holidays that are off, once for each way in which all doubts about them can be settled."""
    if method.off_holidays is OffHolidays.NONE:
        yield frozenset()
        return
    replaced = _replaced(calendar)
    feasts = _feasts(calendar)
    substitutes = {
        Substitutes.COUNT: [frozenset[Holiday]()],
        Substitutes.IGNORED: [_substituting(calendar)],
        Substitutes.UNSETTLED: [frozenset[Holiday](), _substituting(calendar)],
        Substitutes.BOTH_OR_NEITHER: [frozenset[Holiday](), _substituting(calendar) | replaced],
    }[method.substitutes]
    worked = _subsets(method.unsettled_holidays)
    for region, ignored, names in product(_regions(method, calendar, place), substitutes, worked):
        holidays = [
            holiday
            for each in calendar.holidays.values()
            for holiday in each
            if (not holiday.regions or region in holiday.regions)
            and holiday not in ignored
            and holiday.name not in names
        ]
        certain = {holiday.on for holiday in holidays if not holiday.estimated}
        for falls in product(FEAST_FALLS, repeat=len(feasts)):
            moved = {
                holiday.on + shift * ONE_DAY
                for feast, shift in zip(feasts, falls, strict=True)
                for holiday in holidays
                if shift is not None and holiday.estimated and holiday.on in feast
            }
            yield frozenset(certain | moved)


def _regions(method: CountingMethod, calendar: PlaceCalendar, place: str) -> list[str | None]:
    if method.off_holidays is OffHolidays.NATIONAL:
        return [None]
    if place not in calendar.regions:
        return [None, *sorted(calendar.regions)]
    return [place] if method.regional is Regional.COUNTS else [None, place]


def _feasts(calendar: PlaceCalendar) -> list[list[date]]:
    estimated = sorted(
        day for day, holidays in calendar.holidays.items() if any(holiday.estimated for holiday in holidays)
    )
    feasts: list[list[date]] = []
    for day in estimated:
        if feasts and day - feasts[-1][-1] == ONE_DAY:
            feasts[-1].append(day)
        else:
            feasts.append([day])
    return feasts


def _substituting(calendar: PlaceCalendar) -> frozenset[Holiday]:
    return frozenset(one for each in calendar.holidays.values() for one in each if one.substitute)


def _replaced(calendar: PlaceCalendar) -> frozenset[Holiday]:
    """The holidays that have a substitute of their name within three days."""
    substitutes = {(one.name, one.on) for one in _substituting(calendar)}
    return frozenset(
        one
        for each in calendar.holidays.values()
        for one in each
        if any((one.name, one.on + shift * ONE_DAY) in substitutes for shift in (-3, -2, -1, 0, 1, 2, 3))
    )


def _possible_weekdays_worked(method: CountingMethod) -> list[frozenset[int]]:
    return _subsets(method.unsettled_weekdays)


def _subsets(of: frozenset[_One]) -> list[frozenset[_One]]:
    return [frozenset(some) for length in range(len(of) + 1) for some in combinations(of, length)]


def _week(
    method: CountingMethod, calendar: PlaceCalendar, worked: frozenset[int]
) -> dict[date, frozenset[int]] | frozenset[int]:
    if method.off_weekend is OffWeekend.NONE:
        return frozenset()
    if not isinstance(method.off_weekend, OffWeekend):
        return method.off_weekend - worked
    history: dict[date, frozenset[int]] = {weekend.since: weekend.days - worked for weekend in calendar.weekends}
    return history


def _last_day(
    period: Period,
    event: date,
    method: CountingMethod,
    week: dict[date, frozenset[int]] | frozenset[int],
    off: frozenset[date],
    *,
    counts: bool,
    back: bool,
) -> date:
    step = -ONE_DAY if back else ONE_DAY

    def works(day: date, *, except_on: frozenset[int] = frozenset()) -> bool:
        rest = week if isinstance(week, frozenset) else week[max(since for since in week if since <= day)]
        return day.weekday() not in rest - except_on and day not in off

    first = event if counts or period.count == 0 else event + step
    if period.count == 0:
        last = event
    elif period.unit is Unit.WORKING_DAYS:
        last, found = first, int(works(first))
        while found < period.count:
            last += step
            found += works(last)
    else:
        last = _calendar_end(period, event, first, method.missing_date, step, counts=counts)
    if method.roll is Roll.NEXT_WORKING_DAY and not back and not works(last, except_on=method.ends_on):
        while not works(last):
            last += ONE_DAY
    if method.min_two_working_days and period.count >= (2 if period.unit in (Unit.DAYS, Unit.WORKING_DAYS) else 1):
        while sum(works(day) for day in _days(first, last, step)) < 2:
            last += step
    return last


def _calendar_end(
    period: Period, event: date, first: date, missing: MissingDate, step: timedelta, *, counts: bool
) -> date:
    if period.unit in (Unit.DAYS, Unit.WEEKS):
        length = period.count * (7 if period.unit is Unit.WEEKS else 1)
        last = first
        for _ in range(length - 1):
            last += step
        return last
    months = period.count * (12 if period.unit is Unit.YEARS else 1)
    return _month_end(event, months, missing, step, counts=counts)


def _month_end(event: date, months: int, missing: MissingDate, step: timedelta, *, counts: bool) -> date:
    """Walk to the month that lies so many months away, then to the date in it."""
    day = event
    for _ in range(months):
        month = day.month
        while day.month == month:
            day += step
    in_month = [day]
    while in_month[-1].month == day.month:
        in_month.append(in_month[-1] + step)
    in_month = sorted(in_month[:-1])
    same = [candidate for candidate in in_month if candidate.day == event.day]
    if counts:
        # The day beside the same date; where that is missing, the month is full and nothing of the next is needed.
        if same:
            return same[0] - step
        return in_month[-1] if step > timedelta(0) else in_month[-1] + ONE_DAY
    if same:
        return same[0]
    return in_month[-1] if missing is MissingDate.LAST_DAY_OF_MONTH else in_month[-1] + ONE_DAY


def _days(first: date, last: date, step: timedelta) -> Iterator[date]:
    while (last - first) * step.days >= timedelta(0):
        yield first
        first += step
