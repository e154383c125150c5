"""The values that a case states, each frozen and checked at birth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from policy_engine.calendar.periods import Period
from policy_engine.facts.money import Money, Rates

EARLIEST = date(1950, 1, 1)
LATEST = date(2150, 12, 31)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})")


class Kind(StrEnum):
    """The types that a fact or conclusion can have."""

    BOOL = "bool"
    ENUM = "enum"
    SET = "set"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    EVENT = "event"
    MOMENT = "moment"
    PLACE = "place"
    PERIOD = "period"
    RATES = "rates"
    TIME_ZONE = "time_zone"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with the offset it was stated with; compared by the instant."""

    utc: datetime
    offset_minutes: int = 0

    def __post_init__(self) -> None:
        if self.utc.tzinfo is not UTC:
            raise ValueError("a moment is kept in UTC")

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read `2026-10-03T23:30+01:00`; the offset is required, since a time without one is not a moment."""
        if not _MOMENT.fullmatch(text):
            raise ValueError("a moment is written as `2026-10-03T23:30+01:00`, with its offset")
        stated = datetime.fromisoformat(text)
        offset = stated.utcoffset()
        if offset is None or abs(offset) > timedelta(hours=14):
            raise ValueError("an offset lies between -14:00 and +14:00")
        check_day(stated.date())
        return cls(stated.astimezone(UTC), int(offset.total_seconds()) // 60)

    @property
    def day_as_stated(self) -> date:
        """The calendar day in the offset that the moment was stated with."""
        return (self.utc + timedelta(minutes=self.offset_minutes)).date()

    def __str__(self) -> str:
        local = self.utc + timedelta(minutes=self.offset_minutes)
        sign, minutes = ("-" if self.offset_minutes < 0 else "+"), abs(self.offset_minutes)
        seconds = "" if local.second == 0 else f":{local.second:02}"
        return f"{local:%Y-%m-%dT%H:%M}{seconds}{sign}{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class NotBy:
    """An event that had not happened by the end of a day, or by a moment; what came later is unknown."""

    by: date | Moment


Value = bool | str | int | frozenset[str] | Money | date | Moment | NotBy | Period | Rates


def as_written(value: Value) -> str:
    """A value as people write it in a case or a rule."""
    match value:
        case bool():
            return str(value).lower()
        case frozenset():
            return f"[{', '.join(sorted(value))}]"
        case NotBy(by):
            return f"{{not_by: {by}}}"
        case Period(count, unit):
            return f"{{{unit.value}: {count}}}"
        case _:
            return str(value)


def check_day(day: date) -> date:
    """Refuse days outside the span that calendars and counting can serve."""
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"a date lies between {EARLIEST} and {LATEST}")
    return day


def parse_day(text: str) -> date:
    """Read `2026-11-02`."""
    if not _DATE.fullmatch(text):
        raise ValueError("a date is written as `2026-11-02`")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("no such day in the calendar") from None
    return check_day(day)
