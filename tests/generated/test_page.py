"""The reference page tells of every name, and says in words what holds of every case."""

from __future__ import annotations

import pytest

from policy_engine.catalog.generating.page import reference_page
from policy_engine.catalog.generating.wording import in_words
from policy_engine.catalog.packs import current_vocabulary
from policy_engine.conditions.conditions import Impossibility
from tests.checks.shop import a_condition

VOCABULARY, AXIOMS = current_vocabulary()
PAGE = reference_page(VOCABULARY, AXIOMS)
LINES = set(PAGE.splitlines())


@pytest.mark.parametrize("name", [*VOCABULARY.facts, *VOCABULARY.conclusions])
def test_every_fact_and_conclusion_has_a_heading(name: str) -> None:
    assert f"#### `{name}`" in LINES


@pytest.mark.parametrize(
    "name", [*VOCABULARY.topics, *VOCABULARY.actions, *VOCABULARY.obligations, *VOCABULARY.aggregates]
)
def test_everything_else_has_a_line_of_a_table(name: str) -> None:
    assert any(line.startswith(f"| `{name}` |") for line in LINES)


def test_every_permitted_word_is_explained() -> None:
    told = {f"- `{word}`: {meaning}" for fact in VOCABULARY.facts.values() for word, meaning in fact.values.items()}
    assert told <= LINES


@pytest.mark.parametrize("impossible", AXIOMS.impossibilities, ids=lambda one: one.id)
def test_every_impossibility_is_told(impossible: Impossibility) -> None:
    assert f"- {impossible.title}: refused where {in_words(impossible.when)} (`{impossible.id}`)." in LINES


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{order.channel: online}", "`order.channel` is `online`"),
        ("{order.channel: [online, phone]}", "`order.channel` is `online` or `phone`"),
        ("{order.channel: {not: shop}}", "`order.channel` is not `shop`"),
        ("{order.channel: {not: [online, phone]}}", "`order.channel` is neither `online` nor `phone`"),
        ("{order.gift: true}", "`order.gift` is `true`"),
        ("{item.traits: {has: sealed}}", "`item.traits` holds `sealed`"),
        ("{item.traits: {not: {has: [sealed, custom]}}}", "`item.traits` does not hold `sealed` or `custom`"),
        ("{item.received: {happened: true}}", "`item.received` has happened"),
        ("{item.received: {happened: false}}", "`item.received` has not happened"),
        ("{item.received: {before: order.concluded_on}}", "`item.received` is before `order.concluded_on`"),
        ("{item.price: {above: EUR 40}}", "`item.price` is above `EUR 40.00`"),
        (
            "{order.gift: true, any: [{order.channel: online}, {order.channel: phone}]}",
            "`order.gift` is `true` and (`order.channel` is `online` or `order.channel` is `phone`)",
        ),
    ],
)
def test_a_condition_is_told_in_words(written: str, words: str) -> None:
    assert in_words(a_condition(written)) == words
