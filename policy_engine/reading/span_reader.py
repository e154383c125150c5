"""Read a counted period: so many days after, before or beginning with a day, counted by a named method."""

from __future__ import annotations

from collections.abc import Callable

from policy_engine.calendar.periods import Unit
from policy_engine.conditions.expressions import Const, EndOf, Expression, GridValue, Ref, Span
from policy_engine.errors import Location
from policy_engine.facts.values import Kind
from policy_engine.reading.fields import Fields
from policy_engine.reading.nodes import Node, Table
from policy_engine.reading.setting import TEMPORAL, Setting, one_of_known
from policy_engine.reading.suggest import shown
from policy_engine.reading.values_reader import LONGEST_PERIOD, Wanted, form_of

Reader = Callable[[Node, Wanted, Setting], Expression | None]

UNITS = tuple(unit.value for unit in Unit)
SPAN_HEADS = (*UNITS, "period")
_ANCHORS = ("after", "beginning", "before")


def read_span(node: Table, wanted: Wanted, setting: Setting, read: Reader) -> Span | None:
    """Read `{days: 14, after: item.received, counting: eu_1182_71}`. `read` reads the expressions inside."""
    fields = Fields.of(node, (*SPAN_HEADS, *_ANCHORS, "counting"), "a counted period", setting.problems)
    if fields is None:
        return None
    if wanted.kind not in TEMPORAL:
        message = f"{wanted.what} is {form_of(wanted.kind)}, but a counted period makes a date"
        setting.problems.add(node.at, message)
        return None
    head, anchor_word = _one_key(fields, SPAN_HEADS, setting), _one_key(fields, _ANCHORS, setting)
    if head is None or anchor_word is None:
        return None
    unit = None if head == "period" else Unit(head)
    method = _method(fields, unit, setting)
    length = _length(fields, head, unit, setting, read)
    anchor = _read(fields, anchor_word, Wanted(Kind.EVENT, f"`{anchor_word}`"), setting, read)
    if method is None or length is None or anchor is None:
        return None
    if unit is Unit.HOURS:
        _check_hours(node.at, wanted, anchor, setting)
    return Span(
        count=None if unit is None else length,
        unit=unit,
        period=length if unit is None else None,
        anchor=anchor,
        method=method,
        party=setting.party,
        beginning=anchor_word == "beginning",
        backwards=anchor_word == "before",
    )


def _one_key(fields: Fields, keys: tuple[str, ...], setting: Setting) -> str | None:
    """The one of several keys that the table has."""
    present = [key for key in keys if key in fields]
    if len(present) == 1:
        return present[0]
    listed = ", ".join(f"`{key}`" for key in present or keys)
    if present:
        setting.problems.add(fields.at, f"a counted period has {listed}, of which only one can be")
    else:
        advice = f"say from when it counts with one of {listed}"
        setting.problems.add(fields.at, "a counted period has no anchor", advice)
    return None


def _read(fields: Fields, name: str, wanted: Wanted, setting: Setting, read: Reader) -> Expression | None:
    node = fields.node(name)
    return None if node is None else read(node, wanted, setting)


def _length(fields: Fields, head: str, unit: Unit | None, setting: Setting, read: Reader) -> Expression | None:
    wanted = Wanted(Kind.PERIOD if unit is None else Kind.INTEGER, f"`{head}`")
    length = _read(fields, head, wanted, setting, read)
    match length:
        case Const(int() as count) if not 0 <= count <= LONGEST_PERIOD:
            message = f"`{head}` lies between 0 and {LONGEST_PERIOD:,}"
            setting.problems.add(fields.at, message, "count towards the past with `before:`")
        case GridValue(grid, column):
            counted = setting.grids[grid].columns[column].unit
            if unit is not None and counted not in (None, unit):
                setting.problems.add(fields.at, f"column `{column}` of grid `{grid}` counts {counted}, not {unit}")
        case _:
            pass
    return length


def _method(fields: Fields, unit: Unit | None, setting: Setting) -> str | None:
    """The counting method by name; hours run through days off, so they need none."""
    if unit is Unit.HOURS and "counting" not in fields:
        return ""
    name = fields.text("counting")
    if name is not None and name not in setting.methods:
        message = f"the pack has no counting method {shown(name)}"
        setting.problems.add(fields.at, message, one_of_known(name, setting.methods))
        return None
    return name


def _check_hours(at: Location, wanted: Wanted, anchor: Expression, setting: Setting) -> None:
    """Hours run from a moment to a moment; a day has none."""
    if wanted.kind is Kind.DATE:
        advice = "count days, or make it a moment"
        setting.problems.add(at, f"{wanted.what} is a date, but hours end at a moment", advice)
    match anchor:
        case Ref(name):
            a_day = setting.vocabulary.kind_of(name) is Kind.DATE
        case EndOf():
            a_day = True
        case Span(unit=unit):
            a_day = unit is not Unit.HOURS
        case _:
            a_day = False
    if a_day:
        setting.problems.add(at, "hours are counted from a moment, but this begins with a day", "count days instead")
