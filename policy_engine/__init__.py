"""A policy and compliance rules engine for cross-border after-sales.

from policy_engine import Engine

engine = Engine.load("eu@0.1.0")
decision = engine.decide({"decide_on": "2026-10-04T09:00+02:00", ...}, ask=["withdraw"])
decision.verdict("withdraw")
"""

from policy_engine.catalog.engine import Engine
from policy_engine.decisions.model import Decision, ObligationCode, VerdictCode
from policy_engine.errors import CaseError, PackError, PolicyEngineError, Problem
from policy_engine.facts.case import Case

__all__ = [
    "Case",
    "CaseError",
    "Decision",
    "Engine",
    "ObligationCode",
    "PackError",
    "PolicyEngineError",
    "Problem",
    "VerdictCode",
]
