"""How cases of a comparison are shown; whether their decisions are wanted whole changes nothing else."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from policy_engine.commands.at_once import both_at_once
from policy_engine.comparison.asking import Asker
from policy_engine.comparison.budget import Budget
from policy_engine.comparison.comparing import Wanted, compare
from policy_engine.comparison.model import Comparison
from policy_engine.comparison.outcomes import Shown
from tests.checks.shop import RULES, VOCABULARY_TEXT, a_program
from tests.comparison.small_law import comparing, the_change

pytestmark = pytest.mark.needs_analysis

CHANGES = (("{days: 14, after: item.received", "{days: 13, after: item.received"),)


def test_decisions_that_nobody_wants_are_left_out_and_change_nothing_else() -> None:
    (with_decisions, _), (without, _) = compared(decisions=True), compared(decisions=False)
    shown = list(_shown(with_decisions))
    assert shown
    assert all(one.before is not None and one.after is not None for one in shown)
    assert all(one.before is None and one.after is None for one in _shown(without))
    assert _stripped(with_decisions) == _stripped(without)


def test_decisions_are_not_paid_for_by_looking_less() -> None:
    assert compared(decisions=True)[1] == compared(decisions=False)[1]


def test_a_period_is_shown_in_words() -> None:
    word = "\n  withdrawal.length: {type: period, term: true, topic: returns, about: How long the window is}"
    vocabulary = VOCABULARY_TEXT.replace("\nconclusions:", f"\nconclusions:{word}")
    rule = """
  - id: xx.length
    title: The window is fourteen days long
    cite: CITE
    effective: {from: 2014-06-13}
    sets: {withdrawal.length: {days: 14}}
"""
    old, new = (a_program(RULES.rstrip() + one, vocabulary) for one in (rule, rule.replace("days: 14", "days: 13")))
    one = the_change(compare(old, new, Wanted(), Asker), "withdrawal.length")
    assert (one.before.code, one.after.code) == ("14 days", "13 days")


def compared(*, decisions: bool) -> tuple[Comparison, tuple[int, int]]:
    """A comparison and what it left to be spent, in a process that begins where the tests are.

    A solver that has seen other formulas may find other cases, so that two comparisons one after the other are no pair.
    """

    def compare() -> tuple[Comparison, tuple[int, int]]:
        budget = Budget()
        found = comparing(*CHANGES, wanted=Wanted(decisions=decisions), budget=budget)
        return found, (budget.answers, budget.whole)

    return both_at_once(lambda: None, compare)[1]


def _shown(value: Any) -> list[Shown]:
    if isinstance(value, Shown):
        return [value]
    if is_dataclass(value):
        return [one for field in fields(value) for one in _shown(getattr(value, field.name))]
    return [one for part in value for one in _shown(part)] if isinstance(value, tuple) else []


def _stripped(value: Any) -> Any:
    if isinstance(value, Shown):
        return replace(value, before=None, after=None)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _stripped(getattr(value, field.name)) for field in fields(value)})
    return tuple(map(_stripped, value)) if type(value) is tuple else value
