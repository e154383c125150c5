"""What is in dispute for some days is told apart from what is beyond dispute before and after them."""

from __future__ import annotations

import pytest

from policy_engine.comparison.model import Comparison
from tests.comparison.small_law import changed, comparing, limbs

pytestmark = pytest.mark.needs_analysis

DISTANCE = """    effective: {from: 2014-06-13}
    when: {order.channel: [online, phone]}
    concludes: {order.distance: true}
"""
DISPUTED = """    effective:
      from:
        readings:
          - {id: issue, title: It began when it was issued, cite: CITE, value: 2026-08-22}
          - {id: printing, title: It began when it was printed, cite: CITE, value: 2026-09-01}
    when: {order.channel: [online, phone]}
    concludes: {order.distance: true}
"""


def days_told(found: Comparison) -> dict[tuple[str, str], tuple[str, ...] | None]:
    """For each change of whether a sale is at a distance the days of the contract."""
    return {
        (one.before.code, one.after.code): limbs(one).get("order.concluded_on")
        for one in found.changed
        if one.output.name == "order.distance"
    }


def test_a_law_whose_first_day_is_in_dispute_changes_the_days_before_the_last_of_these_as_well() -> None:
    found = comparing((DISTANCE, DISPUTED))
    assert days_told(found) == {
        ("true", "false"): ("2014-06-13", "2026-08-21"),
        ("true", "needs_review"): ("2026-08-22", "2026-08-31"),
    }


def test_a_law_that_begins_on_a_day_in_dispute_is_told_for_the_days_beyond_it_too() -> None:
    rules = changed((DISTANCE, DISTANCE.replace("2014-06-13", "2030-01-01")))
    found = comparing((DISTANCE.replace("2014-06-13", "2030-01-01"), DISPUTED), rules=rules)
    assert days_told(found) == {
        ("false", "needs_review"): ("2026-08-22", "2026-08-31"),
        ("false", "true"): ("2026-09-01", "2029-12-31"),
    }


def test_the_same_dispute_at_another_point_is_no_change_of_a_value() -> None:
    """Orders on the telephone get a rule of their own, in force from the same days; one can be so and the other not."""
    rules = changed((DISTANCE, DISPUTED))
    online, phone = (DISPUTED.replace("[online, phone]", one) for one in ("online", "phone"))
    head = "  - id: xx.distance.phone\n    title: So is what is sold on the telephone\n    cite: CITE\n"
    found = comparing((DISPUTED, online + head + phone), rules=rules)
    assert [one.output.name for one in found.changed] == []
    assert found.not_proved == ()
