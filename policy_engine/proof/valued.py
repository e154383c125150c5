"""Expressions as values of a solver: exact, but for what has to be counted out or rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, assert_never

import z3

from policy_engine.calendar.periods import Period
from policy_engine.conditions.expressions import (
    Choosing,
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
from policy_engine.proof.symbols import (
    NO,
    YES,
    Formula,
    Symbol,
    SymDay,
    SymNumber,
    SymOther,
    SymPeriod,
    SymTraits,
    SymTruth,
    SymWord,
    either,
    every,
    extreme_day,
    is_same,
    no,
    pick,
    same,
    some,
    terms_of,
    where,
    whole,
)
from policy_engine.proof.world import UNITS

if TYPE_CHECKING:
    from policy_engine.proof.law import Law


def value(law: Law, expression: Expression, member: str, owner: str) -> Symbol:
    """The value of an expression for a member."""
    match expression:
        case Const():
            return constant(law, expression.value)
        case Ref(name):
            return law.name(name, member)
        case GridValue():
            return _of_grid(law, expression, member)
        case Readings():
            return _read(law, expression, member, owner)
        case OneOf():
            parts = [law.value(part, member, owner) for part in expression.parts]
            greatest = expression.choosing in (Choosing.LATEST, Choosing.GREATEST)
            return extreme(law, parts, greatest=greatest)
        case Sum():
            return _summed(law, [law.value(part, member, owner) for part in expression.parts])
        case Difference():
            whole, less = (law.value(one, member, owner) for one in (expression.whole, expression.less))
            return _less(law, whole, less)
        case DaysBetween():
            first, last = (law.value(one, member, owner) for one in (expression.first, expression.last))
            return _between(law, first, last)
        case Span() | EndOf() | Times() | PercentOf() | ShareOf():
            return law.counted(expression, member, owner)
        case _:
            assert_never(expression)


def constant(law: Law, stated: object) -> Symbol:
    """A value written in a rule."""
    world = law.world
    match stated:
        case bool():
            return SymTruth(NO, z3.BoolVal(stated))
        case int():
            return SymNumber(NO, whole(stated), whole(0))
        case str():
            return SymWord(NO, world.word(stated))
        case frozenset():
            return SymTraits(NO, {str(word): YES for word in stated})
        case Money():
            return SymNumber(NO, whole(stated.minor), world.currency_code(stated.currency))
        case date():
            return SymDay(NO, NO, whole(stated.toordinal()))
        case Period():
            return SymPeriod(NO, whole(UNITS.index(stated.unit)), whole(stated.count))
        case _:
            return SymOther(NO)


def absent(value: Symbol, when: Formula = YES) -> Symbol:
    """The same value, but perhaps given by no rule."""
    return replace(value, absent=some([value.absent, when]))


def extreme(law: Law, values: Sequence[Symbol], *, greatest: bool) -> Symbol:
    """The latest or greatest of several values, or the earliest or least; across units of time nothing is said."""
    days = [one for one in values if isinstance(one, SymDay)]
    if len(days) == len(values):
        return extreme_day(days, latest=greatest)
    return reduce(lambda one, other: _extreme(law, one, other, greatest=greatest), values)


def _extreme(law: Law, one: Symbol, other: Symbol, *, greatest: bool) -> Symbol:
    missing = some([one.absent, other.absent])
    match one, other:
        case SymNumber(), SymNumber():
            other = _in_currency_of(law, one, other)
            picked = either(one.number >= other.number if greatest else one.number <= other.number, one, other)
        case SymPeriod(), SymPeriod():
            first = one.count >= other.count if greatest else one.count <= other.count
            by_hours = law.world.free_truth("the longer of two periods", one.unit, one.count, other.unit, other.count)
            picked = either(z3.If(one.unit == other.unit, first, by_hours), one, other)
        case _:
            picked = either(law.world.free_truth("the greater of two values"), one, other)
    return replace(picked, absent=missing)


def _of_grid(law: Law, expression: GridValue, member: str) -> Symbol:
    """The column of the row that governs; nothing where none does, or where two differ."""
    grid = law.program.pack.grids[expression.grid]
    one_of = member if grid.each else ""
    rows = [row for row in grid.rows if expression.column in row.values]
    given = [(law.row(row, one_of), law.value(row.values[expression.column], member, row.id)) for row in rows]
    if not given:
        return SymOther(YES)
    found = absent(given[-1][1])
    for live, one in reversed(given):
        found = either(live, one, found)
    return absent(found, law.in_conflict(given))


def _read(law: Law, expression: Readings, member: str, owner: str) -> Symbol:
    picked = law.world.choice(expression.id, len(expression.alternatives))
    values = [law.value(one.value, member, owner) for one in expression.alternatives]
    found = values[-1]
    for number, one in reversed(list(enumerate(values[:-1]))):
        found = either(picked == number, one, found)
    return found


def _summed(law: Law, parts: Sequence[Symbol]) -> Symbol:
    numbers = [part for part in parts if isinstance(part, SymNumber)]
    periods = [part for part in parts if isinstance(part, SymPeriod)]
    missing = some(part.absent for part in parts)
    if len(numbers) == len(parts):
        amounts = [_in_currency_of(law, numbers[0], one).number for one in numbers]
        return SymNumber(missing, z3.Sum(amounts), numbers[0].currency)
    if len(periods) == len(parts):
        return SymPeriod(missing, periods[0].unit, z3.Sum([one.count for one in periods]))
    return SymOther(missing)


def _less(law: Law, whole: Symbol, less: Symbol) -> Symbol:
    missing = some([whole.absent, less.absent])
    if isinstance(whole, SymNumber) and isinstance(less, SymNumber):
        return SymNumber(missing, whole.number - _in_currency_of(law, whole, less).number, whole.currency)
    return SymOther(missing)


def _in_currency_of(law: Law, one: SymNumber, other: SymNumber) -> SymNumber:
    """An amount counted in the currency of another by a rate, where its own is another one."""
    if is_same(one.currency, other.currency):
        return other
    in_one = same(one.currency, other.currency)
    number = pick(in_one, other.number, law.world.by_rate(other.number, other.currency, one.currency))
    law.world.compared[where(number)] = in_one
    return SymNumber(other.absent, number, one.currency)


def _between(law: Law, first: Symbol, last: Symbol) -> Symbol:
    """How many days lie between; of what has not happened nothing is said."""
    missing = some([first.absent, last.absent])
    if not isinstance(first, SymDay) or not isinstance(last, SymDay):
        return SymOther(missing)
    days = z3.If(last.day > first.day, last.day - first.day, 0)
    known = every([no(first.not_yet), no(last.not_yet)])
    unclear = law.world.free_number("days between", *terms_of(first), *terms_of(last))
    return SymNumber(missing, z3.If(known, days, unclear), whole(0))
