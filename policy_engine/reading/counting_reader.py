"""Read how a pack counts: named methods, each a closed set of parameters with its citation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policy_engine.calendar.days_off import WEEKDAYS
from policy_engine.calendar.methods import (
    CountingMethod,
    MonthsOf,
    OffHolidays,
    OffWeekend,
    Regional,
    Roll,
    Substitutes,
)
from policy_engine.calendar.periods import MissingDate
from policy_engine.facts.citations import Citation
from policy_engine.jurisdictions import is_place_code
from policy_engine.reading.citation_reader import read_citation
from policy_engine.reading.fields import Fields, table_of, text_of
from policy_engine.reading.nodes import Listing, Node
from policy_engine.reading.setting import Setting, one_of_known
from policy_engine.reading.suggest import shown

_KEYS = (
    "roll", "off_weekend", "off_holidays", "regional", "missing_date", "calendar", "min_two_working_days",
    "substitutes", "ends_on", "unsettled", "days_off_of", "cite",
)  # fmt: skip


class Counting(NamedTuple):
    """The counting methods of a pack, and where each is laid down."""

    methods: Mapping[str, CountingMethod]
    cites: Mapping[str, Citation]


def read_methods(node: Node, setting: Setting) -> Counting:
    """Read the pack's counting methods by name. One that is itself wrong still counts as known."""
    table = table_of(node, "`counting`", setting.problems)
    methods: dict[str, CountingMethod] = {}
    cites: dict[str, Citation] = {}
    for key, entry in table.entries if table else ():
        fields = Fields.of(entry, setting.citing(_KEYS), f"counting method {shown(key.value)}", setting.problems)
        methods[key.value] = _method(key.value, fields, setting)
        cite = None if fields is None else read_citation(fields, setting)
        cites |= {} if cite is None else {key.value: cite}
    return Counting(methods, cites)


def _method(name: str, fields: Fields | None, setting: Setting) -> CountingMethod:
    stand_in = CountingMethod(name, Roll.NONE, OffWeekend.NONE, OffHolidays.NONE)
    if fields is None:
        return stand_in
    roll, holidays = fields.word("roll", Roll), fields.word("off_holidays", OffHolidays)
    weekend = _weekend(fields, setting)
    unsettled = [name for _, name in _names(fields, "unsettled", setting)]
    if roll is None or holidays is None or weekend is None:
        return stand_in
    try:
        return CountingMethod(
            id=name,
            roll=roll,
            off_weekend=weekend,
            off_holidays=holidays,
            regional=fields.optional_word("regional", Regional) or Regional.IGNORED,
            missing_date=fields.optional_word("missing_date", MissingDate) or MissingDate.LAST_DAY_OF_MONTH,
            calendar=fields.optional_word("calendar", MonthsOf) or MonthsOf.GREGORIAN,
            min_two_working_days=fields.flag("min_two_working_days"),
            substitutes=fields.optional_word("substitutes", Substitutes) or Substitutes.COUNT,
            ends_on=_weekdays(fields, "ends_on", setting),
            unsettled_weekdays=frozenset(WEEKDAYS.index(name) for name in unsettled if name in WEEKDAYS),
            unsettled_holidays=frozenset(name for name in unsettled if name not in WEEKDAYS),
            days_off_of=_days_off_of(fields, setting),
        )
    except ValueError as reason:
        setting.problems.add(fields.at, str(reason))
        return stand_in


def _weekend(fields: Fields, setting: Setting) -> OffWeekend | frozenset[int] | None:
    node = fields.node("off_weekend")
    if not isinstance(node, Listing):
        return None if node is None else fields.word("off_weekend", OffWeekend)
    return _weekdays(fields, "off_weekend", setting) or None


def _weekdays(fields: Fields, name: str, setting: Setting) -> frozenset[int]:
    """A list of weekdays, or none where it is left out."""
    days = []
    for item, day in _names(fields, name, setting):
        if day in WEEKDAYS:
            days.append(WEEKDAYS.index(day))
        else:
            setting.problems.add(item.at, f"{shown(day)} is no day of the week", one_of_known(day, WEEKDAYS))
    return frozenset(days)


def _names(fields: Fields, name: str, setting: Setting) -> Iterator[tuple[Node, str]]:
    """The texts of a list that may be left out, each once."""
    node, seen = fields.optional(name), set[str]()
    for item in fields.listing(name):
        text = text_of(item, f"`{name}` of {fields.what}", setting.problems)
        if text in seen and node is not None:
            setting.problems.add(node.at, f"`{name}` of {fields.what} names a day twice")
        elif text is not None:
            seen.add(text)
            yield item, text


def _days_off_of(fields: Fields, setting: Setting) -> str:
    node, place = fields.optional("days_off_of"), fields.optional_text("days_off_of") or ""
    if node is not None and place and not is_place_code(place):
        setting.problems.add(node.at, f"{shown(place)} is no place", "write a code such as `US` or `US-CA`")
    return place
