"""What is asked once a case is covered where any entry of a list is, and nowhere without one."""

from __future__ import annotations

import pytest

from policy_engine.catalog.packs import load_program
from policy_engine.evaluation.decide import decide
from policy_engine.reading.case_reader import read_case

CASE = """
case: breach
ask: [notify_authority]
decide_on: 2026-11-20T09:00+01:00
controller: {establishment: FR}
incident: {aware: 2026-11-19T15:20+01:00%s}
"""


@pytest.mark.parametrize(
    ("residents", "state", "asked"),
    [
        (", residents: []", "not_covered", []),
        (", residents: [{id: fr, place: FR}]", "not_covered", []),
        (", residents: [{id: fr, place: FR}, {id: ca, place: US-CA}]", "not_owed", []),
        (", residents: [{id: fr, place: FR}, {id: some}]", "needs_facts", ["incident.residents[some].place"]),
        ("", "needs_facts", ["incident.residents"]),
    ],
)
def test_a_breach_is_covered_where_anybody_lives_whom_it_affects(residents: str, state: str, asked: list[str]) -> None:
    program = load_program("us@1.1.0")
    decision = decide(read_case((CASE % residents).encode(), "breach.yaml", program.vocabulary), [program])
    (duty,) = decision.obligations
    assert duty.state.value == state
    assert [one.fact for one in decision.questions] == asked
