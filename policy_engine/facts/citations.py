"""Where a statement of law comes from, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Grade(StrEnum):
    """How a statement was verified, surest first."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    RECALLED_HIGH = "recalled_high"
    RECALLED_MEDIUM = "recalled_medium"
    RECALLED_LOW = "recalled_low"

    @property
    def may_decide_alone(self) -> bool:
        """Medium and low grades never refuse a consumer or shorten a period."""
        return self not in (Grade.RECALLED_MEDIUM, Grade.RECALLED_LOW)


class Nature(StrEnum):
    """What kind of source it is; only the first three refuse or set a legal deadline.

    A seller's or platform's own terms are no law: they bind whoever published them, and nobody else.
    """

    STATUTE = "statute"
    REGULATION = "regulation"
    CASE_LAW = "case_law"
    GUIDANCE = "guidance"
    PRACTICE = "practice"
    OWN_TERMS = "own_terms"

    @property
    def binds(self) -> bool:
        """Guidance and practice inform; they do not bind."""
        return self not in (Nature.GUIDANCE, Nature.PRACTICE)

    @property
    def of_law(self) -> bool:
        """Whether a rule pack may cite it; what somebody promises of their own is cited by a policy alone."""
        return self is not Nature.OWN_TERMS


@dataclass(frozen=True, slots=True)
class Source:
    """A text of law or guidance that citations name by its id."""

    id: str
    title: str
    nature: Nature
    address: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A pinpoint in a source, the day somebody last checked it, and the grade of that check."""

    source: Source
    at: str
    verified_on: date
    grade: Grade

    @property
    def decides_alone(self) -> bool:
        """Whether what rests only on this may refuse a consumer or shorten a period."""
        return self.grade.may_decide_alone and self.source.nature.binds
