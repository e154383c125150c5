"""An objection by a check: what it is about, in one sentence, with its place and advice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policy_engine.errors import Location, Problem


class FindingKind(StrEnum):
    """What is objected to."""

    EXAMPLE_FAILS = "example_fails"
    RULE_UNSHOWN = "rule_unshown"
    EXEMPTION_UNSHOWN = "exemption_unshown"
    EFFECT_UNSHOWN = "effect_unshown"
    CLAUSE_UNSHOWN = "clause_unshown"
    WORD_UNSHOWN = "word_unshown"
    OVERRIDE_UNSHOWN = "override_unshown"
    BOUND_UNSHOWN = "bound_unshown"
    ROW_UNSHOWN = "row_unshown"
    ENTRY_UNSHOWN = "entry_unshown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One objection. `id` is the statement or example that it is about."""

    kind: FindingKind
    id: str
    message: str
    at: Location
    help: str = ""

    def __str__(self) -> str:
        return str(Problem(self.at, self.message, self.help))
