"""Days so far away that no calendar says which are off: they are told, and a person looks; nothing breaks."""

from __future__ import annotations

from policy_engine import Engine
from policy_engine.decisions.model import VerdictCode

ORDER = {
    "decide_on": "2026-03-20T12:00+03:00",
    "buyer": {"residence": "SA", "role": "consumer"},
    "seller": {"establishment": "SA", "role": "trader"},
    "order": {"channel": "online", "concluded_on": "2026-03-10"},
}


def test_a_period_of_a_thousand_million_days_ends_where_no_calendar_reaches() -> None:
    engine = Engine.load("br@1.1.0")
    case = {
        "decide_on": "2026-03-20T12:00-03:00",
        "buyer": {"residence": "BR", "role": "consumer"},
        "seller": {"role": "trader"},
        "order": {"concluded_on": "2026-01-10"},
        "defect": {"reported": "2026-02-10", "cure_term": "agreed", "cure_days": 1_000_000_000},
    }
    decision = engine.decide(case, ask=["cure_defect"])
    assert decision.obligations


def test_hours_that_run_from_a_day_nobody_has_named_are_asked_for() -> None:
    decision = Engine.load("me@1.0.0").decide(ORDER, ask=["correct_order"])
    assert [one.verdict for one in decision.verdicts] == [VerdictCode.NEEDS_FACTS]
    assert "order.error_found" in {question.fact for question in decision.questions}
