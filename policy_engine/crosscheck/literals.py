"""Conditions as the witness can judge them: flat alternatives of positive tests over a few plain fields.

A witness knows no unknown, no dates and no amounts. So a day becomes its number, an event a day and whether it
happened, a set one yes or no for each word; "not" becomes the opposite test, and whatever is nested becomes
alternatives, each a list of tests that hold together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from policy_engine.conditions.expressions import Expression

MOST_ALTERNATIVES = 256


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment at which the case is looked at, on a party's clock."""

    party: str


Source = Expression | Clock
Scalar = bool | int | str


class Aspect(StrEnum):
    """What of a value a field holds."""

    FLAG = "flag"
    WORD = "word"
    COUNT = "count"
    """A whole number; of an amount its minor units, of a period how many."""
    GIVEN = "given"
    """Whether there is a value: the event has happened, some rule gives the conclusion."""
    NOT_YET = "not_yet"
    DAY = "day"
    MINUTE = "minute"
    TIMED = "timed"
    """Whether the minute is known, besides the day."""
    HAS = "has"
    LIES_IN = "lies_in"


@dataclass(frozen=True, slots=True)
class Field:
    """One plain value of a case; `detail` is the word that a set has, or the area that a place lies in."""

    of: Source
    aspect: Aspect
    detail: str = ""


class Order(StrEnum):
    """How the two sides of a test stand to each other."""

    EQUAL = "equal"
    OTHER = "other"
    BELOW = "below"
    AT_MOST = "at_most"
    ABOVE = "above"
    AT_LEAST = "at_least"


_OPPOSITE = {
    Order.EQUAL: Order.OTHER,
    Order.OTHER: Order.EQUAL,
    Order.BELOW: Order.AT_LEAST,
    Order.AT_MOST: Order.ABOVE,
    Order.ABOVE: Order.AT_MOST,
    Order.AT_LEAST: Order.BELOW,
}


@dataclass(frozen=True, slots=True)
class Literal:
    """One positive test: a field against a constant or another field."""

    field: Field
    order: Order
    right: Scalar | Field

    @property
    def opposite(self) -> Literal:
        """The test that holds exactly where this one does not."""
        if isinstance(self.right, bool):
            return Literal(self.field, self.order, not self.right)
        return Literal(self.field, _OPPOSITE[self.order], self.right)


@dataclass(frozen=True, slots=True)
class Both:
    """Holds when every part holds; without parts always."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Holds when some part holds; without parts never."""

    parts: tuple[Formula, ...]


Formula = Literal | Both | Either
Alternative = frozenset[Literal]


class TooManyAlternatives(Exception):  # noqa: N818  (it says what happened, not what kind of thing it is)
    """A formula comes apart into more alternatives than a witness is given."""


def opposite(formula: Formula) -> Formula:
    """What holds exactly where a formula does not."""
    match formula:
        case Literal():
            return formula.opposite
        case Both(parts):
            return Either(tuple(opposite(part) for part in parts))
        case Either(parts):
            return Both(tuple(opposite(part) for part in parts))
        case _:
            assert_never(formula)


def alternatives_of(formula: Formula) -> tuple[Alternative, ...]:
    """A formula as alternatives, in a fixed order.

    Raises TooManyAlternatives.
    """
    return tuple(sorted(_alternatives(formula), key=lambda one: sorted(map(repr, one))))


def in_order(alternative: Alternative) -> list[Literal]:
    """The tests of an alternative in an order that is the same each time."""
    return sorted(alternative, key=repr)


def fields_in(alternatives: Iterable[Alternative]) -> Iterator[Field]:
    """Every field that some alternative looks at, some of them more than once."""
    for alternative in alternatives:
        for literal in in_order(alternative):
            yield literal.field
            if isinstance(literal.right, Field):
                yield literal.right


def _alternatives(formula: Formula) -> frozenset[Alternative]:
    match formula:
        case Literal():
            return frozenset({frozenset({formula})})
        case Either(parts):
            return _bounded(one for part in parts for one in _alternatives(part))
        case Both(parts):
            together: frozenset[Alternative] = frozenset({frozenset()})
            for part in parts:
                choices = _alternatives(part)
                together = _bounded(left | right for left in together for right in choices)
            return together
        case _:
            assert_never(formula)


def _bounded(alternatives: Iterable[Alternative]) -> frozenset[Alternative]:
    """Without those that can never hold, and those that another already covers."""
    possible = {one for one in alternatives if not any(literal.opposite in one for literal in one)}
    kept = frozenset(one for one in possible if not any(other < one for other in possible))
    if len(kept) > MOST_ALTERNATIVES:
        raise TooManyAlternatives
    return kept
