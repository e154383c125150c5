"""The worked examples of Brazilian Civil Code art. 132 and of business days before the regulator."""

from __future__ import annotations

import pytest

from policy_engine.calendar.holidays import Holiday
from policy_engine.calendar.periods import Unit
from tests.calendar.building import (
    BR_CONSUMER,
    CALENDAR_DAYS,
    WORKING_DAYS_OF_THE_PLACE,
    a_holiday,
    a_place,
    each_year,
    last_day,
)

FIXED = (
    "01-01 New Year",
    "04-21 Tiradentes",
    "05-01 Labour Day",
    "09-07 Independence",
    "10-12 Our Lady Aparecida",
    "11-02 All Souls",
    "11-15 Republic",
    "12-25 Christmas",
)


def black_consciousness() -> list[Holiday]:
    """A national holiday since Law 14.759/2023, first in 2024."""
    return [a_holiday(f"{year}-11-20 Black Consciousness") for year in range(2024, 2031)]


BR = a_place(*each_year(*FIXED), *black_consciousness(), code="BR")


@pytest.mark.parametrize(
    ("received", "end"),
    [("2026-11-13", "2026-11-23"), ("2024-11-13", "2024-11-21"), ("2023-11-13", "2023-11-20")],
)
def test_seven_days_move_over_20_november_only_since_it_is_a_national_holiday(received: str, end: str) -> None:
    assert last_day(7, Unit.DAYS, received, BR_CONSUMER, BR) == end


@pytest.mark.parametrize(("business_days", "end"), [(3, "2026-11-24"), (6, "2026-11-27")])
def test_an_incident_is_reported_in_business_days_that_skip_the_holiday(business_days: int, end: str) -> None:
    assert last_day(business_days, Unit.WORKING_DAYS, "2026-11-18", WORKING_DAYS_OF_THE_PLACE, BR) == end


def test_an_incident_report_is_completed_within_twenty_business_days() -> None:
    assert last_day(20, Unit.WORKING_DAYS, "2026-11-24", WORKING_DAYS_OF_THE_PLACE, BR) == "2026-12-22"


@pytest.mark.parametrize(
    ("days", "event", "nominal", "rolled"),
    [
        (90, "2026-08-10", "2026-11-08", "2026-11-09"),
        (59, "2026-10-01", "2026-11-29", "2026-11-30"),
        (90, "2026-10-01", "2026-12-30", "2026-12-30"),
    ],
)
def test_a_complaint_period_moves_over_sunday_for_the_consumer_only(
    days: int, event: str, nominal: str, rolled: str
) -> None:
    assert last_day(days, Unit.DAYS, event, CALENDAR_DAYS, BR) == nominal
    assert last_day(days, Unit.DAYS, event, BR_CONSUMER, BR) == rolled


def test_the_traders_thirty_days_to_cure_end_on_a_saturday() -> None:
    assert last_day(30, Unit.DAYS, "2026-09-10", CALENDAR_DAYS, BR) == "2026-10-10"


@pytest.mark.parametrize(("days", "end"), [(15, "2027-01-02"), (30, "2027-01-17")])
def test_an_access_request_before_new_year_is_not_rolled_for_the_trader(days: int, end: str) -> None:
    assert last_day(days, Unit.DAYS, "2026-12-18", CALENDAR_DAYS, BR) == end


@pytest.mark.parametrize(("authorised", "end"), [("2026-03-31", "2037-03-31"), ("2018-06-10", "2029-06-10")])
def test_fiscal_documents_are_kept_132_months(authorised: str, end: str) -> None:
    assert last_day(132, Unit.MONTHS, authorised) == end


@pytest.mark.parametrize(("days", "end"), [(5, "2026-11-24"), (7, "2026-11-26")])
def test_a_message_is_answered_in_calendar_days_that_count_the_holiday(days: int, end: str) -> None:
    assert last_day(days, Unit.DAYS, "2026-11-19", CALENDAR_DAYS, BR) == end


def test_a_month_without_the_date_ends_on_the_next_day() -> None:
    assert last_day(1, Unit.MONTHS, "2027-01-31", BR_CONSUMER, BR) == "2027-03-01"


def test_a_month_with_the_date_ends_on_it() -> None:
    assert last_day(1, Unit.MONTHS, "2027-02-24", BR_CONSUMER, BR) == "2027-03-24"
