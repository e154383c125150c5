"""Parts of a pack that no example shows to matter: leave one out, and every example still holds."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.checks.lint.subject import Check, LintFinding, Subject
from policy_engine.checks.mattering import unshown


def find(subject: Subject) -> Iterator[LintFinding]:
    """What `checks.mattering` finds; it decides every example many times over, so it is asked for by name."""
    for found in unshown(subject.program, subject.examples):
        yield LintFinding(Check.UNSHOWN, found.id, found.message, found.at, found.help)
