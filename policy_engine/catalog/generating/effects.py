"""The JSON Schema of what a rule does: grants or forbids an action, sets conclusions, puts a duty on somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from policy_engine.catalog.generating.expressions import value_of
from policy_engine.catalog.generating.shapes import Schema, closed, listed, one_or_more, refer, words
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Vocabulary

EFFECTS = {
    "grants": one_or_more(refer("grant")),
    "forbids": one_or_more(refer("prohibition")),
    "sets": refer("values"),
    "concludes": refer("values"),
    "obliges": one_or_more(refer("duty")),
}
_NEVER_GIVEN = frozenset({Kind.RATES, Kind.TIME_ZONE, Kind.TEXT})


def effect_definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """The definitions to which `EFFECTS` refers."""
    return {
        "grant": _grant(vocabulary),
        "prohibition": _prohibition(vocabulary),
        "values": _values(vocabulary),
        "duty": _duty(vocabulary),
    }


class Named(Protocol):
    """Anything of the vocabulary that says what it is about."""

    @property
    def about(self) -> str: ...


def meanings(*sorts: Mapping[str, Named]) -> dict[str, str]:
    """Names of several sorts with what each is about."""
    return {name: one.about for sort in sorts for name, one in sort.items()}


def _grant(vocabulary: Vocabulary) -> Schema:
    rights = {name: action for name, action in vocabulary.actions.items() if action.right}
    date = refer("value.date")
    parts = {"action": words(meanings(rights)), "from": date, "until": date}
    return closed(parts, ["action"], "A right, and from when until when it is open")


def _prohibition(vocabulary: Vocabulary) -> Schema:
    parts = {"by": _party(vocabulary), "action": words(meanings(vocabulary.actions))}
    return closed(parts, list(parts), "What its actor may not do")


def _values(vocabulary: Vocabulary) -> Schema:
    given = [one for one in vocabulary.conclusions.values() if one.kind not in _NEVER_GIVEN]
    values = {one.name: {**value_of(vocabulary, one.name), "description": one.about} for one in given}
    return {**closed(values, about="Conclusions and their values"), "minProperties": 1}


def _duty(vocabulary: Vocabulary) -> Schema:
    money = {name: one for name, one in vocabulary.conclusions.items() if one.kind is Kind.MONEY}
    parts = {
        "by": _party(vocabulary),
        "to": _party(vocabulary),
        "do": words(meanings(vocabulary.obligations)),
        "amount": words(meanings(money)),
        "due": refer("value.date"),
        "may_wait_for": _wait(),
        "consequence": words(meanings(vocabulary.conclusions)),
    }
    return closed(parts, ["by", "to", "do"], "A duty: whose, to whom, how much, by when, and what follows if not")


def _wait() -> Schema:
    parts = {"first_of": listed(refer("value.date")), "unless": refer("condition")}
    about = "Until the first of these events the duty's bearer may hold back, unless the condition holds"
    return closed(parts, ["first_of"], about)


def _party(vocabulary: Vocabulary) -> Schema:
    return words(list(vocabulary.parties))
