"""A case that is being drawn at random: every fact that a condition may ask for has a value from the start."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from policy_engine.calendar.periods import Period, Unit
from policy_engine.conditions.expressions import Const
from policy_engine.conditions.walking import tests_in
from policy_engine.evaluation.program import Program, all_conditions
from policy_engine.facts.case import Address, Case
from policy_engine.facts.money import Money
from policy_engine.facts.values import Kind, Moment, NotBy, Value
from policy_engine.facts.vocabulary import Fact
from policy_engine.jurisdictions import ELSEWHERE

NOWHERE_NAMED = "AQ"
"""Antarctica: a place of which no pack is expected to speak."""

FIRST_BASE, LAST_BASE = date(2013, 1, 1), date(2027, 1, 1)
MOST_ENTRIES = 2
USUAL_CURRENCY = "EUR"
NOTHING_SPECIAL = "none"
_UNTESTED = frozenset({Kind.RATES, Kind.TIME_ZONE, Kind.TEXT})  # no condition may ask for these

_One = TypeVar("_One")


class Draft:
    """A case that is being drawn: its facts so far, and chance."""

    def __init__(self, program: Program, chance: Random, name: str) -> None:
        self.program = program
        self.chance = chance
        self.name = name
        self.base = FIRST_BASE + timedelta(days=self.below((LAST_BASE - FIRST_BASE).days))
        self.today = self.base + timedelta(days=20 + self.below(100))
        self.members = {
            group.name: tuple(f"{group.member}-{number + 1}" for number in range(1 + self.below(MOST_ENTRIES)))
            for group in program.vocabulary.groups.values()
            if group.member
        }
        codes = {code for code in program.place_codes if code != ELSEWHERE and not code.endswith("-")}
        self.places = (*sorted(codes), NOWHERE_NAMED)
        self.currency = self.one_of((USUAL_CURRENCY, *_currencies(program)))
        self.facts: dict[Address, Value] = {}
        for fact in program.vocabulary.facts.values():
            if fact.kind not in _UNTESTED:
                group = program.vocabulary.each_of(fact.name)
                for member in self.members[group] if group else ("",):
                    self.facts[fact.name, member] = self.quiet(fact)

    def change(self) -> None:
        """Give any one fact another value."""
        address = self.one_of(tuple(self.facts))
        self.facts[address] = self.value(self.program.vocabulary.facts[address[0]])

    def below(self, bound: int) -> int:
        """A whole number from nothing to less than a bound; `Random.random` is the same in every Python."""
        return int(self.chance.random() * bound)

    def one_of(self, choices: Sequence[_One]) -> _One:
        """Any of several."""
        return choices[self.below(len(choices))]

    def day(self) -> date:
        """A day near those of the case's other events."""
        return self.base + timedelta(days=self.below(40) - 5)

    def event(self, day: date) -> Value:
        """An event of a day, or not yet where that is still to come; sometimes with its time."""
        if day >= self.today:
            return NotBy(self.today)
        if self.below(6):
            return day
        return Moment.parse(f"{day}T{self.below(24):02}:{self.below(60):02}+{self.below(4):02}:00")

    def amount(self, minor: int) -> Money:
        """An amount in the currency of the case."""
        return Money(max(minor, 0), self.currency)

    def quiet(self, fact: Fact) -> Value:
        """A value with which little has happened, so that few facts can be at odds."""
        match fact.kind:
            case Kind.EVENT:
                return NotBy(self.today)
            case Kind.SET:
                return frozenset()
            case Kind.BOOL:
                return False
            case Kind.ENUM if NOTHING_SPECIAL in fact.values:
                return NOTHING_SPECIAL
            case _:
                return self.value(fact)

    def value(self, fact: Fact) -> Value:
        """Any value that a fact can have."""
        match fact.kind:
            case Kind.BOOL:
                return self.below(2) == 1
            case Kind.ENUM:
                return self.one_of(sorted(fact.values))
            case Kind.SET:
                return frozenset(word for word in sorted(fact.values) if not self.below(4))
            case Kind.PLACE:
                return self.one_of(self.places)
            case Kind.INTEGER:
                return self.one_of((*self.program.thresholds.get(fact.name, ()), self.below(40)))
            case Kind.MONEY:
                return self.amount(self.one_of((*self.program.thresholds.get(fact.name, ()), self.below(30_000))))
            case Kind.PERIOD:
                return Period(self.below(40), self.one_of((Unit.DAYS, Unit.MONTHS, Unit.YEARS)))
            case Kind.EVENT:
                return self.event(self.day()) if self.below(4) else NotBy(self.today)
            case Kind.MOMENT:
                return Moment.parse(f"{self.day()}T{self.below(24):02}:{self.below(60):02}+00:00")
            case _:
                return self.day()

    def case(self) -> Case:
        """The case as it stands."""
        looked_at = Moment.parse(f"{self.today}T12:00+00:00")
        return Case(self.name, (), looked_at, dict(self.facts), self.members, self.name)


def _currencies(program: Program) -> tuple[str, ...]:
    """The currencies with which conditions of the pack compare, each as often as they do."""
    conditions = all_conditions(program.pack, program.axioms)
    operands = (one for condition in conditions for test in tests_in(condition) for one in test.operands)
    return tuple(one.value.currency for one in operands if isinstance(one, Const) and isinstance(one.value, Money))
