"""Days and places that a family leaves out between others are told."""

from __future__ import annotations

from policy_engine.checks.lint.subject import Check
from tests.checks.lint.linting import UNION, told, versions

GRID = """
grids:
  xx.days:
    title: How many days there are
    gives: {length: days}
    rows:
      - {in: DE, from: 2014-06-13, length: 7, cite: CITE}
      - {in: FR, from: 2014-06-13, length: 14, cite: CITE}
"""
ITALY = "      - {in: IT, from: 2014-06-13, length: 30, cite: CITE}\n"
ITALY_TWICE = """      - {in: IT, from: 2014-06-13, until: 2020-01-01, length: 30, cite: CITE}
      - {in: IT, from: 2021-01-01, length: 30, cite: CITE}
"""


def test_a_year_without_a_version_is_told() -> None:
    assert told(Check.GAPS, versions("{from: 2014-06-13, until: 2020-01-01}", "{from: 2021-01-01}")) == [
        "`xx.end` says nothing from 2020-01-01 to 2020-12-31 for `DE`"
    ]


def test_versions_that_follow_each_other_leave_no_gap() -> None:
    assert told(Check.GAPS, versions("{from: 2014-06-13, until: 2021-01-01}", "{from: 2021-01-01}")) == []


def test_a_place_of_the_union_without_a_row_is_told() -> None:
    assert told(Check.GAPS, GRID, pack=UNION) == ["`xx.days` says nothing for `IT`"]


def test_a_grid_with_a_row_for_each_place_is_fine() -> None:
    assert told(Check.GAPS, GRID + ITALY, pack=UNION) == []


def test_a_row_for_the_whole_union_stands_for_each_place() -> None:
    everywhere = ITALY.replace("in: IT", "in: UNION").replace("cite:", "when: {order.gift: true}, cite:")
    assert told(Check.GAPS, GRID + everywhere, pack=UNION) == []


def test_a_year_without_a_row_for_one_place_is_told() -> None:
    assert told(Check.GAPS, GRID + ITALY_TWICE, pack=UNION) == [
        "`xx.days` says nothing from 2020-01-01 to 2020-12-31 for `IT`"
    ]


def test_one_place_alone_leaves_out_nothing() -> None:
    alone = GRID.replace("      - {in: FR, from: 2014-06-13, length: 14, cite: CITE}\n", "")
    assert told(Check.GAPS, alone, pack=UNION) == []
