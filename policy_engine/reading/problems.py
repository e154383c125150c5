"""What is wrong with a text, gathered while reading goes on, so that everything is told at once."""

from __future__ import annotations

from collections.abc import Iterable

from policy_engine.errors import Location, PolicyEngineError, Problem


class Problems:
    """The problems met so far. A place that is already spoken for by an earlier pass is not complained about again."""

    __slots__ = ("_found", "_spoken_for")

    def __init__(self, already: Iterable[Problem] = ()) -> None:
        self._found = list(already)
        self._spoken_for = frozenset(problem.at for problem in self._found)

    def add(self, at: Location, message: str, advice: str = "") -> None:
        """Note one problem and go on."""
        if at not in self._spoken_for:
            self._found.append(Problem(at, message, advice))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note what another reader found, and leave its places alone from now on."""
        more = list(problems)
        self._found += more
        self._spoken_for |= {problem.at for problem in more}

    def raise_as(self, family: type[PolicyEngineError]) -> None:
        """Refuse the text when anything was wrong with it."""
        if self._found:
            raise family(self._found)

    @property
    def found(self) -> tuple[Problem, ...]:
        return tuple(self._found)

    def __len__(self) -> int:
        return len(self._found)
