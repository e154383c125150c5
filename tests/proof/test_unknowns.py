"""The unknowns of a term are those that the solver's own library finds in it, whatever was looked at before."""

from __future__ import annotations

import random

import pytest

pytestmark = pytest.mark.needs_analysis


def test_each_term_gives_its_own_unknowns_though_they_share_parts() -> None:
    import z3
    from z3.z3util import get_vars

    from policy_engine.proof.symbols import Unknowns, where

    drawn = random.Random(11)
    truths = [z3.Bool(f"t{number}") for number in range(5)]
    numbers = [z3.Int(f"n{number}") for number in range(4)]
    terms = [*truths, z3.BoolVal(val=True), *(one <= other for one in numbers for other in (*numbers, 3))]
    unknowns = Unknowns()
    for _ in range(150):
        one, other = drawn.sample(terms, 2)
        made = drawn.choice([z3.And, z3.Or])(z3.Not(one), other)
        terms.append(made)
        assert set(unknowns.of(made)) == {where(var) for var in get_vars(made)}
    few = drawn.sample(terms, 3)
    assert set(unknowns.of(*few)) == {where(var) for term in few for var in get_vars(term)}
