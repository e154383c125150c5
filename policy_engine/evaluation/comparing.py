"""Comparing what values may still be: yes, no, or not known yet."""

from __future__ import annotations

from policy_engine.calendar.periods import Period, Unit
from policy_engine.conditions.conditions import Operator
from policy_engine.evaluation.domains import ABSENT, NOT_YET, UNKNOWN, Days, Domain, Numbers, Options, Traits
from policy_engine.facts.money import Money, Rates

_ORDERS = {
    Operator.BEFORE,
    Operator.ON_OR_BEFORE,
    Operator.AFTER,
    Operator.ON_OR_AFTER,
}


def same(left: Domain, right: Domain) -> bool | None:
    """Whether two values are equal."""
    if left is ABSENT or right is ABSENT:
        return False
    if left is UNKNOWN or right is UNKNOWN or isinstance(left, Traits) or isinstance(right, Traits):
        return None
    if isinstance(left, Options) or isinstance(right, Options):
        ours, theirs = _words(left), _words(right)
        return None if ours & theirs else False
    if isinstance(left, Days) and isinstance(right, Days):
        if left.settled and right.settled:
            return left.first == right.first
        return None if left.first <= right.last and right.first <= left.last else False
    numeric_types = (Numbers, int, Money)
    if isinstance(left, numeric_types) and isinstance(right, numeric_types) and not isinstance(left, bool):
        below, above = number_order(left, right, strict=True), number_order(right, left, strict=True)
        if below or above:
            return False
        return True if below is False and above is False else None
    return left == right


def _words(value: Domain) -> frozenset[object]:
    return frozenset[object](value.words) if isinstance(value, Options) else frozenset({value})


def in_order(left: Domain, operator: Operator, right: Domain) -> bool | None:
    """Whether two dates, or an event and a date, stand in an order; by the day, or by the instant where both have one.

    What has not happened stands in no order to anything; everything that happened comes before it.
    """
    if left is ABSENT or right is ABSENT or left is NOT_YET:
        return False
    if left is UNKNOWN or right is UNKNOWN:
        return None
    assert isinstance(left, Days)
    if right is NOT_YET:
        comes_first = operator in (Operator.BEFORE, Operator.ON_OR_BEFORE)
        return None if comes_first and left.or_not_yet else comes_first
    assert isinstance(right, Days)
    answer = _days_in_order(left, operator, right)
    if left.or_not_yet and answer is not False:
        return None
    if right.or_not_yet and answer is not (operator in (Operator.BEFORE, Operator.ON_OR_BEFORE)):
        return None
    return answer


def _days_in_order(left: Days, operator: Operator, right: Days) -> bool | None:
    if left.utc and right.utc:
        first, last, low, high = left.utc, left.utc, right.utc, right.utc
    else:
        first, last, low, high = left.first, left.last, right.first, right.last  # type: ignore[assignment]
    match operator:
        case Operator.BEFORE:
            return True if last < low else (False if first >= high else None)
        case Operator.ON_OR_BEFORE:
            return True if last <= low else (False if first > high else None)
        case Operator.AFTER:
            return True if first > high else (False if last <= low else None)
        case Operator.ON_OR_AFTER:
            return True if first >= high else (False if last < low else None)
        case _:
            raise AssertionError(operator)


def number_order(left: Domain, right: Domain, *, strict: bool, rates: Rates | None = None) -> bool | None:
    """Whether a number or amount is less than (not strict: at most) another; other currencies need a stated rate."""
    if left is ABSENT or right is ABSENT:
        return False
    if left is UNKNOWN or right is UNKNOWN:
        return None
    if isinstance(left, Period) and isinstance(right, Period):
        return _periods_in_order(left, right, strict=strict)
    ours, theirs = _bounds(left), _bounds(right)
    if ours is None or theirs is None:
        return None
    if ours[2] != theirs[2]:
        if rates is not None and isinstance(left, Money) and isinstance(right, Money):
            converted = rates.convert(left, right.currency)
            if converted is not None:
                return number_order(converted, right, strict=strict)
        if "???" not in (ours[2], theirs[2]) or not (ours[2] and theirs[2]):
            return None
    low, high, _ = ours
    floor, ceiling, _ = theirs
    if strict:
        if high is not None and floor is not None and high < floor:
            return True
        return False if low is not None and ceiling is not None and low >= ceiling else None
    if high is not None and floor is not None and high <= floor:
        return True
    return False if low is not None and ceiling is not None and low > ceiling else None


def _bounds(value: Domain) -> tuple[int | None, int | None, str] | None:
    match value:
        case Numbers():
            return value.low, value.high, value.currency
        case Money():
            return value.minor, value.minor, value.currency
        case int():
            return value, value, ""
        case _:
            return None


# Longest first: a month has at least 28 days and at most 31, a year 354 (lunar) to 366.
# In hours; a working day may stand behind a run of days off.
_SHORTEST = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.WORKING_DAYS: 24, Unit.WEEKS: 168, Unit.MONTHS: 672, Unit.YEARS: 8496}
_LONGEST = {Unit.HOURS: 1, Unit.DAYS: 24, Unit.WORKING_DAYS: 360, Unit.WEEKS: 168, Unit.MONTHS: 744, Unit.YEARS: 8784}


def _periods_in_order(left: Period, right: Period, *, strict: bool) -> bool | None:
    if left.unit is right.unit:
        return left.count < right.count if strict else left.count <= right.count
    if left.count * _LONGEST[left.unit] < right.count * _SHORTEST[right.unit]:
        return True
    if left.count * _SHORTEST[left.unit] > right.count * _LONGEST[right.unit]:
        return False
    return None


def numeric(left: Domain, operator: Operator, right: Domain, rates: Rates | None = None) -> bool | None:
    """The four numeric operators."""
    match operator:
        case Operator.BELOW:
            return number_order(left, right, strict=True, rates=rates)
        case Operator.AT_MOST:
            return number_order(left, right, strict=False, rates=rates)
        case Operator.ABOVE:
            answer = number_order(left, right, strict=False, rates=rates)
        case Operator.AT_LEAST:
            answer = number_order(left, right, strict=True, rates=rates)
        case _:
            raise AssertionError(operator)
    if left is ABSENT or right is ABSENT:
        return False
    return None if answer is None else not answer


def has_any(value: Domain, words: frozenset[str]) -> tuple[bool | None, frozenset[str]]:
    """Whether a set holds any of the words, and the words on which that still turns."""
    match value:
        case frozenset():
            return bool(value & words), frozenset()
        case Traits():
            if value.has & words:
                return True, frozenset()
            undecided = words - value.lacks
            return (None, undecided) if undecided else (False, frozenset())
        case _:
            return (False, frozenset()) if value is ABSENT else (None, words)


def happened(value: Domain) -> bool | None:
    """Whether an event has happened when the case is looked at."""
    match value:
        case Days():
            return None if value.or_not_yet else True
        case _:
            return False if value is NOT_YET or value is ABSENT else None


def is_date_order(operator: Operator) -> bool:
    """Whether an operator orders dates."""
    return operator in _ORDERS
