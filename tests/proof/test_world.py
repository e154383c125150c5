"""Whatever the solver may choose in a world can be stated in a case."""

from __future__ import annotations

import pytest

from policy_engine.calendar.periods import Period
from policy_engine.facts.values import Kind
from tests.checks.shop import a_program

pytestmark = pytest.mark.needs_analysis


def test_the_longest_period_that_a_world_holds_is_a_period_in_every_unit() -> None:
    import z3

    from policy_engine.proof.symbols import SymPeriod
    from policy_engine.proof.world import UNITS, World

    world = World(a_program())
    symbol = world.free(Kind.PERIOD, "a promised period")
    assert isinstance(symbol, SymPeriod)
    for number, unit in enumerate(UNITS):
        longest = z3.Optimize()
        longest.add(*world.bounds, symbol.unit == number)
        longest.maximize(symbol.count)
        assert longest.check() == z3.sat
        count = longest.model().eval(symbol.count).as_long()
        assert Period(count, unit).count == count
