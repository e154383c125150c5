"""Ids that the sheet does not know are told; those that extend one of its ids are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policy_engine.checks.lint.subject import Check
from tests.checks.lint.linting import a_subject, findings
from tests.checks.shop import a_rule

SHEET = frozenset({"xx.withdraw", "xx.withdraw.exc"})


@pytest.mark.parametrize("name", ["xx.withdraw", "xx.withdraw.exc.a", "xx.withdraw.late"])
def test_an_id_of_the_sheet_or_one_that_extends_it_is_fine(name: str) -> None:
    subject = replace(a_subject(a_rule(rule_id=name)), sheet=SHEET)
    assert findings(Check.SHEET, subject) == ()


@pytest.mark.parametrize("name", ["xx.withdrew", "xx.withdrawal", "xx"])
def test_any_other_id_is_told(name: str) -> None:
    subject = replace(a_subject(a_rule(rule_id=f"{name}.rule")), sheet=SHEET)
    assert [one.message for one in findings(Check.SHEET, subject)] == [f"the sheet has no row `{name}.rule`"]


def test_without_a_sheet_nothing_is_told() -> None:
    assert findings(Check.SHEET, a_subject(a_rule(rule_id="xx.anything"))) == ()
