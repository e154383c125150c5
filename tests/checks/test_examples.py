"""Every expectation of an example is compared with what was decided, and told with its place where it differs."""

from __future__ import annotations

import pytest

from policy_engine.checks.examples import ExampleResult
from tests.checks.shop import RULES, objections, results, the_result

IN_TIME = "{request.sent: 2026-09-24}"
LATE = "{request.sent: 2026-09-25}"


def an_example(expect: str, but: str = IN_TIME, **lines: str) -> str:
    more = "".join(f"    {name}: {value}\n" for name, value in lines.items())
    return f"\n  - case: shirt\n    says: the shirt goes back\n    but: {but}\n{more}    expect: {expect}\n"


@pytest.mark.parametrize(
    "expect",
    [
        "{withdraw: allowed}",
        "{'withdraw[shirt]': allowed}",
        "{withdraw: allowed, last_day: 2026-09-24}",
        "{withdraw: allowed, act_by: 2026-09-24, late_after: 2026-09-24}",
        "{withdraw: allowed, by: xx.withdraw}",
        "{refund: owed, due: 2026-10-09}",
        "{refund: owed, due_by: 2026-10-09, due_late_after: 2026-10-09, by: xx.refund}",
        "{withdrawal.end: 2026-09-24, by: xx.end}",
        "{'withdrawal.end[shirt]': 2026-09-24}",
        "{refund.total: EUR 29.90, order.distance: true}",
        "{order.last_received: 2026-09-10, order.total: EUR 29.90}",
        "{charge_fee: forbidden, by: xx.no_fee}",
        "{withdraw: allowed, asks: [], review: []}",
    ],
)
def test_an_example_that_expects_what_comes_of_it_holds(expect: str) -> None:
    assert objections(an_example(expect)) == []


NOT_RECEIVED = "{item.received: {not_by: 2026-10-04}, request.received: {not_by: 2026-10-04}}"
PAID_LATE = "{request.sent: 2026-09-10, request.received: 2026-09-10, payment.refunded: 2026-09-28}"


@pytest.mark.parametrize(
    ("expect", "but"),
    [
        ("{withdrawal.end: not yet}", NOT_RECEIVED),
        ("{order.last_received: not yet}", NOT_RECEIVED),
        ("{refund: met late}", PAID_LATE),
        ("{refund: met}", PAID_LATE),
        ("{refund: met late, amount: EUR 29.90}", PAID_LATE),
        ("{refund: owed, amount: EUR 29.90, due: 2026-10-09}", IN_TIME),
        ("{refund: not_owed, amount: no value}", NOT_RECEIVED),
    ],
)
def test_an_example_may_expect_what_is_not_there_what_came_late_and_how_much_is_owed(expect: str, but: str) -> None:
    assert objections(an_example(expect, but)) == []


def test_of_a_list_that_is_stated_as_empty_nothing_is_summed_up_and_nothing_is_the_last() -> None:
    expect = "{order.total: no value, order.last_received: no value, refund.total: no value}"
    assert objections(an_example(expect, "{items: []}")) == []


ONLY_AT_A_DISTANCE = RULES.replace(
    "    sets: {withdrawal.end", "    when: {order.distance: true}\n    sets: {withdrawal.end"
)


def test_an_example_may_expect_that_no_rule_gives_a_value() -> None:
    nothing = an_example("{withdrawal.end: no value}", "{order.channel: shop}")
    assert objections(nothing, ONLY_AT_A_DISTANCE) == []
    assert objections(nothing) != []


def test_an_example_may_expect_a_value_or_none_while_a_fact_is_open() -> None:
    either = an_example("{withdrawal.end: [2026-09-24, no value]}", without="[order.channel]")
    assert objections(either, ONLY_AT_A_DISTANCE) == []
    assert objections(either) != []


@pytest.mark.parametrize(
    ("expect", "but", "told"),
    [
        ("{withdrawal.end: not yet}", IN_TIME, "expects `withdrawal.end` to be `not_yet`, but got `2026-09-24`"),
        ("{withdrawal.end: no value}", IN_TIME, "expects `withdrawal.end` to be `no value`, but got `2026-09-24`"),
        ("{withdrawal.end: 2026-09-24}", NOT_RECEIVED, "to be `2026-09-24`, but got `not_yet`"),
        ("{refund: met late}", "{payment.refunded: 2026-09-28}", "expects `refund` to be `met late`, but got `met`"),
        ("{refund: met late}", IN_TIME, "expects `refund` to be `met late`, but got `owed`"),
        ("{refund: owed, amount: EUR 29.91}", IN_TIME, "`amount` of `refund` to be `EUR 29.91`, but got `EUR 29.90`"),
        ("{refund: owed, amount: no value}", IN_TIME, "to be `no value`, but got `EUR 29.90`"),
    ],
)
def test_an_example_that_expects_otherwise_than_comes_of_it_fails(expect: str, but: str, told: str) -> None:
    (objection,) = objections(an_example(expect, but))
    assert told in objection


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("{withdraw: not_granted}", "expects `withdraw` to be `not_granted`, but got `allowed`"),
        ("{'withdraw[shirt]': forbidden}", "expects `withdraw[shirt]` to be `forbidden`, but got `allowed`"),
        (
            "{withdraw: allowed, last_day: 2026-09-25}",
            "expects `last_day` of `withdraw` to be `2026-09-25`, but got `2026-09-24`",
        ),
        (
            "{withdraw: allowed, by: xx.withdraw.perishable}",
            "expects the reasons to include `xx.withdraw.perishable`, but got `xx.withdraw`",
        ),
        ("{refund: met}", "expects `refund` to be `met`, but got `owed`"),
        ("{refund: owed, due: 2026-10-08}", "expects `due` of `refund` to be `2026-10-08`, but got `2026-10-09`"),
        ("{withdrawal.end: 2026-09-23}", "expects `withdrawal.end` to be `2026-09-23`, but got `2026-09-24`"),
        ("{order.distance: false}", "expects `order.distance` to be `false`, but got `true`"),
        ("{order.last_received: 2026-09-11}", "expects `order.last_received` to be `2026-09-11`, but got `2026-09-10`"),
        ("{charge_fee: forbidden, last_day: 2026-09-24}", "expects `last_day` of `charge_fee` to be `2026-09-24`"),
        (
            "{withdraw: allowed, asks: [request.received]}",
            "expects the questions to be `request.received`, but got nothing",
        ),
        (
            "{withdraw: allowed, review: xx.some.point}",
            "expects the points for a person to include `xx.some.point`, but got nothing",
        ),
    ],
)
def test_an_expectation_that_does_not_hold_is_told(expect: str, told: str) -> None:
    (objection,) = objections(an_example(expect))
    assert objection.startswith("xx/examples/returns.yaml:5:")
    assert f"example `shirt: the shirt goes back` {told}" in objection


