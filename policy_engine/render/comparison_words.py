"""The parts of a comparison in words that stand on a line: answers, regions, citations, directions, claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policy_engine.comparison.model import (
    Cited,
    Claim,
    Claimed,
    Comparison,
    Effect,
    Effected,
    Kind,
    Proof,
    Rewritten,
    Why,
)
from policy_engine.comparison.outcomes import (
    Answered,
    Asks,
    Changed,
    Direction,
    Limb,
    Output,
    Part,
    Region,
    Sort,
    Standing,
)

KINDS = {
    Kind.ADDED: "new",
    Kind.REMOVED: "gone",
    Kind.CHANGED: "changed",
    Kind.RENAMED: "renamed",
    Kind.SPLIT: "split",
    Kind.MERGED: "merged",
    Kind.MOVED: "moved",
}
SORTS = {
    Sort.ACTION: "action",
    Sort.DUTY: "duty",
    Sort.TERM: "term",
    Sort.CONCLUSION: "conclusion",
    Sort.COVERAGE: "coverage",
}
PARTS = {
    Part.VERDICT: "answer",
    Part.WINDOW: "window",
    Part.DUE: "deadline",
    Part.DETAIL: "what is owed",
    Part.VALUE: "value",
    Part.COVERED: "coverage",
}
DIRECTIONS = {
    Direction.KINDER: "kinder to {whom}",
    Direction.HARSHER: "harsher on {whom}",
    Direction.NEUTRAL: "no outcome turns on it",
    Direction.CANNOT_SAY: "whom it serves cannot be said",
}
CLAIMS = {
    Claim.NONE_NEWLY_REFUSED: "newly refused",
    Claim.NONE_NEWLY_BOUND: "newly bound",
    Claim.NONE_NEWLY_DOUBTED: "newly before a person",
    Claim.NONE_BEFORE: "no case governed before {day} alone changes",
    Claim.REST_UNCHANGED: "nothing else makes a difference",
}
STANDINGS = {Standing.PROVED: "proved", Standing.DISPROVED: "disproved", Standing.NOT_PROVED: "not proved"}
NEWLY = (Claim.NONE_NEWLY_REFUSED, Claim.NONE_NEWLY_BOUND, Claim.NONE_NEWLY_DOUBTED)
NEWLY_STANDINGS = {
    Standing.PROVED: "none (proved)",
    Standing.DISPROVED: "some (shown{by})",
    Standing.NOT_PROVED: "none found (not proved)",
}
REGIONS = (
    "Answers, days and amounts are those of the case shown. Its region holds cases in which the same statements "
    "differ in the same way; beyond it there may be more of them."
)
WHY = {
    Why.SOLVER_GAVE_UP: "the solver gave up",
    Why.NOT_CONFIRMED: "the formulas leave room for a difference that no run showed",
    Why.CUT_OFF: "what one comparison may spend was spent",
    Why.MORE_REGIONS: "there are more regions of cases than are shown",
    Why.NO_SOLVER: "the solver is missing: pip install 'policy-engine[analysis]'",
}
PROOFS = {
    Proof.NOTHING_CHANGED: "nothing behind them is written otherwise",
    Proof.SOLVER: "written otherwise, and no case tells the difference",
    Proof.SAME_FOR_EVERY_CASE: "changed by nothing else, and in no other way",
}
EFFECTS = {
    Effect.EDITORIAL: "editorial: no case comes out otherwise",
    Effect.PROSPECTIVE: "prospective: no case governed before {day} alone comes out otherwise",
    Effect.RETROACTIVE: "retroactive: cases governed before {day} come out otherwise",
    Effect.CANNOT_SAY: "cannot say: not everything could be proved",
}
TO_A_PERSON = "needs_review"
MAY_DECIDE = "whether an outcome turns on it is not proved"
ALONE_NOTHING = "by itself it makes no difference (proved), but where what it uses differs, or is covered, it may"


def effect(effected: Effected) -> str:
    """What the new version does to decisions."""
    return EFFECTS[effected.effect].format(day=effected.since)


def summary(comparison: Comparison) -> str:
    """The whole in one sentence."""
    if comparison.proved_equal:
        return "no case comes out otherwise, proved"
    outputs = len(dict.fromkeys(one.output for one in comparison.changed))
    told = f"{counted(len(comparison.changed), 'region')} of cases, on {counted(outputs, 'answer')}, come out otherwise"
    if not comparison.changed:
        told = "no case was found that comes out otherwise"
    if comparison.follows:
        told += f", and what follows from it on {counted(len(comparison.follows), 'answer')}"
    if comparison.not_proved:
        return f"{told}; not proved: {counted(len(comparison.not_proved), 'answer')}"
    return f"{told}; all other answers are proved unchanged"


def counted(number: int, word: str) -> str:
    """A number of things."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def output(one: Output) -> str:
    """What is answered."""
    by = f" ({one.place_by})" if one.place_by else ""
    return f"{SORTS[one.sort]} {one.name}{by}"


