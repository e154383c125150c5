"""The worked examples of the Middle East: other weekends, moon-sighted feasts, Hijri years, running hours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from policy_engine.calendar.counting import add_hours
from policy_engine.calendar.methods import CountingMethod, OffHolidays, Roll
from policy_engine.calendar.periods import Unit
from tests.calendar.building import (
    FRIDAY,
    SATURDAY,
    SUNDAY,
    WORKING_DAYS_OF_THE_PLACE,
    a_holiday,
    a_place,
    count,
    last_day,
    moved_by,
    weekend,
)

AE = a_place(
    a_holiday("2022-01-01 New Year's Day"),
    weekends=(weekend("2006-09-01", FRIDAY, SATURDAY), weekend("2022-01-01", SATURDAY, SUNDAY)),
)
EG = a_place(weekends=(weekend("2000-01-01", FRIDAY, SATURDAY),))
TR = a_place(
    a_holiday("2026-03-20 Ramadan Feast"),
    a_holiday("2026-03-21 Ramadan Feast"),
    a_holiday("2026-03-22 Ramadan Feast"),
)
TR_92 = CountingMethod("tr_92", Roll.NEXT_WORKING_DAY, frozenset({SUNDAY}), OffHolidays.NATIONAL)


@pytest.mark.parametrize(
    ("amount", "unit", "event", "end"),
    [
        (7, Unit.DAYS, "2026-11-12", "2026-11-19"),
        (14, Unit.DAYS, "2026-11-03", "2026-11-17"),
        (14, Unit.DAYS, "2026-11-10", "2026-11-24"),
        (4, Unit.MONTHS, "2026-11-03", "2027-03-03"),
        (14, Unit.DAYS, "2026-03-25", "2026-04-08"),
        (14, Unit.DAYS, "2025-03-20", "2025-04-03"),
        (7, Unit.DAYS, "2026-11-26", "2026-12-03"),
        (30, Unit.DAYS, "2026-11-10", "2026-12-10"),
        (14, Unit.DAYS, "2026-11-01", "2026-11-15"),
        (5, Unit.DAYS, "2026-11-01", "2026-11-06"),
        (14, Unit.DAYS, "2026-11-05", "2026-11-19"),
        (3, Unit.DAYS, "2026-11-19", "2026-11-22"),
        (45, Unit.DAYS, "2026-11-21", "2027-01-05"),
        (30, Unit.DAYS, "2026-11-21", "2026-12-21"),
        (60, Unit.DAYS, "2026-11-21", "2027-01-20"),
    ],
)
def test_days_and_months_run_through_weekends_and_feasts(amount: int, unit: Unit, event: str, end: str) -> None:
    assert last_day(amount, unit, event) == end


def test_seventy_two_hours_count_friday_and_saturday() -> None:
    aware = datetime(2026, 11, 12, 13, 30, tzinfo=UTC)  # 16:30 in Riyadh
    assert add_hours(72, aware) == datetime(2026, 11, 15, 13, 30, tzinfo=UTC)


def test_an_end_on_the_first_day_of_a_feast_moves_behind_it() -> None:
    (counted,) = count(14, Unit.DAYS, "2026-03-06", TR_92, TR)
    assert counted.last_day.isoformat() == "2026-03-23"
    assert moved_by(counted) == ["2026-03-20 Ramadan Feast", "2026-03-21 Ramadan Feast", "2026-03-22 sunday"]


def test_each_day_is_judged_by_the_weekend_of_its_time() -> None:
    (counted,) = count(3, Unit.WORKING_DAYS, "2021-12-30", WORKING_DAYS_OF_THE_PLACE, AE)
    assert counted.last_day.isoformat() == "2022-01-05"
    assert counted.first_counted.isoformat() == "2022-01-03"
    assert moved_by(counted) == ["2021-12-31 friday", "2022-01-01 saturday", "2022-01-02 sunday"]


def test_six_working_days_skip_friday_and_saturday() -> None:
    assert last_day(6, Unit.WORKING_DAYS, "2026-11-21", WORKING_DAYS_OF_THE_PLACE, EG) == "2026-11-29"
