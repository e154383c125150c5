"""The days to come on which the law changes, as a program reads them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policy_engine.checks.upcoming import Upcoming
from policy_engine.render.law_json import Json, cite_as_json, pack_as_json, reading_as_json, statement_as_json, written
from policy_engine.rules.model import Pack


def upcoming_json(
    changes: Sequence[Upcoming], packs: Sequence[Pack], on: date, last: date | None, *, today: bool = False
) -> bytes:
    """Write what changes from a day on; `today` says that nobody stated the day."""
    known: list[Json] = [{**pack_as_json(one), "known_days_ago": (on - one.law_known_to).days} for one in packs]
    return written(
        {
            "on": on.isoformat(),
            "on_stated": not today,
            "last": last.isoformat() if last else None,
            "packs": known,
            "changes": [_change(one, on) for one in changes],
        }
    )


def _change(one: Upcoming, on: date) -> dict[str, Json]:
    scope = one.statement.scope if one.statement else one.coverage.scope if one.coverage else None
    return {
        "day": one.day.isoformat(),
        "in_days": (one.day - on).days,
        "change": one.change.value,
        "pack": one.pack.ref,
        "id": one.id,
        "in": list(scope.areas) if scope else [],
        "governed_by": scope.governed_by if scope else "",
        "cite": cite_as_json(one.cite) if one.cite else None,
        "reading": reading_as_json(one.reading) if one.reading else None,
        "statement": statement_as_json(one.statement) if one.statement else None,
        "before": statement_as_json(one.before) if one.before else None,
    }
