"""Rules that contradict each other: opposite effects on one action, or two values of one term, duty or column.

Proved over every case that the vocabulary permits; each finding comes with a case that was run and is in conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from policy_engine.checks.lint.subject import CannotSay, Check, LintFinding, Subject
from policy_engine.conditions.expressions import GridValue
from policy_engine.evaluation import expressions
from policy_engine.evaluation.outcomes import Target, reach
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.facts.vocabulary import Combine
from policy_engine.proof.law import Law
from policy_engine.proof.prover import Claim, Prover, Unsaid
from policy_engine.proof.symbols import YES, Formula, every, identical, no
from policy_engine.proof.witness import Confirmed
from policy_engine.rules.model import Grid, GridRow, Obliges, Rule, Sets

_FOLDED = (Combine.LONGEST, Combine.SHORTEST)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two statements that may contradict each other about a name, and how that shows."""

    one: Rule | GridRow
    other: Rule | GridRow
    about: str
    how: str
    claim: Claim
    confirmed: Confirmed


def find(subject: Subject) -> Iterator[LintFinding | CannotSay]:
    """Every pair of statements that some permitted case brings into conflict."""
    prover = Prover(subject.program)
    for pair in _pairs(subject.program):
        found = prover.case_where(pair.claim, pair.confirmed)
        if found is Unsaid.THERE_IS_NONE:
            continue
        earlier, later = sorted((pair.one, pair.other), key=lambda stated: stated.at)
        about = f"`{earlier.id}` and `{later.id}` {pair.how}"
        if isinstance(found, Unsaid):
            yield CannotSay(Check.CONFLICTS, later.id, about, later.at)
        else:
            message = f"{about}, and neither names the other"
            help_text = "let one override the other, or narrow one of them"
            witness = found.stated(subject.program)
            yield LintFinding(Check.CONFLICTS, later.id, message, later.at, help_text, witness)


def _pairs(program: Program) -> Iterator[_Pair]:
    for name in program.setters:
        conclusion = program.vocabulary.conclusions[name]
        if conclusion.combine not in _FOLDED:
            yield from _of_values(program, name)
    for name in program.granters.keys() & program.forbidders.keys():
        yield from _of_actions(program, name)
    for name in program.obligers:
        yield from _of_duties(program, name)
    for grid in program.pack.grids.values():
        yield from _of_rows(program, grid)


def _of_values(program: Program, name: str) -> Iterator[_Pair]:
    for one, other in combinations(program.setters[name], 2):
        if _value(one, name).value != _value(other, name).value and _may_meet(one, other, program):
            how = f"give `{name}` two values"
            yield _Pair(one, other, name, how, _claim(one, other, name), partial(_value_in_conflict, one, other, name))


def _value(rule: Rule, name: str) -> Sets:
    return next(effect for effect in rule.effects if isinstance(effect, Sets) and effect.name == name)


def _claim(one: Rule, other: Rule, name: str) -> Claim:
    def both(law: Law) -> Formula:
        member = law.world.names[0]
        values = (law.given(rule, name, _member(law, name)) for rule in (one, other))
        return every([law.live(one, member), law.live(other, member), no(identical(*values))])

    return both


def _member(law: Law, name: str) -> str:
    return law.world.names[0] if law.program.vocabulary.each_of(name) else ""


def _value_in_conflict(one: Rule, other: Rule, name: str, run: Run) -> bool:
    return _conflict(f"{name}:", run.name(name, _first(run, name)).review) and _both_live(one, other, run)


def _first(run: Run, name: str) -> str:
    each = run.program.vocabulary.each_of(name)
    return run.box.members_of(each)[0] if each else ""


def _both_live(one: Rule, other: Rule, run: Run) -> bool:
    members = {rule.key: run.box.members_of(rule.each)[0] if rule.each else "" for rule in (one, other)}
    return all(run.standing(rule, members[rule.key]).live.holds is True for rule in (one, other))


def _conflict(about: str, review: frozenset[str]) -> bool:
    return any(point.startswith(f"conflict:{about}") for point in review)


def _of_actions(program: Program, name: str) -> Iterator[_Pair]:
    for one in program.granters[name]:
        for other in program.forbidders[name]:
            if one.scope.place == other.scope.place and one is not other and _may_meet(one, other, program):

                def both(law: Law, one: Rule = one, other: Rule = other) -> Formula:
                    return every(law.live(rule, law.world.names[0]) for rule in (one, other))

                how = f"grant and forbid `{name}`"
                yield _Pair(one, other, name, how, both, partial(_both_live, one, other))


def _of_duties(program: Program, name: str) -> Iterator[_Pair]:
    for one, other in combinations(program.obligers[name], 2):
        first, second = _duty(one, name), _duty(other, name)
        if one.scope.place != other.scope.place or first == second or not _may_meet(one, other, program):
            continue
        how = f"ask for `{name}` in two ways"
        yield _Pair(one, other, name, how, _both_owed(one, other, name), partial(_owed_in_conflict, one, other, name))


def _duty(rule: Rule, name: str) -> Obliges:
    return next(effect for effect in rule.effects if isinstance(effect, Obliges) and effect.obligation == name)


def _both_owed(one: Rule, other: Rule, name: str) -> Claim:
    first, second = _duty(one, name), _duty(other, name)
    plain = (first.to, first.amount, first.consequence) == (second.to, second.amount, second.consequence)

    def both(law: Law) -> Formula:
        differ = YES
        if plain and first.may_wait_for == second.may_wait_for and first.due and second.due:
            member = _member(law, name)
            differ = no(identical(law.value(first.due, member, one.id), law.value(second.due, member, other.id)))
        return every([*(law.live(rule, law.world.names[0]) for rule in (one, other)), differ])

    return both


def _owed_in_conflict(one: Rule, other: Rule, name: str, run: Run) -> bool:
    target = Target("obligation", name, _first(run, name), one.scope.place)
    return _both_live(one, other, run) and _conflict(f"{name}:", reach(run, target).review)


def _of_rows(program: Program, grid: Grid) -> Iterator[_Pair]:
    for one, other in combinations(grid.rows, 2):
        columns = [column for column in one.values if one.values[column] != other.values.get(column)]
        if not columns or not _may_meet(one, other, program):
            continue

        def both(law: Law, one: GridRow = one, other: GridRow = other, column: str = columns[0]) -> Formula:
            member = law.world.names[0] if grid.each else ""
            values = (law.value(row.values[column], member, row.id) for row in (one, other))
            return every([law.row(one, member), law.row(other, member), no(identical(*values))])

        confirmed = partial(_column_in_conflict, grid, columns[0])
        yield _Pair(one, other, grid.id, f"give `{columns[0]}` of `{grid.id}` two values", both, confirmed)


def _column_in_conflict(grid: Grid, column: str, run: Run) -> bool:
    member = run.box.members_of(grid.each)[0] if grid.each else ""
    found = expressions.value_of(run, GridValue(grid.id, column), member, "")
    return _conflict(f"{grid.id}.{column}:", found.review)


def _may_meet(one: Rule | GridRow, other: Rule | GridRow, program: Program) -> bool:
    """Whether a place can be in both scopes, where one fact names it: most pairs are told apart by that."""
    if one.scope.place != other.scope.place:
        return True
    places = program.pack.places

    def inside(stated: Rule | GridRow) -> set[str]:
        return {code for code in program.place_codes if any(places.lies_in(code, area) for area in stated.scope.areas)}

    return not inside(one).isdisjoint(inside(other))
