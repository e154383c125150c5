"""Statements that stand for one another at different times or places: versions of one id, rows of one grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy_engine.checks.cuts import first_day
from policy_engine.facts.values import LATEST
from policy_engine.jurisdictions import Places
from policy_engine.rules.model import Effective, Pack
from policy_engine.rules.statements import Sort, Statement, statements_of


@dataclass(frozen=True, slots=True)
class Family:
    """All versions of one id, or all rows of one grid, by their first days."""

    name: str
    sort: Sort
    members: tuple[Statement, ...]

    @property
    def by_places(self) -> bool:
        """Whether its members speak of different places."""
        return len({member.scope.areas for member in self.members}) > 1


def families_of(pack: Pack) -> tuple[Family, ...]:
    """Every family of two members or more, in the order of the text."""
    found: dict[tuple[Sort, str, str], list[Statement]] = {}
    for one in statements_of(pack):
        key = (one.sort, one.within, "") if one.is_row else (one.sort, one.within, one.id)
        found.setdefault(key, []).append(one)
    return tuple(
        Family(within if sort is Sort.ROW else own, sort, tuple(sorted(members, key=begins)))
        for (sort, within, own), members in found.items()
        if len(members) > 1
    )


def begins(statement: Statement) -> date:
    """The first day of a statement; of a disputed one its earliest reading."""
    return first_day(statement.effective.start)


def ends(effective: Effective) -> date | None:
    """The first day on which something is no longer law; None where no end is known."""
    return None if effective.until is None else first_day(effective.until)


def places_of(areas: Iterable[str], places: Places) -> frozenset[str]:
    """The places that areas stand for: a union for its members."""
    return frozenset(code for area in areas for code in places.unions.get(area, {area}))


def last_end(statements: Iterable[Statement]) -> date:
    """The day by which all of several statements have ended; far away while one of them goes on."""
    return max((ends(one.effective) or LATEST for one in statements), default=LATEST)
