"""Values that have to be counted out or rounded: unknowns within bounds, learned by counting them for real.

A period of fourteen days ends no sooner than the fourteenth day, and not much later, however its days off fall.
Where a solver finds a case, the period is counted out for that case, and what came of it holds of every case with the
same start, length and place.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import z3

from policy_engine.calendar.methods import CountingMethod, Regional, Roll, Substitutes
from policy_engine.calendar.periods import Unit
from policy_engine.conditions.expressions import EndOf, Expression, PercentOf, ShareOf, Span, Stretch, Times
from policy_engine.conditions.walking import parts_of
from policy_engine.facts.values import Kind
from policy_engine.proof.symbols import (
    NO,
    Formula,
    Symbol,
    SymDay,
    SymNumber,
    SymOther,
    SymPeriod,
    SymWord,
    Term,
    every,
    some,
    terms_of,
    whole,
)
from policy_engine.proof.world import UNITS

if TYPE_CHECKING:
    from policy_engine.proof.law import Law

# The days that one of a unit has at least and at most; a lunar year is short, and working days stand between days off.
_LEAST = {Unit.HOURS: 0, Unit.DAYS: 1, Unit.WORKING_DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 28, Unit.YEARS: 353}
_MOST = {Unit.HOURS: 1, Unit.DAYS: 1, Unit.WORKING_DAYS: 15, Unit.WEEKS: 7, Unit.MONTHS: 31, Unit.YEARS: 366}
_UNSETTLED_SUBSTITUTES = (Substitutes.UNSETTLED, Substitutes.BOTH_OR_NEITHER)
_SLACK = 45
"""An end moves over no longer run of days off than this."""
_STRETCHES = {Stretch.MONTH: 31, Stretch.QUARTER: 92, Stretch.YEAR: 366}


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A value left to be counted: what it is made of, and the unknown that stands for it."""

    expression: Expression
    member: str
    owner: str
    made_of: tuple[Symbol, ...]
    symbol: Symbol


def count(law: Law, expression: Expression, member: str, owner: str) -> Symbol:
    """An unknown for a value that has to be counted, with the bounds that are known of it."""
    parts = tuple(law.value(part, member, owner) for part in parts_of(expression))
    if isinstance(expression, Span):
        parts = (*parts, *_place(law, expression, member))
    terms = tuple(term for part in parts for term in terms_of(part))
    key = (_alike(law, expression, owner), *(term.get_id() for term in terms))
    known = law.world.counts.get(key) if law.kin is not None else None
    symbol = known[0] if known is not None else _unknown(law, expression, parts, member, owner)
    law.world.counts[key] = (symbol, terms)
    law.learned.append(Learned(expression, member, owner, parts, symbol))
    return symbol


def _alike(law: Law, expression: Expression, owner: str) -> Hashable:
    """All on which a count depends besides its parts."""
    return law.kin.counting(expression, owner) if law.kin is not None else expression


def _unknown(law: Law, expression: Expression, parts: tuple[Symbol, ...], member: str, owner: str) -> Symbol:
    match expression:
        case Span():
            return _span(law, expression, member, owner)
        case EndOf():
            return _end_of(law, expression, parts[0])
        case Times() | PercentOf() | ShareOf():
            return _amount(law, parts)
        case _:
            return SymOther(NO)


def _place(law: Law, span: Span, member: str) -> tuple[Symbol, ...]:
    """The place whose days off count, where that is not the same for all."""
    party = law.program.vocabulary.parties.get(span.party)
    method = _method(law, span)
    if party is None or method is None or method.days_off_of or not method.asks_the_place:
        return ()
    return (law.name(party.place, member),)


def _span(law: Law, span: Span, member: str, owner: str) -> Symbol:
    anchor, length = law.value(span.anchor, member, owner), _length(law, span, member, owner)
    if not isinstance(anchor, SymDay) or not isinstance(length, SymPeriod):
        return law.world.free(Kind.DATE, "the end of a period")
    end = law.world.free_number("the end of a period")
    method = _method(law, span)
    rolls = method is not None and method.roll is not Roll.NONE
    law.world.bounds.append(_within(span, anchor.day, length, end, slack=_SLACK if rolls else 0))
    _never_sooner(law, span, member, anchor, length, end)
    timed = z3.simplify(length.unit).eq(whole(UNITS.index(Unit.HOURS)))
    return SymDay(some([anchor.absent, length.absent]), anchor.not_yet, end, timed)


