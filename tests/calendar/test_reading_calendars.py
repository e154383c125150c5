"""A snapshot of calendars is read strictly: all that is wrong is told at once, each with its place."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given

from policy_engine.calendar.calendars import NO_CALENDARS
from policy_engine.calendar.hijri import HijriDay
from policy_engine.calendar.holidays import Holiday, PlaceCalendar
from policy_engine.errors import PackError
from policy_engine.reading.calendar_lines import holiday_line, holiday_of, weekend_line, weekend_of
from policy_engine.reading.calendars import read_calendars
from tests.calendar.building import FRIDAY, SATURDAY, SUNDAY, a_holiday, weekend
from tests.calendar.drawing import calendars


def a_snapshot() -> dict[str, Any]:
    return {
        "made_from": {"holidays": "0.109"},
        "years": {"first": "2026", "last": "2027"},
        "places": {
            "DE": {
                "weekends": ["2000-01-01 saturday sunday"],
                "time_zones": ["Europe/Berlin"],
                "regions": "BY SN",
                "holidays": ["2026-11-18 | Repentance Day | SN", "2026-12-25 | Christmas Day"],
            },
            "AE": {
                "weekends": ["2006-09-01 friday saturday", "2022-01-01 saturday sunday"],
                "time_zones": [],
                "holidays": ["2027-03-09 | Eid al-Fitr |  | estimated", "2027-03-10 | Eid |  | estimated substitute"],
            },
        },
        "zones": [
            {
                "names": "Europe/Berlin Europe/Paris",
                "until": "2041-01-01T00:00:00Z",
                "changes": ["2010-01-01T00:00:00Z +01:00", "2026-03-29T01:00:00Z +02:00"],
            }
        ],
        "hijri": {
            "1447": "2025-06-26 30 29 30 30 30 29 30 29 30 29 30 29",
            "1448": "2026-06-16 29 30 29 30 30 29 30 30 29 30 29 30",
        },
    }


def text_of(snapshot: object) -> bytes:
    return json.dumps(snapshot, indent=1).encode()


def changed(at: str, value: object) -> dict[str, Any]:
    """A snapshot with one value replaced, addressed as `places/DE/regions`; `None` takes it out."""
    snapshot: Any = a_snapshot()
    *way, last = [int(step) if step.isdigit() and step != "1447" else step for step in at.split("/")]
    inside = snapshot
    for step in way:
        inside = inside[step]
    if value is None:
        del inside[last]
    else:
        inside[last] = value
    return dict(snapshot)


def test_a_snapshot_gives_calendars_zones_and_hijri_months() -> None:
    known = read_calendars(text_of(a_snapshot()), "calendars.json")
    assert known.places["DE"].holidays_on(date(2026, 11, 18)) == (a_holiday("2026-11-18 Repentance Day", "DE-SN"),)
    assert known.places["DE"].regions == {"DE-BY", "DE-SN"}
    assert known.places["DE"].time_zones == ("Europe/Berlin",)
    assert (known.places["DE"].first_year, known.places["DE"].last_year) == (2026, 2027)
    assert known.places["AE"].weekend_on(date(2026, 1, 1)) == {SATURDAY, SUNDAY}
    assert known.zones["Europe/Paris"].changes == known.zones["Europe/Berlin"].changes
    assert known.zones["Europe/Berlin"].changes[1] == (1774746000, 7200)
    assert known.hijri.from_gregorian(date(2026, 2, 18)) == HijriDay(1447, 9, 1)


def test_an_estimated_holiday_and_a_substitute_day_are_marked() -> None:
    first, second = (
        read_calendars(text_of(a_snapshot()), "x").places["AE"].holidays[date(2027, 3, number)][0] for number in (9, 10)
    )
    assert (first.estimated, first.substitute) == (True, False)
    assert (second.estimated, second.substitute) == (True, True)


def test_the_digest_is_that_of_the_bytes() -> None:
    text = text_of(a_snapshot())
    assert read_calendars(text, "x").digest == f"sha256:{sha256(text).hexdigest()}"
    assert read_calendars(text + b"\n", "x").digest != read_calendars(text, "x").digest


def test_a_region_has_the_calendar_and_the_zones_of_its_place() -> None:
    known = read_calendars(text_of(a_snapshot()), "x")
    assert known.for_place("DE-BY") is known.for_place("DE")
    assert [zone.name for zone in known.zones_of("DE-BY")] == ["Europe/Berlin"]


def test_an_unknown_place_has_no_calendar_and_no_zones() -> None:
    known = read_calendars(text_of(a_snapshot()), "x")
    assert known.for_place("FR") is None
    assert known.zones_of("FR") == ()
    assert NO_CALENDARS.for_place("DE") is None


@pytest.mark.parametrize(
    ("at", "value", "objection"),
    [
        ("made_from", None, "a snapshot of calendars has no `made_from`"),
        ("years", None, "a snapshot of calendars has no `years`"),
        ("places", None, "a snapshot of calendars has no `places`"),
        ("zones", None, "a snapshot of calendars has no `zones`"),
        ("hijri", None, "a snapshot of calendars has no `hijri`"),
        ("more", "x", "a snapshot of calendars has no key `more`"),
        ("years", {"first": "26", "last": "2027"}, "`years` needs a `first` and a `last` year of four digits"),
        ("years", {"first": "2027", "last": "2026"}, "the calendar of `DE` ends in 2026, before 2027"),
        ("places/germany", {}, "`germany` is no place code"),
        ("places/DE/regions", "BY", "`Repentance Day` on 2026-11-18 is in a region that `regions` lacks"),
        ("places/DE/time_zones", ["Europe/Rome"], "time zone `Europe/Rome` of `DE` is not among the `zones`"),
        ("places/DE/weekends", [], "the calendar of `DE` does not say how its first week rests"),
        ("places/DE/weekends/0", "2000-01-01 caturday", "there is no weekday `caturday`"),
        ("places/DE/weekends/0", "2000-01-01", "a weekend has one to six days"),
        ("places/DE/holidays", "none", "`holidays` of the calendar of `DE` is not a list"),
        ("places/DE/holidays/0", "2026-11-18", "`2026-11-18` is not `day | name | regions | flags`"),
        ("places/DE/holidays/0", "2026-11-18 | ", "the holiday on 2026-11-18 has no name"),
        ("places/DE/holidays/0", "2026-11-31 | A Day", "there is no day `2026-11-31`"),
        ("places/DE/holidays/0", "18.11.2026 | A Day", "`18.11.2026` is no day such as `2026-11-21`"),
        ("places/DE/holidays/0", "2026-11-18 | A Day | SN | maybe", "not `maybe`"),
        ("places/DE/holidays/0", "2028-01-01 | A Day", "has a holiday on 2028-01-01, outside its years"),
        ("zones/0/names", "Europe/Berlin Europe/Berlin", "time zone `Europe/Berlin` stands twice"),
        ("zones/0/changes", [], "time zone `Europe/Berlin` has no offset"),
        ("zones/0/changes/0", "2010-01-01 +01:00", "`2010-01-01` is no moment in UTC"),
        ("zones/0/changes/0", "2010-01-01T00:00:00Z 1", "does not end with an offset such as `+01:00`"),
        (
            "zones/0/until",
            "2020-01-01T00:00:00Z",
            "changes of time zone `Europe/Berlin` are not in ascending order",
        ),
        ("hijri/1447", "2025-06-26 30", "is not the first day of a year and the lengths of its twelve months"),
        ("hijri/1447", "2025-06-27 30 29 30 30 30 29 30 29 30 29 30 29", "does not start where the last one ends"),
        ("hijri/1450", "2027-06-06 29 29 30 29 30 29 30 30 29 30 30 29", "are not numbers that follow each other"),
    ],
)
def test_a_snapshot_that_says_something_wrong_is_refused(at: str, value: object, objection: str) -> None:
    with pytest.raises(PackError) as refused:
        read_calendars(text_of(changed(at, value)), "calendars.json")
    assert objection in str(refused.value)
    assert all(problem.at.source == "calendars.json" and problem.at.line for problem in refused.value.problems)


def test_all_that_is_wrong_is_told_at_once() -> None:
    snapshot = changed("places/DE/holidays", ["nothing", "2026-11-31 | A Day"])
    snapshot["zones"][0]["changes"][0] = "never"
    with pytest.raises(PackError) as refused:
        read_calendars(text_of(snapshot), "calendars.json")
    assert len(refused.value.problems) >= 3


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"a": 1, "a": 2}', b"\xff"])
def test_what_is_no_snapshot_is_refused(text: bytes) -> None:
    with pytest.raises(PackError):
        read_calendars(text, "calendars.json")


@given(calendars())
def test_every_holiday_is_read_as_it_was_written(calendar: PlaceCalendar) -> None:
    for holidays in calendar.holidays.values():
        for holiday in holidays:
            assert holiday_of(holiday_line(holiday), "XX") == holiday


def test_a_line_holds_what_a_reader_of_a_difference_needs_and_no_more() -> None:
    assert holiday_line(a_holiday("2026-12-25 Christmas Day")) == "2026-12-25 | Christmas Day"
    assert holiday_line(a_holiday("2026-11-18 Repentance Day", "DE-SN")) == "2026-11-18 | Repentance Day | SN"
    assert holiday_line(Holiday(date(2027, 3, 9), "Eid", estimated=True)) == "2027-03-09 | Eid |  | estimated"
    line = "2006-09-01 friday saturday"
    assert weekend_line(weekend("2006-09-01", FRIDAY, SATURDAY)) == line
    assert weekend_of(line) == weekend("2006-09-01", FRIDAY, SATURDAY)
