"""The JSON Schema of a rule file: rules with their effects and carve-outs, grids, and law that is not encoded."""

from __future__ import annotations

from policy_engine.catalog.generating.citations import AREA, CITE, SENTENCE, SOMETHING, STATEMENT_ID
from policy_engine.catalog.generating.conditions import condition_definitions
from policy_engine.catalog.generating.expressions import names_of_sort, readings, value_definitions, value_of
from policy_engine.catalog.generating.shapes import Schema, closed, document, listed, one_or_more, refer, words
from policy_engine.catalog.generating.values import DAY
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Vocabulary

_COLUMN_TYPES = ("bool", "enum", "integer", "money", "date", "moment", "place", "period")


def rules_schema(vocabulary: Vocabulary) -> Schema:
    """The shape of every rule file of a pack."""
    scope = scope_properties(vocabulary)
    file = closed(
        {
            **scope,
            "rules": listed(refer("rule")),
            "grids": {"type": "object", "additionalProperties": refer("grid"), "description": "Grids by id"},
            "not_encoded": listed(refer("not_encoded")),
        },
        about="Rules of a pack; what is said here of place and date holds for all of them",
    )
    definitions = {
        **value_definitions(vocabulary),
        **condition_definitions(vocabulary),
        **_statements(vocabulary, scope),
        **_effects(vocabulary),
    }
    return document("rules", "Rule file", file, definitions)


def scope_properties(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Whose law something is, and which day selects it."""
    return {
        "place": {**words(names_of_sort(vocabulary, "place")), "description": "The fact whose place selects the law"},
        "in": {**one_or_more(AREA), "description": "Where it is law"},
        "governed_by": {
            **words(names_of_sort(vocabulary, "date")),
            "description": "The day that selects the law",
        },
    }


def _statements(vocabulary: Vocabulary, scope: dict[str, Schema]) -> dict[str, Schema]:
    """Rules, exemptions, grids with their rows, and entries of `not_encoded`."""
    day: Schema = {"anyOf": [DAY, readings(DAY)]}
    period = {
        "from": {**day, "description": "The first day on which it is law"},
        "until": {**day, "description": "The first day on which it is no longer law"},
    }
    effective = closed(period, ["from"], "The days on which it is law")
    cited = {"id": STATEMENT_ID, "title": SENTENCE, "cite": CITE, "effective": effective}
    each = words({group.name: group.about for group in vocabulary.groups.values() if group.member})
    asked_each = {"each": {**each, "description": "The list for each of whose entries it is asked"}}
    when = {"when": refer("condition")}
    unless = {"unless": listed(refer("exemption"), "What sets it aside")}
    effects = {word: refer(word) for word in ("grants", "forbids", "sets", "concludes", "obliges")}
    name = {"type": "string", "minLength": 1}
    overrides = {**one_or_more(name), "description": "Rules, exemptions or rows of grids that it sets aside"}
    touched = words({**_abouts(vocabulary, "actions", "obligations", "conclusions")})
    reason = {**SOMETHING, "description": "Why facts cannot decide it"}
    row = closed({"in": scope["in"], **period, **when, "cite": CITE}, ["from", "cite"], "One place's values")
    return {
        "rule": closed(
            {**cited, **scope, **asked_each, "overrides": overrides, **when, **effects, **unless},
            ["id", "title", "cite", "effective"],
            "One cited legal statement",
        ),
        "exemption": closed(
            {**cited, "in": scope["in"], **when, **unless},
            ["id", "title", "cite", "when"],
            "A carve-out with its own citation; what it does not state it inherits",
        ),
        "grid": closed(
            {"title": SENTENCE, "gives": _columns(vocabulary), **scope, **asked_each, "rows": listed(refer("row"))},
            ["title", "gives", "rows"],
            "Values that vary by place and date",
        ),
        "row": {**row, "additionalProperties": True},
        "not_encoded": closed(
            {
                "id": STATEMENT_ID,
                "cite": CITE,
                "effective": effective,
                **scope,
                **asked_each,
                **when,
                "reason": reason,
                "touches": listed(touched, "What it makes a question for a person"),
            },
            ["id", "cite", "reason", "touches"],
            "Law that facts cannot decide",
        ),
    }


def _columns(vocabulary: Vocabulary) -> Schema:
    names = [*vocabulary.facts, *vocabulary.conclusions]
    types = words([*_COLUMN_TYPES, "hours", "days", "working_days", "weeks", "months", "years", *names])
    about = "The columns: each with a type, the unit that its numbers count, or the name whose type it has"
    return {"type": "object", "additionalProperties": types, "minProperties": 1, "description": about}


def _effects(vocabulary: Vocabulary) -> dict[str, Schema]:
    parties = words(list(vocabulary.parties))
    conclusions = {name: value_of(vocabulary, name) for name in vocabulary.conclusions if _can_be_set(vocabulary, name)}
    set_some = {
        **closed({name: {**value, "description": vocabulary.conclusions[name].about} for name, value in conclusions.items()}),
        "minProperties": 1,
    }
    money = {one.name: one.about for one in vocabulary.conclusions.values() if one.kind is Kind.MONEY}
    rights = {one.name: one.about for one in vocabulary.actions.values() if one.right}
    date = refer("value.date")
    grant = closed(
        {"action": words(rights), "from": date, "until": date}, ["action"], "A right, and from when until when it is open"
    )
    forbid = closed(
        {"by": parties, "action": words(_abouts(vocabulary, "actions"))}, ["by", "action"], "What its actor may not do"
    )
    wait = closed(
        {"first_of": listed(date), "unless": refer("condition")},
        ["first_of"],
        "Until the first of these events the duty's bearer may hold back, unless the condition holds",
    )
    oblige = closed(
        {
            "by": parties,
            "to": parties,
            "do": words(_abouts(vocabulary, "obligations")),
            "amount": words(money),
            "due": date,
            "may_wait_for": wait,
            "consequence": words(_abouts(vocabulary, "conclusions")),
        },
        ["by", "to", "do"],
        "A duty: whose, to whom, how much, by when, and what follows if not",
    )
    return {
        "grants": one_or_more(grant),
        "forbids": one_or_more(forbid),
        "obliges": one_or_more(oblige),
        "sets": {**set_some, "description": "Conclusions and their values"},
        "concludes": {**set_some, "description": "Conclusions and their values"},
    }


def _can_be_set(vocabulary: Vocabulary, name: str) -> bool:
    return vocabulary.kind_of(name) not in (Kind.SET, Kind.RATES, Kind.TIME_ZONE, Kind.TEXT)


def _abouts(vocabulary: Vocabulary, *sorts: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for sort in sorts:
        found |= {name: one.about for name, one in getattr(vocabulary, sort).items()}
    return found
