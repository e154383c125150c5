"""What formulas know of values that have to be counted out: bounds, and for hours too, which need no method."""

from __future__ import annotations

import pytest

from policy_engine.checks.lint.subject import Check
from policy_engine.proof.prover import Prover
from tests.checks.lint.linting import a_pack, told
from tests.checks.shop import a_rule

pytestmark = pytest.mark.needs_analysis

WITHIN_A_DAY = "{on_or_before: {hours: 24, after: item.received}}"


def never_met(when: str) -> bool | None:
    """Whether no case meets a rule with this condition."""
    program = a_pack(a_rule(f"when: {when}"))
    (rule,) = program.pack.rules
    return Prover(program).never(lambda law: law.met(rule, law.world.names[0]))


def test_hours_without_a_counting_method_can_stand_in_a_condition() -> None:
    assert never_met(f"{{request.sent: {WITHIN_A_DAY}}}") is False
    assert told(Check.UNREACHABLE, a_rule(f"when: {{request.sent: {WITHIN_A_DAY}}}")) == []


def test_a_moment_within_the_hours_and_long_after_them_cannot_be() -> None:
    much_later = "{request.sent: {after: {months: 6, after: item.received, counting: plain}}}"
    assert never_met(f"{{all: [{{request.sent: {WITHIN_A_DAY}}}, {much_later}]}}") is True
