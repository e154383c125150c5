"""Read the forms that make a value: constants, names, counted periods, choices, amounts, grids and readings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from policy_engine.calendar.periods import Unit
from policy_engine.conditions.expressions import (
    Alternative,
    Choosing,
    Const,
    DaysBetween,
    Difference,
    EndOf,
    Expression,
    GridValue,
    OneOf,
    PercentOf,
    Readings,
    Ref,
    ShareOf,
    Stretch,
    Sum,
    Times,
)
from policy_engine.facts.money import Rounding
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import DECIDE_ON
from policy_engine.reading.citation_reader import read_citation
from policy_engine.reading.fields import Fields, is_id, items_of, known_words, text_of
from policy_engine.reading.nodes import Listing, Node, Table, Text
from policy_engine.reading.setting import TEMPORAL, Setting, one_of_known
from policy_engine.reading.span_reader import SPAN_HEADS, read_span
from policy_engine.reading.suggest import shown
from policy_engine.reading.values_reader import Wanted, form_of, read_value

_NUMBERS = frozenset({Kind.INTEGER, Kind.MONEY})
_ORDERED = _NUMBERS | {Kind.PERIOD}
_FEWEST_PARTS = 2
_PERCENT = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?")
_READING_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_ALTERNATIVE_KEYS = ("id", "title", "cite", "value")


def read_expression(node: Node, wanted: Wanted, setting: Setting) -> Expression | None:
    """Read a value of the wanted type, however it is made."""
    if isinstance(node, Text) and _is_name(node.value, wanted):
        return _ref(node, wanted, setting)
    if isinstance(node, Table) and wanted.kind is not Kind.RATES:
        return _made(node, wanted, setting)
    return read_constant(node, wanted, setting)


def is_expression(table: Table) -> bool:
    """Whether a table is a form that makes a value."""
    return any(head in table for head in _FORMS)


def _is_name(text: str, wanted: Wanted) -> bool:
    return is_id(text) or (text == DECIDE_ON and wanted.kind in TEMPORAL)


def _ref(node: Text, wanted: Wanted, setting: Setting) -> Expression | None:
    kind = setting.kind_of(node.value, node.at)
    if kind is None:
        return None
    if kind is not wanted.kind and not {kind, wanted.kind} <= TEMPORAL:
        message = f"{wanted.what} is {form_of(wanted.kind)}, but {shown(node.value)} is {form_of(kind)}"
        setting.problems.add(node.at, message)
        return None
    _check_words(node, wanted, setting.vocabulary.values_of(node.value), setting)
    return Ref(node.value)


def _check_words(node: Node, wanted: Wanted, words: Mapping[str, str], setting: Setting) -> None:
    """Refuse words that the wanted type does not have; where two names are compared, one word in common is enough."""
    foreign = sorted(set(words) - set(wanted.words))
    if not foreign or (wanted.compared and set(words) & set(wanted.words)):
        return
    message = f"{wanted.what} cannot be {shown(foreign[0])}, which is possible here"
    setting.problems.add(node.at, message, known_words(wanted.words))


def read_constant(node: Node, wanted: Wanted, setting: Setting) -> Const | None:
    """Read a value that is written out."""
    value = read_value(node, wanted, setting.problems)
    return None if value is None else Const(value)


def _made(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    if wanted.kind is Kind.PERIOD and any(unit.value in node for unit in Unit):
        return read_constant(node, wanted, setting)
    if any(head in node for head in SPAN_HEADS):
        return read_span(node, wanted, setting, read_expression)
    head = next((head for head in _FORMS if head in node), None)
    if head is not None:
        return _FORMS[head](node, wanted, setting)
    first = node.keys()[0] if len(node) else ""
    message = f"{wanted.what} is made in no known way" + (f": {shown(first)}" if first else "")
    setting.problems.add(node.at, message, one_of_known(first, [*SPAN_HEADS, *_FORMS]))
    return None


def _fits(node: Table, head: str, kinds: frozenset[Kind], wanted: Wanted, setting: Setting) -> bool:
    """Whether a form can make what is wanted."""
    if wanted.kind in kinds:
        return True
    setting.problems.add(node.at, f"{wanted.what} is {form_of(wanted.kind)}, which `{head}` does not make")
    return False


def _fields(node: Table, keys: tuple[str, ...], setting: Setting) -> Fields | None:
    return Fields.of(node, keys, f"`{keys[0]}`", setting.problems)


def _part(fields: Fields, name: str, wanted: Wanted, setting: Setting) -> Expression | None:
    node = fields.node(name)
    return None if node is None else read_expression(node, replace(wanted, what=f"`{name}`"), setting)


def _parts(node: Node, what: str, wanted: Wanted, setting: Setting) -> tuple[Expression, ...] | None:
    items = items_of(node, what, setting.problems)
    if len(items) == 1:
        setting.problems.add(node.at, f"{what} has only one part", "write the part alone")
    parts = [read_expression(item, wanted, setting) for item in items]
    read = tuple(part for part in parts if part is not None)
    return read if len(read) == len(items) >= _FEWEST_PARTS else None


def _end_of(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    fields = _fields(node, ("end_of", "of"), setting)
    if fields is None or not _fits(node, "end_of", TEMPORAL, wanted, setting):
        return None
    stretch = fields.word("end_of", Stretch)
    of = _part(fields, "of", Wanted(Kind.EVENT, "`of`"), setting)
    return None if stretch is None or of is None else EndOf(stretch, of)


def _one_of(choosing: Choosing) -> Callable[[Table, Wanted, Setting], Expression | None]:
    """Make the reader of one of the four choices."""
    head = choosing.value
    kinds = TEMPORAL if choosing in (Choosing.LATEST, Choosing.EARLIEST) else _ORDERED

    def read(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
        fields = _fields(node, (head,), setting)
        listed = fields.node(head) if fields else None
        if listed is None or not _fits(node, head, kinds, wanted, setting):
            return None
        parts = _parts(listed, f"`{head}`", wanted, setting)
        return None if parts is None else OneOf(choosing, parts)

    return read


def _sum(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    fields = _fields(node, ("sum",), setting)
    listed = fields.node("sum") if fields else None
    if listed is None or not _fits(node, "sum", _NUMBERS, wanted, setting):
        return None
    parts = _parts(listed, "`sum`", wanted, setting)
    return None if parts is None else Sum(parts)


def _pair(node: Table, head: str, second: Wanted, wanted: Wanted, setting: Setting) -> list[Expression] | None:
    """Read the two operands of a form in their order: the first of the wanted type, the second of its own."""
    fields = _fields(node, (head,), setting)
    listed = fields.node(head) if fields else None
    if listed is None or not _fits(node, head, _NUMBERS, wanted, setting):
        return None
    if not isinstance(listed, Listing) or len(listed) != _FEWEST_PARTS:
        advice = f"such as `{{{head}: [order.total, order.fee]}}`"
        setting.problems.add(listed.at, f"`{head}` takes a list of two", advice)
        return None
    first = read_expression(listed.items[0], wanted, setting)
    other = read_expression(listed.items[1], second, setting)
    return None if first is None or other is None else [first, other]


def _difference(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    pair = _pair(node, "difference", wanted, wanted, setting)
    return None if pair is None else Difference(*pair)


def _times(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    pair = _pair(node, "times", Wanted(Kind.INTEGER, "the factor of `times`"), wanted, setting)
    return None if pair is None else Times(*pair)


def _days_between(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    fields = _fields(node, ("days_between",), setting)
    listed = fields.node("days_between") if fields else None
    if listed is None or not _fits(node, "days_between", frozenset({Kind.INTEGER}), wanted, setting):
        return None
    if not isinstance(listed, Listing) or len(listed) != _FEWEST_PARTS:
        advice = "such as `{days_between: [defect.reported, complaint.answered]}`"
        setting.problems.add(listed.at, "`days_between` takes a list of two dates", advice)
        return None
    day = Wanted(Kind.DATE, "a date of `days_between`")
    first, last = (read_expression(item, day, setting) for item in listed.items)
    return None if first is None or last is None else DaysBetween(first, last)


def _percent(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    fields = _fields(node, ("percent", "of", "rounding"), setting)
    if fields is None or not _fits(node, "percent", frozenset({Kind.MONEY}), wanted, setting):
        return None
    percent = fields.text("percent")
    if percent is not None and not _PERCENT.fullmatch(percent):
        setting.problems.add(node.at, f"`percent` is a decimal number, not {shown(percent)}", "such as `5` or `2.5`")
        percent = None
    of, rounding = _part(fields, "of", wanted, setting), fields.word("rounding", Rounding)
    return None if percent is None or of is None or rounding is None else PercentOf(Fraction(percent), of, rounding)


def _share(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    fields = _fields(node, ("share_of", "part", "whole", "rounding"), setting)
    if fields is None or not _fits(node, "share_of", frozenset({Kind.MONEY}), wanted, setting):
        return None
    measure = Wanted(_measured_in(fields, setting), "`part`")
    amount = _part(fields, "share_of", wanted, setting)
    part, whole = _part(fields, "part", measure, setting), _part(fields, "whole", measure, setting)
    rounding = fields.word("rounding", Rounding)
    if amount is None or part is None or whole is None or rounding is None:
        return None
    return ShareOf(amount, part, whole, rounding)


def _measured_in(fields: Fields, setting: Setting) -> Kind:
    """Whether part and whole of a share are amounts or numbers: as the first name among them says."""
    for name in ("part", "whole"):
        node = fields.optional(name)
        if isinstance(node, Text) and setting.vocabulary.kind_of(node.value) is Kind.MONEY:
            return Kind.MONEY
    return Kind.INTEGER


def _grid(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    fields = _fields(node, ("grid", "column"), setting)
    name, column_name = (fields.text("grid"), fields.text("column")) if fields else (None, None)
    if name is None or column_name is None:
        return None
    head = setting.grids.get(name)
    if head is None:
        setting.problems.add(node.at, f"no grid is called {shown(name)}", one_of_known(name, setting.grids))
        return None
    column = head.columns.get(column_name)
    if column is None:
        message = f"grid `{name}` has no column {shown(column_name)}"
        setting.problems.add(node.at, message, one_of_known(column_name, head.columns))
        return None
    if column.kind is not wanted.kind and not {column.kind, wanted.kind} <= TEMPORAL:
        message = f"{wanted.what} is {form_of(wanted.kind)}, but column `{column_name}` holds {form_of(column.kind)}"
        setting.problems.add(node.at, message)
        return None
    _check_words(node, wanted, column.words, setting)
    return GridValue(name, column_name) if setting.reaches(head.each, name, node.at) else None


def _readings(node: Table, wanted: Wanted, setting: Setting) -> Expression | None:
    alternatives = read_alternatives(node, wanted, setting)
    return None if alternatives is None else Readings(*alternatives)


def read_alternatives(node: Table, wanted: Wanted, setting: Setting) -> tuple[str, tuple[Alternative, ...]] | None:
    """Read a disputed value: its id, which is named after where it stands, and every defensible answer."""
    fields = _fields(node, ("readings", "id"), setting)
    listed = fields.node("readings") if fields else None
    if fields is None or listed is None:
        return None
    stated = fields.id() if "id" in fields else setting.readings_id()
    items = items_of(listed, "`readings`", setting.problems)
    if len(items) == 1:
        setting.problems.add(listed.at, "`readings` has one answer, so nothing is disputed", "write the value alone")
    read = [_alternative(item, wanted, setting) for item in items]
    alternatives = tuple(one for one in read if one is not None)
    ids = [one.id for one in alternatives]
    if len(set(ids)) < len(ids):
        setting.problems.add(listed.at, "two readings have one id")
    complete = len(alternatives) == len(items) >= _FEWEST_PARTS
    return (stated, alternatives) if stated is not None and complete else None


def _alternative(node: Node, wanted: Wanted, setting: Setting) -> Alternative | None:
    fields = Fields.of(node, _ALTERNATIVE_KEYS, "a reading", setting.problems)
    if fields is None:
        return None
    id_node = fields.node("id")
    reading_id = None if id_node is None else text_of(id_node, "`id` of a reading", setting.problems)
    if id_node is not None and reading_id is not None and not _READING_ID.fullmatch(reading_id):
        setting.problems.add(id_node.at, f"`id` of a reading cannot be {shown(reading_id)}", "use lower-case words")
    title, cite = fields.title(), read_citation(fields, setting)
    value_node = fields.node("value")
    value = None if value_node is None else read_expression(value_node, wanted, setting)
    if reading_id is None or title is None or cite is None or value is None:
        return None
    return Alternative(reading_id, title, cite, value)


_FORMS: Mapping[str, Callable[[Table, Wanted, Setting], Expression | None]] = {
    "end_of": _end_of,
    **{choosing.value: _one_of(choosing) for choosing in Choosing},
    "sum": _sum,
    "difference": _difference,
    "times": _times,
    "days_between": _days_between,
    "percent": _percent,
    "share_of": _share,
    "grid": _grid,
    "readings": _readings,
}
