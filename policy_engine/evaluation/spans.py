"""Counting out periods: from an anchor that may still be open, by the days off of whoever must act."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from policy_engine.calendar.counting import Counted, add_hours, count_days
from policy_engine.calendar.holidays import OutsideCalendar
from policy_engine.calendar.periods import Period, Unit, longest
from policy_engine.calendar.zones import ZoneRules, end_of_day_utc, local_day
from policy_engine.conditions.expressions import Span
from policy_engine.evaluation import expressions
from policy_engine.evaluation.clocks import zones_at
from policy_engine.evaluation.domains import ABSENT, NOT_YET, UNKNOWN, Days, Domain, Options
from policy_engine.evaluation.findings import NOTHING, Found

if TYPE_CHECKING:
    from policy_engine.evaluation.run import Run


OUTSIDE_CALENDAR = "outside_calendar:"
"""What the points begin with at which nobody knows which days are off."""


def counted_out(run: Run, span: Span, member: str, owner: str, where: str = "") -> Found:
    """The last day (or instant, for hours) of a period; not yet while its anchor is not yet."""
    anchor = expressions.value_of(run, span.anchor, member, owner, where)
    length = _length(run, span, member, owner)
    if anchor.value is ABSENT or length.value is ABSENT:
        return expressions.joined(ABSENT, [anchor, length])
    if anchor.value is NOT_YET:
        return anchor
    if not isinstance(anchor.value, Days) or not isinstance(length.value, Period):
        return expressions.joined(UNKNOWN, [anchor, length])
    if length.value.unit is Unit.HOURS:
        return _hours(run, span, member, anchor, length.value)
    place = _whose_days_off(run, span, member)
    codes = sorted(map(str, place.value.words)) if isinstance(place.value, Options) else [str(place.value)]
    try:
        ends = _ends(run, span, member, owner, anchor.value, length.value, codes)
    except OutsideCalendar as outside:
        ends = _without_days_off(run, span, anchor.value, length.value)
        note = frozenset({f"{OUTSIDE_CALENDAR}{outside.place}"})
        return Found(ends, anchor.open, anchor.review | length.review | note, anchor.doubt | length.doubt)
    # A rolled end is open only where the places that are still possible disagree about it.
    return expressions.joined(ends, [anchor, length, place])


def _length(run: Run, span: Span, member: str, owner: str) -> Found:
    if span.period is not None:
        return expressions.value_of(run, span.period, member, owner)
    assert span.count is not None
    assert span.unit is not None
    count = expressions.value_of(run, span.count, member, owner)
    if isinstance(count.value, int) and not isinstance(count.value, bool):
        return count._replace(value=Period(min(max(count.value, 0), longest(span.unit)), span.unit))
    return count if count.value is ABSENT else count._replace(value=UNKNOWN)


def _whose_days_off(run: Run, span: Span, member: str) -> Found:
    """The place whose days off count: the one that the law names, else that of whoever must act."""
    named = run.program.pack.methods[span.method].days_off_of
    return Found(named) if named else _place(run, span, member)


def _place(run: Run, span: Span, member: str) -> Found:
    party = run.program.vocabulary.parties.get(span.party)
    if party is None:
        return Found("")
    return run.name(party.place, member)


def _ends(run: Run, span: Span, member: str, owner: str, anchor: Days, length: Period, codes: list[str]) -> Domain:
    if anchor.first == anchor.last and len(codes) == 1:
        ways = _count(run, span, anchor.first, length, codes[0])
        point = f"counting:{owner or span.method}:{span.method}"
        picked = ways[run.choose(point, len(ways))] if len(ways) > 1 else ways[0]
        run.counted(owner, member, picked)
        return Days(picked.last_day, picked.last_day, anchor.or_not_yet)
    first = min(_count(run, span, anchor.first, length, code)[0].last_day for code in codes)
    last = max(_count(run, span, anchor.last, length, code)[-1].last_day for code in codes)
    return Days(first, last, anchor.or_not_yet)


def _count(run: Run, span: Span, event_day: date, length: Period, code: str) -> tuple[Counted, ...]:
    return run.ask(_counts, _Counting(event_day, length, span.method, code, span.beginning, span.backwards), "")


class _Counting(NamedTuple):
    """All on which a count depends; many members of a list are counted alike."""

    event_day: date
    length: Period
    method: str
    place: str
    beginning: bool
    backwards: bool


def _counts(run: Run, what: _Counting, _member: str) -> tuple[Counted, ...]:
    calendars = run.program.calendars
    return count_days(
        what.length,
        what.event_day,
        run.program.pack.methods[what.method],
        calendars.for_place(what.place) if what.place else None,
        calendars.hijri,
        what.place,
        event_day_counts=what.beginning,
        backwards=what.backwards,
    )


def _without_days_off(run: Run, span: Span, anchor: Days, length: Period) -> Domain:
    """The day by the count alone, where the days off so far away are not known; a person must look."""
    hijri, method = run.program.calendars.hijri, run.program.pack.methods[span.method]
    try:
        first, last = (
            count_days(length, day, method, None, hijri, "", event_day_counts=span.beginning, backwards=span.backwards)[
                0
            ].last_day
            for day in (anchor.first, anchor.last)
        )
    except OutsideCalendar:
        return UNKNOWN
    return Days(first, last, anchor.or_not_yet)


def _hours(run: Run, span: Span, member: str, anchor: Found, length: Period) -> Found:
    """Running hours from an instant; where only the day is known, from its first and from its last instant."""
    days = anchor.value
    assert isinstance(days, Days)
    if days.first != days.last:
        hours = timedelta(hours=length.count)
        reach = timedelta(days=-(-hours // timedelta(days=1)) + 1)
        return anchor._replace(value=Days(days.first, days.last + reach, days.or_not_yet))
    place = _place(run, span, member)
    zones = zones_at(run.program.calendars, str(place.value)) if not isinstance(place.value, Options) else ()
    zone = zones[0] if zones else None
    last = days.utc is None and run.choose(f"time_of_day:{span.party}", 2) == 1
    try:
        end = add_hours(length.count, days.utc or _bound_of_day(days.first, zone, last=last))
        day = local_day(end, zone) if zone else end.date()
    except OutsideCalendar as outside:
        end = add_hours(length.count, days.utc or _bound_of_day(days.first, None, last=last))
        note = frozenset({f"{OUTSIDE_CALENDAR}{outside.place}"})
        return Found(Days(end.date(), end.date(), days.or_not_yet, end), NOTHING, anchor.review | note, anchor.doubt)
    return Found(Days(day, day, days.or_not_yet, end), NOTHING, anchor.review, anchor.doubt)


def _bound_of_day(day: date, zone: ZoneRules | None, *, last: bool) -> datetime:
    if zone is not None:
        return end_of_day_utc(day if last else day - timedelta(days=1), zone)
    midnight = datetime.combine(day, time(), UTC)
    return midnight + timedelta(days=1) if last else midnight
