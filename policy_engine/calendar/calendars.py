"""Everything about time that a pack was released with, under one digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policy_engine.calendar.hijri import NO_HIJRI, HijriMonths
from policy_engine.calendar.holidays import PlaceCalendar
from policy_engine.calendar.zones import ZoneRules


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of all places, the time zones and the Hijri months; `digest` is of the text they came from."""

    places: Mapping[str, PlaceCalendar]
    zones: Mapping[str, ZoneRules]
    hijri: HijriMonths
    digest: str

    def for_place(self, place: str) -> PlaceCalendar | None:
        """The calendar of a place; a region's days off stand in the calendar of the place it belongs to."""
        return self.places.get(place) or self.places.get(place.partition("-")[0])

    def zones_of(self, place: str) -> tuple[ZoneRules, ...]:
        """The place's time zones that differ; none where no calendar tells."""
        calendar = self.for_place(place)
        return tuple(self.zones[name] for name in calendar.time_zones) if calendar else ()


NO_CALENDARS = Calendars(MappingProxyType({}), MappingProxyType({}), NO_HIJRI, "")
