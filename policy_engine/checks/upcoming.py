"""The days to come on which the law of a pack changes: what begins, what ends, and what sources differ about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from policy_engine.calendar.periods import MONTHS_IN_A_YEAR, MissingDate, months_later
from policy_engine.conditions.expressions import Alternative, Const
from policy_engine.facts.citations import Citation
from policy_engine.facts.values import LATEST
from policy_engine.rules.model import Coverage, DisputedDay, Pack
from policy_engine.rules.statements import Statement, statements_of

_WITHIN = re.compile(r"([0-9]{1,6})([dwmy])")
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": MONTHS_IN_A_YEAR}


class Change(StrEnum):
    """What happens on a day."""

    BEGINS = "begins"
    """It is law from this day on."""
    ENDS = "ends"
    """It is law no longer; the day before is the last."""
    CHANGES = "changes"
    """Another version of the same statement follows."""
    MAY_BEGIN = "may_begin"
    """One of several readings has it begin on this day."""
    MAY_END = "may_end"
    """One of several readings has it end on this day."""
    COVERED = "covered"
    """The pack claims to know the law of a topic from this day on."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One day on which something changes, and what.

    `statement` is what begins or, where nothing follows, what ends; `before` is the version that it follows.
    """

    day: date
    change: Change
    pack: Pack
    statement: Statement | None
    before: Statement | None = None
    reading: Alternative | None = None
    coverage: Coverage | None = None

    @property
    def id(self) -> str:
        """What it is about."""
        if self.statement is not None:
            return self.statement.id
        return self.coverage.topic if self.coverage else ""

    @property
    def cite(self) -> Citation | None:
        """Where it stands in the law that this is so."""
        if self.reading is not None:
            return self.reading.cite
        return self.statement.cite if self.statement else None


def upcoming(packs: Iterable[Pack], on: date, last: date | None = None) -> tuple[Upcoming, ...]:
    """Everything that changes from a day on, that day included, up to and including a last one; soonest first."""
    found = [one for pack in packs for one in _changes(pack) if on <= one.day <= (last or LATEST)]
    return tuple(sorted(found, key=lambda one: (one.day, one.pack.ref, one.id, one.change.value, _place(one))))


def _place(one: Upcoming) -> str:
    return str(one.statement.at) if one.statement else ""


def horizon(within: str, on: date) -> date:
    """The last day that lies within a length of time: `90d`, `12w`, `6m`, `1y`.

    Raises ValueError for what is no length of time.
    """
    read = _WITHIN.fullmatch(within)
    if read is None:
        raise ValueError("a length of time is a number of days, weeks, months or years")
    count, unit = int(read[1]), read[2]
    if unit in _DAYS:
        return on + timedelta(days=min(count * _DAYS[unit], (LATEST - on).days))
    months = min(count * _MONTHS[unit], (LATEST.year - on.year) * MONTHS_IN_A_YEAR)
    return min(months_later(on, months, MissingDate.LAST_DAY_OF_MONTH), LATEST)


def _changes(pack: Pack) -> Iterator[Upcoming]:
    statements = statements_of(pack)
    starts = {(_identity(one), one.effective.start) for one in statements}
    ends = {(_identity(one), one.effective.until): one for one in statements if one.effective.until is not None}
    for one in statements:
        yield from _of_statement(one, pack, starts, ends)
    for cover in pack.covers:
        yield Upcoming(cover.since, Change.COVERED, pack, None, coverage=cover)


def _of_statement(
    one: Statement,
    pack: Pack,
    starts: Set[tuple[object, date | DisputedDay]],
    ends: Mapping[tuple[object, date | DisputedDay], Statement],
) -> Iterator[Upcoming]:
    """The days of one statement; a day that it shares with what it is a part of is told there."""
    start, until, outer = one.effective.start, one.effective.until, one.outer
    if outer is None or start != outer.start:
        before = ends.get((_identity(one), start))
        if isinstance(start, DisputedDay):
            yield from (Upcoming(day, Change.MAY_BEGIN, pack, one, before, way) for day, way in _ways(start))
        else:
            yield Upcoming(start, Change.CHANGES if before else Change.BEGINS, pack, one, before)
    if until is None or (outer is not None and until == outer.until):
        return
    if isinstance(until, DisputedDay):
        yield from (Upcoming(day, Change.MAY_END, pack, one, None, way) for day, way in _ways(until))
    elif (_identity(one), until) not in starts:
        yield Upcoming(until, Change.ENDS, pack, one)


def _identity(one: Statement) -> object:
    """What versions of one statement share: the id, and for a row of a grid, whose id may hold its day, the places."""
    return (one.within, one.scope.areas, one.stated.when) if one.is_row else one.id


def _ways(day: DisputedDay) -> Iterator[tuple[date, Alternative]]:
    for way in day.alternatives:
        if isinstance(way.value, Const) and isinstance(way.value.value, date):
            yield way.value.value, way
