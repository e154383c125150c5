"""Draw calendars that are dense with doubts, and methods and periods to count over them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from policy_engine.calendar.holidays import Holiday, PlaceCalendar, Weekend, place_calendar
from policy_engine.calendar.methods import CountingMethod, OffHolidays, OffWeekend, Regional, Roll, Substitutes
from policy_engine.calendar.periods import MissingDate, Period, Unit

START = date(2028, 2, 1)  # the days that follow hold a leap day
WITHIN = 45
REGIONS = ("XX-A", "XX-B", "XX-C")
PLACES = ("XX", *REGIONS, "XX-Q")  # Q is not in the calendar

some_names = st.sets(st.sampled_from(["Day A", "Feast"]), max_size=1).map(frozenset)
weekdays = st.sets(st.integers(0, 6), min_size=1, max_size=2).map(frozenset)
days = st.integers(0, WITHIN).map(lambda number: START + timedelta(days=number))
events = st.builds(
    lambda day, earlier: day - timedelta(days=earlier), days, st.sampled_from([0, 0, 7, 30, 60, 366, 731])
)  # so that the ends of longer periods fall among the days with doubts too
certain_holidays = st.builds(
    Holiday,
    days,
    st.sampled_from(["Day A", "Day B"]),
    st.sets(st.sampled_from(REGIONS), max_size=2).map(frozenset),
    substitute=st.booleans(),
)


@st.composite
def feasts(draw: st.DrawFn) -> list[Holiday]:
    """An estimated feast of one to four days."""
    first, regions = draw(days), draw(st.sampled_from([frozenset[str](), frozenset({"XX-B"})]))
    length = draw(st.integers(1, 4))
    return [Holiday(first + timedelta(days=number), "Feast", regions, estimated=True) for number in range(length)]


@st.composite
def calendars(draw: st.DrawFn) -> PlaceCalendar:
    holidays = draw(st.lists(certain_holidays, max_size=20, unique_by=lambda holiday: (holiday.on, holiday.name)))
    moving = draw(st.lists(feasts(), max_size=2))
    change = draw(days)
    weekends = (Weekend(date(2020, 1, 1), draw(weekdays)), Weekend(change, draw(weekdays)))
    every = [*holidays, *(holiday for feast in moving for holiday in feast)]
    return place_calendar("XX", weekends, every, 2020, 2040, regions=REGIONS)


@st.composite
def methods(draw: st.DrawFn) -> CountingMethod:
    off_holidays = draw(st.sampled_from(OffHolidays))
    regional = Regional.IGNORED
    if off_holidays is OffHolidays.NATIONAL_AND_REGIONAL:
        regional = draw(st.sampled_from([Regional.COUNTS, Regional.UNSETTLED]))
    off_weekend: Any = draw(st.one_of(st.sampled_from(OffWeekend), weekdays))
    may_be_off = st.sets(st.sampled_from(sorted(_may_be_off(off_weekend)) or [0]), max_size=2).map(frozenset)
    some_day_off = off_weekend != OffWeekend.NONE or off_holidays is not OffHolidays.NONE
    roll = draw(st.sampled_from(Roll)) if some_day_off else Roll.NONE
    has_weekdays, has_holidays = off_weekend != OffWeekend.NONE, off_holidays is not OffHolidays.NONE
    return CountingMethod(
        "drawn",
        roll,
        off_weekend,
        off_holidays,
        regional,
        draw(st.sampled_from(MissingDate)),
        min_two_working_days=some_day_off and draw(st.booleans()),
        substitutes=draw(st.sampled_from(Substitutes)) if has_holidays else Substitutes.COUNT,
        ends_on=draw(may_be_off) if has_weekdays and roll is not Roll.NONE else frozenset(),
        unsettled_weekdays=draw(may_be_off) if has_weekdays else frozenset(),
        unsettled_holidays=draw(some_names) if has_holidays else frozenset(),
    )


def _may_be_off(off_weekend: object) -> frozenset[int]:
    if isinstance(off_weekend, frozenset):
        return off_weekend
    return frozenset(range(7)) if off_weekend == OffWeekend.PLACE else frozenset()


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A period of a few days or of up to some months or years; the shortest have the most to get wrong."""
    unit = draw(st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS]))
    longest = {Unit.DAYS: 60, Unit.WORKING_DAYS: 30, Unit.WEEKS: 8, Unit.MONTHS: 14, Unit.YEARS: 3}[unit]
    return Period(draw(st.one_of(st.integers(0, 4), st.integers(0, longest))), unit)