def test_all_expectations_that_do_not_hold_are_told_in_the_order_of_the_text() -> None:
    expect = "{withdraw: not_granted, last_day: 2026-09-30, refund: met}"
    told = [failure.of for failure in the_result(an_example(expect)).failures]
    assert told == ["`withdraw`", "`last_day` of `withdraw`", "`refund`"]


def test_the_last_day_holds_and_the_next_does_not() -> None:
    both = an_example("{withdraw: allowed}") + an_example("{withdraw: allowed}", LATE).replace("the shirt", "it")
    assert [result.holds for result in results(both)] == [True, False]


def test_a_verdict_is_expected_of_every_member() -> None:
    items = "[{id: shirt, traits: [], received: 2026-09-10}, {id: cake, traits: [perishable], received: 2026-09-10}]"
    but = f"{{request.sent: 2026-09-24, items: {items}}}"
    (objection,) = objections(an_example("{withdraw: allowed}", but))
    assert "but got `not_granted` for `cake` under the law of `DE` and `allowed` for `shirt`" in objection
    assert objections(an_example("{'withdraw[shirt]': allowed, 'withdraw[cake]': not_granted}", but)) == []


def test_what_is_open_is_asked_exactly() -> None:
    without = "[item.traits]"
    assert objections(an_example("{withdraw: needs_facts, asks: [item.traits]}", without=without)) == []
    (objection,) = objections(an_example("{withdraw: needs_facts, asks: []}", without=without))
    assert "expects the questions to be nothing, but got `items[shirt].traits`" in objection


def test_a_window_that_has_not_begun_has_no_last_day() -> None:
    but = "{item.received: {not_by: 2026-10-04}}"
    (objection,) = objections(an_example("{withdraw: allowed, last_day: 2026-09-24}", but))
    assert "to be `2026-09-24`, but got `not running yet`" in objection


def test_the_values_that_a_term_can_take_are_expected_together() -> None:
    rules = """
rules:
  - id: xx.end
    title: The window ends after seven days or after eight
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    sets:
      withdrawal.end:
        readings:
          - {id: seven, title: It is seven days, cite: CITE, value: 2026-09-17}
          - {id: eight, title: It is eight days, cite: CITE, value: 2026-09-18}
  - id: xx.withdraw
    title: Everything can go back
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    grants: {action: withdraw, until: withdrawal.end}
"""
    both = "{withdrawal.end: [2026-09-17, 2026-09-18]}"
    assert objections(an_example(both), rules) == []
    assert len(objections(an_example("{withdrawal.end: 2026-09-17}"), rules)) == 1
    edges = "{withdraw: needs_review, act_by: 2026-09-17, late_after: 2026-09-18, review: [xx.end.withdrawal.end]}"
    assert objections(an_example(edges, "{request.sent: 2026-09-18}"), rules) == []
    (objection,) = objections(an_example("{withdraw: not_granted, last_day: 2026-09-17}"), rules)
    assert "to be `2026-09-17`, but got `2026-09-17 to 2026-09-18`" in objection


def test_a_case_that_cannot_be_is_a_failure_with_its_reason() -> None:
    result = the_result(an_example("{withdraw: allowed}", "{item.received: 2026-08-01}"))
    assert not result.holds
    (finding,) = result.findings()
    assert "cannot be decided: `items[shirt].received`" in finding.message
    assert finding.help == "Nothing arrives before it is bought"


def test_an_example_that_asks_more_than_it_expects_still_compares_what_it_expects() -> None:
    result = the_result(an_example("{refund.total: EUR 29.90}", ask="[returns]"))
    assert result == ExampleResult(result.example)


def test_a_duty_that_is_not_asked_has_no_answer() -> None:
    (objection,) = objections(an_example("{refund: owed}", ask="[withdraw]"))
    assert "expects `refund` to be `owed`, but got nothing" in objection
