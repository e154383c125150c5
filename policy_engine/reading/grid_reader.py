"""Read grids: values that vary by place and date, a row for each with its own citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policy_engine.calendar.periods import Unit
from policy_engine.conditions.expressions import Expression
from policy_engine.facts.values import Kind
from policy_engine.reading.citation_reader import read_citation
from policy_engine.reading.condition_reader import read_when
from policy_engine.reading.expression_reader import read_expression
from policy_engine.reading.fields import Fields, is_id, items_of, table_of, text_of
from policy_engine.reading.identity import Register, Statement
from policy_engine.reading.nodes import Listing, Node, Table, Text
from policy_engine.reading.rule_reader import read_each
from policy_engine.reading.scope_reader import (
    EFFECTIVE_KEYS,
    SCOPE_KEYS,
    OuterScope,
    effective_of,
    read_outer_scope,
    read_scope,
)
from policy_engine.reading.setting import Column, GridHead, Setting, names_with_values, one_of_known
from policy_engine.reading.span_reader import UNITS
from policy_engine.reading.suggest import shown
from policy_engine.reading.values_reader import Wanted
from policy_engine.rules.model import DisputedDay, Effective, Grid, GridRow, Scope

GRID_KEYS = ("title", "gives", "each", *SCOPE_KEYS, "rows")
_ROW_KEYS = ("in", *EFFECTIVE_KEYS, "when", "cite")
_KINDS = tuple(kind.value for kind in Kind if kind not in (Kind.EVENT, Kind.RATES, Kind.TEXT, Kind.TIME_ZONE, Kind.SET))


def read_grid_head(key: Text, node: Node, setting: Setting) -> GridHead:
    """Read what a grid gives and for what list, which every rule of the pack may need to know."""
    what = f"grid {shown(key.value)}"
    if not is_id(key.value):
        advice = "use lower-case words joined by dots"
        setting.problems.add(key.at, f"a grid cannot be called {shown(key.value)}", advice)
    elif setting.vocabulary.kind_of(key.value) is not None:
        setting.problems.add(key.at, f"{what} has the name of something in the vocabulary")
    fields = Fields.of(node, GRID_KEYS, what, setting.problems)
    gives = None if fields is None else fields.node("gives")
    table = None if gives is None else table_of(gives, f"`gives` of {what}", setting.problems)
    if fields is None or table is None:
        return GridHead("", {})
    if not len(table):
        setting.problems.add(table.at, f"{what} gives nothing", "name a column and its type")
    columns = {name.value: _column(name, sort, fields, setting) for name, sort in table.entries}
    return GridHead(read_each(fields, setting), columns)


def _column(name: Text, node: Node, fields: Fields, setting: Setting) -> Column:
    """The type of a column: a unit that its numbers count, a type, or the type of a name of the vocabulary."""
    if name.value in _ROW_KEYS or not name.value.isidentifier():
        setting.problems.add(name.at, f"a column cannot be called {shown(name.value)}")
    sort = text_of(node, f"column {shown(name.value)} of {fields.what}", setting.problems)
    if sort is None:
        return Column(Kind.INTEGER)
    if sort in UNITS:
        return Column(Kind.INTEGER, Unit(sort))
    if sort == Kind.ENUM.value:
        return Column(Kind.ENUM, None, dict.fromkeys(_words_in(name.value, fields), ""))
    if sort in _KINDS:
        return Column(Kind(sort))
    kind = setting.vocabulary.kind_of(sort)
    if kind is not None:
        return Column(kind, None, setting.vocabulary.values_of(sort))
    advice = one_of_known(sort, [*UNITS, *_KINDS, *(names_with_values(setting.vocabulary) if "." in sort else [])])
    setting.problems.add(node.at, f"column {shown(name.value)} has no type {shown(sort)}", advice)
    return Column(Kind.INTEGER)


def _words_in(column: str, fields: Fields) -> list[str]:
    """The words that the rows of a column hold, where nothing else says which there are."""
    rows = fields.optional("rows")
    found = [row.get(column) for row in rows if isinstance(row, Table)] if isinstance(rows, Listing) else []
    return list(dict.fromkeys(node.value for node in found if isinstance(node, Text)))


def read_grid(grid_id: str, node: Node, outer: OuterScope, setting: Setting, register: Register) -> Grid | None:
    """Read a grid's rows; its head has been read before."""
    head = setting.grids[grid_id]
    if not isinstance(node, Table):
        return None
    fields = Fields(node, f"grid {shown(grid_id)}", setting.problems)
    title = fields.title()
    setting = setting.owned_by(grid_id, head.each)
    scope = read_outer_scope(fields, outer, setting)
    listed = fields.node("rows")
    items = () if listed is None else items_of(listed, f"`rows` of {fields.what}", setting.problems)
    rows = _rows(grid_id, items, head, scope, setting, register)
    return None if title is None else Grid(grid_id, title, head.each, rows, fields.at)


def _rows(
    grid_id: str,
    items: tuple[Node, ...],
    head: GridHead,
    outer: OuterScope,
    setting: Setting,
    register: Register,
) -> tuple[GridRow, ...]:
    what = f"a row of grid {shown(grid_id)}"
    keys = (*setting.citing(_ROW_KEYS), *head.columns)
    opened = [Fields.of(item, keys, what, setting.problems) for item in items]
    heads = [_row_head(grid_id, fields, outer, setting) for fields in opened if fields is not None]
    rows: list[GridRow] = []
    for row_id, one in zip(_row_ids(heads), heads, strict=True):
        register.statements.append(Statement(row_id, "a row of a grid", grid_id, one.effective, one.fields.at))
        row = _row(row_id, one, head, setting.owned_by(row_id, head.each))
        rows += [row] if row is not None else []
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _RowHead:
    """A row as far as its name needs it: where and when it holds."""

    place_name: str
    fields: Fields
    scope: Scope | None
    effective: Effective | None

    @property
    def dated_name(self) -> str:
        start = self.effective.start if self.effective else None
        return f"{self.place_name}@{start.id if isinstance(start, DisputedDay) else start}"


def _row_head(grid_id: str, fields: Fields, outer: OuterScope, setting: Setting) -> _RowHead:
    scope = read_scope(fields, outer, setting)
    name = f"{grid_id}[{','.join(scope.areas) if scope else ''}]"
    return _RowHead(name, fields, scope, effective_of(fields, fields.what, setting.owned_by(name, setting.each)))


def _row_ids(heads: list[_RowHead]) -> Iterator[str]:
    """Name each row by its places; with its first day where several have the same, and a number where that too is."""
    places, dated = Counter(head.place_name for head in heads), Counter[str]()
    for head in heads:
        dated[head.dated_name] += 1
        number = dated[head.dated_name]
        if places[head.place_name] == 1:
            yield head.place_name
        else:
            yield head.dated_name if number == 1 else f"{head.dated_name}#{number}"


def _row(row_id: str, one: _RowHead, head: GridHead, setting: Setting) -> GridRow | None:
    cite, when = read_citation(one.fields, setting), read_when(one.fields, setting)
    values = _values(one.fields, head.columns, setting)
    if cite is None or one.scope is None or one.effective is None:
        return None
    return GridRow(row_id, cite, one.scope, one.effective, when, values, one.fields.at)


def _values(fields: Fields, columns: Mapping[str, Column], setting: Setting) -> Mapping[str, Expression]:
    values: dict[str, Expression] = {}
    for name, column in columns.items():
        node = fields.node(name)
        wanted = Wanted(column.kind, f"column `{name}`", column.words)
        value = None if node is None else read_expression(node, wanted, setting.at(name))
        if value is not None:
            values[name] = value
    return values
