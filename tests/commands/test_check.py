"""`check`: what the answer says, in which form, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from policy_engine.decisions.model import Decision
from tests.commands.running import ORDER, PROGRAM, SHOP, check, run, start

KEYS = (
    "case asked decide_on places packs calendars vocabulary semantics verdicts terms obligations amounts questions "
    "review unverified not_covered trace policies signals"
)


# -- exit codes


def test_a_case_in_which_everything_asked_is_settled_ends_with_0() -> None:
    assert check("--ask", "charge_fee,confirm").exit_code == 0


def test_a_verdict_that_needs_facts_ends_with_3() -> None:
    assert check("--ask", "withdraw", "--set", "items[film].kind=goods").exit_code == 3


def test_a_verdict_that_needs_a_person_ends_with_3() -> None:
    assert check("--ask", "keep_money").exit_code == 3


def test_an_obligation_that_needs_facts_ends_with_3() -> None:
    answer = check("--ask", "refund", case="-", stdin=without("refunded: {not_by: 2026-10-04}, "))
    assert answer.exit_code == 3


def test_a_term_that_needs_facts_ends_with_3_where_it_is_asked_itself() -> None:
    case = without("received: 2026-09-19, price: EUR 29.90")
    assert check("--ask", "withdrawal.end", case="-", stdin=case).exit_code == 3


def test_a_term_that_needs_facts_does_not_count_where_only_something_settled_was_asked() -> None:
    case = without("received: 2026-09-19, price: EUR 29.90")
    answer = check("--ask", "charge_fee", case="-", stdin=case)
    assert answer.exit_code == 0


def test_something_that_is_not_covered_ends_with_4() -> None:
    assert check("--ask", "charge_fee", "--set", "buyer.residence=US").exit_code == 4


def test_not_covered_is_worse_than_needing_facts() -> None:
    answer = check("--ask", "charge_fee,withdraw,withdrawal.end", "--set", "buyer.residence=US")
    assert answer.exit_code == 4


def test_a_wrong_case_is_worse_than_all() -> None:
    assert check("--ask", "charge_fee", "--set", "buyer.residence=Portugal").exit_code == 2


def test_the_exit_code_is_the_same_in_json() -> None:
    assert [check("--format", form, "--ask", "keep_money").exit_code for form in ("text", "json")] == [3, 3]


def test_help_tells_the_exit_codes() -> None:
    told = run("check", "--help").output
    assert "  3  something that was asked needs facts, or a person\n" in told
    assert "  4  something that was asked is not covered by the packs\n" in told


# -- what is asked


def test_what_is_asked_on_the_command_line_wins_over_the_case() -> None:
    assert asked("--ask", "confirm") == ["confirm"]


def test_names_are_asked_by_commas_and_by_repeating() -> None:
    assert asked("--ask", "confirm, refund", "--ask", "charge_fee") == ["confirm", "refund", "charge_fee"]


def test_without_ask_the_case_says_what_it_asks() -> None:
    assert asked()[0] == "withdraw"


def test_a_name_that_cannot_be_asked_is_refused() -> None:
    answer = check("--ask", "withdraws")
    assert answer.exit_code == 2
    assert "`withdraws`" in answer.stderr


def test_nothing_between_commas_is_wrong_use() -> None:
    assert check("--ask", "withdraw,,refund").exit_code == 2


def test_a_fact_that_is_set_wins_over_the_case() -> None:
    told = check("--ask", "withdraw", "--set", "items[face-cream].seal=broken").output
    assert re.search(r"face-cream +no +What was sealed for hygiene cannot go back", told)


def test_every_wrong_set_is_named_with_its_fact() -> None:
    answer = check("--set", "order.gift=maybe", "--set", "item.seal")
    assert answer.exit_code == 2
    assert "--set order.gift" in answer.stderr
    assert "write `FACT=VALUE`" in answer.stderr


# -- when it is looked at


def test_a_case_that_says_when_it_is_looked_at_gets_no_note() -> None:
    assert check().stderr == ""


def test_a_case_that_does_not_is_looked_at_now_and_the_answer_says_so() -> None:
    answer = check(case="-", stdin=without("decide_on: 2026-10-04T09:00+01:00\n"))
    assert "looked at now, " in answer.stdout
    assert answer.stderr.startswith("note: `decide_on` not stated: looked at now, 20")


def test_the_note_stays_out_of_the_json() -> None:
    answer = check("--format", "json", case="-", stdin=without("decide_on: 2026-10-04T09:00+01:00\n"))
    assert json.loads(answer.stdout)["case"] == "order-1042"
    assert "looked at now" in answer.stderr


# -- JSON


def test_the_json_has_every_key_at_the_top_in_one_order() -> None:
    assert list(json.loads(check("--format", "json").stdout)) == KEYS.split()


def test_empty_parts_are_in_the_json_too() -> None:
    told = json.loads(check("--format", "json", "--ask", "charge_fee").stdout)
    assert [key for key, value in told.items() if value == []] == [
        "terms", "obligations", "amounts", "questions", "review", "unverified", "not_covered",
        "policies", "signals",
    ]  # fmt: skip


def test_the_json_reads_back_as_the_decision() -> None:
    written = check("--format", "json").stdout_bytes
    decision = msgspec.json.decode(written, type=Decision)
    assert decision.case == "order-1042"
    assert [verdict.member for verdict in decision.verdicts if verdict.action == "withdraw"] == [
        "engraved-ring", "face-cream", "film", "t-shirt",
    ]  # fmt: skip


def test_the_json_always_holds_the_trace() -> None:
    assert json.loads(check("--format", "json").stdout)["trace"]


def test_the_same_case_gives_the_same_bytes_and_ends_its_last_line() -> None:
    first, second = (start("check", ORDER, "--pack", SHOP, "--format", "json", PYTHONHASHSEED=seed) for seed in "12")
    assert first.stdout == second.stdout
    assert first.stdout.endswith(b"}\n")


# -- text


def test_the_text_shows_the_trace_only_when_it_is_wanted() -> None:
    assert "Every rule that was considered" not in check().stdout
    assert "Every rule that was considered" in check("--trace").stdout


def test_the_text_says_the_same_with_a_json_case() -> None:
    case = {"case": "order-1042", "decide_on": "2026-10-04T09:00+01:00", "buyer.residence": "PT"}
    case["order"] = {"concluded_on": "2026-09-10"}  # type: ignore[assignment]
    answer = check("--ask", "charge_fee", case="-", stdin=json.dumps(case))
    assert "Withdrawing costs no fee" in answer.stdout


def test_a_screen_never_has_lines_beyond_its_width() -> None:
    assert widest(run("check", ORDER, "--pack", SHOP, "--trace", columns=70).stdout) <= 70


@pytest.mark.parametrize(("columns", "width"), [(20, 60), (400, 120)])
def test_a_screen_is_at_least_60_and_at_most_120_columns_wide(columns: int, width: int) -> None:
    told = run("check", ORDER, "--pack", SHOP, "--trace", columns=columns).stdout
    assert width - 12 < widest(told) <= width


def test_there_are_no_colours_where_nobody_looks_at_a_terminal() -> None:
    assert b"\x1b" not in start("check", ORDER, "--pack", SHOP).stdout


def test_there_are_colours_on_a_terminal() -> None:
    assert b"\x1b[32mYES" in on_a_terminal()


def test_there_are_no_colours_on_a_terminal_of_somebody_who_wants_none() -> None:
    assert b"\x1b[" not in on_a_terminal(NO_COLOR="1")


def test_a_terminal_that_cannot_show_a_letter_gets_another_one() -> None:
    done = start("check", ORDER, "--pack", SHOP, PYTHONIOENCODING="ascii")
    assert done.returncode == 3
    assert b"order-1042 ? Portugal" in done.stdout
    assert done.stderr == b""


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    script = tmp_path / "gone.py"
    script.write_text(GONE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, *PROGRAM, "check", ORDER, "--pack", SHOP, "--trace"], capture_output=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr == b""


GONE = """
import os, subprocess, sys
reading, writing = os.pipe()
os.close(reading)
sys.exit(subprocess.run(sys.argv[1:], stdout=writing).returncode)
"""


def asked(*arguments: str) -> list[str]:
    told: list[str] = json.loads(check("--format", "json", *arguments).stdout)["asked"]
    return told


def on_a_terminal(**environment: str) -> bytes:
    """What a terminal receives."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "wb") as terminal:
        start("check", ORDER, "--pack", SHOP, "--ask", "withdraw", stdout=terminal, **{"NO_COLOR": "", **environment})
    with os.fdopen(ours, "rb", buffering=0) as screen:
        return screen.read(4096)


def widest(text: str) -> int:
    """The length of the longest line that could have been broken: a single long word stands alone on its line."""
    return max(len(line) for line in text.splitlines() if " " in line.strip())


def without(part: str) -> str:
    """Leave a part out of the case, for standard input."""
    text = ORDER.read_text(encoding="utf-8")
    assert text.count(part) == 1
    return text.replace(part, "")
