"""Statements of law as a program reads them: every part is there, empty or not, and keys stand in their own order."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import msgspec

from policy_engine.conditions.expressions import Alternative, Const
from policy_engine.errors import Location
from policy_engine.facts.citations import Citation
from policy_engine.facts.values import EARLIEST
from policy_engine.rules.model import DisputedDay, Pack
from policy_engine.rules.statements import Statement

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


def written(parts: dict[str, Json]) -> bytes:
    """Write JSON with sorted keys; the same parts give the same bytes on any machine."""
    return msgspec.json.format(msgspec.json.encode(parts, order="sorted"), indent=2) + b"\n"


def pack_as_json(pack: Pack) -> dict[str, Json]:
    """Which pack says it, and how far it knows the law."""
    return {"ref": pack.ref, "digest": pack.digest, "law_known_to": pack.law_known_to.isoformat()}


def statement_as_json(one: Statement) -> dict[str, Json]:
    """One statement: what it says, where and when it is law, and where it stands."""
    return {
        "id": one.id,
        "sort": one.sort.value,
        "title": one.title,
        "cite": cite_as_json(one.cite),
        "place": one.scope.place,
        "in": list(one.scope.areas),
        "governed_by": one.scope.governed_by,
        "from": day_as_json(one.effective.start),
        "until": day_as_json(one.effective.until),
        "each": one.each,
        "part_of": one.within,
        "at": place_as_json(one.at),
    }


def cite_as_json(cite: Citation) -> dict[str, Json]:
    """A citation in full."""
    return {
        "source": cite.source.id,
        "title": cite.source.title,
        "nature": cite.source.nature.value,
        "address": cite.source.address,
        "at": cite.at,
        "verified_on": cite.verified_on.isoformat(),
        "grade": cite.grade.value,
    }


def day_as_json(day: date | DisputedDay | None) -> Json:
    """A day, null for none, or every day that is defensible."""
    if isinstance(day, DisputedDay):
        return {"id": day.id, "readings": [reading_as_json(one) for one in day.alternatives]}
    return None if day is None or day == EARLIEST else day.isoformat()


def reading_as_json(one: Alternative) -> dict[str, Json]:
    """One defensible answer; its value only where that is a day, as others stand in the text of the rule."""
    value = one.value.value if isinstance(one.value, Const) else None
    day = value.isoformat() if isinstance(value, date) else None
    return {"id": one.id, "title": one.title, "cite": cite_as_json(one.cite), "day": day}


def place_as_json(at: Location) -> dict[str, Json]:
    """A place in a file."""
    return {"file": at.source, "line": at.line, "column": at.column}