def answer(one: Answered) -> str:
    """An answer in codes, with what a person would have to look at."""
    told = one.code
    if one.code == TO_A_PERSON and one.would:
        told += f", perhaps {' or '.join(one.would)}"
    if one.points:
        told += f" [{', '.join(one.points)}]"
    details = ", ".join(f"{name} {value}" for name, value in one.details)
    return f"{told}; {details}" if details else told


def region(one: Region) -> Iterator[str]:
    """A region of cases, condition by condition."""
    yield from map(limb, one.limbs)


def limb(one: Limb) -> str:
    """One condition of a region, in words."""
    values = list(one.values)
    match one.asks:
        case Asks.ONE_OF:
            told = values[0] if len(values) == 1 else f"one of {', '.join(values)}"
            return f"{one.fact} is {told}"
        case Asks.HAS:
            return f"{one.fact} has {' and '.join(values)}"
        case Asks.LACKS:
            return f"{one.fact} lacks {', '.join(values)}"
        case Asks.NOT_YET:
            return f"{one.fact} has not happened"
        case Asks.READ_AS:
            return f"{one.fact} is read as {', '.join(values)}"
        case Asks.BETWEEN:
            return _between(one.fact, *values)


def _between(fact: str, low: str, high: str) -> str:
    if low and high:
        return f"{fact} is {low}" if low == high else f"{fact} is from {low} to {high}"
    return f"{fact} is {low} or later" if _is_day(low) else f"{fact} is at least {low}" if low else _up_to(fact, high)


def _up_to(fact: str, high: str) -> str:
    if not high:
        return f"{fact} is stated"
    return f"{fact} is {high} or earlier" if _is_day(high) else f"{fact} is at most {high}"


def _is_day(text: str) -> bool:
    return len(text) >= 10 and text[4:5] == "-" and text[:4].isdigit()


def direction(one: Direction, whom: str) -> str:
    """Whom a change serves."""
    return DIRECTIONS[one].format(whom=whom or "somebody")


def citation(one: Cited | None) -> str:
    """A citation on a line."""
    return "" if one is None else f"{one.source} {one.at} ({one.grade})"


def since(one: Rewritten | Changed) -> str:
    """From which governing day on something is otherwise."""
    facts = one.governed_by if isinstance(one.governed_by, str) else ", ".join(one.governed_by)
    until = one.governing_until if isinstance(one, Rewritten) else ""
    if not one.governing_from:
        return ""
    return f"{facts} from {one.governing_from}" + (f" until {until}" if until else "")


def claim(one: Claimed) -> str:
    """A claim with what came of it; where it is disproved, one case is enough, and there may be others."""
    by = f" by {one.change}" if one.change else ""
    newly = NEWLY_STANDINGS[one.standing].format(by=by)
    told = f"{CLAIMS[one.claim].format(day=one.day)}: {newly if one.claim in NEWLY else STANDINGS[one.standing] + by}"
    on = "for one on" if one.standing is Standing.DISPROVED else "on"
    return f"{told}, {on} {several(one.about)}" if one.about else told


def several(outputs: Iterable[Output]) -> str:
    """Answers by their names."""
    return ", ".join(dict.fromkeys(one.name for one in outputs))
