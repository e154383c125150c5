"""What the examples of a pack show: what they make live, and on which edges of windows and carve-outs they stand.

An example counts for what it asks, in the plainest way of reading the law, and is looked at only while something it
could show is still unshown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from policy_engine.checks.answers import askable
from policy_engine.checks.lint.families import begins
from policy_engine.checks.lint.subject import Subject
from policy_engine.conditions.conditions import All, Condition, Operator, Test
from policy_engine.conditions.expressions import Expression
from policy_engine.errors import CaseError
from policy_engine.evaluation import expressions
from policy_engine.evaluation.asked import parts_of, targets_of
from policy_engine.evaluation.box import Box, box_of
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.domains import Days, Domain
from policy_engine.evaluation.findings import Truth
from policy_engine.evaluation.outcomes import Target, judged_moment, reach
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import Phase, bites, concerns, governing_day, in_force, judge
from policy_engine.evaluation.tracing import reachable
from policy_engine.facts.vocabulary import DECIDE_ON
from policy_engine.rules.model import Exemption, Grants, GridRow, NotEncoded, Obliges, Pack, Rule
from policy_engine.rules.statements import Statement, statements_of
from policy_engine.rules.walking import all_exemptions

LAST_IN, FIRST_OUT = 0, 1
"""Days after the last one of a window."""
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


@dataclass(frozen=True, slots=True, eq=False)
class _Reach:
    """What the answers to one question can turn on, and so all that an example of it can show."""

    named: frozenset[str]
    rules: tuple[Rule, ...]
    dated: tuple[Statement, ...]
    parts: tuple[Statement, ...]
    """The rows and entries; a rule's life is told by the rule."""

    def has_more(self, run: Run, edges: Edges) -> bool:
        """Whether the case of a run can show something still unshown: what is no law there shows nothing."""
        return (
            any(_can_be_law(run, rule) for rule in self.rules if self.lacks(rule, edges))
            or any(_can_be_law(run, one) for one in self.parts if id(one.stated) not in edges.live)
            or any(_can_begin(run, one) for one in self.dated if not _begun(one, edges))
        )

    def lacks(self, rule: Rule, edges: Edges) -> bool:
        """Whether something that these answers can show of a rule is still unshown."""
        windows = ((name, days) for name, days in windows_of(rule) if name in self.named)
        return (
            id(rule) not in edges.live
            or any(edges.bitten.get(id(one)) != {True, False} for one in all_exemptions(rule))
            or any(days not in edges.after.get((rule.id, name), ()) for name, days in windows)
        )


def _can_be_law(run: Run, one: Rule | Statement) -> bool:
    return any(in_force(run, one.scope, one.effective, member).holds is not False for member in _members(run, one.each))


def _can_begin(run: Run, one: Statement) -> bool:
    """Whether the day that governs can be the first one of a statement, or the one before, and at its place."""
    return any(
        run.located(one.scope.place, one.scope.areas, member).holds is not False
        and _can_be(governing_day(run, one.scope, member).value, first_days(one))
        for member in _members(run, one.each)
    )


def _can_be(day: Domain, wanted: tuple[date, ...]) -> bool:
    return not (isinstance(day, Days) and day.settled) or day.first in wanted


def _begun(one: Statement, edges: Edges) -> bool:
    return edges.governed.get(id(one.stated), set()).issuperset(first_days(one))


@lru_cache(maxsize=1)
def edges_of(subject: Subject) -> Edges:
    """See where all examples stand. Several checks ask that of one pack."""
    program, edges = subject.program, Edges()
    stated = tuple(statements_of(program.pack))
    reaches: dict[tuple[str, ...], _Reach] = {}
    for example in subject.examples.examples:
        asked = askable(example, program.vocabulary)
        within = reaches[asked] = reaches.get(asked) or _reach(asked, program, stated)
        if not within.has_more(Run(box_of(example.case, program), {}), edges):
            continue
        try:
            box, _ = check_case(example.case, program)
        except CaseError:
            continue
        _look(asked, within, box, edges)
    return edges


def _reach(asked: tuple[str, ...], program: Program, stated: tuple[Statement, ...]) -> _Reach:
    named = frozenset(part for name in asked for part in parts_of(name, program))
    rules, names = reachable(program, named)
    turned = tuple(one for one in stated if _turns_on(one, names))
    dated = tuple(one for one in turned if begins_inside(one, program.pack))
    return _Reach(named, rules, dated, tuple(one for one in turned if isinstance(one.stated, GridRow | NotEncoded)))


def windows_of(rule: Rule) -> Iterator[tuple[str, int]]:
    """What a rule gives or asks for within a time, and the days after its last one on which an example must stand."""
    for effect in rule.effects:
        match effect:
            case Grants(action=name, until=end) | Obliges(obligation=name, due=end) if end is not None:
                yield name, LAST_IN
                if not (isinstance(effect, Obliges) and _ends_with(rule.when, end)):
                    yield name, FIRST_OUT
            case _:
                continue


def _ends_with(condition: Condition, end: Expression) -> bool:
    """Whether it asks to be looked at by that very day: such a duty is over on the day after, and never late."""
    match condition:
        case Test(subject=subject, operator=Operator.ON_OR_BEFORE, operands=operands):
            return subject == DECIDE_ON and operands == (end,)
        case All(parts=parts):
            return any(_ends_with(part, end) for part in parts)
        case _:
            return False


def first_days(one: Statement) -> tuple[date, date]:
    """The day before a statement begins to be law, and the day on which it does."""
    return begins(one) - timedelta(days=1), begins(one)


def begins_inside(one: Statement, pack: Pack) -> bool:
    """Whether a statement begins after the pack's law does: before that nothing is covered, and nothing to show."""
    if one.outer is not None and one.effective.start == one.outer.start:
        return False
    since = [cover.since for cover in pack.covers if cover.scope.place == one.scope.place] or [
        cover.since for cover in pack.covers
    ]
    return begins(one) > min(since, default=begins(one))


def _look(asked: tuple[str, ...], reached: _Reach, box: Box, edges: Edges) -> None:
    run = Run(box, {})
    lacking = [rule for rule in reached.rules if reached.lacks(rule, edges)]
    timed = {name for rule in lacking for name, _ in windows_of(rule)}
    for target in targets_of(asked, box):
        if target.name in timed:
            _note_window(run, target, edges)
    for rule in lacking:
        for member in _members(run, rule.each):
            standing = run.standing(rule, member)
            if standing.live.holds is True:
                edges.live.add(id(rule))
            if rule.exemptions and standing.phase in _MET:
                _note_exemptions(run, rule, member, edges)
    for one in reached.dated:
        if not _begun(one, edges):
            edges.governed.setdefault(id(one.stated), set()).update(_governing_days(run, one))
    for one in reached.parts:
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
            return concerns(run, stated, member)


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
    judged = judged_moment(run, target.name, rule, target.member).value
    for effect in rule.effects:
        if isinstance(effect, Grants) and effect.action == target.name and effect.until is not None:
            until = expressions.stated_in(run, effect.until, rule, target.member).value
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
