"""Looking through conditions and expressions: which names they use, which tests, which constants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Test
from policy_engine.conditions.expressions import (
    Const,
    DaysBetween,
    Difference,
    EndOf,
    Expression,
    GridValue,
    OneOf,
    PercentOf,
    Readings,
    Ref,
    ShareOf,
    Span,
    Sum,
    Times,
)
from policy_engine.facts.money import Money


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions that an expression is made of."""
    match expression:
        case Const() | Ref() | GridValue():
            return ()
        case Span():
            made_of = (expression.count, expression.period, expression.anchor)
            return tuple(part for part in made_of if part is not None)
        case EndOf():
            return (expression.of,)
        case OneOf() | Sum():
            return expression.parts
        case Difference():
            return (expression.whole, expression.less)
        case Times():
            return (expression.left, expression.right)
        case DaysBetween():
            return (expression.first, expression.last)
        case PercentOf():
            return (expression.of,)
        case ShareOf():
            return (expression.amount, expression.part, expression.whole)
        case Readings():
            return tuple(alternative.value for alternative in expression.alternatives)
        case _:
            assert_never(expression)


def names_in_expression(expression: Expression) -> Iterator[str]:
    """Every fact, conclusion and grid that an expression uses."""
    if isinstance(expression, Ref):
        yield expression.name
    elif isinstance(expression, GridValue):
        yield expression.grid
    for part in parts_of(expression):
        yield from names_in_expression(part)


def expressions_in(expression: Expression) -> Iterator[Expression]:
    """An expression and all inside it."""
    yield expression
    for part in parts_of(expression):
        yield from expressions_in(part)


def tests_in(condition: Condition) -> Iterator[Test]:
    """Every single test of a condition."""
    match condition:
        case Test():
            yield condition
        case All() | AnyOf() | NoneOf():
            for part in condition.parts:
                yield from tests_in(part)
        case _:
            assert_never(condition)


def names_in(condition: Condition) -> Iterator[str]:
    """Every fact, conclusion and grid that a condition uses."""
    for test in tests_in(condition):
        yield test.subject
        for operand in test.operands:
            yield from names_in_expression(operand)


def constants_by_name(condition: Condition) -> dict[str, list[int]]:
    """The numbers that a condition compares each name with; amounts in minor units."""
    found: dict[str, list[int]] = {}
    for test in tests_in(condition):
        for operand in test.operands:
            match operand:
                case Const(Money() as amount):
                    found.setdefault(test.subject, []).append(amount.minor)
                case Const(int() as number) if not isinstance(number, bool):
                    found.setdefault(test.subject, []).append(number)
                case _:
                    pass
    return found
