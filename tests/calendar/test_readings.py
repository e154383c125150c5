"""Where the calendar itself leaves an end open, each defensible last day is an answer with its name."""

from __future__ import annotations

import pytest

from policy_engine.calendar.holidays import PlaceCalendar
from policy_engine.calendar.methods import OffHolidays, Regional, Roll, Substitutes
from policy_engine.calendar.periods import Unit
from tests.calendar.building import (
    EU_1182_71,
    SATURDAY,
    SUNDAY,
    WORKING_DAYS_OF_THE_PLACE,
    a_holiday,
    a_place,
    count,
    last_days,
    moved_by,
    rolling,
    rolling_with_regions,
)

REPENTANCE = a_holiday("2026-11-18 Repentance Day", "DE-SN")
DE = a_place(REPENTANCE, code="DE", regions=("DE-BY", "DE-SN"))

FEAST = [a_holiday(f"2026-11-{day} Feast", estimated=True) for day in ("17", "18", "19")]
FEASTING = a_place(*FEAST)


def fourteen_days(event: str, regional: Regional, place: str) -> dict[str, str]:
    return last_days(count(14, Unit.DAYS, event, rolling_with_regions(regional), DE, place=place))


def ends(event: str) -> dict[str, str]:
    return last_days(count(14, Unit.DAYS, event, rolling(), FEASTING))


def test_a_regional_holiday_of_the_consumers_region_gives_two_answers_where_the_law_is_unsettled() -> None:
    assert fourteen_days("2026-11-04", Regional.UNSETTLED, "DE-SN") == {
        "2026-11-18": "national_holidays_only",
        "2026-11-19": "with_holidays_of_DE-SN",
    }


def test_a_holiday_of_another_region_gives_one_answer() -> None:
    assert fourteen_days("2026-11-04", Regional.UNSETTLED, "DE-BY") == {"2026-11-18": ""}


@pytest.mark.parametrize("regional", [Regional.COUNTS, Regional.UNSETTLED])
def test_an_unknown_region_gives_an_answer_for_each_that_differs(regional: Regional) -> None:
    assert fourteen_days("2026-11-04", regional, "DE") == {
        "2026-11-18": "national_holidays_only",
        "2026-11-19": "region_unknown:DE-SN",
    }


def test_a_region_that_the_calendar_does_not_list_is_an_unknown_region() -> None:
    assert set(fourteen_days("2026-11-04", Regional.COUNTS, "DE-XX")) == {"2026-11-18", "2026-11-19"}


@pytest.mark.parametrize(("place", "end"), [("DE-SN", "2026-11-19"), ("DE-BY", "2026-11-18")])
def test_a_regional_holiday_that_counts_moves_an_end_in_its_region_only(place: str, end: str) -> None:
    assert fourteen_days("2026-11-04", Regional.COUNTS, place) == {end: ""}


def test_a_regional_holiday_moves_nothing_where_only_national_ones_are_off() -> None:
    assert last_days(count(14, Unit.DAYS, "2026-11-04", rolling(), DE, place="DE-SN")) == {"2026-11-18": ""}


def test_a_chain_of_holidays_of_different_regions_is_walked_region_by_region() -> None:
    chain = a_place(
        a_holiday("2026-11-17 North's Day", "XX-N"),
        a_holiday("2026-11-18 Both's Day", "XX-N", "XX-S"),
        a_holiday("2026-11-19 South's Day", "XX-S"),
    )
    counted = count(14, Unit.DAYS, "2026-11-04", rolling_with_regions(Regional.COUNTS), chain)
    assert last_days(counted) == {
        "2026-11-18": "national_holidays_only",
        "2026-11-19": "region_unknown:XX-N",
        "2026-11-20": "region_unknown:XX-S",
    }
    assert moved_by(counted[2]) == ["2026-11-18 Both's Day", "2026-11-19 South's Day"]


