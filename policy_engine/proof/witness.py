"""A case that a solver found, as a case that can be decided, and as short as it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

import z3

from policy_engine.calendar.periods import Period
from policy_engine.errors import CaseError
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.facts.case import Address, Case, as_stated
from policy_engine.facts.money import Money
from policy_engine.facts.values import Kind, Moment, NotBy, Value
from policy_engine.proof.places import some_place
from policy_engine.proof.symbols import (
    Symbol,
    SymDay,
    SymNumber,
    SymPeriod,
    SymTraits,
    SymTruth,
    SymWord,
    is_yes,
    where,
)
from policy_engine.proof.world import UNITS, World

Confirmed = Callable[[Run], bool]
"""Whether a run of the case shows what the solver claims of it."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A case with the way of reading the law in which it was run."""

    case: Case
    choices: Mapping[str, int]

    def run(self, program: Program) -> Run | None:
        """A run of the case; None where the vocabulary does not permit it."""
        try:
            box, _ = check_case(self.case, program)
        except CaseError:
            return None
        return Run(box, self.choices)

    def shortened(self, program: Program, confirmed: Confirmed) -> Witness:
        """The same with no fact more than it takes."""
        kept = dict(self.case.facts)
        size = max(len(kept) // 2, 1)
        while True:
            for start in range(0, len(kept), size):
                addresses = list(kept)[start : start + size]
                fewer = {address: value for address, value in kept.items() if address not in addresses}
                run = replace(self, case=replace(self.case, facts=fewer)).run(program)
                if run is not None and confirmed(run):
                    kept = fewer
                    break
            else:
                if size == 1:
                    return replace(self, case=replace(self.case, facts=kept))
                size = max(size // 2, 1)

    def stated(self, program: Program) -> tuple[tuple[str, str], ...]:
        """What it states, as people write it, and how it reads the law where it may be read otherwise."""
        picked = ((point, str(way)) for point, way in self.choices.items() if way)
        return (*as_stated(self.case, program.vocabulary), *sorted(picked))


def witness_of(model: z3.ModelRef, world: World, program: Program) -> Witness:
    """The case that a model describes, with every fact that was asked about."""
    decide_on = _day(model, world.decide_on)
    moment = Moment(datetime.combine(decide_on, time(12), UTC))
    facts: dict[Address, Value] = {}
    for (name, member), symbol in world.facts.items():
        value = _value(model, world, program, name, symbol, decide_on)
        if value is not None:
            facts[name, member] = value
    compared = {where(one): one for one in world.compared.values()}
    if not all(_truth(model, one) for one in compared.values()):
        rates = world.rates(world.currencies[_number(model, world.currency)])
        facts |= {(name, ""): rates for name in program.rates}
    members = dict.fromkeys(sorted(world.groups), world.names)
    choices = {point: _number(model, term) for point, (term, _) in world.choices.items()}
    return Witness(Case("witness", (), moment, facts, members, "<witness>"), choices)


def _value(
    model: z3.ModelRef, world: World, program: Program, name: str, symbol: Symbol, decide_on: date
) -> Value | None:
    kind = world.vocabulary.facts[name].kind
    match symbol:
        case SymTruth():
            return _truth(model, symbol.holds)
        case SymWord():
            word = world.words_by_code()[_number(model, symbol.code)]
            return some_place(word, program.pack) if kind is Kind.PLACE else word
        case SymTraits():
            return frozenset(word for word, term in symbol.has.items() if _truth(model, term))
        case SymNumber():
            number = _number(model, symbol.number)
            currency = world.currencies[_number(model, symbol.currency)]
            return Money(number, currency) if kind is Kind.MONEY else number
        case SymDay():
            if _truth(model, symbol.not_yet):
                return NotBy(decide_on)
            day = _day(model, symbol)
            return Moment(datetime.combine(day, time(12), UTC)) if kind is Kind.MOMENT else day
        case SymPeriod():
            return Period(_number(model, symbol.count), UNITS[_number(model, symbol.unit)])
        case _:
            return None


def _truth(model: z3.ModelRef, term: z3.ExprRef) -> bool:
    return is_yes(model.eval(term, model_completion=True))


def _number(model: z3.ModelRef, term: z3.ExprRef) -> int:
    found: int = model.eval(term, model_completion=True).as_long()
    return found


def _day(model: z3.ModelRef, symbol: SymDay) -> date:
    return date.fromordinal(_number(model, symbol.day))
