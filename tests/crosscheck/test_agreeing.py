"""Engine and witness are compared on every condition: a difference is named, and what only one judged is counted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from policy_engine.crosscheck.agreeing import SEVERAL_UNITS, agreement
from policy_engine.crosscheck.rulesets import Wire
from policy_engine.crosscheck.witness import Message, Told
from tests.checks.shop import RULES, a_program
from tests.crosscheck import plain_witness
from tests.crosscheck.asking_both import BOUNDARIES, about, drawn, flipped


@pytest.mark.parametrize(("condition", "fact", "values"), BOUNDARIES, ids=[one[0] for one in BOUNDARIES])
def test_both_sides_of_a_boundary_mean_the_same_to_both(condition: str, fact: str, values: tuple[str, str]) -> None:
    for value in values:
        found = about(condition, f"{fact}: {value}", plain_witness.answer)
        assert (found.judgements, found.unjudged, found.differences) == (1, {}, ()), value


@pytest.mark.parametrize(("condition", "fact", "values"), BOUNDARIES, ids=[one[0] for one in BOUNDARIES])
def test_a_witness_that_says_nothing_fires_is_contradicted_where_the_condition_holds(
    condition: str, fact: str, values: tuple[str, str]
) -> None:
    inside, outside = (about(condition, f"{fact}: {value}", silent) for value in values)
    assert [one.engine for one in inside.differences] == [True]
    assert outside.differences == ()


def test_a_turned_operator_is_noticed_and_its_rule_named() -> None:
    def asking(rulesets: Sequence[Wire], messages: Sequence[Message]) -> Told:
        return plain_witness.answer(flipped(rulesets, 0), messages)

    found = about("{item.price: {at_most: EUR 40}}", "item.price: EUR 40", asking)
    (difference,) = found.differences
    assert not found.complete
    assert (difference.asked.id, difference.engine, difference.member) == ("xx.rule", True, "shirt")
    assert list(difference.saw.values()) == [4000]


def test_a_difference_is_told_once_with_how_often_it_shows() -> None:
    program = a_program(RULES)
    differences = agreement(program, drawn(program), silent).differences
    assert len({(one.asked.id, one.engine) for one in differences}) == len(differences)
    assert any(one.more for one in differences)


def test_amounts_of_several_currencies_are_judged_by_the_engine_alone() -> None:
    found = about("{item.price: {at_most: EUR 40}}", "item.price: PLN 40", plain_witness.answer)
    assert found.judgements == 0
    assert found.unjudged == {(0, SEVERAL_UNITS): 1}


def test_a_condition_on_an_open_fact_is_judged_by_the_engine_alone() -> None:
    found = about("{order.gift: true}", "", plain_witness.answer, without="order.gift")
    assert found.judgements == 0
    assert found.unjudged == {(0, "a fact on which it turns is open"): 1}
    assert found.complete


def test_what_the_witness_did_not_answer_is_no_agreement() -> None:
    program = a_program(RULES)
    found = agreement(program, drawn(program), lambda *_: Told((), "it died"))
    assert not found.complete
    assert (found.judgements, found.ended) == (0, ("it died",))
    assert found.unanswered > 0


def silent(_: Sequence[Wire], messages: Sequence[Message]) -> Told:
    """Say of nothing that it holds."""
    return Told((frozenset(),) * len(messages))
