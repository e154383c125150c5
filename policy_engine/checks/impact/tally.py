"""Counts over any number of past cases. They grow with the law and not with the cases, and they name nobody."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from policy_engine.checks.impact.weighing import Weighed

MOST_EXAMPLES = 5
"""How many cases are named for each change, by the place where they stand."""
_Counted = TypeVar("_Counted", bound=Hashable)


@dataclass(slots=True)
class Counts:
    """Some cases, and in how many of them what changed."""

    cases: int = 0
    examples: list[int] = field(default_factory=list)
    """The lines of the first of them."""

    def add(self, line: int) -> None:
        """Count a case once."""
        self.cases += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(line)

    def join(self, other: Counts) -> None:
        """Take in the counts of later cases."""
        self.cases += other.cases
        self.examples = sorted([*self.examples, *other.examples])[:MOST_EXAMPLES]


@dataclass(slots=True)
class Sums:
    """Money of one duty in one currency, over all cases in which it differs, in minor units."""

    cases: int = 0
    before: int = 0
    after: int = 0
    more: int = 0
    less: int = 0


@dataclass(slots=True)
class Tally:
    """Counts over any number of cases; it grows with the law, and not with the cases."""

    cases: int = 0
    changed: int = 0
    same: int = 0
    grounds_only: int = 0
    open: int = 0
    not_covered: int = 0
    wrong: int = 0
    by_answer: dict[tuple[str, str, str, str], Counts] = field(default_factory=dict)
    """By sort, name, before and after."""
    by_rule: dict[str, Counts] = field(default_factory=dict)
    by_place: dict[str, Counts] = field(default_factory=dict)
    missing: dict[str, Counts] = field(default_factory=dict)
    points: dict[str, Counts] = field(default_factory=dict)
    money: dict[tuple[str, str], Sums] = field(default_factory=dict)

    def add(self, line: int, weighed: Weighed) -> None:
        """Count one case, by the line on which it stands."""
        self.cases += 1
        self.open += weighed.open
        self.not_covered += weighed.not_covered
        self.grounds_only += weighed.grounds_only
        if weighed.turned:
            self.changed += 1
        else:
            self.same += 1
        _count(self.by_answer, {(one.sort, one.name, one.before, one.after) for one in weighed.turned}, line)
        _count(self.by_rule, {rule for one in weighed.turned for rule in one.rules}, line)
        _count(self.by_place, {one.place for one in weighed.turned}, line)
        _count(self.missing, weighed.missing, line)
        _count(self.points, weighed.points, line)
        for one in weighed.paid:
            sums = self.money.setdefault((one.duty, one.currency), Sums())
            sums.cases += 1
            sums.before += one.before
            sums.after += one.after
            sums.more += one.after > one.before
            sums.less += one.after < one.before

    def join(self, other: Tally) -> None:
        """Take in what was counted of other cases."""
        for name in ("cases", "changed", "same", "grounds_only", "open", "not_covered", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        _join(self.by_answer, other.by_answer)
        _join(self.by_rule, other.by_rule)
        _join(self.by_place, other.by_place)
        _join(self.missing, other.missing)
        _join(self.points, other.points)
        for key, sums in other.money.items():
            mine = self.money.setdefault(key, Sums())
            for name in Sums.__slots__:
                setattr(mine, name, getattr(mine, name) + getattr(sums, name))


def _count(counts: dict[_Counted, Counts], keys: Iterable[_Counted], line: int) -> None:
    for key in keys:
        counts.setdefault(key, Counts()).add(line)


def _join(mine: dict[_Counted, Counts], others: Mapping[_Counted, Counts]) -> None:
    for key, counts in others.items():
        mine.setdefault(key, Counts()).join(counts)
