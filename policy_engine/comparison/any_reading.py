"""What an answer is over all ways of reading the law, while the case stays as it is.

Two packs are compared way by way, and where each way has its like in the other pack they are equal. That is more than
it takes: an answer is one over all ways (`evaluation/ways.py`), so that a bound that is only remembered now, or one
more way that goes to a person, may change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations, product
from math import prod
from typing import NamedTuple, TypeAlias

import z3

from policy_engine.comparison.answers import Answer
from policy_engine.comparison.outcomes import Output, Sort
from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.evaluation.ways import kindest, kindness, serves
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.proof.symbols import (
    NO,
    YES,
    Formula,
    Term,
    another,
    every,
    identical,
    is_no,
    is_yes,
    no,
    same,
    some,
    term_of,
    terms_of,
    where,
    whole,
)
from policy_engine.proof.world import World

MOST_READINGS = 16
"""So many ways are written out at most."""
MOST_DISPUTED = 32
"""In so many ways is looked at whether they agree."""
_UNTOLD = -1
"""Stands for all choices, where it cannot be told on which of them something depends."""

Reading: TypeAlias = "list[tuple[Term, Term]]"
Ways: TypeAlias = "Sequence[Sequence[Term]] | None"
"""What some terms are worth in each way of reading, if that can be told."""


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
    where they lie, what they are made of; of one that is made of nothing known it cannot be told. `given` is what is
    known of the case, such as its place: where that decides, fewer choices are left.
    """

    def __init__(self, world: World, made: Mapping[int, Iterable[Term]], given: Reading | None = None) -> None:
        self._choices = {where(term): (point, term, ways) for point, (term, ways) in world.choices.items()}
        self._unsure = {where(term) for term in world.unsure}
        stated = (*world.facts.values(), world.decide_on)
        self._stated = {where(term) for symbol in stated for term in terms_of(symbol)}
        self._stated |= {where(world.currency), *world.idlers}
        self._unknowns, self._twins = world.unknowns, world.twins
        self._made = made
        self._given = given or []
        self._behind: dict[int, frozenset[int]] = {}
        self._truths = world.truths_of_others
        self._others: list[tuple[Formula, Term, Sequence[Reading]]] = []

    def readings(self, formulas: Iterable[Formula], *, anew: bool = False) -> Readings | None:
        """The ways that the formulas tell apart; None where there are too many, or it cannot be told.

        With `anew` what depends on a choice otherwise than as a formula says may be anything in each way.
        """
        unknowns = self._unknowns.of(*formulas)
        others = [one for one in unknowns if one not in self._choices and self._choices_behind(one)]
        bearing = unknowns.keys() & self._choices.keys()
        if bearing and others and not anew:
            return None
        if anew:
            bearing = bearing.union(*map(self._choices_behind, others))
        if _UNTOLD in bearing:
            return None
        picked = sorted((self._choices[one] for one in bearing), key=lambda one: one[0])
        every_way = _every_way([(term, ways) for _, term, ways in picked], MOST_READINGS)
        if every_way is None:
            return None
        unsure = [number for number, (_, term, _) in enumerate(picked) if where(term) in self._unsure]
        relied = [way for way in every_way if all(way[number][1].as_long() == 0 for number in unsure)]
        taken: dict[tuple[int, tuple[int, ...]], Term] = {}
        for way in every_way:
            way += [(term_of(unknowns[one]), self._anew(unknowns[one], way, taken)) for one in others]
        self._others += [
            (self._truths[one], term_of(unknowns[one]), every_way)
            for one in others
            if one in self._truths and self._is_told(self._truths[one], others)
        ]
        return Readings(every_way, relied)

    def disputed(self, terms: Sequence[Term]) -> list[list[Term]] | None:
        """What terms are worth in each way that relies on law of low grade; None where that cannot be told."""
        unknowns = self._unknowns.of(*terms)
        bearing = [self._choices[one] for one in unknowns if one in self._choices]
        disputed = [(term, ways) for _, term, ways in bearing if where(term) not in self._unsure]
        if any(self._choices_behind(one) for one in unknowns if one not in self._choices):
            return None
        every_way = _every_way(disputed, MOST_DISPUTED)
        relied = [(term, whole(0)) for _, term, _ in bearing if where(term) in self._unsure]
        return None if every_way is None else [[_read(term, [*relied, *way]) for term in terms] for way in every_way]

    def others(self) -> Iterator[tuple[Formula, Formula]]:
        """What would have to hold of one member in two ways, and what then holds of those of which nothing is known.

        Where each that is so in one way is so in the other, all of them are, and some of them.
        """
        for truth, unknown, ways in self._others:
            told = {where(one): (_read(truth, way), one) for way in ways for one in [_read(unknown, way)]}
            for (holds, together), (then, altogether) in permutations(told.values(), 2):
                yield z3.Implies(holds, then), z3.Implies(together, altogether)

    def _is_told(self, truth: Formula, others: Sequence[int]) -> bool:
        """Whether it is said of all that a truth turns on what it is in each way."""
        unknowns = (one for one in self._unknowns.of(truth) if one not in self._choices)
        return all(one in others for one in unknowns if self._choices_behind(one))

    def are_apart(self, terms: Iterable[Term]) -> bool:
        """Whether terms are worth the same in whichever way the law is read."""
        return not self._choices_of(terms)

    def where_given(self, term: Term) -> Term:
        """A formula or other term with what is known of the case."""
        return _read(term, self._given)

    def _anew(self, unknown: z3.Ast, way: Reading, taken: dict[tuple[int, tuple[int, ...]], Term]) -> Term:
        """What stands for an unknown in one way: another one, but the same where the law behind it is read alike.

        Where law of low grade is relied on it is what stands for its twin.
        """
        behind, twin = self._choices_behind(unknown.value), self._twins.get(unknown.value)
        if twin is not None:
            of_twin = self._choices_of([twin])
            unsure = (behind | of_twin) & self._unsure
            if all(value.as_long() == 0 for term, value in way if where(term) in unsure):
                return self._anew(twin.ast, way, taken) if of_twin else twin
        alike = tuple(value.as_long() for term, value in way if where(term) in behind)
        return taken.setdefault((unknown.value, alike), another(unknown))

    def _choices_of(self, terms: Iterable[Term]) -> frozenset[int]:
        return frozenset[int]().union(*map(self._choices_behind, self._unknowns.of(*terms)))

    def _choices_behind(self, unknown: int) -> frozenset[int]:
        """The choices on which an unknown depends, by where they lie."""
        if unknown not in self._behind:
            if unknown in self._choices:
                found = frozenset({unknown})
            elif unknown in self._stated:
                found = frozenset()
            else:
                found = self._choices_of(map(self.where_given, self._made.get(unknown, ())))
                found = found if unknown in self._made else frozenset({_UNTOLD})
            self._behind[unknown] = found
        return self._behind[unknown]


