"""What a fact may still be: one value, or a set of possible values that only shrinks as facts are learned.

A stated fact is one value. An unknown fact is a domain: the words an enum still permits, the days an event may
have happened on. Tests over domains answer yes, no, or not yet known (strong Kleene); splitting a domain until
every test answers makes the answer exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from policy_engine.calendar.periods import Period
from policy_engine.facts.money import Money, Rates


class Special(Enum):
    """Values that are no ordinary value."""

    NOT_YET = "not_yet"
    """An event that has not happened when the case is looked at; it lies after every day known."""
    ABSENT = "absent"
    """No rule gives a value; known, not unknown."""
    UNKNOWN = "unknown"
    """Any value of its type."""


NOT_YET = Special.NOT_YET
ABSENT = Special.ABSENT
UNKNOWN = Special.UNKNOWN


@dataclass(frozen=True, slots=True)
class Days:
    """A day between `first` and `last`, both in; with `or_not_yet`, perhaps not happened at all.

    `utc` is the exact instant where one was stated or counted in hours.
    """

    first: date
    last: date
    or_not_yet: bool = False
    utc: datetime | None = None

    @property
    def settled(self) -> bool:
        """Whether it is one known day."""
        return self.first == self.last and not self.or_not_yet


@dataclass(frozen=True, slots=True)
class Options:
    """One of these words (or of true and false)."""

    words: frozenset[str | bool]


@dataclass(frozen=True, slots=True)
class Traits:
    """A set known to hold some words and to lack others; the rest is open."""

    has: frozenset[str]
    lacks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A whole number between two bounds, both in; None is no bound. For money: minor units of one currency.

    An empty currency means a plain number; `???` an amount whose currency is not known.
    """

    low: int | None
    high: int | None
    currency: str = ""


Domain = bool | str | int | frozenset[str] | Money | Period | Rates | Days | Options | Traits | Numbers | Special


def is_open(value: Domain) -> bool:
    """Whether more than one value is still possible."""
    match value:
        case Days():
            return not value.settled
        case Options() | Numbers() | Traits():
            return True
        case _:
            return value is UNKNOWN


def a_day(day: date, utc: datetime | None = None) -> Days:
    """One known day."""
    return Days(day, day, False, utc)


def options(words: frozenset[str | bool]) -> Domain:
    """Several words, or the one that is left."""
    return next(iter(words)) if len(words) == 1 else Options(words)


def numbers(low: int | None, high: int | None, currency: str = "") -> Domain:
    """A range of numbers or amounts, or the one that is left."""
    if low is not None and low == high and currency != "???":
        return Money(low, currency) if currency else low
    return Numbers(low, high, currency)


def traits(has: frozenset[str], lacks: frozenset[str], universe: frozenset[str]) -> Domain:
    """An open set, or the set itself once every word is decided."""
    return has if has | lacks >= universe else Traits(has, lacks)
