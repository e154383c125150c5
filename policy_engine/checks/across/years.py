"""One matter of law over the years: what it was at first in each place, and every day on which it changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policy_engine.checks.across.asking import Book, answers_for, covers_of, ever, laws_at
from policy_engine.checks.across.model import Answered, Law, Named, Through, Turn, Years


def through(asked: Named, places: Sequence[str], first: date, last: date, books: Sequence[Book]) -> Through:
    """Ask every place about a name for every day from the first to the last."""
    return Through(asked, first, last, tuple(_years(asked, place, first, last, books) for place in places))


def _years(asked: Named, place: str, first: date, last: date, books: Sequence[Book]) -> Years:
    mine = [book for book in books if answers_for(book.pack, place)]
    since = min((cover.since for book in mine for cover in covers_of(book.pack, asked.topic, place)), default=None)
    days = {day for law in ever(asked.name, place, mine) for day in (law.first, law.until) if day is not None}
    at_first = laws_at(asked.name, place, first, mine)[0]
    turns: list[Turn] = []
    before = at_first
    for day in sorted(day for day in days if first < day <= last):
        after = laws_at(asked.name, place, day, mine)[0]
        begins, ends = _not_in(after, before), _not_in(before, after)
        if begins or ends:
            turns.append(Turn(day, begins, ends))
        before = after
    packs = tuple(book.pack for book in mine)
    return Years(place, _answered(at_first, turns, since, last), packs, at_first, tuple(turns), since)


def _not_in(some: Sequence[Law], others: Sequence[Law]) -> tuple[Law, ...]:
    known = {(law.statement.key, law.row.key if law.row else "") for law in others}
    return tuple(law for law in some if (law.statement.key, law.row.key if law.row else "") not in known)


def _answered(at_first: Sequence[Law], turns: Sequence[Turn], since: date | None, last: date) -> Answered:
    if at_first or turns:
        return Answered.STATED
    if since is None:
        return Answered.NOT_COVERED
    return Answered.SILENT if since <= last else Answered.LATER
