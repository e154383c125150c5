"""Count by a second hand: plain loops over dates, the library of holidays and tables of the law; no step of the engine.

Nothing here comes from `policy_engine.calendar` or from a pack. What is not certain is settled in every way: which
region's holidays count, whether a Saturday or the substitute of a holiday is off, on which day a feast is sighted.
Each way gives plain days off; the first and the last of the ends that they give are the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product

import hijridate
import holidays

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
ONE_DAY = timedelta(days=1)
YEARS = range(2004, 2030)
SIGHTED = (None, -1, 0, 1)  # not at all, a day early, as reckoned, a day late

Rests = Callable[[date], bool]


@dataclass(frozen=True)
class DaysOff:
    """The holidays of a place: those that are certain, and feasts of days that move together with the moon."""

    certain: frozenset[date] = frozenset()
    feasts: tuple[tuple[date, ...], ...] = ()

    def with_days_of(self, other: DaysOff) -> DaysOff:
        return DaysOff(self.certain | other.certain, self.feasts + other.feasts)

    def ways(self, first: date, last: date) -> Iterator[frozenset[date]]:
        """The days off once for each way in which the feasts around some days may be sighted."""
        around = [feast for feast in self.feasts if feast[-1] + ONE_DAY >= first and feast[0] - ONE_DAY <= last]
        if not around:
            yield self.certain
        for shifts in product(SIGHTED, repeat=len(around)) if around else ():
            falls = zip(around, shifts, strict=True)
            moved = {day + shift * ONE_DAY for feast, shift in falls if shift is not None for day in feast}
            yield self.certain | moved


def days_from(start: date, count: int, rests: Rests | None = None, stays: Rests | None = None) -> date:
    """Calendar days after a day; an end on a day of rest moves on, unless it may stay there."""
    last = start + count * ONE_DAY
    if rests is None or (stays is not None and stays(last)):
        return last
    while rests(last):
        last += ONE_DAY
    return last


def working_days_from(start: date, count: int, rests: Rests) -> date:
    day = start
    while count:
        day += ONE_DAY
        count -= not rests(day)
    return day


def with_two_working_days(start: date, last: date, rests: Rests) -> date:
    """Reg. 1182/71 art. 3(5), for a period from the day after the start."""
    while sum(not rests(start + number * ONE_DAY) for number in range(1, (last - start).days + 1)) < 2:
        last += ONE_DAY
    return last


def same_date_in(start: date, months: int, *, or_first_of_next: bool) -> date:
    """The same number of the month some months later; without it the last of that month, or the first of the next."""
    month = start.replace(day=1)
    for _ in range(months):
        month = (month + 31 * ONE_DAY).replace(day=1)
    day = month
    while day.day < start.day:
        day += ONE_DAY
        if day.month != month.month:
            return day if or_first_of_next else day - ONE_DAY
    return day


def hijri_years_from(start: date, years: int) -> date:
    hijri = hijridate.Gregorian.fromdate(start).to_hijri()
    length = hijridate.Hijri(hijri.year + years, hijri.month, 1).month_length()
    end = hijridate.Hijri(hijri.year + years, hijri.month, min(hijri.day, length)).to_gregorian()
    return date(end.year, end.month, end.day)


def resting(weekdays: Collection[int], days_off: Collection[date]) -> Rests:
    return lambda day: day.weekday() in weekdays or day in days_off


def first_and_last(ends: Iterable[date]) -> tuple[date, date]:
    every = sorted(ends)
    return every[0], every[-1]


@cache
def days_off_of(place: str, region: str = "", *, sighted: bool = False, moved: bool = True) -> DaysOff:
    """The public holidays of a place as the library lists them, or of one of its regions.

    `sighted`: feasts that are still to come wait for the moon. `moved`: with the days to which holidays are moved.
    """
    known = holidays.country_holidays(place)
    found = holidays.country_holidays(
        place,
        subdiv=region or None,
        years=YEARS,
        language="en_US" if "en_US" in known.supported_languages else None,
        categories=("public",),
        **({"islamic_show_estimated": True} if sighted else {}),
    )
    listed = {day: found.get_list(day) for day in sorted(found) if day.year in YEARS}
    names = {day: [name for name in each if moved or "(observed" not in name] for day, each in listed.items()}
    certain = frozenset(day for day, each in names.items() if any("estimated" not in name for name in each))
    return DaysOff(certain, _feasts(day for day, each in names.items() if any("estimated" in name for name in each)))


@cache
def regions_of(place: str) -> tuple[str, ...]:
    """The regions that have a code; the library also knows cities."""
    return tuple(code for code in holidays.country_holidays(place).subdivisions if code.isalnum() and len(code) <= 3)


@cache
def national_days_off(place: str) -> DaysOff:
    """What is off wherever one is: by the law of the whole place, or because every region has it."""
    whole = days_off_of(place)
    regional = [days_off_of(place, region).certain for region in regions_of(place)]
    return DaysOff(whole.certain | frozenset.intersection(*regional), whole.feasts) if regional else whole


def _feasts(days: Iterable[date]) -> tuple[tuple[date, ...], ...]:
    feasts: list[list[date]] = []
    for day in days:
        if feasts and day - feasts[-1][-1] == ONE_DAY:
            feasts[-1].append(day)
        else:
            feasts.append([day])
    return tuple(map(tuple, feasts))


def federal_holidays(year: int) -> dict[str, date]:
    """5 USC 6103(a), by date and by weekday."""
    names = {
        "New Year's Day": date(year, 1, 1),
        "Martin Luther King Jr. Day": _nth(year, 1, 0, 3),
        "Washington's Birthday": _nth(year, 2, 0, 3),
        "Memorial Day": max(date(year, 5, number) for number in range(25, 32) if date(year, 5, number).weekday() == 0),
        "Independence Day": date(year, 7, 4),
        "Labor Day": _nth(year, 9, 0, 1),
        "Columbus Day": _nth(year, 10, 0, 2),
        "Veterans Day": date(year, 11, 11),
        "Thanksgiving Day": _nth(year, 11, 3, 4),
        "Christmas Day": date(year, 12, 25),
    }
    return names | ({"Juneteenth": date(year, 6, 19)} if year >= 2021 else {})


@dataclass(frozen=True)
class Federal:
    """Federal holidays: their dates, those that fall on a weekend, and the days on which these are kept."""

    dates: frozenset[date]
    on_weekends: frozenset[date]
    kept_on: frozenset[date]

    @property
    def with_substitutes(self) -> frozenset[date]:
        return self.dates | self.kept_on

    @property
    def without_either(self) -> frozenset[date]:
        return self.dates - self.on_weekends


@cache
def federal(*without: str) -> Federal:
    """5 USC 6103(b): a holiday on a Saturday is kept on Friday, and by practice one on a Sunday on Monday."""
    dates = {day for year in YEARS for name, day in federal_holidays(year).items() if name not in without}
    on_weekends = frozenset(day for day in dates if day.weekday() in (SATURDAY, SUNDAY))
    kept_on = frozenset(day - ONE_DAY if day.weekday() == SATURDAY else day + ONE_DAY for day in on_weekends)
    return Federal(frozenset(dates), on_weekends, kept_on)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    matching = [day for day in range(1, 32) if day < 29 and date(year, month, day).weekday() == weekday]
    return date(year, month, matching[number - 1])


@cache
def brazilian_holidays() -> frozenset[date]:
    """Laws 662/1949, 6.802/1980 and 10.607/2002, and Law 14.759/2023 from 2024 on."""
    fixed = [(1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25)]
    days = {date(year, month, day) for year in YEARS for month, day in fixed}
    return frozenset(days | {date(year, 11, 20) for year in YEARS if year >= 2024})


WEEKENDS: Mapping[str, list[tuple[date, set[int]]]] = {
    "AE": [(date(2006, 9, 1), {FRIDAY, SATURDAY}), (date(2022, 1, 1), {SATURDAY, SUNDAY})],
    "AE-SH": [(date(2006, 9, 1), {FRIDAY, SATURDAY}), (date(2022, 1, 1), {FRIDAY, SATURDAY, SUNDAY})],
    "IL": [(date.min, {SATURDAY})],
    "TR": [(date.min, {SATURDAY, SUNDAY})],
    "LB": [(date(2017, 1, 1), {SATURDAY, SUNDAY})],
    **{place: [(date(2013, 6, 29), {FRIDAY, SATURDAY})] for place in ("SA", "QA", "BH", "KW", "OM", "EG", "JO", "IQ")},
}


def resting_at(place: str, days_off: Collection[date]) -> Rests:
    """Days of rest by the weekend that a place of the Middle East had at the time."""
    history = WEEKENDS[place]

    def rests(day: date) -> bool:
        weekend = next(days for since, days in reversed(history) if since <= day)
        return day.weekday() in weekend or day in days_off

    return rests