def _every_way(choices: Sequence[tuple[Term, int]], most: int) -> list[Reading] | None:
    """Every way of taking some choices, each of so many ways; None where these are too many."""
    if prod(ways for _, ways in choices) > most:
        return None
    return [
        [(term, whole(way)) for (term, _), way in zip(choices, picked, strict=True)]
        for picked in product(*(range(ways) for _, ways in choices))
    ]


class _Side(NamedTuple):
    """One version over all ways, code by code: which come out in some way, and in some that is relied on."""

    kind: tuple[int, ...]
    kindest: int
    found: tuple[Formula, ...]
    relied: tuple[Formula, ...]
    doubts: tuple[Formula, ...]
    """Whether a person has to look in some way: of several, one or another is what counts."""
    doubted_relied: Formula

    def surely(self, code: int) -> Formula:
        """Whether the answer is one code, whichever doubts count."""
        return every(self._is(code, doubted) for doubted in self.doubts)

    def before_a_person(self) -> Formula:
        """Whether the answer is none of the codes, whichever doubts count."""
        return no(some(self._is(code, doubted) for code in range(len(self.kind)) for doubted in self.doubts))

    def _is(self, code: int, doubted: Formula) -> Formula:
        """Whether `evaluation.ways` finds one code."""
        others = [number for number in range(len(self.kind)) if number != code]
        alone = every([*(no(self.found[one]) for one in others), no(doubted)])
        kinder = [no(self.found[one]) for one in others if self.kind[one] > self.kind[code]]
        # Whoever sets law of low grade aside may come to anything where a person has to look at that.
        is_kindest = YES if self.kind[code] == self.kindest else NO
        kind = some([every([doubted, is_kindest]), every([no(doubted), *kinder])])
        return some([alone, every([no(self.doubted_relied), *(no(self.relied[one]) for one in others), kind])])


def same_over_readings(
    choices: Choices, vocabulary: Vocabulary, output: Output, old: Answer, new: Answer, *, anew: bool = False
) -> Formula:
    """Whether an action or duty surely comes to the same over all ways of reading, though not in each.

    Days and details must be the same in all ways that have some, in both.
    """
    answers = (old, new)
    codes, details = [_codes(output, one) for one in answers], [_details(one) for one in answers]
    said = [*codes[0], *codes[1], old.doubt, new.doubt]
    readings = choices.readings(said, anew=anew)
    if readings is None or len(readings.all) == 1:
        return NO
    shown, one_detail = [code[_shown(output)] for code in codes], YES
    alike = _same_details(old, new)
    if not all(map(choices.are_apart, details)):
        readings = choices.readings([*said, *details[0], *details[1]], anew=anew)
        if readings is None:
            return NO
        one_detail = every(readings.alike(one, terms) for one, terms in zip(shown, details, strict=True))
    before, after = (
        _side(readings, vocabulary, output, code, one.doubt) for code, one in zip(codes, answers, strict=True)
    )
    # What has days and details in some way has the same in both in one way, and so in all.
    none = (no(side.found[_shown(output)]) for side in (before, after))
    compared = some([every(none), readings.some(every([*shown, alike]))])
    one_code = some(every([before.surely(code), after.surely(code)]) for code in range(len(before.kind)))
    may_be = every(same(one, other) for one, other in zip(before.relied, after.relied, strict=True))
    looked_at = every([before.before_a_person(), after.before_a_person(), may_be])
    return every([one_detail, compared, some([one_code, looked_at])])


