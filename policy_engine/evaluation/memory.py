"""What passes over one case have found out: an answer stands again wherever all that it was made of is the same.

An answer is kept with the questions that were asked to find it, in their order, and what each was told. Another pass,
over other completions or another way of reading the law, asks the same questions; as long as it is told the same, it
is on the way to the same answer, and where it is told otherwise it finds out itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, NamedTuple, TypeAlias

from policy_engine.calendar.counting import Counted

Question: TypeAlias = tuple[Callable[[Any, Any, str], Any], Hashable, str]
"""What can be asked of a pass: who finds the answer, what it is about, and for which member."""


class Told(NamedTuple):
    """An answer, and the points at which the law could be read otherwise for it, each with its number of ways."""

    answer: Any
    offered: tuple[tuple[str, int], ...] = ()


class Count(NamedTuple):
    """A period that was counted out, and for which rule."""

    owner: str
    member: str
    counted: Counted


class Kept(NamedTuple):
    """What a question was told, and the periods that were counted out on the way."""

    told: Told
    counts: tuple[Count, ...]


class _Fork:
    """A question on the way to an answer, and how it goes on from what it was told."""

    __slots__ = ("otherwise", "question", "then", "told")

    def __init__(self, question: Question, told: Told, then: _Fork | Kept) -> None:
        self.question = question
        self.told = told
        self.then = then
        self.otherwise: dict[Told, _Fork | Kept] | None = None  # seldom does more than one way go on

    def after(self, told: Told) -> _Fork | Kept | None:
        """How it goes on, if it was ever told this."""
        if told is self.told or told == self.told:
            return self.then
        return self.otherwise.get(told) if self.otherwise else None

    def go_on(self, told: Told, step: _Fork | Kept) -> None:
        """Note how it goes on from an answer that was never given before."""
        if self.otherwise is None:
            self.otherwise = {}
        self.otherwise[told] = step


class Memory:
    """Every answer found so far and how it was come by. It lives for one case, and no answer depends on it."""

    def __init__(self) -> None:
        self._found: dict[Question, _Fork | Kept] = {}
        self._trials: Memory | None = None
        self._uncharged = 0
        self.size = 0
        """How many answers are kept, each for every way that led to it."""

    def of_trials(self) -> Memory:
        """What passes have found out that only try something out; they look less far."""
        if self._trials is None:
            self._trials = Memory()
        return self._trials

    def charged(self) -> int:
        """How often something was looked up or found out since this was last asked: what it took, on any machine."""
        taken, self._uncharged = self._uncharged, 0
        return taken + (self._trials.charged() if self._trials is not None else 0)

    def recall(
        self, question: Question, known: Mapping[Question, Told], tell: Callable[[Question], Told]
    ) -> Kept | None:
        """The answer found before where all that it was made of is the same for whoever asks now.

        `known` is what the asker was told already, and `tell` finds out the rest.
        """
        self._uncharged += 1
        step = self._found.get(question)
        while isinstance(step, _Fork):
            step = step.after(known.get(step.question) or tell(step.question))
        return step

    def keep(self, question: Question, asked: Mapping[Question, Told], kept: Kept) -> None:
        """Keep an answer under what was asked on the way to it."""
        self._uncharged += 1
        self.size += len(asked)
        way = list(asked.items())
        step = self._found.get(question)
        if step is None:
            self._found[question] = _path(way, kept)
            return
        for number, (inner, told) in enumerate(way):
            if not isinstance(step, _Fork) or step.question != inner:
                return
            following = step.after(told)
            if following is None:
                step.go_on(told, _path(way[number + 1 :], kept))
                return
            step = following


def _path(way: list[tuple[Question, Told]], kept: Kept) -> _Fork | Kept:
    path: _Fork | Kept = kept
    for question, told in reversed(way):
        path = _Fork(question, told, path)
    return path
