"""Whole screens, compared with what a person has read and found good: see the folder golden/."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine.catalog.packs import load_program
from policy_engine.decisions.model import (
    Answer,
    Decision,
    Obligation,
    ObligationCode,
    Question,
    Step,
    Term,
    TermValue,
    Verdict,
    VerdictCode,
)
from policy_engine.evaluation.decide import decide
from policy_engine.facts.case import Case
from policy_engine.reading.case_reader import read_case
from policy_engine.render.screen import screen
from tests.render.building import SHOP, a_case, a_decision, line_of, shop, told

GOLDEN = Path(__file__).parent / "golden"


def order() -> tuple[Case, Decision]:
    path = SHOP.parent / "order.yaml"
    case = read_case(path.read_bytes(), path.name, shop().vocabulary)
    return case, decide(case, [shop()])


def golden(name: str) -> str:
    return (GOLDEN / name).read_text(encoding="utf-8")


def test_the_screen_of_a_whole_order() -> None:
    case, decision = order()
    assert screen(decision, case, [shop()], width=100) == golden("order.txt")


def test_the_same_screen_with_every_rule_that_was_considered_on_a_narrow_terminal() -> None:
    case, decision = order()
    assert screen(decision, case, [shop()], width=64, trace=True) == golden("order-narrow-trace.txt")


def test_every_state_of_verdicts_and_duties_has_a_row() -> None:
    verdicts = tuple(Verdict("withdraw", code, code.value) for code in VerdictCode)
    duties = tuple(Obligation("refund", code, "seller", code.value, to="buyer") for code in ObligationCode)
    assert told(a_decision(verdicts=verdicts, obligations=duties)) == golden("every-state.txt")


def test_what_is_asked_first_is_answered_first() -> None:
    verdicts = (Verdict("charge_fee", VerdictCode.NOT_COVERED), Verdict("withdraw", VerdictCode.NOT_COVERED))
    found = told(a_decision(asked=("withdraw", "refunds"), verdicts=verdicts))
    assert found.index("Withdraw from") < found.index("Charge a fee")


def test_a_question_is_asked_with_the_words_of_the_vocabulary_and_what_each_answer_leads_to() -> None:
    found = screen_of_order()
    assert line_of(found, "items[face-cream].seal") == "Is the seal whole?"
    assert line_of(found, "broken:") == "not granted by law"
    assert line_of(found, "intact or none:") == "allowed"


def test_questions_that_are_only_sufficient_say_so() -> None:
    question = Question("order.gift", ("withdraw",), (), sufficient=True)
    assert "these are the questions to begin with; others may follow" in told(a_decision(questions=(question,)))


def test_a_question_for_an_amount_says_in_which_unit_its_answers_are() -> None:
    answers = (Answer("0..5000", ("not_granted",)), Answer("5001..", ("allowed",)))
    shown = told(a_decision(questions=(Question("items[shirt].price", ("withdraw[shirt]",), answers),)))
    assert "5000 stands for 50.00" in shown


def test_a_list_that_is_asked_for_is_told_by_what_it_holds() -> None:
    shown = told(a_decision(questions=(Question("items", ("withdraw",)),)))
    assert "Which are there? What was bought" in shown


def test_a_term_with_the_same_value_for_several_members_is_told_once() -> None:
    case, decision = order()
    found = screen(decision, case, [shop()], width=100, trace=True)
    assert found.count("Tue 6 Oct 2026, for t-shirt, engraved-ring, face-cream") == 1


def test_a_term_that_can_take_many_values_does_not_list_them() -> None:
    values = tuple(TermValue(f"2026-10-{day:02}") for day in range(1, 21))
    term = Term("withdrawal.end", "date", values, "shirt", "2026-10-01", "2026-10-20", ("items[shirt].received",))
    found = told(a_decision(asked=("withdrawal.end",), terms=(term,)))
    assert line_of(found, "withdrawal.end") == "still open: it can take many values, for shirt"
    assert "2026 24:00" not in found


def test_rules_that_nobody_read_at_their_source_are_listed_by_how_sure_somebody_is() -> None:
    decision = a_decision(unverified=("shop.cost",))
    assert "One rule behind this was not read at its source" in told(decision)
    found = screen(decision, a_case(), [shop()], width=100, trace=True)
    assert "Not read at its source: from memory, rather sure\n  The buyer pays for the way back" in found


def test_what_is_not_covered_is_listed() -> None:
    heading = "Not covered by any pack at this place and on this day\n  Withdraw from the contract for an item\n"
    assert heading in told(a_decision(not_covered=("withdraw",)))


def test_what_came_with_a_topic_and_is_not_covered_has_no_section_of_its_own_beside_what_is() -> None:
    verdicts = (Verdict("withdraw", VerdictCode.NOT_COVERED), Verdict("charge_fee", VerdictCode.NOT_RESTRICTED))
    beside = told(a_decision(asked=("returns",), verdicts=verdicts, not_covered=("withdraw",)))
    assert beside.count("Withdraw from the contract for an item") == 1
    asked_for = told(a_decision(asked=("withdraw",), verdicts=verdicts, not_covered=("withdraw",)))
    assert asked_for.count("Withdraw from the contract for an item") == 2
    alone = told(a_decision(asked=("returns",), verdicts=verdicts[:1], not_covered=("withdraw",)))
    assert alone.count("Withdraw from the contract for an item") == 2


def test_the_trace_says_what_became_of_each_rule_and_which_exemption_set_it_aside() -> None:
    step = Step("shop.withdraw@2020-01-01", "exempted", "ring", ("shop.withdraw.engraved",))
    found = screen(a_decision(trace=(step,)), a_case(), [shop()], width=100, trace=True)
    assert line_of(found, "exempted") == "shop.withdraw@2020-01-01, ring act s. 1"
    assert line_of(found, "set aside by") == "shop.withdraw.engraved act s. 2(a)"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_row_of_the_screen_is_wider_than_the_terminal(width: int) -> None:
    case, decision = order()
    lines = screen(decision, case, [shop()], width=width, trace=True).splitlines()
    assert max(len(line) for line in lines if " " in line.strip()) <= width


def test_a_letter_in_an_id_that_a_terminal_would_obey_is_spelled_out() -> None:
    verdict = Verdict("withdraw", VerdictCode.NOT_COVERED, "\x1b[31mshirt")
    assert "\\x1b[31mshirt" in told(a_decision(verdicts=(verdict,)))


def test_every_rule_exemption_and_point_of_a_pack_has_a_title() -> None:
    from policy_engine.render.texts import Texts

    program = load_program(str(SHOP))
    texts = Texts([program])
    ids = [rule.id for rule in program.pack.rules] + [rule.key for rule in program.pack.rules]
    ids += [one.id for rule in program.pack.rules for one in rule.exemptions]
    ids += [entry.id for entry in program.pack.not_encoded]
    assert [one for one in ids if texts.title(one) == one] == []


def screen_of_order() -> str:
    case, decision = order()
    return screen(decision, case, [shop()], width=100)
