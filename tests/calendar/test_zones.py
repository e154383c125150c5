"""A moment becomes a day by the offset that was in force then; a day ends at its last midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from policy_engine.calendar.holidays import OutsideCalendar
from policy_engine.calendar.zones import ZoneRules, end_of_day_utc, local_day, local_time

HOUR = 3600


def second(text: str) -> int:
    return int(moment(text).timestamp())


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def a_zone(*changes: tuple[str, float], until: str = "2041-01-01T00:00Z") -> ZoneRules:
    return ZoneRules("Some/Zone", tuple((second(at), int(hours * HOUR)) for at, hours in changes), second(until))


BERLIN = a_zone(("2010-01-01T00:00Z", 1), ("2026-03-29T01:00Z", 2), ("2026-10-25T01:00Z", 1), ("2027-03-28T01:00Z", 2))
BEIRUT = a_zone(("2010-01-01T00:00Z", 2), ("2026-03-28T22:00Z", 3), ("2026-10-24T21:00Z", 2))
APIA = a_zone(("2010-01-01T00:00Z", -10), ("2011-12-30T10:00Z", 14))
RIYADH = a_zone(("2010-01-01T00:00Z", 3))


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-11-16T22:59:59Z", "2026-11-16"),
        ("2026-11-16T23:00:00Z", "2026-11-17"),
        ("2026-07-16T21:59:59Z", "2026-07-16"),
        ("2026-07-16T22:00:00Z", "2026-07-17"),
    ],
)
def test_a_day_begins_at_midnight_of_the_place(at: str, day: str) -> None:
    assert local_day(moment(at), BERLIN).isoformat() == day


def test_a_fraction_of_a_second_before_midnight_is_still_the_old_day() -> None:
    assert local_day(moment("2026-11-16T22:59:59.999999Z"), BERLIN).isoformat() == "2026-11-16"


def test_local_time_carries_the_offset_in_force() -> None:
    assert local_time(moment("2026-03-29T00:59:59Z"), BERLIN).isoformat() == "2026-03-29T01:59:59+01:00"
    assert local_time(moment("2026-03-29T01:00:00Z"), BERLIN).isoformat() == "2026-03-29T03:00:00+02:00"


def test_a_moment_may_be_told_with_any_offset() -> None:
    told = datetime(2026, 11, 17, 4, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert local_day(told, BERLIN).isoformat() == "2026-11-17"


@pytest.mark.parametrize(("day", "end"), [("2026-11-16", "2026-11-16T23:00Z"), ("2026-07-16", "2026-07-16T22:00Z")])
def test_a_day_ends_at_its_24_00(day: str, end: str) -> None:
    assert end_of_day_utc(date.fromisoformat(day), BERLIN) == moment(end)


def test_a_day_whose_midnight_comes_twice_ends_with_the_second() -> None:
    assert end_of_day_utc(date(2026, 10, 24), BEIRUT) == moment("2026-10-24T22:00Z")


def test_a_day_whose_midnight_is_skipped_ends_when_the_clocks_jump() -> None:
    assert end_of_day_utc(date(2026, 3, 28), BEIRUT) == moment("2026-03-28T22:00Z")


def test_a_day_that_a_place_skipped_ends_with_the_day_before_it() -> None:
    assert end_of_day_utc(date(2011, 12, 29), APIA) == moment("2011-12-30T10:00Z")
    assert end_of_day_utc(date(2011, 12, 30), APIA) == moment("2011-12-30T10:00Z")
    assert end_of_day_utc(date(2011, 12, 31), APIA) == moment("2011-12-31T10:00Z")


@pytest.mark.parametrize("outside", ["2009-12-31T23:59:59Z", "2041-01-01T00:00:00Z"])
def test_a_moment_outside_the_table_is_not_guessed(outside: str) -> None:
    with pytest.raises(OutsideCalendar, match="the calendar of `Some/Zone` does not cover"):
        local_day(moment(outside), RIYADH)


@pytest.mark.parametrize("inside", ["2010-01-01T00:00:00Z", "2040-12-31T23:59:59Z"])
def test_the_first_and_the_last_moment_of_the_table_are_inside(inside: str) -> None:
    assert local_time(moment(inside), RIYADH).utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize("outside", ["2009-12-30", "2041-01-01"])
def test_a_day_outside_the_table_has_no_known_end(outside: str) -> None:
    with pytest.raises(OutsideCalendar):
        end_of_day_utc(date.fromisoformat(outside), RIYADH)


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ((), "time zone `Some/Zone` has no offset"),
        (((10, 0), (10, 3600)), "the changes of time zone `Some/Zone` are not in ascending order"),
        (((2_000, 0),), "not in ascending order"),
        (((0, 86_400),), "time zone `Some/Zone` is a day or more away from UTC"),
    ],
)
def test_rules_that_cannot_be_are_refused(changes: tuple[tuple[int, int], ...], objection: str) -> None:
    with pytest.raises(ValueError, match=objection):
        ZoneRules("Some/Zone", changes, 1_000)


def test_utc_has_no_changes() -> None:
    assert local_time(moment("2026-11-16T12:00Z"), a_zone(("2010-01-01T00:00Z", 0))).astimezone(UTC).hour == 12
