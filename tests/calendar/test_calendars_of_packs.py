"""The calendars that the packs keep: whom they know, how places rest, and the holidays that the law names."""

from __future__ import annotations

from datetime import date

import pytest

from policy_engine.calendar.hijri import HijriDay
from policy_engine.calendar.holidays import PlaceCalendar
from tests.calendar.building import FRIDAY, SATURDAY, SUNDAY
from tests.calendar.packs_own import REGIONS, own_pack

THURSDAY = 3
STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC"
)
MIDDLE_EAST = ("AE", "SA", "QA", "BH", "KW", "OM", "EG", "JO", "IL", "TR", "LB", "IQ")
FRIDAY_AND_SATURDAY, SATURDAY_AND_SUNDAY = {FRIDAY, SATURDAY}, {SATURDAY, SUNDAY}


def calendar_of(region: str, place: str) -> PlaceCalendar:
    found = own_pack(region).calendars.for_place(place)
    assert found is not None
    return found


def national_days(region: str, place: str, year: int, *, substitute: bool = False) -> list[str]:
    found = [one for each in calendar_of(region, place).holidays.values() for one in each if one.on.year == year]
    return sorted({f"{one.on:%m-%d}" for one in found if not one.regions and one.substitute is substitute})


@pytest.mark.parametrize("region", REGIONS)
def test_every_place_of_a_pack_has_clocks_and_holidays_in_every_year(region: str) -> None:
    calendars = own_pack(region).calendars
    for calendar in calendars.places.values():
        assert calendar.time_zones
        assert set(calendar.time_zones) <= set(calendars.zones)
        years = {day.year for day in calendar.holidays}
        assert years == set(range(calendar.first_year, calendar.last_year + 1))


@pytest.mark.parametrize("place", ["DE-BY", "ES-CT", "FR-57", "IT-RM", "PT-20", "AT-9"])
def test_the_regions_of_member_states_are_known(place: str) -> None:
    assert place in calendar_of("eu", place).regions


def test_all_states_and_the_district_of_columbia_are_known() -> None:
    assert {f"US-{code}" for code in STATES.split()} <= calendar_of("us", "US").regions


def test_all_countries_of_the_middle_east_are_known_and_sharjah_on_its_own() -> None:
    assert set(own_pack("me").calendars.places) == {*MIDDLE_EAST, "AE-SH"}


@pytest.mark.parametrize(
    ("place", "day", "weekend"),
    [
        ("AE", "2006-08-31", {THURSDAY, FRIDAY}),
        ("AE", "2006-09-01", FRIDAY_AND_SATURDAY),
        ("AE", "2021-12-31", FRIDAY_AND_SATURDAY),
        ("AE", "2022-01-01", SATURDAY_AND_SUNDAY),
        ("AE-DIFC", "2022-01-01", SATURDAY_AND_SUNDAY),
        ("AE-SH", "2021-12-31", FRIDAY_AND_SATURDAY),
        ("AE-SH", "2022-01-01", {FRIDAY, SATURDAY, SUNDAY}),
        ("SA", "2013-06-28", {THURSDAY, FRIDAY}),
        ("SA", "2013-06-29", FRIDAY_AND_SATURDAY),
        ("BH", "2006-08-31", {THURSDAY, FRIDAY}),
        ("BH", "2006-09-01", FRIDAY_AND_SATURDAY),
        ("KW", "2007-08-31", {THURSDAY, FRIDAY}),
        ("KW", "2007-09-01", FRIDAY_AND_SATURDAY),
        ("OM", "2013-04-30", {THURSDAY, FRIDAY}),
        ("OM", "2013-05-01", FRIDAY_AND_SATURDAY),
        *[(place, "2026-11-21", FRIDAY_AND_SATURDAY) for place in ("SA", "QA", "BH", "KW", "OM", "EG", "JO", "IQ")],
        *[(place, "2026-11-21", SATURDAY_AND_SUNDAY) for place in ("AE", "TR", "LB")],
        ("IL", "2026-11-21", {SATURDAY}),
    ],
)
def test_a_place_rests_as_its_week_was_at_the_time(place: str, day: str, weekend: set[int]) -> None:
    assert calendar_of("me", place).weekend_on(date.fromisoformat(day)) == weekend


@pytest.mark.parametrize(
    ("year", "dates", "kept_on"),
    [
        (2026, "01-01 01-19 02-16 05-25 06-19 07-04 09-07 10-12 11-11 11-26 12-25", "07-03"),
        (2027, "01-01 01-18 02-15 05-31 06-19 07-04 09-06 10-11 11-11 11-25 12-25", "06-18 07-05 12-24 12-31"),
    ],
)
def test_federal_holidays_are_those_of_the_statute(year: int, dates: str, kept_on: str) -> None:
    assert national_days("us", "US", year) == dates.split()
    assert national_days("us", "US", year, substitute=True) == kept_on.split()


@pytest.mark.parametrize(("year", "black_consciousness"), [(2023, False), (2024, True)])
def test_brazilian_holidays_are_the_national_ones_and_no_others(year: int, black_consciousness: bool) -> None:
    named = ["01-01", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15"]
    assert national_days("br", "BR", year) == [*named, *(["11-20"] if black_consciousness else []), "12-25"]


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        (HijriDay(1446, 9, 1), "2025-03-01"),
        (HijriDay(1446, 10, 1), "2025-03-30"),
        (HijriDay(1446, 12, 10), "2025-06-06"),
        (HijriDay(1447, 1, 1), "2025-06-26"),
        (HijriDay(1447, 9, 1), "2026-02-18"),
        (HijriDay(1447, 10, 1), "2026-03-20"),
        (HijriDay(1447, 12, 9), "2026-05-26"),
        (HijriDay(1447, 12, 10), "2026-05-27"),
        (HijriDay(1448, 1, 1), "2026-06-16"),
        (HijriDay(1448, 6, 11), "2026-11-21"),
        (HijriDay(1448, 9, 1), "2027-02-08"),
        (HijriDay(1448, 10, 1), "2027-03-09"),
        (HijriDay(1448, 12, 10), "2027-05-16"),
        (HijriDay(1449, 1, 1), "2027-06-06"),
        (HijriDay(1449, 9, 1), "2028-01-28"),
        (HijriDay(1449, 10, 1), "2028-02-26"),
        (HijriDay(1449, 12, 9), "2028-05-04"),
    ],
)
def test_islamic_dates_are_those_of_the_umm_al_qura_calendar(hijri: HijriDay, gregorian: str) -> None:
    months = own_pack("me").calendars.hijri
    assert months.to_gregorian(hijri) == date.fromisoformat(gregorian)
    assert months.from_gregorian(date.fromisoformat(gregorian)) == hijri


@pytest.mark.parametrize("place", [place for place in MIDDLE_EAST if place not in ("IL", "TR")])
def test_feasts_to_come_wait_for_the_moon(place: str) -> None:
    (feast, *_) = calendar_of("me", place).holidays_on(date(2028, 2, 26))
    assert feast.estimated


def test_turkish_feasts_are_computed_and_do_not_wait() -> None:
    feasts = {
        f"{one.on:%m-%d}": one.estimated
        for each in calendar_of("me", "TR").holidays.values()
        for one in each
        if one.on.year == 2026 and one.name.startswith("Eid")
    }
    days = ("03-20", "03-21", "03-22", "05-27", "05-28", "05-29", "05-30")
    assert feasts == dict.fromkeys(days, False)
