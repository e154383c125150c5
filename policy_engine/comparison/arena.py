"""Asking a solver where two packs answer otherwise: over one world, region by region, until there is nowhere else.

That there is nowhere else is proved over a loose world, whatever else a case holds. A case that is found is run under
both versions before it counts; what counting leaves open is learned by really counting.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

import z3

from policy_engine.comparison.answers import Answer, Codes, answer, differences
from policy_engine.comparison.any_reading import Choices, Reading, Ways, agree, same_over_readings, same_ways
from policy_engine.comparison.budget import Budget
from policy_engine.comparison.cones import Cones, has_ways
from policy_engine.comparison.differences import Stated
from policy_engine.comparison.doubts import Doubts
from policy_engine.comparison.lemmas import as_long, counted_term
from policy_engine.comparison.outcomes import Output, Part, Sort
from policy_engine.comparison.sides import Sides, pack_of_both
from policy_engine.comparison.usual import usual
from policy_engine.conditions.expressions import EndOf, Expression, PercentOf, Span
from policy_engine.conditions.walking import names_in
from policy_engine.evaluation.program import AxiomForm, Program
from policy_engine.evaluation.standing import UNSURE
from policy_engine.facts.case import Case
from policy_engine.proof.counted import settled_parts
from policy_engine.proof.law import Kin, Law
from policy_engine.proof.prover import days_of, lemma_of
from policy_engine.proof.symbols import (
    NO,
    YES,
    Formula,
    SymDay,
    SymOther,
    SymTraits,
    SymTruth,
    SymWord,
    Term,
    every,
    identical,
    is_no,
    lies_in,
    no,
    same,
    some,
    terms_of,
    where,
    whole,
)
from policy_engine.proof.witness import witness_of
from policy_engine.proof.world import World
from policy_engine.rules.model import Exemption, GridRow, NotEncoded, Rule

MOST_USUAL = 20
"""So often what is usual is asked for, each time without what does not go together."""
_STEPS = "rlimit count"
"""How the solver names the steps that it took."""


def _a_solver() -> z3.Solver:
    """A solver that takes few steps: with the older of its two arithmetics, and splitting by structure.

    A formula here is mostly law that does not matter to the case at hand; splitting by what matters takes a quarter
    fewer steps on large packs, and how many it takes turns less on chance.
    """
    solver = z3.Solver()
    solver.set("smt.arith.solver", 2)
    solver.set("smt.case_split", 3)
    return solver


@dataclass(slots=True)
class Arena:
    """A world with both laws over it, and a solver that knows the bounds of what they speak of."""

    sides: Sides
    world: World
    old: Doubts
    new: Doubts
    budget: Budget
    solver: z3.Solver = field(default_factory=_a_solver)
    codes: Codes = field(default_factory=Codes)
    _told: int = 0
    _axioms: set[AxiomForm] = field(default_factory=set)
    _lemmas: dict[int, Formula] = field(default_factory=dict)
    _last: dict[int, tuple[Formula, Formula]] = field(default_factory=dict)
    """For each count, by the term that stands for it, from what it was counted out last, and over how many days."""
    _counted_for: dict[int, tuple[Formula, list[int]]] = field(default_factory=dict)
    _currency_for: dict[int, tuple[Formula, Formula]] = field(default_factory=dict)
    _relied_on: tuple[int, Formula] = (0, YES)
    _answers: dict[Output, tuple[Answer, Answer]] = field(default_factory=dict)
    _differs: dict[Output, Mapping[Part, Formula]] = field(default_factory=dict)
    _unlike: dict[Output, Formula] = field(default_factory=dict)
    _others: list[Choices] = field(default_factory=list)
    _disputed: dict[Output, tuple[Ways, Ways]] = field(default_factory=dict)

    @classmethod
    def of(cls, sides: Sides, budget: Budget, *, members: int = 1, loose: bool = False) -> Arena:
        """A world of so many members in each list, or a loose one."""
        days = None if loose else days_of(sides.old, sides.new)
        world = World(
            sides.old, sides.new, members=members, loose=loose, days=days, vocabulary=sides.common, instants=loose
        )
        old = Law(sides.old, world, Kin(sides.old_names, partial(counting, sides.old_cones)))
        how = partial(counting, sides.new_cones)
        kin = Kin(sides.new_names, how, old, sides.same_names, sides.same_rules, sides.relied_alike)
        new = Law(sides.new, world, kin)
        before = Doubts(old)
        return cls(sides, world, before, Doubts(new, before), budget)

    @property
    def member(self) -> str:
        """The member of a list that is spoken of."""
        return self.world.names[0]

    def answers(self, output: Output) -> tuple[Answer, Answer]:
        """What both laws answer."""
        if output not in self._answers:
            before, after = (answer(one, output, self.member, self.codes) for one in (self.old, self.new))
            self._answers[output] = (before, after)
        return self._answers[output]

    def differs(self, output: Output) -> Mapping[Part, Formula]:
        """For each part of an answer whether it differs; where cases are looked for, in one way of reading alone."""
        if output not in self._differs:
            found = dict(differences(*self.answers(output), output.sort))
            if self.world.loose and Part.VERDICT in found and not is_no(found[Part.VERDICT]):
                found[Part.VERDICT] = every([found[Part.VERDICT], self.unlike(output)])
            self._differs[output] = found
        return self._differs[output]

    def unlike(self, output: Output) -> Formula:
        """That an answer may differ over all ways of reading: what is dear to write out."""
        if output not in self._unlike:
            # What is proved may be proved whatever it is that cannot be told; no case is looked for by that.
            known, anew, answers = self.sides.new.vocabulary, self.world.loose, self.answers(output)
            if output.sort in (Sort.ACTION, Sort.DUTY):
                choices = self.choices()
                alike = same_over_readings(choices, known, output, *answers, anew=anew)
                self._others += [choices] if self.world.loose else []
            else:
                one, other = (answer.value for answer in answers)
                of_a_kind = type(one) is type(other) and not isinstance(one, SymTraits | SymOther)
                alike = same_ways(*self._ways(output)) if of_a_kind else NO
            self._unlike[output] = no(alike)
        return self._unlike[output]

    def relate_others(self) -> bool:
        """Learn of members of which nothing is known what is so in one way of reading wherever it is in another."""
        before = len(self.world.bounds)
        for choices in self._others:
            self.world.bounds += [then for given, then in choices.others() if self.never(no(given))]
        self._others.clear()
        return len(self.world.bounds) > before

    def agreed(self, output: Output) -> tuple[Formula | None, Formula | None]:
        """For both laws whether the answer is the same in all ways of reading; None where that cannot be told."""
        before, after = self._ways(output)
        return agree(before), agree(after)

    def _ways(self, output: Output) -> tuple[Ways, Ways]:
        """What both laws answer in each way of reading."""
        if output not in self._disputed:
            choices = self.choices()
            before, after = (
                choices.disputed([*one.code, one.doubt, *terms_of(one.value)]) for one in self.answers(output)
            )
            self._disputed[output] = (before, after)
        return self._disputed[output]

    def choices(self, given: Reading | None = None) -> Choices:
        """Which choices of reading the formulas so far depend on, of cases of which something is known."""
        return Choices(self.world, {**self.world.free_of, **self._counts()}, given)

    def alike(self, name: str) -> Formula:
        """Whether a conclusion is worth the same in both, and as much in doubt."""
        member = self.member if self.sides.new.vocabulary.each_of(name) else ""
        values = [one.law.name(name, member) for one in (self.old, self.new)]
        doubts = [one.name(name, member) for one in (self.old, self.new)]
        return every([identical(*values), same(*doubts)])

    def applies(self, stated: Stated, *, old: bool) -> Formula:
        """Whether a statement applies."""
        law = (self.old if old else self.new).law
        match stated:
            case Rule():
                return law.live(stated, self.member)
            case Exemption():
                return law.bites(stated, self.member)
            case GridRow():
                return law.row(stated, self.member)
            case NotEncoded():
                return law.entry(stated, self.member)

    def check(self, *formulas: Formula) -> z3.CheckSatResult:
        """Ask whether formulas can hold together; whoever asks pops afterwards."""
        self._tell_axioms()
        for bound in self.world.bounds[self._told :]:
            self.solver.add(bound)
        self._told = len(self.world.bounds)
        self.solver.push()
        if not self.budget.may_ask:
            return z3.unknown
        self.solver.add(*formulas)
        self.solver.set("rlimit", self.budget.for_one)
        return self._asked()

    def _asked(self, *assumed: Formula) -> z3.CheckSatResult:
        """Ask the solver, and pay for its steps."""
        before = self._taken()
        found = self.solver.check(*assumed)
        self.budget.steps -= max(self._taken() - before, 1)
        return found

    def usual_model(self) -> z3.ModelRef:
        """A model of what was just found to hold together, in which as much as goes together is as it mostly is.

        It is asked for before whoever asked pops.
        """
        found, wanted = self.solver.model(), usual(self.world, self.sides.new.pack.law_known_to)
        for _ in range(MOST_USUAL):
            answer_ = self._asked(*wanted)
            if answer_ == z3.sat:
                return self.solver.model()
            core = {where(one) for one in self.solver.unsat_core()} if answer_ == z3.unsat else set[int]()
            last = next((one for one in reversed(wanted) if where(one) in core), None)
            if last is None:
                break
            wanted = [one for one in wanted if where(one) != where(last)]
        return found

    def _taken(self) -> int:
        """How many steps were taken so far."""
        told = self.solver.statistics()
        return next(
            (int(value) for name, value in map(told.__getitem__, reversed(range(len(told)))) if name == _STEPS), 0
        )

    def never(self, formula: Formula) -> bool | None:
        """Whether it is proved that a formula holds of no case; None where the solver gave up."""
        if is_no(formula):
            return True
        found = self.check(formula)
        self.solver.pop()
        return None if found == z3.unknown else bool(found == z3.unsat)

    def _tell_axioms(self) -> None:
        """What holds of every case, as far as it speaks of anything that was asked about."""
        laws = [self.old.law]
        if self.sides.old.axioms != self.sides.new.axioms:
            laws.append(self.new.law)
        told = -1
        while told != len(self._axioms):
            told = len(self._axioms)
            known = {name for name, _ in self.world.facts}
            for law in laws:
                for form in _forms(law.program):
                    if form not in self._axioms and any(name in known for name in _facts_of(law.program, form)):
                        self._axioms.add(form)
                        for member in self.world.members(form.group):
                            self.solver.add(no(law.holds(form.never, member)))

    def case(self, model: z3.ModelRef) -> tuple[Case, Mapping[str, int]]:
        """The case that a model describes, and how it reads the law."""
        pack = pack_of_both(self.sides.old, self.sides.new)
        found = witness_of(model, self.world, replace(self.sides.new, pack=pack))
        return found.case, found.choices

    def learn(self, formula: Formula, case: Case, choices: Mapping[str, int], model: z3.ModelRef) -> bool:
        """Count for real what the model only bounds of a formula; whether anything new came of it."""
        before, counts = len(self._lemmas), frozenset(self._counts_in(formula))
        for law, names in ((self.old.law, self.sides.old_names), (self.new.law, self.sides.new_names)):
            known = {**choices, **{f"{UNSURE}{one}": choices.get(f"{UNSURE}{name}", 0) for one, name in names.items()}}
            look = self.sides.runner.looking(law.program).closely(case)
            if look is None:
                continue
            run = look.passes.run(known)
            for learned in law.learned:
                counted = where(counted_term(learned))
                lemma = lemma_of(learned, run, model) if counted in counts else None
                if lemma is None:
                    continue
                self._last[counted] = (lemma.arg(0), as_long(learned, lemma))
                if lemma.get_id() not in self._lemmas:
                    self._lemmas[lemma.get_id()] = lemma
                    self.solver.add(lemma)
        return len(self._lemmas) > before

    def counted_again(self, formula: Formula) -> list[Formula]:
        """That all that is counted for a formula takes as many days as in the last case, or starts as it did then.

        Most starts take as many days as others, and of the last one it is known.
        """
        found = [self._last[one] for one in self._counts_in(formula) if one in self._last]
        return [every(days for _, days in found), every(start for start, _ in found)] if found else []

    def _counts_in(self, formula: Formula) -> list[int]:
        """Where the terms lie that stand for what has to be counted in a formula, and in what that is made of."""
        number = where(formula)
        if number not in self._counted_for:
            counts, unknowns = self._counts(), self.world.unknowns
            found, pending = set[int](), unknowns.of(formula).keys() & counts.keys()
            while pending:
                found |= pending
                behind = unknowns.of(*(part for one in pending for part in counts[one]))
                pending = (behind.keys() & counts.keys()) - found
            self._counted_for[number] = (formula, [one for one in counts if one in found])
        return self._counted_for[number][1]

    def _counts(self) -> dict[int, list[Term]]:
        """What each count is made of, by where it lies."""
        learned = (*self.old.law.learned, *self.new.law.learned)
        return {where(counted_term(one)): settled_parts(one) for one in learned}

    def otherwise(self, model: z3.ModelRef, *, currency: bool) -> Formula:
        """That some word is another than in a model; or the currency, where no rate tells what amounts compare to."""
        if currency and len(self.world.currencies) > 2:
            return no(self.world.currency == model.eval(self.world.currency, model_completion=True))
        words = []
        for symbol in self.world.facts.values():
            if isinstance(symbol, SymTruth | SymWord | SymTraits):
                words += [term == model.eval(term, model_completion=True) for term in terms_of(symbol)[1:]]
        return no(every(words))

    def in_years_of_calendars(self) -> Formula:
        """That all days lie where every calendar knows which are off: beyond, all periods go to a person."""
        calendars = [one for law in (self.old, self.new) for one in law.program.calendars.places.values()]
        if not calendars:
            return YES
        first = date(max(one.first_year for one in calendars), 1, 1).toordinal()
        last = date(min(one.last_year for one in calendars), 12, 31).toordinal()
        days = [one for one in (*self.world.facts.values(), self.world.decide_on) if isinstance(one, SymDay)]
        return every(some([one.absent, one.not_yet, every([one.day >= first, one.day <= last])]) for one in days)

    def overdue(self, output: Output) -> Formula:
        """That a duty is owed, not done, and its last day past under either law: what is in dispute shows there."""
        found = []
        for doubts, said in zip((self.old, self.new), self.answers(output), strict=True):
            met_by = doubts.program.vocabulary.obligations[output.name].met_by
            met = doubts.law.name(met_by, self.member) if met_by else None
            unmet = met.not_yet if isinstance(met, SymDay) else YES
            days = [one for one in said.days if isinstance(one, SymDay)]
            late = (every([no(one.absent), no(one.not_yet), self.world.decide_on.day > one.day]) for one in days)
            found.append(every([*said.code, unmet, some(late)]))
        return some(found)

    def in_own_currency(self, formula: Formula) -> Formula:
        """That the case has a currency of those with which a formula compares amounts: the commonest one."""
        number = where(formula)
        if number not in self._currency_for:
            parts = lies_in(formula) if self.world.compared else set[int]()
            asked = {where(one): one for at, one in self.world.compared.items() if at in parts}
            codes = map(self.world.currency_code, self.world.currencies[1:])
            ours = (same(self.world.currency, code) for code in codes)
            self._currency_for[number] = (formula, next((one for one in ours if where(one) in asked), YES))
        return self._currency_for[number][1]

    def plainly(self) -> Formula:
        """That law of low grade is relied on."""
        unsure = self.world.unsure
        if len(unsure) != self._relied_on[0]:
            self._relied_on = len(unsure), every(same(term, whole(0)) for term in unsure)
        return self._relied_on[1]

    def turns_on_law_of_low_grade(self, formula: Formula) -> bool:
        """Whether it makes a difference to a formula if such law is relied on."""
        unknowns = self.world.unknowns.of(formula)
        return any(where(term) in unknowns for term in self.world.unsure)


def counting(cones: Cones, expression: Expression, owner: str) -> Hashable:
    """All on which a count depends besides its parts, as numbers that both packs share."""
    match expression:
        case Span():
            method = cones.program.pack.methods.get(expression.method)
            counted_by = cones.canon.get(owner, owner) if has_ways(method) else ""
            return ("span", expression.unit, cones.how(expression), counted_by)
        case EndOf(stretch):
            return ("end", stretch)
        case PercentOf(percent, _, rounding):
            return ("percent", percent, rounding)
        case _:
            return (type(expression).__name__, getattr(expression, "rounding", None))


def _forms(program: Program) -> tuple[AxiomForm, ...]:
    return tuple({form: None for forms in program.axiom_forms.values() for form in forms})


def _facts_of(program: Program, form: AxiomForm) -> Iterator[str]:
    for name in names_in(form.never):
        aggregate = program.vocabulary.aggregates.get(name)
        yield aggregate.of if aggregate is not None else name
