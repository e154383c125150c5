"""The JSON Schema of a rule file: rules with their carve-outs, grids, and law that is not encoded."""

from __future__ import annotations

from policy_engine.calendar.periods import Unit
from policy_engine.catalog.generating.citations import AREA, SOMETHING, STATEMENT_ID
from policy_engine.catalog.generating.conditions import condition_definitions
from policy_engine.catalog.generating.effects import EFFECTS, effect_definitions, meanings
from policy_engine.catalog.generating.expressions import names_of_sort, readings, value_definitions
from policy_engine.catalog.generating.shapes import Schema, closed, document, listed, one_or_more, refer, words
from policy_engine.catalog.generating.values import DAY
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.fields import MOST_BRIEF

_COLUMN_KINDS = (
    Kind.BOOL,
    Kind.ENUM,
    Kind.INTEGER,
    Kind.MONEY,
    Kind.DATE,
    Kind.MOMENT,
    Kind.PLACE,
    Kind.PERIOD,
)
_SCOPE = {"place": refer("place"), "in": refer("areas"), "governed_by": refer("governing_day")}
_CITED = {"id": STATEMENT_ID, "title": refer("sentence"), "cite": refer("cite"), "effective": refer("effective")}
_BRIEFLY: dict[str, Schema] = {
    "brief": {**SOMETHING, "maxLength": MOST_BRIEF, "description": "The same in a few words, for a line of a table"}
}
_WHEN = {"when": refer("condition")}
_UNLESS = {"unless": listed(refer("exemption"), "What sets it aside")}


def rules_schema(vocabulary: Vocabulary) -> Schema:
    """The shape of every rule file of a pack."""
    about = "Rules of a pack; what is said here of place and date holds for all of them"
    grids = {"type": "object", "additionalProperties": refer("grid"), "description": "Grids by id"}
    parts = {**_SCOPE, "rules": listed(refer("rule")), "grids": grids, "not_encoded": listed(refer("not_encoded"))}
    place, areas, governing_day = scope_properties(vocabulary).values()
    definitions = {
        **value_definitions(vocabulary),
        **condition_definitions(vocabulary),
        **effect_definitions(vocabulary),
        "place": place,
        "areas": areas,
        "governing_day": governing_day,
        "effective": closed(_period(), ["from"], "The days on which it is law"),
        "each": _each(vocabulary),
        "rule": _rule(),
        "exemption": _exemption(),
        "grid": _grid(vocabulary),
        "row": _row(),
        "not_encoded": _not_encoded(vocabulary),
    }
    return document("rules", "Rule file", closed(parts, about=about), definitions)


def scope_properties(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Whose law something is, and which day selects it."""
    places, days = (words(list(names_of_sort(vocabulary, sort))) for sort in ("place", "date"))
    return {
        "place": {**places, "description": "The fact whose place selects the law"},
        "in": {**one_or_more(AREA), "description": "Where it is law"},
        "governed_by": {**days, "description": "The day that selects the law"},
    }


def _period() -> dict[str, Schema]:
    day: Schema = {"anyOf": [DAY, readings(DAY)]}
    return {
        "from": {**day, "description": "The first day on which it is law"},
        "until": {**day, "description": "The first day on which it is no longer law"},
    }


def _each(vocabulary: Vocabulary) -> Schema:
    lists = {name: group for name, group in vocabulary.groups.items() if group.member}
    return {**words(meanings(lists)), "description": "The list for each of whose entries it is asked"}


def _rule() -> Schema:
    aside = {**one_or_more({"type": "string", "minLength": 1}), "description": "What it sets aside, by id"}
    parts = {**_CITED, **_BRIEFLY, **_SCOPE, "each": refer("each"), "overrides": aside, **_WHEN, **EFFECTS, **_UNLESS}
    return closed(parts, ["id", "title", "cite", "effective"], "One cited legal statement")


def _exemption() -> Schema:
    parts = {**_CITED, **_BRIEFLY, "in": _SCOPE["in"], **_WHEN, **_UNLESS}
    about = "A carve-out with its own citation; what it does not state it inherits"
    return closed(parts, ["id", "title", "cite", "when"], about)


def _grid(vocabulary: Vocabulary) -> Schema:
    kinds = [kind.value for kind in _COLUMN_KINDS]
    types = words([*kinds, *(unit.value for unit in Unit), *vocabulary.facts, *vocabulary.conclusions])
    about = "The columns: each with its type, the unit that its numbers count, or the name whose type it has"
    columns = {"type": "object", "additionalProperties": types, "minProperties": 1, "description": about}
    rows = listed(refer("row"))
    parts = {"title": refer("sentence"), "gives": columns, **_SCOPE, "each": refer("each"), "rows": rows}
    return closed(parts, ["title", "gives", "rows"], "Values that vary by place and date, one citation a row")


def _row() -> Schema:
    """One place's values; the columns are those of its grid, so that no name is refused here."""
    parts = {"in": _SCOPE["in"], **_period(), **_WHEN, "cite": refer("cite")}
    return {**closed(parts, ["from", "cite"], "One place's values"), "additionalProperties": True}


def _not_encoded(vocabulary: Vocabulary) -> Schema:
    named = words(meanings(vocabulary.actions, vocabulary.obligations, vocabulary.conclusions))
    parts = {
        **{name: part for name, part in _CITED.items() if name != "title"},
        **_SCOPE,
        "each": refer("each"),
        **_WHEN,
        "reason": {**SOMETHING, "description": "Why facts cannot decide it"},
        "touches": listed(named, "What it makes a question for a person"),
    }
    return closed(parts, ["id", "cite", "reason", "touches"], "Law that facts cannot decide")
