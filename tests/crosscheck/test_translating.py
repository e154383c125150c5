"""What the witness is sent means what the condition means: flat, bounded, and every alternative a list of tests."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from policy_engine.crosscheck.agreeing import agreement
from policy_engine.crosscheck.literals import MOST_ALTERNATIVES
from policy_engine.crosscheck.rulesets import MOST_FIELDS, MOST_RULES, Asked, LeftOut, conditions_in, rulesets_of
from policy_engine.evaluation.box import box_of
from policy_engine.facts.values import Value
from policy_engine.rules.model import Pack
from tests.checks.shop import a_program, a_rule
from tests.crosscheck import plain_witness
from tests.evaluation.small_world import a_case, packs, partial_cases, program_of

thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@thorough
@given(packs(), partial_cases(most_open=0))
def test_any_condition_of_a_complete_case_means_the_same_to_both(pack: Pack, facts: dict[str, Value]) -> None:
    program = program_of(pack)
    found = agreement(program, [("case", box_of(a_case(facts), program))], plain_witness.answer)
    assert found.differences == ()
    assert found.left_out == ()


@thorough
@given(packs(), partial_cases(most_open=3))
def test_a_case_with_open_facts_is_judged_alike_or_by_the_engine_alone(pack: Pack, facts: dict[str, Value]) -> None:
    program = program_of(pack)
    found = agreement(program, [("case", box_of(a_case(facts), program))], plain_witness.answer)
    assert found.differences == ()
    assert found.judgements + sum(found.unjudged.values()) == found.conditions


def test_no_ruleset_holds_more_than_the_witness_can_bear() -> None:
    (asked,), _ = conditions("{any: [" + ", ".join(f"{{item.price: EUR {number}}}" for number in range(200)) + "]}")
    rulesets = rulesets_of([asked])
    assert [len(one.rules) for one in rulesets] == [MOST_RULES] * 3 + [200 - 3 * MOST_RULES]
    assert all(len(one.fields) <= MOST_FIELDS for one in rulesets)


def test_a_condition_of_too_many_alternatives_is_left_out_with_its_place_and_reason() -> None:
    halves = [
        f"{{any: [{{item.price: EUR {2 * one}}}, {{item.received: {{before: 2026-01-{one + 1:02}}}}}]}}"
        for one in range(9)
    ]
    asked, (left_out,) = conditions(f"{{all: [{', '.join(halves)}]}}")
    assert asked == ()
    assert left_out.reason == f"it comes apart into more than {MOST_ALTERNATIVES} alternatives"
    assert (left_out.id, left_out.at.line) == ("xx.rule", 5)


def test_a_constant_beyond_31_bits_is_left_out() -> None:
    asked, (left_out,) = conditions("{item.price: {above: EUR 30000000}}")
    assert asked == ()
    assert left_out.reason == "a constant is too long or too large for the witness"


def test_the_largest_amount_of_31_bits_is_asked() -> None:
    asked, left_out = conditions("{item.price: {above: EUR 21474836.47}}")
    assert len(asked) == 1
    assert left_out == ()


def conditions(written: str) -> tuple[tuple[Asked, ...], tuple[LeftOut, ...]]:
    """The condition of one rule, as it is asked or left out."""
    return conditions_in(a_program(a_rule(f"when: {written}")))
