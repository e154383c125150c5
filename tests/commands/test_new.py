"""`new`: a case to fill in that asks for what the answer needs, and for nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from policy_engine.reading.strict_yaml import read_document
from tests.commands.running import SHOP, check, run

ANSWERS = {
    "buyer.residence": "PT",
    "buyer.time_zone": "Europe/Lisbon",
    "order.concluded_on": "2026-09-10",
    "kind": "goods",
    "traits": "[sealed]",
    "seal": "intact",
    "received": "2026-09-19",
    "request.sent": "2026-10-03T23:30+01:00",
}


def test_it_asks_for_what_the_answer_turns_on() -> None:
    assert asked_for("withdraw") == set(ANSWERS)


def test_it_does_not_ask_for_what_the_answer_does_not_turn_on() -> None:
    assert not {"price", "order.gift", "inspected"} & asked_for("withdraw")


def test_it_asks_for_what_shows_that_a_duty_is_met() -> None:
    assert {"payment.refunded", "payment.goods_back", "request.received"} <= asked_for("refund")


def test_several_names_ask_for_all_that_each_needs() -> None:
    assert asked_for("withdraw,refund") >= asked_for("withdraw") | asked_for("refund")


def test_every_fact_is_asked_with_its_question_and_its_permitted_values() -> None:
    told = skeleton("withdraw")
    assert "    # Is the seal whole?\n" in told
    assert "    #     broken: The seal was broken\n    # seal:\n" in told


def test_what_another_fact_settles_comes_after_it_and_says_so() -> None:
    told = skeleton("withdraw")
    assert told.index("# kind:") < told.index("often settled by `item.kind`") < told.index("# traits:")


def test_as_it_is_it_is_a_case_about_which_nothing_is_known() -> None:
    answer = check(case="-", stdin=skeleton("withdraw"))
    assert answer.exit_code == 3
    assert answer.stderr == ""


def test_filled_in_it_settles_the_answer() -> None:
    empty = skeleton("withdraw")
    filled = re.sub(r"# ([a-z_.]+):$", lambda found: f"{found[1]}: {ANSWERS[found[1]]}", empty, flags=re.MULTILINE)
    answer = check("--set", "decide_on=2026-10-04T09:00+01:00", case="-", stdin=filled)
    assert "item-1  YES  until Tue 6 Oct 2026 24:00 Lisbon" in answer.stdout
    assert answer.exit_code == 0


def test_it_is_read_by_the_strict_reader_without_a_complaint() -> None:
    _, problems = read_document(skeleton("returns,refunds").encode(), "new.yaml")
    assert problems == ()


def test_it_is_written_to_a_new_file(tmp_path: Path) -> None:
    out = tmp_path / "case.yaml"
    answer = run("new", "--ask", "withdraw", "--pack", SHOP, "--out", out)
    assert (answer.exit_code, answer.output) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("# A case that asks: withdraw\n")


def test_a_file_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "case.yaml"
    out.write_text("mine\n", encoding="utf-8")
    answer = run("new", "--ask", "withdraw", "--pack", SHOP, "--out", out)
    assert answer.exit_code == 2
    assert f"error: {out}: file exists" in answer.stderr
    assert out.read_text(encoding="utf-8") == "mine\n"


def test_a_name_that_cannot_be_asked_is_refused_with_the_nearest() -> None:
    answer = run("new", "--ask", "withdrew", "--pack", SHOP)
    assert answer.exit_code == 2
    assert "did you mean `withdraw`" in answer.stderr


def skeleton(asked: str) -> str:
    answer = run("new", "--ask", asked, "--pack", SHOP)
    assert answer.exit_code == 0
    return answer.output


def asked_for(asked: str) -> set[str]:
    """The facts that stand behind a `#`, each alone on its line."""
    return set(re.findall(r"^ *# ([a-z_.]+):$", skeleton(asked), flags=re.M))
