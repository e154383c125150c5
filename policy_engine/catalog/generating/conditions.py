"""The JSON Schema of conditions: every name with the operators that its type permits."""

from __future__ import annotations

from policy_engine.catalog.generating.expressions import TEMPORAL, value_of
from policy_engine.catalog.generating.shapes import Schema, closed, described, listed, one_or_more, refer, words
from policy_engine.catalog.generating.values import FLAG
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import DECIDE_ON, Vocabulary

UNTESTED = frozenset({Kind.TEXT, Kind.RATES, Kind.TIME_ZONE})
"""What no rule may test."""
_ORDERS = {
    "at_least": "This or more",
    "at_most": "This or less",
    "above": "More than this",
    "below": "Less than this",
}
_DATE_ORDERS = {
    "before": "On an earlier day than this",
    "on_or_before": "On this day or an earlier one",
    "after": "On a later day than this",
    "on_or_after": "On this day or a later one",
}
_GROUPS = {
    "all": "Every map of the list holds",
    "any": "At least one map of the list holds",
    "none": "No map of the list holds",
}


def condition_definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """The definition `condition`, and the questions to which it refers."""
    about = {name: _about(vocabulary, name) for name in _testable(vocabulary)}
    questions = {name: refer(_question_name(vocabulary, name), about[name]) for name in about}
    groups = {word: listed(refer("condition"), meaning) for word, meaning in _GROUPS.items()}
    condition = closed({**groups, **questions}, about="Questions that all have to hold, one name a line")
    found = {_question_name(vocabulary, name): _question(vocabulary, name) for name in about}
    return {**found, "condition": {**condition, "minProperties": 1}}


def _testable(vocabulary: Vocabulary) -> list[str]:
    names = (*vocabulary.facts, *vocabulary.aggregates, *vocabulary.conclusions, DECIDE_ON)
    return [name for name in names if vocabulary.kind_of(name) not in UNTESTED]


def _about(vocabulary: Vocabulary, name: str) -> str:
    if name in vocabulary.facts:
        return described(vocabulary.facts[name].question, vocabulary.facts[name].about)
    other = vocabulary.aggregates.get(name) or vocabulary.conclusions.get(name)
    return other.about if other else "The moment at which the case is looked at"


def _question_name(vocabulary: Vocabulary, name: str) -> str:
    """Enums and sets are asked in words of their own; the other types share their questions."""
    kind = vocabulary.kind_of(name)
    return f"ask.{name if kind in (Kind.ENUM, Kind.SET) or kind is None else kind.value}"


def _question(vocabulary: Vocabulary, name: str) -> Schema:
    kind = vocabulary.kind_of(name)
    again = {"not": refer(_question_name(vocabulary, name), "Holds when this does not")}
    if kind is Kind.SET:
        word = words(vocabulary.values_of(name))
        return _operators({"has": {**one_or_more(word), "description": "Holds any of these words"}, **again})
    value = value_of(vocabulary, name)
    if kind in TEMPORAL:
        orders = {word: refer("value.date", meaning) for word, meaning in _DATE_ORDERS.items()}
        return _operators({**orders, **_happened(), **again} if kind is Kind.EVENT else {**orders, **again})
    orders = {word: {**value, "description": meaning} for word, meaning in _ORDERS.items()}
    ordered = kind in (Kind.INTEGER, Kind.MONEY, Kind.PERIOD)
    return {"anyOf": [value, listed(value), _operators({**(orders if ordered else {}), **again})]}


def _happened() -> dict[str, Schema]:
    return {
        "happened": {**FLAG, "description": "Whether it happened, at all or `by` a day"},
        "by": refer("value.date", "The last day on which it counts as happened"),
    }


def _operators(known: dict[str, Schema]) -> Schema:
    schema = {**closed(known, about="Operators that all have to hold"), "minProperties": 1}
    return {**schema, "dependentRequired": {"by": ["happened"]}} if "happened" in known else schema
