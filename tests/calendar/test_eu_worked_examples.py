"""The worked examples of Regulation 1182/71: events, ends and the days off between them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from policy_engine.calendar.counting import add_hours
from policy_engine.calendar.holidays import PlaceCalendar
from policy_engine.calendar.periods import Unit
from tests.calendar.building import CHRISTMAS_DAYS, EU_1182_71, a_holiday, a_place, count, each_year, last_day, moved_by

ARMISTICE = "11-11 Armistice Day"
EASTER = a_holiday("2027-03-28 Easter Sunday")
EASTER_MONDAY = a_holiday("2027-03-29 Easter Monday")
WITHOUT_NOVEMBER_HOLIDAY = a_place(*each_year(*CHRISTMAS_DAYS))
WITH_ARMISTICE = a_place(*each_year(*CHRISTMAS_DAYS, ARMISTICE))


def fourteen_days_from(event: str, calendar: PlaceCalendar = WITHOUT_NOVEMBER_HOLIDAY) -> str:
    return last_day(14, Unit.DAYS, event, EU_1182_71, calendar)


def test_fourteen_days_from_a_monday_end_on_a_monday() -> None:
    (counted,) = count(14, Unit.DAYS, "2026-11-02", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY)
    assert counted.first_counted.isoformat() == "2026-11-03"
    assert counted.last_day.isoformat() == "2026-11-16"
    assert moved_by(counted) == []


def test_an_end_on_a_saturday_moves_to_monday() -> None:
    (counted,) = count(14, Unit.DAYS, "2026-11-07", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY)
    assert counted.nominal_last.isoformat() == "2026-11-21"
    assert counted.last_day.isoformat() == "2026-11-23"
    assert moved_by(counted) == ["2026-11-21 saturday", "2026-11-22 sunday"]


def test_an_end_on_christmas_day_moves_over_the_weekend_behind_it() -> None:
    (counted,) = count(14, Unit.DAYS, "2026-12-11", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY)
    assert counted.last_day.isoformat() == "2026-12-28"
    assert moved_by(counted) == ["2026-12-25 Christmas Day", "2026-12-26 saturday", "2026-12-27 sunday"]


@pytest.mark.parametrize(
    ("calendar", "end"), [(WITHOUT_NOVEMBER_HOLIDAY, "2026-11-11"), (WITH_ARMISTICE, "2026-11-12")]
)
def test_the_eleventh_of_november_moves_an_end_only_where_it_is_a_holiday(calendar: PlaceCalendar, end: str) -> None:
    assert fourteen_days_from("2026-10-28", calendar) == end


def test_an_end_on_easter_sunday_moves_to_tuesday_where_easter_monday_is_a_holiday() -> None:
    assert fourteen_days_from("2027-03-14", a_place(EASTER, EASTER_MONDAY)) == "2027-03-30"


def test_an_end_on_easter_sunday_moves_to_monday_where_easter_monday_is_a_working_day() -> None:
    assert fourteen_days_from("2027-03-14", a_place(EASTER)) == "2027-03-29"


def test_twelve_months_are_added_to_the_initial_end_when_nothing_was_said_about_the_right() -> None:
    assert last_day(12, Unit.MONTHS, "2026-11-16", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY) == "2027-11-16"


def test_fourteen_days_run_from_late_information() -> None:
    assert fourteen_days_from("2027-02-01") == "2027-02-15"


def test_twelve_months_from_a_rolled_initial_end_start_from_the_rolled_day() -> None:
    assert last_day(12, Unit.MONTHS, "2026-11-23", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY) == "2027-11-23"


def test_a_refund_is_due_on_the_fourteenth_day_after_the_notice() -> None:
    assert fourteen_days_from("2026-11-20") == "2026-12-04"


def test_delivery_without_a_date_is_due_on_the_thirtieth_day() -> None:
    assert last_day(30, Unit.DAYS, "2026-10-31", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY) == "2026-11-30"


def test_a_month_from_31_august_ends_with_september() -> None:
    assert last_day(1, Unit.MONTHS, "2026-08-31", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY) == "2026-09-30"


def test_a_month_from_31_january_ends_with_february_and_moves_over_its_last_sunday() -> None:
    (counted,) = count(1, Unit.MONTHS, "2027-01-31", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY)
    assert counted.nominal_last.isoformat() == "2027-02-28"
    assert counted.last_day.isoformat() == "2027-03-01"


def test_three_months_in_total_run_from_the_receipt() -> None:
    assert last_day(3, Unit.MONTHS, "2026-08-31", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY) == "2026-11-30"


def test_seventy_two_hours_run_through_the_weekend() -> None:
    aware = datetime(2026, 11, 20, 14, 20, tzinfo=UTC)  # 15:20 in Central Europe
    assert add_hours(72, aware) == datetime(2026, 11, 23, 14, 20, tzinfo=UTC)


def test_two_days_over_a_weekend_hold_two_working_days() -> None:
    (counted,) = count(2, Unit.DAYS, "2026-11-20", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY)
    assert counted.last_day.isoformat() == "2026-11-24"
    assert moved_by(counted) == ["2026-11-22 sunday", "2026-11-23 two_working_days"]


def test_one_day_over_a_weekend_needs_only_one_working_day() -> None:
    assert last_day(1, Unit.DAYS, "2026-11-20", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY) == "2026-11-23"


def test_three_days_that_hold_two_working_days_are_not_extended() -> None:
    assert last_day(3, Unit.DAYS, "2026-11-19", EU_1182_71, WITHOUT_NOVEMBER_HOLIDAY) == "2026-11-23"
