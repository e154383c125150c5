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
    """Whether a day off in place of a holiday that falls on another day is itself off.

    Both or neither: either the two of them are off, or none is, as where a law names the date and its custom the other.
    """

    COUNT = "count"
    IGNORED = "ignored"
    UNSETTLED = "unsettled"
    BOTH_OR_NEITHER = "both_or_neither"


class MonthsOf(StrEnum):
    """The calendar whose months and years are counted."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"


@dataclass(frozen=True, slots=True)
class CountingMethod:
    """The parameters by which a law counts its periods; they cannot contradict each other.

    `min_two_working_days`: a period of two days or more has at least two working days, Reg. 1182/71 art. 3(5).
    `ends_on`: weekdays that are off, but on which a period may end, so that only ends on other days off move.
    `unsettled_weekdays`, `unsettled_holidays`: days off that may be working days; the law leaves it open.
    `days_off_of`: the place whose days off count, whoever must act and wherever; none: the place of whoever must act.
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
    ends_on: frozenset[int] = frozenset()
    unsettled_weekdays: frozenset[int] = frozenset()
    unsettled_holidays: frozenset[str] = frozenset()
    days_off_of: str = ""

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
        return self._objection_to_exceptions()

    def _objection_to_exceptions(self) -> str:
        listed = DAYS_OF_THE_WEEK if self.off_weekend == OffWeekend.PLACE else self.off_weekend
        off = listed if isinstance(listed, frozenset) else frozenset[int]()
        if not self.ends_on | self.unsettled_weekdays <= off:
            return "says that a weekday may be no day off, but the weekday is none"
        if self.ends_on and self.roll is Roll.NONE:
            return "says on which days off a period may end, but moves no end"
        if self.unsettled_holidays and self.off_holidays is OffHolidays.NONE:
            return "says that a holiday may be no day off, but has no holidays"
        if self.days_off_of and not self.asks_the_place:
            return "says whose days off count, but asks no place for its days off"
        return ""
