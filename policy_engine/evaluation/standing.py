"""Whether a rule is live: in force by place and day, its condition met, and nothing sets it aside."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from policy_engine.conditions.conditions import Operator
from policy_engine.evaluation import comparing, expressions
from policy_engine.evaluation.domains import NOT_YET, Days, a_day
from policy_engine.evaluation.findings import NO, YES, Found, Truth, all_hold, negate, truth_of, withheld
from policy_engine.rules.model import DisputedDay, Effective, Exemption, Grid, GridRow, NotEncoded, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policy_engine.evaluation.program import OfOnePlace
    from policy_engine.evaluation.run import Run
    from policy_engine.facts.citations import Citation


UNSURE = "unsure:"
"""What the points begin with at which law of low grade is read both ways."""


There: TypeAlias = tuple[tuple[int, ...], Truth]


class Phase(StrEnum):
    """What became of a rule that was considered, in the order in which it can fail."""

    NOT_IN_FORCE = "not_in_force"
    NOT_MET = "not_met"
    TOO_UNSURE = "too_unsure"
    EXEMPTED = "exempted"
    OVERRIDDEN = "overridden"
    APPLIES = "applies"
    UNKNOWN = "unknown"


class Standing(NamedTuple):
    """Whether a rule is live, what became of it, and which exemptions or rules set it aside."""

    live: Truth
    phase: Phase
    by: tuple[str, ...] = ()


def judged(run: Run, key: str, member: str) -> Standing:
    """Judge a rule of the program by its key."""
    return judge(run, run.program.rules[key], member)


def judge(run: Run, rule: Rule | Exemption, member: str) -> Standing:
    """Judge a rule or exemption; a rule set aside sets nothing aside."""
    in_force_now = in_force(run, rule.scope, rule.effective, member)
    if in_force_now.holds is False:
        return Standing(in_force_now, Phase.NOT_IN_FORCE)
    met = run.holds(rule.when, member, rule.scope.place)
    if met.holds is False:
        return Standing(met, Phase.NOT_MET)
    if not relied_on(run, rule.cite, rule.id):
        return Standing(NO, Phase.TOO_UNSURE)
    exempt = [(one.id, judge(run, one, member).live) for one in rule.exemptions]
    overriders = [(one.id, run.standing(one, member).live) for one in run.program.overriders.get(rule.id, ())]
    live = all_hold([in_force_now, met, *(negate(truth) for _, truth in (*exempt, *overriders))])
    if live.holds:
        return Standing(live, Phase.APPLIES)
    for found, phase in ((exempt, Phase.EXEMPTED), (overriders, Phase.OVERRIDDEN)):
        by = tuple(sorted(one_id for one_id, truth in found if truth.holds))
        if by:
            return Standing(live, phase, by)
    return Standing(live, Phase.UNKNOWN)


def in_force(run: Run, scope: Scope, effective: Effective, member: str) -> Truth:
    """Whether something is the law of this case: by place, and by the day that governs."""
    by_member = run.program.by_member
    who = member if scope.place in by_member or scope.governed_by in by_member else ""
    return run.ask(_in_force, (scope, effective), who)


def _in_force(run: Run, law: tuple[Scope, Effective], member: str) -> Truth:
    scope, effective = law
    place = run.located(scope.place, scope.areas, member)
    if place.holds is False:
        return place
    return all_hold([place, _in_period(run, governing_day(run, scope, member), effective)])


def concerns(run: Run, stated: Rule | GridRow | NotEncoded, member: str) -> Truth:
    """Whether a statement is the law of this case and its condition is met; what sets it aside is left out."""
    live = in_force(run, stated.scope, stated.effective, member)
    return live if live.holds is False else all_hold([live, run.holds(stated.when, member, stated.scope.place)])


def governing_day(run: Run, scope: Scope, member: str) -> Found:
    """The day that selects the law; what has not happened yet is judged as if it happened when looked at.

    Law of the day on which the case is looked at begins when that day does where it is law.
    """
    return or_looked_at(run, scope.governed_by, member, scope.place)


def or_looked_at(run: Run, name: str, member: str, where: str) -> Found:
    """The day of an event, up to the moment at which the case is looked at where it has not happened by then."""
    day = run.name(name, member, where)
    if day.value is not NOT_YET and not (isinstance(day.value, Days) and day.value.or_not_yet):
        return day
    looked_at = run.looked_at(run.program.vocabulary.party_of(name), member)
    if day.value is NOT_YET:
        return looked_at._replace(review=looked_at.review | day.review, doubt=looked_at.doubt | day.doubt)
    assert isinstance(day.value, Days)
    assert isinstance(looked_at.value, Days)
    return day._replace(value=Days(day.value.first, max(day.value.last, looked_at.value.last)))


def _in_period(run: Run, day: Found, effective: Effective) -> Truth:
    start = a_day(_day(run, effective.start))
    after = truth_of(comparing.in_order(day.value, Operator.ON_OR_AFTER, start), day)
    if after.holds is False or effective.until is None:
        return after
    until = a_day(_day(run, effective.until))
    return all_hold([after, truth_of(comparing.in_order(day.value, Operator.BEFORE, until), day)])


def _day(run: Run, stated: date | DisputedDay) -> date:
    if isinstance(stated, date):
        return stated
    picked = stated.alternatives[run.choose(stated.id, len(stated.alternatives))]
    found = expressions.value_of(run, picked.value, "", stated.id).value
    assert isinstance(found, Days)
    return found.first


def relied_on(run: Run, cite: Citation, rule_id: str) -> bool:
    """Law of low grade, or that does not bind, is read both ways: it applies, and it does not."""
    return cite.decides_alone or run.choose(f"{UNSURE}{rule_id}", 2) == 0


def bites(run: Run, entry: NotEncoded, member: str) -> Truth:
    """Whether law that could not be encoded concerns this case."""
    if run.program.entries.get(entry.key) is entry:
        return run.ask(_bitten, entry.key, member if entry.each else "")
    return _bites(run, entry, member)  # one that is not in the program, only supposed


def _bitten(run: Run, key: str, member: str) -> Truth:
    return _bites(run, run.program.entries[key], member)


def _bites(run: Run, entry: NotEncoded, member: str) -> Truth:
    return concerns(run, entry, member)


def rows_of(run: Run, grid: Grid, member: str) -> tuple[list[tuple[GridRow, Truth]], Truth]:
    """The rows of a grid that govern the case or may govern it, and why others might."""
    there, silent = run.ask(_rows_there, grid.id, member)
    rows: list[tuple[GridRow, Truth]] = []
    for row in (grid.rows[number] for number in there):
        live = concerns(run, row, member)
        if live.holds is False or not relied_on(run, row.cite, row.id):
            silent = withheld(silent, live)
            continue
        overriders = [run.standing(one, member).live for one in run.program.overriders.get(row.id, ())]
        live = all_hold([live, *(negate(truth) for truth in overriders)])
        if live.holds is not False:
            rows.append((row, live))
    return rows, silent


def _rows_there(run: Run, grid: str, member: str) -> There:
    return law_there(run, run.program.rows_by_place[grid], member)


def law_there(run: Run, stated: Iterable[OfOnePlace], member: str) -> There:
    """Which of many statements may be law where the case is, by number, and why the others might be.

    Most are of other places; that is seen for all of one place at once.
    """
    numbers: list[int] = []
    silent = YES
    for one in stated:
        truth = run.lies_in(one.place, one.areas, member if one.each else "")
        if truth.holds is False:
            silent = withheld(silent, truth)
        else:
            numbers += one.numbers
    return tuple(sorted(numbers)), silent
