"""What is linted, and what a check answers: a finding with its place, its advice and the facts that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from policy_engine.decisions.examples import ExampleSet
from policy_engine.errors import Location, Problem
from policy_engine.evaluation.program import Program


class Check(StrEnum):
    """All checks there are, by the names under which people choose them."""

    CITATIONS = "citations"
    DATES = "dates"
    GAPS = "gaps"
    SHEET = "sheet"
    BOUNDARIES = "boundaries"
    CONFLICTS = "conflicts"
    UNREACHABLE = "unreachable"
    DEAD_EXEMPTIONS = "dead_exemptions"
    UNSHOWN = "unshown"


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A pack under its examples, looked at on a day. Told apart by identity: what was seen of one is kept.

    `sources` says where each source is listed. `sheet` holds the ids of the fact sheet, where one was given.
    """

    program: Program
    examples: ExampleSet
    on: date
    oldest: int = 365
    """So many days after somebody last checked a citation it is stale."""
    sources: Mapping[str, Location] = field(default_factory=dict)
    sheet: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One objection. `id` is the statement or source that it is about; `witness` states the case that shows it."""

    check: Check
    id: str
    message: str
    at: Location
    help: str = ""
    witness: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        told = str(Problem(self.at, self.message, self.help))
        stated = ", ".join(f"{fact}: {value}" for fact, value in self.witness)
        return f"{told}\n  case: {stated}" if stated else told


@dataclass(frozen=True, slots=True)
class CannotSay:
    """A suspicion that neither could be proved nor refuted; it is counted, and no finding."""

    check: Check
    id: str
    about: str
    at: Location
