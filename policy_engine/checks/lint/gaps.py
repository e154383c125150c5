"""Days or places that a family leaves out between others: no version for a year, no row for one state of a union."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from policy_engine.checks.lint.families import Family, begins, families_of, last_end, places_of
from policy_engine.checks.lint.subject import Check, LintFinding, Subject
from policy_engine.rules.model import Pack
from policy_engine.rules.statements import Sort, Statement

_BY_A_DAY = timedelta(days=1)


def find(subject: Subject) -> Iterator[LintFinding]:
    """Every family with a stretch of days, or a place of its union, for which it has nothing."""
    pack = subject.program.pack
    for family in families_of(pack):
        yield from _days(family, pack)
        yield from _places(family, pack)


def _days(family: Family, pack: Pack) -> Iterator[LintFinding]:
    """Stretches without law between two members, told once with all their places; a single day is a slip of `dates`."""
    gaps: dict[tuple[date, int], list[str]] = {}
    for place in sorted({code for one in family.members for code in places_of(one.scope.areas, pack.places)}):
        there = [one for one in family.members if place in places_of(one.scope.areas, pack.places)]
        for end, following in _gaps(there):
            gaps.setdefault((end, family.members.index(following)), []).append(place)
    for (end, number), places in gaps.items():
        following = family.members[number]
        last = begins(following) - _BY_A_DAY
        message = f"`{family.name}` says nothing from {end} to {last} for {_listed(places)}"
        help_text = "add what was law then, or say in `not_encoded` why not"
        yield LintFinding(Check.GAPS, following.id, message, following.at, help_text)


def _gaps(members: list[Statement]) -> Iterator[tuple[date, Statement]]:
    for number, one in enumerate(members[1:], 1):
        end = last_end(members[:number])
        if end + _BY_A_DAY < begins(one):
            yield end, one


def _places(family: Family, pack: Pack) -> Iterator[LintFinding]:
    """Places of the smallest union that holds all places of the family, where the pack covers that union."""
    if not family.by_places or family.sort not in (Sort.ROW, Sort.RULE):
        return
    named = places_of((area for one in family.members for area in one.scope.areas), pack.places)
    unions = [places for places in pack.places.unions.values() if named <= places]
    covered = places_of((area for cover in pack.covers for area in cover.scope.areas), pack.places)
    missing = sorted((min(unions, key=len) if unions else named) & covered - named)
    if missing:
        first = min(family.members, key=lambda one: one.at)
        message = f"`{family.name}` says nothing for {_listed(missing)}"
        yield LintFinding(Check.GAPS, family.name, message, first.at, "add a row, or one for the rest of the union")


def _listed(places: list[str]) -> str:
    shown = ", ".join(f"`{place}`" for place in places[:6])
    return shown if len(places) <= 6 else f"{shown} and {len(places) - 6} more"
