"""Single tests as formulas: the same answers as `evaluation.run` gives where every fact is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policy_engine.conditions.conditions import Operator, Test
from policy_engine.conditions.expressions import Const
from policy_engine.facts.values import Kind
from policy_engine.proof.symbols import (
    NO,
    Formula,
    Symbol,
    SymDay,
    SymNumber,
    SymPeriod,
    SymTraits,
    Term,
    every,
    identical,
    is_same,
    no,
    pick,
    same,
    some,
    where,
)

if TYPE_CHECKING:
    from policy_engine.proof.law import Law

_FIRST = (Operator.BEFORE, Operator.ON_OR_BEFORE)


def test(law: Law, asked: Test, member: str) -> Formula:
    """Whether a test holds."""
    subject = law.name(asked.subject, member)
    match asked.operator:
        case Operator.EQUALS | Operator.ONE_OF:
            return _equals(law, asked, subject, member)
        case Operator.HAS:
            words = [str(one.value) for one in asked.operands if isinstance(one, Const)]
            has = subject.has if isinstance(subject, SymTraits) else {}
            return every([no(subject.absent), some(has.get(word, NO) for word in words)])
        case Operator.HAPPENED:
            return _happened(law, asked, subject, member)
        case Operator.PASSED_WITHOUT:
            by = law.value(asked.operands[0], member, "")
            passed = in_order(law, law.world.decide_on, Operator.AFTER, by)
            return every([passed, no(_happened(law, asked, subject, member))])
        case _:
            operand = law.value(asked.operands[0], member, "")
            if isinstance(subject, SymDay):
                return in_order(law, subject, asked.operator, operand)
            return _compared(law, subject, asked.operator, operand)


def _equals(law: Law, asked: Test, subject: Symbol, member: str) -> Formula:
    constants = [one.value for one in asked.operands if isinstance(one, Const)]
    if law.program.vocabulary.kind_of(asked.subject) is Kind.PLACE and len(constants) == len(asked.operands):
        return law.lies_in(subject, tuple(map(str, constants)))
    operands = [law.value(one, member, "") for one in asked.operands]
    return every([no(subject.absent), some(identical(subject, one) for one in operands)])


def _happened(law: Law, asked: Test, subject: Symbol, member: str) -> Formula:
    if not isinstance(subject, SymDay):
        return no(subject.absent)
    if not asked.operands:
        return every([no(subject.absent), no(subject.not_yet)])
    by = law.value(asked.operands[0], member, "")
    return in_order(law, subject, Operator.ON_OR_BEFORE, by)


def in_order(law: Law, left: Symbol, operator: Operator, right: Symbol) -> Formula:
    """Whether two days stand in an order: what has not happened comes after everything, and before nothing."""
    if not isinstance(left, SymDay) or not isinstance(right, SymDay):
        return law.world.free_truth("an order of what is no day")
    days = _days_in_order(left.day, operator, right.day)
    if left.timed and right.timed:
        days = pick(same(left.day, right.day), _within_a_day(law, left, operator, right), days)
    compared = some([right.not_yet, days]) if operator in _FIRST else every([no(right.not_yet), days])
    return every([no(left.absent), no(right.absent), no(left.not_yet), compared])


def _within_a_day(law: Law, left: SymDay, operator: Operator, right: SymDay) -> Formula:
    """Which of two of one day comes first; neither comes before itself."""
    forward = operator in (Operator.BEFORE, Operator.ON_OR_AFTER)
    one, other = (left.day, right.day) if forward else (right.day, left.day)
    comes_first = NO if is_same(one, other) else law.world.comes_first(one, other)
    return comes_first if operator in (Operator.BEFORE, Operator.AFTER) else no(comes_first)


def _days_in_order(left: Term, operator: Operator, right: Term) -> Formula:
    match operator:
        case Operator.BEFORE:
            return left < right
        case Operator.ON_OR_BEFORE:
            return left <= right
        case Operator.AFTER:
            return left > right
        case _:
            return left >= right


def _compared(law: Law, left: Symbol, operator: Operator, right: Symbol) -> Formula:
    """A numeric order; of amounts of different currencies one is counted in the other by a rate."""
    if isinstance(left, SymNumber) and isinstance(right, SymNumber):
        compared = _numbers(left.number, operator, right.number)
        if not is_same(left.currency, right.currency):
            in_one = same(left.currency, right.currency)
            by_rate = law.world.by_rate(left.number, left.currency, right.currency)
            compared = pick(in_one, compared, _numbers(by_rate, operator, right.number))
            law.world.compared[where(compared)] = in_one
    elif isinstance(left, SymPeriod) and isinstance(right, SymPeriod):
        compared = _periods(law, left, operator, right)
    else:
        compared = law.world.free_truth("an order of what is no number")
    return every([no(left.absent), no(right.absent), compared])


def _numbers(left: Term, operator: Operator, right: Term) -> Formula:
    match operator:
        case Operator.AT_LEAST:
            return left >= right
        case Operator.AT_MOST:
            return left <= right
        case Operator.ABOVE:
            return left > right
        case _:
            return left < right


def _periods(law: Law, left: SymPeriod, operator: Operator, right: SymPeriod) -> Formula:
    """Periods of one unit by their count; of the order of different units nothing is said."""
    lengths = (left.unit, left.count, right.unit, right.count)
    unclear = law.world.free_truth(f"an order of periods: {operator}", *lengths)
    return pick(same(left.unit, right.unit), _numbers(left.count, operator, right.count), unclear)
