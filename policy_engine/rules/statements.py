"""Every statement of a pack in one form, whatever its sort: what it says, where and when, and what it is a part of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from policy_engine.conditions.conditions import Condition
from policy_engine.conditions.expressions import Expression, Readings
from policy_engine.conditions.walking import expressions_in, tests_in
from policy_engine.errors import Location
from policy_engine.facts.citations import Citation
from policy_engine.rules.model import DisputedDay, Effective, Exemption, Grid, GridRow, NotEncoded, Pack, Rule, Scope
from policy_engine.rules.walking import conditions_of, expressions_of


class Sort(StrEnum):
    """The sorts of statement that a pack can make."""

    RULE = "rule"
    EXEMPTION = "exemption"
    ROW = "grid_row"
    ENTRY = "not_encoded"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of law. `within` is the rule, exemption or grid that it is a part of; `stated` is what it was."""

    id: str
    sort: Sort
    title: str
    cite: Citation
    scope: Scope
    effective: Effective
    outer: Effective | None
    """The period of the rule or exemption around it: what a carve-out does not state it inherits."""
    each: str
    within: str
    at: Location
    stated: Rule | Exemption | GridRow | NotEncoded

    @property
    def since(self) -> str:
        """The first day, or the id of the question which day that is."""
        start = self.effective.start
        return start.isoformat() if isinstance(start, date) else start.id

    @property
    def key(self) -> str:
        """The id with the first day, which tells versions apart; a row of a grid has it in its id where it needs it."""
        return f"{self.id}@{self.since}"

    @property
    def is_row(self) -> bool:
        """Whether it is one place's values in a grid."""
        return self.sort is Sort.ROW


def statements_of(pack: Pack) -> tuple[Statement, ...]:
    """Every statement of a pack, in the order of its text."""
    found = [one for rule in pack.rules for one in (_of_rule(rule), *_exempting(rule, rule))]
    found += [_of_row(row, grid) for grid in pack.grids.values() for row in grid.rows]
    found += [_of_entry(entry) for entry in pack.not_encoded]
    return tuple(sorted(found, key=lambda one: one.at))


def _of_rule(rule: Rule) -> Statement:
    return Statement(
        rule.id, Sort.RULE, rule.title, rule.cite, rule.scope, rule.effective, None, rule.each, "", rule.at, rule
    )


def _exempting(rule: Rule, holder: Rule | Exemption) -> Iterator[Statement]:
    for one in holder.exemptions:
        yield Statement(
            one.id, Sort.EXEMPTION, one.title, one.cite, one.scope, one.effective, holder.effective, rule.each,
            holder.id, one.at, one,
        )  # fmt: skip
        yield from _exempting(rule, one)


def _of_row(row: GridRow, grid: Grid) -> Statement:
    return Statement(
        row.id, Sort.ROW, grid.title, row.cite, row.scope, row.effective, None, grid.each, grid.id, row.at, row
    )


def _of_entry(entry: NotEncoded) -> Statement:
    return Statement(
        entry.id, Sort.ENTRY, entry.reason, entry.cite, entry.scope, entry.effective, None, entry.each, "", entry.at,
        entry,
    )  # fmt: skip


def own_conditions(statement: Statement) -> Iterator[Condition]:
    """What a statement asks itself; its exemptions are statements of their own."""
    stated = statement.stated
    match stated:
        case Rule():
            yield from conditions_of(replace(stated, exemptions=()))
        case Exemption() | GridRow() | NotEncoded():
            yield stated.when
        case _:
            assert_never(stated)


def own_values(statement: Statement) -> Iterator[Expression]:
    """The values that a statement gives or counts with, those apart that its conditions compare with."""
    stated = statement.stated
    match stated:
        case Rule():
            yield from (value for effect in stated.effects for value in expressions_of(effect))
        case GridRow():
            yield from stated.values.values()
        case Exemption() | NotEncoded():
            return
        case _:
            assert_never(stated)


def readings_of(statement: Statement) -> Iterator[DisputedDay | Readings]:
    """The questions of law that a statement answers in more than one way."""
    for day in (statement.effective.start, statement.effective.until):
        if isinstance(day, DisputedDay) and not _inherited(day, statement.outer):
            yield day
    values = [operand for when in own_conditions(statement) for test in tests_in(when) for operand in test.operands]
    for value in (*own_values(statement), *values):
        yield from (part for part in expressions_in(value) if isinstance(part, Readings))


def _inherited(day: DisputedDay, outer: Effective | None) -> bool:
    return outer is not None and day in (outer.start, outer.until)
