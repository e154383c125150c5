"""How the statements of a pack hang together: who gives a name, who needs it, and who sets whom aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from policy_engine.conditions.walking import names_in, names_in_expression
from policy_engine.rules.model import Effect, Exemption, Forbids, Grants, GridRow, NotEncoded, Obliges, Rule, Sets
from policy_engine.rules.statements import Statement, own_conditions, own_values


class Giving(StrEnum):
    """What a statement does to a name."""

    GRANTS = "grants"
    FORBIDS = "forbids"
    SETS = "sets"
    OBLIGES = "obliges"
    TOUCHES = "touches"
    """Law that facts cannot decide puts the name before a person."""


class Needing(StrEnum):
    """What a statement needs a name for."""

    ASKS = "asks"
    """Its condition asks about it."""
    COUNTS = "counts"
    """A value that it gives is made with it, or a window or deadline of it ends with it."""
    NAMES = "names"
    """A duty names it as its amount or as what follows."""
    PLACE = "place"
    """It says whose law the statement is."""
    GOVERNED_BY = "governed_by"
    """It says which day selects the statement."""


@dataclass(frozen=True, slots=True)
class Gift:
    """A statement that does something to a name."""

    name: str
    how: Giving
    by: Statement


@dataclass(frozen=True, slots=True)
class Need:
    """A statement that needs a name."""

    name: str
    what_for: Needing
    by: Statement

    @property
    def selects(self) -> bool:
        """Whether it is only needed to know whose law the statement is, and from which day on."""
        return self.what_for in (Needing.PLACE, Needing.GOVERNED_BY)


def gifts_of(statement: Statement) -> Iterator[Gift]:
    """Everything that a statement does to names."""
    stated = statement.stated
    match stated:
        case Rule():
            yield from (Gift(*_given(effect), statement) for effect in stated.effects)
        case NotEncoded():
            yield from (Gift(name, Giving.TOUCHES, statement) for name in stated.touches)
        case Exemption() | GridRow():
            return
        case _:
            assert_never(stated)


def _given(effect: Effect) -> tuple[str, Giving]:
    match effect:
        case Grants(action=name):
            return name, Giving.GRANTS
        case Forbids(action=name):
            return name, Giving.FORBIDS
        case Sets(name=name):
            return name, Giving.SETS
        case Obliges(obligation=name):
            return name, Giving.OBLIGES
        case _:
            assert_never(effect)


def needs_of(statement: Statement) -> Iterator[Need]:
    """Every name that a statement needs, once for each thing that it needs it for."""
    asked = [name for when in own_conditions(statement) for name in names_in(when)]
    counted = [name for value in own_values(statement) for name in names_in_expression(value)]
    yield from (Need(name, Needing.ASKS, statement) for name in dict.fromkeys(asked))
    yield from (Need(name, Needing.COUNTS, statement) for name in dict.fromkeys(counted))
    yield from (Need(name, Needing.NAMES, statement) for name in dict.fromkeys(_named(statement)))
    if not isinstance(statement.stated, Exemption):  # it is selected with what it is carved out of
        yield Need(statement.scope.place, Needing.PLACE, statement)
        yield Need(statement.scope.governed_by, Needing.GOVERNED_BY, statement)


def _named(statement: Statement) -> Iterator[str]:
    for effect in statement.stated.effects if isinstance(statement.stated, Rule) else ():
        if isinstance(effect, Obliges):
            yield from (name for name in (effect.amount, effect.consequence) if name)


def set_aside_by(statement: Statement) -> tuple[str, ...]:
    """The ids that a statement names in `overrides`."""
    return statement.stated.overrides if isinstance(statement.stated, Rule) else ()
