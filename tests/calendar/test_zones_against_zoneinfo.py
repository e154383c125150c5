"""The snapshotted zones agree with zoneinfo at every moment, and each day ends where zoneinfo changes the day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("tzdata")

from policy_engine.calendar.zones import (
    EPOCH,
    ZoneRules,
    end_of_day_utc,
    local_day,
    local_time,
)
from policy_engine.catalog.calendar_sources import zones_of

pytestmark = pytest.mark.needs_calendars

SECOND = timedelta(seconds=1)
PLACES = ("DE", "IE", "PT", "ES", "US", "BR", "LB", "EG", "WS", "CU", "IR")
ZONES = [zone for place in PLACES for zone in zones_of(place)]
CHANGES = [(zone, start) for zone in ZONES for start, _ in zone.changes[1:]]

zones = st.sampled_from(ZONES)
any_moment = st.integers(0, 30 * 365 * 86_400).map(lambda seconds: datetime(2010, 1, 1, tzinfo=UTC) + seconds * SECOND)


def by_zoneinfo(moment: datetime, zone: ZoneRules) -> datetime:
    with files("tzdata").joinpath("zoneinfo", *zone.name.split("/")).open("rb") as rules:
        return moment.astimezone(ZoneInfo.from_file(rules))


@given(zones, any_moment)
def test_local_time_is_that_of_zoneinfo(zone: ZoneRules, moment: datetime) -> None:
    assert local_time(moment, zone).replace(tzinfo=None) == by_zoneinfo(moment, zone).replace(tzinfo=None)
    assert local_day(moment, zone) == by_zoneinfo(moment, zone).date()


@given(st.sampled_from(CHANGES), st.integers(-7_200, 7_200))
def test_local_time_is_that_of_zoneinfo_around_each_change(change: tuple[ZoneRules, int], seconds: int) -> None:
    zone, start = change
    moment = EPOCH + (start + seconds) * SECOND
    assert local_time(moment, zone).replace(tzinfo=None) == by_zoneinfo(moment, zone).replace(tzinfo=None)


@given(zones, st.dates(date(2010, 1, 2), date(2039, 12, 30)))
def test_a_day_ends_with_the_last_second_that_zoneinfo_gives_to_it_or_to_a_day_before(
    zone: ZoneRules, day: date
) -> None:
    end = end_of_day_utc(day, zone)
    assert by_zoneinfo(end, zone).date() > day
    assert by_zoneinfo(end - SECOND, zone).date() <= day


@given(st.sampled_from(CHANGES))
def test_a_day_ends_rightly_where_clocks_change(change: tuple[ZoneRules, int]) -> None:
    zone, start = change
    for day in {by_zoneinfo(EPOCH + (start + shift) * SECOND, zone).date() for shift in (-1, 0)}:
        end = end_of_day_utc(day, zone)
        assert by_zoneinfo(end, zone).date() > day
        assert by_zoneinfo(end - SECOND, zone).date() <= day


def test_a_place_has_all_its_zones() -> None:
    assert [zone.name for zone in zones_of("DE")] == ["Europe/Berlin", "Europe/Busingen"]
