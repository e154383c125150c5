"""Running a case under both versions, and what each of them answers to one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policy_engine.comparison.budget import Budget
from policy_engine.comparison.differences import Difference
from policy_engine.comparison.looking import Look, Onlooker
from policy_engine.comparison.outcomes import Answered, Output, Part, Sort
from policy_engine.decisions.model import Window
from policy_engine.evaluation.domains import ABSENT, Days, Domain
from policy_engine.evaluation.exploring import settle
from policy_engine.evaluation.narrowing import Narrowing
from policy_engine.evaluation.outcomes import Target, coverage
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.reporting import due_without_waiting, window_of
from policy_engine.evaluation.several import as_known_to
from policy_engine.evaluation.standing import governing_day
from policy_engine.evaluation.ways import Outcome, Passes, outcome, points_of
from policy_engine.facts.case import Address, Case
from policy_engine.rules.model import Scope

SORTS = {
    Sort.ACTION: "action",
    Sort.DUTY: "obligation",
    Sort.TERM: "term",
    Sort.CONCLUSION: "term",
    Sort.COVERAGE: "action",
}
MOST_SPLIT = 100
"""So many parts of a case are looked at to see that it comes out the same in all."""
NO_SUCH_NAME = "not_in_vocabulary"
COVERED, NOT_COVERED = "covered", "not_covered"


@dataclass(frozen=True, slots=True)
class Both:
    """What the two versions answer to one thing for one case."""

    before: Answered
    after: Answered

    def differ(self, part: Part) -> bool:
        """Whether the answers differ in a part."""
        same = (self.before.code, self.before.would, bool(self.before.points))
        code = same != (self.after.code, self.after.would, bool(self.after.points))
        if part in (Part.VERDICT, Part.COVERED):
            return code
        if part is Part.VALUE:
            return code or self.before.details != self.after.details
        return self.before.details != self.after.details

    def alike(self, other: Both, part: Part) -> bool:
        """Whether another case comes out as this one does in both versions, as far as the part goes."""
        if part in (Part.VERDICT, Part.COVERED):
            return _code(self) == _code(other)
        return self == other


def _code(both: Both) -> tuple[object, ...]:
    return tuple((one.code, one.would, bool(one.points)) for one in (both.before, both.after))


class Runner:
    """Runs cases under two versions."""

    def __init__(self, old: Program, new: Program, budget: Budget | None = None) -> None:
        self.old = old
        self.new = new
        self.budget = budget or Budget()
        self._onlookers: dict[int, Onlooker] = {}
        self._before, self._after = (self.looking(program) for program in (old, new))

    def looking(self, program: Program) -> Onlooker:
        """Whoever sees cases through a program."""
        return self._onlookers.setdefault(id(program), Onlooker(program, self.budget))

    def both(
        self, case: Case, output: Output, member: str, wanted: Callable[[Answered], bool] | None = None
    ) -> Both | None:
        """What both versions answer; None where the case is impossible or one of them leaves the answer open.

        With `wanted` the new version is only run where the answer of the old one is as wanted, and what is not
        answered at first sight counts as open.
        """
        at_sight = wanted is not None
        before = answered(self._before, case, output, member, at_sight=at_sight)
        if before is None or (wanted is not None and not wanted(before)):
            return None
        after = answered(self._after, case, output, member, at_sight=at_sight)
        return Both(before, after) if after is not None else None

    def facts_asked(self, case: Case, output: Output, member: str) -> frozenset[Address]:
        """The facts that both versions ask for, at first sight, to answer."""
        asked = frozenset[Address]()
        for onlooker in (self._before, self._after):
            look = onlooker.at_sight(case)
            if look is not None and _knows(onlooker.program, output):
                passes = look.passes.anew()
                answered_in(passes, look.narrowing, output, member, at_sight=True)
                asked |= passes.facts_asked()
            onlooker.pay()
        return asked

    def plainly(self, case: Case, output: Output, member: str) -> Both | None:
        """The same with what follows from the facts, but without splitting what is left open."""
        found = [answered(one, case, output, member, split=False) for one in (self._before, self._after)]
        before, after = found
        return Both(before, after) if before is not None and after is not None else None

    def throughout(
        self, program: Program, case: Case, domains: Mapping[Address, Domain], output: Output, member: str
    ) -> Answered | None:
        """What one version answers to all cases that state what a case does, or something else in some domains."""
        onlooker = self.looking(program)
        look = onlooker.closely(case)
        if look is None or not self.budget.may_run:
            return None
        box, known = look.passes.box, as_known_to(case, program.vocabulary).facts
        widened = {one: domain for one, domain in domains.items() if one in known and one not in box.moments}
        passes = look.passes.over(box.with_split({**box.split, **widened}))
        found = answered_in(passes, look.narrowing, output, member)
        onlooker.pay()
        return found

    def governed_before(self, case: Case, member: str, by: Sequence[Difference], day: date) -> bool:
        """Whether all days that select what makes a difference in a case lie before a day."""
        for one in by:
            for onlooker, stated in ((self._before, one.old), (self._after, one.new)):
                look = onlooker.closely(case)
                if stated is not None and (look is None or not _is_before(look, stated.scope, member, day)):
                    return False
        return bool(by)


def answered(
    onlooker: Onlooker, case: Case, output: Output, member: str, *, at_sight: bool = False, split: bool = True
) -> Answered | None:
    """What one version answers; None where the case is impossible or the answer is open."""
    if not _knows(onlooker.program, output):
        return Answered(NO_SUCH_NAME)
    look = onlooker.at_sight(case) if at_sight else onlooker.closely(case)
    found = answered_in(look.passes, look.narrowing, output, member, at_sight=at_sight or not split) if look else None
    onlooker.pay()
    return found


def _is_before(look: Look, scope: Scope, member: str, day: date) -> bool:
    found = governing_day(look.passes.plain, scope, member).value
    return found is ABSENT or (isinstance(found, Days) and found.last < day)


def _knows(program: Program, output: Output) -> bool:
    vocabulary = program.vocabulary
    match output.sort:
        case Sort.ACTION:
            return output.name in vocabulary.actions
        case Sort.DUTY:
            return output.name in vocabulary.obligations
        case Sort.TERM | Sort.CONCLUSION:
            return output.name in vocabulary.conclusions
        case Sort.COVERAGE:
            return True


def answered_in(
    passes: Passes, narrowing: Narrowing, output: Output, member: str, *, at_sight: bool = False
) -> Answered | None:
    """What one version answers for all cases in a box; None where they come out differently."""
    target = Target(SORTS[output.sort], output.name, member, output.place_by)
    if output.sort is Sort.COVERAGE:
        holds = coverage(passes.plain, output.topic, target).holds
        return None if holds is None else Answered(COVERED if holds else NOT_COVERED)
    found = outcome(passes, target) if at_sight else settle(passes, target, narrowing, MOST_SPLIT)[0]
    if found.code is None:
        return None
    return Answered(found.code, found.would, found.points or _reviewed(found), tuple(_details(found, output)))


def _reviewed(found: Outcome) -> tuple[str, ...]:
    """What a person must look at although the ways come to one code, as for a term."""
    return tuple(sorted(points_of(found.ways)))


def _details(found: Outcome, output: Output) -> Sequence[tuple[str, str]]:
    if output.sort in (Sort.TERM, Sort.CONCLUSION):
        return []
    told = _window(
        window_of(found.ways, granted=output.sort is Sort.ACTION), "" if output.sort is Sort.ACTION else "due_"
    )
    if output.sort is Sort.DUTY:
        told += _window(due_without_waiting(found.ways), "unless_waiting_")
        owed = next((way.reached for way in found.ways if way.reached.rules), None)
        if owed is not None:
            columns = {"to": owed.to, "amount": owed.amount, "consequence": owed.consequence}
            columns["waiting_for"] = ", ".join(owed.waiting)
            told += [(name, value) for name, value in columns.items() if value]
    return told


def _window(window: Window | None, prefix: str) -> list[tuple[str, str]]:
    if window is None:
        return []
    told = {"opens": window.opens, f"{prefix}act_by": window.act_by, f"{prefix}late_after": window.late_after}
    if window.running:
        told[f"{prefix}running"] = "true"
    return [(name, value) for name, value in told.items() if value]
