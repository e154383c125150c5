"""How a snapshot of calendars spells its values, both ways: one holiday, weekend, change of offset, Hijri year a line.

Lines make a change of the law readable as a difference of two files: `2026-11-18 | Repentance Day | SN`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

from policy_engine.calendar.days_off import WEEKDAYS
from policy_engine.calendar.hijri import MONTH_LENGTHS
from policy_engine.calendar.holidays import Holiday, Weekend
from policy_engine.calendar.periods import MONTHS_IN_A_YEAR
from policy_engine.calendar.zones import EPOCH, SECOND
from policy_engine.reading.suggest import shown

ESTIMATED, SUBSTITUTE = "estimated", "substitute"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-5][0-9])")


def holiday_line(holiday: Holiday) -> str:
    """`day | name | regions | flags`, the regions without their place; the last two are left out where empty."""
    regions = " ".join(sorted(region.partition("-")[2] for region in holiday.regions))
    flags = [word for word, holds in ((ESTIMATED, holiday.estimated), (SUBSTITUTE, holiday.substitute)) if holds]
    parts = [holiday.on.isoformat(), holiday.name, regions, " ".join(flags)]
    while not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def holiday_of(line: str, place: str) -> Holiday:
    parts = [part.strip() for part in line.split("|")]
    if not 2 <= len(parts) <= 4:
        raise ValueError(f"{shown(line)} is not `day | name | regions | flags`")
    day, name, regions, words = (*parts, "", "")[:4]
    flags = words.split()
    if unknown := [flag for flag in flags if flag not in (ESTIMATED, SUBSTITUTE)]:
        raise ValueError(f"a holiday has the flags `{ESTIMATED}` and `{SUBSTITUTE}`, not {shown(unknown[0])}")
    own = frozenset(f"{place}-{region}" for region in regions.split())
    return Holiday(_day(day), name, own, ESTIMATED in flags, SUBSTITUTE in flags)


def weekend_line(weekend: Weekend) -> str:
    """`2022-01-01 saturday sunday`: the first day, then the weekdays."""
    return " ".join([weekend.since.isoformat(), *(WEEKDAYS[day] for day in sorted(weekend.days))])


def weekend_of(line: str) -> Weekend:
    since, *days = line.split() or [""]
    if unknown := [day for day in days if day not in WEEKDAYS]:
        raise ValueError(f"there is no weekday {shown(unknown[0])}")
    return Weekend(_day(since), frozenset(WEEKDAYS.index(day) for day in days))


def moment_text(second: int) -> str:
    """A second since 1970 as `2026-03-29T01:00:00Z`."""
    return (EPOCH + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")


def second_of(text: str) -> int:
    if not _MOMENT.fullmatch(text):
        raise ValueError(f"{shown(text)} is no moment in UTC such as `2026-03-29T01:00:00Z`")
    return (datetime.fromisoformat(text) - EPOCH) // SECOND


def change_line(change: tuple[int, int]) -> str:
    """`2026-03-29T01:00:00Z +02:00`: from when on, which offset."""
    second, offset = change
    minutes, odd_seconds = divmod(abs(offset), 60)
    if odd_seconds:
        raise ValueError(f"an offset of {offset} seconds is no number of minutes")
    return f"{moment_text(second)} {'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def change_of(line: str) -> tuple[int, int]:
    moment, _, offset = line.partition(" ")
    spelled = _OFFSET.fullmatch(offset)
    if not spelled:
        raise ValueError(f"{shown(line)} does not end with an offset such as `+01:00`")
    sign, hours, minutes = spelled.groups()
    seconds = (int(hours) * 60 + int(minutes)) * 60
    return second_of(moment), -seconds if sign == "-" else seconds


def hijri_year_line(starts: list[date]) -> str:
    """The first day of a year and the lengths of its months, from the start of each month and of the next year."""
    lengths = [(later - earlier).days for earlier, later in pairwise(starts)]
    return " ".join([starts[0].isoformat(), *map(str, lengths)])


def hijri_year_of(line: str) -> list[date]:
    first, *lengths = line.split() or [""]
    if len(lengths) != MONTHS_IN_A_YEAR or not set(lengths) <= set(map(str, MONTH_LENGTHS)):
        raise ValueError(f"{shown(line)} is not the first day of a year and the lengths of its twelve months")
    starts = [_day(first)]
    for length in lengths:
        starts.append(starts[-1] + timedelta(days=int(length)))
    return starts


def _day(text: str) -> date:
    """A day of any year: the Hijri months reach further back than the days of a case."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"{shown(text)} is no day such as `2026-11-21`")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no day {shown(text)}") from None
