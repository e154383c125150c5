"""Law side by side as a program reads it: every part is there, empty or not, and keys stand in their own order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policy_engine.checks.across.model import Across, AtPlace, Law, Named, Through, Years
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.render.across_table import LawLine, PlaceTold, Telling
from policy_engine.render.law_json import Json, cite_as_json, pack_as_json, statement_as_json, written


def across_json(asked: Sequence[Across], vocabulary: Vocabulary) -> bytes:
    """Write every name with all of its places."""
    telling = Telling(vocabulary)
    return written({"asked": [_across(one, telling) for one in asked]})


def through_json(asked: Through, vocabulary: Vocabulary) -> bytes:
    """Write how one name changed over the years."""
    telling = Telling(vocabulary)
    places: list[Json] = [_years(one, telling) for one in asked.places]
    head = {**_named(asked.named), "first": asked.first.isoformat(), "last": asked.last.isoformat()}
    return written({**head, "places": places})


def _across(asked: Across, telling: Telling) -> dict[str, Json]:
    told = telling.across(asked)
    places: list[Json] = [_place(at, one) for at, one in zip(asked.places, told, strict=True)]
    return {**_named(asked.named), "on": asked.on.isoformat(), "places": places}


def _named(named: Named) -> dict[str, Json]:
    return {"name": named.name, "sort": named.sort.value, "topic": named.topic, "about": named.about}


def _place(at: AtPlace, told: PlaceTold) -> dict[str, Json]:
    return {
        "place": at.place,
        "answered": at.answered.value,
        "packs": [pack_as_json(pack) for pack in at.packs],
        "covered": at.covered,
        "covered_from": at.since.isoformat() if at.since else None,
        "short": told.short,
        "laws": _laws((*at.laws, *at.absent), told.lines),
        "made_with": [
            {**_named(named), "laws": _laws(laws, lines)}
            for (named, laws), (_, lines) in zip(at.behind, told.behind, strict=True)
        ],
        "for_a_person": [statement_as_json(one) for one in at.doubts],
        "replaced": [{"id": one.statement.id, "by": one.by.id} for one in at.replaced],
        "instead": list(at.instead),
        "changes_on": at.changes_on.isoformat() if at.changes_on else None,
    }


def _laws(laws: Iterable[Law], told: Iterable[LawLine]) -> list[Json]:
    return [_law(law, line) for law, line in zip(laws, told, strict=True)]


def _law(law: Law, told: LawLine) -> dict[str, Json]:
    return {
        "id": told.id,
        "how": law.how.value,
        "value": told.value,
        "where": list(told.where),
        "depends_on": list(told.depends_on),
        "unless": [statement_as_json(one) for one in law.unless],
        "yields_to": [statement_as_json(one) for one in law.yields_to],
        "readings": list(told.readings),
        "only_in": list(law.parts),
        "cites": [cite_as_json(one) for one in law.cites],
        "from": law.first.isoformat(),
        "until": law.until.isoformat() if law.until else None,
        "statement": statement_as_json(law.statement),
        "row": statement_as_json(law.row) if law.row else None,
        "pack": law.pack.ref,
    }


def _years(one: Years, telling: Telling) -> dict[str, Json]:
    first, turns = telling.years(one)
    begun_and_ended = [law for turn in one.turns for law in (*turn.ends, *turn.begins)]
    told: list[Json] = [
        {"day": day.isoformat(), "change": mark, "law": _law(law, line)}
        for (day, mark, line), law in zip(turns, begun_and_ended, strict=True)
    ]
    return {
        "place": one.place,
        "answered": one.answered.value,
        "packs": [pack_as_json(pack) for pack in one.packs],
        "covered_from": one.since.isoformat() if one.since else None,
        "at_first": _laws(one.at_first, first),
        "changes": told,
    }
