"""Cases that people wrote, moved to where a policy and the law part: examples of a pack with one event on another day.

Where nothing ties two events together, such as the order and the receipt, one of them is moved away from the other day
by day; and each time the right is used on the last day on which the law leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from policy_engine.errors import CaseError
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.domains import Days
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.facts.case import Address, Case
from policy_engine.facts.values import Kind, Moment, NotBy, Value
from policy_engine.facts.vocabulary import DECIDE_ON
from policy_engine.floor.clashes import Clash, ClosesEarly, ForbidsGranted, end_of

FARTHEST = 60
"""An event is moved by so many days at most."""
MOST_SEEDS = 4
"""So many cases are moved; the solver looks at all others."""


def seeded(clash: Clash, program: Program, cases: Iterable[Case]) -> Case | None:
    """A case made of one that people wrote which shows a clash; None where none is near."""
    moved = 0
    for case in cases:
        run = run_of(program, case)
        if run is None:
            continue
        if any(clash.shown(run, member) for member in _members(run, clash.each)):
            return case
        if not isinstance(clash, ClosesEarly | ForbidsGranted) or clash.judged_at == DECIDE_ON or moved == MOST_SEEDS:
            continue
        if any(clash.concerns(run, member) for member in _members(run, clash.each)):
            moved += 1
            found = _moving(clash, program, case)
            if found is not None:
                return found
    return None


def shows(clash: Clash, program: Program, case: Case) -> bool:
    """Whether a run of a case shows a clash."""
    run = run_of(program, case)
    return run is not None and any(clash.shown(run, member) for member in _members(run, clash.each))


def run_of(program: Program, case: Case) -> Run | None:
    """A run of a case; None where the vocabulary does not permit it."""
    try:
        box, _ = check_case(case, program)
    except CaseError:
        return None
    return Run(box, {})


def _members(run: Run, each: str) -> tuple[str, ...]:
    return run.box.members_of(each) if each else ("",)


def _moving(clash: ClosesEarly | ForbidsGranted, program: Program, case: Case) -> Case | None:
    """The case with one event on a later day, as soon as it shows a clash."""
    for address in _events(case, program, clash.judged_at):
        if _ends(clash, program, case) == _ends(clash, program, _moved(case, address, FARTHEST)):
            continue  # nothing hangs on when it was
        for days in range(FARTHEST + 1):
            used = _used_on_the_last_day(clash, program, _moved(case, address, days))
            if used is None:
                break
            if shows(clash, program, used):
                return used
    return None


def _ends(clash: ClosesEarly | ForbidsGranted, program: Program, case: Case) -> tuple[str, ...]:
    """The last days of both sides."""
    run = run_of(program, case)
    ours = clash.others if isinstance(clash, ClosesEarly) else ()
    members = () if run is None else _members(run, clash.each)
    return tuple(str(end_of(run, one, member)) for one in (*clash.law, *ours) for member in members if run is not None)


def _events(case: Case, program: Program, judged_at: str) -> Iterator[Address]:
    for address, value in sorted(case.facts.items(), key=lambda fact: (not fact[0][1], fact[0])):
        kind = program.vocabulary.facts[address[0]].kind
        if kind is Kind.EVENT and address[0] != judged_at and not isinstance(value, NotBy):
            yield address


def _moved(case: Case, address: Address, days: int) -> Case:
    value = case.facts[address]
    later: Value = value
    if isinstance(value, Moment):
        later = replace(value, utc=value.utc + timedelta(days=days))
    elif isinstance(value, date):
        later = value + timedelta(days=days)
    return _looked_at_after(replace(case, facts={**case.facts, address: later}), later)


def _looked_at_after(case: Case, value: Value) -> Case:
    """The same, looked at late enough for an event to have happened."""
    day = value.day_as_stated if isinstance(value, Moment) else value
    if not isinstance(day, date) or case.decide_on.day_as_stated > day:
        return case
    noon = datetime.combine(day + timedelta(days=1), time(12), UTC)
    return replace(case, decide_on=Moment(noon, case.decide_on.offset_minutes))


def _used_on_the_last_day(clash: ClosesEarly | ForbidsGranted, program: Program, case: Case) -> Case | None:
    run = run_of(program, case)
    if run is None:
        return None
    ends = [end_of(run, one, member) for one in clash.law for member in _members(run, clash.each)]
    days = [one.last for one in ends if isinstance(one, Days) and one.settled]
    if not days:
        return None
    used = replace(case, facts={**case.facts, (clash.judged_at, ""): max(days)})
    return _looked_at_after(used, max(days))
