"""Values that a solver may still choose, one class a kind; `absent` is that no rule gives one.

What compares is false of what is absent, and what has not happened comes after every day, as in `evaluation.comparing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import z3

Formula: TypeAlias = z3.BoolRef
Term: TypeAlias = z3.ExprRef

YES: Formula = z3.BoolVal(val=True)
NO: Formula = z3.BoolVal(val=False)


@dataclass(frozen=True, slots=True, eq=False)
class SymTruth:
    """Yes or no."""

    absent: Formula
    holds: Formula


@dataclass(frozen=True, slots=True, eq=False)
class SymWord:
    """A word of an enum, or a place, by its number."""

    absent: Formula
    code: Term


@dataclass(frozen=True, slots=True, eq=False)
class SymTraits:
    """A set: for each word whether it is in."""

    absent: Formula
    has: Mapping[str, Formula]


@dataclass(frozen=True, slots=True, eq=False)
class SymNumber:
    """A whole number; for money in minor units of the currency with this number, else the currency is 0."""

    absent: Formula
    number: Term
    currency: Term


@dataclass(frozen=True, slots=True, eq=False)
class SymDay:
    """A day, as a number; `timed` where it may be an instant, so that two of one day may still differ."""

    absent: Formula
    not_yet: Formula
    day: Term
    timed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SymPeriod:
    """A length of time; the unit by its number."""

    absent: Formula
    unit: Term
    count: Term


@dataclass(frozen=True, slots=True, eq=False)
class SymOther:
    """A value of a kind that no rule can test."""

    absent: Formula


Symbol: TypeAlias = SymTruth | SymWord | SymTraits | SymNumber | SymDay | SymPeriod | SymOther


def terms_of(symbol: Symbol) -> tuple[Term, ...]:
    """All terms that a value is made of; two values with the same terms are the same."""
    match symbol:
        case SymTruth(absent, holds):
            return (absent, holds)
        case SymWord(absent, code):
            return (absent, code)
        case SymTraits(absent, has):
            return (absent, *(has[word] for word in sorted(has)))
        case SymNumber(absent, number, currency):
            return (absent, number, currency)
        case SymDay(absent, not_yet, day):
            return (absent, not_yet, day)
        case SymPeriod(absent, unit, count):
            return (absent, unit, count)
        case SymOther(absent):
            return (absent,)


def every(parts: Iterable[Formula]) -> Formula:
    """All of them, simplified where that is plain."""
    kept = [part for part in parts if not z3.is_true(part)]
    if any(z3.is_false(part) for part in kept):
        return NO
    return kept[0] if len(kept) == 1 else z3.And(kept) if kept else YES


def some(parts: Iterable[Formula]) -> Formula:
    """At least one of them, simplified where that is plain."""
    kept = [part for part in parts if not z3.is_false(part)]
    if any(z3.is_true(part) for part in kept):
        return YES
    return kept[0] if len(kept) == 1 else z3.Or(kept) if kept else NO


def no(part: Formula) -> Formula:
    """The opposite."""
    return NO if z3.is_true(part) else YES if z3.is_false(part) else z3.Not(part)


def either(condition: Formula, then: Symbol, otherwise: Symbol) -> Symbol:
    """One of two values of one kind; of different kinds, nothing that can be tested."""
    if z3.is_true(condition) or then is otherwise:
        return then
    if z3.is_false(condition):
        return otherwise

    def pick(one: Term, other: Term) -> Term:
        return one if one is other or z3.eq(one, other) else z3.If(condition, one, other)

    absent = pick(then.absent, otherwise.absent)
    match then, otherwise:
        case SymTruth(), SymTruth():
            return SymTruth(absent, pick(then.holds, otherwise.holds))
        case SymWord(), SymWord():
            return SymWord(absent, pick(then.code, otherwise.code))
        case SymTraits(), SymTraits():
            words = then.has.keys() | otherwise.has.keys()
            return SymTraits(absent, {w: pick(then.has.get(w, NO), otherwise.has.get(w, NO)) for w in sorted(words)})
        case SymNumber(), SymNumber():
            return SymNumber(absent, pick(then.number, otherwise.number), pick(then.currency, otherwise.currency))
        case SymDay(), SymDay():
            timed = then.timed or otherwise.timed
            not_yet = pick(then.not_yet, otherwise.not_yet)
            return SymDay(absent, not_yet, pick(then.day, otherwise.day), timed)
        case SymPeriod(), SymPeriod():
            return SymPeriod(absent, pick(then.unit, otherwise.unit), pick(then.count, otherwise.count))
        case _:
            return SymOther(absent)


def identical(one: Symbol, other: Symbol) -> Formula:
    """Whether two values are one and the same, absence included."""
    if one is other:
        return YES
    both_absent = every([one.absent, other.absent])
    return some([both_absent, every([no(one.absent), no(other.absent), _alike(one, other)])])


def _alike(one: Symbol, other: Symbol) -> Formula:
    match one, other:
        case SymTruth(), SymTruth():
            return _same(one.holds, other.holds)
        case SymWord(), SymWord():
            return _same(one.code, other.code)
        case SymTraits(), SymTraits():
            words = sorted(one.has.keys() | other.has.keys())
            return every(_same(one.has.get(word, NO), other.has.get(word, NO)) for word in words)
        case SymNumber(), SymNumber():
            return every([_same(one.number, other.number), _same(one.currency, other.currency)])
        case SymDay(), SymDay():
            same_day = every([no(one.not_yet), no(other.not_yet), _same(one.day, other.day)])
            return some([every([one.not_yet, other.not_yet]), same_day])
        case SymPeriod(), SymPeriod():
            return every([_same(one.unit, other.unit), _same(one.count, other.count)])
        case _:
            return z3.FreshBool("alike")  # of kinds that no rule can test nothing is said


def _same(one: Term, other: Term) -> Formula:
    if z3.eq(one, other):
        return YES
    return NO if _is_value(one) and _is_value(other) else one == other


def _is_value(term: Term) -> bool:
    return any(is_one(term) for is_one in (z3.is_int_value, z3.is_bv_value, z3.is_true, z3.is_false))


def extreme_day(values: Iterable[SymDay], *, latest: bool) -> SymDay:
    """The latest or earliest of days: one not yet makes the latest not yet, and is never the earliest."""
    return reduce(lambda one, other: _extreme(one, other, latest=latest), values)


def _extreme(one: SymDay, other: SymDay, *, latest: bool) -> SymDay:
    absent = some([one.absent, other.absent])
    later = z3.If(one.day >= other.day, one.day, other.day)
    timed = one.timed or other.timed
    if latest:
        return SymDay(absent, some([one.not_yet, other.not_yet]), later, timed)
    earlier = z3.If(one.day <= other.day, one.day, other.day)
    happened = z3.If(one.not_yet, other.day, z3.If(other.not_yet, one.day, earlier))
    return SymDay(absent, every([one.not_yet, other.not_yet]), happened, timed)
