"""The JSON Schema of a file of examples: base cases, what an example changes in one, and what has to come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from policy_engine.catalog.generating.cases import MEMBER_ID, askable, case_definitions, case_shape
from policy_engine.catalog.generating.citations import SOMETHING
from policy_engine.catalog.generating.shapes import Schema, closed, document, listed, one_or_more, refer, text, words
from policy_engine.catalog.generating.values import DAY_OR_MOMENT, MONEY, value_schema
from policy_engine.decisions.examples import MET_LATE, Edge, Lacking, Naming
from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.expectation_reader import AMOUNT

_BASE = "[a-z0-9][a-z0-9_.-]{0,63}"
_NAMES: Schema = {"type": "string", "minLength": 1}
_EDGES = {
    Edge.LAST_DAY: "The last day of the action's window",
    Edge.ACT_BY: "The last day of its window by the strictest reading",
    Edge.LATE_AFTER: "The last day of its window by the kindest reading",
    Edge.DUE: "The last day or moment for the duty",
    Edge.DUE_BY: "The last day or moment for the duty by the strictest reading",
    Edge.DUE_LATE_AFTER: "The last day or moment for the duty by the kindest reading",
}
_NAMINGS = {
    Naming.BY: "Rules or exemptions among the reasons",
    Naming.ONLY_BY: "All the rules or exemptions among the reasons",
    Naming.ASKS: "Exactly the facts that are asked for",
    Naming.REVIEW: "Points for a person among those raised; `[]` for none",
}
_MAY_BE_EMPTY = (Naming.ASKS, Naming.REVIEW)


def examples_schema(vocabulary: Vocabulary) -> Schema:
    """The shape of every file of examples."""
    cases: Schema = {
        "type": "object",
        "propertyNames": {"pattern": f"^{_BASE}$"},
        "additionalProperties": refer("a base case"),
        "description": "Base cases by name, for the examples of all files of the pack",
    }
    definitions = {
        **case_definitions(vocabulary),
        "a base case": case_shape(vocabulary),
        "an example": _example(vocabulary),
        "expected": _expected(vocabulary),
    }
    parts = {"cases": cases, "examples": listed(refer("an example"), "Cases with what has to come of them")}
    about = "Examples of a rule pack: each is a claim that a lawyer could read"
    return document("examples", "Examples of a rule pack", closed(parts, about=about), definitions)


def _example(vocabulary: Vocabulary) -> Schema:
    names = [*vocabulary.facts, *vocabulary.groups, *_namings(vocabulary)]
    stated: Schema = {"anyOf": [words(names), text(rf"[a-z][a-z0-9_.]*\[{MEMBER_ID}\]\.[a-z0-9_]+", "Of one entry")]}
    parts = {
        "case": text(_BASE, "The base case on which it is built"),
        "says": {**SOMETHING, "description": "What it shows, as a claim"},
        "but": refer("a base case", "What it states otherwise"),
        "without": listed(stated, "What it does not state"),
        "ask": listed(askable(vocabulary), "What is asked; else what is expected"),
        "expect": refer("expected"),
    }
    return closed(parts, ["case", "says", "expect"], "A base case, what is different, and what has to come of it")


def _namings(vocabulary: Vocabulary) -> Iterator[str]:
    """The names by which a case says which entries of a list are meant."""
    return (group.named_by.at for group in vocabulary.groups.values() if group.named_by)


def _expected(vocabulary: Vocabulary) -> Schema:
    by_name = dict(_by_name(vocabulary))
    amount: Schema = {"anyOf": [MONEY, {"const": Lacking.NO_VALUE.value}], "description": "How much the duty comes to"}
    edges: dict[str, Schema] = {edge.value: {**DAY_OR_MOMENT, "description": _EDGES[edge]} for edge in Edge}
    namings = {naming.value: _naming(naming) for naming in Naming}
    shape = closed({**by_name, **edges, AMOUNT: amount, **namings}, about="What has to come of it")
    shape["patternProperties"] = dict(_of_entries(vocabulary, by_name))
    return {**shape, "minProperties": 1}


def _by_name(vocabulary: Vocabulary) -> Iterator[tuple[str, Schema]]:
    """What can be expected of each action, duty, conclusion and aggregate."""
    verdicts = words([code.value for code in VerdictCode])
    states = words([*(code.value for code in ObligationCode), MET_LATE])
    for action in vocabulary.actions.values():
        yield action.name, {**verdicts, "description": action.about}
    for duty in vocabulary.obligations.values():
        yield duty.name, {**states, "description": duty.about}
    for conclusion in vocabulary.conclusions.values():
        yield conclusion.name, _values(conclusion.kind, conclusion.values, conclusion.about)
    for aggregate in vocabulary.aggregates.values():
        yield aggregate.name, _values(aggregate.kind, {}, aggregate.about)


def _values(kind: Kind, permitted: Mapping[str, str], about: str) -> Schema:
    """One value, or the list of all that a name can take, or what it has instead of one."""
    own = value_schema(kind, permitted) if permitted or kind is not Kind.ENUM else _NAMES
    value: Schema = {"anyOf": [own, words([lacking.value for lacking in Lacking])]}
    return {**one_or_more(value), "description": about}


def _of_entries(vocabulary: Vocabulary, by_name: Mapping[str, Schema]) -> Iterator[tuple[str, Schema]]:
    """What can be expected of one entry of a list, as `withdraw[shirt]`."""
    for name, schema in by_name.items():
        if vocabulary.each_of(name):
            yield rf"^{re.escape(name)}\[{MEMBER_ID}\]$", schema


def _naming(naming: Naming) -> Schema:
    several: Schema = {"type": "array", "items": _NAMES, "uniqueItems": True}
    if naming not in _MAY_BE_EMPTY:
        several["minItems"] = 1
    return {"anyOf": [_NAMES, several], "description": _NAMINGS[naming]}
