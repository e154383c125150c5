"""Hold a policy to the law: every clash is proved never to come about, or shown with a case that was really run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from policy_engine.evaluation.overlays import Overlay
from policy_engine.evaluation.run import Run
from policy_engine.facts.case import Case
from policy_engine.floor.clashes import Clash, clashes
from policy_engine.floor.formulas import Formulas
from policy_engine.floor.objections import Below, NotProved
from policy_engine.floor.seeds import seeded
from policy_engine.proof.prover import Prover, Unsaid
from policy_engine.proof.witness import Witness


def objections(overlay: Overlay, cases: Sequence[Case] = ()) -> Iterator[Below | NotProved]:
    """Every clash that can come about, with a case, and every one of which nobody could say.

    `cases` are of the kind that people write: what one of them shows is told by it, since it is easiest read.
    """
    prover, formulas = Prover(overlay.joint), Formulas(overlay.joint.calendars)
    for clash in clashes(overlay):
        claim = partial(formulas.of, clash)
        if prover.never(claim):
            continue
        confirmed = partial(_confirmed, clash)
        case = seeded(clash, overlay.joint, cases)
        found = Witness(case, {}).shortened(overlay.joint, confirmed) if case else prover.case_where(claim, confirmed)
        match found:
            case Witness():
                yield Below(clash, found.case, tuple(sorted(found.choices)))
            case Unsaid.THERE_IS_NONE:
                continue
            case Unsaid.CANNOT_SAY:
                yield NotProved(clash)


def _confirmed(clash: Clash, run: Run) -> bool:
    members = run.box.members_of(clash.each) if clash.each else ("",)
    return any(clash.shown(run, member) for member in members)
