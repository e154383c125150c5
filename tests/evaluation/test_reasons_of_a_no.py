"""A refusal cites what stands in the way, and nothing that the case meets."""

from __future__ import annotations

from policy_engine.evaluation.decide import decide
from tests.checks.shop import RULES, a_program, some_examples

SECOND = """
  - id: xx.distance.post
    title: So is what was sold by post
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.channel: [online, phone]}
    concludes: {order.distance: true}
  - id: xx.distance.website
    title: A website is no post
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.channel: online}
    overrides: xx.distance.post
    concludes: {order.distance: true}
"""
NO_GIFTS = RULES.replace("when: {order.distance: true}", "when: {order.distance: true, order.gift: false}") + SECOND


def reasons(changed: str) -> set[tuple[str, str]]:
    (example,) = some_examples(
        f"\n  - {{case: shirt, says: x, but: {{{changed}}}, expect: {{withdraw: not_granted}}}}"
    ).examples
    (verdict,) = decide(example.case, [a_program(NO_GIFTS)], ["withdraw"]).verdicts
    return {(one.rule, one.how) for one in verdict.because}


def test_a_condition_that_holds_is_no_reason_for_a_no() -> None:
    assert reasons("order.gift: true") == {("xx.withdraw", "not_met")}


def test_behind_a_condition_that_fails_stand_its_own_reasons() -> None:
    assert ("xx.distance", "not_met") in reasons("order.channel: shop, order.gift: false")
