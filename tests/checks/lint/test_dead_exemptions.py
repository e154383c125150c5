"""A carve-out that never bites where its rule is met is told; its twin that can bite is not."""

from __future__ import annotations

import pytest

from policy_engine.checks.lint.every_check import lint
from policy_engine.checks.lint.subject import Check
from policy_engine.proof import prover
from tests.checks.lint.linting import a_subject, told
from tests.checks.shop import RULES, a_rule

pytestmark = pytest.mark.needs_analysis


def carved(when: str, exempt: str, inner: str = "") -> str:
    nested = (
        f", unless: [{{id: xx.rule.exc.back, title: But for these it does, cite: CITE, when: {inner}}}]"
        if inner
        else ""
    )
    carve_out = f"unless: [{{id: xx.rule.exc, title: Not for these at all, cite: CITE, when: {exempt}{nested}}}]"
    return a_rule(f"when: {when}", "sets: {withdrawal.end: order.concluded_on}", carve_out)


DEAD = "exemption `xx.rule.exc` can never bite where `xx.rule` is met"


@pytest.mark.parametrize(
    ("when", "exempt"),
    [
        ("{order.channel: online}", "{order.channel: phone}"),
        ("{order.gift: true}", "{order.channel: shop}"),  # the vocabulary: no gift from a shop
        ("{item.price: {below: EUR 10}}", "{item.price: {at_least: EUR 10}}"),
    ],
)
def test_a_carve_out_that_its_rule_rules_out_is_told(when: str, exempt: str) -> None:
    assert told(Check.DEAD_EXEMPTIONS, carved(when, exempt)) == [DEAD]


@pytest.mark.parametrize(
    ("when", "exempt"),
    [
        ("{order.channel: [online, phone]}", "{order.channel: phone}"),
        ("{order.gift: false}", "{order.channel: shop}"),
        ("{item.price: {at_most: EUR 10}}", "{item.price: {at_least: EUR 10}}"),
    ],
)
def test_a_carve_out_that_can_bite_is_fine(when: str, exempt: str) -> None:
    assert told(Check.DEAD_EXEMPTIONS, carved(when, exempt)) == []


def test_a_carve_out_of_a_carve_out_is_held_to_both() -> None:
    dead = carved("{order.gift: true}", "{item.traits: {has: sealed}}", "{order.channel: shop}")
    assert told(Check.DEAD_EXEMPTIONS, dead) == [
        "exemption `xx.rule.exc.back` can never bite where `xx.rule.exc` is met"
    ]
    alive = carved("{order.gift: true}", "{item.traits: {has: sealed}}", "{order.channel: online}")
    assert told(Check.DEAD_EXEMPTIONS, alive) == []


def test_a_rule_that_nothing_reaches_is_told_elsewhere() -> None:
    assert told(Check.DEAD_EXEMPTIONS, carved("{order.distance: true}", "{order.gift: true}")) == []


def test_the_carve_outs_of_the_shop_can_bite() -> None:
    assert told(Check.DEAD_EXEMPTIONS, RULES) == []


def test_what_the_solver_gives_up_on_is_counted_and_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prover, "MOST_STEPS", 1)
    linted = lint(a_subject(RULES), [Check.DEAD_EXEMPTIONS])
    assert linted.findings == ()
    assert "xx.withdraw.perishable" in {one.id for one in linted.unsure}
