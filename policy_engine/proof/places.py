"""Places that stand for others of which no rule makes anything."""

from __future__ import annotations

from policy_engine.jurisdictions import ELSEWHERE
from policy_engine.jurisdictions.codes import countries, parts_of
from policy_engine.rules.model import Pack


def some_place(code: str, pack: Pack) -> str:
    """A place that can be stated: some part of a country that no rule names, some country that none does."""
    named = pack.named_places
    if code == ELSEWHERE:
        return next(one for one in sorted(countries()) if one not in named and one not in pack.places.unions)
    outer, hyphen, part = code.partition("-")
    if not hyphen or part:
        return code
    parts = (f"{outer}-{one}" for one in parts_of(outer))
    return next((one for one in parts if one not in named), outer)
