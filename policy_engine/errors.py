"""The two families of error: the pack is wrong, or the case is wrong. Each carries every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

_Ref = TypeVar("_Ref")
_Read = TypeVar("_Read")


class Location(NamedTuple):  # there is one for every word of a document
    """Where a problem is: a source with line and column (from 1), or a fact's path in a case.

    `source` is a file name as the user gave it, or `<case>` and the like for text that came without a file.
    """

    source: str = ""
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        spot = ":".join(str(part) for part in (self.source, self.line, self.column) if part)
        if self.path and spot:
            return f"{spot} ({self.path})"
        return spot or self.path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, in one sentence, with its place and, where there is one, a next step."""

    at: Location
    message: str
    help: str = ""

    def __str__(self) -> str:
        spot = str(self.at)
        head = f"{spot}: {self.message}" if spot else self.message
        return f"{head}\n  help: {self.help}" if self.help else head


class PolicyEngineError(Exception):
    """Something the engine was given is wrong; `problems` lists all of it, in the order of the text."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class PackError(PolicyEngineError):
    """A rule pack, its vocabulary, its calendars or its ledger is wrong."""


def read_each(read: Callable[[_Ref], _Read], refs: Iterable[_Ref]) -> list[_Read]:
    """Read each of several packs.

    Raises PackError with the problems of all that cannot be read.
    """
    found: list[_Read] = []
    problems: list[Problem] = []
    for ref in refs:
        try:
            found.append(read(ref))
        except PackError as error:
            problems += error.problems
    if problems:
        raise PackError(problems)
    return found


class CaseError(PolicyEngineError):
    """A case, or what is asked of it, is wrong."""
