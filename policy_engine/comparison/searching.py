"""Looking for what differs by its own statements, in two shares that have nothing to do with one another.

The shares are the same on every machine, and each has a solver, runs and a budget of its own: how many processes there
are changes nothing but the time it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from policy_engine.comparison.at_once import both_at_once
from policy_engine.comparison.budget import Budget
from policy_engine.comparison.differences import Difference
from policy_engine.comparison.graph import Node
from policy_engine.comparison.outcomes import Output
from policy_engine.comparison.parts import PARTS
from policy_engine.comparison.running import Runner
from policy_engine.comparison.sides import Searched, Sides, Where

if TYPE_CHECKING:
    from policy_engine.comparison.asking import Asker

Asking: TypeAlias = "Callable[[Sides, Budget], Asker]"
About: TypeAlias = "Callable[[Node], tuple[Sequence[Difference], Where]]"
"""The differences on which an answer can turn by itself, and of which cases is asked."""


def searched(asker: Asker, node: Node, about: About, alike: Sequence[str] = ()) -> tuple[Searched, ...]:
    """What is found in each part of an answer while some names are worth the same."""
    differences, where = about(node)
    return tuple(asker.search(node.output, part, differences, where, alike) for part in PARTS[node.output.sort])


def search_apart(
    nodes: Sequence[Node], sides: Sides, asking: Asking, asker: Asker, about: About
) -> Mapping[Output, tuple[Searched, ...]]:
    """What is found of each answer by itself; `asker` has the budget, of which as much is left as in either share."""
    ours, theirs = _shares(nodes, about)
    budget = asker.budget

    def here() -> list[tuple[Searched, ...]]:
        return [searched(asker, node, about) for node in ours]

    def there() -> tuple[list[tuple[Searched, ...]], int, int]:
        apart = Budget(budget.times)
        other = asking(replace(sides, runner=Runner(sides.runner.old, sides.runner.new, apart)), apart)
        return [searched(other, node, about) for node in theirs], apart.steps, apart.answers

    if not theirs:
        return dict(zip((node.output for node in ours), here(), strict=True))
    found, (others, steps, answers) = both_at_once(here, there)
    budget.steps, budget.answers = min(budget.steps, steps), min(budget.answers, answers)
    return dict(zip((node.output for node in (*ours, *theirs)), (*found, *others), strict=True))


def _shares(nodes: Sequence[Node], about: About) -> tuple[list[Node], list[Node]]:
    """Two shares that take about as long: what turns on many differences and uses much takes longest."""
    weights = {node.output: len(about(node)[0]) * (1 + len(node.uses)) for node in nodes}
    first: list[Node] = []
    second: list[Node] = []
    for node in sorted(nodes, key=lambda one: -weights[one.output]):
        lighter = min(first, second, key=lambda share: sum(weights[one.output] for one in share))
        lighter.append(node)
    return first, second
