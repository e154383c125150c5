"""Which examples could notice that a part of a pack is left out.

Deciding an example again is dear, and most examples cannot tell: the rule is not in force for them, or the clause
left out makes no difference to whether it is met. That is seen by judging the one statement with and without the
part, in every way of reading the law that the example passed through. An answer that is open stays a maybe.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import assert_never

from policy_engine.checks.answers import askable
from policy_engine.checks.redeciding import still_holds
from policy_engine.decisions.examples import Example
from policy_engine.evaluation.asked import targets_of
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.findings import NO, Truth, all_hold
from policy_engine.evaluation.narrowing import Narrowing
from policy_engine.evaluation.outcomes import Target
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import Phase, Standing, bites, in_force, judge
from policy_engine.evaluation.tracing import reachable
from policy_engine.evaluation.ways import ways_of
from policy_engine.rules.model import GridRow, NotEncoded, Rule

Statement = Rule | GridRow | NotEncoded


class Chance(IntEnum):
    """How likely an example notices, likeliest first."""

    LIKELY = 0
    POSSIBLE = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class Watched:
    """An example that holds, seen through the passes of deciding it."""

    example: Example
    box: Box
    narrowing: Narrowing
    runs: tuple[Run, ...]
    open: bool
    complete: bool
    rules: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, example: Example, program: Program) -> Watched:
        """Pass through an example once for each way of reading the law that it meets."""
        box, narrowing = check_case(example.case, program)
        targets = [*targets_of(askable(example, program.vocabulary), box), *_gathered(example, program)]
        rules, names = reachable(program, tuple(targets))
        passed = [ways_of(box, target) for target in targets]
        choices = {tuple(sorted(way.choices.items())): way.choices for ways, _ in passed for way in ways}
        return cls(
            example,
            box,
            narrowing,
            open=any(way.reached.code is None for ways, _ in passed for way in ways),
            runs=tuple(Run(box, taken) for taken in choices.values()),
            complete=all(complete for _, complete in passed),
            rules=frozenset(rule.key for rule in rules),
            names=names,
        )

    def notices(self, changed: Program) -> bool:
        """Whether something that the example expects comes out otherwise under a changed program."""
        box = replace(self.box, program=changed)
        return not still_holds(self.example, box, self.narrowing, askable(self.example, changed.vocabulary))

    def chance(self, statement: Statement, instead: Statement | None) -> Chance:
        """How likely the example notices when something else stands instead of a statement, or nothing."""
        if not self._reaches(statement):
            return Chance.NONE
        chances = [_chance(run, statement, instead, member) for run in self.runs for member in _members(run, statement)]
        if not self.complete or any(run.offered.keys() - run.choices.keys() for run in self.runs):
            chances.append(Chance.POSSIBLE)  # there is a reading that no pass has taken
        return min(chances, default=Chance.NONE)

    def _reaches(self, statement: Statement) -> bool:
        match statement:
            case Rule():
                return statement.key in self.rules
            case GridRow():
                return _grid_of(statement) in self.names
            case NotEncoded():
                return not self.names.isdisjoint(statement.touches)
            case _:
                assert_never(statement)


def _gathered(example: Example, program: Program) -> list[Target]:
    """The aggregates of which an example expects a value."""
    return [Target("term", name, "", "") for name in example.case.ask if name in program.vocabulary.aggregates]


def _grid_of(row: GridRow) -> str:
    return row.id.partition("[")[0]


def _members(run: Run, statement: Statement) -> tuple[str, ...]:
    bearer = run.program.pack.grids[_grid_of(statement)] if isinstance(statement, GridRow) else statement
    each = bearer.each
    return run.box.members_of(each) if each else ("",)


def _chance(run: Run, statement: Statement, instead: Statement | None, member: str) -> Chance:
    match statement, instead:
        case Rule(), Rule():
            return _of_change(run, statement, instead, member)
        case Rule(), _:
            return _of_loss(judge(run, statement, member))
        case ((GridRow() | NotEncoded()), (GridRow() | NotEncoded())):
            return _of_truths(_truth(run, statement, member), _truth(run, instead, member))
        case ((GridRow() | NotEncoded()), _):
            return _of_truths(_truth(run, statement, member), NO)
    raise AssertionError("a statement is exchanged for one of its own sort")


def _of_change(run: Run, rule: Rule, instead: Rule, member: str) -> Chance:
    before, after = judge(run, rule, member), judge(run, instead, member)
    if before != after:
        return Chance.LIKELY if before.live.holds is not None else Chance.POSSIBLE
    if before.live.holds is None:
        return Chance.POSSIBLE
    same = rule.effects == instead.effects and rule.overrides == instead.overrides
    return Chance.NONE if same or not before.live.holds else Chance.LIKELY


def _of_loss(before: Standing) -> Chance:
    if before.phase in (Phase.NOT_IN_FORCE, Phase.NOT_MET):
        return Chance.NONE
    return Chance.LIKELY if before.phase is Phase.APPLIES else Chance.POSSIBLE


def _truth(run: Run, statement: GridRow | NotEncoded, member: str) -> Truth:
    if isinstance(statement, NotEncoded):
        return bites(run, statement, member)
    in_force_now = in_force(run, statement.scope, statement.effective, member)
    return in_force_now if in_force_now.holds is False else all_hold([in_force_now, run.holds(statement.when, member)])


def _of_truths(before: Truth, after: Truth) -> Chance:
    if before.holds is None or after.holds is None:
        return Chance.POSSIBLE
    return Chance.NONE if before == after else Chance.LIKELY
