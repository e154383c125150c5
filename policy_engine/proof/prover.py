"""Asking a solver: is there a case in which this holds? What it finds is run before anybody is told.

That there is none is proved over a loose world, whatever else a case holds. That there is one is shown by a case of one
or two members in each list, within the days that the pack speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cached_property, partial

import z3

from policy_engine.calendar.periods import Period
from policy_engine.conditions.walking import parts_of
from policy_engine.evaluation import expressions
from policy_engine.evaluation.domains import Days
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.facts.case import Case
from policy_engine.facts.money import Money
from policy_engine.facts.values import EARLIEST, LATEST
from policy_engine.proof.counted import Learned
from policy_engine.proof.law import Law
from policy_engine.proof.stating import stated
from policy_engine.proof.symbols import Formula, SymDay, SymNumber, SymPeriod, SymWord, every, no, same
from policy_engine.proof.witness import Confirmed, Witness, witness_of
from policy_engine.proof.world import UNITS, World
from policy_engine.rules.statements import statements_of

Claim = Callable[[Law], Formula]
"""A formula over the world of a law. `Law.world.names[0]` is the member that a claim speaks of."""

MOST_STEPS = 3_000_000
"""So much a solver may try, in its own units: a clock would answer otherwise on a slower machine."""
MOST_ROUNDS = 12
MOST_MEMBERS = 2
_AROUND = timedelta(days=400)


class Unsaid(Enum):
    """An answer that is no case."""

    THERE_IS_NONE = "there_is_none"
    CANNOT_SAY = "cannot_say"


@dataclass(slots=True)
class _Side:
    """A world with the law over it and a solver that knows their bounds."""

    law: Law
    solver: z3.Solver = field(default_factory=z3.Solver)
    told: int = 0
    lemmas: dict[int, Formula] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.solver.set("rlimit", MOST_STEPS)
        for axiom in self.law.axioms():
            self.solver.add(axiom)

    def check(self, *formulas: Formula) -> z3.CheckSatResult:
        """Ask whether formulas can hold together, with all bounds of what they speak of."""
        bounds = self.law.world.bounds
        for bound in bounds[self.told :]:
            self.solver.add(bound)
        self.told = len(bounds)
        self.solver.push()
        self.solver.add(*formulas)
        return self.solver.check()

    def learn(self, run: Run, model: z3.ModelRef) -> bool:
        """Count for real what the model only bounds; whether anything new came of it."""
        before = len(self.lemmas)
        for learned in self.law.learned:
            lemma = lemma_of(learned, run, model)
            if lemma is not None and lemma.get_id() not in self.lemmas:
                self.lemmas[lemma.get_id()] = lemma
                self.solver.add(lemma)
        return len(self.lemmas) > before


class Prover:
    """What holds of every case under a pack."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._found: list[_Side] = []

    @cached_property
    def _loose(self) -> _Side:
        return _Side(Law(self.program, World(self.program, loose=True)))

    def _exact(self, members: int) -> _Side:
        while len(self._found) < members:
            world = World(self.program, members=len(self._found) + 1, days=days_of(self.program))
            self._found.append(_Side(Law(self.program, world)))
        return self._found[members - 1]

    def never(self, claim: Claim) -> bool | None:
        """Whether it is proved that a claim holds of no case; None where the solver gave up."""
        answer = self._loose.check(claim(self._loose.law))
        self._loose.solver.pop()
        return None if answer == z3.unknown else bool(answer == z3.unsat)

    def possible(self, members: int, claim: Claim) -> bool:
        """Whether a claim holds of some case with so many members, as far as the formulas can tell."""
        side = self._exact(members)
        answer = side.check(claim(side.law))
        side.solver.pop()
        return bool(answer != z3.unsat)

    def answers(self, case: Case, claim: Claim) -> frozenset[bool]:
        """What a claim can be of a case with members `m1`, `m2`, …: both only where something has to be counted."""
        members = max(map(len, case.members.values()), default=1)

        def wanted(law: Law, *, holds: bool) -> Formula:
            return every([stated(law, case), claim(law) if holds else no(claim(law))])

        return frozenset(answer for answer in (True, False) if self.possible(members, partial(wanted, holds=answer)))

    def case_where(self, claim: Claim, confirmed: Confirmed) -> Witness | Unsaid:
        """A case in which a claim holds, and a run of it confirms that; or that there is none."""
        if self.never(claim):
            return Unsaid.THERE_IS_NONE
        for members in range(1, MOST_MEMBERS + 1):
            found = self._search(self._exact(members), claim, confirmed)
            if found is not None:
                return found.shortened(self.program, confirmed)
        return Unsaid.CANNOT_SAY

    def _search(self, side: _Side, claim: Claim, confirmed: Confirmed) -> Witness | None:
        formula = claim(side.law)
        for _ in range(MOST_ROUNDS):
            answer = side.check(formula)
            model = side.solver.model() if answer == z3.sat else None
            side.solver.pop()
            if model is None:
                return None
            witness = witness_of(model, side.law.world, self.program)
            run = witness.run(self.program)
            if run is None:
                return None
            if confirmed(run):
                return witness
            if not side.learn(run, model):
                return None
        return None


def lemma_of(learned: Learned, run: Run, model: z3.ModelRef) -> Formula | None:
    """What counting for real says of a value: with these parts it is this."""
    members = run.box.members.values()
    if learned.member and not any(learned.member in names for names in members):
        return None
    found = expressions.value_of(run, learned.expression, learned.member, learned.owner).value
    match learned.symbol, found:
        case SymDay(day=term), Days() if found.settled:
            number = found.first.toordinal()
        case SymNumber(number=term), Money():
            number = found.minor
        case SymNumber(number=term), int() if not isinstance(found, bool):
            number = found
        case _:
            return None
    parts = list(_really(learned, run, model))
    return None if None in parts else z3.Implies(every(one for one in parts if one is not None), term == number)


def _really(learned: Learned, run: Run, model: z3.ModelRef) -> Iterator[Formula | None]:
    """That the parts are what they were when it was counted; None for what is not worth one day or number."""
    stated = parts_of(learned.expression)
    values = [expressions.value_of(run, one, learned.member, learned.owner).value for one in stated]
    for number, symbol in enumerate(learned.made_of):
        value = values[number] if number < len(values) else None
        match symbol, value:
            # What is counted out itself may be another day in the model than it really is.
            case SymDay(day=term), Days():
                yield term == value.first.toordinal() if value.settled else None
            case SymNumber(number=term, currency=currency), Money():
                yield every([term == value.minor, same(currency, model.eval(currency, model_completion=True))])
            case SymNumber(number=term, currency=currency), int() if not isinstance(value, bool):
                yield every([term == value, same(currency, model.eval(currency, model_completion=True))])
            case SymPeriod(), Period():
                yield every([symbol.unit == UNITS.index(value.unit), symbol.count == value.count])
            case SymWord(code=term), _:
                yield same(term, model.eval(term, model_completion=True))
            case SymDay() | SymNumber() | SymPeriod(), _:
                yield None


def days_of(*programs: Program) -> tuple[date, date]:
    """The days that packs speak of, with some room on both sides."""
    days: list[date] = []
    for program in programs:
        days += [program.pack.law_known_to, *(cover.since for cover in program.pack.covers)]
        for one in statements_of(program.pack):
            days += [day for day in (one.effective.start, one.effective.until) if isinstance(day, date)]
    return max(EARLIEST, min(days) - _AROUND), min(LATEST, max(days) + _AROUND)
