"""Periods as the law states them, and the Gregorian arithmetic of months that have no such day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS_IN_A_YEAR = 12
LONGEST_IN_YEARS = 1000  # no law counts longer, and dates end with the year 9999


class Unit(StrEnum):
    """What a period is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class MissingDate(StrEnum):
    """Where a period of months ends that would end on a day its last month does not have.

    The last day of that month: Reg. 1182/71 art. 3(2)(c). The day after it: Lei 10.406/2002 art. 132 § 3.
    """

    LAST_DAY_OF_MONTH = "last_day_of_month"
    NEXT_DAY = "next_day"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in one unit, before it is tied to an event."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if isinstance(self.count, bool) or not isinstance(self.count, int):
            raise ValueError(f"a period counts whole {self.unit}, not `{self.count!r}`")
        if self.count < 0:
            raise ValueError(f"a period of `{self.count}` {self.unit} would end before it starts")
        if self.count > longest(self.unit):
            raise ValueError(f"a period of `{self.count}` {self.unit} is longer than {LONGEST_IN_YEARS} years")

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"

    @property
    def months(self) -> int:
        """How many months a period of months or years has."""
        return self.count * MONTHS_IN_A_YEAR if self.unit is Unit.YEARS else self.count


_IN_A_YEAR = {
    Unit.HOURS: 8766,
    Unit.DAYS: 366,
    Unit.WORKING_DAYS: 366,
    Unit.WEEKS: 53,
    Unit.MONTHS: MONTHS_IN_A_YEAR,
    Unit.YEARS: 1,
}


def longest(unit: Unit) -> int:
    """How many of a unit the longest period has; with so many no calendar says which days are off at its end."""
    return LONGEST_IN_YEARS * _IN_A_YEAR[unit]


def months_later(day: date, months: int, missing: MissingDate) -> date:
    """Find the same date so many months later (or earlier), or what stands in for a date the month lacks."""
    year, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    first = date(year, month + 1, 1)
    next_first = date(year + (month == 11), (month + 1) % MONTHS_IN_A_YEAR + 1, 1)
    same_date = first + timedelta(days=day.day - 1)
    if same_date < next_first:
        return same_date
    return next_first if missing is MissingDate.NEXT_DAY else next_first - timedelta(days=1)
