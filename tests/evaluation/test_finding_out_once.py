"""What was found out before spares work and changes no answer."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.exploring import explore, feasible
from policy_engine.evaluation.outcomes import reach
from policy_engine.evaluation.ways import Passes, outcome
from policy_engine.facts.values import Value
from policy_engine.rules.model import Pack
from tests.evaluation.small_world import GO, a_case, packs, partial_cases, program_of

thorough = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@thorough
@given(packs(), partial_cases())
def test_what_was_found_out_for_other_completions_changes_no_answer(pack: Pack, facts: dict[str, Value]) -> None:
    box, narrowing = check_case(a_case(facts), program_of(pack))
    for leaf in explore(Passes(box), GO, narrowing).leaves:
        assert leaf.outcome == outcome(Passes(leaf.box), GO)
        assert feasible(Passes(leaf.box), narrowing, leaf.split)


@thorough
@given(packs(), partial_cases())
def test_what_was_explored_before_is_explored_alike_again(pack: Pack, facts: dict[str, Value]) -> None:
    box, narrowing = check_case(a_case(facts), program_of(pack))
    passes = Passes(box)
    assert explore(passes, GO, narrowing) == explore(passes, GO, narrowing) == explore(Passes(box), GO, narrowing)


@thorough
@given(packs(), partial_cases())
def test_a_period_that_was_counted_out_before_is_shown_again(pack: Pack, facts: dict[str, Value]) -> None:
    box, narrowing = check_case(a_case(facts), program_of(pack))
    fresh, later = Passes(box), Passes(box)
    explore(later, GO, narrowing)
    again = Passes(box, later.kin)
    for passes in (fresh, again):
        reach(passes.plain, GO)
    assert again.plain.counts == fresh.plain.counts
