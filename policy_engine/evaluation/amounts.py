"""Arithmetic on numbers, amounts and periods that may still be open. Nothing is ever a float."""

from __future__ import annotations

from fractions import Fraction

from policy_engine.calendar.periods import Period
from policy_engine.evaluation.comparing import number_order
from policy_engine.evaluation.domains import ABSENT, UNKNOWN, Domain, Numbers, numbers
from policy_engine.facts.money import Money, Rounding


def added(left: Domain, right: Domain) -> Domain:
    """The sum; amounts of different currencies, or periods of different units, make no sum."""
    if left is ABSENT or right is ABSENT:
        return ABSENT
    if isinstance(left, Period) and isinstance(right, Period) and left.unit is right.unit:
        return Period(left.count + right.count, left.unit)
    return _combine(left, right, 1)


def difference(whole: Domain, less: Domain) -> Domain:
    """The first less the second."""
    if whole is ABSENT or less is ABSENT:
        return ABSENT
    if isinstance(less, Numbers):
        return _combine(whole, Numbers(less.high, less.low, less.currency), -1)
    return _combine(whole, less, -1)


def _combine(left: Domain, right: Domain, sign: int) -> Domain:
    ours, theirs = _range(left), _range(right)
    if ours is None or theirs is None or ours[2] != theirs[2]:
        return UNKNOWN
    low = None if ours[0] is None or theirs[0] is None else ours[0] + sign * theirs[0]
    high = None if ours[1] is None or theirs[1] is None else ours[1] + sign * theirs[1]
    return numbers(low, high, ours[2])


def _range(value: Domain) -> tuple[int | None, int | None, str] | None:
    match value:
        case bool():
            return None
        case int():
            return value, value, ""
        case Money():
            return value.minor, value.minor, value.currency
        case Numbers():
            return value.low, value.high, value.currency
        case _:
            return None


def product(left: Domain, right: Domain) -> Domain:
    """A number times a number, an amount or a period."""
    if left is ABSENT or right is ABSENT:
        return ABSENT
    if isinstance(left, int) and isinstance(right, Period):
        return Period(left * right.count, right.unit)
    if isinstance(right, int) and isinstance(left, Period):
        return Period(right * left.count, left.unit)
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if isinstance(left, Money) and isinstance(right, int):
        return Money(left.minor * right, left.currency)
    if isinstance(right, Money) and isinstance(left, int):
        return Money(right.minor * left, right.currency)
    ours, theirs = _range(left), _range(right)
    if ours and theirs and not ours[2] and not theirs[2] and ours[0] is not None and theirs[0] is not None:
        high = None if ours[1] is None or theirs[1] is None else ours[1] * theirs[1]
        if ours[0] >= 0 and theirs[0] >= 0:
            return numbers(ours[0] * theirs[0], high)
    return UNKNOWN


def percent(rate: Fraction, of: Domain, rounding: Rounding) -> Domain:
    """So many percent of an amount."""
    if isinstance(of, Money):
        return of.scaled(rate / 100, rounding)
    return ABSENT if of is ABSENT else UNKNOWN


def share(amount: Domain, part: Domain, whole: Domain, rounding: Rounding) -> Domain:
    """The share of an amount that a part has in a whole; of nothing there is no share."""
    if ABSENT in (amount, part, whole):
        return ABSENT
    ours, theirs = _range(part), _range(whole)
    if not isinstance(amount, Money) or ours is None or theirs is None:
        return UNKNOWN
    if ours[0] is None or ours[0] != ours[1] or theirs[0] is None or theirs[0] != theirs[1] or ours[2] != theirs[2]:
        return UNKNOWN
    if theirs[0] == 0:
        return Money(0, amount.currency)
    return amount.scaled(Fraction(ours[0], theirs[0]), rounding)


def extreme(values: list[Domain], greatest: bool) -> Domain:
    """The greatest or least of numbers, amounts of one currency, or comparable periods."""
    best = values[0]
    for value in values[1:]:
        less = number_order(best, value, strict=False)
        if less is None:
            return _open_extreme(values, greatest)
        best = value if less is greatest else best
    return best


def _open_extreme(values: list[Domain], greatest: bool) -> Domain:
    ranges = [_range(value) for value in values]
    known = [one for one in ranges if one is not None]
    if len(known) < len(values) or len({one[2] for one in known}) > 1:
        return UNKNOWN
    lows, highs = [one[0] for one in known], [one[1] for one in known]
    stated_lows, stated_highs = [one for one in lows if one is not None], [one for one in highs if one is not None]
    if greatest:
        return numbers(max(stated_lows, default=None), None if None in highs else max(stated_highs), known[0][2])
    return numbers(None if None in lows else min(stated_lows), min(stated_highs, default=None), known[0][2])


def at_least_nothing(low: int, high: int) -> Domain:
    """A range of whole numbers cut off at nothing."""
    return numbers(max(low, 0), max(high, 0))


def hull(values: list[Domain]) -> Domain:
    """The range that holds several plain numbers."""
    known = [one for one in map(_range, values) if one is not None]
    lows, highs = [one[0] for one in known], [one[1] for one in known]
    low = None if None in lows else min(one for one in lows if one is not None)
    high = None if None in highs else max(one for one in highs if one is not None)
    return numbers(low, high)
