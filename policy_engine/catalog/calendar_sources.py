"""Ask the libraries that know holidays, time zones and the Hijri calendar; only a snapshot needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from policy_engine.calendar.hijri import HijriMonths
from policy_engine.calendar.holidays import Holiday
from policy_engine.calendar.periods import MONTHS_IN_A_YEAR
from policy_engine.calendar.zones import EPOCH, SECOND, ZoneRules

LIBRARIES = ("hijridate", "holidays", "tzdata")
ZONES_FROM = datetime(2010, 1, 1, tzinfo=UTC)
ZONES_UNTIL = datetime(2041, 1, 1, tzinfo=UTC)
ENGLISH = "en_US"
_ONE_DAY = timedelta(days=1)  # no zone changes its offset twice within it
_MARKS = re.compile(r" \((observed|estimated|observed, estimated)\)$")
_SUBSTITUTED = re.compile(r"substituted from ([0-9]{2})/([0-9]{2})/([0-9]{4})")
_REGION = re.compile(r"[A-Z0-9]{1,3}")  # ISO 3166-2; cities and school zones have other names


class MissingLibraryError(Exception):
    """A library that only snapshots need is not installed."""

    def __init__(self, library: str) -> None:
        super().__init__(f"a snapshot of calendars needs the library `{library}`")
        self.library = library


def releases() -> dict[str, str]:
    """Which release of each library answers."""
    for library in LIBRARIES:
        _library(library)
    return {library: version(library) for library in LIBRARIES}


def places_known() -> frozenset[str]:
    """The places whose holidays are known."""
    return frozenset(_library("holidays").list_supported_countries())


def weekend_today(place: str) -> frozenset[int]:
    """The weekend that a place has today; no library knows earlier ones."""
    return frozenset(_library("holidays").country_holidays(place).weekend)


def years_unknown(place: str, first_year: int, last_year: int) -> str:
    """What is amiss where years are asked for of which the library knows no holiday: it would tell of none."""
    known = _library("holidays").country_holidays(place)
    if known.start_year <= first_year and last_year <= known.end_year:
        return ""
    return f"the holidays of `{place}` are known from {known.start_year} to {known.end_year} only"


def regions_of(place: str) -> frozenset[str]:
    """The regions of a place that have a code and whose holidays are known."""
    subdivisions = _library("holidays").country_holidays(place).subdivisions
    return frozenset(f"{place}-{code}" for code in subdivisions if _REGION.fullmatch(code))


def holidays_of(place: str, first_year: int, last_year: int, *, moon_sighted: bool = False) -> list[Holiday]:
    """The public holidays of a place, each with its regions unless it is off everywhere.

    A holiday is one of the whole place where the law of the whole place says so, or every region has it. A region's
    holiday on a day that is off everywhere anyway would add nothing.
    """
    years = range(first_year, last_year + 1)
    marks = {"islamic_show_estimated": True} if moon_sighted else {}
    everywhere = _public_holidays(place, None, years, marks)
    by_region = {
        region: _public_holidays(place, region.partition("-")[2], years, marks) for region in regions_of(place)
    }
    if by_region:
        everywhere |= frozenset.intersection(*by_region.values())
    off_anyway = {holiday.on for holiday in everywhere if not holiday.estimated and not holiday.substitute}
    regional = {holiday for holidays in by_region.values() for holiday in holidays} - everywhere
    kept = [holiday for holiday in regional if holiday.on not in off_anyway]
    return sorted(chain(everywhere, (_in_its_regions(holiday, by_region) for holiday in kept)), key=_order)


def zones_of(place: str) -> list[ZoneRules]:
    """The time zones of a place, in the order of the table of zones."""
    _library("tzdata")
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return [_zone(row[2]) for row in rows if row[0] == place]


def hijri_months() -> HijriMonths:
    """The months of the Umm al-Qura calendar, as far as they are published."""
    hijridate = _library("hijridate")
    (first_year, _, _), (last_year, _, _) = import_module("hijridate.ummalqura").HIJRI_RANGE
    months = [(year, month + 1) for year in range(first_year, last_year + 1) for month in range(MONTHS_IN_A_YEAR)]
    starts = [_gregorian(hijridate.Hijri(year, month, 1)) for year, month in months]
    after = starts[-1] + timedelta(days=hijridate.Hijri(*months[-1], 1).month_length())
    return HijriMonths(first_year, (*starts, after))


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as missing:
        raise MissingLibraryError(name) from missing


def _public_holidays(place: str, region: str | None, years: range, marks: Mapping[str, bool]) -> frozenset[Holiday]:
    library = _library("holidays")
    languages = library.country_holidays(place).supported_languages
    language = ENGLISH if ENGLISH in languages else None
    asked = {"subdiv": region, "years": years, "language": language, "categories": ("public",)}
    found = library.country_holidays(place, **asked, **marks)
    return frozenset(_holiday(day, name) for day in found if day.year in years for name in found.get_list(day))


def _holiday(day: date, label: str) -> Holiday:
    """Take the marks out of a holiday's name: they say that it is estimated or stands in for another day."""
    mark = _MARKS.search(label)
    marks = mark[1] if mark else ""
    substitute = "observed" in marks or _SUBSTITUTED.search(label) is not None
    name = _SUBSTITUTED.sub(r"substituted from \3-\1-\2", _MARKS.sub("", label)).replace("|", "/")
    return Holiday(day, name, estimated="estimated" in marks, substitute=substitute)


def _in_its_regions(holiday: Holiday, by_region: dict[str, frozenset[Holiday]]) -> Holiday:
    regions = frozenset(region for region, holidays in by_region.items() if holiday in holidays)
    return Holiday(holiday.on, holiday.name, regions, holiday.estimated, holiday.substitute)


def _order(holiday: Holiday) -> tuple[date, int, str, list[str]]:
    return holiday.on, len(holiday.regions), holiday.name, sorted(holiday.regions)


def _zone(name: str) -> ZoneRules:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        zone = ZoneInfo.from_file(rules, key=name)
    changes = [(ZONES_FROM, _offset(zone, ZONES_FROM)), *_changes(zone)]
    return ZoneRules(
        name,
        tuple(((moment - EPOCH) // SECOND, offset // SECOND) for moment, offset in changes),
        (ZONES_UNTIL - EPOCH) // SECOND,
    )


def _changes(zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta]]:
    """Find each moment at which a zone's offset changes, to the second."""
    days = (ZONES_UNTIL - ZONES_FROM).days
    offset = _offset(zone, ZONES_FROM)
    for later in (ZONES_FROM + number * _ONE_DAY for number in range(1, days + 1)):
        if _offset(zone, later) != offset:
            moment, offset = _first_with_offset_of(later, later - _ONE_DAY, zone)
            if moment < ZONES_UNTIL:
                yield moment, offset


def _first_with_offset_of(later: datetime, earlier: datetime, zone: ZoneInfo) -> tuple[datetime, timedelta]:
    offset = _offset(zone, later)
    while later - earlier > SECOND:
        middle = earlier + (later - earlier) // 2 // SECOND * SECOND
        if _offset(zone, middle) == offset:
            later = middle
        else:
            earlier = middle
    return later, offset


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _gregorian(hijri: Any) -> date:
    day = hijri.to_gregorian()
    return date(day.year, day.month, day.day)
