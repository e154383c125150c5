"""A proof knows the currency of every amount that a pack states: compared with, given by a rule, or in a grid."""

from __future__ import annotations

import pytest

from policy_engine.checks.lint.subject import Check
from tests.checks.lint.linting import told

pytestmark = pytest.mark.needs_analysis

GRID = """
grids:
  xx.cap:
    title: The most that goes back
    gives: {most: money}
    governed_by: order.concluded_on
    place: buyer.residence
    rows:
      - {in: DE, from: 2014-06-13, most: KWD 30.000, cite: CITE}
"""


HEAD = """
  - id: {rule_id}
    title: So much goes back
    cite: CITE
    effective: {{from: 2014-06-13}}
    when: {when}
    sets: {{refund.total: {amount}}}"""


def caps(first: str, second: str) -> str:
    """Two rules that give the refund, each by its own words."""
    return "rules:" + "".join(
        HEAD.format(rule_id=rule_id, when=when, amount=amount)
        for rule_id, when, amount in (
            ("xx.one", "{order.gift: true}", first),
            ("xx.other", "{order.channel: online}", second),
        )
    )


IN_CONFLICT = ["`xx.one` and `xx.other` give `refund.total` two values, and neither names the other"]


def test_amounts_that_rules_only_give_are_told_apart() -> None:
    assert told(Check.CONFLICTS, caps("SAR 5000000.00", "SAR 10000000.00")) == IN_CONFLICT


def test_the_same_number_of_two_currencies_is_not_the_same_amount() -> None:
    assert told(Check.CONFLICTS, caps("SAR 5.00", "EUR 5.00")) == IN_CONFLICT


def test_an_amount_inside_of_a_value_is_known() -> None:
    capped = "{least_of: [SAR 5000000.00, order.total]}"
    assert told(Check.CONFLICTS, caps(capped, "SAR 1.00")) == IN_CONFLICT


def test_an_amount_of_a_grid_is_known() -> None:
    from_grid = "{grid: xx.cap, column: most}"
    assert told(Check.CONFLICTS, caps(from_grid, "KWD 31.000") + GRID) == IN_CONFLICT
    assert told(Check.CONFLICTS, caps(from_grid, "KWD 30.000") + GRID) == []
