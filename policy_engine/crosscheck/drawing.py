"""Complete cases drawn at random, the same for the same seed, each near the edge of some conditions of the pack.

Drawn blindly, hardly a case would meet a condition of five tests. So some conditions are picked for each case and the
facts set towards meeting them, or towards just not: the values around each boundary, the rules that give a conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from policy_engine.conditions.conditions import Condition
from policy_engine.crosscheck.draft import Draft
from policy_engine.crosscheck.wishing import wish
from policy_engine.evaluation.box import Box, box_of
from policy_engine.evaluation.narrowing import Narrowing
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run

MOST_WISHES = 3
MOST_CHANGES = 4
MOST_REPAIRS = 6
STEPS_A_DRAFT = 40


def drawn_boxes(program: Program, conditions: Sequence[Condition], cases: int, seed: int) -> Iterator[tuple[str, Box]]:
    """So many possible, complete cases with their names: walks from drafts in which little has happened."""
    walk = made = 0
    while made < cases and conditions:
        draft = Draft(program, Random(f"{seed}/{walk}"), f"walk {walk} of seed {seed}")
        for step in range(STEPS_A_DRAFT):
            box = _stepped(draft, conditions) if step else _possible(draft)
            if box is not None and made < cases:
                made += 1
                yield f"drawn case {made} of seed {seed}", box
        walk += 1


def _stepped(draft: Draft, conditions: Sequence[Condition]) -> Box | None:
    """Go on to a case that differs in some facts; back where that is none that can be."""
    before = dict(draft.facts)
    for _ in range(draft.below(MOST_CHANGES)):
        draft.change()
    for _ in range(1 + draft.below(MOST_WISHES)):
        wish(draft, draft.one_of(conditions), "", met=draft.below(3) > 0)
    box = _possible(draft)
    if box is None:
        draft.facts = before
    return box


def _possible(draft: Draft) -> Box | None:
    """Change facts of a case until it is one that can be; None where that does not soon come about."""
    for _ in range(MOST_REPAIRS):
        box = box_of(draft.case(), draft.program)
        run, narrowing = Run(box, {}), Narrowing(draft.program.axiom_forms, box.members)
        broken = [one for one in narrowing.about(box.stated) if run.holds(one.form.never, one.member).holds]
        if not broken:
            return box
        for axiom in broken:
            wish(draft, axiom.form.never, axiom.member, met=False)
    return None
