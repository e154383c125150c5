"""`test`: the examples of a pack, and what none of them shows to matter."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.commands.running import SHOP, run


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Copy the invented law to where a test may spoil it."""
    return Path(shutil.copytree(SHOP, tmp_path / "shop"))


def test_examples_that_hold_end_with_0() -> None:
    answer = run("test", SHOP, "--no-matter")
    assert answer.exit_code == 0
    assert answer.output == f"{SHOP}: examples that hold: 3; examples that fail: 0\n"


def test_an_example_that_fails_ends_with_1_and_is_named(shop: Path) -> None:
    change(shop / "examples/law.yaml", "last_day: 2026-10-06", "last_day: 2026-10-03")
    answer = run("test", shop, "--no-matter")
    assert answer.exit_code == 1
    assert "`shirt: a shirt goes back within fourteen days` expects" in answer.output
    assert "examples that hold: 2; examples that fail: 1" in answer.output


def test_a_part_that_no_example_shows_to_matter_ends_with_1_and_is_named() -> None:
    answer = run("test", SHOP)
    assert answer.exit_code == 1
    assert "no example shows that exemption `shop.withdraw.unsealed` matters" in answer.output
    assert "exemption `shop.withdraw.engraved`" not in answer.output


def test_the_examples_of_one_file_can_be_run_alone(shop: Path) -> None:
    law = (shop / "examples/law.yaml").read_text(encoding="utf-8").replace("says: ", "says: once more, ")
    (shop / "examples/more.yaml").write_text("\n  - ".join(law.split("\n  - ")[:2]) + "\n", encoding="utf-8")
    assert run("test", shop, "--file", "more.yaml").output == f"{shop}: examples that hold: 1; examples that fail: 0\n"


def test_a_file_without_examples_is_wrong_use() -> None:
    answer = run("test", SHOP, "--file", "laws.yaml")
    assert answer.exit_code == 2
    assert "no example is in a file named `laws.yaml`" in answer.output


def test_several_packs_are_tested_one_after_the_other(shop: Path) -> None:
    told = run("test", SHOP, shop, "--no-matter").output
    assert [line.partition(":")[0] for line in told.splitlines()] == [str(SHOP), str(shop)]


def test_the_json_has_one_entry_a_pack() -> None:
    answer = run("test", SHOP, "--format", "json")
    (told,) = json.loads(answer.stdout)
    assert (told["pack"], told["examples"], told["failing"]) == (str(SHOP), 3, 0)
    assert {"kind", "id", "message", "at", "help"} == set(told["findings"][0])
    assert "exemption_unshown" in {finding["kind"] for finding in told["findings"]}


def test_a_folder_without_a_pack_ends_with_2(tmp_path: Path) -> None:
    answer = run("test", tmp_path)
    assert answer.exit_code == 2
    assert "no pack is here" in answer.stderr


def test_a_wrong_example_ends_with_2_and_its_place(shop: Path) -> None:
    change(shop / "examples/law.yaml", "by: shop.withdraw}", "by: shop.withdrew}")
    answer = run("test", shop)
    assert answer.exit_code == 2
    assert "examples/law.yaml:4:" in answer.stderr
    assert "`shop.withdrew`" in answer.stderr


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
