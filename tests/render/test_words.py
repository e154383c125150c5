"""Days, moments, amounts and places as an English reader expects them."""

from __future__ import annotations

from datetime import date

import pytest

from policy_engine.calendar.days_off import WEEKDAYS
from policy_engine.facts.values import Moment
from policy_engine.render.layout import NO_BREAK
from policy_engine.render.safety import safe
from policy_engine.render.words import Words
from tests.render.building import shop

ENGLISH = Words()


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def test_a_day_is_written_with_its_weekday() -> None:
    assert plain(ENGLISH.day(date(2026, 10, 3))) == "Sat 3 Oct 2026"


def test_a_day_is_never_broken_over_two_lines() -> None:
    assert " " not in ENGLISH.day(date(2026, 10, 3))


def test_a_last_day_ends_at_24_00_where_the_party_is() -> None:
    assert plain(ENGLISH.end_of(date(2026, 10, 6), "Europe/Lisbon")) == "Tue 6 Oct 2026 24:00 Lisbon"


def test_a_last_day_of_a_party_whose_clock_is_not_known_is_a_day() -> None:
    assert plain(ENGLISH.end_of(date(2026, 10, 6), "")) == "Tue 6 Oct 2026"


def test_a_moment_is_told_by_the_clocks_of_the_place_and_not_by_the_offset_it_was_stated_with() -> None:
    zone = shop().calendars.zones["Europe/Lisbon"]
    assert plain(ENGLISH.moment(Moment.parse("2026-10-03T22:30Z"), zone)) == "Sat 3 Oct 2026 23:30 Lisbon"


def test_after_the_clocks_went_back_a_moment_is_told_an_hour_earlier() -> None:
    zone = shop().calendars.zones["Europe/Lisbon"]
    assert plain(ENGLISH.moment(Moment.parse("2026-10-25T22:30Z"), zone)) == "Sun 25 Oct 2026 22:30 Lisbon"


def test_a_moment_without_a_known_clock_keeps_the_offset_it_was_stated_with() -> None:
    assert plain(ENGLISH.moment(Moment.parse("2026-10-03T23:30-03:30"), None)) == "Sat 3 Oct 2026 23:30 UTC-03:30"


@pytest.mark.parametrize(
    ("text", "told"),
    [("EUR 29.90", "€29.90"), ("EUR 0.00", "€0.00"), ("JPY 1200", "¥1,200"), ("KWD 1.250", "KWD 1.250")],
)
def test_an_amount_is_written_with_the_decimals_of_its_currency(text: str, told: str) -> None:
    assert plain(ENGLISH.money(text)) == told


@pytest.mark.parametrize(
    ("code", "told"),
    [("PT", "Portugal"), ("DE-BY", "Germany (DE-BY)"), ("XQ", "XQ"), ("elsewhere", "any other place")],
)
def test_a_place_is_named(code: str, told: str) -> None:
    assert ENGLISH.place(code) == told


@pytest.mark.parametrize(
    ("zone", "city"),
    [("Europe/Lisbon", "Lisbon"), ("America/Los_Angeles", "Los Angeles"), ("Nowhere/Far_Away", "Far Away")],
)
def test_a_time_zone_is_named_by_its_city(zone: str, city: str) -> None:
    assert ENGLISH.city(zone) == city


def test_every_weekday_has_a_name_and_a_holiday_is_none() -> None:
    assert [ENGLISH.weekday(code)[:3].lower() for code in WEEKDAYS] == [code[:3] for code in WEEKDAYS]
    assert ENGLISH.weekday("Republic Day") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [("14 days", "14 days"), ("1 years", "1 year"), ("2 working_days", "2 working days"), ("72 hours", "72 hours")],
)
def test_a_period_is_written_in_its_unit(text: str, told: str) -> None:
    assert plain(ENGLISH.period(text)) == told


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    assert safe("a\x1b[31m`b`\n\u202e") == "a\\x1b[31m`b`\\n\\u202e"
