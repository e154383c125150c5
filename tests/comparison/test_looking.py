"""What was found out of one case stands in the next only where it is found out afresh in the same way."""

from __future__ import annotations

import pytest

from policy_engine.comparison.outputs import outputs_of
from policy_engine.comparison.running import Runner
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from tests.comparison.mutating import cases_by_file, whole


def answers(runner: Runner, program: Program, case: Case) -> list[object]:
    """What a version answers to everything that it can be asked about the first entry of each list."""
    found: list[object] = []
    for output in outputs_of(program, program):
        group = program.vocabulary.each_of(output.name)
        member = case.members.get(group, ("m1",))[0] if group else ""
        found += [runner.plainly(case, output, member), runner.both(case, output, member, lambda _: True)]
    return found


@pytest.mark.parametrize("file", ["returns.yaml", "defects.yaml", "retention.yaml"])
def test_a_case_comes_out_after_others_as_it_does_alone(file: str) -> None:
    program, one_by_one = whole(), Runner(whole(), whole())
    for case in cases_by_file()[file][:6]:
        assert answers(one_by_one, program, case) == answers(Runner(program, program), program, case)
