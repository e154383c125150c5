"""What can be left out of a pack: its statements, and of each the clauses, overrides, effects and bounds.

Each part carries the statement it belongs to and what would stand instead, so that a pack without it is one
replacement away. What is inside of a part comes with it: where a rule does not matter, nothing of it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policy_engine.checks.clauses import shorter
from policy_engine.checks.findings import FindingKind
from policy_engine.conditions.conditions import ALWAYS, Condition
from policy_engine.errors import Location
from policy_engine.facts.values import EARLIEST
from policy_engine.rules.model import (
    DisputedDay,
    Effect,
    Effective,
    Exemption,
    Forbids,
    Grants,
    GridRow,
    NotEncoded,
    Obliges,
    Pack,
    Rule,
    Sets,
)

Statement = Rule | GridRow | NotEncoded


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a pack could do without: `instead` is what its statement would then be, if anything."""

    kind: FindingKind
    id: str
    what: str
    at: Location
    statement: Statement
    instead: Statement | None
    inside: tuple[Part, ...] = ()


def parts_of(pack: Pack) -> Iterator[Part]:
    """Every rule, row of a grid and entry of `not_encoded`, each with what is inside of it."""
    for rule in pack.rules:
        yield _rule(rule, [other for other in pack.rules if other.id == rule.id])
    for grid in pack.grids.values():
        for row in grid.rows:
            yield _row(row, [other for other in grid.rows if other.scope.areas == row.scope.areas])
    for entry in pack.not_encoded:
        yield _entry(entry)


def without(pack: Pack, part: Part) -> Pack:
    """The pack as it would be without a part."""
    match part.statement:
        case Rule() as rule:
            return replace(pack, rules=_swapped(pack.rules, rule, part.instead, Rule))
        case NotEncoded() as entry:
            return replace(pack, not_encoded=_swapped(pack.not_encoded, entry, part.instead, NotEncoded))
        case GridRow() as row:
            grids = {
                name: replace(grid, rows=_swapped(grid.rows, row, part.instead, GridRow))
                for name, grid in pack.grids.items()
            }
            return replace(pack, grids=grids)
