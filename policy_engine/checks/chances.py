"""How likely an example notices a changed statement, judged without deciding the example again.

A statement that is judged alike with and without a part, in every way of reading the law that bears on it, makes no
difference; that a rule is named as one that is not met does not count. What is open stays a maybe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntEnum
from functools import partial

from policy_engine.evaluation.findings import NO, Truth, all_hold
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import Phase, Standing, bites, in_force, judge
from policy_engine.evaluation.ways import Passes
from policy_engine.rules.model import GridRow, NotEncoded, Rule

Statement = Rule | GridRow | NotEncoded
MOST_WAYS = 32


class Chance(IntEnum):
    """How likely an example notices, likeliest first."""

    LIKELY = 0
    POSSIBLE = 1
    NONE = 2


def chance(passes: Passes, statement: Statement, instead: Statement | None, member: str) -> Chance:
    """The best chance over all ways of reading the law, when something else stands instead of a statement."""
    return _in_some_way(passes, partial(_in_one_way, statement, instead, member))


def _in_some_way(passes: Passes, ask: Callable[[Run], Chance]) -> Chance:
    pending: list[dict[str, int]] = [{}]
    best = Chance.NONE
    for _ in range(MOST_WAYS):
        if not pending or best is Chance.LIKELY:
            return best
        choices = pending.pop()
        run = passes.run(choices)
        found, offered = run.alone(partial(ask, run))
        best = min(best, found)
        pending += _further(choices, offered)
    return min(best, Chance.POSSIBLE)


def _further(choices: dict[str, int], offered: dict[str, int]) -> Iterator[dict[str, int]]:
    """The ways that a pass has not taken, each once."""
    fixed = dict(choices)
    for point in sorted(offered.keys() - choices.keys()):
        yield from ({**fixed, point: way} for way in range(1, offered[point]))
        fixed[point] = 0


def _in_one_way(statement: Statement, instead: Statement | None, member: str, run: Run) -> Chance:
    match statement, instead:
        case Rule(), Rule():
            return _of_change(run, statement, instead, member)
        case Rule(), None:
            return _of_loss(run, statement, member)
        case ((GridRow() | NotEncoded()), (GridRow() | NotEncoded() | None)):
            after = NO if instead is None else _truth(run, instead, member)
            return _of_truths(_truth(run, statement, member), after)
        case _:
            raise ValueError("a statement is exchanged for one of its own sort")


def _of_change(run: Run, rule: Rule, instead: Rule, member: str) -> Chance:
    before = run.standing(rule, member)
    if before.phase is Phase.NOT_IN_FORCE and rule.effective == instead.effective:
        return Chance.NONE
    if before.phase is Phase.NOT_MET and rule.when == instead.when and rule.effective == instead.effective:
        return Chance.NONE
    after = judge(run, instead, member)
    if before.live.holds is None or after.live.holds is None:
        return Chance.POSSIBLE
    if before != after:
        return Chance.LIKELY
    same = rule.effects == instead.effects and rule.overrides == instead.overrides
    return Chance.NONE if same or _idle(before) else Chance.LIKELY


def _of_loss(run: Run, rule: Rule, member: str) -> Chance:
    """A rule that is exempted or overridden still gives a reason."""
    before = run.standing(rule, member)
    if before.phase in (Phase.NOT_IN_FORCE, Phase.NOT_MET) and _idle(before):
        return Chance.NONE
    return Chance.LIKELY if before.live.holds else Chance.POSSIBLE


def _idle(standing: Standing) -> bool:
    """Whether a rule surely has no effect, and no person needs to be asked about that."""
    return standing.live.holds is False and standing.live.clean


def _truth(run: Run, statement: GridRow | NotEncoded, member: str) -> Truth:
    if isinstance(statement, NotEncoded):
        return bites(run, statement, member)
    in_force_now = in_force(run, statement.scope, statement.effective, member)
    return in_force_now if in_force_now.holds is False else all_hold([in_force_now, run.holds(statement.when, member)])


def _of_truths(before: Truth, after: Truth) -> Chance:
    if before.holds is None or after.holds is None:
        return Chance.POSSIBLE
    return Chance.NONE if before == after else Chance.LIKELY
