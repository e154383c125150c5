"""The facts of one case as unknowns: every case that the types permit, and with the axioms every case there can be.

A world has so many members in each list. With `loose` it has others beside the one that it names, of which only what
their aggregates come to is said, so that what is proved of it holds however many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import product

import z3

from policy_engine.calendar.periods import LONGEST_IN_YEARS, Unit
from policy_engine.conditions.expressions import Const, Expression
from policy_engine.conditions.walking import expressions_in, tests_in
from policy_engine.evaluation.program import Program, all_conditions
from policy_engine.evaluation.standing import UNSURE
from policy_engine.facts.case import Address
from policy_engine.facts.currencies import DECIMAL_PLACES
from policy_engine.facts.money import LARGEST, Money, Rates, minor_digits
from policy_engine.facts.values import EARLIEST, LATEST, Kind
from policy_engine.facts.vocabulary import DECIDE_ON, Vocabulary
from policy_engine.proof.symbols import (
    NO,
    Formula,
    Symbol,
    SymDay,
    SymNumber,
    SymOther,
    SymPeriod,
    SymTraits,
    SymTruth,
    SymWord,
    Term,
    Unknowns,
    at_least,
    every,
    is_same,
    no,
    pick,
    same,
    some,
    terms_of,
    where,
    whole,
)
from policy_engine.rules.walking import expressions_of

UNITS = tuple(Unit)
_BITS = 12
_RATE = Fraction(9, 8)
"""The exchange rate of every case that is looked for, at which roundings tell, and which currency a rule names."""


class World:
    """One case, with everything about it still to be chosen."""

    def __init__(
        self,
        *programs: Program,
        members: int = 1,
        loose: bool = False,
        days: tuple[date, date] | None = None,
        vocabulary: Vocabulary | None = None,
        instants: bool = False,
    ):
        """See a world of the cases of one or several packs, in the words of a vocabulary that all of them know.

        With `instants` two events of one day may come one before the other.
        """
        first, last = days or (EARLIEST, LATEST)
        self.vocabulary: Vocabulary = vocabulary or programs[0].vocabulary
        self.places = sorted(frozenset[str]().union(*(program.place_codes for program in programs)))
        self.loose = loose
        self.names = tuple(f"m{number}" for number in range(1, members + 1))
        self.currencies = ("", *_currencies(programs))
        self.facts: dict[Address, Symbol] = {}
        self.groups: set[str] = set()
        """The lists that somebody asked about."""
        self.choices: dict[str, tuple[Term, int]] = {}
        self.bounds: list[Formula] = []
        """What holds of every choice, by the types alone."""
        self.currency = self._number("currency", 1, len(self.currencies) - 1)
        self._days = (first.toordinal(), last.toordinal())
        self._codes: dict[str, int] = {}
        self._words: list[Term] = []
        self._fresh = 0
        self._instants = instants
        self._free: dict[Hashable, tuple[Formula, tuple[Term, ...]]] = {}
        self._free_numbers: dict[Hashable, tuple[Term, tuple[Term, ...]]] = {}
        self._rated: dict[Hashable, tuple[Term, tuple[Term, ...]]] = {}
        self.idlers: dict[int, Term] = {}
        """What stands in the place of what is absent, by where it lies."""
        self.others: dict[int, tuple[Term, ...]] = {}
        """What members of which nothing is known come to, by where it lies, with what the known ones come to."""
        self.truths_of_others: dict[int, Formula] = {}
        """For those that are truths what a known member comes to, of which all others are kin: what makes each of them
        hold wherever it did makes them hold together."""
        self.twins: dict[int, Term] = {}
        """For some of those what they come to by another law, which is the same where law of low grade is relied on."""
        self.counts: dict[Hashable, tuple[Symbol, tuple[Term, ...]]] = {}
        """What was left to be counted, by what it is made of, which is kept with it."""
        self.spans: dict[Hashable, list[tuple[SymPeriod, Term]]] = {}
        """The lengths and ends of periods that differ in nothing else."""
        self.unknowns = Unknowns()
        self.compared: dict[int, Formula] = {}
        """That the two amounts of a comparison are of one currency, by where the comparison lies."""
        self.decide_on = SymDay(NO, NO, self._number(DECIDE_ON, *self._days), instants)

    def members(self, group: str) -> tuple[str, ...]:
        """The members of a list; one nameless member for what the case has once."""
        self.groups |= {group} - {""}
        return self.names if group else ("",)

    def fact(self, name: str, member: str) -> Symbol:
        """What the case states of a fact."""
        address = (name, member if self.vocabulary.each_of(name) else "")
        if address not in self.facts:
            self.groups |= {self.vocabulary.each_of(name)} - {""}
            self.facts[address] = self._unknown(*address)
        return self.facts[address]

    def choice(self, point: str, ways: int) -> Term:
        """Which of several ways of reading the law is taken at a point."""
        if point in self.choices and self.choices[point][1] != ways:
            point = f"{point} of {ways}"  # two packs read it in more ways and in fewer
        if point not in self.choices:
            self.choices[point] = (self._number(f"choice {point}", 0, ways - 1), ways)
        return self.choices[point][0]

    @property
    def unsure(self) -> list[Term]:
        """The choices at which law of low grade is relied on, or not."""
        return [term for point, (term, _) in self.choices.items() if point.startswith(UNSURE)]

    @property
    def free_of(self) -> dict[int, tuple[Term, ...]]:
        """What unknowns depend on of which nothing else is said, by where they lie."""
        made = {where(term): of for term, of in (*self._free.values(), *self._free_numbers.values())}
        return made | self.others

    def word(self, text: str) -> Term:
        """The number of a word."""
        if text not in self._codes:
            self._codes[text] = len(self._codes)
            self._words.append(z3.BitVecVal(self._codes[text], _BITS))
        return self._words[self._codes[text]]

    def knows(self, text: str) -> bool:
        """Whether a text is a place or word of this world."""
        return text in self.places or text in self._codes

    def words_by_code(self) -> Mapping[int, str]:
        """The words by their numbers."""
        return {code: word for word, code in self._codes.items()}

    def currency_code(self, currency: str) -> Term:
        """The number of a currency; 0 for a plain number."""
        return whole(self.currencies.index(currency))

    def free_truth(self, about: str, *of: Term) -> Formula:
        """A truth of which nothing is said, but that it is the same for whatever is made of the same terms."""
        if not of:
            return z3.Bool(self._name(about))
        key = (about, *(term.get_id() for term in of))
        if key not in self._free:
            self._free[key] = (z3.Bool(self._name(about)), of)
        return self._free[key][0]

    def comes_first(self, one: Term, other: Term) -> Formula:
        """Which of two instants of one day is the earlier; not each of them before the other."""
        about = "an order within a day"
        if (about, one.get_id(), other.get_id()) not in self._free:
            there, back = self.free_truth(about, one, other), self.free_truth(about, other, one)
            self.bounds.append(no(every([there, back])))
        return self.free_truth(about, one, other)

    def free_number(self, about: str, *of: Term) -> Term:
        """A number of which nothing is said, but that it is the same for whatever is made of the same terms."""
        if not of:
            return z3.Int(self._name(about))
        key = (about, *(term.get_id() for term in of))
        if key not in self._free_numbers:
            self._free_numbers[key] = (z3.Int(self._name(about)), of)
        return self._free_numbers[key][0]

    def by_rate(self, amount: Term, currency: Term, into: Term) -> Term:
        """An amount in another currency: by any rate in a loose world, else by the rate that `rates` states."""
        key = (amount.get_id(), currency.get_id(), into.get_id())
        if key not in self._rated:
            self._rated[key] = (self._by_rate(amount, currency, into), (amount, currency, into))
        return self._rated[key][0]

    def _by_rate(self, amount: Term, currency: Term, into: Term) -> Term:
        counted = amount
        codes = {one: self.currency_code(one) for one in self.currencies[1:]}
        if self.loose:
            for other in codes.values():
                by_any = self.free_number("an amount by a rate", amount, currency, other)
                # No rate turns what was paid into what is owed; what is small may come to nothing.
                self.bounds += [z3.Implies(amount >= 0, by_any >= 0), z3.Implies(amount <= 0, by_any <= 0)]
                counted = pick(same(into, other), by_any, counted)
            return counted
        into_one = [one for one, code in codes.items() if not z3.is_int_value(into) or is_same(code, into)]
        for one, other in product(codes, into_one):
            digits = Fraction(10) ** (minor_digits(other) - minor_digits(one))
            so = every([same(currency, codes[one]), same(into, codes[other])])
            ours, theirs = (every([so, same(self.currency, codes[own])]) for own in (one, other))
            if one != other:
                counted = pick(ours, _times(amount, _RATE * digits), counted)
                counted = pick(theirs, _times(amount, digits / _RATE), counted)
        return counted

    def rates(self, currency: str) -> Rates:
        """What one of the case's currency buys of each in which a pack states an amount."""
        return Rates({(currency, other): _RATE for other in self.currencies[1:] if other != currency})

    def free(self, kind: Kind, about: str, words: Mapping[str, str] | None = None) -> Symbol:
        """A value of a kind of which nothing else is said; it is not absent."""
        return self._of_kind(kind, self._name(about), words or {})

    def idle(self, kind: Kind, about: str, words: Mapping[str, str]) -> Symbol:
        """The same for the place of a value that is absent: nothing turns on what it is."""
        found = self.free(kind, about, words)
        self.idlers |= {where(term): term for term in terms_of(found)}
        return found

    def _name(self, about: str) -> str:
        self._fresh += 1
        return f"{about} #{self._fresh}"

    def _unknown(self, name: str, member: str) -> Symbol:
        fact = self.vocabulary.facts[name]
        words = fact.values if fact.kind is not Kind.PLACE else dict.fromkeys(self.places, "")
        found = self._of_kind(fact.kind, f"{name}[{member}]", words)
        if fact.kind is Kind.EVENT and isinstance(found, SymDay):
            self.bounds.append(z3.Or(found.not_yet, found.day <= self.decide_on.day))
        if fact.kind in (Kind.INTEGER, Kind.MONEY) and isinstance(found, SymNumber):
            self.bounds += [found.number >= 0, found.number <= LARGEST]
        return found

    def _of_kind(self, kind: Kind, about: str, words: Mapping[str, str]) -> Symbol:
        match kind:
            case Kind.BOOL:
                return SymTruth(NO, z3.Bool(about))
            case Kind.ENUM | Kind.PLACE:
                code = z3.BitVec(about, _BITS)
                self.bounds += [some(same(code, self.word(one)) for one in words)] if words else []
                return SymWord(NO, code)
            case Kind.SET:
                return SymTraits(NO, {word: z3.Bool(f"{about} has {word}") for word in words})
            case Kind.INTEGER:
                return SymNumber(NO, z3.Int(about), whole(0))
            case Kind.MONEY:
                return SymNumber(NO, z3.Int(about), self.currency)
            case Kind.DATE | Kind.MOMENT:
                timed = self._instants and kind is Kind.MOMENT
                return SymDay(NO, NO, self._number(about, *self._days), timed)
            case Kind.EVENT:
                not_yet = z3.Bool(f"{about} not yet")
                return SymDay(NO, not_yet, self._number(about, *self._days), self._instants)
            case Kind.PERIOD:
                unit = self._number(f"{about} unit", 0, len(UNITS) - 1)
                return SymPeriod(NO, unit, self._number(f"{about} count", 0, LONGEST_IN_YEARS))
            case Kind.RATES | Kind.TEXT | Kind.TIME_ZONE:
                return SymOther(NO)

    def _number(self, about: str, low: int, high: int) -> Term:
        number = z3.Int(about)
        self.bounds.append(every([at_least(number, low), number <= high]))
        return number


def _times(amount: Term, rate: Fraction) -> Term:
    """So many minor units by a rate; half of one counts as a whole one."""
    return (amount * rate.numerator + rate.denominator // 2) / rate.denominator


def _currencies(programs: tuple[Program, ...]) -> list[str]:
    """The currencies of every amount that a pack states, those of most amounts first, and one for all others."""
    found = Counter(amount.currency for program in programs for amount in _amounts(program))
    other = next(one for one in ("EUR", "USD", *sorted(DECIMAL_PLACES)) if one not in found)
    return [*sorted(found, key=lambda one: (-found[one], one)), other]


def _amounts(program: Program) -> Iterator[Money]:
    for stated in _stated(program):
        for part in expressions_in(stated):
            if isinstance(part, Const) and isinstance(part.value, Money):
                yield part.value


def _stated(program: Program) -> Iterator[Expression]:
    """What conditions compare with, what effects give, and what stands in grids."""
    for condition in all_conditions(program.pack, program.axioms):
        for test in tests_in(condition):
            yield from test.operands
    for rule in program.pack.rules:
        for effect in rule.effects:
            yield from expressions_of(effect)
    for grid in program.pack.grids.values():
        for row in grid.rows:
            yield from row.values.values()
