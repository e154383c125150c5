"""Everything on which an answer can turn: the names it can use and the statements that bear on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from policy_engine.conditions.walking import names_in, names_in_expression
from policy_engine.evaluation.program import Program
from policy_engine.facts.values import Kind
from policy_engine.rules.model import Exemption, GridRow, NotEncoded, Rule
from policy_engine.rules.walking import all_exemptions, governed_names, uses_of_whole_rule


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind an answer: the names it can use, and the statements, by identity."""

    names: frozenset[str]
    statements: Mapping[int, Rule | Exemption | GridRow | NotEncoded]


def behind(program: Program, names: Iterable[str], shut: Set[str] = frozenset()) -> Behind:
    """Everything on which something of these names can turn; what stands behind a name that is `shut` is left out."""
    seen: dict[str, None] = {}
    found: dict[int, Rule | Exemption | GridRow | NotEncoded] = {}
    asked = frozenset(names)
    pending = sorted(asked)
    while pending:
        name = pending.pop()
        if name in seen or not name:
            continue
        seen[name] = None
        if name in shut and name not in asked:
            continue
        pending += _of_name(program, name)
        for stated in _bearing_on(program, name):
            if id(stated) not in found:
                found[id(stated)] = stated
                pending += _used_by(stated)
                if isinstance(stated, Rule):
                    found |= {id(one): one for one in all_exemptions(stated)}
    return Behind(frozenset(seen), found)


def _of_name(program: Program, name: str) -> Iterator[str]:
    aggregate, action = program.vocabulary.aggregates.get(name), program.vocabulary.actions.get(name)
    duty = program.vocabulary.obligations.get(name)
    if aggregate is not None:
        yield aggregate.of
    if action is not None:
        yield action.judged_at
    if duty is not None:
        yield duty.met_by
    if program.vocabulary.kind_of(name) is Kind.MONEY:
        yield from program.rates  # amounts of different currencies may be compared


def _bearing_on(program: Program, name: str) -> Iterator[Rule | GridRow | NotEncoded]:
    for index in (program.setters, program.granters, program.forbidders, program.obligers, program.overriders):
        yield from index.get(name, ())
    yield from program.doubters.get(name, ())
    grid = program.pack.grids.get(name)
    yield from grid.rows if grid is not None else ()


def _used_by(stated: Rule | GridRow | NotEncoded) -> Iterator[str]:
    if isinstance(stated, Rule):
        yield from uses_of_whole_rule(stated)
        return
    yield from governed_names(stated.scope)
    yield from names_in(stated.when)
    if isinstance(stated, GridRow):
        yield stated.id
        for value in stated.values.values():
            yield from names_in_expression(value)
