"""What is written otherwise and means the same is proved equal, and named as what it is."""

from __future__ import annotations

import pytest

from policy_engine.comparison.model import Claim, Effect, Kind, Proof
from policy_engine.comparison.outcomes import Standing
from tests.checks.shop import REMEMBERED, RULES
from tests.comparison.small_law import changed, comparing, limbs, standing, the_change, the_statement

pytestmark = pytest.mark.needs_analysis

SPLIT = """  - id: xx.distance
    title: What is sold online is sold at a distance
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.channel: online}
    concludes: {order.distance: true}
  - id: xx.distance.phone
    title: What is sold on the telephone is sold at a distance
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.channel: phone}
    concludes: {order.distance: true}
"""
WHOLE = """  - id: xx.distance
    title: What is sold without a meeting is sold at a distance
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.channel: [online, phone]}
    concludes: {order.distance: true}
"""


def test_the_same_law_is_equal_and_editorial() -> None:
    found = comparing()
    assert found.proved_equal
    assert found.rewritten == ()
    assert found.effect.effect is Effect.EDITORIAL
    assert {one.proof for one in found.equal} == {Proof.NOTHING_CHANGED}


def test_a_title_changes_no_outcome() -> None:
    found = comparing(("Giving back costs nothing", "It costs nothing to give back"))
    assert found.proved_equal
    assert the_statement(found, "xx.no_fee").decides_nothing is Standing.PROVED


def test_a_renamed_rule_is_named_as_such_and_equal() -> None:
    found = comparing(("id: xx.no_fee", "id: xx.free"))
    assert found.proved_equal
    one = the_statement(found, "xx.free")
    assert (one.kind, one.others) == (Kind.RENAMED, ("xx.no_fee",))


def test_a_rule_that_was_split_in_two_is_named_as_such_and_equal() -> None:
    found = comparing((WHOLE, SPLIT))
    assert found.proved_equal
    assert the_statement(found, "xx.distance.phone").kind is Kind.SPLIT
    assert Proof.SOLVER in {one.proof for one in found.equal}


def test_two_rules_that_became_one_are_named_as_such_and_equal() -> None:
    found = comparing((SPLIT, WHOLE), rules=changed((WHOLE, SPLIT)))
    assert found.proved_equal
    assert the_statement(found, "xx.distance").kind is Kind.MERGED


def test_another_order_of_words_and_clauses_means_nothing() -> None:
    found = comparing(("[online, phone]", "[phone, online]"))
    assert found.proved_equal
    assert found.rewritten == ()


def test_rules_in_another_order_are_moved_and_equal() -> None:
    fee = """  - id: xx.no_fee
    title: Giving back costs nothing
    cite: CITE
    effective: {from: 2014-06-13}
    forbids: {by: seller, action: charge_fee}
"""
    found = comparing((fee, ""), (WHOLE, fee + WHOLE))
    assert found.proved_equal
    assert {one.kind for one in found.rewritten} == {Kind.MOVED}


def test_what_an_impossible_case_would_change_changes_nothing() -> None:
    """A shop's order is never a gift, so that a rule for such gifts is a rule for none."""
    with_gifts = "{any: [{item.traits: {has: perishable}}, {order.channel: shop, order.gift: true}]}"
    found = comparing(("{item.traits: {has: perishable}}", with_gifts))
    assert found.proved_equal
    assert standing(found, Claim.NONE_NEWLY_REFUSED) is Standing.PROVED


def test_half_of_a_split_that_is_missing_is_no_split() -> None:
    found = comparing((WHOLE, SPLIT.replace("order.channel: phone", "order.channel: shop")))
    assert found.differs
    assert Kind.SPLIT not in {one.kind for one in found.rewritten}


TWO_READINGS = """    concludes:
      order.distance:
        readings:
          - {id: so, title: It is so, cite: CITE, value: true}
          - {id: not_so, title: It is not so, cite: CITE, value: false}
"""
NOT_ENCODED = """not_encoded:
  - id: xx.fees
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.channel: [online, phone], order.distance: false}
    reason: What may be charged then was not looked up
    touches: [charge_fee]
"""
DOUBTED_IN_ONE_READING = RULES.replace("    concludes: {order.distance: true}\n", TWO_READINGS) + NOT_ENCODED
ANOTHER = """  - id: xx.other_fees
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.channel: %s}
    reason: What may be charged for it was not looked up
    touches: [charge_fee]
"""


