"""All ways of reading the law for one set of completions, and what they come to together.

Where the ways agree the answer is sure. Where they differ because of law of low grade, the answer that relies on
it stands only if it is the kindest to whoever the law protects. Otherwise a person must decide.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.findings import NO_REVIEW, NOTHING, Address, Point
from policy_engine.evaluation.memory import Memory
from policy_engine.evaluation.outcomes import Reached, Target, reach
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import UNSURE
from policy_engine.facts.vocabulary import Vocabulary

MOST_WAYS = 128
MOST_BOXES = 256
"""The passes over so many boxes of a case are kept for the next thing asked."""
NEEDS_REVIEW = "needs_review"
TOO_MANY_WAYS = "too_many_readings"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of reading the law and what it reaches."""

    choices: Mapping[str, int]
    reached: Reached


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all ways together come to: a code, or None with the facts on which it turns."""

    code: str | None
    open: frozenset[Point]
    ways: tuple[Way, ...]
    would: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()


class Passes:
    """The passes over one box, each made once however much is asked of it."""

    def __init__(self, box: Box, kin: Kin | None = None, memory: Memory | None = None) -> None:
        self.box = box
        self.kin = Kin(self, memory) if kin is None else kin
        self._runs: dict[tuple[tuple[str, int], ...], Run] = {}

    def run(self, choices: Mapping[str, int]) -> Run:
        """The pass that reads the law in one way; the first alternative wherever no choice is named."""
        key = tuple(sorted((point, way) for point, way in choices.items() if way))
        found = self._runs.get(key)
        if found is None:
            plain = self.run({}) if key else None
            found = self._runs[key] = Run(self.box, dict(key), self.kin.memory, plain=plain)
        return found

    @property
    def plain(self) -> Run:
        """The pass that takes the first alternative everywhere."""
        return self.run({})

    def anew(self) -> Passes:
        """The same passes, of which nothing was asked yet; what was found out need not be found again."""
        return Passes(self.box, self.kin)

    def over(self, box: Box) -> Passes:
        """The passes over another box of the same case, which need not find out again what these have found out."""
        key = box.key
        found = self.kin.passes.get(key)
        if found is None:
            found = Passes(box, self.kin)
            if len(self.kin.passes) < MOST_BOXES:
                self.kin.passes[key] = found
        return found

    def facts_asked(self) -> frozenset[Address]:
        """The facts that any pass asked for so far."""
        return frozenset[Address]().union(*(run.facts_asked() for run in self._runs.values()))

    def forget_members(self) -> None:
        """Keep no answers about single members: few questions that are still to come are about the same one."""
        for run in self._runs.values():
            run.forget_members()


class Kin:
    """What the passes over all boxes of one case share, so that nothing is found out twice.

    It is made for one decision and goes with it. Boxes are told apart by what was narrowed in them. A `memory` of its
    own may come from another case that is looked at in the same moment, has the same members and states no instants.
    """

    def __init__(self, first: Passes, memory: Memory | None = None) -> None:
        self.memory = Memory() if memory is None else memory
        self.passes: dict[Hashable, Passes] = {first.box.key: first}
        self.parts: dict[Hashable, tuple[Box, ...]] = {}
        self.feasible: dict[Hashable, bool] = {}


def ways_of(passes: Passes, target: Target) -> tuple[tuple[Way, ...], bool]:
    """Every way, the plainest first; and whether these are all there are."""
    pending: list[dict[str, int]] = [{}]
    ways: list[Way] = []
    while pending:
        if len(ways) == MOST_WAYS:
            return tuple(ways), False
        choices = pending.pop(0)
        reached, offered = passes.run(choices).tell((reach, target, ""))
        ways.append(Way({**choices, **{point: 0 for point, _ in offered if point not in choices}}, reached))
        fixed = dict(choices)
        for point, number in offered:
            if point not in choices:
                pending += [{**fixed, point: way} for way in range(1, number)]
                fixed[point] = 0
    return tuple(ways), True


def outcome(passes: Passes, target: Target) -> Outcome:
    """What the law comes to for one set of completions."""
    box = passes.box
    ways, complete = ways_of(passes, target)
    if any(way.reached.code is None for way in ways):
        return Outcome(None, NOTHING.union(*(way.reached.open for way in ways if way.reached.code is None)), ways)
    found = _together(box, target, ways)
    if complete:
        return found
    would = found.would or ((found.code,) if found.code else ())
    return Outcome(NEEDS_REVIEW, NOTHING, ways, would, (*found.points, TOO_MANY_WAYS), found.unverified)


def _together(box: Box, target: Target, ways: tuple[Way, ...]) -> Outcome:
    relied = [way for way in ways if not _sets_aside_unsure(way)]
    codes, sure = (_codes(some) for some in (ways, relied))
    if ObligationCode.OWED.value in codes:
        # Late in one way of reading and not in another is owed, and not certainly late.
        codes, sure = (_not_certainly_late(some) for some in (codes, sure))
    review = _reviews(relied)
    tainted = _reviews(ways) if _serves(box, target) else points_of(ways)
    unsure = {point for way in relied for point in way.choices if point.startswith(UNSURE)}
    unverified = tuple(sorted(point.removeprefix(UNSURE) for point in unsure))
    if len(codes) == 1 and not tainted:
        return Outcome(codes[0], NOTHING, ways, (), (), unverified)
    # Whoever sets law of low grade aside may come to anything where a person has to look at that.
    possible = _WEIGHT if tainted else codes
    kindest = max(_kindness(box, target, code) for code in possible)
    if not review and len(sure) == 1 and _kindness(box, target, sure[0]) == kindest:
        return Outcome(sure[0], NOTHING, ways, (), (), unverified)
    points = tuple(sorted(tainted)) + tuple(point for point in _deciding(ways) if point not in tainted)
    return Outcome(NEEDS_REVIEW, NOTHING, ways, tuple(sorted(sure or codes)), points, unverified)


def points_of(ways: Iterable[Way]) -> frozenset[str]:
    """What a person has to look at in some way of reading; that one sets law of low grade aside is no such point."""
    return frozenset(point for point in _reviews(ways) if not point.startswith(UNSURE))


def _reviews(ways: Iterable[Way]) -> frozenset[str]:
    return NO_REVIEW.union(*(way.reached.review for way in ways))


def serves(vocabulary: Vocabulary, sort: str, name: str) -> bool:
    """Whether what is asked serves whoever the law protects: their rights and the duties of others do, no term does."""
    if sort == "action":
        return vocabulary.protects(vocabulary.actions[name].actor)
    return sort == "obligation" and not vocabulary.protects(vocabulary.obligations[name].by)


def _serves(box: Box, target: Target) -> bool:
    return serves(box.program.vocabulary, target.sort, target.name)


def _codes(ways: Iterable[Way]) -> list[str]:
    return list(dict.fromkeys(_code(way) for way in ways))


def _not_certainly_late(codes: Iterable[str]) -> list[str]:
    late = ObligationCode.OVERDUE.value
    return list(dict.fromkeys(ObligationCode.OWED.value if code == late else code for code in codes))


def _code(way: Way) -> str:
    assert way.reached.code is not None
    return way.reached.code


def _sets_aside_unsure(way: Way) -> bool:
    return any(point.startswith(UNSURE) and choice for point, choice in way.choices.items())


def _deciding(ways: tuple[Way, ...]) -> list[str]:
    """The points at which taking another way changes the answer."""
    points = sorted({point for way in ways for point in way.choices})
    deciding = []
    for point in points:
        by_way: dict[int, set[str]] = {}
        for way in ways:
            by_way.setdefault(way.choices.get(point, 0), set()).add(_code(way))
        if len({frozenset(codes) for codes in by_way.values()}) > 1:
            deciding.append(point)
    return deciding or points


_WEIGHT = {
    VerdictCode.ALLOWED.value: 3,
    VerdictCode.NOT_RESTRICTED.value: 3,
    VerdictCode.NOT_GRANTED.value: 1,
    VerdictCode.FORBIDDEN.value: 0,
    ObligationCode.OVERDUE.value: 3,
    ObligationCode.OWED.value: 3,
    ObligationCode.MET.value: 3,
    ObligationCode.NOT_OWED.value: 0,
}
"""How kind an answer is to whom it serves."""


def kindness(code: str, *, serves: bool) -> int:
    """How kind an answer is to whoever the law protects: what serves them is, and what serves others is not."""
    weight = _WEIGHT.get(code, 0)
    return weight if serves else -weight


def kindest(*, serves: bool) -> int:
    """The kindest that any answer can be."""
    return max(kindness(code, serves=serves) for code in _WEIGHT)


def _kindness(box: Box, target: Target, code: str) -> int:
    return 0 if target.sort == "term" else kindness(code, serves=_serves(box, target))
