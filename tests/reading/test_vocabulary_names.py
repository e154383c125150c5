"""What the vocabulary says of each name, once it is read."""

from __future__ import annotations

import hashlib

from policy_engine.conditions.conditions import NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Ref
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Combine, Gathering
from tests.reading.small_world import VOCABULARY, small_vocabulary, vocabulary_and_axioms


def test_a_fact_belongs_to_the_group_its_name_begins_with() -> None:
    facts = small_vocabulary().facts
    assert facts["order.channel"].group == "order"
    assert facts["item.received"].group == "items"
    assert facts["resident.place"].group == "incident.residents"


def test_only_a_fact_of_a_list_is_asked_for_each_entry() -> None:
    vocabulary = small_vocabulary()
    assert vocabulary.each_of("item.received") == "items"
    assert vocabulary.each_of("order.channel") == ""


def test_an_event_is_on_the_buyers_clock_unless_it_says_whose() -> None:
    facts = small_vocabulary().facts
    assert facts["request.sent"].party == "buyer"
    assert facts["request.received"].party == "seller"
    assert facts["item.pieces"].party == ""


def test_a_fact_is_personal_only_when_it_says_so() -> None:
    facts = small_vocabulary().facts
    assert facts["buyer.residence"].personal
    assert not facts["order.channel"].personal


def test_an_aggregate_has_the_type_of_what_it_gathers() -> None:
    aggregates = small_vocabulary().aggregates
    assert (aggregates["order.last_received"].how, aggregates["order.last_received"].kind) == (
        Gathering.LATEST,
        Kind.EVENT,
    )
    assert (aggregates["order.items_total"].kind, aggregates["order.items_total"].group) == (Kind.MONEY, "items")
    assert (aggregates["order.item_count"].kind, aggregates["order.item_count"].of) == (Kind.INTEGER, "items")


def test_what_a_conclusion_is_otherwise_has_its_type() -> None:
    conclusions = small_vocabulary().conclusions
    assert conclusions["order.covered"].otherwise is False
    assert conclusions["window.end"].otherwise is None


def test_a_term_says_how_several_of_its_values_combine() -> None:
    conclusions = small_vocabulary().conclusions
    assert conclusions["window.length"].combine is Combine.LONGEST
    assert conclusions["window.length"].term
    assert not conclusions["order.covered"].term


def test_a_right_needs_a_grant_and_a_liberty_needs_none() -> None:
    actions = small_vocabulary().actions
    assert actions["withdraw"].right
    assert not actions["charge_fee"].right


def test_the_vocabulary_is_known_by_the_digest_of_its_text() -> None:
    assert small_vocabulary().digest == "sha256:" + hashlib.sha256(VOCABULARY.encode()).hexdigest()


def test_axioms_are_conditions_over_facts() -> None:
    axioms = vocabulary_and_axioms()[1]
    (implied,) = axioms.implications
    assert implied.when == Test("item.kind", Operator.EQUALS, (Const("service"),))
    assert implied.then == NoneOf((Test("item.traits", Operator.HAS, (Const("fresh"),)),))
    (impossible,) = axioms.impossibilities
    assert impossible.when == Test("item.received", Operator.BEFORE, (Ref("order.concluded_on"),))
