"""`coverage`: which rows of a fact sheet the packs cover."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.commands.running import SHOP, run

SHEET = """# Law of the shop

## 1. Returns

| id | Rule |
|---|---|
| shop.withdraw.engraved | What carries a name stays |
| shop.withdraw.unsealed | What was unsealed stays |
| shop.gift | Gifts go back too |

## 2. Money

| State | Rule |
|---|---|
| PT | Price and delivery go back |

## 3. Sources read

| Code | Address |
|---|---|
| S1 | urn:one |
"""
MISSING = """{sheet}:8:1: `shop.withdraw.unsealed` is not covered: no example fails without `shop.withdraw.unsealed`
{sheet}:9:1: `shop.gift` is not covered: nothing in the packs states it
{sheet}:15:1: `2/PT` is not covered: nothing in the packs states it
section 1: rows 3; covered 1; missing 2
section 2: rows 1; covered 0; missing 1
all: rows 4; covered 1; missing 3
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Write down a sheet of the invented law."""
    path = tmp_path / "shop.md"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Copy the invented law to where a test may add to it."""
    return Path(shutil.copytree(SHOP, tmp_path / "shop"))


def test_every_missing_row_is_listed_with_its_line_and_the_rows_are_counted_by_section(sheet: Path) -> None:
    answer = run("coverage", sheet, "--pack", SHOP)
    assert answer.output == MISSING.format(sheet=sheet)
    assert answer.exit_code == 1


def test_a_row_without_an_id_is_covered_by_what_the_map_of_the_pack_names(sheet: Path, shop: Path) -> None:
    (shop / "sheet.yaml").write_text("rows:\n  2/PT: shop.refund.total\n", encoding="utf-8")
    answer = run("coverage", sheet, "--pack", shop, "--sections", "2")
    assert (answer.exit_code, answer.output) == (
        0, "section 2: rows 1; covered 1; missing 0\nall: rows 1; covered 1; missing 0\n",
    )  # fmt: skip


def test_a_counting_method_can_stand_for_a_row(sheet: Path, shop: Path) -> None:
    (shop / "sheet.yaml").write_text("rows:\n  2/PT: counting.plain.roll\n", encoding="utf-8")
    assert run("coverage", sheet, "--pack", shop, "--sections", "2").exit_code == 0


def test_only_the_sections_that_are_named_count(sheet: Path) -> None:
    answer = run("coverage", sheet, "--pack", SHOP, "--sections", "2-3")
    assert answer.output.splitlines()[-1] == "all: rows 1; covered 0; missing 1"


def test_the_json_says_the_same(sheet: Path) -> None:
    told = json.loads(run("coverage", sheet, "--pack", SHOP, "--format", "json").stdout)
    assert (told["rows"], told["covered"], told["missing"]) == (4, 1, 3)
    assert [one["row"] for one in told["missing_rows"]] == ["shop.withdraw.unsealed", "shop.gift", "2/PT"]
    assert told["sections"][1] == {"section": "2", "rows": 1, "covered": 0, "missing": 1}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--sections", "one"), "--sections: `one` is no section"),
        (("--sections", "9"), "no row of law stands there"),
        (("--pack", "nowhere/"), "no pack is here"),
    ],
)
def test_wrong_use_ends_with_2(sheet: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = run("coverage", sheet, *(arguments if "--pack" in arguments else ("--pack", str(SHOP), *arguments)))
    assert answer.exit_code == 2
    assert told in answer.stderr


def test_a_map_that_names_what_the_pack_does_not_have_ends_with_2_and_its_place(sheet: Path, shop: Path) -> None:
    (shop / "sheet.yaml").write_text("rows:\n  2/PT: shop.refunds.total\n", encoding="utf-8")
    answer = run("coverage", sheet, "--pack", shop)
    assert answer.exit_code == 2
    assert "sheet.yaml:2:9: row `2/PT` names `shop.refunds.total`, which the pack does not have" in answer.stderr
