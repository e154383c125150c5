"""Looking for what differs by its own statements, in two shares that have nothing to do with one another.

The shares are the same on every machine, and each has a solver, runs and a budget of its own: how many processes there
are changes nothing but the time it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from policy_engine.comparison.budget import Budget, Stage
from policy_engine.comparison.differences import Difference
from policy_engine.comparison.graph import Node
from policy_engine.comparison.jobs import BothJobs
from policy_engine.comparison.outcomes import Output, Standing
from policy_engine.comparison.parts import PARTS
from policy_engine.comparison.running import Runner
from policy_engine.comparison.sides import Found, Searched, Sides, Where

if TYPE_CHECKING:
    from policy_engine.comparison.asking import Asker

Asking: TypeAlias = "Callable[[Sides, Budget], Asker]"
About: TypeAlias = "Callable[[Node], tuple[Sequence[Difference], Where]]"
"""The differences on which an answer can turn by itself, and of which cases is asked."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What is known of an answer by itself: what was found in each part, and whether it changes before a day."""

    parts: tuple[Searched, ...]
    before: tuple[Standing, Found | None]
    """Whether it is proved that no case changes whose governing days all lie before it; else such a case, if found."""


def searched(asker: Asker, node: Node, about: About, alike: Sequence[str] = ()) -> tuple[Searched, ...]:
    """What is found in each part of an answer while some names are worth the same."""
    differences, where = about(node)
    return tuple(asker.search(node.output, part, differences, where, alike) for part in PARTS[node.output.sort])


def search_apart(
    nodes: Sequence[Node], sides: Sides, asking: Asking, asker: Asker, about: About, day: date, both_jobs: BothJobs
) -> Mapping[Output, Apart]:
    """What is found of each answer by itself; `asker` has the budget, of which as much is left as in either share."""
    ours, theirs = _shares(nodes, about)
    budget = asker.budget

    def here() -> list[Apart]:
        return [_apart(asker, node, about, day) for node in ours]

    def there() -> tuple[list[Apart], int, int]:
        apart = Budget(budget.times)
        other = asking(replace(sides, runner=Runner(sides.runner.old, sides.runner.new, apart)), apart)
        return [_apart(other, node, about, day) for node in theirs], apart.steps, apart.answers

    if not theirs:
        return dict(zip((node.output for node in ours), here(), strict=True))
    found, (others, steps, answers) = both_jobs(here, there)
    budget.steps, budget.answers = min(budget.steps, steps), min(budget.answers, answers)
    return dict(zip((node.output for node in (*ours, *theirs)), (*found, *others), strict=True))


def _apart(asker: Asker, node: Node, about: About, day: date) -> Apart:
    parts = searched(asker, node, about)
    if not any(one.found or one.left or one.in_some_reading for one in parts):
        return Apart(parts, (Standing.PROVED, None))
    with asker.budget.at(Stage.CLAIMING):
        differences, where = about(node)
        asked = (asker.before(node.output, part, differences, day, where) for part in PARTS[node.output.sort])
        return Apart(parts, next((one for one in asked if one[0] is not Standing.PROVED), (Standing.PROVED, None)))


def _shares(nodes: Sequence[Node], about: About) -> tuple[list[Node], list[Node]]:
    """Two shares that take about as long: what turns on many differences and uses much takes longest."""
    weights = {node.output: len(about(node)[0]) * (1 + len(node.uses)) for node in nodes}
    first: list[Node] = []
    second: list[Node] = []
    for node in sorted(nodes, key=lambda one: -weights[one.output]):
        lighter = min(first, second, key=lambda share: sum(weights[one.output] for one in share))
        lighter.append(node)
    return first, second
