"""Hijri months and years are counted by a table of month starts, and by nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate

import pytest

from policy_engine.calendar.hijri import NO_HIJRI, HijriDay, HijriMonths
from policy_engine.calendar.holidays import OutsideCalendar
from policy_engine.calendar.periods import MissingDate, Unit
from tests.calendar.building import HIJRI, count, day, last_days

# The months of 1447 to 1450, from 26 June 2025 on, as published.
LENGTHS = (
    *(30, 29, 30, 30, 30, 29, 30, 29, 30, 29, 30, 29),
    *(29, 30, 29, 30, 30, 29, 30, 30, 29, 30, 29, 30),
    *(29, 29, 30, 29, 30, 29, 30, 30, 29, 30, 30, 29),
    *(30, 29, 30, 29, 29, 30, 29, 30, 29, 30, 30, 29),
)
STARTS = tuple(accumulate(LENGTHS, lambda start, length: start + timedelta(days=length), initial=date(2025, 6, 26)))
MONTHS = HijriMonths(1447, STARTS)


def ends(amount: int, unit: Unit, event: str) -> str:
    (counted,) = count(amount, unit, event, HIJRI, hijri=MONTHS)
    return counted.last_day.isoformat()


def test_a_hijri_year_from_the_first_of_ramadan_ends_ten_days_before_the_gregorian_one() -> None:
    assert ends(1, Unit.YEARS, "2026-02-18") == "2027-02-08"


def test_two_hijri_years_end_on_the_same_hijri_date() -> None:
    assert MONTHS.from_gregorian(day("2026-11-21")) == HijriDay(1448, 6, 11)
    assert ends(2, Unit.YEARS, "2026-11-21") == "2028-10-29"


@pytest.mark.parametrize(
    ("event", "last_of_month", "next_day"), [(HijriDay(1447, 1, 29), 29, 29), (HijriDay(1447, 1, 30), 29, 30)]
)
def test_a_hijri_month_without_the_day_ends_on_its_last_or_the_next(
    event: HijriDay, last_of_month: int, next_day: int
) -> None:
    start = MONTHS.to_gregorian(HijriDay(1447, 2, 1))
    event_day = MONTHS.to_gregorian(event)
    for missing, days in ((MissingDate.LAST_DAY_OF_MONTH, last_of_month), (MissingDate.NEXT_DAY, next_day)):
        assert MONTHS.later(event_day, 1, missing) == start + timedelta(days=days - 1)


def test_hijri_months_can_be_counted_back() -> None:
    (counted,) = count(1, Unit.MONTHS, "2026-02-18", HIJRI, hijri=MONTHS, backwards=True)
    assert MONTHS.from_gregorian(counted.last_day) == HijriDay(1447, 8, 1)


def test_days_are_days_in_every_calendar() -> None:
    assert last_days(count(14, Unit.DAYS, "2026-11-02", HIJRI)) == {"2026-11-16": ""}


def test_the_first_and_the_last_day_of_the_table_are_inside_it() -> None:
    assert MONTHS.from_gregorian(STARTS[0]) == HijriDay(1447, 1, 1)
    assert MONTHS.from_gregorian(STARTS[-1] - timedelta(days=1)) == HijriDay(1450, 12, 29)


@pytest.mark.parametrize("outside", [STARTS[0] - timedelta(days=1), STARTS[-1]])
def test_days_beside_the_table_are_outside_it(outside: date) -> None:
    with pytest.raises(OutsideCalendar, match="the calendar of `hijri` does not cover"):
        MONTHS.from_gregorian(outside)


@pytest.mark.parametrize(("years", "back"), [(4, False), (2, True)])
def test_a_period_that_leaves_the_table_is_not_guessed(years: int, back: bool) -> None:
    with pytest.raises(OutsideCalendar):
        count(years, Unit.YEARS, "2026-11-21", HIJRI, hijri=MONTHS, backwards=back)


def test_without_a_table_there_is_no_hijri_month() -> None:
    with pytest.raises(OutsideCalendar):
        count(1, Unit.MONTHS, "2026-11-21", HIJRI, hijri=NO_HIJRI)


@pytest.mark.parametrize(
    "wrong", [HijriDay(1447, 2, 30), HijriDay(1447, 13, 1), HijriDay(1451, 1, 1), HijriDay(1447, 1, 0)]
)
def test_a_hijri_day_that_does_not_exist_is_refused(wrong: HijriDay) -> None:
    with pytest.raises(ValueError, match="Hijri"):
        MONTHS.to_gregorian(wrong)


def test_a_table_with_an_impossible_month_is_refused() -> None:
    with pytest.raises(ValueError, match="the Hijri month that starts on 2025-06-26 is too short or too long"):
        HijriMonths(1447, (date(2025, 6, 26), date(2025, 7, 28)))
