"""Laws that hold for every pair of versions, tried on small laws and cases drawn at random."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from policy_engine.comparison.asking import Asker
from policy_engine.comparison.claims import shows
from policy_engine.comparison.comparing import Wanted, compare
from policy_engine.comparison.model import Claim, Comparison
from policy_engine.comparison.outcomes import Output, Sort, Standing
from policy_engine.comparison.outputs import outputs_of
from policy_engine.comparison.parts import PARTS
from policy_engine.comparison.running import Both, Runner
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from tests.comparison.drawing import Drawing

pytestmark = pytest.mark.needs_analysis
DRAWN = int(os.environ.get("POLICY_ENGINE_DRAWN_LAWS", "16"))
"""So many pairs of laws are drawn."""
CASES = 60
CLAIMS = (Claim.NONE_NEWLY_REFUSED, Claim.NONE_NEWLY_BOUND, Claim.NONE_NEWLY_DOUBTED)


@pytest.mark.parametrize("seed", range(DRAWN))
def test_no_case_denies_what_is_called_equal_or_proved(seed: int) -> None:
    drawing = Drawing(seed)
    old, new = (law.program for law in drawing.two_laws())
    found = compare(old, new, Wanted(decisions=False), Asker)
    spoken = {one.output for told in (found.changed, found.not_proved, found.follows) for one in told}
    proved = [one.claim for one in found.claims if one.standing is Standing.PROVED]
    for case in (drawing.a_case() for _ in range(CASES)):
        for output, both in answered(old, new, case):
            # All cases are governed by the day of the contract, long before the day to which the old law is known.
            may_differ = output in spoken and Claim.NONE_BEFORE not in proved
            assert may_differ or not any(map(both.differ, PARTS[output.sort])), (output.name, case, both)
            denied = [one for one in CLAIMS if one in proved and denies(one, output, both)]
            assert not denied, (denied, output.name, case, both)
    assert_shown(found)


def answered(old: Program, new: Program, case: Case) -> Iterator[tuple[Output, Both]]:
    """What both versions answer to everything, for each item of a case."""
    runner = Runner(old, new)
    for output in outputs_of(old, new):
        for member in case.members["items"] if new.vocabulary.each_of(output.name) else ("",):
            both = runner.plainly(case, output, member)
            if both is not None:
                yield output, both


def denies(claim: Claim, output: Output, both: Both) -> bool:
    """Claims are of actions and duties."""
    return output.sort in (Sort.ACTION, Sort.DUTY) and shows(claim, output, both)


def assert_shown(found: Comparison) -> None:
    """Whatever is told as a change really differs."""
    assert all(one.before != one.after for one in found.changed)
    assert all(one.before != one.after for one in found.follows if one.standing is Standing.PROVED)