def may_go_to_a_person(
    choices: Choices, vocabulary: Vocabulary, output: Output, old: Answer, new: Answer, *, anew: bool = False
) -> Formula:
    """Whether a person may have to look now, and nobody surely had to: in some way of reading, or as ways disagree.

    Where it cannot be told what the ways come to, one of them is another, or it is not so.
    """
    said = [[*map(choices.where_given, (*_codes(output, one), one.doubt))] for one in (old, new)]
    readings = choices.readings([*said[0], *said[1]], anew=anew)
    if readings is None:
        return some(no(same(one, other)) for one, other in zip(*said, strict=True))
    before, after = (_side(readings, vocabulary, output, codes, doubt) for *codes, doubt in said)
    settled = some(after.surely(code) for code in range(len(after.kind)))
    return every([no(settled), no(before.before_a_person())])


def agree(ways: Ways) -> Formula | None:
    """Whether terms are worth the same in all ways; None where that cannot be told, or there is but one."""
    if ways is None or len(ways) == 1:
        return None
    return every(_alike(ways[0], other) for other in ways[1:])


def same_ways(before: Ways, after: Ways) -> Formula:
    """Whether each way of either version has one in the other in which terms are worth the same, if that is told."""
    if before is None or after is None or len(before) * len(after) > MOST_DISPUTED:
        return NO
    found = [[_alike(one, other) for other in after] for one in before]
    return every([*map(some, found), *map(some, zip(*found, strict=True))])


def _alike(one: Sequence[Term], other: Sequence[Term]) -> Formula:
    return every(map(same, one, other))


def in_every_reading(choices: Choices, formula: Formula, *, anew: bool = False) -> Formula:
    """Whether something holds in every way that relies on law of low grade; in this one where that cannot be told."""
    formula = choices.where_given(formula)
    readings = choices.readings([formula], anew=anew)
    return formula if readings is None else no(readings.some_relied(no(formula)))


def _side(
    readings: Readings, vocabulary: Vocabulary, output: Output, codes: Sequence[Formula], doubt: Formula
) -> _Side:
    protects = serves(vocabulary, "action" if output.sort is Sort.ACTION else "obligation", output.name)
    doubted, doubted_relied = readings.some(doubt), readings.some_relied(doubt)
    return _Side(
        kind=tuple(kindness(one, serves=protects) for one in _names(vocabulary, output)),
        kindest=kindest(serves=protects),
        found=tuple(map(readings.some, codes)),
        relied=tuple(map(readings.some_relied, codes)),
        # Where nobody is protected, some doubts of ways that rely on nothing do not count; which is not said.
        doubts=(doubted,) if protects else (doubted, doubted_relied),
        doubted_relied=doubted_relied,
    )


def _names(vocabulary: Vocabulary, output: Output) -> tuple[str, ...]:
    if output.sort is not Sort.ACTION:
        return (ObligationCode.OWED.value, ObligationCode.NOT_OWED.value)
    left = VerdictCode.NOT_GRANTED if vocabulary.actions[output.name].right else VerdictCode.NOT_RESTRICTED
    return (VerdictCode.FORBIDDEN.value, VerdictCode.ALLOWED.value, left.value)


def _codes(output: Output, one: Answer) -> tuple[Formula, ...]:
    """For each of these names whether it is the answer in this way; they exclude each other."""
    said = one.code if output.sort is Sort.ACTION else one.code[:1]
    return (*said, no(some(said)))


def _shown(output: Output) -> int:
    """Which of them has days and details."""
    return 1 if output.sort is Sort.ACTION else 0


def _details(one: Answer) -> list[Term]:
    return [*one.detail, *(term for day in one.days for term in terms_of(day))]


def _same_details(old: Answer, new: Answer) -> Formula:
    days = map(identical, old.days, new.days)
    return every([*days, *map(same, old.detail, new.detail)])


def _read(term: Term, reading: Reading) -> Term:
    """A formula or other term in one way of reading, simplified where that is plain."""
    if not reading:
        return term
    found = z3.simplify(z3.substitute(term, *reading))
    return YES if is_yes(found) else NO if is_no(found) else found
