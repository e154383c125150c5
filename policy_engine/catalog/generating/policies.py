"""The JSON Schema of a policy: the language of rule files, with a clause of own terms instead of a citation."""

from __future__ import annotations

from typing import Any

from policy_engine.catalog.generating.citations import SOMETHING, STATEMENT_ID
from policy_engine.catalog.generating.effects import meanings
from policy_engine.catalog.generating.packs import VERSION, method_schema
from policy_engine.catalog.generating.rules import rules_schema
from policy_engine.catalog.generating.shapes import Schema, closed, document, listed, one_or_more, refer, text, words
from policy_engine.catalog.generating.values import DAY
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.rules.policies import Layer

_LAYERS = {Layer.SELLER: "The seller's own policy", Layer.PLATFORM: "The policy of the platform that it sells through"}
_TERMS = closed(
    {
        "title": SOMETHING,
        "published": text("(https?://|urn:).+", "Where buyers can read it: a web address or a `urn:`"),
        "on": {**DAY, "description": "The day from which it stands there"},
    },
    ["title", "published", "on"],
    "Terms that were published",
)
_CLAUSE = closed(
    {
        "terms": {"type": "string", "description": "The name of some of the policy's terms"},
        "at": {**SOMETHING, "description": "The place in them, such as `§ 2`"},
    },
    ["terms", "at"],
    "Where the statement stands in the terms that were published",
)
_RISK = closed(
    {"id": STATEMENT_ID, "title": refer("sentence"), "each": refer("each"), "when": refer("condition")},
    ["id", "title", "when"],
    "Something to look at before anybody acts; no answer depends on it",
)


def policy_schema(vocabulary: Vocabulary) -> Schema:
    """The shape of a policy of one file, and of every file of a policy that is a folder."""
    law: Any = _with_clauses(rules_schema(vocabulary))
    definitions = {name: part for name, part in law["$defs"].items() if name != "not_encoded"}
    definitions |= {"clause": _CLAUSE, "risk": _RISK}
    definitions["rule"]["required"] = ["id", "title", "clause"]
    definitions["grant"]["properties"]["action"] = words(meanings(vocabulary.actions))  # liberties too: what it uses
    parts: dict[str, Schema] = {
        "policy": text("[a-z][a-z0-9-]{1,31}", "A short name, with which the ids of its rules begin"),
        "version": VERSION,
        "layer": words({layer.value: about for layer, about in _LAYERS.items()}),
        "for": {**one_or_more({"type": "string"}), "description": "The regions whose packs it stands beside"},
        "effective": {**refer("effective"), "description": "The days on which it is promised"},
        "terms": {"type": "object", "additionalProperties": _TERMS, "description": "The published terms, by name"},
        "counting": {"type": "object", "additionalProperties": _with_clauses(method_schema())},
        **{name: part for name, part in law["properties"].items() if name != "not_encoded"},
        "risk": listed(refer("risk")),
    }
    return document("policy", "Policy", closed(parts, about="What a seller or platform promises"), definitions)


def _with_clauses(schema: Any) -> Any:
    """The same with a clause wherever there is a citation."""
    match schema:
        case dict():
            found = {name: _with_clauses(part) for name, part in schema.items()}
            properties = found.get("properties")
            if isinstance(properties, dict) and "cite" in properties:
                found["properties"] = {
                    "clause" if name == "cite" else name: refer("clause") if name == "cite" else part
                    for name, part in properties.items()
                }
            if isinstance(found.get("required"), list):
                found["required"] = ["clause" if name == "cite" else name for name in found["required"]]
            return found
        case list():
            return [_with_clauses(part) for part in schema]
        case _:
            return schema
