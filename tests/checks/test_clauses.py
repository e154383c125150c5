"""A condition is shortened by each of its lines, words and parts of groups, and a rule by each of its parts."""

from __future__ import annotations

import pytest

from policy_engine.checks.clauses import shorter
from policy_engine.checks.cuts import cuts_of_rule
from policy_engine.checks.quoting import quoted
from tests.checks.shop import a_condition, a_program, a_rule

NOTHING = "nothing"


@pytest.mark.parametrize(
    ("written", "left_out"),
    [
        ("{order.gift: true}", {"order.gift: true": NOTHING}),
        (
            "{order.channel: [online, phone]}",
            {
                "order.channel: [online, phone]": NOTHING,
                "order.channel: online": "order.channel: phone",
                "order.channel: phone": "order.channel: online",
            },
        ),
        (
            "{item.traits: {not: {has: [sealed, custom]}}}",
            {
                "item.traits: {not: {has: [sealed, custom]}}": NOTHING,
                "item.traits: sealed": "item.traits: {not: {has: custom}}",
                "item.traits: custom": "item.traits: {not: {has: sealed}}",
            },
        ),
        (
            "{order.gift: true, order.channel: online}",
            {"order.gift: true": "order.channel: online", "order.channel: online": "order.gift: true"},
        ),
        (
            "{any: [{order.gift: true}, {order.channel: online}]}",
            {
                "any: [{order.gift: true}, {order.channel: online}]": NOTHING,
                "order.gift: true": "any: [{order.channel: online}]",
                "order.channel: online": "any: [{order.gift: true}]",
            },
        ),
        (
            "{none: [{order.gift: true, order.channel: online}]}",
            {
                "none: [{order.gift: true, order.channel: online}]": NOTHING,
                "order.gift: true": "none: [{order.channel: online}]",
                "order.channel: online": "none: [{order.gift: true}]",
            },
        ),
        (
            "{item.received: {after: order.concluded_on, before: 2026-11-02}}",
            {
                "item.received: {after: order.concluded_on}": "item.received: {before: 2026-11-02}",
                "item.received: {before: 2026-11-02}": "item.received: {after: order.concluded_on}",
            },
        ),
    ],
)
def test_each_clause_is_left_out_once(written: str, left_out: dict[str, str]) -> None:
    found = {one.clause: NOTHING if one.rest is None else quoted(one.rest) for one in shorter(a_condition(written))}
    assert found == left_out


def test_what_asks_nothing_cannot_be_shortened() -> None:
    (rule,) = a_program(a_rule()).pack.rules
    assert list(shorter(rule.when)) == []


def test_an_exemption_of_an_exemption_is_cut_by_itself() -> None:
    rule = a_rule(
        "grants: {action: withdraw}",
        "unless:",
        "  - id: xx.outer",
        "    title: What goes off cannot go back",
        "    cite: CITE",
        "    when: {item.traits: {has: perishable}}",
        "    unless:",
        "      - id: xx.inner",
        "        title: A gift can go back all the same",
        "        cite: CITE",
        "        when: {order.gift: true}",
    )
    (whole,) = a_program(rule).pack.rules
    (outer,) = cuts_of_rule(whole, [whole]).inside
    assert outer.rest is not None
    assert outer.rest.exemptions == ()
    inner = next(cut for cut in outer.inside if cut.id == "xx.inner")
    assert inner.claim == "exemption `xx.inner` matters"
    assert inner.rest is not None
    assert [(one.id, one.exemptions) for one in inner.rest.exemptions] == [("xx.outer", ())]


def test_the_condition_under_which_nobody_may_wait_is_cut_too() -> None:
    wait = "{first_of: [request.received], unless: {order.gift: true}}"
    rule = a_rule(f"obliges: {{by: seller, to: buyer, do: refund, may_wait_for: {wait}}}").replace("each: items", "")
    (whole,) = a_program(rule).pack.rules
    claims = [cut.claim for cut in cuts_of_rule(whole, [whole]).inside]
    assert claims == ["`order.gift: true` under `may_wait_for` matters in rule `xx.rule`"]
