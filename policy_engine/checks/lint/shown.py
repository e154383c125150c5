"""Whether an example shows what a proof says cannot be: then the proof is not to be believed."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.checks.lint.edges import is_live
from policy_engine.checks.lint.subject import Subject
from policy_engine.errors import CaseError
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import Phase, judge
from policy_engine.rules.model import Exemption, GridRow, NotEncoded, Rule


def shown_live(subject: Subject, stated: Rule | GridRow | NotEncoded) -> bool:
    """Whether some example makes a rule, row or entry live."""
    each = stated.each if not isinstance(stated, GridRow) else _each(subject, stated)
    return any(is_live(run, stated, member).holds is True for run in _runs(subject) for member in _members(run, each))


def _each(subject: Subject, row: GridRow) -> str:
    return next(grid.each for grid in subject.program.pack.grids.values() if row in grid.rows)


def _members(run: Run, each: str) -> tuple[str, ...]:
    return run.box.members_of(each) if each else ("",)


def shown_to_bite(subject: Subject, rule: Rule, exemption: Exemption) -> bool:
    """Whether an exemption bites in some example that meets its rule."""
    return any(
        judge(run, exemption, member).live.holds is True and run.standing(rule, member).phase is not Phase.NOT_MET
        for run in _runs(subject)
        for member in _members(run, rule.each)
        if run.standing(rule, member).phase is not Phase.NOT_IN_FORCE
    )


def _runs(subject: Subject) -> Iterator[Run]:
    for example in subject.examples.examples:
        try:
            box, _ = check_case(example.case, subject.program)
        except CaseError:
            continue
        yield Run(box, {})
