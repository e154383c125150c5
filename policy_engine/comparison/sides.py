"""Two packs made ready to be compared, and what comes of asking about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from policy_engine.comparison.cones import Cones
from policy_engine.comparison.differences import Difference
from policy_engine.comparison.model import Why
from policy_engine.comparison.running import Both, Runner
from policy_engine.comparison.showing import Showing
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.rules.model import Pack, Rule


@dataclass(frozen=True, slots=True)
class Sides:
    """Two packs made ready to be asked: in one vocabulary, with what is the same in both."""

    old: Program
    new: Program
    common: Vocabulary
    """The words that both know."""
    old_cones: Cones
    new_cones: Cones
    old_names: Mapping[str, str]
    new_names: Mapping[str, str]
    same_names: set[str]
    same_rules: dict[str, Rule]
    runner: Runner
    showing: Showing
    relied_alike: frozenset[str] = frozenset()
    """Conclusions that are worth the same in both, and as much in doubt, where law of low grade is relied on."""


def pack_of_both(old: Program, new: Program) -> Pack:
    """The new pack, which names the places of the old one as well."""
    return replace(new.pack, named_places=old.pack.named_places | new.pack.named_places)


@dataclass(frozen=True, slots=True)
class Found:
    """A case that comes out otherwise, and the differences that make it so."""

    case: Case
    member: str
    both: Both
    by: tuple[Difference, ...]

    @property
    def members(self) -> int:
        """How many members its longest list has."""
        return max(map(len, self.case.members.values()), default=1)


def members_needed(cases: Iterable[Found]) -> int:
    """How many members it takes to see what begins in some cases: as many as the shortest of them has."""
    return min((one.members for one in cases), default=1)


@dataclass(frozen=True, slots=True)
class Searched:
    """The cases found for one part of an answer; `left` is why there may be more, nothing where there are none."""

    found: tuple[Found, ...]
    left: Why | None
    in_some_reading: bool = False
    """Whether a value is another in some way of reading alone, which changes what uses it and not what it comes to."""
    relied_alike: bool = False
    """Whether it is only so where law of low grade is not relied on."""


@dataclass(frozen=True, slots=True)
class Where:
    """Of which cases is asked: of those in which one of several facts names a place in some areas; else of all."""

    facts: tuple[str, ...]
    areas: tuple[str, ...]
