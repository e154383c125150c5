"""What a pack asks to be snapshotted is read strictly."""

from __future__ import annotations

import pytest

from policy_engine.catalog.snapshot import snapshot_request
from policy_engine.errors import PackError
from tests.calendar.building import SATURDAY, SUNDAY, weekend

UNHEARD_OF_WEEKDAY = (
    "calendars: {places: [AE], years: {from: 2014, to: 2031}, weekends: {AE: [{since: 2006-09-01, days: [caturday]}]}}"
)


def test_a_request_names_places_and_years() -> None:
    request = snapshot_request(b"calendars: {places: [DE, NO], years: {from: 2014, to: 2031}}", "pack.yaml")
    assert request.places == ("DE", "NO")  # NO is a place, not a falsehood
    assert (request.first_year, request.last_year) == (2014, 2031)
    assert request.weekends_of("DE") == (weekend("2014-01-01", SATURDAY, SUNDAY),)


@pytest.mark.parametrize(
    ("pack", "objection"),
    [
        ("id: x", "the pack has no `calendars`"),
        ("calendars: {years: {from: 2014, to: 2031}}", "`calendars` has no `places`"),
        ("calendars: {places: [DE]}", "`calendars` has no `years`"),
        ("calendars: {places: [DE], years: {from: 2031, to: 2014}}", "`years` cannot run from `2031` to `2014`"),
        ("calendars: {places: [DE], years: {from: soon, to: 2014}}", "`years` cannot run from `soon` to `2014`"),
        ("calendars: {places: [DE, DE], years: {from: 2014, to: 2031}}", "`DE` stands twice among the places"),
        ("calendars: {places: [DE-BY], years: {from: 2014, to: 2031}}", "`DE-BY` is no code of a whole place"),
        ("calendars: {places: [germany], years: {from: 2014, to: 2031}}", "`germany` is no code of a whole place"),
        (
            "calendars: {places: [DE], years: {from: 2014, to: 2031}, weekends: {AE: [{since: 2006-09-01, days: []}]}}",
            "`weekends` names `AE`, which is not among the places",
        ),
        (
            "calendars: {places: [DE], years: {from: 2014, to: 2031}, leave_out: {BR: [Good Friday]}}",
            "`leave_out` names `BR`, which is not among the places",
        ),
        (
            "calendars: {places: [DE], years: {from: 2014, to: 2031}, leave_out: {DE-BY: [Epiphany]}}",
            "`leave_out` names `DE-BY`, which is not among the places",
        ),
        (
            "calendars: {places: [DE], years: {from: 2014, to: 2031}, moon_sighted: [SA]}",
            "`moon_sighted` names `SA`, which is not among the places",
        ),
        (UNHEARD_OF_WEEKDAY, "there is no weekday `caturday`"),
        ("calendars: {places: [DE], years: {from: 2014, to: 2031}, zones: []}", "`calendars` has no key `zones`"),
    ],
)
def test_a_request_that_says_something_wrong_is_refused(pack: str, objection: str) -> None:
    with pytest.raises(PackError) as refused:
        snapshot_request(pack.encode(), "pack.yaml")
    assert objection in str(refused.value)
    assert str(refused.value).startswith("pack.yaml:1:")
