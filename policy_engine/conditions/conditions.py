"""Conditions: questions to facts and conclusions that hold, do not hold, or cannot be known yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policy_engine.conditions.expressions import Expression


class Operator(StrEnum):
    """All tests there are. There is none for unknown: a rule cannot ask whether a fact is missing."""

    EQUALS = "equals"
    ONE_OF = "one_of"
    HAS = "has"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"
    BEFORE = "before"
    ON_OR_BEFORE = "on_or_before"
    AFTER = "after"
    ON_OR_AFTER = "on_or_after"
    HAPPENED = "happened"
    PASSED_WITHOUT = "passed_without"


@dataclass(frozen=True, slots=True)
class Test:
    """One question about one name.

    EQUALS and the orders have one operand; ONE_OF and HAS one or more (HAS: any of the traits).
    HAPPENED has none, or one date `by` which it must have happened. PASSED_WITHOUT has one date, which has
    passed without the event when the case is looked at; a day that is still to come cannot have.
    """

    __test__ = False  # not a pytest class

    subject: str
    operator: Operator
    operands: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when at least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Holds when no part holds."""

    parts: tuple[Condition, ...]


Condition = Test | All | AnyOf | NoneOf

ALWAYS = All(())
"""The condition of a rule that states none."""


@dataclass(frozen=True, slots=True)
class Implication:
    """What a value settles about others: a garment is goods and does not perish."""

    when: Condition
    then: Condition


@dataclass(frozen=True, slots=True)
class Impossibility:
    """What no case can be; it refuses cases and rules out completions."""

    id: str
    title: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Axioms:
    """What holds of every case, whatever the law says."""

    implications: tuple[Implication, ...] = ()
    impossibilities: tuple[Impossibility, ...] = ()
