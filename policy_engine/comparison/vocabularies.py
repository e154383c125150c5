"""The words of two packs: in which both can be spoken of, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

from policy_engine.comparison.model import VocabularyChange
from policy_engine.comparison.wording import condition_text
from policy_engine.conditions.conditions import Axioms
from policy_engine.evaluation.program import Program
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Fact, Vocabulary

_Named = TypeVar("_Named")
_SORTS = {
    "facts": "fact",
    "aggregates": "aggregate",
    "conclusions": "conclusion",
    "actions": "action",
    "obligations": "duty",
    "topics": "topic",
    "parties": "party",
    "groups": "group",
}
_MEANS_NOTHING = frozenset({"name", "about", "question", "brief"})
"""Texts for people, on which no decision turns."""


def wide(old: Vocabulary, new: Vocabulary) -> Vocabulary:
    """Every name of both; where both know one, as the new one has it."""
    if old.digest == new.digest:
        return new
    return replace(
        new,
        groups={**old.groups, **new.groups},
        parties={**old.parties, **new.parties},
        facts={**old.facts, **new.facts},
        aggregates={**old.aggregates, **new.aggregates},
        conclusions={**old.conclusions, **new.conclusions},
        actions={**old.actions, **new.actions},
        obligations={**old.obligations, **new.obligations},
        topics={**old.topics, **new.topics},
    )


def common(old: Vocabulary, new: Vocabulary) -> Vocabulary:
    """The same, but for the words of a fact, of which only those that both know are left."""
    if old.digest == new.digest:
        return new
    every = wide(old, new)
    return replace(every, facts={name: _known_to_both(fact, old, new) for name, fact in every.facts.items()})


def _known_to_both(fact: Fact, old: Vocabulary, new: Vocabulary) -> Fact:
    if fact.kind not in (Kind.ENUM, Kind.SET) or fact.name not in old.facts or fact.name not in new.facts:
        return fact
    words = old.facts[fact.name].values.keys()
    return replace(fact, values={word: told for word, told in fact.values.items() if word in words})


def speaking(program: Program, vocabulary: Vocabulary) -> Program:
    """A program in the words of another vocabulary that holds all of its own."""
    if program.vocabulary.digest == vocabulary.digest and program.vocabulary == vocabulary:
        return program
    return replace(program, vocabulary=vocabulary)


def vocabulary_changes(old: Program, new: Program) -> Iterator[VocabularyChange]:
    """Every name that came, went or means something else, and every axiom that did."""
    if old.vocabulary.digest == new.vocabulary.digest:
        return
    for sort, told in _SORTS.items():
        yield from _of_names(told, getattr(old.vocabulary, sort), getattr(new.vocabulary, sort))
    before, after = _axioms(old.axioms), _axioms(new.axioms)
    yield from (VocabularyChange("axiom", one, "", one, "") for one in before if one not in after)
    yield from (VocabularyChange("axiom", one, "", "", one) for one in after if one not in before)


def _of_names(sort: str, old: Mapping[str, _Named], new: Mapping[str, _Named]) -> Iterator[VocabularyChange]:
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield VocabularyChange(sort, name, "", "", _told(new[name]))
        elif name not in new:
            yield VocabularyChange(sort, name, "", _told(old[name]), "")
        elif old[name] != new[name]:
            yield from _of_fields(sort, name, old[name], new[name])


def _of_fields(sort: str, name: str, old: object, new: object) -> Iterator[VocabularyChange]:
    assert is_dataclass(old)
    for one in fields(old):
        before, after = getattr(old, one.name), getattr(new, one.name)
        if one.name == "values":
            before, after = tuple(sorted(before)), tuple(sorted(after))
        if before != after and one.name not in _MEANS_NOTHING:
            yield VocabularyChange(sort, name, one.name, _text(before), _text(after))


def _told(named: object) -> str:
    kind = getattr(named, "kind", None)
    return kind.value if isinstance(kind, Enum) else "there"


def _text(value: object) -> str:
    match value:
        case Enum():
            return str(value.value)
        case bool():
            return str(value).lower()
        case tuple():
            return ", ".join(map(str, value))
        case None:
            return ""
        case _:
            return str(value)


def _axioms(axioms: Axioms) -> list[str]:
    told = [f"when: {condition_text(one.when)}, then: {condition_text(one.then)}" for one in axioms.implications]
    return [*told, *(f"impossible: {condition_text(one.when)}" for one in axioms.impossibilities)]
