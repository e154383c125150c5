"""Whose clocks tell a moment: those of the party that acts, where its place or the case names one time zone."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine.calendar.zones import ZoneRules
from policy_engine.evaluation.clocks import zones_at
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.several import widest
from policy_engine.facts.case import Case


class Clocks:
    """The time zones of the parties of one case; a party without exactly one has none."""

    def __init__(self, programs: Sequence[Program], case: Case) -> None:
        self._programs = programs
        self._case = case
        self._parties = widest(programs).parties

    def of(self, party: str) -> ZoneRules | None:
        """The time zone of a party."""
        known = self._parties.get(party)
        if known is None:
            return None
        stated = self._case.facts.get((known.time_zone, "")) if known.time_zone else None
        if isinstance(stated, str):
            return self._named(stated)
        place = self._case.facts.get((known.place, ""))
        return self._at(place) if isinstance(place, str) else None

    def of_case(self) -> ZoneRules | None:
        """The time zone in which the case is told: that of a protected party, else of any."""
        found = [(not party.protected, name) for name, party in self._parties.items() if self.of(name) is not None]
        return self.of(min(found)[1]) if found else None

    def _named(self, zone: str) -> ZoneRules | None:
        found = (program.calendars.zones.get(zone) for program in self._programs)
        return next((rules for rules in found if rules is not None), None)

    def _at(self, place: str) -> ZoneRules | None:
        for program in self._programs:
            zones = zones_at(program.calendars, place)
            if len(zones) == 1:
                return zones[0]
        return None
