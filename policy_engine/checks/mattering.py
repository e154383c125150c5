"""What no example of a pack shows to matter: leave it out, and every example still holds.

Each rule, exemption, clause, word of a list, override, effect, row of a grid, entry of `not_encoded`, and each day on
which one version follows another is left out in turn. An example that then fails shows what it was there for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from policy_engine.checks.chances import Chance, Statement
from policy_engine.checks.cuts import Cut, cuts_of_entry, cuts_of_row, cuts_of_rule, subjects_of
from policy_engine.checks.findings import Finding, FindingKind
from policy_engine.checks.watching import Watched
from policy_engine.decisions.examples import ExampleSet
from policy_engine.errors import CaseError
from policy_engine.evaluation.program import Program, compile_program
from policy_engine.rules.model import GridRow, NotEncoded, Pack, Rule

_One = TypeVar("_One", Rule, GridRow, NotEncoded)
_HELP = {
    FindingKind.BOUND_UNSHOWN: "add an example beside that day that comes out otherwise under the other version",
    FindingKind.OVERRIDE_UNSHOWN: "add an example in which both would apply",
}


def unshown(program: Program, examples: ExampleSet) -> tuple[Finding, ...]:
    """Everything in a pack that no example shows to matter, in the order of the text.

    Examples that do not hold show nothing.
    """
    watch = _Watch(program, tuple(_holding(program, examples)))
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
        self._whole: dict[int, bool] = {}

    def unshown(self, statement: _One, cut: Cut[_One]) -> Iterator[Finding]:
        """What does not matter in a statement: all of it, or the parts that do not."""
        if not self._noticed(statement, cut.rest, cut.gone, cut.id):
            help_text = _HELP.get(cut.kind, "add an example that comes out otherwise without it")
            yield Finding(cut.kind, cut.id, f"no example shows that {cut.claim}", cut.at, help_text)
            return
        for inner in cut.inside:
            if inner.gone is None or self._noticed(inner.gone, None):
                yield from self.unshown(statement, inner)

    def _noticed(
        self, statement: Statement, rest: Statement | None, gone: Statement | None = None, about: str = ""
    ) -> bool:
        """Whether some example notices a change; of a whole statement it is asked once for each of its versions."""
        if rest is not None:
            return self._asked(statement, rest, gone, about)
        known = self._whole.get(id(statement))
        if known is None:
            known = self._whole[id(statement)] = self._asked(statement, rest, gone, about)
        return known

    def _asked(self, statement: Statement, rest: Statement | None, gone: Statement | None, about: str) -> bool:
        """Ask the examples, those first that speak of it and leave nothing open."""
        names = {about, *subjects_of(statement)}
        without = _Without(self.program, {id(statement): rest, id(gone): None})
        later: list[Watched] = []
        for watched in sorted(self.examples, key=lambda one: (names.isdisjoint(one.expects), one.open)):
            chances = [watched.chance(statement, rest), *([watched.chance(gone, None)] if gone else [])]
            if min(chances) is Chance.LIKELY and watched.notices(without.program):
                return True
            later += [watched] if min(chances) is Chance.POSSIBLE else []
        return any(watched.notices(without.program) for watched in later)


class _Without:
    """A program with some statements changed, compiled once it is needed."""

    def __init__(self, whole: Program, changes: Mapping[int, Statement | None]) -> None:
        self._whole = whole
        self._changes = changes

    @cached_property
    def program(self) -> Program:
        """The program as it would be."""
        pack = changed(self._whole.pack, self._changes)
        return compile_program(pack, self._whole.vocabulary, self._whole.axioms, self._whole.calendars)


def changed(pack: Pack, changes: Mapping[int, Statement | None]) -> Pack:
    """The pack with other statements, or nothing, in place of those with these identities."""
    grids = {name: replace(grid, rows=_with(grid.rows, changes, GridRow)) for name, grid in pack.grids.items()}
    rules, entries = _with(pack.rules, changes, Rule), _with(pack.not_encoded, changes, NotEncoded)
    return replace(pack, rules=rules, grids=grids, not_encoded=entries)


def _with(statements: tuple[_One, ...], changes: Mapping[int, Statement | None], sort: type[_One]) -> tuple[_One, ...]:
    found = [changes.get(id(one), one) for one in statements]
    return tuple(one for one in found if isinstance(one, sort))


def _holding(program: Program, examples: ExampleSet) -> Iterator[Watched]:
    for example in examples.examples:
        try:
            watched = Watched.of(example, program)
        except CaseError:
            continue
        if not watched.notices(program):
            yield watched
