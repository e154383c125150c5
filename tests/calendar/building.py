"""Small calendars and the counting methods of four laws, for tests that say what they are about and nothing else."""

from __future__ import annotations

from datetime import date
from itertools import product

from policy_engine.calendar.counting import Counted, count_days
from policy_engine.calendar.hijri import NO_HIJRI, HijriMonths
from policy_engine.calendar.holidays import Holiday, PlaceCalendar, Weekend, place_calendar
from policy_engine.calendar.methods import CountingMethod, MonthsOf, OffHolidays, OffWeekend, Regional, Roll
from policy_engine.calendar.periods import MissingDate, Period, Unit

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
FIRST_YEAR, LAST_YEAR = 2014, 2040

EU_1182_71 = CountingMethod(
    "eu_1182_71",
    Roll.NEXT_WORKING_DAY,
    OffWeekend.PLACE,
    OffHolidays.NATIONAL_AND_REGIONAL,
    Regional.UNSETTLED,
    min_two_working_days=True,
)
BR_CONSUMER = CountingMethod(
    "br_cc_132_consumer",
    Roll.NEXT_WORKING_DAY,
    frozenset({SATURDAY, SUNDAY}),
    OffHolidays.NATIONAL,
    missing_date=MissingDate.NEXT_DAY,
)
US_FTC = CountingMethod("us_ftc", Roll.NONE, frozenset({SUNDAY}), OffHolidays.NATIONAL)
US_MONDAY_TO_FRIDAY = CountingMethod("us_weekdays", Roll.NONE, OffWeekend.PLACE, OffHolidays.NATIONAL)
WORKING_DAYS_OF_THE_PLACE = CountingMethod("me_business_day", Roll.NONE, OffWeekend.PLACE, OffHolidays.NATIONAL)
CALENDAR_DAYS = CountingMethod("plain", Roll.NONE, OffWeekend.NONE, OffHolidays.NONE)
HIJRI = CountingMethod("hijri", Roll.NONE, OffWeekend.NONE, OffHolidays.NONE, calendar=MonthsOf.HIJRI)

CHRISTMAS_DAYS = ("12-25 Christmas Day", "12-26 Second Day of Christmas", "01-01 New Year's Day")


def rolling(**changes: object) -> CountingMethod:
    """A method that rolls over the weekend and all holidays of a place, but for what a test changes."""
    parameters: dict[str, object] = {
        "id": "rolling",
        "roll": Roll.NEXT_WORKING_DAY,
        "off_weekend": OffWeekend.PLACE,
        "off_holidays": OffHolidays.NATIONAL,
        **changes,
    }
    return CountingMethod(**parameters)  # type: ignore[arg-type]  # a test may give what a method refuses


def rolling_with_regions(regional: Regional) -> CountingMethod:
    return rolling(off_holidays=OffHolidays.NATIONAL_AND_REGIONAL, regional=regional)


def day(text: str) -> date:
    return date.fromisoformat(text)


def weekend(since: str, *days: int) -> Weekend:
    return Weekend(day(since), frozenset(days))


def a_holiday(text: str, *regions: str, estimated: bool = False, substitute: bool = False) -> Holiday:
    """A holiday from `2026-11-18 Repentance Day`."""
    on, _, name = text.partition(" ")
    return Holiday(day(on), name, frozenset(regions), estimated, substitute)


def each_year(*texts: str) -> list[Holiday]:
    """The same holidays in every year, from `12-25 Christmas Day`."""
    return [a_holiday(f"{year}-{text}") for year, text in product(range(FIRST_YEAR, LAST_YEAR + 1), texts)]


def a_place(
    *holidays: Holiday,
    code: str = "XX",
    weekends: tuple[Weekend, ...] = (weekend("2000-01-01", SATURDAY, SUNDAY),),
    regions: tuple[str, ...] = (),
    years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR),
) -> PlaceCalendar:
    return place_calendar(code, weekends, holidays, *years, regions=regions)


def count(
    amount: int,
    unit: Unit,
    event: str,
    method: CountingMethod = CALENDAR_DAYS,
    calendar: PlaceCalendar | None = None,
    *,
    place: str = "",
    hijri: HijriMonths = NO_HIJRI,
    event_day_counts: bool = False,
    backwards: bool = False,
) -> tuple[Counted, ...]:
    return count_days(
        Period(amount, unit),
        day(event),
        method,
        calendar,
        hijri,
        place or (calendar.place if calendar else "XX"),
        event_day_counts=event_day_counts,
        backwards=backwards,
    )


def last_day(
    amount: int,
    unit: Unit,
    event: str,
    method: CountingMethod = CALENDAR_DAYS,
    calendar: PlaceCalendar | None = None,
    *,
    event_day_counts: bool = False,
    backwards: bool = False,
) -> str:
    """The only last day; a second answer is a failure."""
    (counted,) = count(amount, unit, event, method, calendar, event_day_counts=event_day_counts, backwards=backwards)
    return counted.last_day.isoformat()


def last_days(counted: tuple[Counted, ...]) -> dict[str, str]:
    """Each last day with its reading."""
    return {one.last_day.isoformat(): one.reading for one in counted}


def moved_by(counted: Counted) -> list[str]:
    return [f"{shift.day.isoformat()} {shift.why}" for shift in counted.shifts]
