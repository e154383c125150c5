"""One version, looking at many cases of which each is much like the last, so that little is found out twice."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from policy_engine.comparison.budget import Budget
from policy_engine.errors import CaseError
from policy_engine.evaluation.box import box_of
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.memory import Memory
from policy_engine.evaluation.narrowing import Narrowing, breach, ruled_out
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.several import as_known_to
from policy_engine.evaluation.ways import Passes
from policy_engine.facts.case import Case
from policy_engine.facts.values import Moment

MOST_LOOKS = 24
"""So many cases are kept as they were seen, for the next answer that is asked of them."""
MOST_MEMORIES = 4
MOST_REMEMBERED = 60_000
"""What was found out in other cases is forgotten when it comes to so much."""


@dataclass(frozen=True, slots=True)
class Look:
    """A case as a version sees it."""

    case: Case
    passes: Passes
    narrowing: Narrowing


class Onlooker:
    """Sees cases through one version; what was found out of one stands in the next where it is made of the same."""

    def __init__(self, program: Program, budget: Budget) -> None:
        self.program = program
        self._budget = budget
        self._looks: dict[tuple[int, bool], tuple[Case, Look | None]] = {}
        self._memories: dict[Hashable, Memory] = {}

    def at_sight(self, case: Case) -> Look | None:
        """A case without what follows from its facts; None where they cannot be so."""
        return self._kept(case, at_sight=True)

    def closely(self, case: Case) -> Look | None:
        """A case with all that follows from its facts; None where they cannot be so."""
        return self._kept(case, at_sight=False)

    def pay(self) -> None:
        """Charge what was found out since the last time."""
        self._budget.answers -= sum(memory.charged() for memory in self._memories.values())

    def _kept(self, case: Case, *, at_sight: bool) -> Look | None:
        key = (id(case), at_sight)
        if key not in self._looks:
            look = self._seen_at_sight(case) if at_sight else self._seen_closely(case)
            self._looks[key] = (case, look)  # kept with the case, so that no other takes its place in memory
            if len(self._looks) > MOST_LOOKS:
                del self._looks[next(iter(self._looks))]
        return self._looks[key][1]

    def _seen_at_sight(self, case: Case) -> Look | None:
        known = as_known_to(case, self.program.vocabulary)
        box = box_of(known, self.program)
        passes, narrowing = Passes(box, memory=self._memory(known)), Narrowing(self.program.axiom_forms, box.members)
        for axiom in narrowing.about(sorted(box.stated)):
            if not ruled_out(box, axiom) and breach(passes.plain, axiom).holds:
                return None
        return Look(case, passes, narrowing)

    def _seen_closely(self, case: Case) -> Look | None:
        known = as_known_to(case, self.program.vocabulary)
        memory = self._memory(known)
        try:
            box, narrowing = check_case(known, self.program, memory)
        except CaseError:
            return None
        return Look(case, Passes(box, memory=memory), narrowing)

    def _memory(self, case: Case) -> Memory:
        """What was found out of cases that are looked at in the same moment, with the same members and instants."""
        instants = frozenset((one, value) for one, value in case.facts.items() if isinstance(value, Moment))
        key = (case.decide_on, tuple(sorted(case.members.items())), instants)
        memory = self._memories.get(key)
        if memory is None or memory.size > MOST_REMEMBERED:
            self.pay()
            self._memories.pop(key, None)
            memory = self._memories[key] = Memory()
            if len(self._memories) > MOST_MEMORIES:
                del self._memories[next(iter(self._memories))]
        return memory
