"""The days on which a place rests: its weekends through history and its holidays, for the years that are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType

DAYS_OF_THE_WEEK = frozenset(range(7))
USUAL_WEEKEND = frozenset({5, 6})  # Saturday and Sunday


class OutsideCalendar(ValueError):  # noqa: N818  (it says what happened, not what kind of thing it is)
    """A day was needed that no table covers; a guess would be a wrong deadline that looks right."""

    def __init__(self, place: str, day: date) -> None:
        super().__init__(f"the calendar of `{place}` does not cover {day.isoformat()}")
        self.place = place
        self.day = day


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday on one day, of the whole place or of some of its regions.

    `estimated`: the day depends on a sighting of the moon, so it may still move.
    `substitute`: the day is off in place of another day, as where a holiday falls on a weekend.
    """

    on: date
    name: str
    regions: frozenset[str] = frozenset()
    estimated: bool = False
    substitute: bool = False

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError(f"the holiday on {self.on.isoformat()} has no name")


@dataclass(frozen=True, slots=True)
class Weekend:
    """The weekly rest days of a place from one day on, until the next entry of its history; Monday is 0."""

    since: date
    days: frozenset[int]

    def __post_init__(self) -> None:
        if not self.days or not self.days < DAYS_OF_THE_WEEK:
            raise ValueError("a weekend has one to six days, Monday being 0 and Sunday 6")


@dataclass(frozen=True, slots=True)
class PlaceCalendar:
    """All days off that are known of one place, from the first day of `first_year` to the last day of `last_year`.

    `regions` are all its regions that the calendar knows, also those without a holiday of their own.
    """

    place: str
    weekends: tuple[Weekend, ...]
    holidays: Mapping[date, tuple[Holiday, ...]]
    first_year: int
    last_year: int
    time_zones: tuple[str, ...] = ()
    regions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.last_year < self.first_year:
            raise ValueError(f"the calendar of `{self.place}` ends in {self.last_year}, before {self.first_year}")
        if not self.weekends or self.weekends[0].since > date(self.first_year, 1, 1):
            raise ValueError(f"the calendar of `{self.place}` does not say how its first week rests")
        if any(later.since <= earlier.since for earlier, later in pairwise(self.weekends)):
            raise ValueError(f"the weekends of `{self.place}` are not in ascending order")
        for day, holidays in self.holidays.items():
            self._check(day, holidays)

    def covers(self, day: date) -> bool:
        return self.first_year <= day.year <= self.last_year

    def weekend_on(self, day: date) -> frozenset[int]:
        """The weekdays that were the weekend when the day was."""
        self._require(day)
        for weekend in reversed(self.weekends):
            if weekend.since <= day:
                return weekend.days
        raise OutsideCalendar(self.place, day)

    def holidays_on(self, day: date) -> tuple[Holiday, ...]:
        self._require(day)
        return self.holidays.get(day, ())

    def _require(self, day: date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise OutsideCalendar(self.place, day)

    def _check(self, day: date, holidays: tuple[Holiday, ...]) -> None:
        if not self.covers(day):
            raise ValueError(f"the calendar of `{self.place}` has a holiday on {day.isoformat()}, outside its years")
        for holiday in holidays:
            if holiday.on != day:
                raise ValueError(f"`{holiday.name}` of `{self.place}` is filed under a day that is not its own")
            if not holiday.regions <= self.regions:
                raise ValueError(f"`{holiday.name}` of `{self.place}` names a region that the calendar does not list")


def place_calendar(
    place: str,
    weekends: Iterable[Weekend],
    holidays: Iterable[Holiday],
    first_year: int,
    last_year: int,
    time_zones: Iterable[str] = (),
    regions: Iterable[str] = (),
) -> PlaceCalendar:
    """Make a calendar from a plain list of holidays."""
    by_day: dict[date, tuple[Holiday, ...]] = {}
    named = set(regions)
    for holiday in holidays:
        by_day[holiday.on] = (*by_day.get(holiday.on, ()), holiday)
        named |= holiday.regions
    return PlaceCalendar(
        place,
        tuple(weekends),
        MappingProxyType(by_day),
        first_year,
        last_year,
        tuple(time_zones),
        frozenset(named),
    )
