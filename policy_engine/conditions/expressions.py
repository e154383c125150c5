"""Expressions: the closed set of forms that make a value. Text of a pack becomes these, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from policy_engine.calendar.periods import Unit
from policy_engine.facts.citations import Citation
from policy_engine.facts.money import Rounding
from policy_engine.facts.values import Value


@dataclass(frozen=True, slots=True)
class Const:
    """A value written in the rule."""

    value: Value


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of a fact, aggregate or conclusion, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class GridValue:
    """The column of the grid's row that governs the case."""

    grid: str
    column: str


@dataclass(frozen=True, slots=True)
class Span:
    """A period counted from an anchor: `{days: 14, after: item.received, counting: eu_1182_71}`.

    `beginning` counts the anchor's own day as the first; `backwards` counts towards the past.
    `party` is who acts by the resulting day: the days off of their place move it. Empty: nobody's.
    Either `count` with `unit`, or `period` (a term or fact of kind period).
    """

    count: Expression | None
    unit: Unit | None
    period: Expression | None
    anchor: Expression
    method: str
    party: str
    beginning: bool = False
    backwards: bool = False


class Stretch(StrEnum):
    """The stretch of the calendar whose last day is meant."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class EndOf:
    """The last day of the month, quarter or calendar year that holds a date."""

    stretch: Stretch
    of: Expression


class Choosing(StrEnum):
    """Which of several values counts."""

    LATEST = "latest_of"
    EARLIEST = "earliest_of"
    LEAST = "least_of"
    GREATEST = "greatest_of"


@dataclass(frozen=True, slots=True)
class OneOf:
    """The latest or earliest of several dates, the least or greatest of several numbers, amounts or periods."""

    choosing: Choosing
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers or amounts added up."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first less the second; amounts may not fall below nothing unless the pack says so elsewhere."""

    whole: Expression
    less: Expression


@dataclass(frozen=True, slots=True)
class Times:
    """A number times a number, or an amount times a number."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class DaysBetween:
    """How many days the second date lies after the first; none where it does not lie after it."""

    first: Expression
    last: Expression


@dataclass(frozen=True, slots=True)
class PercentOf:
    """So many percent of an amount, rounded in a named way."""

    percent: Fraction
    of: Expression
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class ShareOf:
    """The share of an amount that a part has in a whole, rounded in a named way."""

    amount: Expression
    part: Expression
    whole: Expression
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Alternative:
    """One defensible answer of the law, with who says so."""

    id: str
    title: str
    cite: Citation
    value: Expression


@dataclass(frozen=True, slots=True)
class Readings:
    """A question that the law answers in more than one defensible way."""

    id: str
    alternatives: tuple[Alternative, ...]


Expression = (
    Const
    | Ref
    | GridValue
    | Span
    | EndOf
    | OneOf
    | Sum
    | Difference
    | Times
    | DaysBetween
    | PercentOf
    | ShareOf
    | Readings
)