def two_days_off_in_the_north(first: str, second: str) -> PlaceCalendar:
    return a_place(a_holiday(f"{first} North's Day", "XX-N"), a_holiday(f"{second} North's Day", "XX-N"))


def test_a_region_is_the_same_for_all_days_of_a_count() -> None:
    north = two_days_off_in_the_north("2026-11-17", "2026-11-18")
    counted = count(2, Unit.WORKING_DAYS, "2026-11-16", rolling_with_regions(Regional.COUNTS), north)
    assert last_days(counted) == {"2026-11-18": "national_holidays_only", "2026-11-20": "region_unknown:XX-N"}


def test_a_region_is_the_same_for_an_end_and_for_its_two_working_days() -> None:
    north = two_days_off_in_the_north("2026-11-17", "2026-11-18")
    assert last_days(count(3, Unit.DAYS, "2026-11-16", EU_1182_71, north)) == {
        "2026-11-19": "national_holidays_only",
        "2026-11-20": "region_unknown:XX-N",
    }


def test_the_first_day_of_an_estimated_feast_is_off_or_a_working_day() -> None:
    assert ends("2026-11-03") == {
        "2026-11-17": "holiday_not_observed:Feast",
        "2026-11-19": "holiday_a_day_early:Feast",
        "2026-11-20": "holiday_as_estimated:Feast",
    }


def test_the_last_day_of_an_estimated_feast_may_come_a_day_late_and_reach_the_weekend() -> None:
    assert ends("2026-11-05") == {
        "2026-11-19": "holiday_not_observed:Feast",
        "2026-11-20": "holiday_as_estimated:Feast",
        "2026-11-23": "holiday_a_day_late:Feast",
    }


def test_the_day_before_an_estimated_feast_may_be_its_first() -> None:
    assert ends("2026-11-02") == {
        "2026-11-16": "holiday_as_estimated:Feast",
        "2026-11-19": "holiday_a_day_early:Feast",
    }


def test_two_days_before_an_estimated_feast_it_decides_nothing() -> None:
    assert ends("2026-10-30") == {"2026-11-13": ""}


def test_a_feast_that_is_also_a_certain_holiday_is_off_on_that_day_in_any_case() -> None:
    feasting = a_place(a_holiday("2026-11-18 Feast", estimated=True), a_holiday("2026-11-18 Republic Day"))
    assert last_days(count(14, Unit.DAYS, "2026-11-04", rolling(), feasting)) == {
        "2026-11-19": "holiday_as_estimated:Feast",
        "2026-11-20": "holiday_a_day_late:Feast",
    }


def test_working_days_over_an_estimated_feast_have_an_answer_for_each_way_it_may_fall() -> None:
    feasting = a_place(a_holiday("2026-11-20 Feast", estimated=True))
    counted = count(2, Unit.WORKING_DAYS, "2026-11-18", WORKING_DAYS_OF_THE_PLACE, feasting)
    assert last_days(counted) == {
        "2026-11-20": "holiday_not_observed:Feast",
        "2026-11-23": "holiday_as_estimated:Feast",
    }


def test_two_doubts_that_decide_together_are_both_named() -> None:
    both = a_place(a_holiday("2026-11-18 Feast", estimated=True), a_holiday("2026-11-19 North's Day", "XX-N"))
    counted = count(14, Unit.DAYS, "2026-11-04", rolling_with_regions(Regional.UNSETTLED), both, place="XX-N")
    assert last_days(counted) == {
        "2026-11-18": "holiday_not_observed:Feast",
        "2026-11-19": "national_holidays_only+holiday_as_estimated:Feast",
        "2026-11-20": "with_holidays_of_XX-N+holiday_as_estimated:Feast",
    }


