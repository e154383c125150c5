"""Truths that carry why they are not surer: when a point for a person arises only in some completions."""

from __future__ import annotations

from policy_engine.evaluation.findings import NO, NO_REVIEW, NOTHING, Point, Truth, all_hold, any_holds

ARRIVED = Point("a.arrived", "")
OPEN = Truth(None, frozenset({ARRIVED}))
JUDGED_NO = Truth(False, NOTHING, frozenset({"left_out"}))


def test_a_no_that_needs_a_person_stands_with_the_fact_that_may_make_the_person_needless() -> None:
    found = all_hold([OPEN, JUDGED_NO])
    assert found == Truth(False, NOTHING, frozenset({"left_out"}), frozenset({ARRIVED}))


def test_so_does_a_yes() -> None:
    judged_yes = Truth(True, NOTHING, frozenset({"left_out"}))
    assert any_holds([OPEN, judged_yes]).doubt == frozenset({ARRIVED})


def test_a_clean_no_needs_neither_the_person_nor_the_fact() -> None:
    assert all_hold([OPEN, JUDGED_NO, NO]) == NO


def test_where_nothing_is_open_only_the_person_is_left() -> None:
    assert all_hold([JUDGED_NO, Truth(True)]) == JUDGED_NO
    assert all_hold([Truth(True)]).review == NO_REVIEW
