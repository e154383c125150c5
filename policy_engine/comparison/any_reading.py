"""What an answer is over all ways of reading the law, while the case stays as it is.

Two packs are compared way by way, and where each way has its like in the other pack they are equal. That is more than
it takes: an answer is one over all ways (`evaluation/ways.py`), so that a bound that is only remembered now, or one
more way that goes to a person, may change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import NamedTuple, TypeAlias

import z3

from policy_engine.comparison.answers import Answer
from policy_engine.comparison.outcomes import Output, Sort
from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.evaluation.ways import WEIGHTS, serves
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.proof.symbols import NO, YES, Formula, Term, every, made_of, no, same, some, terms_of, where
from policy_engine.proof.world import World

MOST_READINGS = 16
"""So many ways are written out at most."""

Reading: TypeAlias = "list[tuple[Term, Term]]"


@dataclass(frozen=True, slots=True)
class Readings:
    """The ways of reading the law that some formulas tell apart; law of low grade is relied on in some of them."""

    all: Sequence[Reading]
    relied: Sequence[Reading]

    def some(self, formula: Formula) -> Formula:
        """Whether something holds in some way."""
        return some(_read(formula, reading) for reading in self.all)

    def some_relied(self, formula: Formula) -> Formula:
        """Whether something holds in some way that relies on law of low grade."""
        return some(_read(formula, reading) for reading in self.relied)

    def alike(self, shown: Formula, terms: Sequence[Term]) -> Formula:
        """Whether terms are worth the same in all ways in which they are shown."""
        found = [(_read(shown, reading), [_read(term, reading) for term in terms]) for reading in self.all]
        return every(
            some([no(every([one, other])), every(map(same, parts, other_parts))])
            for (one, parts), (other, other_parts) in combinations(found, 2)
        )


class Choices:
    """Which choices of reading the formulas of a world depend on.

    What has to be counted stands as one unknown for what it comes to in this way. `made` says of such unknowns, by
    where they lie, what they are made of; of one that is made of nothing known it cannot be told.
    """

    def __init__(self, world: World, made: Mapping[int, Iterable[Term]]) -> None:
        self._choices = {where(term): (point, term, ways) for point, (term, ways) in world.choices.items()}
        stated = (*world.facts.values(), world.decide_on)
        self._stated = {where(term) for symbol in stated for term in terms_of(symbol)}
        self._stated |= {where(world.currency), *world.idlers}
        self._made = made
        self._apart: dict[int, bool] = {}

    def readings(self, formulas: Iterable[Formula]) -> Readings | None:
        """The ways that the formulas tell apart; None where there are too many, or it cannot be told."""
        _, unknowns = made_of(formulas)
        picked = sorted((self._choices[one] for one in unknowns & self._choices.keys()), key=lambda one: one[0])
        if picked and not all(self._is_apart(one) for one in unknowns - self._choices.keys()):
            return None
        many = 1
        for _, _, ways in picked:
            many *= ways
        if many > MOST_READINGS:
            return None
        every_way = [
            [(term, z3.IntVal(way)) for (_, term, _), way in zip(picked, ways, strict=True)]
            for ways in product(*(range(ways) for _, _, ways in picked))
        ]
        unsure = [number for number, (point, _, _) in enumerate(picked) if point.startswith("unsure:")]
        relied = [one for one in every_way if all(one[number][1].as_long() == 0 for number in unsure)]
        return Readings(every_way, relied)

    def are_apart(self, terms: Iterable[Term]) -> bool:
        """Whether terms are worth the same in whichever way the law is read."""
        _, unknowns = made_of(terms)
        return not unknowns & self._choices.keys() and all(map(self._is_apart, unknowns))

    def _is_apart(self, unknown: int) -> bool:
        if unknown not in self._apart:
            known = unknown in self._made and self.are_apart(self._made[unknown])
            self._apart[unknown] = known or unknown in self._stated
        return self._apart[unknown]


class _Codes(NamedTuple):
    """The codes of an answer that exclude each other: how kind each is, and whether it is the answer in this way."""

    kind: tuple[int, ...]
    old: tuple[Formula, ...]
    new: tuple[Formula, ...]
    shown: int
    """The one with days and details."""


class _Side(NamedTuple):
    """One version over all ways: which codes there are, in all ways and in those that are relied on, and doubts."""

    found: tuple[Formula, ...]
    relied: tuple[Formula, ...]
    doubted: Formula
    doubted_relied: Formula

    def surely(self, code: int, kind: Sequence[int], kindest: int, doubted: Formula) -> Formula:
        """Whether the answer is one code, as `evaluation.ways` finds it, if such doubts count."""
        others = [number for number in range(len(kind)) if number != code]
        alone = every([*(no(self.found[one]) for one in others), no(doubted)])
        kinder = [no(self.found[one]) for one in others if kind[one] > kind[code]]
        is_kindest = some([every([doubted, YES if kind[code] == kindest else NO]), every([no(doubted), *kinder])])
        only = every(no(self.relied[one]) for one in others)
        return some([alone, every([no(self.doubted_relied), only, is_kindest])])


def same_over_readings(choices: Choices, vocabulary: Vocabulary, output: Output, old: Answer, new: Answer) -> Formula:
    """Whether an action or duty surely comes to the same over all ways of reading, though not in each.

    Days and details must be the same in all ways that have some; in each way in which both have they are compared.
    """
    codes, details = _codes_of(vocabulary, output, old, new), [_details(one) for one in (old, new)]
    readings = choices.readings([*codes.old, *codes.new, old.doubt, new.doubt])
    if readings is None or len(readings.all) == 1:
        return NO
    one_detail = YES
    if not all(map(choices.are_apart, details)):
        readings = choices.readings([*codes.old, *codes.new, old.doubt, new.doubt, *details[0], *details[1]])
        if readings is None:
            return NO
        shown_by = (codes.old[codes.shown], codes.new[codes.shown])
        one_detail = every(readings.alike(one, terms) for one, terms in zip(shown_by, details, strict=True))
    before, after = _side(readings, codes.old, old.doubt), _side(readings, codes.new, new.doubt)
    protects = serves(vocabulary, "action" if output.sort is Sort.ACTION else "obligation", output.name)
    kind = tuple(weight if protects else -weight for weight in codes.kind)
    kindest = max(weight if protects else -weight for weight in WEIGHTS.values())
    # Where nobody is protected, some doubts of ways that rely on nothing do not count; which is not said.
    counted = [[one.doubted] if protects else [one.doubted, one.doubted_relied] for one in (before, after)]
    surely = [
        [every(side.surely(code, kind, kindest, one) for one in doubted) for code in range(len(kind))]
        for side, doubted in zip((before, after), counted, strict=True)
    ]
    perhaps = [
        some(side.surely(code, kind, kindest, one) for one in doubted for code in range(len(kind)))
        for side, doubted in zip((before, after), counted, strict=True)
    ]
    alike = every(same(one, other) for one, other in zip(before.relied, after.relied, strict=True))
    # What may come out, and is shown with its days, must be there in both in one way, so that those are compared.
    together = readings.some_relied(every([codes.old[codes.shown], codes.new[codes.shown]]))
    shown = some([no(before.relied[codes.shown]), together])
    one_code = some(every([one, other]) for one, other in zip(*surely, strict=True))
    return every([one_detail, shown, some([one_code, every([no(perhaps[0]), no(perhaps[1]), alike])])])


def in_every_reading(choices: Choices, formula: Formula) -> Formula:
    """Whether something holds in every way that relies on law of low grade; in this one where that cannot be told."""
    readings = choices.readings([formula])
    return formula if readings is None else no(readings.some_relied(no(formula)))


def _side(readings: Readings, codes: Iterable[Formula], doubt: Formula) -> _Side:
    given = tuple(codes)
    return _Side(
        tuple(map(readings.some, given)), tuple(map(readings.some_relied, given)),
        readings.some(doubt), readings.some_relied(doubt),
    )  # fmt: skip


def _codes_of(vocabulary: Vocabulary, output: Output, old: Answer, new: Answer) -> _Codes:
    if output.sort is not Sort.ACTION:
        duty = (ObligationCode.OWED.value, ObligationCode.NOT_OWED.value)
        owed, is_owed = (one.code[0] for one in (old, new))
        return _Codes(tuple(WEIGHTS[one] for one in duty), (owed, no(owed)), (is_owed, no(is_owed)), shown=0)
    left = VerdictCode.NOT_GRANTED if vocabulary.actions[output.name].right else VerdictCode.NOT_RESTRICTED
    action = (VerdictCode.FORBIDDEN.value, VerdictCode.ALLOWED.value, left.value)
    before, after = ((*one.code, no(some(one.code))) for one in (old, new))
    return _Codes(tuple(WEIGHTS[one] for one in action), before, after, shown=1)


def _details(one: Answer) -> list[Term]:
    return [*one.detail, *(term for day in one.days for term in terms_of(day))]


def _read(term: Term, reading: Reading) -> Term:
    """A formula or other term in one way of reading, simplified where that is plain."""
    if not reading:
        return term
    found = z3.simplify(z3.substitute(term, *reading))
    return YES if z3.is_true(found) else NO if z3.is_false(found) else found
