"""Clashes as formulas for a solver, and what is known of counted periods that makes them provable.

An end moves over no longer run of days off than the longest that the calendar has anywhere, found by looking at every
day of it in every place; and of two periods counted in one way, the one that starts no later and is no longer ends no
later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import assert_never

import z3

from policy_engine.calendar.calendars import Calendars
from policy_engine.calendar.holidays import PlaceCalendar
from policy_engine.calendar.methods import CountingMethod, OffHolidays, OffWeekend, Roll
from policy_engine.calendar.periods import Unit
from policy_engine.conditions.conditions import Operator
from policy_engine.conditions.expressions import Expression, Span
from policy_engine.facts.vocabulary import DECIDE_ON
from policy_engine.floor.clashes import Clash, ClosesEarly, ForbidsGranted, Granting, GrantsForbidden, WorseDuty
from policy_engine.proof.counted import Learned
from policy_engine.proof.law import Law
from policy_engine.proof.symbols import NO, YES, Formula, SymDay, SymNumber, SymPeriod, every, no, some, whole
from policy_engine.proof.tested import in_order
from policy_engine.proof.valued import absent
from policy_engine.proof.world import UNITS

_DAY = timedelta(days=1)
_A_WEEK, _TWO_WEEKS = 7, 14
_DAYS = UNITS.index(Unit.DAYS)


@dataclass(slots=True)
class Formulas:
    """The formulas of clashes over one world after the other, each told once what is known of its counted periods."""

    calendars: Calendars
    _told: dict[int, int] = field(default_factory=dict)
    _runs: dict[str, int] = field(default_factory=dict)

    def of(self, clash: Clash, law: Law) -> Formula:
        """A clash as a formula."""
        member = law.world.members(clash.each)[0]
        formula = _formula(clash, law, member)
        self._tell(law)
        return formula

    def _tell(self, law: Law) -> None:
        done = self._told.get(id(law), 0)
        self._told[id(law)] = len(law.learned)
        for number, one in enumerate(law.learned):
            if number >= done and (bound := self._short(law, one)) is not None:
                law.world.bounds.append(bound)
            for earlier in law.learned[:number] if number >= done else ():
                law.world.bounds += [*_in_order_of_start(law, earlier, one), *_in_order_of_start(law, one, earlier)]

    def _longest_run(self, method: CountingMethod) -> int:
        if method.id not in self._runs:
            self._runs[method.id] = longest_run(self.calendars, method)
        return self._runs[method.id]

    def _short(self, law: Law, one: Learned) -> Formula | None:
        """How far beyond its length a period can end at most."""
        span, end = one.expression, one.symbol
        found = _start_and_length(law, one)
        if not isinstance(span, Span) or not isinstance(end, SymDay) or found is None or span.backwards:
            return None
        start, length = found
        method = law.program.pack.methods[span.method]
        most = self._longest_run(method) if method.roll is not Roll.NONE else 0
        reach = length.count + most
        if method.min_two_working_days:  # a short period is drawn out until it holds two working days
            reach = z3.If(reach < 2 * most + 2, 2 * most + 2, reach)
        return z3.Implies(length.unit == _DAYS, end.day <= start.day + reach)


def _in_order_of_start(law: Law, first: Learned, second: Learned) -> Iterator[Formula]:
    one, other = first.expression, second.expression
    if not isinstance(one, Span) or not isinstance(other, Span) or one.backwards or other.backwards:
        return
    if (one.method, one.party, one.beginning) != (other.method, other.party, other.beginning):
        return
    left, right = _start_and_length(law, first), _start_and_length(law, second)
    if left is None or right is None or first.member != second.member:
        return
    if isinstance(first.symbol, SymDay) and isinstance(second.symbol, SymDay):
        alike = z3.And(left[1].unit == _DAYS, right[1].unit == _DAYS)
        shorter = z3.And(left[0].day <= right[0].day, left[1].count <= right[1].count)
        yield z3.Implies(z3.And(alike, shorter), first.symbol.day <= second.symbol.day)


def _start_and_length(law: Law, one: Learned) -> tuple[SymDay, SymPeriod] | None:
    """From what a period is counted, and how long it is."""
    span = one.expression
    if not isinstance(span, Span):
        return None
    start = law.value(span.anchor, one.member, one.owner)
    if span.period is not None:
        length = law.value(span.period, one.member, one.owner)
    else:
        assert span.count is not None
        assert span.unit is not None
        number = law.value(span.count, one.member, one.owner)
        if not isinstance(number, SymNumber):
            return None
        length = SymPeriod(number.absent, whole(UNITS.index(span.unit)), number.number)
    return (start, length) if isinstance(start, SymDay) and isinstance(length, SymPeriod) else None


def _formula(clash: Clash, law: Law, member: str) -> Formula:
    match clash:
        case ClosesEarly():
            open_by_law = _open_by_law(law, clash.law, clash.judged_at, member)
            ours = [every([law.live(one.rule, member), _inside(law, one, clash.judged_at, member, NO)])
                    for one in clash.others]  # fmt: skip
            return every([open_by_law, law.met(clash.rule, member), no(some(ours))])
        case GrantsForbidden():
            ours_live = every([law.live(clash.rule, member), _inside(law, clash.ours, clash.judged_at, member, NO)])
            return every([ours_live, some(law.live(one, member) for one in clash.law)])
        case ForbidsGranted():
            return every([law.live(clash.rule, member), _open_by_law(law, clash.law, clash.judged_at, member)])
        case WorseDuty():
            both = [law.live(clash.rule, member), law.live(clash.law.rule, member)]
            return every([*both, some(_worse(clash, law, member))])
        case _:
            assert_never(clash)


def _open_by_law(law: Law, grants: Iterable[Granting], judged_at: str, member: str) -> Formula:
    return some(every([law.live(one.rule, member), _inside(law, one, judged_at, member, NO)]) for one in grants)


def _inside(law: Law, one: Granting, judged_at: str, member: str, otherwise: Formula) -> Formula:
    judged = _judged(law, judged_at, member)
    bounds = []
    for bound, operator in ((one.effect.opens, Operator.ON_OR_AFTER), (one.effect.until, Operator.ON_OR_BEFORE)):
        if bound is not None:
            value = law.value(bound, member, one.rule.id)
            bounds.append(z3.If(value.absent, otherwise, in_order(law, judged, operator, value)))
    return every(bounds)


def _judged(law: Law, name: str, member: str) -> SymDay:
    """The moment on which an action is judged; while it is not yet, the moment at which the case is looked at."""
    if name == DECIDE_ON:
        return law.world.decide_on
    day = law.name(name, member)
    assert isinstance(day, SymDay)
    return SymDay(day.absent, NO, z3.If(day.not_yet, law.world.decide_on.day, day.day), day.timed)


def _worse(clash: WorseDuty, law: Law, member: str) -> Iterator[Formula]:
    due = _due(law, clash.ours.effect.due, member, clash.rule.id)
    lawful = _due(law, clash.law.effect.due, member, clash.law.rule.id)
    if clash.of_protected:
        yield every([no(due.absent), some([lawful.absent, _before(due, lawful)])])
        return
    yield every([no(lawful.absent), some([due.absent, _before(lawful, due)])])
    if clash.may_wait:
        yield _waits(clash, law, member)
    if clash.compares_amounts:
        yield _less(law, clash.ours.effect.amount, clash.law.effect.amount, member)


def _before(one: SymDay, other: SymDay) -> Formula:
    """Whether a day surely comes before another; what has not happened yet comes after every day."""
    return every([no(one.not_yet), some([other.not_yet, one.day < other.day])])


def _due(law: Law, due: Expression | None, member: str, owner: str) -> SymDay:
    nothing = SymDay(YES, NO, whole(0))
    if due is None:
        return nothing
    found = law.value(due, member, owner)
    return found if isinstance(found, SymDay) else nothing


def _waits(clash: WorseDuty, law: Law, member: str) -> Formula:
    ours, lawful = clash.ours.effect.may_wait_for, clash.law.effect.may_wait_for
    assert ours is not None
    waits = YES if ours.unless is None else no(law.holds(ours.unless, member))
    if not clash.waits_alike or lawful is None:
        return waits
    return every([waits, NO if lawful.unless is None else law.holds(lawful.unless, member)])


def _less(law: Law, ours: str, lawful: str, member: str) -> Formula:
    owed = law.name(lawful, member)
    if not isinstance(owed, SymNumber):
        return NO
    there = every([no(owed.absent), owed.number > 0])
    promised = law.name(ours, member) if ours else absent(owed, YES)
    if not isinstance(promised, SymNumber):
        return there
    return every([there, some([promised.absent, promised.number < owed.number])])


def longest_run(calendars: Calendars, method: CountingMethod) -> int:
    """How many days off can follow each other at most, in any place and on any day of the calendar."""
    return max((_longest(calendar, method) for calendar in calendars.places.values()), default=_A_WEEK)


def _longest(calendar: PlaceCalendar, method: CountingMethod) -> int:
    """The longest run of days off: around some holiday, or a weekend of some time."""
    starts = {day for holiday in calendar.holidays for day in (holiday - _DAY, holiday, holiday + _DAY)}
    changes = [date(calendar.first_year, 1, 1), *(weekend.since for weekend in calendar.weekends)]
    starts |= {day + number * _DAY for day in changes for number in range(_TWO_WEEKS)}
    return max(_run_around(calendar, method, day) for day in starts)


def _run_around(calendar: PlaceCalendar, method: CountingMethod, day: date) -> int:
    """How many days off stand together with a day; none where it is no day off itself."""
    first = last = day
    if not _may_be_off(calendar, method, day):
        return 0
    while _may_be_off(calendar, method, first - _DAY):
        first -= _DAY
    while _may_be_off(calendar, method, last + _DAY):
        last += _DAY
    return (last - first).days + 1


def _may_be_off(calendar: PlaceCalendar, method: CountingMethod, day: date) -> bool:
    """Whether a day is off by some reading: in some region, by a substitute, or if the moon is seen a day off."""
    if not calendar.covers(day):
        return False
    weekend = method.off_weekend
    if weekend is OffWeekend.PLACE and day.weekday() in calendar.weekend_on(day):
        return True
    if isinstance(weekend, frozenset) and day.weekday() in weekend:
        return True
    if day.weekday() in method.unsettled_weekdays:
        return True
    if method.off_holidays is OffHolidays.NONE:
        return False
    around = [one for one in (day - _DAY, day + _DAY) if calendar.covers(one)]
    return bool(calendar.holidays.get(day)) or any(
        holiday.estimated for one in around for holiday in calendar.holidays.get(one, ())
    )
