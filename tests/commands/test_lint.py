"""`lint`: what is wrong with packs that read well, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policy_engine.checks.lint import every_check
from tests.commands.running import SHOP, run

STRUCTURE = ("--check", "citations", "--check", "dates", "--check", "gaps", "--on", "2026-11-22")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Copy the invented law to where a test may spoil it."""
    return Path(shutil.copytree(SHOP, tmp_path / "shop"))


def test_a_clean_pack_ends_with_0_and_one_line() -> None:
    answer = run("lint", SHOP, *STRUCTURE)
    assert (answer.exit_code, answer.output) == (0, f"{SHOP}: findings: 0; could not say: 0; not run: none\n")


def test_a_finding_ends_with_1_and_has_its_place(shop: Path) -> None:
    spoil(shop / "law.yaml", "effective: {from: 2020-01-01}\n    sets: {return.cost_on: buyer}",
          "effective: {from: 2020-01-01, until: 2019-12-31}\n    sets: {return.cost_on: buyer}")  # fmt: skip
    assert run("lint", shop, *STRUCTURE).exit_code == 2  # ends before it begins: that does not even read
    spoil(shop / "law.yaml", "until: 2019-12-31", "until: 2021-01-01")
    following = """
  - id: shop.cost
    title: The buyer pays for the way back, as before
    cite: {source: act, at: s. 5, verified_on: 2026-11-21, grade: recalled_high}
    effective: {from: 2021-01-02}
    sets: {return.cost_on: buyer}
  - id: shop.refund.total"""
    spoil(shop / "law.yaml", "\n  - id: shop.refund.total", following)
    answer = run("lint", shop, *STRUCTURE)
    assert answer.exit_code == 1
    assert "law.yaml:44:5: `shop.cost` ends on 2021-01-01, but `shop.cost` goes on from 2021-01-02" in answer.output
    assert "  help: `until` is the first day on which it is no longer law" in answer.output


def test_stale_citations_are_judged_on_the_day_that_is_given() -> None:
    later = run("lint", SHOP, "--check", "citations", "--on", "2027-11-22")
    assert later.exit_code == 1
    assert "last checked on 2026-11-21, 366 days ago" in later.output


def test_the_ids_are_held_against_a_sheet(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.md"
    sheet.write_text(
        "## 1. Law\n\n| id | Rule |\n|---|---|\n| shop.withdraw | … |\n| shop.refund | … |\n", encoding="utf-8"
    )
    answer = run("lint", SHOP, "--check", "sheet", "--sheet", sheet)
    assert answer.exit_code == 1
    assert "the sheet has no row `shop.cost`" in answer.output
    assert "`shop.withdraw.end`" not in answer.output


def test_the_json_has_one_entry_a_pack() -> None:
    answer = run("lint", SHOP, "--check", "boundaries", "--format", "json")
    (told,) = json.loads(answer.stdout)
    assert (told["pack"], told["checks"], told["not_run"], told["could_not_say"]) == (str(SHOP), ["boundaries"], [], [])
    assert {"check", "id", "message", "at", "help", "case"} == set(told["findings"][0])


@pytest.mark.needs_analysis
def test_what_a_proof_finds_comes_with_a_case(shop: Path) -> None:
    spoil(shop / "law.yaml", "    when: {item.kind: film}\n", "")
    answer = run("lint", shop, "--check", "conflicts")
    assert answer.exit_code == 1
    assert "`shop.withdraw.end` and `shop.withdraw.end.film` give `withdrawal.end` two values" in answer.output
    assert "  case: buyer.residence: " in answer.output


def test_without_the_solver_its_checks_are_not_run_and_it_ends_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every_check, "solver_installed", lambda: False)
    answer = run("lint", SHOP, "--check", "conflicts", "--check", "dates")
    assert answer.exit_code == 3
    assert answer.stdout == f"{SHOP}: findings: 0; could not say: 0; not run: conflicts\n"
    assert "note: `conflicts` were not run: pip install 'policy-engine[analysis]'" in answer.stderr


def test_a_finding_counts_more_than_a_check_that_was_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every_check, "solver_installed", lambda: False)
    assert run("lint", SHOP, "--check", "conflicts", "--check", "boundaries").exit_code == 1


def test_what_no_example_shows_to_matter_is_asked_for_by_name() -> None:
    assert "matters" not in run("lint", SHOP, *STRUCTURE).output
    assert (
        "no example shows that exemption `shop.withdraw.unsealed` matters"
        in run("lint", SHOP, *STRUCTURE, "--matter").output
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere/",), "no pack is here"),
        ((SHOP, "--on", "tomorrow"), "--on: `tomorrow` is no day"),
        ((SHOP, "--sheet", "nothing.md"), "nothing.md: no such file or directory"),
        ((SHOP, "--check", "spelling"), "'spelling' is not one of"),
    ],
)
def test_wrong_use_ends_with_2(arguments: tuple[str | Path, ...], told: str) -> None:
    answer = run("lint", *arguments)
    assert answer.exit_code == 2
    assert told in answer.stderr


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
