"""What a reviewer wants to know of all cases, and what the new version does to decisions on the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policy_engine.comparison.model import Claim, Claimed, Effect, Effected, NotProved
from policy_engine.comparison.outcomes import Changed, Followed, Output, Shown, Sort, Standing
from policy_engine.comparison.running import NO_SUCH_NAME, Both
from policy_engine.decisions.model import ObligationCode, VerdictCode

NEEDS_REVIEW, NOT_COVERED = VerdictCode.NEEDS_REVIEW.value, VerdictCode.NOT_COVERED.value
ALLOWED = (VerdictCode.ALLOWED.value, VerdictCode.NOT_RESTRICTED.value)
REFUSED = (VerdictCode.FORBIDDEN.value, VerdictCode.NOT_GRANTED.value)
BOUND = (ObligationCode.OWED.value, ObligationCode.OVERDUE.value, ObligationCode.MET.value)
FREE = (ObligationCode.NOT_OWED.value, NO_SUCH_NAME)


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a claim about one output."""

    output: Output
    standing: Standing
    witness: Shown | None = None
    change: str = ""


def claimed(claim: Claim, said: Iterable[Said], day: str = "") -> Claimed:
    """A claim about all outputs: disproved by one, proved by all."""
    given = list(said)
    denied = [one for one in given if one.standing is Standing.DISPROVED]
    unsure = [one for one in given if one.standing is Standing.NOT_PROVED]
    if denied:
        first = denied[0]
        about = tuple(dict.fromkeys(one.output for one in denied))
        return Claimed(claim, Standing.DISPROVED, about, first.witness, day, first.change)
    if unsure:
        return Claimed(claim, Standing.NOT_PROVED, tuple(dict.fromkeys(one.output for one in unsure)), None, day)
    return Claimed(claim, Standing.PROVED, (), None, day)


def rest_unchanged(not_proved: Sequence[NotProved]) -> Claimed:
    """That beside the changes listed nothing comes out otherwise."""
    about = tuple(dict.fromkeys(one.output for one in not_proved))
    return Claimed(Claim.REST_UNCHANGED, Standing.NOT_PROVED if about else Standing.PROVED, about)


def from_changes(claim: Claim, output: Output, changes: Sequence[Changed], follows: Sequence[Followed]) -> Said | None:
    """A claim that a change, or what follows from one, already disproves."""
    for one in changes:
        if one.output == output and shows(claim, output, Both(one.before, one.after)):
            return Said(output, Standing.DISPROVED, one.witness, one.id)
    for other in follows:
        if other.output != output or other.before is None or other.after is None:
            continue
        if shows(claim, output, Both(other.before, other.after)):
            return Said(output, Standing.DISPROVED, other.witness)
    return None


def effect_of(
    changed: Sequence[Changed], more: bool, before: Claimed, since: date, widened: frozenset[str]
) -> Effected:
    """What the new version does to decisions, beside what there may be `more`.

    `widened` are changes by which a pack only comes to cover more.
    """
    days = sorted(one.governing_from for one in changed if one.governing_from)
    earliest, day = (days[0] if days else ""), since.isoformat()
    if not changed:
        if more:
            return Effected(Effect.CANNOT_SAY, Standing.NOT_PROVED, day)
        return Effected(Effect.EDITORIAL, Standing.PROVED, day)
    if all(one.id in widened for one in changed) and not more:
        return Effected(Effect.PROSPECTIVE, Standing.PROVED, day, earliest)
    match before.standing:
        case Standing.PROVED:
            return Effected(Effect.PROSPECTIVE, Standing.PROVED, day, earliest)
        case Standing.DISPROVED:
            return Effected(Effect.RETROACTIVE, Standing.PROVED, day, earliest)
        case Standing.NOT_PROVED:
            return Effected(Effect.CANNOT_SAY, Standing.NOT_PROVED, day, earliest)


def widens(one: Changed) -> bool:
    """Whether a pack comes to cover what it did not claim to know."""
    return one.output.sort is Sort.COVERAGE and one.before.code == "not_covered"


def shows(claim: Claim, output: Output, both: Both) -> bool:
    """Whether answers are an instance of what a claim denies."""
    before, after = both.before.code, both.after.code
    match claim:
        case Claim.NONE_NEWLY_REFUSED:
            return before in ALLOWED and after in REFUSED and output.sort is Sort.ACTION
        case Claim.NONE_NEWLY_BOUND:
            return before in FREE and after in BOUND and output.sort is Sort.DUTY
        case Claim.NONE_NEWLY_DOUBTED:
            return after == NEEDS_REVIEW and before not in (NEEDS_REVIEW, NOT_COVERED, NO_SUCH_NAME)
        case _:
            return False
