"""What is snapshotted for a pack: deterministic, complete, and read back as it was meant."""

from __future__ import annotations

import json
from datetime import date

import pytest

pytest.importorskip("holidays")

from policy_engine.calendar.holidays import Holiday, PlaceCalendar
from policy_engine.calendar.periods import Unit
from policy_engine.catalog.snapshot import snapshot, snapshot_request
from policy_engine.errors import PackError
from policy_engine.reading.calendars import read_calendars
from tests.calendar.building import EU_1182_71, FRIDAY, SATURDAY, SUNDAY, count

pytestmark = pytest.mark.needs_calendars

PACK = b"""
id: test
calendars:
  places: [TR, DE, ES, US, AE, FR, BE, PL, NL, AT, PT]
  years: {from: 2024, to: 2028}
  weekends:
    AE:
      - {since: 2006-09-01, days: [friday, saturday]}
      - {since: 2022-01-01, days: [saturday, sunday]}
"""
TEXT = snapshot(snapshot_request(PACK, "pack.yaml"))
KNOWN = read_calendars(TEXT, "calendars.json")


def place(code: str) -> PlaceCalendar:
    calendar = KNOWN.for_place(code)
    assert calendar is not None
    return calendar


def holidays(code: str, day: str) -> tuple[Holiday, ...]:
    return place(code).holidays_on(date.fromisoformat(day))


def test_the_same_request_gives_the_same_bytes() -> None:
    assert snapshot(snapshot_request(PACK, "pack.yaml")) == TEXT


def test_places_stand_in_order_whatever_the_order_of_the_request() -> None:
    other = PACK.replace(b"TR, DE, ES", b"ES, TR, DE")
    assert other != PACK
    assert snapshot(snapshot_request(other, "pack.yaml")) == TEXT


def test_each_holiday_stands_on_a_line_of_its_own() -> None:
    assert '\n    "2026-11-18 | Repentance and Prayer Day | SN",\n' in TEXT.decode()


def test_a_holiday_of_all_regions_is_one_of_the_whole_place() -> None:
    (unity,) = holidays("DE", "2026-10-03")
    assert unity.regions == frozenset()


def test_a_holiday_of_some_regions_names_them() -> None:
    (epiphany,) = holidays("DE", "2026-01-06")
    assert epiphany.regions == {"DE-BW", "DE-BY", "DE-ST"}


def test_a_holiday_of_the_whole_place_stays_one_where_a_region_does_not_keep_it() -> None:
    (columbus,) = (holiday for holiday in holidays("US", "2026-10-12") if not holiday.regions)
    assert columbus.name == "Columbus Day"


@pytest.mark.parametrize(
    ("year", "own_days", "substitutes"),
    [
        (2026, "01-01 01-19 02-16 05-25 06-19 07-04 09-07 10-12 11-11 11-26 12-25", "07-03"),
        (2027, "01-01 01-18 02-15 05-31 06-19 07-04 09-06 10-11 11-11 11-25 12-25", "06-18 07-05 12-24 12-31"),
    ],
)
def test_federal_holidays_and_their_substitutes_are_those_of_the_statute(
    year: int, own_days: str, substitutes: str
) -> None:
    found = [
        (holiday.substitute, f"{day:%m-%d}")
        for day, each in sorted(place("US").holidays.items())
        for holiday in each
        if day.year == year and not holiday.regions
    ]
    assert [day for substitute, day in found if not substitute] == own_days.split()
    assert [day for substitute, day in found if substitute] == substitutes.split()


def test_a_moon_sighted_feast_is_estimated_and_its_name_does_not_say_so() -> None:
    (feast,) = holidays("AE", "2028-02-26")
    assert (feast.name, feast.estimated) == ("Eid al-Fitr", True)


def test_a_feast_that_a_place_computes_is_not_estimated() -> None:
    (feast,) = holidays("TR", "2026-03-20")
    assert not feast.estimated


def test_a_day_off_for_a_holiday_on_a_weekend_is_a_substitute() -> None:
    (independence,) = (holiday for holiday in holidays("US", "2026-07-03") if not holiday.regions)
    assert (independence.name, independence.substitute) == ("Independence Day", True)


def test_a_regional_feast_may_be_estimated() -> None:
    estimated = [holiday for each in place("ES").holidays.values() for holiday in each if holiday.estimated]
    assert {region for holiday in estimated for region in holiday.regions} == {"ES-CE", "ES-ML"}


def test_regions_are_codes_and_no_cities() -> None:
    assert len(place("DE").regions) == 16
    assert "DE-Augsburg" not in place("DE").regions


def test_zones_with_equal_clocks_are_one_for_a_place_and_all_can_be_named() -> None:
    assert place("DE").time_zones == ("Europe/Berlin",)
    assert KNOWN.zones["Europe/Busingen"].changes == KNOWN.zones["Europe/Berlin"].changes
    assert place("ES").time_zones == ("Europe/Madrid", "Atlantic/Canary")


