"""Pieces of law as their authors write them, whole, on one line: conditions, values, effects and days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import assert_never

from policy_engine.calendar.methods import CountingMethod
from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
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
from policy_engine.conditions.quoting import asked
from policy_engine.facts.values import EARLIEST, as_written
from policy_engine.rules.model import DisputedDay, Effect, Forbids, Grants, MayWaitFor, Obliges, Sets


def condition_text(condition: Condition) -> str:
    """A condition as a line of a rule file; nothing where it asks nothing."""
    match condition:
        case All(()):
            return ""
        case All((only,)):
            return condition_text(only)
        case All(parts):
            return f"{{{', '.join(map(condition_text, parts))}}}"
        case Test():
            return f"{condition.subject}: {asked(condition, value_text)}"
        case NoneOf((Test(operator=Operator.HAPPENED) as test,)):
            return f"{test.subject}: {asked(test, value_text).replace('true', 'false', 1)}"
        case NoneOf((Test() as test,)):
            return f"{test.subject}: {{not: {asked(test, value_text)}}}"
        case AnyOf(parts):
            return f"any: [{', '.join(map(_braced, parts))}]"
        case NoneOf(parts):
            return f"none: [{', '.join(map(_braced, parts))}]"
        case _:
            assert_never(condition)


def _braced(condition: Condition) -> str:
    text = condition_text(condition)
    return text if text.startswith("{") else f"{{{text}}}"


def value_text(expression: Expression) -> str:
    """A value as it stands in a rule file."""
    match expression:
        case Const(value):
            return as_written(value)
        case Ref(name):
            return name
        case GridValue(grid, column):
            return f"{{grid: {grid}, column: {column}}}"
        case Span():
            return _span(expression)
        case EndOf(stretch, of):
            return f"{{end_of: {stretch.value}, of: {value_text(of)}}}"
        case OneOf(choosing, parts):
            return f"{{{choosing.value}: {_list(parts)}}}"
        case Sum(parts):
            return f"{{sum: {_list(parts)}}}"
        case Difference(whole, less):
            return f"{{difference: [{value_text(whole)}, {value_text(less)}]}}"
        case Times(left, right):
            return f"{{times: [{value_text(left)}, {value_text(right)}]}}"
        case DaysBetween(first, last):
            return f"{{days_between: [{value_text(first)}, {value_text(last)}]}}"
        case PercentOf(percent, of, rounding):
            return f"{{percent: {_number(percent)}, of: {value_text(of)}, rounding: {rounding.value}}}"
        case ShareOf(amount, part, whole, rounding):
            told = ", ".join(value_text(one) for one in (amount, part, whole))
            return f"{{share: [{told}], rounding: {rounding.value}}}"
        case Readings(_, alternatives):
            told = ", ".join(f"{one.id}: {value_text(one.value)}" for one in alternatives)
            return f"{{readings: {{{told}}}}}"
        case _:
            assert_never(expression)


def _list(parts: Iterable[Expression]) -> str:
    return f"[{', '.join(map(value_text, parts))}]"


def _number(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{number.numerator}/{number.denominator}"


def _span(span: Span) -> str:
    if span.period is not None:
        length = f"period: {value_text(span.period)}"
    else:
        assert span.count is not None
        assert span.unit is not None
        length = f"{span.unit.value}: {value_text(span.count)}"
    how = "beginning" if span.beginning else "before" if span.backwards else "after"
    counting = f", counting: {span.method}" if span.method else ""
    return f"{{{length}, {how}: {value_text(span.anchor)}{counting}}}"


def effect_text(effect: Effect) -> str:
    """What a rule does, as it stands in its file."""
    match effect:
        case Grants(action, opens, until):
            bounds = (("opens", opens), ("until", until))
            told = "".join(f", {name}: {value_text(one)}" for name, one in bounds if one is not None)
            return f"grants: {{action: {action}{told}}}"
        case Forbids(action):
            return f"forbids: {{action: {action}}}"
        case Sets(name, value):
            return f"sets: {{{name}: {value_text(value)}}}"
        case Obliges():
            return f"obliges: {{{', '.join(_duty(effect))}}}"
        case _:
            assert_never(effect)


def _duty(effect: Obliges) -> Iterable[str]:
    yield f"do: {effect.obligation}"
    yield f"to: {effect.to}"
    if effect.amount:
        yield f"amount: {effect.amount}"
    if effect.due is not None:
        yield f"due: {value_text(effect.due)}"
    if effect.may_wait_for is not None:
        yield f"may_wait_for: {_waiting(effect.may_wait_for)}"
    if effect.consequence:
        yield f"consequence: {effect.consequence}"


def _waiting(wait: MayWaitFor) -> str:
    barred = f", unless: {_braced(wait.unless)}" if wait.unless is not None else ""
    return f"{{first_of: {_list(wait.first_of)}{barred}}}"


def day_text(day: date | DisputedDay | None) -> str:
    """A first or last day; nothing where there is none, all of them where sources differ."""
    match day:
        case None:
            return ""
        case date():
            return "" if day == EARLIEST else day.isoformat()
        case DisputedDay(day_id, alternatives):
            return f"{day_id}: {' or '.join(value_text(one.value) for one in alternatives)}"
        case _:
            assert_never(day)


def method_text(method: CountingMethod | None) -> str:
    """How a law counts, parameter by parameter."""
    if method is None:
        return ""
    told = []
    for name in method.__slots__:
        value = getattr(method, name)
        if name != "id" and value not in (False, frozenset(), ""):
            told.append(f"{name}: {_parameter(value)}")
    return ", ".join(told)


def _parameter(value: object) -> str:
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(map(str, value)))}]"
    return str(value).lower()
