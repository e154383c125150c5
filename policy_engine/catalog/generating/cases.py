"""The JSON Schema of a case: an editor completes names and values, and shows the question behind each fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_engine.catalog.generating.shapes import Schema, closed, described, document, listed, refer, text, words
from policy_engine.catalog.generating.values import MOMENT, value_schema
from policy_engine.facts.vocabulary import DECIDE_ON, Fact, Group, Vocabulary

MEMBER_ID = "[A-Za-z0-9_.-]{1,64}"


def case_schema(vocabulary: Vocabulary) -> Schema:
    """The shape of every case: the facts by group, the same facts by dotted name, and what is asked."""
    return document("case", "Case", case_shape(vocabulary), case_definitions(vocabulary))


def case_shape(vocabulary: Vocabulary) -> Schema:
    """A case, which refers to what `case_definitions` define."""
    shape = closed(_properties(vocabulary), about="A case: what is known, when it is looked at, and what is asked")
    shape["patternProperties"] = dict(_patterns(vocabulary))
    return shape


def case_definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Every fact and every group, by name."""
    facts: dict[str, Schema] = {fact.name: _fact(fact) for fact in vocabulary.facts.values()}
    groups = {group.name: _group(group, vocabulary) for group in vocabulary.groups.values()}
    namings = {one.named_by.at: _naming(one) for one in vocabulary.groups.values() if one.named_by}
    return {**facts, **groups, **namings}


def askable(vocabulary: Vocabulary) -> Schema:
    """Everything that can be asked of a case."""
    sorts = (vocabulary.topics, vocabulary.actions, vocabulary.obligations, vocabulary.conclusions)
    return words({name: one.about for sort in sorts for name, one in sort.items()})


def _properties(vocabulary: Vocabulary) -> dict[str, Schema]:
    about_ask = "What is asked: topics, actions, obligations, conclusions; else the topics whose trigger fact is stated"
    own: dict[str, Schema] = {
        "case": text(MEMBER_ID, "The id of the case; else the name of its file where that holds digits"),
        "ask": {**listed(askable(vocabulary), about_ask), "uniqueItems": True},
        DECIDE_ON: {**MOMENT, "description": "The moment at which the case is looked at"},
    }
    groups = {group.name: refer(group.name) for group in vocabulary.groups.values()}
    facts = {fact.name: refer(fact.name) for fact in vocabulary.facts.values()}
    namings = {one.named_by.at: refer(one.named_by.at) for one in vocabulary.groups.values() if one.named_by}
    return {**own, **groups, **facts, **namings}


def _patterns(vocabulary: Vocabulary) -> Iterator[tuple[str, Schema]]:
    """The facts of one entry of a list, as `items[shirt].received`."""
    for fact in vocabulary.facts.values():
        group = vocabulary.groups[fact.group]
        if group.member:
            yield rf"^{re.escape(group.name)}\[{MEMBER_ID}\]\.{_short(fact, group)}$", refer(fact.name)


def _fact(fact: Fact) -> Schema:
    personal = "Personal data." if fact.personal else ""
    return {**value_schema(fact.kind, fact.values), "description": described(fact.question, fact.about, personal)}


def _group(group: Group, vocabulary: Vocabulary) -> Schema:
    facts = [fact for fact in vocabulary.facts.values() if fact.group == group.name]
    inside = [inner for inner in vocabulary.groups.values() if inner.name.startswith(f"{group.name}.")]
    properties = {_short(fact, group): refer(fact.name) for fact in facts}
    properties |= {inner.name.removeprefix(f"{group.name}."): refer(inner.name) for inner in inside}
    namings = [one.named_by.at for one in vocabulary.groups.values() if one.named_by]
    properties |= {at.removeprefix(f"{group.name}."): refer(at) for at in namings if at.startswith(f"{group.name}.")}
    if not group.member:
        return closed(properties, about=group.about)
    entry = closed({"id": text(MEMBER_ID, "How the case calls this entry; else its number"), **properties})
    return {"type": "array", "items": entry, "description": group.about}


def _naming(group: Group) -> Schema:
    """Entries of a list, or how many pieces of each."""
    counts: Schema = {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "all"}]}
    pieces: Schema = {"type": "object", "propertyNames": {"pattern": f"^{MEMBER_ID}$"}, "additionalProperties": counts}
    about = f"Which of `{group.name}` are meant: a list of them, or how many pieces of each"
    return {
        "anyOf": [{"type": "array", "items": text(MEMBER_ID, "An entry"), "uniqueItems": True}, pieces],
        "description": about,
    }


def _short(fact: Fact, group: Group) -> str:
    """A fact's name inside its group: `received` for `item.received` in `items`."""
    return fact.name.removeprefix(f"{group.member or group.name}.")
