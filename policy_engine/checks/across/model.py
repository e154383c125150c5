"""What places say about one name, as frozen values: statements with their values and days, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy_engine.checks.relations import Giving
from policy_engine.conditions.conditions import Condition
from policy_engine.conditions.expressions import Expression
from policy_engine.facts.citations import Citation
from policy_engine.facts.values import EARLIEST, LATEST
from policy_engine.rules.model import DisputedDay, Effective, Pack
from policy_engine.rules.statements import Statement


class Answered(StrEnum):
    """How a place stands to what was asked."""

    STATED = "stated"
    """Some statement of law bears on it on that day."""
    NONE_FOUND = "none_found"
    """A statement says that a statute on this topic was looked for there and none was found."""
    SILENT = "silent"
    """A pack covers the topic there on that day, and states nothing about it."""
    LATER = "later"
    """The packs cover the topic there only from a later day on."""
    NOT_COVERED = "not_covered"
    """No pack claims to know this topic there."""


class Sort(StrEnum):
    """What a name is that can be asked across places."""

    TERM = "term"
    ACTION = "action"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Named:
    """A name that is asked, and what the vocabulary says of it."""

    name: str
    sort: Sort
    topic: str
    about: str


@dataclass(frozen=True, slots=True)
class Law:
    """One statement that bears on a name at a place.

    `value` is what it gives: a term's value, the last day of a right, the deadline of a duty; none where it names none.
    `row` is the row of a grid from which the value was taken; then its citation and its days count as well.
    `unless` are the exemptions of the statement, `yields_to` the statements that set it aside where they apply.
    """

    name: str
    how: Giving
    pack: Pack
    statement: Statement
    row: Statement | None
    value: Expression | None
    opens: Expression | None
    when: tuple[Condition, ...]
    unless: tuple[Statement, ...]
    yields_to: tuple[Statement, ...]
    parts: tuple[str, ...]
    """The parts of the place for which it is law, where it is not law for the whole place."""

    @property
    def cite(self) -> Citation:
        """Where the value stands: a row has a citation of its own."""
        return (self.row or self.statement).cite

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Every provision that it rests on, that of the value first."""
        return (self.cite, self.statement.cite) if self.row else (self.cite,)

    @property
    def first(self) -> date:
        """The first day on which it is law, by the reading that begins first."""
        return max(_first(one.effective) for one in self._sources)

    @property
    def until(self) -> date | None:
        """The first day on which it no longer is, by the reading that ends last; none where no end is known."""
        ends = [end for one in self._sources if (end := _until(one.effective)) is not None]
        return min(ends, default=None)

    @property
    def disputed(self) -> tuple[DisputedDay, ...]:
        """Its first and last days on which sources differ."""
        days = [day for one in self._sources for day in (one.effective.start, one.effective.until)]
        return tuple(day for day in days if isinstance(day, DisputedDay))

    @property
    def _sources(self) -> tuple[Statement, ...]:
        return (self.row, self.statement) if self.row else (self.statement,)

    def in_force_on(self, day: date) -> bool:
        """Whether it is law on a day, at least by one reading."""
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Setting:
    """A statement that has no effect at a place, since another one always takes its place there."""

    statement: Statement
    by: Statement


@dataclass(frozen=True, slots=True)
class AtPlace:
    """What one place says about one name on one day.

    `behind` holds what the values are made with, name by name; `doubts` the law that facts cannot decide.
    `since` is the first day on which the topic is covered there, where it is covered at all.
    `changes_on` is the next day after this one on which a statement about the name begins or ends. `instead` are other
    terms of the topic that the place does state, where it does not state this one; `absent` the statements that say
    that no statute was found.
    """

    place: str
    answered: Answered
    packs: tuple[Pack, ...]
    laws: tuple[Law, ...]
    behind: tuple[tuple[Named, tuple[Law, ...]], ...] = ()
    doubts: tuple[Statement, ...] = ()
    replaced: tuple[Setting, ...] = ()
    since: date | None = None
    covered: bool = False
    changes_on: date | None = None
    instead: tuple[str, ...] = ()
    absent: tuple[Law, ...] = ()


@dataclass(frozen=True, slots=True)
class Across:
    """One name in several places on one day."""

    named: Named
    on: date
    places: tuple[AtPlace, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One day on which the law about a name changed at a place: what began, and what ended the day before."""

    day: date
    begins: tuple[Law, ...]
    ends: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """What one place said about a name over some years: what was law at first, and every change after."""

    place: str
    answered: Answered
    packs: tuple[Pack, ...]
    at_first: tuple[Law, ...]
    turns: tuple[Turn, ...]
    since: date | None


@dataclass(frozen=True, slots=True)
class Through:
    """One name in several places over some years."""

    named: Named
    first: date
    last: date
    places: tuple[Years, ...]


def _first(effective: Effective) -> date:
    start = effective.start
    return min(_days(start), default=EARLIEST) if isinstance(start, DisputedDay) else start


def _until(effective: Effective) -> date | None:
    until = effective.until
    return max(_days(until), default=LATEST) if isinstance(until, DisputedDay) else until


def _days(disputed: DisputedDay) -> list[date]:
    values = [getattr(one.value, "value", None) for one in disputed.alternatives]
    return [value for value in values if isinstance(value, date)]
