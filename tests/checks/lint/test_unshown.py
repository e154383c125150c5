"""What no example shows to matter is told by `lint` too, where it is asked for by name."""

from __future__ import annotations

from policy_engine.checks.lint.every_check import USUAL
from policy_engine.checks.lint.subject import Check
from tests.checks.lint.linting import told
from tests.checks.shop import RULES
from tests.checks.test_mattering import EVERYTHING, PERISHABLE


def test_a_carve_out_that_no_example_needs_is_told() -> None:
    left = "".join(one for one in EVERYTHING if one is not PERISHABLE)
    assert told(Check.UNSHOWN, RULES, left) == ["no example shows that exemption `xx.withdraw.perishable` matters"]


def test_a_pack_whose_examples_show_everything_has_no_findings() -> None:
    assert told(Check.UNSHOWN, RULES, "".join(EVERYTHING)) == []


def test_it_is_not_asked_unless_it_is_named() -> None:
    assert Check.UNSHOWN not in USUAL