def _method(law: Law, span: Span) -> CountingMethod | None:
    """How it is counted; hours run through days off, and need no method."""
    return law.program.pack.methods[span.method] if span.method else None


def _unsettled(method: CountingMethod) -> bool:
    days_off = method.regional is Regional.UNSETTLED or method.substitutes in _UNSETTLED_SUBSTITUTES
    return days_off or bool(method.unsettled_weekdays) or bool(method.unsettled_holidays)


def _never_sooner(law: Law, span: Span, member: str, anchor: SymDay, length: SymPeriod, end: Term) -> None:
    """Of two periods from one start, counted in one settled way, the longer one ends no sooner."""
    method = _method(law, span)
    if method is not None and _unsettled(method):
        return
    place = (term.get_id() for part in _place(law, span, member) for term in terms_of(part))
    how = (method, law.program.calendars.digest, span.beginning, span.backwards)
    alike = law.world.spans.setdefault((anchor.day.get_id(), *how, *place), [])
    for other_length, other_end in alike:
        shorter, longer = (end, other_end) if not span.backwards else (other_end, end)
        same_unit = length.unit == other_length.unit
        law.world.bounds += [
            z3.Implies(z3.And(same_unit, length.count <= other_length.count), shorter <= longer),
            z3.Implies(z3.And(same_unit, length.count >= other_length.count), shorter >= longer),
        ]
    alike.append((length, end))


def _length(law: Law, span: Span, member: str, owner: str) -> Symbol:
    if span.period is not None:
        return law.value(span.period, member, owner)
    assert span.count is not None
    assert span.unit is not None
    number = law.value(span.count, member, owner)
    if not isinstance(number, SymNumber):
        return SymOther(number.absent)
    least = z3.If(number.number > 0, number.number, 0)
    return SymPeriod(number.absent, whole(UNITS.index(span.unit)), least)


def _within(span: Span, start: Term, length: SymPeriod, end: Term, *, slack: int) -> Formula:
    """From the shortest that the period can be to the longest, with room for days off at its end."""
    bounds = []
    for number, unit in enumerate(UNITS):
        least, most = length.count * _LEAST[unit], length.count * _MOST[unit]
        room = slack if unit in (Unit.DAYS, Unit.WEEKS) else slack + _SLACK
        early = 1 if span.beginning else 0
        low, high = least - early - (1 if unit not in (Unit.DAYS, Unit.WEEKS) else 0), most - early + room
        between = z3.And(end <= start - low, end >= start - high) if span.backwards else None
        between = z3.And(end >= start + low, end <= start + high) if between is None else between
        bounds.append(z3.Implies(length.unit == number, between))
    return every(bounds)


def _end_of(law: Law, expression: EndOf, of: Symbol) -> Symbol:
    if not isinstance(of, SymDay):
        return law.world.free(Kind.DATE, "the end of a stretch")
    day = law.world.free_number("the end of a stretch")
    law.world.bounds.append(z3.And(day >= of.day, day <= of.day + _STRETCHES[expression.stretch]))
    return SymDay(of.absent, of.not_yet, day)


def _amount(law: Law, parts: tuple[Symbol, ...]) -> Symbol:
    missing = some(part.absent for part in parts)
    if any(isinstance(part, SymPeriod) for part in parts):
        period = next(part for part in parts if isinstance(part, SymPeriod))
        return SymPeriod(missing, period.unit, law.world.free_number("a multiple"))
    amounts = [part for part in parts if isinstance(part, SymNumber)]
    if len(amounts) != len(parts):
        return SymOther(missing)
    currency = amounts[0].currency
    for one in amounts[1:]:
        currency = z3.If(currency == 0, one.currency, currency)
    return SymNumber(missing, law.world.free_number("an amount"), currency)


def settled_parts(learned: Learned) -> list[Term]:
    """The terms on which a counted value depends, all of them."""
    terms: list[Term] = []
    for part in learned.made_of:
        match part:
            case SymDay():
                terms.append(part.day)
            case SymNumber():
                terms += [part.number, part.currency]
            case SymPeriod():
                terms += [part.unit, part.count]
            case SymWord():
                terms.append(part.code)
            case _:
                continue
    return terms
