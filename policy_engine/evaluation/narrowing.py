"""Narrowing domains by what must hold of every case: a garment is goods, nothing arrives before it is bought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Expression
from policy_engine.evaluation import comparing, expressions
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.domains import NOT_YET, Days, Domain, Numbers, Options, Traits, numbers, options, traits
from policy_engine.evaluation.findings import Address, Truth
from policy_engine.evaluation.memory import Memory
from policy_engine.evaluation.program import AxiomForm
from policy_engine.evaluation.run import Run
from policy_engine.facts.money import Money
from policy_engine.facts.values import Kind


class Axiom(NamedTuple):
    """Something that never holds of a case, for one member."""

    form: AxiomForm
    member: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The completions ran out: this axiom leaves none."""

    axiom: Axiom


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What follows for one case, with the members that it states."""

    forms: Mapping[str, tuple[AxiomForm, ...]]
    members: Mapping[str, tuple[str, ...]]

    def about(self, addresses: Iterable[Address]) -> list[Axiom]:
        """Every axiom that speaks of some of these facts, once for each member it speaks of."""
        found: dict[Axiom, None] = {}
        for name, member in addresses:
            for form in self.forms.get(name, ()):
                if not form.group:
                    found[Axiom(form, "")] = None
                elif member:
                    found[Axiom(form, member)] = None
                else:
                    found.update((Axiom(form, one), None) for one in self.members.get(form.group, ("",)))
        return list(found)

    def narrow(self, box: Box, changed: Iterable[Address], memory: Memory | None = None) -> Box | Contradiction:
        """Narrow by the axioms that speak of what changed, until nothing follows any more."""
        return self.follow(box, self.about(changed), memory)

    def follow(self, box: Box, axioms: Iterable[Axiom], memory: Memory | None = None) -> Box | Contradiction:
        """Narrow by some axioms, and by all that speak of what is narrowed, until nothing follows any more."""
        draft = _Draft(box, memory)
        pending = list(axioms)
        while pending:
            for axiom in pending:
                if ruled_out(draft.box, axiom):
                    continue
                if not draft.enforce(axiom.form.never, axiom.member, wanted=False):
                    return Contradiction(axiom)
            pending = self.about(draft.moved())
        return draft.box


def ruled_out(box: Box, axiom: Axiom) -> bool:
    """Whether words that are known keep an axiom from being broken: most are, and need no closer look."""
    return _at_a_glance(box, axiom.form.never, axiom.member) is False


def _at_a_glance(box: Box, condition: Condition, member: str) -> bool | None:
    """Whether a condition holds, as far as known words and events say so without any reading or counting."""
    match condition:
        case Test():
            return _test_at_a_glance(box, condition, member)
        case All(parts):
            return _first(box, parts, member, False)
        case AnyOf(parts):
            return _first(box, parts, member, True)
        case NoneOf(parts):
            found = _first(box, parts, member, True)
            return None if found is None else not found


def _first(box: Box, parts: tuple[Condition, ...], member: str, deciding: bool) -> bool | None:
    answer: bool | None = not deciding
    for part in parts:
        found = _at_a_glance(box, part, member)
        if found is deciding:
            return deciding
        answer = None if found is None else answer
    return answer


def _test_at_a_glance(box: Box, test: Test, member: str) -> bool | None:
    program, name = box.program, test.subject
    if name not in program.vocabulary.facts or name in program.places:
        return None
    value = box.value((name, member if program.lists.get(name) else ""))
    match test.operator:
        case Operator.EQUALS | Operator.ONE_OF if isinstance(value, bool | str):
            words = [one.value for one in test.operands if isinstance(one, Const)]
            return value in words if len(words) == len(test.operands) else None
        case Operator.HAS:
            traits_asked = frozenset(str(one.value) for one in test.operands if isinstance(one, Const))
            return comparing.has_any(value, traits_asked)[0] if len(traits_asked) == len(test.operands) else None
        case Operator.HAPPENED if not test.operands:
            return comparing.happened(value)
        case _:
            return None


def breach(run: Run, axiom: Axiom) -> Truth:
    """Whether that holds which never holds."""
    return run.ask(_breach, axiom.form, axiom.member)


def _breach(run: Run, form: AxiomForm, member: str) -> Truth:
    return run.holds(form.never, member)


class _Draft:
    """The completions of a case while they are being narrowed; nobody else sees the box before that is done."""

    def __init__(self, box: Box, memory: Memory | None) -> None:
        self._memory = memory
        self._split = dict(box.split)
        self._moved: list[Address] = []
        self.box = box.with_split(self._split)
        self.run = Run(self.box, {}, memory)

    def moved(self) -> list[Address]:
        """The facts that were narrowed since this was last asked.

        Only from then on is answered anew: until then answers may be from before, less sure but not wrong.
        """
        moved, self._moved = self._moved, []
        if moved:
            self.run = Run(self.box, {}, self._memory)
        return moved

    def enforce(self, condition: Condition, member: str, *, wanted: bool) -> bool:
        """Keep only completions in which a condition holds (or does not); False when there are none."""
        match condition:
            case Test():
                return self._enforce_test(condition, member, wanted=wanted)
            case All(parts):
                return self._each(parts, member, True) if wanted else self._last_one(parts, member, False)
            case AnyOf(parts):
                return self._last_one(parts, member, True) if wanted else self._each(parts, member, False)
            case NoneOf(parts):
                return self._each(parts, member, False) if wanted else self._last_one(parts, member, True)

    def _each(self, parts: tuple[Condition, ...], member: str, wanted: bool) -> bool:
        return all(self.enforce(part, member, wanted=wanted) for part in parts)

    def _last_one(self, parts: tuple[Condition, ...], member: str, wanted: bool) -> bool:
        """At least one part must answer as wanted: when all others answer otherwise, the last one must."""
        undecided: list[Condition] = []
        for part in parts:
            holds = self.run.holds(part, member).holds
            if holds is wanted:
                return True
            undecided += [part] if holds is None else []
            if len(undecided) > 1:
                return True
        return bool(undecided) and self.enforce(undecided[0], member, wanted=wanted)

    def _enforce_test(self, test: Test, member: str, *, wanted: bool) -> bool:
        answer = self.run.holds(test, member)
        if answer.holds is not None:
            return answer.holds is wanted
        if test.subject not in self.box.program.vocabulary.facts:
            return True
        address = (test.subject, member if self.box.program.lists.get(test.subject) else "")
        found = [_operand(self.run, one, member) for one in test.operands]
        operands = [one for one in found if one is not None]
        if len(operands) < len(found):
            return True
        domain = self.box.value(address)
        narrower = _narrowed(self.run, test, domain, operands, wanted)
        if narrower is None:
            return False
        if narrower != domain:
            self._move(address, narrower)
        return True

    def _move(self, address: Address, domain: Domain) -> None:
        self._split[address] = domain
        self._moved.append(address)


def _operand(run: Run, expression: Expression, member: str) -> Domain | None:
    found = expressions.value_of(run, expression, member, "")
    return None if found.open else found.value


def _narrowed(run: Run, test: Test, domain: Domain, operands: list[Domain], wanted: bool) -> Domain | None:
    match domain:
        case Options():
            return _options(run, test, domain, operands, wanted)
        case Traits():
            return _traits(run, test, domain, operands, wanted)
        case Days():
            return _days(test, domain, operands, wanted)
        case Numbers():
            return _numbers(test, domain, operands, wanted)
        case _:
            return domain


def _options(run: Run, test: Test, domain: Options, operands: list[Domain], wanted: bool) -> Domain | None:
    if run.program.vocabulary.kind_of(test.subject) is Kind.PLACE:
        places = run.program.pack.places
        inside = {word: [places.lies_in(str(word), str(area)) for area in operands] for word in domain.words}
        kept = frozenset(
            word
            for word, answers in inside.items()
            if (True in answers) is wanted or (None in answers and True not in answers)
        )
    else:
        kept = frozenset(word for word in domain.words if (word in operands) is wanted)
    return options(kept) if kept else None


def _traits(run: Run, test: Test, domain: Traits, operands: list[Domain], wanted: bool) -> Domain | None:
    words = frozenset(str(word) for word in operands)
    universe = frozenset(run.program.vocabulary.values_of(test.subject))
    if test.operator is not Operator.HAS:
        return domain
    if not wanted:
        return traits(domain.has, domain.lacks | words, universe)
    undecided = words - domain.lacks
    return traits(domain.has | undecided, domain.lacks, universe) if len(undecided) == 1 else domain


def _days(test: Test, domain: Days, operands: list[Domain], wanted: bool) -> Domain | None:
    if test.operator is Operator.HAPPENED and not operands:
        return Days(domain.first, domain.last) if wanted else NOT_YET
    bound = operands[0] if operands else None
    if not isinstance(bound, Days) or not bound.settled:
        return domain
    first, last, one = domain.first, domain.last, timedelta(days=1)
    operator = test.operator
    if operator in (Operator.BEFORE, Operator.ON_OR_BEFORE, Operator.HAPPENED):
        edge = bound.last - one if operator is Operator.BEFORE else bound.last
        first, last = (first, min(last, edge)) if wanted else (max(first, edge + one), last)
    elif operator in (Operator.AFTER, Operator.ON_OR_AFTER):
        edge = bound.first + one if operator is Operator.AFTER else bound.first
        first, last = (max(first, edge), last) if wanted else (first, min(last, edge - one))
    else:
        return domain
    not_yet = domain.or_not_yet and not wanted
    if first > last:
        return NOT_YET if not_yet else None
    return Days(first, last, not_yet, domain.utc if first == last else None)


def _numbers(test: Test, domain: Numbers, operands: list[Domain], wanted: bool) -> Domain | None:
    bound = operands[0] if operands else None
    number = bound.minor if isinstance(bound, Money) else bound
    if not isinstance(number, int) or isinstance(number, bool):
        return domain
    low, high = domain.low, domain.high
    operator, up = test.operator, {Operator.AT_LEAST: 0, Operator.ABOVE: 1}
    down = {Operator.AT_MOST: 0, Operator.BELOW: -1}
    if operator in up:
        edge = number + up[operator]
        low, high = (_higher(low, edge), high) if wanted else (low, _lower(high, edge - 1))
    elif operator in down:
        edge = number + down[operator]
        low, high = (low, _lower(high, edge)) if wanted else (_higher(low, edge + 1), high)
    elif operator is Operator.EQUALS and wanted:
        low, high = number, number
    if low is not None and high is not None and low > high:
        return None
    return numbers(low, high, domain.currency)


def _higher(bound: int | None, edge: int) -> int:
    return edge if bound is None else max(bound, edge)


def _lower(bound: int | None, edge: int) -> int:
    return edge if bound is None else min(bound, edge)
