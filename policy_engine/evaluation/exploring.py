"""Splitting what is open until every completion has one answer: an exact case distinction over the open facts.

A leaf is a set of completions (a product of domains) with one outcome. The leaves together cover every
completion that the vocabulary permits, so an answer is settled exactly when all leaves agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from policy_engine.evaluation.box import Box
from policy_engine.evaluation.domains import NOT_YET, Days, Domain, Numbers, Options, Traits, numbers, options, traits
from policy_engine.evaluation.findings import Address, Point
from policy_engine.evaluation.narrowing import Axiom, Contradiction, Narrowing, breach
from policy_engine.evaluation.outcomes import Target
from policy_engine.evaluation.ways import Outcome, Passes, outcome
from policy_engine.facts.values import Kind

MOST_LEAVES = 300
MOST_COUNTED = 32
"""Of a plain number that lies between bounds, so many values are tried one by one."""
MOST_EXACT = 10
"""Up to so many open facts the questions shown are a smallest set."""
UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Completions with one outcome; `split` names the facts that were narrowed to get here."""

    box: Box
    outcome: Outcome
    split: tuple[Point, ...]

    @property
    def code(self) -> str:
        """The outcome's code; undecidable where a fact is stated too roughly to decide."""
        return self.outcome.code or UNDECIDED


@dataclass(frozen=True, slots=True)
class Exploration:
    """The leaves found, and whether they are all there are."""

    leaves: tuple[Leaf, ...]
    complete: bool

    @property
    def codes(self) -> frozenset[str]:
        """The outcomes that are still possible."""
        return frozenset(leaf.code for leaf in self.leaves)


def settle(
    passes: Passes, target: Target, narrowing: Narrowing, most: int = MOST_LEAVES
) -> tuple[Outcome, Exploration | None]:
    """The outcome for a case, split as far as it takes; with the exploration where it stays open."""
    found = outcome(passes, target)
    if found.code is not None:
        return found, None
    exploration = explore(passes, target, narrowing, most)
    agreed = settled(exploration)
    return (found, exploration) if agreed is None else (agreed, None)


def settled(exploration: Exploration) -> Outcome | None:
    """The outcome on which all completions agree; None where they differ or could not all be looked at."""
    if not exploration.complete or len(exploration.codes) != 1 or UNDECIDED in exploration.codes:
        return None
    leaves = [leaf.outcome for leaf in exploration.leaves]
    first = leaves[0]
    return Outcome(
        first.code,
        first.open,
        tuple(way for leaf in leaves for way in leaf.ways),
        tuple(sorted({one for leaf in leaves for one in leaf.would})),
        tuple(sorted({one for leaf in leaves for one in leaf.points})),
        tuple(sorted({one for leaf in leaves for one in leaf.unverified})),
    )


