"""A period, a weekend, a calendar or a counting method that contradicts itself cannot be made."""

from __future__ import annotations

from typing import Any

import pytest

from policy_engine.calendar.holidays import Holiday, OutsideCalendar, PlaceCalendar, Weekend
from policy_engine.calendar.methods import OffHolidays, OffWeekend, Regional, Roll, Substitutes
from policy_engine.calendar.periods import Period, Unit
from tests.calendar.building import (
    FRIDAY,
    SATURDAY,
    SUNDAY,
    a_holiday,
    a_place,
    day,
    rolling,
    weekend,
)


@pytest.mark.parametrize(
    ("count", "unit", "objection"),
    [
        (-1, Unit.DAYS, "a period of `-1` days would end before it starts"),
        (True, Unit.DAYS, "a period counts whole days, not `True`"),
        (1001, Unit.YEARS, "a period of `1001` years is longer than 1000 years"),
    ],
)
def test_a_period_is_a_whole_number_that_a_law_could_mean(count: int, unit: Unit, objection: str) -> None:
    with pytest.raises(ValueError, match=objection):
        Period(count, unit)


def test_a_period_of_nothing_is_a_period() -> None:
    assert Period(0, Unit.DAYS).count == 0


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"id": ""}, "a counting method needs a name"),
        ({"off_weekend": frozenset()}, "counting method `rolling` must list one to six weekdays"),
        ({"off_weekend": frozenset(range(7))}, "must list one to six weekdays"),
        ({"off_weekend": frozenset({7})}, "must list one to six weekdays"),
        (
            {"regional": Regional.COUNTS},
            "must say what a regional holiday does exactly where regional holidays are off",
        ),
        ({"off_holidays": OffHolidays.NATIONAL_AND_REGIONAL}, "must say what a regional holiday does"),
        (
            {"off_weekend": OffWeekend.NONE, "off_holidays": OffHolidays.NONE},
            "moves an end to the next working day, but has no days off",
        ),
        (
            {
                "roll": Roll.NONE,
                "off_weekend": OffWeekend.NONE,
                "off_holidays": OffHolidays.NONE,
                "min_two_working_days": True,
            },
            "asks for two working days, but has no days off",
        ),
        (
            {"off_holidays": OffHolidays.NONE, "substitutes": Substitutes.IGNORED},
            "says what a substitute day does, but has no holidays",
        ),
        (
            {"off_weekend": frozenset({SUNDAY}), "ends_on": frozenset({SATURDAY})},
            "says that a weekday may be no day off, but the weekday is none",
        ),
        (
            {"off_weekend": OffWeekend.NONE, "unsettled_weekdays": frozenset({SATURDAY})},
            "says that a weekday may be no day off, but the weekday is none",
        ),
        (
            {"roll": Roll.NONE, "ends_on": frozenset({SATURDAY})},
            "says on which days off a period may end, but moves no end",
        ),
        (
            {"off_holidays": OffHolidays.NONE, "unsettled_holidays": frozenset({"Christmas Day"})},
            "says that a holiday may be no day off, but has no holidays",
        ),
        (
            {"off_weekend": frozenset({SUNDAY}), "off_holidays": OffHolidays.NONE, "days_off_of": "US"},
            "says whose days off count, but asks no place for its days off",
        ),
    ],
)
def test_a_counting_method_does_not_contradict_itself(changes: dict[str, Any], objection: str) -> None:
    with pytest.raises(ValueError, match=objection):
        rolling(**changes)


@pytest.mark.parametrize("days", [frozenset[int](), frozenset(range(7)), frozenset({7})])
def test_a_weekend_has_one_to_six_weekdays(days: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="a weekend has one to six days"):
        Weekend(day("2026-01-01"), days)


def test_a_holiday_has_a_name() -> None:
    with pytest.raises(ValueError, match="the holiday on 2026-01-01 has no name"):
        Holiday(day("2026-01-01"), "")


def test_a_calendar_knows_the_weekend_of_its_first_day() -> None:
    assert a_place(weekends=(weekend("2014-01-01", SATURDAY),)).weekend_on(day("2014-01-01")) == {SATURDAY}
    with pytest.raises(ValueError, match="the calendar of `XX` does not say how its first week rests"):
        a_place(weekends=(weekend("2014-01-02", SATURDAY),))


def test_the_weekends_of_a_calendar_follow_each_other() -> None:
    with pytest.raises(ValueError, match="the weekends of `XX` are not in ascending order"):
        a_place(weekends=(weekend("2006-09-01", FRIDAY), weekend("2006-09-01", SUNDAY)))


@pytest.mark.parametrize("outside", ["2025-12-31", "2028-01-01"])
def test_a_calendar_holds_holidays_of_its_years_only(outside: str) -> None:
    with pytest.raises(ValueError, match=f"has a holiday on {outside}, outside its years"):
        a_place(a_holiday(f"{outside} Holiday"), years=(2026, 2027))


@pytest.mark.parametrize(("inside", "outside"), [("2026-01-01", "2025-12-31"), ("2027-12-31", "2028-01-01")])
def test_a_calendar_answers_for_its_years_only(inside: str, outside: str) -> None:
    calendar = a_place(years=(2026, 2027))
    assert calendar.holidays_on(day(inside)) == ()
    with pytest.raises(OutsideCalendar):
        calendar.holidays_on(day(outside))
    with pytest.raises(OutsideCalendar):
        calendar.weekend_on(day(outside))


def test_a_calendar_has_at_least_one_year() -> None:
    with pytest.raises(ValueError, match="the calendar of `XX` ends in 2025, before 2026"):
        a_place(years=(2026, 2025))


def test_a_holiday_is_filed_under_its_own_day() -> None:
    misfiled = {day("2026-01-02"): (a_holiday("2026-01-01 New Year"),)}
    with pytest.raises(ValueError, match="`New Year` of `XX` is filed under a day that is not its own"):
        PlaceCalendar("XX", (weekend("2000-01-01", SUNDAY),), misfiled, 2026, 2026)


def test_a_regional_holiday_is_of_a_region_that_the_calendar_lists() -> None:
    regional = {day("2026-01-01"): (a_holiday("2026-01-01 New Year", "XX-A"),)}
    with pytest.raises(ValueError, match="`New Year` of `XX` names a region that the calendar does not list"):
        PlaceCalendar("XX", (weekend("2000-01-01", SUNDAY),), regional, 2026, 2026)
