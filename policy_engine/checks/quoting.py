"""Conditions as their authors wrote them, short enough for a message."""

from __future__ import annotations

from typing import assert_never

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Expression, GridValue, Ref
from policy_engine.conditions.quoting import asked
from policy_engine.facts.values import as_written

LONG = "…"
"""Stands for a value that is made in several steps."""


def quoted(condition: Condition) -> str:
    """A condition as a line of a rule file, without what goes on deep inside of it."""
    match condition:
        case All(parts):
            lines = _lines(parts)
            return lines[0] if len(lines) == 1 else f"{{{', '.join(lines)}}}"
        case Test():
            return f"{condition.subject}: {asked(condition, operand)}"
        case NoneOf((Test(operator=Operator.HAPPENED) as test,)):
            return f"{test.subject}: {asked(test, operand).replace('true', 'false', 1)}"
        case NoneOf((Test() as test,)):
            return f"{test.subject}: {{not: {asked(test, operand)}}}"
        case AnyOf(parts):
            return f"any: [{', '.join(_map(part) for part in parts)}]"
        case NoneOf(parts):
            return f"none: [{', '.join(_map(part) for part in parts)}]"
        case _:
            assert_never(condition)


def _map(condition: Condition) -> str:
    lines = _lines(condition.parts) if isinstance(condition, All) else [quoted(condition)]
    return f"{{{', '.join(lines)}}}"


def _lines(parts: tuple[Condition, ...]) -> list[str]:
    """The lines of a map; different operators on one name share a line."""
    lines: list[str] = []
    for part in parts:
        line = quoted(part)
        if lines and _can_share(lines[-1], line):
            lines[-1] = f"{lines[-1][:-1]}, {line.partition(': {')[2]}"
        else:
            lines.append(line)
    return lines


def _can_share(line: str, other: str) -> bool:
    (name, _, asked), (again, brace, more) = line.partition(": {"), other.partition(": {")
    operator = more.partition(":")[0]
    return bool(brace) and name == again and operator not in {one.partition(":")[0] for one in asked.split(", ")}


def operand(expression: Expression) -> str:
    """What a test compares with: a constant, a name, or a sign that there is more to it."""
    match expression:
        case Const(value):
            return as_written(value)
        case Ref(name):
            return name
        case GridValue(grid):
            return grid
        case _:
            return LONG
