"""What the examples of a pack show: what they make live, and on which edges of windows and carve-outs they stand.

An example counts for what it asks. It is looked at in the plainest way of reading the law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from policy_engine.checks.answers import askable
from policy_engine.checks.lint.families import begins
from policy_engine.checks.lint.subject import Subject
from policy_engine.decisions.examples import Example
from policy_engine.errors import CaseError
from policy_engine.evaluation import expressions
from policy_engine.evaluation.asked import targets_of
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.domains import Days, Domain
from policy_engine.evaluation.findings import Truth, all_hold
from policy_engine.evaluation.outcomes import Target, judged_moment, reach
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import Phase, bites, governing_day, in_force, judge
from policy_engine.evaluation.tracing import reachable
from policy_engine.rules.model import Exemption, Grants, GridRow, NotEncoded, Pack, Rule
from policy_engine.rules.statements import Statement, statements_of

_MET = (Phase.APPLIES, Phase.EXEMPTED, Phase.OVERRIDDEN)


@dataclass(slots=True)
class Edges:
    """What the examples have shown so far."""

    after: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    """By rule and what it gives or asks for: how many days after the last day in somebody acted or looked."""
    bitten: dict[int, set[bool]] = field(default_factory=dict)
    """By exemption: whether it bit where what it is carved out of was met."""
    governed: dict[int, set[date]] = field(default_factory=dict)
    """By statement that begins to be law: the governing days of examples at its places that can turn on it."""
    live: set[int] = field(default_factory=set)
    """The rules, rows and entries that some example makes live; where one does, nothing has to be proved."""


@lru_cache(maxsize=1)
def edges_of(subject: Subject) -> Edges:
    """See where all examples stand. Several checks ask that of one pack."""
    program, edges = subject.program, Edges()
    stated = tuple(statements_of(program.pack))
    dated = frozenset(id(one.stated) for one in stated if begins_inside(one, program.pack))
    for example in subject.examples.examples:
        try:
            box, _ = check_case(example.case, program)
        except CaseError:
            continue
        _look(example, box, stated, dated, edges)
    return edges


def begins_inside(one: Statement, pack: Pack) -> bool:
    """Whether a statement begins after the pack's law does: before that nothing is covered, and nothing to show."""
    if one.outer is not None and one.effective.start == one.outer.start:
        return False
    since = [cover.since for cover in pack.covers if cover.scope.place == one.scope.place] or [
        cover.since for cover in pack.covers
    ]
    return begins(one) > min(since, default=begins(one))


def _look(example: Example, box: Box, stated: tuple[Statement, ...], dated: frozenset[int], edges: Edges) -> None:
    run = Run(box, {})
    targets = targets_of(askable(example, box.program.vocabulary), box)
    rules, names = reachable(box.program, targets)
    for target in targets:
        _note_window(run, target, edges)
    for rule in rules:
        for member in _members(run, rule.each):
            standing = run.standing(rule, member)
            if standing.live.holds is True:
                edges.live.add(id(rule))
            if rule.exemptions and standing.phase in _MET:
                _note_exemptions(run, rule, member, edges)
    for one in stated:
        if not _turns_on(one, names):
            continue
        if id(one.stated) in dated:
            edges.governed.setdefault(id(one.stated), set()).update(_governing_days(run, one))
        if isinstance(one.stated, GridRow | NotEncoded) and id(one.stated) not in edges.live:
            answers = (is_live(run, one.stated, member).holds for member in _members(run, one.each))
            edges.live.update({id(one.stated)} if True in answers else ())


def _members(run: Run, each: str) -> tuple[str, ...]:
    return run.box.members_of(each) if each else ("",)


def is_live(run: Run, stated: Rule | GridRow | NotEncoded, member: str) -> Truth:
    """Whether a rule, row or entry is live for a member."""
    match stated:
        case Rule():
            return run.standing(stated, member).live
        case NotEncoded():
            return bites(run, stated, member)
        case GridRow():
            return all_hold([in_force(run, stated.scope, stated.effective, member), run.holds(stated.when, member)])


def _note_window(run: Run, target: Target, edges: Edges) -> None:
    if target.sort == "action":
        for rule in run.program.granters.get(target.name, ()):
            if rule.scope.place == target.place_fact and run.standing(rule, target.member).live.holds:
                _note_grants(run, rule, target, edges)
    elif target.sort == "obligation":
        reached = reach(run, target)
        obligation = run.program.vocabulary.obligations[target.name]
        met = run.name(obligation.met_by, target.member).value if obligation.met_by else None
        for moment in (met, run.looked_at(obligation.by, target.member).value):
            for rule_id in reached.rules:
                _note(edges, rule_id, target.name, moment, reached.until)


def _note_grants(run: Run, rule: Rule, target: Target, edges: Edges) -> None:
    judged = judged_moment(run, run.program.vocabulary.actions[target.name].judged_at, target.member).value
    for effect in rule.effects:
        if isinstance(effect, Grants) and effect.action == target.name and effect.until is not None:
            until = expressions.value_of(run, effect.until, target.member, rule.id).value
            _note(edges, rule.id, target.name, judged, until)


def _note(edges: Edges, rule_id: str, name: str, moment: Domain | None, last: Domain) -> None:
    if isinstance(moment, Days) and isinstance(last, Days) and moment.settled and last.settled:
        edges.after.setdefault((rule_id, name), set()).add((moment.first - last.first).days)


def _note_exemptions(run: Run, holder: Rule | Exemption, member: str, edges: Edges) -> None:
    for exemption in holder.exemptions:
        found = judge(run, exemption, member)
        if found.live.holds is not None:
            edges.bitten.setdefault(id(exemption), set()).add(found.live.holds)
        if found.phase in _MET:
            _note_exemptions(run, exemption, member, edges)


def _turns_on(statement: Statement, names: frozenset[str]) -> bool:
    if isinstance(statement.stated, NotEncoded):
        return not names.isdisjoint(statement.stated.touches)
    return statement.id in names


def _governing_days(run: Run, statement: Statement) -> Iterator[date]:
    scope = statement.scope
    for member in _members(run, statement.each):
        if run.located(scope.place, scope.areas, member).holds:
            day = governing_day(run, scope, member).value
            if isinstance(day, Days) and day.settled:
                yield day.first
