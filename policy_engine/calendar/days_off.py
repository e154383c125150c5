"""Whether a day is off at a place under a counting method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol

from policy_engine.calendar.doubts import (
    Answer,
    Claim,
    Condition,
    Doubt,
    Kind,
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
# An estimated holiday makes another day off if it moves there.
SIGHTING_THAT_MOVES = {0: Sighting.AS_ESTIMATED, -1: Sighting.A_DAY_EARLY, 1: Sighting.A_DAY_LATE}


class DaysOff(Protocol):
    """What can tell of any day whether it is off."""

    def ask(self, day: date, world: World) -> tuple[Answer, ...]:
        """Whether the day is off, in each part of the world where the answer is its own."""

    def suppositions(self, world: World) -> tuple[tuple[int, str], ...]:
        """What a world supposes, as codes, each with a rank: the smaller, the more likely."""


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days off that are weekdays and nothing else, the same everywhere."""

    off: frozenset[int]

    def ask(self, day: date, world: World) -> tuple[Answer, ...]:
        return (Answer(WEEKDAYS[day.weekday()] if day.weekday() in self.off else "", world),)

    def suppositions(self, world: World) -> tuple[tuple[int, str], ...]:  # noqa: ARG002  (a week has no doubts)
        return ()


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """The days off of a place, as its calendar knows them."""

    method: CountingMethod
    calendar: PlaceCalendar
    place: str

    def ask(self, day: date, world: World) -> tuple[Answer, ...]:
        if day.weekday() in self._weekend(day):
            return (Answer(WEEKDAYS[day.weekday()], world),)
        claims = self._claims(day)
        return tuple(answers(claims, world)) if claims else (Answer("", world),)

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
        """The holidays that make the day off or may do so, the certain ones first."""
        if self.method.off_holidays is OffHolidays.NONE:
            return []
        claims = [Claim(holiday.name, self._conditions(holiday, 0)) for holiday in self.calendar.holidays_on(day)]
        for moved in (-1, 1):
            for holiday in self.calendar.holidays.get(day - moved * ONE_DAY, ()):
                if holiday.estimated:
                    claims.append(Claim(holiday.name, self._conditions(holiday, moved)))
        return sorted(claims, key=lambda claim: len(claim.conditions))

    def _conditions(self, holiday: Holiday, moved: int) -> tuple[Condition, ...]:
        """What must be so for a holiday to make a day off, so many days after the one it is estimated for."""
        conditions = []
        if holiday.substitute and self.method.substitutes is not Substitutes.COUNT:
            conditions.append(self._substitutes_count())
        if holiday.regions:
            conditions.append(Condition(REGION, holiday.regions, self._possible_regions()))
        if holiday.estimated:
            sighting = frozenset[str]({SIGHTING_THAT_MOVES[moved]})
            conditions.append(Condition(self._feast_of(holiday), sighting, frozenset(Sighting)))
        return tuple(conditions)

    def _substitutes_count(self) -> Condition:
        settled = self.method.substitutes is Substitutes.IGNORED
        possible = frozenset[str]({SubstituteDays.IGNORED} if settled else SubstituteDays)
        return Condition(SUBSTITUTES, frozenset({SubstituteDays.COUNTED}), possible)

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

    def _region_supposition(self, possible: frozenset[str]) -> tuple[int, str]:
        if WHOLE_PLACE in possible:
            return 0, "national_holidays_only"
        region = min(possible)
        return 1, f"with_holidays_of_{region}" if region == self.place else f"region_unknown:{region}"
