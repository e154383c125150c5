"""A rule that no case can reach is told, with what stands in its way; its twin that some case reaches is not."""

from __future__ import annotations

import pytest

from policy_engine.checks.lint.every_check import lint
from policy_engine.checks.lint.subject import Check
from policy_engine.proof import prover
from tests.checks.lint.linting import a_subject, told
from tests.checks.shop import RULES, a_rule

pytestmark = pytest.mark.needs_analysis


@pytest.mark.parametrize(
    "when",
    [
        "{order.channel: shop, order.gift: true}",  # the vocabulary: no gift from a shop
        "{item.price: {above: EUR 10, below: EUR 5}}",
        "{item.received: {before: order.concluded_on}}",  # the vocabulary: nothing arrives before it is bought
        "{item.received: {happened: false}, request.sent: {before: item.received, happened: false}}",
        "{order.distance: true}",  # nothing concludes it
        "{order.total: {below: item.price}}",
        "{order.last_received: {before: item.received}}",
    ],
)
def test_a_rule_that_asks_what_cannot_be_is_told(when: str) -> None:
    assert told(Check.UNREACHABLE, a_rule(f"when: {when}")) == ["`xx.rule` can never apply: it asks what cannot be"]


@pytest.mark.parametrize(
    "when",
    [
        "{order.channel: phone, order.gift: true}",
        "{item.price: {above: EUR 5, below: EUR 10}}",
        "{item.received: {on_or_before: order.concluded_on}}",
        "{order.distance: false}",
        "{order.last_received: {after: item.received}}",
    ],
)
def test_a_rule_that_some_case_reaches_is_fine(when: str) -> None:
    assert told(Check.UNREACHABLE, a_rule(f"when: {when}")) == []


def unless(when: str) -> str:
    return f"unless: [{{id: xx.rule.exc, title: Not for these at all, cite: CITE, when: {when}}}]"


def test_a_rule_that_is_always_exempted_is_told() -> None:
    wide, narrow = (
        a_rule(
            "when: {order.gift: true}",
            "sets: {withdrawal.end: order.concluded_on}",
            unless(f"{{order.channel: {one}}}"),
        )
        for one in ("[online, phone]", "online")
    )
    assert told(Check.UNREACHABLE, wide) == ["`xx.rule` can never apply: it is always exempted"]
    assert told(Check.UNREACHABLE, narrow) == []


def test_a_rule_that_is_always_set_aside_is_told() -> None:
    narrow = a_rule("when: {order.gift: true}") + a_rule(
        "overrides: xx.rule", "when: WHEN", rule_id="xx.other"
    ).removeprefix("rules:\n")
    always = narrow.replace("WHEN", "{order.channel: [online, phone]}")
    assert told(Check.UNREACHABLE, always) == ["`xx.rule` can never apply: it is always set aside"]
    assert told(Check.UNREACHABLE, narrow.replace("WHEN", "{order.channel: online}")) == []


ENTRY = """
not_encoded:
  - id: xx.judgement
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.channel: CHANNEL, order.gift: true}
    reason: whether a gift from a shop may go back is a judgement
    touches: [withdraw]
"""


@pytest.mark.parametrize(("channel", "count"), [("shop", 1), ("online", 0)])
def test_law_left_to_a_person_that_no_case_reaches_is_told(channel: str, count: int) -> None:
    assert len(told(Check.UNREACHABLE, ENTRY.replace("CHANNEL", channel))) == count


def test_every_rule_of_the_shop_can_be_reached() -> None:
    assert told(Check.UNREACHABLE, RULES) == []


def test_what_the_solver_gives_up_on_is_counted_and_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prover, "MOST_STEPS", 1)
    linted = lint(a_subject(RULES), [Check.UNREACHABLE])
    assert linted.findings == ()
    assert "xx.withdraw" in {one.id for one in linted.unsure}
