"""Read the calendars of a pack: a snapshot of holidays, weekends, time zones and Hijri months."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from types import MappingProxyType
from typing import ParamSpec, TypeVar

from policy_engine.calendar.calendars import Calendars
from policy_engine.calendar.hijri import NO_HIJRI, HijriMonths
from policy_engine.calendar.holidays import PlaceCalendar, place_calendar
from policy_engine.calendar.zones import ZoneRules
from policy_engine.errors import Location, PackError
from policy_engine.jurisdictions import is_place_code, parent
from policy_engine.reading.calendar_lines import change_of, hijri_year_of, holiday_of, second_of, weekend_of
from policy_engine.reading.fields import Fields, table_of, text_of
from policy_engine.reading.nodes import Listing, Node, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import shown

_SNAPSHOT = ("made_from", "years", "places", "zones", "hijri")
_YEARS = ("first", "last")
_PLACE = ("weekends", "time_zones", "regions", "holidays")
_ZONE = ("names", "until", "changes")
_YEAR = re.compile(r"[1-9][0-9]{3}")
_Given = ParamSpec("_Given")
_Value = TypeVar("_Value")


def read_calendars(text: bytes, source: str) -> Calendars:
    """Read a snapshot, or refuse it with all that is wrong; its digest is that of its bytes."""
    root, found = read_document(text, source)
    if root is None:
        raise PackError(found)
    problems = Problems()
    calendars = _Snapshot(problems).calendars(root, f"sha256:{sha256(text).hexdigest()}")
    problems.raise_as(PackError)
    return calendars


class _Snapshot:
    """A snapshot as it is read: what is wrong becomes a problem, and reading goes on without it."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.years = (1, 9999)

    def calendars(self, root: Node, digest: str) -> Calendars:
        fields = Fields.of(root, _SNAPSHOT, "a snapshot of calendars", self.problems)
        if fields is None:
            return Calendars(MappingProxyType({}), MappingProxyType({}), NO_HIJRI, digest)
        list(self._entries(fields, "made_from"))
        self._read_years(fields)
        zones = self._zones(fields)
        places = {place.place: place for place in self._places(fields, frozenset(zones))}
        return Calendars(MappingProxyType(places), MappingProxyType(zones), self._hijri(fields), digest)

    def _read_years(self, fields: Fields) -> None:
        node = fields.node("years")
        years = node and Fields.of(node, _YEARS, "`years`", self.problems)
        if not years:
            return
        first, last = years.text("first"), years.text("last")
        if first and last and _YEAR.fullmatch(first) and _YEAR.fullmatch(last):
            self.years = int(first), int(last)
        else:
            self.problems.add(years.at, "`years` needs a `first` and a `last` year of four digits")

    def _places(self, fields: Fields, zones: frozenset[str]) -> Iterator[PlaceCalendar]:
        for code, node in self._entries(fields, "places"):
            if not is_place_code(code.value):
                self.problems.add(code.at, f"{shown(code.value)} is no place code")
                continue
            place = Fields.of(node, _PLACE, f"the calendar of `{code.value}`", self.problems)
            if place:
                yield from self._place(code, place, zones)

    def _place(self, code: Text, place: Fields, zones: frozenset[str]) -> Iterator[PlaceCalendar]:
        names = list(self._lines(place, "time_zones", str))
        for unknown in sorted(set(names) - zones):
            self.problems.add(place.at, f"time zone {shown(unknown)} of `{code.value}` is not among the `zones`")
        whole = parent(code.value) or code.value  # a region with a weekend of its own has its own calendar
        regions = [f"{whole}-{region}" for region in (place.optional_text("regions") or "").split()]
        weekends = list(self._lines(place, "weekends", weekend_of))
        holidays = list(self._lines(place, "holidays", partial(holiday_of, place=whole)))
        for holiday in holidays:
            if not holiday.regions <= set(regions):
                self.problems.add(place.at, f"`{holiday.name}` on {holiday.on} is in a region that `regions` lacks")
        yield from self._made(place.at, place_calendar, code.value, weekends, holidays, *self.years, names, regions)

    def _zones(self, fields: Fields) -> dict[str, ZoneRules]:
        zones: dict[str, ZoneRules] = {}
        for node in self._items(fields, "zones"):
            alike = Fields.of(node, _ZONE, "a time zone", self.problems)
            for rules in self._zones_alike(alike) if alike else ():
                if rules.name in zones:
                    self.problems.add(node.at, f"time zone {shown(rules.name)} stands twice")
                zones[rules.name] = rules
        return zones

    def _zones_alike(self, alike: Fields) -> Iterator[ZoneRules]:
        """The zones with the same rules stand together."""
        changes = tuple(self._lines(alike, "changes", change_of))
        for until in self._made(alike.at, second_of, alike.text("until") or ""):
            for name in (alike.text("names") or "").split():
                yield from self._made(alike.at, ZoneRules, name, changes, until)

    def _hijri(self, fields: Fields) -> HijriMonths:
        entries = list(self._entries(fields, "hijri"))
        starts: list[date] = []
        for year, node in entries:
            text = text_of(node, f"the Hijri year {shown(year.value)}", self.problems)
            for months in self._made(node.at, hijri_year_of, text or ""):
                if starts and starts[-1] != months[0]:
                    self.problems.add(node.at, f"the Hijri year `{year.value}` does not start where the last one ends")
                starts = [*starts[:-1], *months]
        if not entries:
            return NO_HIJRI
        first = entries[0][0]
        if [year.value for year, _ in entries] != [str(_number(first.value) + index) for index in range(len(entries))]:
            self.problems.add(first.at, "the years of `hijri` are not numbers that follow each other")
            return NO_HIJRI
        return next(self._made(first.at, HijriMonths, _number(first.value), tuple(starts)), NO_HIJRI)

    def _entries(self, fields: Fields, name: str) -> tuple[tuple[Text, Node], ...]:
        node = fields.node(name)
        table = node and table_of(node, f"`{name}`", self.problems)
        return table.entries if table else ()

    def _items(self, fields: Fields, name: str) -> tuple[Node, ...]:
        node = fields.node(name)
        if node is None or isinstance(node, Listing):
            return node.items if node else ()
        self.problems.add(node.at, f"`{name}` of {fields.what} is not a list")
        return ()

    def _lines(self, fields: Fields, name: str, read: Callable[[str], _Value]) -> Iterator[_Value]:
        for node in self._items(fields, name):
            text = text_of(node, f"a line of `{name}`", self.problems)
            if text is not None:
                yield from self._made(node.at, read, text)

    def _made(
        self, at: Location, make: Callable[_Given, _Value], *given: _Given.args, **named: _Given.kwargs
    ) -> Iterator[_Value]:
        """Make a value that checks itself: it comes, or its objection is noted."""
        try:
            yield make(*given, **named)
        except ValueError as objection:
            self.problems.add(at, str(objection))


def _number(text: str) -> int:
    return int(text) if _YEAR.fullmatch(text) else 0
