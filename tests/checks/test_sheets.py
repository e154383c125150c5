"""A row of a sheet is covered where a statement stands for it, and an example fails without that statement."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from policy_engine.checks.bearing import names_of, shown_to_matter
from policy_engine.checks.sheets import SheetRow, Stated, in_sections, rows_covered
from policy_engine.errors import Location
from tests.checks.shop import RULES, a_program, some_examples
from tests.checks.test_mattering import EVERYTHING, GRID, NEW, NOTHING_SENT, PERISHABLE, PHONE


def row(key: str, section: str = "1.1") -> SheetRow:
    return SheetRow(key, section, Location("sheet.md", 1, 1), has_id="/" not in key)


def covered(
    *keys: str, names: str = "", shown: str = "", maps: Mapping[str, tuple[str, ...]] | None = None
) -> list[str]:
    """Which of the rows are covered by a pack with these names, of which some are shown."""
    pack = Stated("xx", frozenset(names.split()), frozenset(shown.split()), maps or {})
    return [one.row.key for one in rows_covered([row(key) for key in keys], [pack]) if one.covered]


def test_a_row_is_covered_by_its_own_id() -> None:
    assert covered("xx.a", "xx.b", names="xx.a", shown="xx.a") == ["xx.a"]


def test_what_no_example_shows_to_matter_covers_nothing() -> None:
    assert covered("xx.a", names="xx.a") == []


def test_a_row_is_covered_by_what_extends_its_id() -> None:
    assert covered("xx.a", names="xx.a.de", shown="xx.a.de") == ["xx.a"]
    assert covered("xx.a", names="xx.ab", shown="xx.ab") == []


def test_what_extends_a_longer_id_of_the_sheet_covers_that_one_alone() -> None:
    assert covered("xx.a", "xx.a.b", names="xx.a.b.c", shown="xx.a.b.c") == ["xx.a.b"]


def test_where_the_id_itself_is_stated_its_extensions_do_not_make_up_for_it() -> None:
    assert covered("xx.a", names="xx.a xx.a.de", shown="xx.a.de") == []


def test_a_row_without_an_id_is_covered_by_what_the_pack_maps_to_it() -> None:
    maps = {"3.6/AT": ("at.one", "at.other")}
    assert covered("3.6/AT", "3.6/BE", names="at.one at.other", shown="at.other", maps=maps) == ["3.6/AT"]


@pytest.mark.parametrize(
    ("wanted", "inside"),
    [
        ([], ["0.4", "1.1", "2", "7.1", "10"]),
        ([("0.4", "0.4"), ("1", "8")], ["0.4", "1.1", "2", "7.1"]),
        ([("7.1", "7.1")], ["7.1"]),
        ([("1", "1")], ["1.1"]),
    ],
)
def test_sections_are_wanted_with_all_that_is_in_them(wanted: list[tuple[str, str]], inside: list[str]) -> None:
    assert [one for one in ("0.4", "1.1", "2", "7.1", "10") if in_sections(row("xx.a", one), wanted)] == inside


# -- what an example shows to matter ------------------------------------------------------------------------------


def shown(examples: str, rules: str = RULES) -> frozenset[str]:
    program = a_program(rules)
    return shown_to_matter(program, some_examples(examples), names_of(program.pack))


def test_rules_and_carve_outs_matter_by_their_ids() -> None:
    assert {"xx.withdraw", "xx.withdraw.perishable", "xx.refund"} <= shown("".join(EVERYTHING))


def test_a_carve_out_without_its_example_does_not_matter() -> None:
    left = "".join(one for one in EVERYTHING if one is not PERISHABLE)
    assert "xx.withdraw.perishable" not in shown(left)
    assert "xx.withdraw" in shown(left)


def test_a_row_of_a_grid_matters_and_with_it_its_grid() -> None:
    found = shown(NEW, GRID)
    assert {"xx.days", "xx.days[DE]@2026-01-01"} <= found
    assert "xx.days[DE]@2014-06-13" not in found


def test_only_what_is_wanted_is_asked() -> None:
    assert shown_to_matter(a_program(), some_examples(PHONE), frozenset({"xx.total"})) == frozenset()


def test_an_example_that_expects_nothing_of_it_shows_nothing() -> None:
    assert "xx.withdraw" not in shown(NOTHING_SENT)
