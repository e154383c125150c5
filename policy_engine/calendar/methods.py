"""How a law counts: a closed set of parameters, which a pack declares under a name and cites."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policy_engine.calendar.holidays import DAYS_OF_THE_WEEK
from policy_engine.calendar.periods import MissingDate


class Roll(StrEnum):
    """What happens to a period whose last day is a day off; hours and backward counts never roll."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"


class OffWeekend(StrEnum):
    """Which weekdays are off: those of the place, or none. A method may also list the weekdays itself."""

    PLACE = "place"
    NONE = "none"


class OffHolidays(StrEnum):
    """Which holidays are off."""

    NONE = "none"
    NATIONAL = "national"
    NATIONAL_AND_REGIONAL = "national_and_regional"


class Regional(StrEnum):
    """What a regional holiday does: nothing, it is off in its region, or the law leaves it open (two readings)."""

    IGNORED = "ignored"
    COUNTS = "counts"
    UNSETTLED = "unsettled"


class Substitutes(StrEnum):
    """Whether a day off in place of a holiday that falls on another day is itself off."""

    COUNT = "count"
    IGNORED = "ignored"
    UNSETTLED = "unsettled"


class MonthsOf(StrEnum):
    """The calendar whose months and years are counted."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"


@dataclass(frozen=True, slots=True)
class CountingMethod:
    """The parameters by which a law counts its periods; they cannot contradict each other.

    `min_two_working_days`: a period of two days or more has at least two working days, Reg. 1182/71 art. 3(5).
    """

    id: str
    roll: Roll
    off_weekend: OffWeekend | frozenset[int]
    off_holidays: OffHolidays
    regional: Regional = Regional.IGNORED
    missing_date: MissingDate = MissingDate.LAST_DAY_OF_MONTH
    calendar: MonthsOf = MonthsOf.GREGORIAN
    min_two_working_days: bool = False
    substitutes: Substitutes = Substitutes.COUNT

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a counting method needs a name")
        if objection := self._objection():
            raise ValueError(f"counting method `{self.id}` {objection}")

    @property
    def has_days_off(self) -> bool:
        return self.off_weekend != OffWeekend.NONE or self.off_holidays is not OffHolidays.NONE

    @property
    def asks_the_place(self) -> bool:
        """Whether its days off differ from place to place, so that it needs a calendar."""
        return self.off_weekend == OffWeekend.PLACE or self.off_holidays is not OffHolidays.NONE

    def _objection(self) -> str:
        if not isinstance(self.off_weekend, OffWeekend) and not frozenset() < self.off_weekend < DAYS_OF_THE_WEEK:
            return "must list one to six weekdays, Monday being 0 and Sunday 6"
        if (self.off_holidays is OffHolidays.NATIONAL_AND_REGIONAL) is (self.regional is Regional.IGNORED):
            return "must say what a regional holiday does exactly where regional holidays are off"
        if self.substitutes is not Substitutes.COUNT and self.off_holidays is OffHolidays.NONE:
            return "says what a substitute day does, but has no holidays"
        if not self.has_days_off and self.roll is not Roll.NONE:
            return "moves an end to the next working day, but has no days off"
        if not self.has_days_off and self.min_two_working_days:
            return "asks for two working days, but has no days off"
        return ""
