"""Rules that contradict each other in some case are told with that case; those that never meet are not."""

from __future__ import annotations

import pytest

from policy_engine.checks.lint.subject import Check
from tests.checks.lint.linting import UNION, a_subject, findings, told
from tests.checks.shop import RULES, a_rule

pytestmark = pytest.mark.needs_analysis

SEVEN, FOURTEEN = (
    f"sets: {{withdrawal.end: {{days: {days}, after: item.received, counting: plain}}}}" for days in (7, 14)
)


def two_rules(one: str, other: str, *, first: str = SEVEN, second: str = FOURTEEN) -> str:
    """Two rules, each with lines of its own."""
    lines = [
        [line for line in (*written.split("|"), effect) if line] for written, effect in ((one, first), (other, second))
    ]
    return a_rule(*lines[0], rule_id="xx.one") + a_rule(*lines[1], rule_id="xx.other").removeprefix("rules:\n")


IN_CONFLICT = "`xx.one` and `xx.other` give `withdrawal.end` two values, and neither names the other"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("when: {order.gift: true}", "when: {order.channel: online}"),
        ("when: {item.traits: {has: sealed}}", "when: {item.traits: {has: custom}}"),
        ("when: {order.gift: true}", "when: {item.price: {above: EUR 10}}"),
        ("when: {order.total: {above: EUR 10}}", "when: {item.price: {at_most: EUR 5}}"),
    ],
)
def test_two_values_for_one_case_are_a_conflict(one: str, other: str) -> None:
    assert told(Check.CONFLICTS, two_rules(one, other)) == [IN_CONFLICT]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("when: {order.gift: true}", "when: {order.gift: false}"),
        ("overrides: xx.other", ""),
        ("when: {order.channel: shop}", "when: {order.gift: true}"),  # the vocabulary: no gift from a shop
        ("when: {item.price: {above: EUR 10}}", "when: {item.price: {at_most: EUR 10}}"),
        ("when: {request.sent: {happened: true}}", "when: {request.sent: {happened: false}}"),
        ("when: {request.sent: {after: item.received}}", "when: {request.sent: {on_or_before: item.received}}"),
        ("when: {item.traits: {has: sealed}}", "when: {item.traits: {not: {has: [sealed, custom]}}}"),
    ],
)
def test_rules_that_never_meet_are_no_conflict(one: str, other: str) -> None:
    assert told(Check.CONFLICTS, two_rules(one, other)) == []


def test_two_rules_that_give_the_same_value_are_no_conflict() -> None:
    assert told(Check.CONFLICTS, two_rules("", "when: {order.gift: true}", second=SEVEN)) == []


def test_law_of_different_places_does_not_conflict() -> None:
    assert told(Check.CONFLICTS, two_rules("in: DE", "in: FR").replace("    in:", "    in:"), pack=UNION) == []
    assert told(Check.CONFLICTS, two_rules("in: DE", "in: [DE, FR]"), pack=UNION) == [IN_CONFLICT]


def test_law_of_different_times_does_not_conflict() -> None:
    until = two_rules("", "").replace("{from: 2014-06-13}", "{from: 2014-06-13, until: 2020-01-01}", 1)
    later = until[: until.rindex("2014-06-13")] + "2020-01-01" + until[until.rindex("2014-06-13") + 10 :]
    assert told(Check.CONFLICTS, later) == []
    overlapping = later.replace("until: 2020-01-01", "until: 2020-01-02")
    assert told(Check.CONFLICTS, overlapping) == [IN_CONFLICT]


def test_an_exemption_keeps_rules_apart() -> None:
    carved = "unless: [{id: xx.one.gift, title: Not for gifts at all, cite: CITE, when: {order.gift: true}}]"
    rules = two_rules("", "when: {order.gift: true}")
    first, _, second = rules.partition("  - id: xx.other")
    assert told(Check.CONFLICTS, f"{first}    {carved}\n  - id: xx.other{second}") == []


def test_a_conflict_comes_with_the_shortest_case_that_shows_it() -> None:
    (found,) = findings(Check.CONFLICTS, a_subject(two_rules("when: {order.gift: true}", "")))
    assert {fact for fact, _ in found.witness} == {
        "buyer.residence", "order.concluded_on", "order.gift", "items[m1].received",
    }  # fmt: skip
    assert ("order.gift", "true") in found.witness
    assert found.at.line > 0


def test_a_conflict_that_takes_two_items_is_found() -> None:
    rules = two_rules("when: {order.last_received: {after: item.received}}", "")
    (found,) = findings(Check.CONFLICTS, a_subject(rules))
    assert {"items[m1].received", "items[m2].received"} <= {fact for fact, _ in found.witness}


def test_periods_that_never_end_on_one_day_conflict_and_those_that_always_do_not() -> None:
    weeks = "sets: {withdrawal.end: {weeks: 1, after: item.received, counting: plain}}"
    assert told(Check.CONFLICTS, two_rules("", "", second=weeks)) == []
    month = "sets: {withdrawal.end: {months: 1, after: item.received, counting: plain}}"
    assert told(Check.CONFLICTS, two_rules("", "", second=month)) == [IN_CONFLICT]


def test_a_conflict_that_turns_on_a_rate_is_shown_by_a_case_that_states_one() -> None:
    rules = two_rules("when: {item.price: {above: EUR 10}}", "when: {item.price: {above: USD 10}}")
    (found,) = findings(Check.CONFLICTS, a_subject(rules))
    assert "order.rates" in {fact for fact, _ in found.witness}


GRANTS = "grants: {action: withdraw}"
FORBIDS = "forbids: {by: buyer, action: withdraw}"


def test_to_grant_and_to_forbid_one_action_is_a_conflict() -> None:
    rules = two_rules("", "when: {order.gift: true}", first=GRANTS, second=FORBIDS)
    assert told(Check.CONFLICTS, rules) == [
        "`xx.one` and `xx.other` grant and forbid `withdraw`, and neither names the other"
    ]
    apart = two_rules("when: {order.gift: false}", "when: {order.gift: true}", first=GRANTS, second=FORBIDS)
    assert told(Check.CONFLICTS, apart) == []


REFUND = "obliges: {by: seller, to: buyer, do: refund, due: {days: %d, after: request.received, counting: plain}}"


def test_one_duty_due_on_two_days_is_a_conflict() -> None:
    rules = two_rules("", "", first=REFUND % 14, second=REFUND % 30).replace("    each: items\n", "")
    assert told(Check.CONFLICTS, rules) == [
        "`xx.one` and `xx.other` ask for `refund` in two ways, and neither names the other"
    ]
    same = two_rules("", "", first=REFUND % 14, second=REFUND % 14).replace("    each: items\n", "")
    assert told(Check.CONFLICTS, same) == []


GRID = """
grids:
  xx.days:
    title: How many days there are
    gives: {length: days}
    each: items
    rows:
      - {in: DE, from: 2014-06-13, when: {order.gift: true}, length: 7, cite: CITE}
      - {in: DE, from: 2014-06-13, when: {order.channel: WHERE}, length: 14, cite: CITE}
"""


@pytest.mark.parametrize(("channel", "count"), [("online", 1), ("shop", 0)])
def test_two_rows_of_a_grid_that_meet_are_a_conflict(channel: str, count: int) -> None:
    assert len(told(Check.CONFLICTS, GRID.replace("WHERE", channel))) == count


def test_the_shop_is_without_conflict() -> None:
    assert told(Check.CONFLICTS, RULES) == []
