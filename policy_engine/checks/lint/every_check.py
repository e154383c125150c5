"""Asking every check, or those that are named; what needs a solver is told apart from what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from policy_engine.checks.lint import boundaries, citations, dates, gaps, sheet, unshown
from policy_engine.checks.lint.subject import CannotSay, Check, LintFinding, Subject

PROVED = (Check.CONFLICTS, Check.UNREACHABLE, Check.DEAD_EXEMPTIONS)
"""What only a proof over all permitted cases can say; it needs the extra `analysis`."""
DEAR = (Check.UNSHOWN,)
"""What takes a minute or more for a large pack, and is asked for by name."""
USUAL = tuple(check for check in Check if check not in DEAR)

_Ask = Callable[[Subject], Iterator[LintFinding | CannotSay]]
_STATED: dict[Check, _Ask] = {
    Check.CITATIONS: citations.find,
    Check.DATES: dates.find,
    Check.GAPS: gaps.find,
    Check.SHEET: sheet.find,
    Check.BOUNDARIES: boundaries.find,
    Check.UNSHOWN: unshown.find,
}


@dataclass(frozen=True, slots=True)
class Linted:
    """What came of it; `not_run` are checks whose solver is missing, `asked` all others."""

    asked: tuple[Check, ...]
    not_run: tuple[Check, ...]
    findings: tuple[LintFinding, ...]
    unsure: tuple[CannotSay, ...]


def lint(subject: Subject, checks: Sequence[Check] = USUAL) -> Linted:
    """Ask the checks, and put what they say in the order of the text."""
    able = solver_installed()
    not_run = tuple(check for check in checks if check in PROVED and not able)
    asked = tuple(check for check in checks if check not in not_run)
    told = [one for check in asked for one in _check(check)(subject)]
    findings = (one for one in told if isinstance(one, LintFinding))
    unsure = (one for one in told if isinstance(one, CannotSay))
    return Linted(
        asked,
        not_run,
        tuple(sorted(findings, key=lambda one: (one.at, one.check, one.message))),
        tuple(sorted(unsure, key=lambda one: (one.at, one.check, one.about))),
    )


def solver_installed() -> bool:
    """Whether the extra `analysis` is there."""
    return find_spec("z3") is not None


def _check(check: Check) -> _Ask:
    """The function of a check; those that prove import the solver, and only then."""
    if check in _STATED:
        return _STATED[check]
    ask: _Ask = import_module(f"policy_engine.checks.lint.{check.value}").find
    return ask
