"""`diff` says by its exit code what it found, and refuses what it cannot compare."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policy_engine.comparison import budget
from tests.commands.running import SHOP, run

pytestmark = pytest.mark.needs_analysis


def a_copy(folder: Path, old: str = "", new: str = "") -> Path:
    """The invented law with a place changed."""
    copy = Path(shutil.copytree(SHOP, folder / "copy"))
    text = (copy / "law.yaml").read_text(encoding="utf-8")
    assert old in text
    (copy / "law.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def test_a_pack_beside_itself_is_proved_equal(tmp_path: Path) -> None:
    answer = run("diff", str(SHOP), str(a_copy(tmp_path)))
    assert answer.exit_code == 0
    assert "no case comes out otherwise, proved" in answer.stdout


def test_a_difference_is_shown_and_told_by_the_exit_code(tmp_path: Path) -> None:
    later = a_copy(tmp_path, "effective: {from: 2020-01-01}", "effective: {from: 2020-02-01}")
    answer = run("diff", str(SHOP), str(later), "--format", "json")
    assert answer.exit_code == 1
    found = json.loads(answer.stdout)
    assert found["differs"]
    assert all(one["witness"]["before"] != one["witness"]["after"] for one in found["changed"])


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_form_names_both_packs(tmp_path: Path, form: str) -> None:
    answer = run("diff", str(SHOP), str(a_copy(tmp_path)), "--format", form)
    assert answer.exit_code == 0
    assert "shop" in answer.stdout


def test_packs_that_are_not_there_are_named_both(tmp_path: Path) -> None:
    answer = run("diff", str(tmp_path / "one"), str(tmp_path / "other"))
    assert answer.exit_code == 2
    assert answer.stderr.count("no pack is here") == 2


def test_a_revision_that_git_does_not_know_is_wrong_use() -> None:
    answer = run("diff", "no-such-revision:rules/br/1.0.0", "br@1.0.0")
    assert answer.exit_code == 2
    assert "git says" in answer.stderr


def test_packs_of_two_regions_are_no_versions_of_one(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text("{}\n")
    for further in (("diff",), ("impact", str(cases))):
        answer = run(further[0], "br@1.1.0", "eu@1.1.0", *further[1:])
        assert answer.exit_code == 2
        assert "`br@1.1.0` states law of `br` and `eu@1.1.0` of `eu`" in answer.stderr
        assert answer.stdout == ""


def test_an_option_in_place_of_a_revision_is_refused() -> None:
    answer = run("diff", "--", "--output=x:rules/br/1.0.0", "br@1.0.0")
    assert answer.exit_code == 2
    assert "is no revision" in answer.stderr


def test_an_unknown_topic_is_wrong_use() -> None:
    answer = run("diff", str(SHOP), str(SHOP), "--topic", "retruns")
    assert answer.exit_code == 2
    assert "`retruns` is no topic" in answer.stderr


def test_places_that_are_none_are_all_refused() -> None:
    answer = run("diff", str(SHOP), str(SHOP), "--in", "XX,UK,PT")
    assert answer.exit_code == 2
    assert "`XX` is no place" in answer.stderr
    assert "did you mean `GB`?" in answer.stderr


def test_what_is_concluded_of_another_place_is_found_for_a_place_that_it_bears_on() -> None:
    """Brazil became adequate: that changes what a German company may do."""
    answer = run("diff", "eu@1.0.0", "eu@1.1.0", "--in", "DE", "--topic", "transfers", "--format", "json")
    assert answer.exit_code == 1
    assert "transfer_data" in {one["output"]["name"] for one in json.loads(answer.stdout)["follows"]}


def test_a_statement_that_matters_only_with_what_it_uses_is_not_called_idle() -> None:
    """No law of Kuwait bears on anything by itself: it is in force there by a conclusion of its own."""
    answer = run("diff", "me@1.0.0", "me@1.1.0", "--topic", "payments", "--format", "json")
    (surcharge,) = [one for one in json.loads(answer.stdout)["rewritten"] if one["id"] == "kw.digital.law.surcharge"]
    assert (surcharge["decides_nothing"], surcharge["alone_nothing"]) == ("not_proved", True)


def test_what_was_cut_off_is_told_with_the_way_to_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = a_copy(tmp_path, "effective: {from: 2020-01-01}", "effective: {from: 2020-02-01}")
    monkeypatch.setattr(budget, "MOST_STEPS", 1)
    assert "`--thorough` spends ten times as much" in run("diff", str(SHOP), str(later)).stderr
    monkeypatch.undo()
    assert "--thorough" not in run("diff", str(SHOP), str(later), "--thorough").stderr
