"""Showing a case on which both versions were run, with the decision of each where it is wanted whole."""

from __future__ import annotations

from dataclasses import replace

from policy_engine.comparison.budget import Budget
from policy_engine.comparison.looking import Onlooker
from policy_engine.comparison.outcomes import Output, Shown, Sort
from policy_engine.decisions.model import Decision
from policy_engine.evaluation.decide import decide, decide_seen
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.several import as_known_to
from policy_engine.facts.case import Case, as_stated


class Showing:
    """Shows cases. What it finds out is its own: how far anybody looks must not turn on whether decisions are shown."""

    def __init__(self, old: Program, new: Program, *, decisions: bool) -> None:
        self._words = new.vocabulary
        self._onlookers = tuple(Onlooker(one, Budget()) for one in (old, new)) if decisions else ()

    def shown(self, case: Case, output: Output) -> Shown:
        """A case that was run under both versions, with what both decide about a thing."""
        facts = as_stated(case, self._words)
        before, after = [_decided(one, case, output) for one in self._onlookers] or (None, None)
        return Shown(str(case.decide_on), facts, (output.name,), before, after)


def _decided(onlooker: Onlooker, case: Case, output: Output) -> Decision:
    program, known = onlooker.program, onlooker.program.vocabulary
    asked = output.topic if output.sort is Sort.COVERAGE else output.name
    there = asked in known.actions or asked in known.obligations or asked in known.conclusions
    if there or asked in known.topics:
        look = onlooker.closely(case)
        assert look is not None  # only cases that were run are shown
        return decide_seen(as_known_to(case, known), look.passes, look.narrowing, (asked,))
    empty = decide(replace(case, ask=(next(iter(known.actions)),)), [program])
    return Decision(
        empty.case, (asked,), empty.decide_on, (), empty.packs, empty.calendars, empty.vocabulary, empty.semantics
    )
