"""Hijri dates by a table of month starts: the months are announced, so no formula finds them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from policy_engine.calendar.holidays import OutsideCalendar
from policy_engine.calendar.periods import MONTHS_IN_A_YEAR, MissingDate

TABLE = "hijri"
MONTH_LENGTHS = range(28, 32)  # 29 or 30 days; among the earliest published months are some of 28 and 31


@dataclass(frozen=True, slots=True, order=True)
class HijriDay:
    """A day in the Hijri calendar."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class HijriMonths:
    """The first day of each Hijri month from the start of `first_year`, and the day after the last month.

    Without any start there is no table, and every question is outside it.
    """

    first_year: int
    starts: tuple[date, ...]

    def __post_init__(self) -> None:
        if len(self.starts) == 1:
            raise ValueError("a table of Hijri months with one day has no month")
        for earlier, later in pairwise(self.starts):
            if (later - earlier).days not in MONTH_LENGTHS:
                raise ValueError(f"the Hijri month that starts on {earlier.isoformat()} is too short or too long")

    def from_gregorian(self, day: date) -> HijriDay:
        index = self._month_of(day)
        year, month = divmod(index, MONTHS_IN_A_YEAR)
        return HijriDay(self.first_year + year, month + 1, (day - self.starts[index]).days + 1)

    def to_gregorian(self, hijri: HijriDay) -> date:
        index = (hijri.year - self.first_year) * MONTHS_IN_A_YEAR + hijri.month - 1
        if not (1 <= hijri.month <= MONTHS_IN_A_YEAR and 0 <= index < len(self.starts) - 1):
            raise ValueError(f"the table of Hijri months has no month {hijri.year}-{hijri.month:02}")
        day = self.starts[index] + timedelta(days=hijri.day - 1)
        if not self.starts[index] <= day < self.starts[index + 1]:
            raise ValueError(f"the Hijri month {hijri.year}-{hijri.month:02} has no day {hijri.day}")
        return day

    def later(self, day: date, months: int, missing: MissingDate) -> date:
        """Find the same Hijri date so many months later (or earlier), or what stands in for a missing one."""
        start = self._month_of(day)
        index = start + months
        if not 0 <= index < len(self.starts) - 1:
            raise OutsideCalendar(TABLE, self._about(index))
        same_date = self.starts[index] + (day - self.starts[start])
        next_first = self.starts[index + 1]
        if same_date < next_first:
            return same_date
        return next_first if missing is MissingDate.NEXT_DAY else next_first - timedelta(days=1)

    def _month_of(self, day: date) -> int:
        index = bisect_right(self.starts, day) - 1
        if not 0 <= index < len(self.starts) - 1:
            raise OutsideCalendar(TABLE, day)
        return index

    def _about(self, index: int) -> date:
        """A day that shows on which side of the table a month lies; how far out is not known."""
        return self.starts[-1] if index > 0 else self.starts[0] - timedelta(days=1)


NO_HIJRI = HijriMonths(1, ())