def explore(passes: Passes, target: Target, narrowing: Narrowing, most: int = MOST_LEAVES) -> Exploration:
    """Split until every set of completions has one outcome.

    Stops early when `most` sets were looked at; or when the answer is known to be open, and the third part of that
    was looked at or it turns on so many facts that a smallest set of questions is not searched for.
    """
    leaves: list[Leaf] = []
    looked_at = 0
    codes: set[str] = set()
    facts: set[Address] = set()
    pending: list[tuple[Box, tuple[Point, ...]]] = [(passes.box, ())]
    while pending:
        enough = len(codes) > 1 and (looked_at >= most // 3 or len(facts) > MOST_EXACT)
        if looked_at >= most or enough:
            return Exploration(tuple(leaves), complete=False)
        current, split = pending.pop()
        looked_at += 1
        here = passes.over(current)
        found = outcome(here, target)
        point = None if found.code is not None else next_point(current, found.open)
        here.forget_members()
        if point is None:
            if feasible(here, narrowing, split):
                leaves.append(Leaf(current, found, split))
                codes.add(leaves[-1].code)
            continue
        facts.add(point.address)
        further = (*split, point) if point not in split else split
        pending += [(part, further) for part in reversed(split_at(here, point, narrowing))]
    return Exploration(tuple(leaves), complete=True)


def split_at(passes: Passes, point: Point, narrowing: Narrowing) -> tuple[Box, ...]:
    """The cases of one open fact, each with all that follows; those that cannot be are left out."""
    box, known = passes.box, passes.kin.parts
    key = (box.key, point)
    if key not in known:
        cases = [box.narrowed(point.address, part) for part in parts(box, point)]
        followed = [narrowing.narrow(case, (point.address,), passes.kin.memory) for case in cases]
        known[key] = tuple(one for one in followed if not isinstance(one, Contradiction))
    return known[key]


def next_point(box: Box, points: frozenset[Point]) -> Point | None:
    """The open fact to split next: places first, then the fewest cases, ties by name."""
    candidates = []
    for point in points:
        cases = len(list(parts(box, point)))
        if cases > 1:
            candidates.append((_order(box, point), cases, point))
    return min(candidates)[2] if candidates else None


def _order(box: Box, point: Point) -> int:
    kind = box.program.vocabulary.kind_of(point.name)
    if kind is Kind.PLACE:
        return 0
    return 1 if kind in (Kind.BOOL, Kind.ENUM) else 2 if kind is Kind.SET else 3


def parts(box: Box, point: Point) -> Iterator[Domain]:
    """The cases of one open fact that the program can tell apart, or two halves of a range."""
    domain = box.value(point.address)
    match domain:
        case Options():
            yield from _word_classes(box, point, domain)
        case Traits():
            universe = frozenset(box.program.vocabulary.values_of(point.name))
            undecided = sorted(universe - domain.has - domain.lacks)
            word = frozenset({point.aspect} if point.aspect else undecided[:1])
            yield traits(domain.has, domain.lacks | word, universe)
            yield traits(domain.has | word, domain.lacks, universe)
        case Days():
            yield from _halves(domain)
        case Numbers():
            yield from _steps(box, point, domain)
        case _:
            yield domain


def _word_classes(box: Box, point: Point, domain: Options) -> Iterator[Domain]:
    classes = box.program.words.get(point.name)
    if classes is None:
        yield from sorted(domain.words, key=str)
        return
    groups = [frozenset[str | bool](words) & domain.words for words in classes]
    groups = [group for group in groups if group]
    if len(groups) == 1:
        groups = [frozenset({word}) for word in sorted(domain.words, key=str)]
    for group in groups:
        yield options(group)


def _halves(domain: Days) -> Iterator[Domain]:
    if domain.or_not_yet:
        yield NOT_YET
        yield Days(domain.first, domain.last)
    elif domain.first < domain.last:
        middle = domain.first + (domain.last - domain.first) // 2
        yield Days(domain.first, middle)
        yield Days(middle + timedelta(days=1), domain.last)
    else:
        yield domain


def _steps(box: Box, point: Point, domain: Numbers) -> Iterator[Domain]:
    names = {point.name} | {
        one.name for one in box.program.vocabulary.aggregates.values() if point.name in (one.of, one.group)
    }
    edges = sorted({edge for name in names for edge in box.program.thresholds.get(name, ())})
    inside = [
        edge
        for edge in edges
        if (domain.low is None or edge > domain.low) and (domain.high is None or edge <= domain.high)
    ]
    if not inside and _is_countable(domain):
        inside = [*range(domain.low + 1, domain.high + 1)]  # type: ignore[operator]
    if not inside:
        yield domain
        return
    middle = inside[len(inside) // 2]
    yield numbers(domain.low, middle - 1, domain.currency)
    yield numbers(middle, domain.high, domain.currency)


def _is_countable(domain: Numbers) -> bool:
    """Whether each number that is still possible can be tried: a value may depend on it where no test does."""
    if domain.low is None or domain.high is None or domain.currency:
        return False
    return 0 < domain.high - domain.low < MOST_COUNTED


def feasible(passes: Passes, narrowing: Narrowing, split: tuple[Point, ...]) -> bool:
    """Whether some case the vocabulary permits lies in the box.

    Only axioms that speak of narrowed facts can fail.
    """
    addresses = tuple(dict.fromkeys(point.address for point in split))
    key = (passes.box.key, addresses)
    known = passes.kin.feasible
    if key not in known:
        known[key] = _some_case(passes, narrowing, tuple(narrowing.about(addresses)))
    return known[key]


def _some_case(passes: Passes, narrowing: Narrowing, axioms: tuple[Axiom, ...], most: int = 300) -> bool:
    """Whether some case fails none of these axioms.

    Gives up in favour of yes: an answer is then called open although it may be settled, never the other way round.
    """
    stack = [(passes, axioms)]
    while stack:
        most -= 1
        current, pending = stack.pop()
        if not most or not pending:
            return True
        answer = breach(current.plain, pending[0])
        point = None if answer.holds is False else next_point(current.box, answer.open)
        if point is None:
            stack.append((current, pending[1:]))
        else:
            stack += [(passes.over(part), pending) for part in split_at(current, point, narrowing)]
    return False
