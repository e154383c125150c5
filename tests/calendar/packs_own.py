"""The counting methods and calendars that a region's own pack states: of its newest release, else of its draft.

Only how the pack counts is read, so that a rule on which somebody works elsewhere in the draft is no hindrance here.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from policy_engine.calendar.calendars import Calendars
from policy_engine.calendar.counting import Counted, count_days
from policy_engine.calendar.periods import Period, Unit
from policy_engine.catalog.locations import rules_folder
from policy_engine.catalog.packs import current_vocabulary, list_packs, pack_files
from policy_engine.reading.calendars import read_calendars
from policy_engine.reading.pack_reader import read_pack
from policy_engine.reading.vocabulary_reader import read_vocabulary
from policy_engine.rules.model import Pack
from tests.calendar.building import day

REGIONS = ("eu", "us", "br", "me")
HEADING = ("pack.yaml", "sources.yaml")


class Own(NamedTuple):
    """What a region's pack knows of time."""

    pack: Pack
    calendars: Calendars


@cache
def own_pack(region: str) -> Own:
    released = any(entry.region == region for entry in list_packs())
    files = pack_files(region if released else str(rules_folder() / region / "draft"))
    kept = files.get("facts.yaml")
    vocabulary, _ = read_vocabulary(kept, "facts.yaml") if kept else current_vocabulary()
    heading = {name: files[name] for name in HEADING if name in files}
    pack = read_pack(heading, vocabulary, region, digest="")
    return Own(pack, read_calendars(files["calendars.json"], "calendars.json"))


def counted_by(
    region: str, amount: int, unit: Unit, event: str, method: str, place: str, *, beginning: bool = False
) -> tuple[Counted, ...]:
    """Count as a rule of the pack would, for somebody at a place."""
    pack, calendars = own_pack(region)
    counting = pack.methods[method]
    whose = counting.days_off_of or place
    calendar = calendars.for_place(whose)
    return count_days(
        Period(amount, unit), day(event), counting, calendar, calendars.hijri, whose, event_day_counts=beginning
    )
