"""Laws of deciding that hold for every pack and case, tried against every completion one by one."""

from __future__ import annotations

import random
from dataclasses import replace

import msgspec
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policy_engine.decisions.model import Decision
from policy_engine.evaluation.decide import decide
from policy_engine.facts.values import Value
from policy_engine.rules.model import Pack
from tests.evaluation.plain_reading import plainly
from tests.evaluation.small_world import (
    DOMAINS,
    a_case,
    answer,
    completions,
    packs,
    partial_cases,
    permitted,
    program_of,
)

thorough = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def verdict_of(pack: Pack, facts: dict[str, Value]) -> Decision:
    return decide(a_case(facts), [program_of(pack)])


@thorough
@given(packs(), partial_cases())
def test_a_verdict_is_settled_exactly_when_every_completion_gives_it(pack: Pack, facts: dict[str, Value]) -> None:
    program = program_of(pack)
    reached = {answer(program, complete) for complete in completions(facts)}
    said = verdict_of(pack, facts).verdicts[0].verdict.value
    assert {said} == reached if len(reached) == 1 else said == "needs_facts"


@thorough
@given(packs(), partial_cases(), st.data())
def test_learning_a_fact_never_overturns_a_settled_verdict(
    pack: Pack, facts: dict[str, Value], data: st.DataObject
) -> None:
    missing = sorted(name for name in DOMAINS if name not in facts)
    assume(missing)
    before = verdict_of(pack, facts).verdicts[0].verdict.value
    assume(before != "needs_facts")
    name = data.draw(st.sampled_from(missing))
    learned = facts | {name: data.draw(st.sampled_from(DOMAINS[name]))}
    assume(permitted(learned))
    assert verdict_of(pack, learned).verdicts[0].verdict.value == before


@thorough
@given(packs(), partial_cases())
def test_no_question_is_asked_that_cannot_matter(pack: Pack, facts: dict[str, Value]) -> None:
    program = program_of(pack)
    for question in verdict_of(pack, facts).questions:
        answers: dict[tuple[object, ...], set[str | None]] = {}
        for complete in completions(facts):
            rest = tuple(value for name, value in sorted(complete.items()) if name != question.fact)
            answers.setdefault(rest, set()).add(answer(program, complete))
        assert any(len(codes) > 1 for codes in answers.values()), question.fact


@thorough
@given(packs(), partial_cases(most_open=2))
def test_the_questions_asked_can_settle_the_matter(pack: Pack, facts: dict[str, Value]) -> None:
    program = program_of(pack)
    asked = [question.fact for question in verdict_of(pack, facts).questions]
    assume(asked)
    by_answers: dict[tuple[object, ...], set[str | None]] = {}
    for complete in completions(facts):
        by_answers.setdefault(tuple(complete[name] for name in asked), set()).add(answer(program, complete))
    assert any(len(codes) == 1 for codes in by_answers.values())


@thorough
@given(packs(), partial_cases(), st.randoms(use_true_random=False))
def test_the_order_of_rules_and_facts_never_matters(pack: Pack, facts: dict[str, Value], chance: random.Random) -> None:
    rules = list(pack.rules)
    chance.shuffle(rules)
    names = list(facts)
    chance.shuffle(names)
    shuffled = verdict_of(replace(pack, rules=tuple(rules)), {name: facts[name] for name in names})
    assert msgspec.json.encode(shuffled) == msgspec.json.encode(verdict_of(pack, facts))


@thorough
@given(packs(), partial_cases())
def test_a_decision_survives_the_way_through_json(pack: Pack, facts: dict[str, Value]) -> None:
    decision = verdict_of(pack, facts)
    assert msgspec.json.decode(msgspec.json.encode(decision), type=Decision) == decision


@thorough
@given(packs(), partial_cases(most_open=0))
def test_a_complete_case_means_what_its_rules_plainly_say(pack: Pack, facts: dict[str, Value]) -> None:
    said = verdict_of(pack, facts).verdicts[0].verdict.value
    verdict, touched = plainly(pack, facts)
    # Law left out, or a conflict, needs a person only where it can change the answer.
    assert said == verdict or (touched and "needs_review" in (said, verdict))
