"""What counting answers: which day is the last, what moved it, and how many answers there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from policy_engine.calendar.counting import add_hours
from policy_engine.calendar.holidays import OutsideCalendar
from policy_engine.calendar.methods import OffHolidays, OffWeekend, Roll
from policy_engine.calendar.periods import MissingDate, Unit
from tests.calendar.building import (
    CALENDAR_DAYS,
    CHRISTMAS_DAYS,
    EU_1182_71,
    SATURDAY,
    SUNDAY,
    WORKING_DAYS_OF_THE_PLACE,
    a_holiday,
    a_place,
    count,
    each_year,
    last_day,
    last_days,
    moved_by,
    rolling,
)

PLAIN = a_place(*each_year(*CHRISTMAS_DAYS))
GOLDEN_WEEK = a_place(*(a_holiday(f"2026-10-0{number} National Day") for number in range(1, 8)))
NEXT_DAY = rolling(
    roll=Roll.NONE, off_weekend=OffWeekend.NONE, off_holidays=OffHolidays.NONE, missing_date=MissingDate.NEXT_DAY
)


@pytest.mark.parametrize(
    ("event", "last_of_month", "next_day"),
    [
        ("2027-01-28", "2027-02-28", "2027-02-28"),
        ("2027-01-29", "2027-02-28", "2027-03-01"),
        ("2028-01-29", "2028-02-29", "2028-02-29"),
        ("2028-01-30", "2028-02-29", "2028-03-01"),
        ("2026-12-31", "2027-01-31", "2027-01-31"),
        ("2026-03-31", "2026-04-30", "2026-05-01"),
    ],
)
def test_a_month_ends_on_the_same_date_or_as_the_law_says_where_it_is_missing(
    event: str, last_of_month: str, next_day: str
) -> None:
    assert last_day(1, Unit.MONTHS, event, CALENDAR_DAYS) == last_of_month
    assert last_day(1, Unit.MONTHS, event, NEXT_DAY) == next_day


@pytest.mark.parametrize(("event", "end"), [("2024-02-29", "2026-02-28"), ("2024-02-28", "2026-02-28")])
def test_two_years_from_a_leap_day_end_with_february(event: str, end: str) -> None:
    assert last_day(2, Unit.YEARS, event, CALENDAR_DAYS) == end


def test_four_years_from_a_leap_day_end_on_a_leap_day() -> None:
    assert last_day(4, Unit.YEARS, "2024-02-29", CALENDAR_DAYS) == "2028-02-29"


def test_weeks_end_on_the_weekday_of_the_event() -> None:
    assert last_day(2, Unit.WEEKS, "2026-11-03", CALENDAR_DAYS) == "2026-11-17"


@pytest.mark.parametrize(
    ("amount", "unit", "event", "end"),
    [
        (14, Unit.DAYS, "2026-11-02", "2026-11-15"),
        (1, Unit.DAYS, "2026-11-02", "2026-11-02"),
        (1, Unit.WEEKS, "2026-11-02", "2026-11-08"),
        (1, Unit.MONTHS, "2026-11-01", "2026-11-30"),
        (1, Unit.MONTHS, "2026-03-01", "2026-03-31"),
        (1, Unit.MONTHS, "2027-01-31", "2027-02-28"),
        (1, Unit.MONTHS, "2027-01-29", "2027-02-28"),
        (1, Unit.MONTHS, "2027-01-28", "2027-02-27"),
        (1, Unit.YEARS, "2026-01-01", "2026-12-31"),
    ],
)
def test_a_period_that_counts_its_first_day_ends_the_day_before(amount: int, unit: Unit, event: str, end: str) -> None:
    assert last_day(amount, unit, event, CALENDAR_DAYS, event_day_counts=True) == end


@pytest.mark.parametrize(
    ("amount", "unit", "event", "end"),
    [
        (7, Unit.DAYS, "2026-11-09", "2026-11-02"),
        (1, Unit.WEEKS, "2026-11-09", "2026-11-02"),
        (1, Unit.MONTHS, "2026-03-31", "2026-02-28"),
        (1, Unit.YEARS, "2024-02-29", "2023-02-28"),
    ],
)
def test_a_period_can_be_counted_back(amount: int, unit: Unit, event: str, end: str) -> None:
    assert last_day(amount, unit, event, CALENDAR_DAYS, backwards=True) == end


@pytest.mark.parametrize(
    ("amount", "unit", "event", "end"),
    [(7, Unit.DAYS, "2026-11-09", "2026-11-03"), (1, Unit.MONTHS, "2026-03-31", "2026-03-01")],
)
def test_a_period_counted_back_can_count_its_first_day(amount: int, unit: Unit, event: str, end: str) -> None:
    assert last_day(amount, unit, event, CALENDAR_DAYS, backwards=True, event_day_counts=True) == end


def test_nothing_moves_a_period_that_is_counted_back() -> None:
    assert last_day(14, Unit.DAYS, "2026-11-22", EU_1182_71, PLAIN, backwards=True) == "2026-11-08"  # a Sunday


def test_working_days_can_be_counted_back() -> None:
    assert (
        last_day(3, Unit.WORKING_DAYS, "2026-12-29", WORKING_DAYS_OF_THE_PLACE, PLAIN, backwards=True) == "2026-12-23"
    )


def test_a_week_of_holidays_is_extended_to_hold_two_working_days() -> None:
    (counted,) = count(1, Unit.WEEKS, "2026-09-30", EU_1182_71, GOLDEN_WEEK)
    assert counted.nominal_last.isoformat() == "2026-10-07"
    assert moved_by(counted) == ["2026-10-07 National Day", "2026-10-08 two_working_days"]
    assert counted.last_day.isoformat() == "2026-10-09"


def test_two_days_counted_back_over_a_weekend_hold_two_working_days() -> None:
    assert last_day(2, Unit.DAYS, "2026-11-23", EU_1182_71, PLAIN, backwards=True) == "2026-11-19"


def test_the_event_day_is_the_first_of_the_working_days_where_it_counts() -> None:
    assert last_day(1, Unit.WORKING_DAYS, "2026-11-20", WORKING_DAYS_OF_THE_PLACE, PLAIN) == "2026-11-23"
    assert (
        last_day(1, Unit.WORKING_DAYS, "2026-11-20", WORKING_DAYS_OF_THE_PLACE, PLAIN, event_day_counts=True)
        == "2026-11-20"
    )


@pytest.mark.parametrize(("event", "end"), [("2026-11-20", "2026-11-20"), ("2026-11-21", "2026-11-23")])
def test_a_period_of_no_days_ends_on_the_event_day_rolled(event: str, end: str) -> None:
    assert last_day(0, Unit.DAYS, event, rolling(), PLAIN) == end


def test_an_end_moves_over_a_whole_week_of_holidays_and_names_each() -> None:
    (counted,) = count(14, Unit.DAYS, "2026-09-17", rolling(), GOLDEN_WEEK)
    assert counted.last_day.isoformat() == "2026-10-08"
    assert moved_by(counted) == [
        "2026-10-01 National Day",
        "2026-10-02 National Day",
        "2026-10-03 saturday",
        "2026-10-04 sunday",
        "2026-10-05 National Day",
        "2026-10-06 National Day",
        "2026-10-07 National Day",
    ]


def test_a_weekday_that_is_off_by_law_moves_an_end_where_the_places_weekend_does_not() -> None:
    only_sunday = rolling(off_weekend=frozenset({SUNDAY}))
    assert last_day(14, Unit.DAYS, "2026-11-07", only_sunday, PLAIN) == "2026-11-21"
    assert last_day(14, Unit.DAYS, "2026-11-08", only_sunday, PLAIN) == "2026-11-23"


def test_without_a_calendar_an_end_on_a_weekend_has_two_answers() -> None:
    assert last_days(count(14, Unit.DAYS, "2026-11-07", rolling())) == {
        "2026-11-21": "no_calendar:not_rolled",
        "2026-11-23": "no_calendar:weekend_rolled",
    }


def test_without_a_calendar_an_end_on_a_weekday_has_one_answer() -> None:
    assert last_days(count(14, Unit.DAYS, "2026-11-02", rolling())) == {"2026-11-16": ""}


def test_a_method_with_its_own_weekdays_and_no_holidays_needs_no_calendar() -> None:
    own_week = rolling(off_weekend=frozenset({SUNDAY}), off_holidays=OffHolidays.NONE)
    assert last_days(count(14, Unit.DAYS, "2026-11-08", own_week)) == {"2026-11-23": ""}


def test_an_end_beyond_the_calendar_is_not_guessed() -> None:
    with pytest.raises(OutsideCalendar, match="the calendar of `XX` does not cover 2027-01-02") as outside:
        count(14, Unit.DAYS, "2026-12-19", rolling(), a_place(years=(2026, 2026)))
    assert outside.value.place == "XX"
    assert outside.value.day.isoformat() == "2027-01-02"


def test_an_end_within_the_calendar_is_counted_from_an_event_before_it() -> None:
    assert last_day(14, Unit.DAYS, "2025-12-31", EU_1182_71, a_place(years=(2026, 2026))) == "2026-01-14"


def test_a_method_that_rolls_nothing_asks_no_calendar() -> None:
    assert last_day(14, Unit.DAYS, "2026-12-20", CALENDAR_DAYS, a_place(years=(2026, 2026))) == "2027-01-03"


def test_hours_are_not_counted_from_a_day() -> None:
    with pytest.raises(ValueError, match="hours run from a moment, not from a day"):
        count(72, Unit.HOURS, "2026-11-20")


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 11, 20, 15, 20), datetime(2026, 11, 20, 15, 20, tzinfo=timezone(timedelta(hours=1)))],  # noqa: DTZ001
)
def test_hours_run_from_a_moment_in_utc_only(moment: datetime) -> None:
    with pytest.raises(ValueError, match="hours run from a moment in UTC"):
        add_hours(72, moment)


def test_hours_do_not_run_back() -> None:
    with pytest.raises(ValueError, match="would end before it starts"):
        add_hours(-1, datetime(2026, 11, 20, tzinfo=UTC))


ENDS_ON_SATURDAYS = rolling(ends_on=frozenset({SATURDAY}))


@pytest.mark.parametrize(
    ("event", "end"),
    [
        ("2026-11-07", "2026-11-21"),  # a Saturday
        ("2026-11-08", "2026-11-23"),  # a Sunday
        ("2026-11-06", "2026-11-20"),
    ],
)
def test_a_period_may_end_on_a_saturday_though_it_is_off(event: str, end: str) -> None:
    assert last_day(14, Unit.DAYS, event, ENDS_ON_SATURDAYS, a_place()) == end


def test_a_holiday_before_a_saturday_on_which_periods_may_end_moves_past_it() -> None:
    friday_off = a_place(a_holiday("2026-05-01 Labour Day"))
    (counted,) = count(14, Unit.DAYS, "2026-04-17", ENDS_ON_SATURDAYS, friday_off)
    assert counted.last_day.isoformat() == "2026-05-04"
    assert moved_by(counted) == ["2026-05-01 Labour Day", "2026-05-02 saturday", "2026-05-03 sunday"]


def test_no_period_ends_on_a_saturday_that_is_a_holiday() -> None:
    (counted,) = count(14, Unit.DAYS, "2026-11-07", ENDS_ON_SATURDAYS, a_place(a_holiday("2026-11-21 Holiday")))
    assert counted.last_day.isoformat() == "2026-11-23"
    assert moved_by(counted) == ["2026-11-21 Holiday", "2026-11-22 sunday"]
