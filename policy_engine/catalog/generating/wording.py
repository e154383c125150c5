"""Conditions over facts in words, for people who read the vocabulary and not its files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Expression, Ref
from policy_engine.facts.values import Value

_BETWEEN = {
    Operator.AT_LEAST: "is at least",
    Operator.AT_MOST: "is at most",
    Operator.ABOVE: "is above",
    Operator.BELOW: "is below",
    Operator.BEFORE: "is before",
    Operator.ON_OR_BEFORE: "is on or before",
    Operator.AFTER: "is after",
    Operator.ON_OR_AFTER: "is on or after",
}


def in_words(condition: Condition) -> str:
    """What a condition asks, as a clause: `item.kind` is `goods` and `item.seal` is not `broken`."""
    match condition:
        case Test():
            return _test(condition)
        case All(parts):
            return " and ".join(_inside(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inside(part) for part in parts)
        case NoneOf((Test() as only,)):
            return _test_denied(only)
        case NoneOf(parts):
            return f"neither {' nor '.join(_inside(part) for part in parts)}"
        case _:
            assert_never(condition)


def _inside(condition: Condition) -> str:
    """A part of a longer clause; in brackets where it would run into the others."""
    return f"({in_words(condition)})" if isinstance(condition, All | AnyOf) else in_words(condition)


def _test(test: Test) -> str:
    subject, operands = f"`{test.subject}`", [_operand(one) for one in test.operands]
    match test.operator:
        case Operator.EQUALS:
            return f"{subject} is {operands[0]}"
        case Operator.ONE_OF:
            return f"{subject} is {_either(operands)}"
        case Operator.HAS:
            return f"{subject} holds {_either(operands)}"
        case Operator.HAPPENED:
            return f"{subject} has happened" + (f" by {operands[0]}" if operands else "")
        case Operator.PASSED_WITHOUT:
            return f"{operands[0]} has passed without {subject}"
        case _:
            return f"{subject} {_BETWEEN[test.operator]} {operands[0]}"


def _test_denied(test: Test) -> str:
    subject, operands = f"`{test.subject}`", [_operand(one) for one in test.operands]
    match test.operator:
        case Operator.EQUALS | Operator.ONE_OF:
            return f"{subject} is {_neither(operands)}" if len(operands) > 1 else f"{subject} is not {operands[0]}"
        case Operator.HAS:
            return f"{subject} does not hold {_either(operands)}"
        case Operator.HAPPENED:
            return f"{subject} has not happened" + (f" by {operands[0]}" if operands else "")
        case Operator.PASSED_WITHOUT:
            return f"{operands[0]} has not passed without {subject}"
        case _:
            return f"{subject} {_BETWEEN[test.operator].replace('is', 'is not', 1)} {operands[0]}"


def _operand(expression: Expression) -> str:
    match expression:
        case Const(value):
            return f"`{spelled(value)}`"
        case Ref(name):
            return f"`{name}`"
        case _:
            raise ValueError("what holds of every case compares with constants and facts only")


def spelled(value: Value) -> str:
    """A value as a case writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _either(words: list[str]) -> str:
    return _series(words, "or")


def _neither(words: list[str]) -> str:
    return f"neither {_series(words, 'nor')}"


def _series(words: Iterable[str], joint: str) -> str:
    *rest, last = words
    return f"{', '.join(rest)} {joint} {last}" if rest else last
