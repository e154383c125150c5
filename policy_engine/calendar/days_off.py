"""Whether a day is off at a place under a counting method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol, assert_never

from policy_engine.calendar.doubts import (
    Answer,
    Claim,
    Condition,
    Doubt,
    Kind,
    Rest,
    Sighting,
    SubstituteDays,
    World,
    answers,
)
from policy_engine.calendar.holidays import Holiday, PlaceCalendar
from policy_engine.calendar.methods import CountingMethod, OffHolidays, OffWeekend, Regional, Substitutes

ONE_DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OPEN_WORLD: World = MappingProxyType({})
WHOLE_PLACE = ""  # the answer that no region's holidays count, only those of the whole place

REGION = Doubt(Kind.REGION)
SUBSTITUTES = Doubt(Kind.SUBSTITUTES)
SUBSTITUTES_WITHIN = range(-3, 4)  # a fixed date on a weekend is kept on the working day beside it
ANSWERS_OF: Mapping[Substitutes, frozenset[str]] = {
    Substitutes.COUNT: frozenset({SubstituteDays.COUNTED}),
    Substitutes.IGNORED: frozenset({SubstituteDays.IGNORED}),
    Substitutes.UNSETTLED: frozenset({SubstituteDays.COUNTED, SubstituteDays.IGNORED}),
    Substitutes.BOTH_OR_NEITHER: frozenset({SubstituteDays.COUNTED, SubstituteDays.NEITHER}),
}
# An estimated holiday makes another day off if it moves there.
SIGHTING_THAT_MOVES = {0: Sighting.AS_ESTIMATED, -1: Sighting.A_DAY_EARLY, 1: Sighting.A_DAY_LATE}


class DaysOff(Protocol):
    """What can tell of any day whether it is off."""

    def ask(self, day: date, world: World, *, ending: bool = False) -> tuple[Answer, ...]:
        """Whether the day is off, in each part of the world where the answer is its own.

        `ending`: a period comes to its end on the day, which some weekdays bear though they are off.
        """

    def suppositions(self, world: World) -> tuple[tuple[int, str], ...]:
        """What a world supposes, as codes, each with a rank: the smaller, the more likely."""


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days off that are weekdays and nothing else, the same everywhere."""

    off: frozenset[int]
    unsettled: frozenset[int] = frozenset()
    ends_on: frozenset[int] = frozenset()

    def ask(self, day: date, world: World, *, ending: bool = False) -> tuple[Answer, ...]:
        weekday = day.weekday()
        if weekday not in self.off or (ending and weekday in self.ends_on):
            return (Answer("", world),)
        if weekday not in self.unsettled:
            return (Answer(WEEKDAYS[weekday], world),)
        return tuple(answers([_unsettled_weekday(weekday)], world))

    def suppositions(self, world: World) -> tuple[tuple[int, str], ...]:
        return tuple((0, _rest(doubt, world[doubt])) for doubt in sorted(world))


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """The days off of a place, as its calendar knows them."""

    method: CountingMethod
    calendar: PlaceCalendar
    place: str

    def ask(self, day: date, world: World, *, ending: bool = False) -> tuple[Answer, ...]:
        weekday = day.weekday()
        claims: list[Claim] = []
        if weekday in self._weekend(day) and not (ending and weekday in self.method.ends_on):
            if weekday not in self.method.unsettled_weekdays:
                return (Answer(WEEKDAYS[weekday], world),)
            claims.append(_unsettled_weekday(weekday))
        claims += self._claims(day)
        if not claims:
            return (Answer("", world),)
        return tuple(answers(sorted(claims, key=lambda claim: len(claim.conditions)), world))

    def suppositions(self, world: World) -> tuple[tuple[int, str], ...]:
        return tuple(self._supposition(doubt, world[doubt]) for doubt in sorted(world))

    def _weekend(self, day: date) -> frozenset[int]:
        match self.method.off_weekend:
            case OffWeekend.PLACE:
                return self.calendar.weekend_on(day)
            case OffWeekend.NONE:
                return frozenset()
            case weekdays:
                return weekdays

    def _claims(self, day: date) -> list[Claim]:
        """The holidays that make the day off or may do so."""
        if self.method.off_holidays is OffHolidays.NONE:
            return []
        claims = [Claim(holiday.name, self._conditions(holiday, 0)) for holiday in self.calendar.holidays_on(day)]
        for moved, other in ((-1, day + ONE_DAY), (1, day - ONE_DAY)):
            for holiday in self.calendar.holidays.get(other, ()):
                if holiday.estimated:
                    claims.append(Claim(holiday.name, self._conditions(holiday, moved)))
        return claims

    def _conditions(self, holiday: Holiday, moved: int) -> tuple[Condition, ...]:
        """What must be so for a holiday to make a day off, so many days after the one it is estimated for."""
        conditions = []
        if self._hangs_on_substitutes(holiday):
            conditions.append(self._substitutes_count())
        if holiday.name in self.method.unsettled_holidays:
            conditions.append(_unsettled(holiday.name))
        if holiday.regions:
            conditions.append(Condition(REGION, holiday.regions, self._possible_regions()))
        if holiday.estimated:
            sighting = frozenset[str]({SIGHTING_THAT_MOVES[moved]})
            conditions.append(Condition(self._feast_of(holiday), sighting, frozenset(Sighting)))
        return tuple(conditions)

    def _hangs_on_substitutes(self, holiday: Holiday) -> bool:
        match self.method.substitutes:
            case Substitutes.COUNT:
                return False
            case Substitutes.IGNORED | Substitutes.UNSETTLED:
                return holiday.substitute
            case Substitutes.BOTH_OR_NEITHER:
                return holiday.substitute or self._has_substitute(holiday)
            case _:
                assert_never(self.method.substitutes)

    def _has_substitute(self, holiday: Holiday) -> bool:
        around = (holiday.on + shift * ONE_DAY for shift in SUBSTITUTES_WITHIN)
        others = (other for day in around for other in self.calendar.holidays.get(day, ()))
        return any(other.substitute and other.name == holiday.name for other in others)

    def _substitutes_count(self) -> Condition:
        return Condition(SUBSTITUTES, frozenset({SubstituteDays.COUNTED}), ANSWERS_OF[self.method.substitutes])

    def _possible_regions(self) -> frozenset[str]:
        if self.method.regional is Regional.IGNORED:
            return frozenset({WHOLE_PLACE})
        if self.place not in self.calendar.regions:  # it may lie in any of them, or in one without holidays
            return self.calendar.regions | {WHOLE_PLACE}
        settled = self.method.regional is Regional.COUNTS
        return frozenset({self.place} if settled else {self.place, WHOLE_PLACE})

    def _feast_of(self, holiday: Holiday) -> Doubt:
        """The doubt on which an estimated holiday depends: all consecutive estimated days are one feast."""
        day = holiday.on
        while any(before.estimated for before in self.calendar.holidays.get(day - ONE_DAY, ())):
            day -= ONE_DAY
        first = next(holiday for holiday in self.calendar.holidays[day] if holiday.estimated)
        return Doubt(Kind.FEAST, day.isoformat(), first.name)

    def _supposition(self, doubt: Doubt, possible: frozenset[str]) -> tuple[int, str]:
        match doubt.kind:
            case Kind.REGION:
                return self._region_supposition(possible)
            case Kind.SUBSTITUTES:
                return 0, min(possible)
            case Kind.FEAST:
                sightings = list(Sighting)
                likeliest = min(map(Sighting, possible), key=sightings.index)
                return sightings.index(likeliest), f"{likeliest}:{doubt.name}"
            case Kind.DAY_OFF:
                return 0, _rest(doubt, possible)
            case _:
                assert_never(doubt.kind)

    def _region_supposition(self, possible: frozenset[str]) -> tuple[int, str]:
        if WHOLE_PLACE in possible:
            return 0, "national_holidays_only"
        region = min(possible)
        return 1, f"with_holidays_of_{region}" if region == self.place else f"region_unknown:{region}"


def _unsettled(name: str) -> Condition:
    """That a day off of this name is one indeed, where the law leaves it open."""
    return Condition(Doubt(Kind.DAY_OFF, name=name), frozenset({Rest.OFF}), frozenset(Rest))


def _unsettled_weekday(weekday: int) -> Claim:
    name = WEEKDAYS[weekday]
    return Claim(name, (_unsettled(name.capitalize()),))


def _rest(doubt: Doubt, possible: frozenset[str]) -> str:
    return f"{min(possible)}:{doubt.name}"
