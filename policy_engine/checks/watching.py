"""An example watched while parts of the pack are left out: whether it could notice, and whether it does.

Deciding an example again is dear, and most examples cannot tell: the rule is not in force for them, or the clause
left out makes no difference to whether it is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import assert_never

from policy_engine.checks.answers import askable
from policy_engine.checks.chances import Chance, Statement, chance
from policy_engine.checks.redeciding import still_holds
from policy_engine.decisions.examples import (
    Example,
    ExpectedAmount,
    ExpectedEdge,
    ExpectedNames,
    ExpectedState,
    ExpectedValues,
    ExpectedVerdict,
)
from policy_engine.evaluation.asked import targets_of
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.exploring import explore
from policy_engine.evaluation.narrowing import Narrowing
from policy_engine.evaluation.outcomes import Target, reach
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.tracing import reachable
from policy_engine.evaluation.ways import Passes
from policy_engine.rules.model import GridRow, NotEncoded, Rule


@dataclass(frozen=True, slots=True)
class Watched:
    """An example as it is decided under the whole pack.

    `leaves` split the completions of a case that leaves an answer open. It can turn on `rules` and `names` alone, and
    `expects` something of what it names.
    """

    example: Example
    box: Box
    narrowing: Narrowing
    passes: Passes
    leaves: tuple[Passes, ...]
    open: bool
    rules: frozenset[str]
    names: frozenset[str]
    expects: frozenset[str]

    @classmethod
    def of(cls, example: Example, program: Program) -> Watched:
        """See what an example turns on.

        Raises CaseError where its case is impossible.
        """
        box, narrowing = check_case(example.case, program)
        targets = (*targets_of(askable(example, program.vocabulary), box), *_gathered(example, program))
        rules, names = reachable(program, (target.name for target in targets))
        passes = Passes(box)
        undecided = [target for target in targets if reach(passes.plain, target).code is None]
        leaves = _leaves(box, undecided, narrowing)
        keys = frozenset(rule.key for rule in rules)
        expects = frozenset(_expected(example))
        return cls(example, box, narrowing, passes, leaves, bool(undecided), keys, names, expects)

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
        best = min((chance(self.passes, statement, instead, member) for member in members), default=Chance.NONE)
        if best is not Chance.POSSIBLE or not self.leaves:
            return best
        return min(chance(leaf, statement, instead, member) for leaf, member in product(self.leaves, members))

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


def _leaves(box: Box, undecided: list[Target], narrowing: Narrowing) -> tuple[Passes, ...]:
    """The completions of a case, split until one answer is decided in each part; none where there are too many."""
    for target in undecided:
        found = explore(Passes(box), target, narrowing)
        if found.complete:
            return tuple(Passes(leaf.box) for leaf in found.leaves)
    return ()


def _expected(example: Example) -> Iterator[str]:
    for one in example.expect:
        match one:
            case ExpectedVerdict(action=name) | ExpectedState(obligation=name) | ExpectedValues(name=name):
                yield name
            case ExpectedNames(names=names):
                yield from names
            case ExpectedEdge() | ExpectedAmount():
                continue


def _gathered(example: Example, program: Program) -> tuple[Target, ...]:
    """The aggregates of which an example expects a value."""
    return tuple(Target("term", name, "", "") for name in example.case.ask if name in program.vocabulary.aggregates)


def _grid_of(row: GridRow) -> str:
    return row.id.partition("[")[0]
