"""Snapshot what a pack has to know about time, so that no decision depends on the next release of a library.

The same request and the same releases of the libraries give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from policy_engine.calendar.days_off import WEEKDAYS
from policy_engine.calendar.hijri import HijriMonths
from policy_engine.calendar.holidays import USUAL_WEEKEND, Holiday, Weekend
from policy_engine.calendar.periods import MONTHS_IN_A_YEAR
from policy_engine.calendar.zones import ZoneRules
from policy_engine.catalog import calendar_sources as sources
from policy_engine.errors import Location, PackError, Problem
from policy_engine.jurisdictions import is_place_code, parent
from policy_engine.reading.calendar_lines import (
    change_line,
    hijri_year_line,
    holiday_line,
    moment_text,
    weekend_line,
    weekend_of,
)
from policy_engine.reading.fields import Fields, items_of, table_of, text_of
from policy_engine.reading.nodes import Node, Table
from policy_engine.reading.problems import Problems
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import shown

_KEYS = ("places", "years", "weekends", "leave_out", "moon_sighted")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_Lines = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class SnapshotRequest:
    """Which places and years a pack wants, and where it knows better than the libraries.

    No library tells `weekends` through history; a region that rests on other days than its place has its own.
    `left_out` are names of days that a library lists though the law of the place does not make them holidays.
    `moon_sighted` are places whose feasts wait for the moon though a library reckons them beforehand.
    """

    places: tuple[str, ...]
    first_year: int
    last_year: int
    weekends: Mapping[str, tuple[Weekend, ...]]
    left_out: Mapping[str, frozenset[str]]
    at: Location
    moon_sighted: frozenset[str] = frozenset()

    @property
    def calendars(self) -> list[str]:
        """The places and the regions that have a calendar of their own."""
        return sorted({*self.places, *self.weekends})

    def weekends_of(self, place: str) -> tuple[Weekend, ...]:
        return self.weekends.get(place) or (Weekend(date(self.first_year, 1, 1), USUAL_WEEKEND),)


def snapshot_request(pack_yaml: bytes, source: str) -> SnapshotRequest:
    """Read what the key `calendars` of a pack asks for."""
    root, found = read_document(pack_yaml, source)
    if root is None:
        raise PackError(found)
    asked = root.get("calendars") if isinstance(root, Table) else None
    if asked is None:
        raise PackError([Problem(root.at, "the pack has no `calendars`", "state their `places` and `years`")])
    problems = Problems()
    request = _request(asked, problems)
    problems.raise_as(PackError)
    return request


def snapshot(request: SnapshotRequest) -> bytes:
    """Gather all that a request asks for into the text of one file."""
    made_from = sources.releases()
    _refuse_what_no_library_knows(request)
    zones = {place: sources.zones_of(place) for place in request.places}
    text = {
        "made_from": made_from,
        "years": {"first": str(request.first_year), "last": str(request.last_year)},
        "places": {place: _place_lines(request, place, zones[_whole(place)]) for place in request.calendars},
        "zones": _zone_lines({zone.name: zone for found in zones.values() for zone in found}),
        "hijri": _hijri_lines(sources.hijri_months()),
    }
    return (json.dumps(text, ensure_ascii=False, indent=1) + "\n").encode()


def _request(node: Node, problems: Problems) -> SnapshotRequest:
    fields = Fields.of(node, _KEYS, "`calendars`", problems)
    if fields is None:
        return SnapshotRequest((), 0, 0, {}, {}, node.at)
    first, last = _years(fields, problems)
    places = tuple(_places(fields, problems))
    weekends = {
        place: tuple(weekend for item in items for weekend in _weekend(item, problems))
        for place, items in _by_place(fields, "weekends", places, problems, regions=True)
    }
    left_out = {
        place: frozenset(filter(None, (text_of(item, "a name in `leave_out`", problems) for item in items)))
        for place, items in _by_place(fields, "leave_out", places, problems)
    }
    sighted = frozenset(_sighted(fields, places, problems))
    weekends_of, left_out_of = MappingProxyType(weekends), MappingProxyType(left_out)
    return SnapshotRequest(places, first, last, weekends_of, left_out_of, node.at, sighted)


def _years(fields: Fields, problems: Problems) -> tuple[int, int]:
    node = fields.node("years")
    years = node and Fields.of(node, ("from", "to"), "`years`", problems)
    if not years:
        return 0, 0
    first, last = years.text("from") or "", years.text("to") or ""
    if _YEAR.fullmatch(first) and _YEAR.fullmatch(last) and first <= last:
        return int(first), int(last)
    problems.add(years.at, f"`years` cannot run from {shown(first)} to {shown(last)}", "name the first and last year")
    return 0, 0


def _places(fields: Fields, problems: Problems) -> Iterator[str]:
    seen: set[str] = set()
    node = fields.node("places")
    for item in items_of(node, "`places` of `calendars`", problems) if node else ():
        place = text_of(item, "a place of `calendars`", problems)
        if place is None:
            continue
        if place in seen:
            problems.add(item.at, f"{shown(place)} stands twice among the places")
        elif not is_place_code(place) or parent(place):
            advice = "name the place; its regions come with it" if is_place_code(place) else ""
            problems.add(item.at, f"{shown(place)} is no code of a whole place", advice)
        else:
            seen.add(place)
            yield place


def _sighted(fields: Fields, places: tuple[str, ...], problems: Problems) -> Iterator[str]:
    for item in fields.listing("moon_sighted"):
        place = text_of(item, "a place of `moon_sighted`", problems)
        if place is not None and place not in places:
            problems.add(item.at, f"`moon_sighted` names {shown(place)}, which is not among the places")
        elif place is not None:
            yield place


def _by_place(
    fields: Fields, name: str, places: tuple[str, ...], problems: Problems, *, regions: bool = False
) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """The lists of an optional table that has one for some of the places, or of their regions."""
    node = fields.optional(name)
    table = node and table_of(node, f"`{name}` of `calendars`", problems)
    for key, items in table.entries if table else ():
        if (_whole(key.value) if regions and is_place_code(key.value) else key.value) not in places:
            problems.add(key.at, f"`{name}` names {shown(key.value)}, which is not among the places")
        yield key.value, items_of(items, f"`{name}` of `{key.value}`", problems)


def _weekend(node: Node, problems: Problems) -> Iterator[Weekend]:
    fields = Fields.of(node, ("since", "days"), "a weekend", problems)
    since = fields and fields.day("since")
    if not fields or not since:
        return
    names = [text_of(item, "a day of a weekend", problems) for item in fields.listing("days")]
    try:
        yield weekend_of(" ".join([since.isoformat(), *filter(None, names)]))
    except ValueError as objection:
        problems.add(fields.at, str(objection), f"the days are {', '.join(WEEKDAYS)}")


def _refuse_what_no_library_knows(request: SnapshotRequest) -> None:
    """Refuse an unknown place, and one with an unusual weekend whose history the pack does not state."""
    known = sources.places_known()
    problems = Problems()
    for place in request.places:
        if place not in known:
            problems.add(request.at, f"no library knows the holidays of `{place}`")
        elif objection := sources.years_unknown(place, request.first_year, request.last_year):
            problems.add(request.at, objection, "ask for fewer `years`")
        elif place not in request.weekends and (today := sources.weekend_today(place)) != USUAL_WEEKEND:
            days = " and ".join(WEEKDAYS[day] for day in sorted(today))
            problems.add(request.at, f"the weekend of `{place}` is {days}", "state its history in `weekends`")
    problems.raise_as(PackError)


def _place_lines(request: SnapshotRequest, place: str, zones: list[ZoneRules]) -> _Lines:
    whole = _whole(place)
    holidays, known = _kept_holidays(request, whole), sources.regions_of(whole)
    if place != whole:
        holidays, known = _in_region(place, holidays), frozenset({place})
    regions = sorted(region.partition("-")[2] for region in known)
    return {
        "weekends": [weekend_line(weekend) for weekend in request.weekends_of(place)],
        "time_zones": [names[0] for names in _alike(zones).values()],
        **({"regions": " ".join(regions)} if regions else {}),
        "holidays": [holiday_line(holiday) for holiday in holidays],
    }


def _in_region(region: str, holidays: Iterator[Holiday]) -> Iterator[Holiday]:
    """The holidays that are kept in one region, as it knows them."""
    for holiday in holidays:
        if not holiday.regions:
            yield holiday
        elif region in holiday.regions:
            yield replace(holiday, regions=frozenset({region}))


def _kept_holidays(request: SnapshotRequest, place: str) -> Iterator[Holiday]:
    """The holidays of a place without those that the pack leaves out; a name that none bears is a mistake."""
    sighted = place in request.moon_sighted
    holidays = sources.holidays_of(place, request.first_year, request.last_year, moon_sighted=sighted)
    left_out = request.left_out.get(place, frozenset())
    if unknown := left_out - {holiday.name for holiday in holidays}:
        problem = f"`leave_out` names {shown(min(unknown))}, which is no holiday of `{place}`"
        raise PackError([Problem(request.at, problem)])
    return (holiday for holiday in holidays if holiday.name not in left_out)


def _whole(place: str) -> str:
    return parent(place) or place


def _alike(zones: list[ZoneRules]) -> dict[tuple[tuple[int, int], ...], list[str]]:
    """Bring together the zones whose clocks have always agreed."""
    alike: dict[tuple[tuple[int, int], ...], list[str]] = {}
    for zone in zones:
        alike.setdefault(zone.changes, []).append(zone.name)
    return alike


def _zone_lines(zones: dict[str, ZoneRules]) -> list[_Lines]:
    return [
        {
            "names": " ".join(names),
            "until": moment_text(zones[names[0]].until),
            "changes": [change_line(change) for change in changes],
        }
        for changes, names in _alike([zones[name] for name in sorted(zones)]).items()
    ]


def _hijri_lines(months: HijriMonths) -> dict[str, str]:
    years = range(0, len(months.starts) - 1, MONTHS_IN_A_YEAR)
    return {
        str(months.first_year + start // MONTHS_IN_A_YEAR): hijri_year_line(
            list(months.starts[start : start + MONTHS_IN_A_YEAR + 1])
        )
        for start in years
    }
