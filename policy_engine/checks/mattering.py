"""What no example of a pack shows to matter: leave it out, and every example still holds.

Each rule, exemption, clause, word of a list, override, effect, row of a grid, entry of `not_encoded`, and each day on
which one version follows another is left out in turn. An example that then fails shows what it was there for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from policy_engine.checks.cuts import Cut, cuts_of_entry, cuts_of_row, cuts_of_rule
from policy_engine.checks.examples import run_example
from policy_engine.checks.findings import Finding, FindingKind
from policy_engine.checks.watching import Chance, Statement, Watched
from policy_engine.decisions.examples import ExampleSet
from policy_engine.evaluation.program import Program, compile_program
from policy_engine.rules.model import GridRow, NotEncoded, Pack, Rule

_One = TypeVar("_One", Rule, GridRow, NotEncoded)
_HELP = {
    FindingKind.BOUND_UNSHOWN: "add an example on either side of that day",
    FindingKind.OVERRIDE_UNSHOWN: "add an example in which both would apply",
}


def unshown(program: Program, examples: ExampleSet) -> tuple[Finding, ...]:
    """Everything in a pack that no example shows to matter, in the order of the text.

    Examples that do not hold show nothing.
    """
    holding = [example for example in examples.examples if run_example(program, example).holds]
    watch = _Watch(program, tuple(Watched.of(example, program) for example in holding))
    return tuple(sorted(_findings(watch), key=lambda finding: (finding.at, finding.message)))


def _findings(watch: _Watch) -> Iterator[Finding]:
    pack = watch.program.pack
    for rule in pack.rules:
        versions = [other for other in pack.rules if other.id == rule.id]
        yield from watch.unshown(rule, cuts_of_rule(rule, versions))
    for grid in pack.grids.values():
        for row in grid.rows:
            yield from watch.unshown(row, cuts_of_row(row, grid.rows))
    for entry in pack.not_encoded:
        yield from watch.unshown(entry, cuts_of_entry(entry))


class _Watch:
    """A pack under its examples."""

    def __init__(self, program: Program, examples: tuple[Watched, ...]) -> None:
        self.program = program
        self.examples = examples

    def unshown(self, statement: _One, cut: Cut[_One]) -> Iterator[Finding]:
        """What does not matter in a statement: all of it, or the parts that do not."""
        if not self._matters(statement, cut.rest):
            help_text = _HELP.get(cut.kind, "add an example that comes out otherwise without it")
            yield Finding(cut.kind, cut.id, f"no example shows that {cut.what} matters", cut.at, help_text)
            return
        for inner in cut.inside:
            yield from self.unshown(statement, inner)

    def _matters(self, statement: Statement, instead: Statement | None) -> bool:
        """Whether some example notices the change, asking first those that are likeliest to."""
        chances = [(watched.chance(statement, instead), watched) for watched in self.examples]
        asked = sorted((one for one in chances if one[0] is not Chance.NONE), key=lambda one: one[0])
        if not asked:
            return False
        pack = exchanged(self.program.pack, statement, instead)
        changed = compile_program(pack, self.program.vocabulary, self.program.axioms, self.program.calendars)
        return any(not run_example(changed, watched.example).holds for _, watched in asked)


def exchanged(pack: Pack, statement: Statement, instead: Statement | None) -> Pack:
    """The pack with something else in place of a statement, or nothing."""
    rules = [instead if one is statement else one for one in pack.rules]
    entries = [instead if one is statement else one for one in pack.not_encoded]
    grids = {
        name: replace(grid, rows=_only([instead if one is statement else one for one in grid.rows], GridRow))
        for name, grid in pack.grids.items()
    }
    return replace(pack, rules=_only(rules, Rule), not_encoded=_only(entries, NotEncoded), grids=grids)


def _only(statements: list[_One | Statement | None], sort: type[_One]) -> tuple[_One, ...]:
    return tuple(one for one in statements if isinstance(one, sort))
