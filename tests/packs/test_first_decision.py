"""A real order under the first EU pack: what is settled, what is asked, and what never flips."""

from __future__ import annotations

import pytest

from policy_engine import CaseError, VerdictCode
from tests.packs.a_shirt import SHIRT, decided


def test_a_t_shirt_order_is_settled_without_a_question() -> None:
    decision = decided()
    assert decision.verdict("withdraw") is VerdictCode.ALLOWED
    assert decision.questions == ()


def test_the_last_day_of_the_window_is_inside_it() -> None:
    assert decided(request__sent="2026-11-16T23:59+01:00").verdict("withdraw") is VerdictCode.ALLOWED


def test_the_day_after_the_window_is_outside_it() -> None:
    assert decided(request__sent="2026-11-17T00:00+01:00").verdict("withdraw") is VerdictCode.NOT_GRANTED


def test_a_notice_late_in_london_is_a_day_later_where_the_buyer_lives() -> None:
    assert decided(request__sent="2026-11-16T23:30Z").verdict("withdraw") is VerdictCode.NOT_GRANTED


def test_never_informed_gives_twelve_months_more() -> None:
    decision = decided(disclosure__withdrawal_right={"not_by": "2026-11-20"}, request__sent="2026-11-19")
    assert decision.verdict("withdraw") is VerdictCode.ALLOWED
    assert decision.term("withdrawal.end").late_after == "2027-11-16"


def test_informed_late_gives_fourteen_days_from_the_information() -> None:
    decision = decided(disclosure__withdrawal_right="2026-11-18", request__sent="2026-11-19")
    assert decision.verdict("withdraw") is VerdictCode.ALLOWED
    assert decision.term("withdrawal.end").late_after == "2026-12-02"


def test_not_known_whether_informed_is_a_question_once_it_matters() -> None:
    decision = decided(without="disclosure.withdrawal_right", request__sent="2026-11-19")
    assert decision.verdict("withdraw") is VerdictCode.NEEDS_FACTS
    assert [question.fact for question in decision.questions] == ["disclosure.withdrawal_right"]


def test_not_known_whether_informed_is_no_question_while_the_shortest_period_runs() -> None:
    decision = decided(without="disclosure.withdrawal_right", request__sent="2026-11-16")
    assert decision.verdict("withdraw") is VerdictCode.ALLOWED
    assert decision.questions == ()


def test_not_delivered_yet_leaves_the_window_open() -> None:
    decision = decided(item__received={"not_by": "2026-11-20"}, request__sent="2026-11-19")
    assert decision.verdict("withdraw") is VerdictCode.ALLOWED


def test_not_known_whether_delivered_is_a_question() -> None:
    decision = decided(without="item.received", request__sent="2026-11-19")
    assert decision.verdict("withdraw") is VerdictCode.NEEDS_FACTS
    assert [question.fact for question in decision.questions] == ["items[shirt].received"]


STATED = [
    *(name for name in SHIRT if name not in ("items", "decide_on")),
    *("item.category", "item.traits", "item.price", "item.received"),
]


@pytest.mark.parametrize("sent", ["2026-11-16", "2026-11-19"])
@pytest.mark.parametrize("fact", STATED)
def test_a_fact_left_out_leaves_the_verdict_or_becomes_a_question_about_it(fact: str, sent: str) -> None:
    full = decided(request__sent=sent).verdict("withdraw")
    changes = {} if fact == "request.sent" else {"request__sent": sent}
    decision = decided(without=fact, **changes)
    verdict = decision.verdict("withdraw")
    if verdict is not full:
        assert verdict is VerdictCode.NEEDS_FACTS
        assert fact.replace("item.", "items[shirt].") in decision.verdicts[0].open


def test_a_case_without_the_moment_at_which_it_is_looked_at_is_refused() -> None:
    with pytest.raises(CaseError, match="decide_on"):
        decided(without="decide_on")


def test_an_unknown_region_is_for_a_person_only_on_a_day_that_is_a_holiday_in_some_region() -> None:
    # Day 14 is All Saints' Day 2027, a Monday: a holiday in some German states only.
    facts = {
        "decide_on": "2027-11-10T09:00+01:00",
        "order__concluded_on": "2027-10-11",
        "disclosure__withdrawal_right": "2027-10-11",
        "item__received": "2027-10-18",
        "request__sent": "2027-11-02",
    }
    assert decided(**facts, buyer__residence="DE").verdict("withdraw") is VerdictCode.NEEDS_REVIEW
    assert decided(**facts, buyer__residence="DE-BY").verdict("withdraw") is VerdictCode.NEEDS_REVIEW
    assert decided(**facts, buyer__residence="DE-BE").verdict("withdraw") is VerdictCode.NOT_GRANTED
    assert decided(**facts, buyer__residence="PT").verdict("withdraw") is not VerdictCode.NOT_GRANTED


def test_a_place_that_the_pack_does_not_cover_gets_no_guess() -> None:
    decision = decided(buyer__residence="BR")
    assert decision.verdict("withdraw") is VerdictCode.NOT_COVERED
    assert decision.not_covered == ("withdraw",)


def test_a_contract_before_the_directive_is_not_covered() -> None:
    decision = decided(order__concluded_on="2014-06-12", disclosure__withdrawal_right="2014-06-12")
    assert decision.verdict("withdraw") is VerdictCode.NOT_COVERED
