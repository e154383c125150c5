"""Two versions of the shop's law, made by changing its text."""

from __future__ import annotations

from policy_engine.comparison.asking import Asker
from policy_engine.comparison.budget import Budget
from policy_engine.comparison.comparing import Wanted, compare
from policy_engine.comparison.model import Claim, Comparison, Rewritten
from policy_engine.comparison.outcomes import Changed, Standing
from tests.checks.shop import RULES, a_program


def changed(*changes: tuple[str, str], rules: str = RULES) -> str:
    """The rules with some places changed; each must be there once."""
    for old, new in changes:
        assert rules.count(old) == 1, old
        rules = rules.replace(old, new)
    return rules


def comparing(
    *changes: tuple[str, str], rules: str = RULES, wanted: Wanted | None = None, budget: Budget | None = None
) -> Comparison:
    """The law beside itself with some places changed."""
    return compare(a_program(rules), a_program(changed(*changes, rules=rules)), wanted or Wanted(), Asker, budget)


def the_change(comparison: Comparison, name: str) -> Changed:
    """The one change of an answer."""
    (found,) = [one for one in comparison.changed if one.output.name == name]
    return found


def the_statement(comparison: Comparison, name: str) -> Rewritten:
    """What became of a statement."""
    (found,) = [one for one in comparison.rewritten if one.id == name]
    return found


def standing(comparison: Comparison, claim: Claim) -> Standing:
    """What came of a claim."""
    return next(one.standing for one in comparison.claims if one.claim is claim)


def limbs(change: Changed) -> dict[str, tuple[str, ...]]:
    """The region of a change, by fact."""
    return {limb.fact: limb.values for limb in change.region.limbs}
