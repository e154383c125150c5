"""The snapshotted Hijri months agree with the library that they come from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

hijridate = pytest.importorskip("hijridate")

from policy_engine.calendar.hijri import HijriDay  # noqa: E402  (the library has to be there first)
from policy_engine.calendar.periods import MissingDate  # noqa: E402
from policy_engine.catalog.calendar_sources import hijri_months  # noqa: E402

pytestmark = pytest.mark.needs_calendars

MONTHS = hijri_months()
days = st.dates(MONTHS.starts[0], MONTHS.starts[-1] - timedelta(days=1))


@settings(max_examples=500)
@given(days)
def test_every_day_has_the_hijri_date_that_the_library_gives(day: date) -> None:
    known = hijridate.Gregorian(day.year, day.month, day.day).to_hijri()
    assert MONTHS.from_gregorian(day) == HijriDay(*known.datetuple())
    assert MONTHS.to_gregorian(MONTHS.from_gregorian(day)) == day


@given(st.dates(date(1950, 1, 1), date(2060, 1, 1)), st.integers(0, 150))
def test_months_later_is_the_same_hijri_day_or_the_last_of_its_month(day: date, months: int) -> None:
    start = hijridate.Gregorian(day.year, day.month, day.day).to_hijri()
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    longest = hijridate.Hijri(year, month + 1, 1).month_length()
    expected = hijridate.Hijri(year, month + 1, min(start.day, longest)).to_gregorian()
    assert MONTHS.later(day, months, MissingDate.LAST_DAY_OF_MONTH).isoformat() == expected.isoformat()


def test_the_table_holds_all_published_years() -> None:
    assert MONTHS.first_year == 1343
    assert len(MONTHS.starts) == (1500 - 1343 + 1) * 12 + 1


@pytest.mark.parametrize(
    ("ramadan_or_feast", "hijri"),
    [
        ("2026-02-18", HijriDay(1447, 9, 1)),
        ("2026-03-20", HijriDay(1447, 10, 1)),
        ("2026-05-27", HijriDay(1447, 12, 10)),
        ("2027-02-08", HijriDay(1448, 9, 1)),
        ("2028-01-28", HijriDay(1449, 9, 1)),
        ("2026-06-16", HijriDay(1448, 1, 1)),
    ],
)
def test_the_feasts_of_the_coming_years_fall_on_their_published_days(ramadan_or_feast: str, hijri: HijriDay) -> None:
    assert MONTHS.from_gregorian(date.fromisoformat(ramadan_or_feast)) == hijri
