"""On which edges the examples of a pack stand: of windows and deadlines, of carve-outs, of first days.

An example counts for what it asks. It is looked at in the plainest way of reading the law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from policy_engine.checks.answers import askable
from policy_engine.decisions.examples import Example, ExampleSet
from policy_engine.errors import CaseError
from policy_engine.evaluation import expressions
from policy_engine.evaluation.asked import targets_of
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.domains import Days, Domain
from policy_engine.evaluation.outcomes import Target, judged_moment, reach
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import Phase, governing_day, judge
from policy_engine.evaluation.tracing import reachable
from policy_engine.rules.model import Exemption, Grants, NotEncoded, Rule
from policy_engine.rules.statements import Statement

_MET = (Phase.APPLIES, Phase.EXEMPTED, Phase.OVERRIDDEN)


@dataclass(slots=True)
class Edges:
    """What the examples have shown so far."""

    after: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    """By rule and what it gives or asks for: how many days after the last day in somebody acted or looked."""
    bitten: dict[int, set[bool]] = field(default_factory=dict)
    """By exemption: whether it bit where what it is carved out of was met."""
    governed: dict[int, set[date]] = field(default_factory=dict)
    """By statement: the governing days of examples at its places that can turn on it."""


def edges_of(program: Program, examples: ExampleSet, dated: tuple[Statement, ...]) -> Edges:
    """See where all examples stand; governing days only for the statements named."""
    edges = Edges()
    for example in examples.examples:
        try:
            box, _ = check_case(example.case, program)
        except CaseError:
            continue
        _look(example, box, dated, edges)
    return edges


def _look(example: Example, box: Box, dated: tuple[Statement, ...], edges: Edges) -> None:
    run = Run(box, {})
    targets = targets_of(askable(example, box.program.vocabulary), box)
    rules, names = reachable(box.program, targets)
    for target in targets:
        _note_window(run, target, edges)
    for rule in rules:
        for member in box.members_of(rule.each) if rule.exemptions and rule.each else ("",):
            if rule.exemptions and run.standing(rule, member).phase in _MET:
                _note_exemptions(run, rule, member, edges)
    for one in dated:
        if _turns_on(one, names):
            edges.governed.setdefault(id(one.stated), set()).update(_governing_days(run, one))


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
    for member in run.box.members_of(statement.each) if statement.each else ("",):
        if run.located(scope.place, scope.areas, member).holds:
            day = governing_day(run, scope, member).value
            if isinstance(day, Days) and day.settled:
                yield day.first
