"""Laws of which is not known whether they govern, because their place is open: together they are one open answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from policy_engine.decisions.model import Obligation, ObligationCode, Verdict, VerdictCode

Answer = TypeVar("Answer", Verdict, Obligation)


def open_together(answers: Sequence[Answer]) -> list[Answer]:
    """Answers about one action or duty, with those of a member joined that need facts under no place that is known.

    What each of them could be, the joined one could be, if that is known of all; and it turns on the facts of all.
    """
    found: list[Answer] = []
    joined: dict[str, int] = {}
    for one in answers:
        if not _is_open(one) or one.member not in joined:
            joined |= {one.member: len(found)} if _is_open(one) else {}
            found.append(one)
        else:
            number = joined[one.member]
            found[number] = _joined(found[number], one)
    return found


def _joined(one: Answer, other: Answer) -> Answer:
    would = tuple(dict.fromkeys((*one.would, *other.would))) if one.would and other.would else ()
    return msgspec.structs.replace(one, would=would, open=tuple(sorted({*one.open, *other.open})))


def _is_open(one: Verdict | Obligation) -> bool:
    if isinstance(one, Verdict):
        return one.verdict is VerdictCode.NEEDS_FACTS and not one.place and not one.layer
    return one.state is ObligationCode.NEEDS_FACTS and not one.place and not one.layer and one.due is None
