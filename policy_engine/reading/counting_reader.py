"""Read how a pack counts: named methods, each a closed set of parameters with its citation."""

from __future__ import annotations

from collections.abc import Mapping

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
from policy_engine.reading.citation_reader import read_citation
from policy_engine.reading.fields import Fields, items_of, table_of, text_of
from policy_engine.reading.nodes import Listing, Node
from policy_engine.reading.setting import Setting, one_of_known
from policy_engine.reading.suggest import shown

_KEYS = (
    "roll", "off_weekend", "off_holidays", "regional", "missing_date", "calendar", "min_two_working_days",
    "substitutes", "cite",
)  # fmt: skip


def read_methods(node: Node, setting: Setting) -> Mapping[str, CountingMethod]:
    """Read the pack's counting methods by name. One that is itself wrong still counts as known."""
    table = table_of(node, "`counting`", setting.problems)
    return {key.value: _method(key.value, entry, setting) for key, entry in (table.entries if table else ())}


def _method(name: str, node: Node, setting: Setting) -> CountingMethod:
    fields = Fields.of(node, _KEYS, f"counting method {shown(name)}", setting.problems)
    stand_in = CountingMethod(name, Roll.NONE, OffWeekend.NONE, OffHolidays.NONE)
    if fields is None:
        return stand_in
    read_citation(fields, setting)
    roll, holidays = fields.word("roll", Roll), fields.word("off_holidays", OffHolidays)
    weekend = _weekend(fields, setting)
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
        )
    except ValueError as reason:
        setting.problems.add(fields.at, str(reason))
        return stand_in


def _weekend(fields: Fields, setting: Setting) -> OffWeekend | frozenset[int] | None:
    node = fields.node("off_weekend")
    if not isinstance(node, Listing):
        return None if node is None else fields.word("off_weekend", OffWeekend)
    days: list[int] = []
    for item in items_of(node, f"`off_weekend` of {fields.what}", setting.problems):
        day = text_of(item, f"`off_weekend` of {fields.what}", setting.problems)
        if day in WEEKDAYS:
            days.append(WEEKDAYS.index(day))
        elif day is not None:
            setting.problems.add(item.at, f"{shown(day)} is no day of the week", one_of_known(day, WEEKDAYS))
    if len(set(days)) < len(days):
        setting.problems.add(node.at, f"`off_weekend` of {fields.what} names a day twice")
    return frozenset(days) or None
