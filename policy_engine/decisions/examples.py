"""Examples that travel in a pack: cases with what has to come of them, each a claim that a lawyer could read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.errors import Location
from policy_engine.facts.case import Case
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment, Value


@dataclass(frozen=True, slots=True)
class ExpectedVerdict:
    """The answer about an action; without a member, about each of its members."""

    action: str
    member: str
    verdict: VerdictCode
    at: Location


@dataclass(frozen=True, slots=True)
class ExpectedState:
    """How a duty stands; without a member, for each of its members. `late` is expected of a duty that was met late."""

    obligation: str
    member: str
    state: ObligationCode
    at: Location
    late: bool = False


class Edge(StrEnum):
    """Which end of a window is meant: its one last day, or the two of readings that differ."""

    LAST_DAY = "last_day"
    ACT_BY = "act_by"
    LATE_AFTER = "late_after"
    DUE = "due"
    DUE_BY = "due_by"
    DUE_LATE_AFTER = "due_late_after"

    @property
    def of_obligation(self) -> bool:
        """Whether it is the end of a duty, not of an action's window."""
        return self in (Edge.DUE, Edge.DUE_BY, Edge.DUE_LATE_AFTER)


@dataclass(frozen=True, slots=True)
class ExpectedEdge:
    """The end of the window of the one action, or of the one obligation, that the example expects something of."""

    edge: Edge
    of: str
    member: str
    value: date | Moment
    at: Location


class Lacking(StrEnum):
    """What a name can come to instead of a value, spelled as no word of a vocabulary can be."""

    NO_VALUE = "no value"
    """No rule gives one."""
    NOT_YET = "not yet"
    """It turns on an event that has not happened."""


MET_LATE = "met late"


@dataclass(frozen=True, slots=True)
class ExpectedValues:
    """All values that a term or conclusion can take."""

    name: str
    member: str
    values: frozenset[Value | Lacking]
    at: Location


@dataclass(frozen=True, slots=True)
class ExpectedAmount:
    """How much the one obligation comes to that the example expects something of."""

    of: str
    member: str
    amount: Money | Lacking
    at: Location


class Naming(StrEnum):
    """What a list of names in an example says of them."""

    BY = "by"
    """These rules are among the reasons."""
    ONLY_BY = "only_by"
    """These rules are the reasons, and there are no others."""
    ASKS = "asks"
    """Exactly these facts are asked for, each as the decision shows it."""
    REVIEW = "review"
    """These points for a person are among those raised."""


@dataclass(frozen=True, slots=True)
class ExpectedNames:
    """Reasons, questions or points for a person."""

    naming: Naming
    names: tuple[str, ...]
    at: Location


Expectation = ExpectedVerdict | ExpectedState | ExpectedEdge | ExpectedAmount | ExpectedValues | ExpectedNames


@dataclass(frozen=True, slots=True)
class Example:
    """A case built on a base case, what it shows, and what is expected of it."""

    base: str
    says: str
    case: Case
    expect: tuple[Expectation, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class ExampleSet:
    """All examples of a pack in the order of their files, and where each base case stands."""

    bases: Mapping[str, Location]
    examples: tuple[Example, ...]
