"""The worked examples of US business days: the cooling-off rule, mail order, card, privacy and breach deadlines."""

from __future__ import annotations

import pytest

from policy_engine.calendar.methods import CountingMethod, OffHolidays, OffWeekend, Regional, Roll, Substitutes
from policy_engine.calendar.periods import Unit
from tests.calendar.building import (
    CALENDAR_DAYS,
    SUNDAY,
    US_FTC,
    US_MONDAY_TO_FRIDAY,
    a_holiday,
    a_place,
    count,
    last_day,
    last_days,
)

FEDERAL = [
    a_holiday(text)
    for text in (
        "2026-06-19 Juneteenth",
        "2026-07-04 Independence Day",
        "2026-09-07 Labor Day",
        "2026-10-12 Columbus Day",
        "2026-11-11 Veterans Day",
        "2026-11-26 Thanksgiving",
        "2026-12-25 Christmas Day",
        "2027-01-01 New Year's Day",
        "2027-01-18 Martin Luther King Jr. Day",
    )
]
US = a_place(
    *FEDERAL,
    a_holiday("2026-07-03 Independence Day", substitute=True),
    a_holiday("2026-11-27 Day After Thanksgiving", "US-CA"),
    code="US",
    regions=("US-CA", "US-NY"),
)
STATE_HOLIDAYS_COUNT = CountingMethod(
    "us_ca_business_day", Roll.NONE, OffWeekend.PLACE, OffHolidays.NATIONAL_AND_REGIONAL, Regional.COUNTS
)


@pytest.mark.parametrize(
    ("event", "monday_to_friday", "monday_to_saturday"),
    [
        ("2026-11-01", "2026-11-10", "2026-11-09"),
        ("2026-11-20", "2026-12-02", "2026-11-30"),
        ("2026-12-01", "2026-12-10", "2026-12-09"),
    ],
)
def test_mail_order_money_goes_back_within_seven_working_days(
    event: str, monday_to_friday: str, monday_to_saturday: str
) -> None:
    assert last_day(7, Unit.WORKING_DAYS, event, US_MONDAY_TO_FRIDAY, US) == monday_to_friday
    assert last_day(7, Unit.WORKING_DAYS, event, US_FTC, US) == monday_to_saturday


@pytest.mark.parametrize(
    ("days", "event", "end"),
    [
        (30, "2026-10-02", "2026-11-01"),  # mail order without a stated time: a Sunday, not rolled
        (50, "2026-10-02", "2026-11-21"),  # the same on the seller's own credit
        (30, "2026-11-01", "2026-12-01"),  # silence after an indefinite delay notice
        (45, "2026-11-17", "2027-01-01"),  # answer to a request to delete
        (90, "2026-11-17", "2027-02-15"),  # the same, extended
        (30, "2026-11-02", "2026-12-02"),  # breach notices
        (15, "2026-12-02", "2026-12-17"),
        (60, "2026-11-02", "2027-01-01"),
        (60, "2026-10-05", "2026-12-04"),  # billing error
        (30, "2026-11-27", "2026-12-27"),  # undisclosed refund policies
        (20, "2026-11-27", "2026-12-17"),
        (7, "2026-11-27", "2026-12-04"),
        (7, "2026-12-02", "2026-12-09"),
        (60, "2026-11-27", "2027-01-26"),
    ],
)
def test_calendar_days_end_on_whatever_day_they_end(days: int, event: str, end: str) -> None:
    assert last_day(days, Unit.DAYS, event, CALENDAR_DAYS, US) == end


def test_forty_five_days_that_begin_on_the_day_of_receipt_end_a_day_earlier() -> None:
    assert last_day(45, Unit.DAYS, "2026-11-17", CALENDAR_DAYS, US, event_day_counts=True) == "2026-12-31"


@pytest.mark.parametrize(
    ("business_days", "sale", "end"),
    [
        (3, "2026-11-20", "2026-11-24"),
        (3, "2026-11-25", "2026-11-30"),
        (10, "2026-11-30", "2026-12-11"),
        (5, "2026-11-20", "2026-11-27"),
    ],
)
def test_a_saturday_is_a_business_day_of_the_cooling_off_rule(business_days: int, sale: str, end: str) -> None:
    assert last_day(business_days, Unit.WORKING_DAYS, sale, US_FTC, US) == end


def test_a_holiday_on_a_saturday_takes_both_days_from_the_count_in_the_buyers_favour() -> None:
    assert last_day(3, Unit.WORKING_DAYS, "2026-07-01", US_FTC, US) == "2026-07-07"


def test_a_holiday_on_a_saturday_has_two_readings_where_its_substitute_is_unsettled() -> None:
    unsettled = CountingMethod(
        "us_ftc", Roll.NONE, frozenset({SUNDAY}), OffHolidays.NATIONAL, substitutes=Substitutes.UNSETTLED
    )
    assert last_days(count(3, Unit.WORKING_DAYS, "2026-07-01", unsettled, US)) == {
        "2026-07-06": "substitute_days_ignored",
        "2026-07-07": "substitute_days_counted",
    }


@pytest.mark.parametrize(
    ("business_days", "monday_to_friday", "monday_to_saturday"),
    [(10, "2026-12-02", "2026-11-30"), (15, "2026-12-09", "2026-12-05")],
)
def test_a_privacy_request_is_confirmed_and_an_opt_out_honoured_in_business_days(
    business_days: int, monday_to_friday: str, monday_to_saturday: str
) -> None:
    assert last_day(business_days, Unit.WORKING_DAYS, "2026-11-17", US_MONDAY_TO_FRIDAY, US) == monday_to_friday
    assert last_day(business_days, Unit.WORKING_DAYS, "2026-11-17", US_FTC, US) == monday_to_saturday


@pytest.mark.parametrize(("state", "end"), [("US-CA", "2026-12-03"), ("US-NY", "2026-12-02")])
def test_a_state_holiday_counts_in_its_state_only(state: str, end: str) -> None:
    (counted,) = count(10, Unit.WORKING_DAYS, "2026-11-17", STATE_HOLIDAYS_COUNT, US, place=state)
    assert counted.last_day.isoformat() == end


def test_ten_business_days_skip_christmas_and_new_year() -> None:
    assert last_day(10, Unit.WORKING_DAYS, "2026-12-18", US_MONDAY_TO_FRIDAY, US) == "2027-01-05"


def test_fourteen_business_days_skip_veterans_day() -> None:
    assert last_day(14, Unit.WORKING_DAYS, "2026-11-02", US_MONDAY_TO_FRIDAY, US) == "2026-11-23"


def test_ten_business_days_of_a_shop_refund_skip_thanksgiving() -> None:
    assert last_day(10, Unit.WORKING_DAYS, "2026-11-25", US_MONDAY_TO_FRIDAY, US) == "2026-12-10"
    assert last_day(10, Unit.WORKING_DAYS, "2026-11-25", US_FTC, US) == "2026-12-08"
