"""Which examples could notice that a part of a pack is left out.

Deciding an example again is dear, and most examples cannot tell: the rule is not in force for them, or the clause
left out makes no difference to whether it is met. That is seen by judging the one statement with and without the
part, in every way of reading the law that bears on it. What is open in an example stays a maybe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import partial
from typing import assert_never

from policy_engine.checks.answers import askable
from policy_engine.checks.redeciding import still_holds
from policy_engine.decisions.examples import Example
from policy_engine.evaluation.asked import targets_of
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.findings import NO, Truth, all_hold
from policy_engine.evaluation.narrowing import Narrowing
from policy_engine.evaluation.outcomes import Target, reach
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import Phase, bites, in_force, judge
from policy_engine.evaluation.tracing import reachable
from policy_engine.evaluation.ways import Passes
from policy_engine.rules.model import GridRow, NotEncoded, Rule

Statement = Rule | GridRow | NotEncoded
MOST_WAYS = 32


class Chance(IntEnum):
    """How likely an example notices, likeliest first."""

    LIKELY = 0
    POSSIBLE = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class Watched:
    """An example as it is decided under the whole pack. It is `open` where an answer turns on facts not stated."""

    example: Example
    box: Box
    narrowing: Narrowing
    passes: Passes
    open: bool
    rules: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, example: Example, program: Program) -> Watched:
        """See what an example turns on.

        Raises CaseError where its case is impossible.
        """
        box, narrowing = check_case(example.case, program)
        targets = (*targets_of(askable(example, program.vocabulary), box), *_gathered(example, program))
        rules, names = reachable(program, targets)
        passes = Passes(box)
        is_open = any(reach(passes.plain, target).code is None for target in targets)
        return cls(example, box, narrowing, passes, is_open, frozenset(rule.key for rule in rules), names)

    def notices(self, changed: Program) -> bool:
        """Whether something that the example expects comes out otherwise under a changed program."""
        box = replace(self.box, program=changed)
        return not still_holds(self.example, box, self.narrowing, askable(self.example, changed.vocabulary))

    def chance(self, statement: Statement, instead: Statement | None) -> Chance:
        """How likely the example notices when something else stands instead of a statement, or nothing."""
        if not self._reaches(statement):
            return Chance.NONE
        bearer = self.box.program.pack.grids[_grid_of(statement)] if isinstance(statement, GridRow) else statement
        members = self.box.members_of(bearer.each) if bearer.each else ("",)
        return min(
            (self._in_some_way(partial(_chance, statement, instead, member)) for member in members),
            default=Chance.NONE,
        )

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

    def _in_some_way(self, ask: Callable[[Run], Chance]) -> Chance:
        """The best chance over the ways of reading the law that bear on a question."""
        pending: list[dict[str, int]] = [{}]
        best = Chance.NONE
        for _ in range(MOST_WAYS):
            if not pending or best is Chance.LIKELY:
                return best
            choices = pending.pop()
            run = self.passes.run(choices)
            chance, offered = run.alone(partial(ask, run))
            best = min(best, chance)
            pending += _further(choices, offered)
        return min(best, Chance.POSSIBLE)


def _further(choices: dict[str, int], offered: dict[str, int]) -> Iterator[dict[str, int]]:
    """The ways that a pass has not taken, each once."""
    fixed = dict(choices)
    for point in sorted(offered.keys() - choices.keys()):
        yield from ({**fixed, point: way} for way in range(1, offered[point]))
        fixed[point] = 0


def _gathered(example: Example, program: Program) -> list[Target]:
    """The aggregates of which an example expects a value."""
    return [Target("term", name, "", "") for name in example.case.ask if name in program.vocabulary.aggregates]


def _grid_of(row: GridRow) -> str:
    return row.id.partition("[")[0]


def _chance(statement: Statement, instead: Statement | None, member: str, run: Run) -> Chance:
    match statement, instead:
        case Rule(), Rule():
            return _of_change(run, statement, instead, member)
        case Rule(), _:
            return _of_loss(run, statement, member)
        case ((GridRow() | NotEncoded()), (GridRow() | NotEncoded() | None)):
            after = NO if instead is None else _truth(run, instead, member)
            return _of_truths(_truth(run, statement, member), after)
        case _:
            raise ValueError("a statement is exchanged for one of its own sort")


def _of_change(run: Run, rule: Rule, instead: Rule, member: str) -> Chance:
    before, after = judge(run, rule, member), judge(run, instead, member)
    if before.live.holds is None or after.live.holds is None:
        return Chance.POSSIBLE
    if before != after:
        return Chance.LIKELY
    same = rule.effects == instead.effects and rule.overrides == instead.overrides
    return Chance.NONE if same or not before.live.holds else Chance.LIKELY


def _of_loss(run: Run, rule: Rule, member: str) -> Chance:
    """A rule that is exempted or overridden still gives a reason."""
    before = judge(run, rule, member)
    if before.phase in (Phase.NOT_IN_FORCE, Phase.NOT_MET):
        return Chance.NONE
    return Chance.LIKELY if before.live.holds else Chance.POSSIBLE


def _truth(run: Run, statement: GridRow | NotEncoded, member: str) -> Truth:
    if isinstance(statement, NotEncoded):
        return bites(run, statement, member)
    in_force_now = in_force(run, statement.scope, statement.effective, member)
    return in_force_now if in_force_now.holds is False else all_hold([in_force_now, run.holds(statement.when, member)])


def _of_truths(before: Truth, after: Truth) -> Chance:
    if before.holds is None or after.holds is None:
        return Chance.POSSIBLE
    return Chance.NONE if before == after else Chance.LIKELY
