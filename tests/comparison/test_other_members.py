"""What is said of an answer holds whatever other items of the order come to, and however much they are in doubt."""

from __future__ import annotations

import pytest

from policy_engine.comparison.asking import Asker
from policy_engine.comparison.comparing import Wanted, compare
from policy_engine.comparison.model import Claim, Comparison
from policy_engine.comparison.outcomes import Standing
from tests.checks.shop import VOCABULARY_TEXT, a_program
from tests.comparison.small_law import changed, standing

pytestmark = pytest.mark.needs_analysis
WORDS = changed(
    ("aggregates:\n", "aggregates:\n  order.any_fresh: {any: item.fresh, about: Whether anything is fresh}\n"),
    (
        "conclusions:\n",
        "conclusions:\n  item.fresh: {type: bool, otherwise: false, each: items, topic: returns, about: Is it fresh}\n",
    ),
    rules=VOCABULARY_TEXT,
)
FRESH = """  - id: xx.fresh
    title: What goes off is fresh
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    when: {item.traits: {has: perishable}}
    concludes: {item.fresh: true}
"""
REMEMBERED = FRESH.replace("CITE", "{source: act, at: s. 1, verified_on: 2026-11-21, grade: recalled_low}")
OPEN = """not_encoded:
  - id: xx.open
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    when: {item.traits: {has: custom}}
    reason: whether what was made to order is fresh is a question
    touches: [item.fresh]
"""
ALONE = "{order.distance: true, order.any_fresh: false, none: [{item.traits: {has: custom}}]}"
"""Nothing that was made to order goes back, whatever else; so an item is never in doubt by itself."""


def beside(law: str, *changes: tuple[str, str], more: str = "") -> Comparison:
    """A law beside itself with some places changed, and something more."""
    old, new = a_program(law, WORDS), a_program(changed(*changes, rules=law) + more, WORDS)
    return compare(old, new, Wanted(), Asker)


def test_a_doubt_that_only_another_item_can_bring_is_not_proved_away() -> None:
    law = changed(("    when: {order.distance: true}\n    grants", f"    when: {ALONE}\n    grants")) + FRESH
    found = beside(law, more=OPEN)
    assert standing(found, Claim.NONE_NEWLY_DOUBTED) is Standing.DISPROVED
    (withdraw,) = found.follows
    assert (withdraw.output.name, withdraw.standing) == ("withdraw", Standing.PROVED)
    assert withdraw.witness is not None
    assert {name for name, _ in withdraw.witness.facts if name.startswith("items[m2]")}


def test_a_duty_that_a_person_looks_at_is_the_same_where_law_behind_any_item_is_only_remembered() -> None:
    obliged = "when: {request.received: {happened: true}, order.any_fresh: true}"
    stages = OPEN.replace("{item.traits: {has: custom}}", "{order.any_fresh: true}").replace("    each: items\n", "")
    law = changed(("when: {request.received: {happened: true}}", obliged)) + FRESH
    law += stages.replace("item.fresh", "refund")
    assert beside(law, (FRESH, REMEMBERED)).proved_equal


def test_a_duty_that_somebody_is_owed_is_the_same_where_law_behind_any_item_is_only_remembered() -> None:
    """Law that is only remembered binds whoever the law does not protect."""
    law = changed(("when: {request.received: {happened: true}}", "when: {order.any_fresh: true}")) + FRESH
    assert beside(law, (FRESH, REMEMBERED)).proved_equal


def test_a_right_is_another_where_law_that_refuses_it_for_any_item_is_only_remembered() -> None:
    refused = "    when: {order.distance: true, order.any_fresh: false}\n    grants"
    law = changed(("    when: {order.distance: true}\n    grants", refused)) + FRESH
    (withdraw,) = beside(law, (FRESH, REMEMBERED)).follows
    assert withdraw.before is not None
    assert withdraw.after is not None
    assert (withdraw.before.code, withdraw.after.code) == ("not_granted", "needs_review")
