"""Whether engine and witness agree: which conditions hold of which case, asked of both and compared one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from policy_engine.crosscheck.literals import Field, Scalar
from policy_engine.crosscheck.rulesets import Asked, LeftOut, Ruleset, Wire, conditions_in, rulesets_of
from policy_engine.crosscheck.seeing import Sight, Unseen, nothing_in
from policy_engine.crosscheck.witness import Message, Told, ask
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run

CASES_A_BATCH = 250
SEVERAL_UNITS = "amounts of several currencies, or periods of several units, meet in it"
LEFT_OPEN = "the engine leaves it open"

Asking: TypeAlias = Callable[[Sequence[Wire], Sequence[Message]], Told]
"""How the witness is asked."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A condition on which they differ, with the first case that shows it, and in how many more it shows."""

    asked: Asked
    engine: bool
    """Whether the condition holds for the engine; for the witness it is the opposite."""
    case: str
    member: str
    saw: Mapping[Field, Scalar]
    """What the condition looks at in that case."""
    box: Box
    more: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """What came of asking both. `judgements` are those that both made."""

    conditions: int
    cases: int
    judgements: int
    both_ways: int
    """Of how many conditions it was seen that they hold, and that they do not."""
    differences: tuple[Difference, ...]
    left_out: tuple[LeftOut, ...]
    unjudged: Mapping[tuple[int, str], int]
    """How often only the engine was asked, by condition and reason."""
    asked: tuple[Asked, ...]
    unanswered: int
    ended: tuple[str, ...]
    """Why the witness did not answer everything that it was asked."""

    @property
    def complete(self) -> bool:
        """Whether the witness answered everything it was asked, and as the engine does."""
        return not self.differences and not self.ended


def agreement(program: Program, cases: Iterable[tuple[str, Box]], asking: Asking = ask) -> Agreement:
    """Ask both about every condition of a pack in every case."""
    asked, left_out = conditions_in(program)
    comparison = _Comparison(asked, asking)
    batch: list[tuple[str, Box]] = []
    for one in cases:
        batch.append(one)
        if len(batch) == CASES_A_BATCH:
            comparison.compare(batch)
            batch = []
    comparison.compare(batch)
    return comparison.result(left_out)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the engine says of one case and member, and the messages that ask the witness the same."""

    case: str
    member: str
    box: Box
    values: Mapping[Field, Scalar]
    holds: Mapping[int, bool]
    messages: tuple[Message, ...]


class _Comparison:
    """Of one pack, batch after batch."""

    def __init__(self, asked: tuple[Asked, ...], asking: Asking) -> None:
        self._asked = asked
        self._asking = asking
        self._rulesets = rulesets_of(asked)
        self._wires = [ruleset.wire() for ruleset in self._rulesets]
        self._lists: dict[str, list[tuple[int, Ruleset]]] = {}
        for number, ruleset in enumerate(self._rulesets):
            self._lists.setdefault(ruleset.each, []).append((number, ruleset))
        self._seen: Counter[tuple[int, bool]] = Counter()
        self._unjudged: Counter[tuple[int, str]] = Counter()
        self._differences: dict[tuple[int, bool], Difference] = {}
        self._cases = self._unanswered = 0
        self._ended: list[str] = []

    def compare(self, cases: Sequence[tuple[str, Box]]) -> None:
        """Ask both about some cases."""
        judged = [one for name, box in cases for one in self._judged(name, box)]
        self._cases += len(cases)
        told = self._asking(self._wires, [message for one in judged for message in one.messages])
        if told.ended:
            self._ended.append(told.ended)
        at = 0
        for one in judged:
            answers = told.answers[at : at + len(one.messages)]
            at += len(one.messages)
            if len(answers) == len(one.messages):
                self._weigh(one, frozenset[int]().union(*answers))
            else:
                self._unanswered += len(one.holds)

    def result(self, left_out: tuple[LeftOut, ...]) -> Agreement:
        """What came of all batches."""
        numbers = range(len(self._asked))
        return Agreement(
            conditions=len(self._asked),
            cases=self._cases,
            judgements=self._seen.total(),
            both_ways=sum(bool(self._seen[number, True] and self._seen[number, False]) for number in numbers),
            differences=tuple(sorted(self._differences.values(), key=lambda one: (one.asked.at, one.asked.id))),
            left_out=left_out,
            unjudged=dict(sorted(self._unjudged.items())),
            asked=self._asked,
            unanswered=self._unanswered,
            ended=tuple(dict.fromkeys(self._ended)),
        )

    def _weigh(self, judged: _Judged, fired: frozenset[int]) -> None:
        for number, holds in judged.holds.items():
            self._seen[number, holds] += 1
            if holds is not (number in fired):
                known = self._differences.get((number, holds))
                if known is not None:
                    self._differences[number, holds] = replace(known, more=known.more + 1)
                else:
                    asked = self._asked[number]
                    saw = {field: judged.values[field] for field in asked.translated.fields}
                    first = Difference(asked, holds, judged.case, judged.member, saw, judged.box)
                    self._differences[number, holds] = first

    def _judged(self, case: str, box: Box) -> Iterator[_Judged]:
        run = Run(box, {})
        for each, rulesets in self._lists.items():
            for member in box.members_of(each) if each else ("",):
                values, unseen, holds = self._engine(run, each, member)
                messages = tuple((number, ruleset.message(values)) for number, ruleset in rulesets)
                if holds:
                    yield _Judged(case, member, box, values, holds, messages)
                self._unjudged.update(unseen)

    def _engine(
        self, run: Run, each: str, member: str
    ) -> tuple[dict[Field, Scalar], list[tuple[int, str]], dict[int, bool]]:
        """The values of all fields, which conditions cannot be asked of both and why, and what the others come to."""
        sight = Sight(run, member)
        values: dict[Field, Scalar] = {}
        hidden: dict[Field, str] = {}
        unjudged: list[tuple[int, str]] = []
        holds: dict[int, bool] = {}
        for number, asked in enumerate(self._asked):
            if asked.each != each:
                continue
            for one in asked.translated.fields:
                if one not in values:
                    values[one], reason = _seen(sight, one)
                    hidden |= {one: reason} if reason else {}
            answer = run.holds(asked.condition, member).holds
            why = next((hidden[one] for one in asked.translated.fields if one in hidden), "")
            why = why or ("" if _of_one_unit(sight, asked) else SEVERAL_UNITS)
            if why or answer is None:
                unjudged.append((number, why or LEFT_OPEN))
            else:
                holds[number] = answer
        return values, unjudged, holds


def _seen(sight: Sight, field: Field) -> tuple[Scalar, str]:
    """The value of a field; where there is none, something in its place, since no field may be missing, and why."""
    try:
        return sight.scalar(field), ""
    except Unseen as unseen:
        return nothing_in(field), str(unseen)


def _of_one_unit(sight: Sight, asked: Asked) -> bool:
    """Whether the numbers that are compared are of one currency or unit; what no rule gives has none."""
    return all(
        sight.lacks(left) or sight.lacks(right) or sight.unit(left) == sight.unit(right)
        for left, right in asked.translated.measured
    )