@pytest.mark.parametrize(
    ("substitutes", "answers"),
    [
        (Substitutes.COUNT, {"2026-12-29": ""}),
        (Substitutes.IGNORED, {"2026-12-28": ""}),
        (Substitutes.UNSETTLED, {"2026-12-28": "substitute_days_ignored", "2026-12-29": "substitute_days_counted"}),
    ],
)
def test_a_day_off_in_place_of_a_holiday_is_off_as_the_method_says(
    substitutes: Substitutes, answers: dict[str, str]
) -> None:
    method = rolling(substitutes=substitutes)
    boxing = a_place(a_holiday("2026-12-26 Boxing Day"), a_holiday("2026-12-28 Boxing Day", substitute=True))
    assert last_days(count(14, Unit.DAYS, "2026-12-12", method, boxing)) == answers


FOURTH_OF_JULY = a_place(
    a_holiday("2026-07-03 Independence Day", substitute=True), a_holiday("2026-07-04 Independence Day")
)


def test_a_holiday_on_a_saturday_and_the_day_on_which_it_is_kept_are_both_off_or_neither() -> None:
    method = rolling(roll=Roll.NONE, off_weekend=frozenset({SUNDAY}), substitutes=Substitutes.BOTH_OR_NEITHER)
    assert last_days(count(3, Unit.WORKING_DAYS, "2026-07-01", method, FOURTH_OF_JULY)) == {
        "2026-07-04": "neither_holiday_nor_substitute",
        "2026-07-07": "substitute_days_counted",
    }


def test_a_holiday_without_a_substitute_is_off_in_any_case() -> None:
    method = rolling(roll=Roll.NONE, substitutes=Substitutes.BOTH_OR_NEITHER)
    veterans = a_place(a_holiday("2026-11-11 Veterans Day"))
    assert last_days(count(1, Unit.WORKING_DAYS, "2026-11-10", method, veterans)) == {"2026-11-12": ""}


def test_a_saturday_of_which_the_law_is_silent_is_a_day_off_or_a_working_day() -> None:
    method = rolling(unsettled_weekdays=frozenset({SATURDAY}))
    assert last_days(count(14, Unit.DAYS, "2026-11-07", method, a_place())) == {
        "2026-11-21": "taken_as_working_day:Saturday",
        "2026-11-23": "taken_as_off:Saturday",
    }
    assert last_days(count(14, Unit.DAYS, "2026-11-08", method, a_place())) == {"2026-11-23": ""}


def test_a_holiday_on_such_a_saturday_leaves_nothing_open() -> None:
    method = rolling(unsettled_weekdays=frozenset({SATURDAY}))
    holiday = a_place(a_holiday("2026-11-21 Holiday"))
    assert last_days(count(14, Unit.DAYS, "2026-11-07", method, holiday)) == {"2026-11-23": ""}


def test_a_saturday_is_as_open_without_a_calendar() -> None:
    method = rolling(
        off_weekend=frozenset({SATURDAY, SUNDAY}),
        off_holidays=OffHolidays.NONE,
        unsettled_weekdays=frozenset({SATURDAY}),
    )
    assert last_days(count(14, Unit.DAYS, "2026-11-07", method)) == {
        "2026-11-21": "taken_as_working_day:Saturday",
        "2026-11-23": "taken_as_off:Saturday",
    }


def test_a_holiday_that_a_list_of_the_law_may_lack_is_off_or_a_working_day() -> None:
    method = rolling(unsettled_holidays=frozenset({"Juneteenth"}))
    juneteenth = a_place(a_holiday("2026-06-19 Juneteenth"))
    assert last_days(count(14, Unit.DAYS, "2026-06-05", method, juneteenth)) == {
        "2026-06-19": "taken_as_working_day:Juneteenth",
        "2026-06-22": "taken_as_off:Juneteenth",
    }


def test_a_method_without_holidays_leaves_nothing_open() -> None:
    no_holidays = rolling(off_holidays=OffHolidays.NONE)
    assert last_days(count(14, Unit.DAYS, "2026-11-03", no_holidays, FEASTING)) == {"2026-11-17": ""}
