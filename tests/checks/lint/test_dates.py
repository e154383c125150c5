"""A last day copied as `until` is told; versions that follow each other on the day are not."""

from __future__ import annotations

import pytest

from policy_engine.checks.lint.subject import Check
from tests.checks.lint.linting import UNION, told, versions
from tests.checks.shop import a_rule

GRID = """
grids:
  xx.days:
    title: How many days there are
    gives: {length: days}
    rows:
      - {in: DE, from: 2014-06-13, until: FIRST, length: 7, cite: CITE}
      - {in: DE, from: 2022-05-28, length: 14, cite: CITE}
"""


def test_versions_that_follow_each_other_on_the_day_are_fine() -> None:
    assert told(Check.DATES, versions("{from: 2014-06-13, until: 2022-05-28}", "{from: 2022-05-28}")) == []


def test_a_version_that_ends_a_day_before_the_next_begins_is_told() -> None:
    assert told(Check.DATES, versions("{from: 2014-06-13, until: 2022-05-27}", "{from: 2022-05-28}")) == [
        "`xx.end` ends on 2022-05-27, but `xx.end` goes on from 2022-05-28: nothing is law on 2022-05-27"
    ]


def test_versions_a_month_apart_are_no_slip_of_a_day() -> None:
    assert told(Check.DATES, versions("{from: 2014-06-13, until: 2022-04-28}", "{from: 2022-05-28}")) == []


@pytest.mark.parametrize(("until", "count"), [("2022-05-28", 0), ("2022-05-27", 1)])
def test_rows_of_a_grid_are_held_to_the_same(until: str, count: int) -> None:
    assert len(told(Check.DATES, GRID.replace("FIRST", until))) == count


@pytest.mark.parametrize(("until", "count"), [("2022-05-28", 0), ("2022-05-27", 1), ("2022-05-20", 0)])
def test_an_end_the_day_before_other_law_begins_is_told(until: str, count: int) -> None:
    rules = versions(f"{{from: 2014-06-13, until: {until}}}")
    rules += a_rule(rule_id="xx.other").removeprefix("rules:").replace("2014-06-13", "2022-05-28")
    messages = told(Check.DATES, rules)
    assert len(messages) == count
    assert all("other law of the pack begins on 2022-05-28, and none on 2022-05-27" in one for one in messages)


@pytest.mark.parametrize(("place", "count"), [("FR", 0), ("[DE, FR]", 1)])
def test_rows_that_hold_for_one_place_on_one_day_are_told(place: str, count: int) -> None:
    overlapping = GRID.replace("until: FIRST, ", "").replace("in: DE, from: 2022", f"in: {place}, from: 2022")
    assert len(told(Check.DATES, overlapping, pack=UNION)) == count


def test_rows_with_conditions_of_their_own_may_hold_on_one_day() -> None:
    apart = GRID.replace("until: FIRST, ", "when: {order.gift: true}, ").replace("28, length", "28, when: {}, length")
    apart = apart.replace("when: {}", "when: {order.gift: false}")
    assert told(Check.DATES, apart) == []
