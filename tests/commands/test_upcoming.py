"""`upcoming`: the days to come on which the law changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policy_engine.facts.values import Moment
from tests.commands.changing import changing, line_of
from tests.commands.running import REPOSITORY, run

EU = REPOSITORY / "rules" / "eu" / "0.1.0"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return changing(tmp_path)


@pytest.fixture
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_engine.commands.upcoming.now", lambda: Moment.parse("2026-11-22T10:00+01:00"))


def told(*arguments: str | Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run("upcoming", "--format", "json", *arguments).stdout)
    return answer


def changes(*arguments: str | Path) -> list[tuple[str, str, str]]:
    return [(one["day"], one["change"], one["id"]) for one in told(*arguments)["changes"]]


def words(*arguments: str | Path, columns: int = 100) -> str:
    return " ".join(run("upcoming", *arguments, columns=columns).stdout.split())


# -- what is told


def test_every_day_to_come_is_told_soonest_first(tiny: Path) -> None:
    assert changes("--pack", tiny, "--on", "2026-11-22") == [
        ("2026-12-01", "ends", "tiny.withdraw.sealed"),
        ("2027-01-01", "changes", "tiny.withdraw"),
        ("2027-03-01", "may_begin", "tiny.cost.de"),
        ("2027-04-01", "covered", "refunds"),
        ("2027-06-01", "may_begin", "tiny.cost.de"),
        ("2028-01-01", "changes", "tiny.length[PT]@2028-01-01"),
    ]


def test_what_an_exemption_inherits_is_told_once_with_its_rule(tiny: Path) -> None:
    found = changes("--pack", tiny, "--on", "2020-01-01", "--within", "0d")
    assert ("2020-01-01", "begins", "tiny.withdraw") in found
    assert not [one for one in found if one[2].startswith("tiny.withdraw.")]


def test_the_czech_withdrawal_function_is_still_to_come() -> None:
    (change,) = told("--pack", EU, "--on", "2026-11-22")["changes"]
    assert (change["day"], change["id"], change["in"]) == ("2027-01-01", "eu.withdrawal.function.cz", ["CZ"])
    assert change["cite"]["at"] == "§ 1830a"
    assert change["governed_by"] == "order.concluded_on"


def test_each_reading_of_a_disputed_start_has_its_day_and_its_source() -> None:
    found = [
        one
        for one in told("--pack", EU, "--on", "2026-06-01")["changes"]
        if one["id"] == "eu.withdrawal.function.ro"
    ]  # fmt: skip
    assert [(one["day"], one["change"], one["reading"]["id"]) for one in found] == [
        ("2026-06-19", "may_begin", "june_19"), ("2026-09-27", "may_begin", "september_27"),
    ]  # fmt: skip


def test_a_change_is_told_with_its_place_its_citation_and_what_was_law_before(tiny: Path) -> None:
    text = words("--pack", tiny, "--on", "2026-11-22")
    assert "Fri 1 Jan 2027 · in 40 days changes A buyer may withdraw at any time act s. 1 as amended" in text
    assert "for order.concluded_on from that day on" in text
    assert "until then: A buyer may withdraw act s. 1" in text
    assert f"law.yaml:{line_of('title: A buyer may withdraw at any time') - 1}" in text


def test_what_ends_names_its_last_day(tiny: Path) -> None:
    text = words("--pack", tiny, "--on", "2026-11-22")
    assert "Tue 1 Dec 2026 · in 9 days ends For a while what was sealed cannot go back act s. 3" in text
    assert "the last day is Mon 30 Nov 2026" in text


def test_a_weak_source_is_told_in_words(tiny: Path) -> None:
    assert "read in a second source" in words("--pack", tiny, "--on", "2026-11-22", "--within", "9d")


# -- from which day, and how far


def test_a_change_on_the_day_itself_is_told(tiny: Path) -> None:
    assert changes("--pack", tiny, "--on", "2028-01-01")[0][0] == "2028-01-01"
    assert "Sat 1 Jan 2028 · today changes" in words("--pack", tiny, "--on", "2028-01-01")


def test_a_change_on_the_day_before_is_not(tiny: Path) -> None:
    assert changes("--pack", tiny, "--on", "2028-01-02") == []


@pytest.mark.parametrize(("within", "last"), [
    ("40d", "2027-01-01"), ("6w", "2027-01-03"), ("2m", "2027-01-22"), ("1y", "2027-11-22"),
])  # fmt: skip
def test_a_length_of_time_is_counted_in_days_weeks_months_or_years(tiny: Path, within: str, last: str) -> None:
    assert told("--pack", tiny, "--on", "2026-11-22", "--within", within)["last"] == last


def test_the_last_day_of_a_length_of_time_is_inside_it(tiny: Path) -> None:
    assert changes("--pack", tiny, "--on", "2026-11-22", "--within", "40d")[-1][0] == "2027-01-01"


def test_the_day_after_it_is_outside(tiny: Path) -> None:
    assert changes("--pack", tiny, "--on", "2026-11-22", "--within", "39d")[-1][0] == "2026-12-01"


def test_months_end_with_the_last_day_that_there_is(tiny: Path) -> None:
    assert told("--pack", tiny, "--on", "2026-08-31", "--within", "6m")["last"] == "2027-02-28"


def test_a_length_of_time_beyond_every_calendar_reaches_its_end(tiny: Path) -> None:
    lasts = {told("--pack", tiny, "--on", "2026-11-22", "--within", f"999999{unit}")["last"] for unit in "dwmy"}
    assert all(date(2150, 1, 1) <= date.fromisoformat(last) <= date(2150, 12, 31) for last in lasts)


@pytest.mark.parametrize("within", ["90", "d", "3 months", "-3d", "1.5y", "٣d", ""])
def test_what_is_no_length_of_time_is_refused_with_what_to_write(within: str) -> None:
    answer = run("upcoming", "--within", within)
    assert answer.exit_code == 2
    assert "error: --within: " in answer.stderr
    assert "help: write `90d`, `12w`, `6m` or `1y`" in answer.stderr


def test_what_is_wrong_with_the_day_and_with_the_length_of_time_is_told_at_once() -> None:
    answer = run("upcoming", "--within", "soon", "--on", "2026-02-30")
    assert answer.exit_code == 2
    assert "--on: `2026-02-30` is no day" in answer.stderr
    assert "--within: `soon`" in answer.stderr
    assert answer.stdout == ""


@pytest.mark.usefixtures("_today")
def test_without_a_day_it_is_seen_from_today_and_the_answer_says_so(tiny: Path) -> None:
    answer = run("upcoming", "--pack", tiny)
    assert answer.stdout.startswith("what changes from today, Sun 22 Nov 2026, on\n")
    assert answer.stderr == "note: `--on` not stated: seen from today, 2026-11-22\n"


@pytest.mark.usefixtures("_today")
def test_the_json_says_whether_the_day_was_stated(tiny: Path) -> None:
    one, other = told("--pack", tiny), told("--pack", tiny, "--on", "2026-11-22")
    assert (one["on"], one["on_stated"]) == ("2026-11-22", False)
    assert (other["on"], other["on_stated"]) == ("2026-11-22", True)


def test_a_stated_day_gets_no_note(tiny: Path) -> None:
    assert run("upcoming", "--pack", tiny, "--on", "2026-11-22").stderr == ""


# -- how far the law is known


@pytest.mark.parametrize(("on", "said"), [
    ("2026-11-20", "tiny@0.1.0: law known to Sat 21 Nov 2026, 1 day ahead"),
    ("2026-11-21", "tiny@0.1.0: law known to Sat 21 Nov 2026, that very day"),
    ("2026-11-22", "tiny@0.1.0: law known to Sat 21 Nov 2026, 1 day ago; what was made law since"),
    ("2026-12-21", "tiny@0.1.0: law known to Sat 21 Nov 2026, 30 days ago; what was made law since"),
])  # fmt: skip
def test_each_pack_says_how_long_ago_its_law_was_known(tiny: Path, on: str, said: str) -> None:
    assert said in words("--pack", tiny, "--on", on)


# -- several packs, none, and the form


def test_several_packs_are_told_in_one_order_of_days(tiny: Path) -> None:
    found = told("--pack", tiny, "--pack", EU, "--on", "2026-11-22", "--within", "40d")
    assert [(one["day"], one["pack"]) for one in found["changes"]] == [
        ("2026-12-01", "tiny@0.1.0"), ("2027-01-01", "eu@0.1.0"), ("2027-01-01", "tiny@0.1.0"),
    ]  # fmt: skip
    assert [one["ref"] for one in found["packs"]] == ["tiny@0.1.0", "eu@0.1.0"]


def test_where_nothing_changes_one_sentence_says_so_and_it_ends_with_0(tiny: Path) -> None:
    answer = run("upcoming", "--pack", tiny, "--on", "2029-01-01")
    assert answer.exit_code == 0
    assert answer.stdout.endswith("\nno date in these packs lies there: nothing in them begins or ends\n")


def test_a_pack_that_does_not_exist_ends_with_2(tmp_path: Path) -> None:
    answer = run("upcoming", "--pack", tmp_path)
    assert answer.exit_code == 2
    assert "no pack is here" in answer.stderr


def test_the_keys_of_the_json_are_sorted(tiny: Path) -> None:
    text = run("upcoming", "--pack", tiny, "--on", "2026-11-22", "--format", "json").stdout
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    text = run("upcoming", "--pack", EU, "--on", "2014-01-01", columns=columns).stdout
    assert max(len(line) for line in text.splitlines()) <= columns
