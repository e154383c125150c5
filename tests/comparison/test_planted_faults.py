"""A fault that slipped into a copy of a pack is found, with a case on which both versions were run."""

from __future__ import annotations

import pytest

from policy_engine.comparison import budget
from policy_engine.comparison.model import Claim, Kind, Why
from policy_engine.comparison.outcomes import Direction, Part, Standing
from tests.checks.shop import REMEMBERED, RULES
from tests.comparison.small_law import changed, comparing, limbs, standing, the_change, the_statement

pytestmark = pytest.mark.needs_analysis


def test_a_period_that_is_a_day_shorter_is_told_once_with_what_it_refuses() -> None:
    found = comparing(("{days: 14, after: item.received", "{days: 13, after: item.received"))
    assert {(one.output.name, one.part) for one in found.changed} == {("withdrawal.end", Part.VALUE)}
    (verdict,) = found.follows
    assert verdict.output.name == "withdraw"
    assert [root.name for root in verdict.roots] == ["withdrawal.end"]
    assert verdict.standing is Standing.PROVED
    assert verdict.before is not None
    assert verdict.after is not None
    assert verdict.witness is not None
    assert (verdict.before.code, verdict.after.code) == ("allowed", "not_granted")
    assert verdict.witness.before is not None
    assert verdict.witness.after is not None
    assert verdict.witness.before.verdict("withdraw").value == "allowed"
    assert verdict.witness.after.verdict("withdraw").value == "not_granted"
    assert (verdict.direction, verdict.for_whom) == (Direction.HARSHER, "buyer")
    assert standing(found, Claim.NONE_NEWLY_REFUSED) is Standing.DISPROVED


def test_a_period_that_is_a_day_longer_refuses_nobody() -> None:
    found = comparing(("{days: 14, after: item.received", "{days: 15, after: item.received"))
    assert found.differs
    assert standing(found, Claim.NONE_NEWLY_REFUSED) is Standing.PROVED


def test_a_widened_carve_out_is_found_where_it_now_bites() -> None:
    found = comparing(("{item.traits: {has: perishable}}", "{item.traits: {has: [perishable, custom]}}"))
    change = the_change(found, "withdraw")
    assert (change.before.code, change.after.code) == ("allowed", "not_granted")
    assert limbs(change)["items[m1].traits"] in (("custom",), ("perishable",))
    assert change.statements == ("xx.withdraw.perishable",)


def test_a_dropped_clause_is_found_where_it_had_said_no() -> None:
    found = comparing(("    when: {order.distance: true}\n    grants", "    grants"))
    change = the_change(found, "withdraw")
    assert limbs(change)["order.channel"] == ("shop",)
    assert (change.before.code, change.after.code) == ("not_granted", "allowed")
    assert the_statement(found, "xx.withdraw").direction is Direction.KINDER


def test_a_swapped_operator_is_found_at_the_one_value_that_tells() -> None:
    rules = changed(("when: {request.received: {happened: true}}", "when: {order.total: {at_least: EUR 50}}"))
    found = comparing(("{at_least: EUR 50}", "{above: EUR 50}"), rules=rules)
    verdict = next(one for one in found.changed if one.output.name == "refund" and one.part is Part.VERDICT)
    assert verdict.after.code == "not_owed"
    assert dict(verdict.witness.facts)["items[m1].price"] == "EUR 50.00"


def test_a_first_day_that_moved_is_found_on_the_days_between() -> None:
    moved = ("    effective: {from: 2014-06-13}\n    forbids", "    effective: {from: 2014-07-13}\n    forbids")
    found = comparing(moved)
    change = the_change(found, "charge_fee")
    assert (change.before.code, change.after.code) == ("forbidden", "not_restricted")
    assert limbs(change)["order.concluded_on"] == ("2014-06-13", "2014-07-12")
    assert change.governing_from == "2014-06-13"


def test_a_region_that_is_not_widened_is_of_the_day_on_which_it_was_run_and_says_so() -> None:
    little = budget.Budget()
    little.answers = budget.MOST_ANSWERS // 2
    found = comparing(("    when: {order.distance: true}\n    grants", "    grants"), budget=little)
    change = the_change(found, "withdraw")
    day = change.witness.decide_on[:10]
    assert limbs(change)["decide_on"] == (day, day)
    assert change.region.cut_short


def test_whoever_waits_is_shown_the_regions_that_were_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_REGIONS", 1)
    faults = (
        ("    when: {order.distance: true}\n    grants", "    grants"),
        ("{item.traits: {has: perishable}}", "{item.traits: {has: [perishable, custom]}}"),
    )
    usual, thorough = comparing(*faults), comparing(*faults, budget=budget.Budget(budget.THOROUGHLY))
    assert [one.why for one in usual.not_proved] == [Why.MORE_REGIONS]
    assert not thorough.not_proved
    assert len(thorough.changed) > len(usual.changed)


def test_a_window_that_is_only_remembered_now_goes_to_a_person_where_it_is_over() -> None:
    end = "    title: The window ends fourteen days after the item came\n    cite: "
    found = comparing((f"{end}CITE", f"{end}{REMEMBERED}"))
    (verdict,) = [one for one in found.follows if one.output.name == "withdraw"]
    assert verdict.before is not None
    assert verdict.after is not None
    assert (verdict.before.code, verdict.after.code) == ("not_granted", "needs_review")
    assert standing(found, Claim.NONE_NEWLY_REFUSED) is Standing.PROVED


ROWS = """
grids:
  xx.first_day:
    title: From which day the law is another
    gives: {since: date}
    rows:
      - {in: DE, from: 2014-06-13, since: 2014-06-13, cite: CITE}
"""


def test_a_new_row_begins_where_the_one_beside_it_now_ends() -> None:
    rules = changed(
        ("sets: {withdrawal.end: {days: 14, after: item.received, counting: plain}}",
         "sets: {withdrawal.end: {grid: xx.first_day, column: since}}"),
        rules=RULES + ROWS,
    )  # fmt: skip
    row = "      - {in: DE, from: 2014-06-13, since: 2014-06-13, cite: CITE}\n"
    ends, begins = row.replace("13, since", "13, until: 2027-01-01, since"), row.replace("2014-06-13", "2027-01-01")
    found = comparing((row, ends + begins), rules=rules)
    assert the_change(found, "withdrawal.end").governing_from == "2027-01-01"
    rows = [(one.kind, one.governing_from) for one in found.rewritten if one.id.startswith("xx.first_day")]
    assert rows == [(Kind.CHANGED, "2027-01-01"), (Kind.ADDED, "2027-01-01")]
