"""Telling what was found: the changes, and what follows from them, in two shares that do not need one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from policy_engine.comparison.budget import Budget, Stage
from policy_engine.comparison.changes import Noticed, changes_of
from policy_engine.comparison.following import Following, Shown
from policy_engine.comparison.jobs import BothJobs
from policy_engine.comparison.outcomes import Changed, Followed, Output
from policy_engine.comparison.running import Runner
from policy_engine.comparison.searching import Asking
from policy_engine.comparison.sides import Sides

if TYPE_CHECKING:
    from policy_engine.comparison.asking import Asker

CHANGES_FOR_A_FOLLOWER = 8
"""So many changes take about as long to tell as it takes to look for a case of one answer that follows."""


@dataclass(frozen=True, slots=True)
class Told:
    """The changes, the ids of those that concern a case governed before a day alone, and what follows from them."""

    changed: Sequence[Changed]
    early: frozenset[str]
    follows: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """All that it takes to tell what was noticed; `days` are the first days that statements can concern, by id."""

    sides: Sides
    """The two packs, with all taken as the same that was proved to be."""
    asking: Asking
    following: Following
    days: Mapping[str, str]
    before: date

    def told(self, noticed: Sequence[Noticed], asker: Asker, both_jobs: BothJobs) -> Told:
        """Everything that was noticed, and what follows; each share has what is left to spend at its stage."""
        if not noticed and not self.following.followers:
            return Told([], frozenset(), ())
        first, second = self._shares(len(noticed))
        apart = asker.budget.apart(Stage.SHOWING)
        sides = replace(self.sides, runner=Runner(self.sides.runner.old, self.sides.runner.new, apart))

        def ours() -> Shown:
            with asker.budget.at(Stage.FOLLOWING):
                return self.following.shown(first, self.sides, asker)

        def theirs() -> tuple[list[tuple[Changed, bool]], Shown]:
            changes = self._changes(noticed, sides, apart)
            with apart.at(Stage.FOLLOWING):
                return changes, self.following.shown(second, sides, self.asking(sides, apart))

        found, (changes, others) = both_jobs(ours, theirs)
        with asker.budget.at(Stage.FOLLOWING):
            follows = self.following.all_of(found.with_those(others), self.sides)
        return Told(
            [change for change, _ in changes], frozenset(change.id for change, early in changes if early), follows
        )

    def _changes(self, noticed: Sequence[Noticed], sides: Sides, budget: Budget) -> list[tuple[Changed, bool]]:
        """The changes, each with whether its case is governed before the day alone."""
        found = changes_of(noticed, sides, budget, self.days)
        return [
            (change, sides.runner.governed_before(case, one.found.member, one.found.by, self.before))
            for one, (change, case) in zip(noticed, found, strict=True)
        ]

    def _shares(self, changes: int) -> tuple[list[Output], list[Output]]:
        """The answers that follow in two shares, the second of which is done by whoever tells the changes."""
        first: list[Output] = []
        second: list[Output] = []
        for one in self.following.in_order():
            lighter = first if len(first) <= len(second) + changes // CHANGES_FOR_A_FOLLOWER else second
            lighter.append(one)
        return first, second