def test_one_more_doubt_changes_nothing_where_a_person_has_to_look_anyhow() -> None:
    """Online there is one reading in which a person has to look; now there is another, with the same answer."""
    found = comparing((NOT_ENCODED, NOT_ENCODED + ANOTHER % "online"), rules=DOUBTED_IN_ONE_READING)
    assert found.proved_equal
    assert standing(found, Claim.NONE_NEWLY_DOUBTED) is Standing.PROVED


def test_a_doubt_where_every_reading_was_sure_is_a_change() -> None:
    found = comparing((NOT_ENCODED, NOT_ENCODED + ANOTHER % "shop"), rules=DOUBTED_IN_ONE_READING)
    assert the_change(found, "charge_fee").statements == ("xx.other_fees",)
    assert limbs(the_change(found, "charge_fee"))["order.channel"] == ("shop",)
    assert standing(found, Claim.NONE_NEWLY_DOUBTED) is Standing.DISPROVED


def test_a_bar_that_one_reading_lifts_is_another_answer_even_before_a_person() -> None:
    """In both versions a person has to look, but only in the new one it may come out allowed or forbidden."""
    bar = "    forbids: {by: seller, action: charge_fee}\n"
    found = comparing((bar, "    when: {order.distance: true}\n" + bar), rules=DOUBTED_IN_ONE_READING)
    online = [one for one in found.changed if limbs(one).get("order.channel") != ("shop",)]
    assert {one.output.name for one in online} == {"charge_fee"}
    assert not found.proved_equal


REFUND = "    title: The seller pays back within fourteen days of the request\n    cite: "
TOTAL = "    title: The whole price goes back\n    cite: "
AT_A_DISTANCE_ONLY = RULES.replace(
    "    forbids: {by: seller, action: charge_fee}\n",
    "    when: {order.distance: false}\n    forbids: {by: seller, action: charge_fee}\n",
)
NO_FEE = "    title: Giving back costs nothing\n    cite: "


@pytest.mark.parametrize("title", [REFUND, TOTAL], ids=["what others owe the buyer", "a value"])
def test_law_that_is_only_remembered_now_and_still_decides_what_it_did_is_equal(title: str) -> None:
    """One way of reading does without it, and what is kinder to the buyer stands; a value is that of law relied on."""
    found = comparing((f"{title}CITE", f"{title}{REMEMBERED}"))
    assert found.proved_equal
    assert found.effect.effect is Effect.EDITORIAL
    assert {one.standing for one in found.claims} == {Standing.PROVED}


def test_a_bar_that_is_only_remembered_now_binds_whom_nobody_protects() -> None:
    found = comparing((f"{NO_FEE}CITE", f"{NO_FEE}{REMEMBERED}"))
    assert found.proved_equal


def test_a_remembered_value_on_which_a_refusal_turns_is_no_longer_equal() -> None:
    """Whether it is sold at a distance only memory says now: without it there is no right, so a person has to look."""
    before = "    title: What is sold without a meeting is sold at a distance\n    cite: "
    found = comparing((f"{before}CITE", f"{before}{REMEMBERED}"), rules=AT_A_DISTANCE_ONLY)
    assert not found.proved_equal
    assert {one.output.name for one in found.follows if one.standing is Standing.PROVED} == {"charge_fee"}
    assert found.effect.effect is not Effect.EDITORIAL


def test_a_lowered_grade_of_a_duty_is_equal_however_many_items_there_are() -> None:
    """The duty serves the buyer: remembered law is relied on, and a person need not look at what others bought."""
    threshold = "when: {order.total: {at_least: EUR 50}}"
    rules = changed(("when: {request.received: {happened: true}}", threshold))
    graded = [f"cite: {cite}\n    effective: {{from: 2014-06-13}}\n    {threshold}" for cite in ("CITE", REMEMBERED)]
    assert comparing((graded[0], graded[1]), rules=rules).proved_equal