def test_weekends_through_history_come_from_the_pack() -> None:
    assert place("AE").weekend_on(date(2024, 1, 1)) == {SATURDAY, SUNDAY}
    assert [weekend.days for weekend in place("AE").weekends] == [{FRIDAY, SATURDAY}, {SATURDAY, SUNDAY}]
    assert place("DE").weekend_on(date(2024, 1, 1)) == {SATURDAY, SUNDAY}


@pytest.mark.parametrize(
    ("event", "end", "codes"),
    [
        ("2026-10-28", "2026-11-11", ("DE", "NL", "ES", "AT")),
        ("2026-10-28", "2026-11-12", ("FR", "BE", "PL")),
        ("2027-03-14", "2027-03-30", ("DE", "FR", "AT", "BE", "NL")),
        ("2027-03-14", "2027-03-29", ("PT",)),
    ],
)
def test_fourteen_days_end_in_each_place_as_its_holidays_say(event: str, end: str, codes: tuple[str, ...]) -> None:
    for code in codes:
        (counted,) = count(14, Unit.DAYS, event, EU_1182_71, place(code))
        assert counted.last_day.isoformat() == end


def test_the_releases_of_the_libraries_are_told() -> None:
    assert set(json.loads(TEXT)["made_from"]) == {"hijridate", "holidays", "tzdata"}


def test_a_weekend_that_the_pack_states_is_taken_as_stated() -> None:
    weekends = "{IL: [{since: 2000-01-01, days: [saturday]}]}"
    pack = f"calendars: {{places: [IL], years: {{from: 2026, to: 2026}}, weekends: {weekends}}}".encode()
    known = read_calendars(snapshot(snapshot_request(pack, "pack.yaml")), "calendars.json")
    assert known.places["IL"].weekend_on(date(2026, 1, 1)) == {SATURDAY}


def test_a_day_that_is_no_holiday_by_the_law_of_the_place_can_be_left_out() -> None:
    pack = b"calendars: {places: [BR], years: {from: 2026, to: 2026}, leave_out: {BR: [Good Friday]}}"
    known = read_calendars(snapshot(snapshot_request(pack, "pack.yaml")), "calendars.json")
    assert known.places["BR"].holidays_on(date(2026, 4, 3)) == ()
    assert known.places["BR"].holidays_on(date(2026, 4, 21)) != ()


def test_a_region_that_rests_on_other_days_than_its_place_has_a_calendar_of_its_own() -> None:
    weekends = "{ES: [{since: 2000-01-01, days: [sunday]}], ES-MD: [{since: 2000-01-01, days: [friday]}]}"
    pack = f"calendars: {{places: [ES], years: {{from: 2026, to: 2026}}, weekends: {weekends}}}".encode()
    known = read_calendars(snapshot(snapshot_request(pack, "pack.yaml")), "calendars.json")
    for code, rests in (("ES", {SUNDAY}), ("ES-MD", {FRIDAY}), ("ES-CT", {SUNDAY})):
        calendar = known.for_place(code)
        assert calendar is not None
        assert calendar.weekend_on(date(2026, 1, 1)) == rests
    madrid = known.places["ES-MD"]
    assert [holiday.name for holiday in madrid.holidays_on(date(2026, 5, 2))] == ["Madrid Day"]
    assert madrid.holidays_on(date(2026, 9, 11)) == ()  # Catalonia's
    assert madrid.regions == {"ES-MD"}
    assert madrid.time_zones == known.places["ES"].time_zones


@pytest.mark.parametrize(("more", "estimated"), [("", False), (", moon_sighted: [SA]", True)])
def test_a_feast_that_a_library_reckons_may_still_wait_for_the_moon(more: str, estimated: bool) -> None:
    weekends = "{SA: [{since: 2013-06-29, days: [friday, saturday]}]}"
    pack = f"calendars: {{places: [SA], years: {{from: 2028, to: 2028}}, weekends: {weekends}{more}}}".encode()
    known = read_calendars(snapshot(snapshot_request(pack, "pack.yaml")), "calendars.json")
    assert known.places["SA"].holidays_on(date(2028, 2, 26))[0].estimated is estimated


@pytest.mark.parametrize(
    ("calendars", "objection"),
    [
        ("{places: [ES], years: {from: 2007, to: 2026}}", "the holidays of `ES` are known from 2008 to 2100 only"),
        (
            "{places: [BR], years: {from: 2026, to: 2026}, leave_out: {BR: [Bad Friday]}}",
            "`leave_out` names `Bad Friday`, which is no holiday of `BR`",
        ),
        ("{places: [SA], years: {from: 2024, to: 2025}}", "the weekend of `SA` is friday and saturday"),
        ("{places: [QX], years: {from: 2024, to: 2025}}", "no library knows the holidays of `QX`"),
    ],
)
def test_a_place_of_which_too_little_is_known_is_refused(calendars: str, objection: str) -> None:
    with pytest.raises(PackError, match=objection):
        snapshot(snapshot_request(f"calendars: {calendars}".encode(), "pack.yaml"))
