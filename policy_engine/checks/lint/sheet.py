"""Ids that the fact sheet does not know: a slip of the pen, or law that nobody has researched."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.checks.lint.subject import Check, LintFinding, Subject
from policy_engine.errors import Location
from policy_engine.rules.model import Pack
from policy_engine.rules.statements import statements_of

_HELP = "name it after its row, or extend the id of a row: `eu.crd.scope.excluded.vending_machine`"


def find(subject: Subject) -> Iterator[LintFinding]:
    """Every id that is none of the sheet's, and does not extend one; nothing where no sheet was given."""
    if subject.sheet is None:
        return
    for name, at in _named(subject.program.pack).items():
        if not is_of_the_sheet(name, subject.sheet):
            yield LintFinding(Check.SHEET, name, f"the sheet has no row `{name}`", at, _HELP)


def is_of_the_sheet(name: str, sheet: frozenset[str]) -> bool:
    """Whether an id, or what it extends, is an id of the sheet."""
    parts = name.split(".")
    return any(".".join(parts[:count]) in sheet for count in range(len(parts), 1, -1))


def _named(pack: Pack) -> dict[str, Location]:
    """Every id with the place where it first stands; a grid goes by its own name."""
    found: dict[str, Location] = {}
    for one in statements_of(pack):
        found.setdefault(one.within if one.is_row else one.id, one.at)
    return found
