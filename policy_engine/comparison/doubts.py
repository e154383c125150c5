"""When an answer goes to a person: the same steps as in `evaluation`, for formulas.

Law that could not be encoded, two rules that contradict each other, and a window without an end taint what they
touch. A tainted answer is carried on, unless something that is not tainted decides alone (`evaluation.findings`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Expression, GridValue, Readings, Ref, Span
from policy_engine.conditions.walking import parts_of
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Aggregate, Combine
from policy_engine.proof import tested
from policy_engine.proof.law import Law
from policy_engine.proof.symbols import NO, YES, Formula, SymDay, every, identical, is_no, no, some, where
from policy_engine.rules.model import Effective, Exemption, GridRow, Rule, Scope, Sets

_FOLDED = (Combine.LONGEST, Combine.SHORTEST)


class Judged(NamedTuple):
    """Whether something holds, and whether a person has to look at that."""

    holds: Formula
    doubt: Formula


def all_hold(parts: Iterable[Judged]) -> Judged:
    """One untainted no decides; else what says no is in doubt where it is tainted, and what says yes where any is."""
    given = list(parts)
    if all(part.doubt is NO for part in given):
        return Judged(every(part.holds for part in given), NO)
    holds = every(part.holds for part in given)
    doubted = some(part.doubt for part in given)
    clear_no = some(every([no(part.holds), no(part.doubt)]) for part in given)
    tainted_no = some(every([no(part.holds), part.doubt]) for part in given)
    return Judged(holds, some([every([holds, doubted]), every([no(clear_no), tainted_no])]))


def any_holds(parts: Iterable[Judged]) -> Judged:
    """The same for at least one."""
    return negate(all_hold(negate(part) for part in parts))


def negate(one: Judged) -> Judged:
    """The opposite is as much in doubt."""
    return Judged(no(one.holds), one.doubt)


def _if(condition: Formula, then: Formula, otherwise: Formula) -> Formula:
    if then is otherwise:
        return then
    return some([every([condition, then]), every([no(condition), otherwise])])


class Doubts:
    """The doubts of one law. What is the same as in the law it is kin to is not written out again."""

    def __init__(self, law: Law, kin: Doubts | None = None) -> None:
        self.law = law
        self.program = law.program
        self._kin = kin
        self._names: dict[tuple[str, str], Formula] = {}
        self._live: dict[tuple[int, str], Judged] = {}
        self._rows: dict[tuple[int, str], tuple[Judged, Judged]] = {}
        self._gathered: dict[str, Formula] = {}
        self.others: dict[str, Formula] = {}
        """Whether members of which nothing is known are in doubt, by the name of what they are part of."""

    # -- names ------------------------------------------------------------------------------------------------

    def name(self, name: str, member: str) -> Formula:
        """Whether the value of a name is in doubt."""
        law, vocabulary = self.law, self.program.vocabulary
        if self._kin is not None and law.kin is not None and name in law.kin.names:
            return self._kin.name(name, member)
        aggregate = vocabulary.aggregates.get(name)
        if aggregate is not None:
            if name not in self._gathered:
                self._gathered[name] = self._of_all(aggregate)
            return self._gathered[name]
        if name not in vocabulary.conclusions:
            return NO
        key = (name, member if vocabulary.each_of(name) else "")
        if key not in self._names:
            self._names[key] = self._conclusion(name, key[1])
        return self._names[key]

    def _of_all(self, aggregate: Aggregate) -> Formula:
        """Whether the value of some member is in doubt; where there may be others, theirs may be."""
        law = self.law
        if aggregate.of in self.program.vocabulary.groups:
            return NO
        ours = some(self.name(aggregate.of, one) for one in law.world.members(aggregate.group))
        if not law.world.loose or is_no(ours):
            return ours
        others = law.world.free_truth(f"{aggregate.name} in doubt")
        law.world.others[where(others)] = (ours,)
        law.world.truths_of_others[where(others)] = ours
        self.others[aggregate.name] = others
        if self._kin is not None and law.kin is not None and aggregate.of in law.kin.relied_alike:
            self._kin.name(aggregate.name, "")
            law.world.twins[where(others)] = self._kin.others.get(aggregate.name, NO)
        return some([ours, others])

    def own(self, name: str, member: str) -> Formula:
        """The same for a conclusion by this law's own rules, even where it is taken to be what the other has."""
        return self._conclusion(name, member if self.program.vocabulary.each_of(name) else "")

    def _conclusion(self, name: str, member: str) -> Formula:
        law, conclusion = self.law, self.program.vocabulary.conclusions[name]
        found: list[Formula] = []
        given = []
        for rule in self.program.setters.get(name, ()):
            live = self.live(rule, member)
            effect = next(one for one in rule.effects if isinstance(one, Sets) and one.name == name)
            found += [live.doubt, every([live.holds, self.value(effect.value, member)])]
            given.append((live.holds, law.given(rule, name, member)))
        if conclusion.combine not in _FOLDED:
            found.append(law.in_conflict(given))
        if conclusion.otherwise is None:
            left_out = some(self._left_out(rule, member) for rule in self.program.setters.get(name, ()))
            found.append(every([left_out, no(some(live for live, _ in given))]))
        return some([*found, self.touched(name, member)])

    def _left_out(self, rule: Rule, member: str) -> Formula:
        """Whether a rule is met that this way of reading does not rely on."""
        if rule.cite.decides_alone or (rule.each and not member):
            return NO
        law = self.law
        in_force = law.in_force(rule.scope, rule.effective, member)
        return every([in_force, law.holds(rule.when, member), no(law.relied_on(rule.cite, rule.id))])

    def touched(self, name: str, member: str) -> Formula:
        """Whether law that could not be encoded touches a name."""
        return some(self.law.entry(entry, member) for entry in self.program.doubters.get(name, ()))

    # -- conditions and values --------------------------------------------------------------------------------

    def holds(self, condition: Condition, member: str) -> Judged:
        """Whether a condition holds, and whether that is in doubt."""
        match condition:
            case Test():
                return self._test(condition, member)
            case All(parts):
                return all_hold(self.holds(part, member) for part in parts)
            case AnyOf(parts):
                return any_holds(self.holds(part, member) for part in parts)
            case NoneOf(parts):
                return negate(any_holds(self.holds(part, member) for part in parts))
            case _:
                assert_never(condition)

    def _test(self, test: Test, member: str) -> Judged:
        holds, subject = self.law.holds(test, member), self.name(test.subject, member)
        operands = [self.value(one, member) for one in test.operands]
        match test.operator:
            case Operator.EQUALS | Operator.ONE_OF:
                return self._equals(test, member, holds, subject, operands)
            case Operator.HAS:
                return Judged(holds, subject)
            case Operator.HAPPENED:
                return Judged(holds, self._happened(test, member, subject, operands))
            case Operator.PASSED_WITHOUT:
                by = self.law.value(test.operands[0], member, "")
                passed = tested.in_order(self.law, self.law.world.decide_on, Operator.AFTER, by)
                symbol = self.law.name(test.subject, member)
                came = tested.in_order(self.law, symbol, Operator.ON_OR_BEFORE, by)
                happened = Judged(no(came), self._happened(test, member, subject, operands))
                return all_hold([Judged(passed, operands[0]), happened])
            case _:
                return Judged(holds, some([subject, *operands]))

    def _happened(self, test: Test, member: str, subject: Formula, operands: list[Formula]) -> Formula:
        symbol = self.law.name(test.subject, member)
        if not operands or not isinstance(symbol, SymDay):
            return subject
        return every([some([symbol.absent, no(symbol.not_yet)]), some([subject, *operands])])

    def _equals(self, test: Test, member: str, holds: Formula, subject: Formula, operands: list[Formula]) -> Judged:
        constant = all(isinstance(one, Const) for one in test.operands)
        if constant or self.program.vocabulary.kind_of(test.subject) is Kind.PLACE or len(operands) == 1:
            return Judged(holds, some([subject, *operands]))
        symbol = self.law.name(test.subject, member)
        each = (
            Judged(
                every([no(symbol.absent), identical(symbol, self.law.value(one, member, ""))]), some([subject, doubt])
            )
            for one, doubt in zip(test.operands, operands, strict=True)
        )
        return any_holds(each)

    def value(self, expression: Expression, member: str) -> Formula:
        """Whether a value is in doubt."""
        match expression:
            case Const():
                return NO
            case Ref(name):
                return self.name(name, member)
            case GridValue():
                return self._column(expression, member)
            case Readings():
                picked = self.law.world.choice(expression.id, len(expression.alternatives))
                ways = enumerate(expression.alternatives)
                return some(every([picked == number, self.value(one.value, member)]) for number, one in ways)
            case Span():
                return self._span(expression, member)
            case _:
                return some(self.value(part, member) for part in parts_of(expression))

    def _span(self, span: Span, member: str) -> Formula:
        """While its start is not yet, nothing else about a period matters."""
        anchor = self.value(span.anchor, member)
        rest = some(self.value(one, member) for one in (span.count, span.period) if one is not None)
        if rest is NO:
            return anchor
        symbol = self.law.value(span.anchor, member, "")
        started = no(symbol.not_yet) if isinstance(symbol, SymDay) else YES
        return some([anchor, every([started, rest])])

    def _column(self, expression: GridValue, member: str) -> Formula:
        grid = self.program.pack.grids[expression.grid]
        one_of = member if grid.each else ""
        found: list[Formula] = []
        given = []
        for row in grid.rows:
            base, live = self._row(row, one_of)
            relied = self.law.relied_on(row.cite, row.id)
            found += [every([some([no(base.holds), no(relied)]), base.doubt]), every([live.holds, live.doubt])]
            if expression.column in row.values:
                value = row.values[expression.column]
                found.append(every([live.holds, self.value(value, member)]))
                given.append((live.holds, self.law.value(value, member, row.id)))
        return some([*found, self.law.in_conflict(given)])

    def _row(self, row: GridRow, member: str) -> tuple[Judged, Judged]:
        """A row by its own conditions, and with all that sets it aside."""
        key = (id(row), member)
        if key not in self._rows:
            self._rows[key] = self._row_judged(row, member)
        return self._rows[key]

    def _row_judged(self, row: GridRow, member: str) -> tuple[Judged, Judged]:
        in_force = self._in_force(row.scope, row.effective, member)
        both = all_hold([in_force, self.holds(row.when, member)])
        base = Judged(both.holds, _if(in_force.holds, both.doubt, in_force.doubt))
        aside = [negate(self.live(one, member)) for one in self.program.overriders.get(row.id, ())]
        live = all_hold([base, *aside])
        return base, Judged(every([live.holds, self.law.relied_on(row.cite, row.id)]), live.doubt)

    # -- rules ------------------------------------------------------------------------------------------------

    def live(self, rule: Rule | Exemption, member: str) -> Judged:
        """Whether a rule or exemption applies, and whether that is in doubt."""
        kin = self.law.kin
        if self._kin is not None and kin is not None and isinstance(rule, Rule) and rule.key in kin.rules:
            return self._kin.live(kin.rules[rule.key], member)
        if isinstance(rule, Rule):
            member = member if rule.each else ""
        key = (id(rule), member)
        if key not in self._live:
            self._live[key] = self._judged(rule, member)
        return self._live[key]

    def _judged(self, rule: Rule | Exemption, member: str) -> Judged:
        law = self.law
        holds = law.live(rule, member) if isinstance(rule, Rule) else law.bites(rule, member)
        if isinstance(rule, Rule) and rule.each and not member:
            return Judged(holds, NO)
        in_force = self._in_force(rule.scope, rule.effective, member)
        met = self.holds(rule.when, member)
        aside = [self.live(one, member) for one in rule.exemptions]
        aside += [self.live(one, member) for one in self.program.overriders.get(rule.id, ())]
        if in_force.doubt is NO and met.doubt is NO and all(one.doubt is NO for one in aside):
            return Judged(holds, NO)
        rest = all_hold([in_force, met, *map(negate, aside)]).doubt
        relied = law.relied_on(rule.cite, rule.id)
        return Judged(holds, _if(in_force.holds, _if(met.holds, every([relied, rest]), met.doubt), in_force.doubt))

    def _in_force(self, scope: Scope, effective: Effective, member: str) -> Judged:
        law = self.law
        holds = law.in_force(scope, effective, member)
        where, day = self.name(scope.place, member), self.name(scope.governed_by, member)
        if where is NO and day is NO:
            return Judged(holds, NO)
        located = law.located(scope.place, scope.areas, member)
        stated = law.name(scope.governed_by, member)
        known = every([day, no(stated.not_yet)]) if isinstance(stated, SymDay) else day
        return Judged(holds, _if(located, _if(holds, some([where, known]), known), where))
