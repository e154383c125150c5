"""From the conditions of a pack to alternatives for the witness, or the reason why one stays outside.

The meaning of every operator is written down here a second time, from its description and not from the evaluator:
what has not happened stands in no order to anything, what happened comes before what has not, what no rule gives is
equal to nothing, and two moments are compared by the instant where both are known to the minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from policy_engine.calendar.periods import Period
from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Expression, Ref
from policy_engine.crosscheck.literals import (
    MOST_ALTERNATIVES,
    Alternative,
    Aspect,
    Both,
    Clock,
    Either,
    Field,
    Formula,
    Literal,
    Order,
    Scalar,
    Source,
    TooManyAlternatives,
    alternatives_of,
    fields_in,
    opposite,
)
from policy_engine.facts.money import Money
from policy_engine.facts.values import Kind, Value
from policy_engine.facts.vocabulary import Vocabulary

LARGEST = 2**31 - 1
LONGEST_WORD = 64

_DATES = frozenset({Kind.DATE, Kind.EVENT, Kind.MOMENT})
_NUMBERS = frozenset({Kind.INTEGER, Kind.MONEY, Kind.PERIOD})
_ORDERS = {
    Operator.AT_LEAST: Order.AT_LEAST,
    Operator.AT_MOST: Order.AT_MOST,
    Operator.ABOVE: Order.ABOVE,
    Operator.BELOW: Order.BELOW,
    Operator.BEFORE: Order.BELOW,
    Operator.ON_OR_BEFORE: Order.AT_MOST,
    Operator.AFTER: Order.ABOVE,
    Operator.ON_OR_AFTER: Order.AT_LEAST,
}


@dataclass(frozen=True, slots=True)
class Translated:
    """A condition as alternatives. Each of `measured` are two numbers that must be of one currency or unit."""

    alternatives: tuple[Alternative, ...]
    measured: tuple[tuple[Source, Source], ...]
    fields: tuple[Field, ...]


class Outside(Exception):  # noqa: N818  (it says what happened, not what kind of thing it is)
    """A condition that the witness is not asked; its one argument says why."""


def translated(condition: Condition, vocabulary: Vocabulary) -> Translated:
    """A condition for the witness.

    Raises Outside with the reason where it cannot be one.
    """
    translation = _Translation(vocabulary)
    formula = translation.formula(condition)
    try:
        alternatives = alternatives_of(formula)
    except TooManyAlternatives:
        raise Outside(f"it comes apart into more than {MOST_ALTERNATIVES} alternatives") from None
    fields = dict.fromkeys(fields_in(alternatives))
    return Translated(alternatives, tuple(dict.fromkeys(translation.measured)), tuple(fields))


class _Translation:
    """Of one condition."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.measured: list[tuple[Source, Source]] = []

    def formula(self, condition: Condition) -> Formula:
        match condition:
            case Test():
                return self._test(condition)
            case All(parts):
                return Both(tuple(self.formula(part) for part in parts))
            case AnyOf(parts):
                return Either(tuple(self.formula(part) for part in parts))
            case NoneOf(parts):
                return Both(tuple(opposite(self.formula(part)) for part in parts))
            case _:
                assert_never(condition)

    def _test(self, test: Test) -> Formula:
        subject = Ref(test.subject)
        match test.operator:
            case Operator.EQUALS | Operator.ONE_OF:
                return Either(tuple(self._equal(subject, operand) for operand in test.operands))
            case Operator.HAS:
                return Either(tuple(_is(Field(subject, Aspect.HAS, _text(one))) for one in test.operands))
            case Operator.HAPPENED:
                return self._happened(subject, test.operands)
            case Operator.PASSED_WITHOUT:
                passed = self._in_order(Clock(self.vocabulary.party_of(test.subject)), Order.ABOVE, test.operands[0])
                return Both((passed, opposite(self._happened(subject, test.operands))))
            case Operator.BEFORE | Operator.ON_OR_BEFORE | Operator.AFTER | Operator.ON_OR_AFTER:
                return self._in_order(subject, _ORDERS[test.operator], test.operands[0])
            case Operator.AT_LEAST | Operator.AT_MOST | Operator.ABOVE | Operator.BELOW:
                return self._number(subject, _ORDERS[test.operator], test.operands[0])
            case _:
                assert_never(test.operator)

    def _equal(self, subject: Ref, operand: Expression) -> Formula:
        kind = self.vocabulary.kind_of(subject.name)
        match kind:
            case Kind.PLACE:
                return _is(Field(subject, Aspect.LIES_IN, _text(operand)))
            case Kind.BOOL | Kind.ENUM:
                aspect = Aspect.FLAG if kind is Kind.BOOL else Aspect.WORD
                return self._where_given(Literal(Field(subject, aspect), Order.EQUAL, _side(operand, aspect)), operand)
            case Kind.INTEGER | Kind.MONEY | Kind.PERIOD:
                return self._number(subject, Order.EQUAL, operand)
            case Kind.DATE | Kind.EVENT | Kind.MOMENT:
                same = Literal(Field(subject, Aspect.DAY), Order.EQUAL, _side(operand, Aspect.DAY))
                neither = () if isinstance(operand, Const) else (_is(Field(operand, Aspect.NOT_YET)),)
                never = Both((_is(Field(subject, Aspect.NOT_YET)), *neither)) if neither else Either(())
                return Either((self._where_given(same, operand), never))
            case _:
                raise Outside(f"`{subject.name}` is of a type that is not compared")

    def _number(self, subject: Ref, order: Order, operand: Expression) -> Formula:
        self.measured.append((subject, operand))
        count = Literal(Field(subject, Aspect.COUNT), order, _side(operand, Aspect.COUNT))
        return self._where_given(count, operand)

    def _happened(self, subject: Ref, by: tuple[Expression, ...]) -> Formula:
        return self._in_order(subject, Order.AT_MOST, by[0]) if by else _is(Field(subject, Aspect.GIVEN))

    def _in_order(self, left: Ref | Clock, order: Order, right: Expression) -> Formula:
        """By the day, or by the minute where both are known to it; what has not happened comes last."""
        by_day = Literal(Field(left, Aspect.DAY), order, _side(right, Aspect.DAY))
        if isinstance(right, Const) or not (self._may_be_timed(left) and self._may_be_timed(right)):
            compared: Formula = by_day
        else:
            timed = [_is(Field(side, Aspect.TIMED)) for side in (left, right)]
            by_minute = Literal(Field(left, Aspect.MINUTE), order, Field(right, Aspect.MINUTE))
            untimed = [Both((one.opposite, by_day)) for one in timed]
            compared = Either((Both((*timed, by_minute)), *untimed))
        compared = self._where_given(compared, right)
        if order in (Order.BELOW, Order.AT_MOST) and not isinstance(right, Const):
            compared = Either((compared, _is(Field(right, Aspect.NOT_YET))))
        return Both((*self._given(left), compared))

    def _where_given(self, formula: Formula, *others: Source) -> Formula:
        """What no rule gives is equal to nothing, and stands in no order."""
        subject = (formula.field.of,) if isinstance(formula, Literal) else ()
        return Both((*(one for source in (*subject, *others) for one in self._given(source)), formula))

    def _given(self, source: Source) -> tuple[Literal, ...]:
        if isinstance(source, Const | Clock) or self._always_given(source):
            return ()
        return (_is(Field(source, Aspect.GIVEN)),)

    def _always_given(self, source: Expression) -> bool:
        fact = self.vocabulary.facts.get(source.name) if isinstance(source, Ref) else None
        return fact is not None and fact.kind not in _DATES

    def _may_be_timed(self, source: Source) -> bool:
        fact = self.vocabulary.facts.get(source.name) if isinstance(source, Ref) else None
        return fact is None or fact.kind is not Kind.DATE


def _is(field: Field) -> Literal:
    return Literal(field, Order.EQUAL, right=True)


def _text(operand: Expression) -> str:
    if isinstance(operand, Const) and isinstance(operand.value, str):
        return operand.value
    raise Outside("a word or place that is itself worked out has no field of its own")


def _side(operand: Expression, aspect: Aspect) -> Scalar | Field:
    """The right side of a test: a constant, or the field of what is worked out."""
    return _scalar(operand.value) if isinstance(operand, Const) else Field(operand, aspect)


def _scalar(value: Value) -> Scalar:
    match value:
        case bool():
            return value
        case str() if len(value) <= LONGEST_WORD:
            return value
        case int() if abs(value) <= LARGEST:
            return value
        case Money(minor) if abs(minor) <= LARGEST:
            return minor
        case Period(count):
            return count
        case date():
            return value.toordinal()
        case _:
            raise Outside("a constant is too long or too large for the witness")
