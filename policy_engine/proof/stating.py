"""What a case states, as a formula over a world."""

from __future__ import annotations

from datetime import date

import z3

from policy_engine.calendar.periods import Period
from policy_engine.facts.case import Case
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment, NotBy, Value
from policy_engine.jurisdictions import ELSEWHERE, parent
from policy_engine.proof.law import Law
from policy_engine.proof.symbols import (
    YES,
    Formula,
    Symbol,
    SymDay,
    SymNumber,
    SymPeriod,
    SymTraits,
    SymTruth,
    SymWord,
    every,
    no,
)
from policy_engine.proof.world import UNITS, World


def stated(law: Law, case: Case) -> Formula:
    """That the facts are as a case states them; an event that was not by an earlier day may have come since."""
    world = law.world
    looked_at = world.decide_on.day == case.decide_on.day_as_stated.toordinal()
    facts = (_is(world, world.fact(*address), value) for address, value in case.facts.items())
    return every([looked_at, *facts])


def _is(world: World, symbol: Symbol, value: Value) -> Formula:
    match symbol, value:
        case SymTruth(), bool():
            return symbol.holds if value else no(symbol.holds)
        case SymWord(), str():
            return symbol.code == world.word(_known_place(world, value))
        case SymTraits(), frozenset():
            return every(term if word in value else no(term) for word, term in symbol.has.items())
        case SymNumber(), Money():
            return every([symbol.number == value.minor, symbol.currency == world.currency_code(value.currency)])
        case SymNumber(), int():
            return symbol.number == value
        case SymDay(), NotBy(by):
            return z3.Or(symbol.not_yet, symbol.day > _day(by).toordinal())
        case SymDay(), date() | Moment():
            return every([no(symbol.not_yet), symbol.day == _day(value).toordinal()])
        case SymPeriod(), Period(count, unit):
            return every([symbol.count == count, symbol.unit == UNITS.index(unit)])
        case _:
            return YES


def _day(value: date | Moment) -> date:
    return value.day_as_stated if isinstance(value, Moment) else value


def _known_place(world: World, word: str) -> str:
    """A place as finely as the packs tell places apart; any other word is itself."""
    if world.knows(word):
        return word
    rest = f"{parent(word) or word}-"
    return rest if rest in world.places else ELSEWHERE
