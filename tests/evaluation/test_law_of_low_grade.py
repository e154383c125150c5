"""What only law of low grade says takes nothing from whoever the law protects; what it gives them stands."""

from __future__ import annotations

import pytest

from tests.checks.shop import REMEMBERED, RULES, objections

END = "    title: The window ends fourteen days after the item came\n    cite: "
RIGHT = "    title: What was sold at a distance can go back\n    cite: "
LAST_DAY = "  - {case: shirt, says: on the last day, expect: {withdraw: %s}}\n"
DAY_AFTER = "  - {case: shirt, says: on the day after, but: {request.sent: 2026-09-25}, expect: {withdraw: %s}}\n"
IN_A_SHOP = "  - {case: shirt, says: bought in a shop, but: {order.channel: shop}, expect: {withdraw: %s}}\n"


def remembered(*statements: str) -> str:
    """The law of the shop with the citations of some statements of medium grade."""
    rules = RULES
    for one in statements:
        assert rules.count(f"{one}CITE") == 1
        rules = rules.replace(f"{one}CITE", f"{one}{REMEMBERED}")
    return rules


@pytest.mark.parametrize(
    ("statements", "last_day", "day_after"),
    [
        ((), "allowed", "not_granted"),
        ((END,), "allowed", "needs_review"),
        ((RIGHT,), "allowed", "not_granted"),
        ((END, RIGHT), "allowed", "needs_review"),
    ],
    ids=["sure", "an end only remembered", "a right only remembered, with a sure end", "both only remembered"],
)
def test_a_window_that_only_memory_closes_refuses_nobody(
    statements: tuple[str, ...], last_day: str, day_after: str
) -> None:
    rules = remembered(*statements)
    assert not objections(f"\n{LAST_DAY % last_day}", rules)
    assert not objections(f"\n{DAY_AFTER % day_after}", rules)


def test_what_remembered_law_never_gave_is_refused() -> None:
    assert not objections(f"\n{IN_A_SHOP % 'not_granted'}", remembered(RIGHT, END))


def test_a_window_that_sure_law_closes_is_closed_whatever_memory_adds() -> None:
    longer = f"""
  - id: xx.longer
    title: Some say sixteen days
    cite: {REMEMBERED}
    effective: {{from: 2014-06-13}}
    each: items
    when: {{order.distance: true}}
    grants: {{action: withdraw, until: {{days: 16, after: item.received, counting: plain}}}}
"""
    rules = RULES + longer
    sixteenth = "  - {case: shirt, says: within them, but: {request.sent: 2026-09-26}, expect: {withdraw: allowed}}\n"
    after = "  - {case: shirt, says: after both, but: {request.sent: 2026-09-27}, expect: {withdraw: not_granted}}\n"
    assert not objections(f"\n{sixteenth}", rules)
    assert not objections(f"\n{after}", rules)


def test_a_limit_that_a_condition_asks_for_is_no_limit_where_it_is_only_remembered() -> None:
    """The right depends on an end that only memory gives: it stands before, and after it a person decides."""
    old = "    when: {order.distance: true}\n    grants: {action: withdraw, until: withdrawal.end}"
    new = (
        "    when: {order.distance: true, item.received: {before: withdrawal.end}, "
        "request.sent: {on_or_before: withdrawal.end}}\n    grants: {action: withdraw}"
    )
    rules = remembered(END)
    assert rules.count(old) == 1
    rules = rules.replace(old, new)
    assert not objections(f"\n{LAST_DAY % 'allowed'}", rules)
    assert not objections(f"\n{DAY_AFTER % 'needs_review'}", rules)
