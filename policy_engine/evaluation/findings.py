"""Answers that carry why they are not surer: the open facts, the points for a person.

`open` names the facts on which an undecided answer turns. `review` names points that a person must settle for
the answer to stand. `doubt` names facts that decide whether such a point arises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policy_engine.evaluation.domains import Domain

Address = tuple[str, str]
"""A fact's name and the member it belongs to ("" for what the case has once)."""


class Point(NamedTuple):
    """An open fact; for a set, the one trait that is asked."""

    name: str
    member: str
    aspect: str = ""

    @property
    def address(self) -> Address:
        """The fact, whatever is asked of it."""
        return (self.name, self.member)


NOTHING: frozenset[Point] = frozenset()
NO_REVIEW: frozenset[str] = frozenset()


class Truth(NamedTuple):
    """Whether something holds (None: not known yet)."""

    holds: bool | None
    open: frozenset[Point] = NOTHING
    review: frozenset[str] = NO_REVIEW
    doubt: frozenset[Point] = NOTHING

    @property
    def clean(self) -> bool:
        """Whether no person is needed for it."""
        return not self.review and not self.doubt


class Found(NamedTuple):
    """A value, perhaps still open."""

    value: Domain
    open: frozenset[Point] = NOTHING
    review: frozenset[str] = NO_REVIEW
    doubt: frozenset[Point] = NOTHING


YES = Truth(True)
NO = Truth(False)


def truth_of(holds: bool | None, *seen: Found | Truth) -> Truth:
    """A judgement on what was seen: open facts count only where it is undecided."""
    if len(seen) == 1:
        only = seen[0]
        return Truth(holds, only.open if holds is None else NOTHING, only.review, only.doubt)
    open_points, review, doubt = NOTHING, NO_REVIEW, NOTHING
    for one in seen:
        # Nearly all are empty, and what is empty adds nothing.
        if one.open and holds is None:
            open_points |= one.open
        if one.review:
            review |= one.review
        if one.doubt:
            doubt |= one.doubt
    return Truth(holds, open_points, review, doubt)


def all_hold(parts: Iterable[Truth]) -> Truth:
    """Strong Kleene and: one no decides; a no that needs no person decides without one."""
    return _decide(list(parts), False)


def any_holds(parts: Iterable[Truth]) -> Truth:
    """Strong Kleene or: one yes decides; a yes that needs no person decides without one."""
    return _decide(list(parts), True)


def negate(truth: Truth) -> Truth:
    """Strong Kleene not."""
    return truth if truth.holds is None else truth._replace(holds=not truth.holds)


def _decide(parts: list[Truth], deciding: bool) -> Truth:
    deciders = [part for part in parts if part.holds is deciding]
    if any(part.clean for part in deciders):
        return YES if deciding else NO
    undecided = [part for part in parts if part.holds is None]
    if deciders:
        found = truth_of(deciding, *deciders)
        # Another part may yet decide without a person: whether the point arises turns on what that part turns on.
        return found._replace(doubt=found.doubt.union(*(part.open for part in undecided)))
    if undecided:
        tainted = [part for part in parts if part.holds is not None and not part.clean]
        return truth_of(None, *undecided, *(part._replace(open=NOTHING) for part in tainted))
    return truth_of(not deciding, *parts) if parts else Truth(not deciding)


def withheld(silent: Truth, live: Truth) -> Truth:
    """Gather why rules that are not live might be, if a person or a fact said so."""
    return silent._replace(review=silent.review | live.review, doubt=silent.doubt | live.doubt)


def doubted_by(found: Found, silent: Truth) -> Found:
    """A value that rules which are not live might still change."""
    if silent.clean:
        return found
    return found._replace(review=found.review | silent.review, doubt=found.doubt | silent.doubt)


def lazily(parts: Iterator[Truth], deciding: bool) -> Truth:
    """The same, asking no further once a clean answer decides."""
    seen: list[Truth] = []
    for truth in parts:
        if truth.holds is deciding and truth.clean:
            return YES if deciding else NO
        seen.append(truth)
    return _decide(seen, deciding)
