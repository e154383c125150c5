"""Who gains and who loses by a change: whoever may act, may act longer, or is bound to do something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policy_engine.comparison.outcomes import Changed, Direction, Output, Part, Sort
from policy_engine.comparison.running import NO_SUCH_NAME, Both
from policy_engine.decisions.model import ObligationCode, VerdictCode

_FREEDOM = {
    VerdictCode.FORBIDDEN.value: 0,
    VerdictCode.NOT_GRANTED.value: 0,
    VerdictCode.NEEDS_REVIEW.value: 1,
    VerdictCode.ALLOWED.value: 2,
    VerdictCode.NOT_RESTRICTED.value: 2,
}
_BURDEN = {
    ObligationCode.NOT_OWED.value: 0,
    NO_SUCH_NAME: 0,
    ObligationCode.NEEDS_REVIEW.value: 1,
    ObligationCode.OWED.value: 2,
    ObligationCode.OVERDUE.value: 2,
    ObligationCode.MET.value: 2,
}
_ENDS = {Part.WINDOW: "late_after", Part.DUE: "due_late_after"}


def direction_of(output: Output, part: Part, both: Both) -> tuple[Direction, str]:
    """What a change does to whoever acts or is bound; for terms nobody can say without what they are used for."""
    before, after = both.before, both.after
    if output.sort is Sort.ACTION and part is Part.VERDICT:
        return _compared(_FREEDOM.get(before.code), _FREEDOM.get(after.code)), output.party
    if output.sort is Sort.DUTY and part is Part.VERDICT:
        return _compared(_BURDEN.get(after.code), _BURDEN.get(before.code)), output.party
    if part in _ENDS:
        first, second = (dict(one.details).get(_ENDS[part], "") for one in (before, after))
        return _compared(first or None, second or None), output.party
    return Direction.CANNOT_SAY, ""


def _compared(before: int | str | None, after: int | str | None) -> Direction:
    """More is kinder."""
    if before is None or after is None or before == after:
        return Direction.CANNOT_SAY
    if isinstance(before, str) or isinstance(after, str):
        return Direction.KINDER if str(after) > str(before) else Direction.HARSHER
    return Direction.KINDER if after > before else Direction.HARSHER


def direction_of_all(changes: Sequence[Changed]) -> tuple[Direction, str]:
    """What several changes do together: one direction for one party, else nobody can say."""
    said = set(_said(changes))
    return said.pop() if len(said) == 1 else (Direction.CANNOT_SAY, "")


def _said(changes: Iterable[Changed]) -> Iterable[tuple[Direction, str]]:
    """The directions there are; terms say nothing by themselves where something else does."""
    acts = [one for one in changes if one.output.sort in (Sort.ACTION, Sort.DUTY)]
    return ((one.direction, one.for_whom) for one in acts)
