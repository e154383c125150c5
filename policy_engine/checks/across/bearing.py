"""What one statement says about a name at a place: its value with the rows of grids filled in, and its conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, cast

from policy_engine.checks.across.model import Law
from policy_engine.checks.relations import Giving, gifts_of
from policy_engine.conditions.conditions import ALWAYS, All, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Alternative, Const, Expression, GridValue, Ref
from policy_engine.conditions.walking import expressions_in
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.rules.model import Forbids, Grants, Grid, GridRow, Obliges, Pack, Rule, Sets
from policy_engine.rules.statements import Sort, Statement


def lies_in(pack: Pack, place: str, areas: tuple[str, ...]) -> bool | None:
    """Whether a place lies in some of these areas; None where only a part of it does."""
    answers = [pack.places.lies_in(place, area) for area in areas]
    if any(answers):
        return True
    return None if None in answers else False


def bearing_on(name: str, statement: Statement, pack: Pack, place: str = "") -> Iterator[Law]:
    """What a statement does to a name; once a row where its value stands in a grid, the rows of other places left out.

    Without a place every row counts.
    """
    for gift in gifts_of(statement):
        if gift.name == name:
            for opens, value in _values(statement, name, gift.how):
                bare = Law(
                    name, gift.how, pack, statement, None, value, opens, _conditions(statement.stated.when),
                    _exemptions(statement), (), _parts(pack, place, statement.scope.areas),
                )  # fmt: skip
                yield from _by_row(bare, place)
            return


def decided_elsewhere(value: Expression) -> str | None:
    """The name that a value simply takes over, if it does nothing else."""
    return value.name if isinstance(value, Ref) else None


def _values(statement: Statement, name: str, how: Giving) -> Iterator[tuple[Expression | None, Expression | None]]:
    """The day from which and the value up to which something counts, for every effect on the name."""
    if how is Giving.TOUCHES or not isinstance(statement.stated, Rule):
        yield None, None
        return
    for effect in statement.stated.effects:
        match effect:
            case Sets() if effect.name == name:
                yield None, effect.value
            case Grants() if effect.action == name:
                yield effect.opens, effect.until
            case Obliges() if effect.obligation == name:
                yield None, effect.due
            case Forbids() if effect.action == name:
                yield None, None
            case _:
                pass


def _conditions(when: Condition) -> tuple[Condition, ...]:
    """The clauses of a condition; none where nothing is asked."""
    if when == ALWAYS:
        return ()
    return when.parts if isinstance(when, All) else (when,)


def _exemptions(statement: Statement) -> tuple[Statement, ...]:
    """The carve-outs of a rule itself; theirs are not told."""
    rule = statement.stated
    if not isinstance(rule, Rule):
        return ()
    return tuple(
        Statement(
            one.id, Sort.EXEMPTION, one.title, one.cite, one.scope, one.effective, rule.effective, rule.each, rule.id,
            one.at, one,
        )
        for one in rule.exemptions
    )  # fmt: skip


def _parts(pack: Pack, place: str, areas: tuple[str, ...]) -> tuple[str, ...]:
    if not place or lies_in(pack, place, areas):
        return ()
    return tuple(area for area in areas if pack.places.lies_in(place, area) is None)


def _by_row(law: Law, place: str) -> Iterator[Law]:
    """The law once for every row that gives its value there; as it is where no grid is asked."""
    values = [value for value in (law.value, law.opens) if value is not None]
    grids = dict.fromkeys(
        part.grid for value in values for part in expressions_in(value) if isinstance(part, GridValue)
    )
    if not grids:
        yield law
        return
    grid = law.pack.grids[next(iter(grids))]  # a value is looked up in one grid; another would stay named
    for row in grid.rows:
        where = lies_in(law.pack, place, row.scope.areas) if place else True
        taken = {column for value in values for column in _columns(value, grid)}
        if where is False or not taken <= row.values.keys():
            continue
        yield replace(
            law,
            row=_row(row, grid),
            value=None if law.value is None else filled_in(law.value, grid, row),
            opens=None if law.opens is None else filled_in(law.opens, grid, row),
            when=(*law.when, *_conditions(row.when)),
            parts=_parts(law.pack, place, row.scope.areas) or law.parts,
        )


def _columns(value: Expression, grid: Grid) -> Iterator[str]:
    for part in expressions_in(value):
        if isinstance(part, GridValue) and part.grid == grid.id:
            yield part.column


def _row(row: GridRow, grid: Grid) -> Statement:
    return Statement(
        row.id, Sort.ROW, grid.title, row.cite, row.scope, row.effective, None, grid.each, grid.id, row.at, row
    )


def filled_in(value: Expression, grid: Grid, row: GridRow) -> Expression:
    """A value with what a row says in the place of the question to its grid."""
    if isinstance(value, GridValue):
        return row.values.get(value.column, value) if value.grid == grid.id else value
    return cast(Expression, _rebuilt(value, grid, row))


def _rebuilt(part: object, grid: Grid, row: GridRow) -> object:
    """The same frozen value with every expression inside it filled in."""
    if isinstance(part, GridValue):
        return filled_in(part, grid, row)
    if isinstance(part, tuple):
        return tuple(_rebuilt(one, grid, row) for one in part)
    if is_dataclass(part) and not isinstance(part, type) and isinstance(part, Expression | Alternative):
        made_of = {one.name: getattr(part, one.name) for one in fields(part) if one.init and one.name != "cite"}
        rebuilt: dict[str, Any] = {name: _rebuilt(inner, grid, row) for name, inner in made_of.items()}
        return replace(part, **rebuilt)
    return part


def looked_up(law: Law, place: str, on: date) -> Law:
    """A law whose conditions say the value that they ask a grid for, where one row alone gives it there on that day."""
    rows: dict[str, GridRow] = {}
    for grid in law.pack.grids.values():
        live = [row for row in grid.rows if lies_in(law.pack, place, row.scope.areas) and _on(row, on)]
        if len(live) == 1 and live[0].when == ALWAYS:
            rows[grid.id] = live[0]
    return replace(law, when=tuple(_said(clause, law.pack, rows) for clause in law.when))


def _on(row: GridRow, day: date) -> bool:
    start, until = row.effective.start, row.effective.until
    settled = isinstance(start, date) and (until is None or isinstance(until, date))
    return settled and start <= day and (until is None or day < until)  # type: ignore[operator]


def _said(clause: Condition, pack: Pack, rows: Mapping[str, GridRow]) -> Condition:
    if not isinstance(clause, Test):
        return replace(clause, parts=tuple(_said(one, pack, rows) for one in clause.parts))
    operands = clause.operands
    for grid, row in rows.items():
        operands = tuple(filled_in(one, pack.grids[grid], row) for one in operands)
    return replace(clause, operands=operands)


def replaced_by(law: Law, other: Statement) -> bool:
    """Whether a statement that overrides another one applies wherever that one does: it asks no more than that one."""
    rule = other.stated
    if not isinstance(rule, Rule) or rule.exemptions or law.parts:
        return False
    if rule.each not in ("", law.statement.each):
        return False
    return set(_conditions(rule.when)) <= set(law.when)


def placed(law: Law, place: str, vocabulary: Vocabulary) -> Law | None:
    """A law without the clauses that the place meets; None where it fails one of them."""
    left: list[Condition] = []
    for clause in law.when:
        met = _met_by(place, clause, law.pack, vocabulary)
        if met is False:
            return None
        if met is None:
            left.append(clause)
    return replace(law, when=tuple(left))


def _met_by(place: str, clause: Condition, pack: Pack, vocabulary: Vocabulary) -> bool | None:
    """Whether a place meets a clause that asks which place it is; None for every other clause."""
    match clause:
        case NoneOf(parts=(Test() as test,)):
            met = _met_by(place, test, pack, vocabulary)
            return None if met is None else not met
        case Test(operator=Operator.EQUALS | Operator.ONE_OF) if vocabulary.kind_of(clause.subject) is Kind.PLACE:
            codes = [one.value for one in clause.operands if isinstance(one, Const)]
            areas = tuple(code for code in codes if isinstance(code, str))
            return lies_in(pack, place, areas) if len(areas) == len(clause.operands) else None
        case _:
            return None
