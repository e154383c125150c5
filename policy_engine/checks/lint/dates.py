"""Days taken for one another: `until` is the first day on which something is no longer law, not its last day as law.

A sheet or an official journal often names the last day. Copied as `until`, the law is missing for that one day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from policy_engine.checks.lint.families import Family, begins, ends, families_of, places_of
from policy_engine.checks.lint.subject import Check, LintFinding, Subject
from policy_engine.rules.model import GridRow, Pack
from policy_engine.rules.statements import Sort, Statement, statements_of

_DAY = timedelta(days=1)
_HELP = "`until` is the first day on which it is no longer law"


def find(subject: Subject) -> Iterator[LintFinding]:
    """Versions that miss each other by a day, ends beside the day on which other law begins, rows that overlap."""
    pack = subject.program.pack
    missed = {id(one.stated): other for family in families_of(pack) for one, other in _missed(family, pack)}
    starts = _starts(pack)
    for one in statements_of(pack):
        end = ends(one.effective)
        if id(one.stated) in missed:
            yield _slip(one, end, f"`{missed[id(one.stated)].id}` goes on from {_after(end)}: nothing is law on {end}")
        elif end is not None and end not in starts and end + _DAY in starts:
            yield _slip(one, end, f"other law of the pack begins on {_after(end)}, and none on {end}")
    for family in families_of(pack):
        yield from _overlaps(family, pack)


def _slip(one: Statement, end: date | None, what: str) -> LintFinding:
    help_text = f"{_HELP}: write {_after(end)} if {end} is the last day"
    return LintFinding(Check.DATES, one.id, f"`{one.id}` ends on {end}, but {what}", one.at, help_text)


def _after(end: date | None) -> date | None:
    return None if end is None else end + _DAY


def _missed(family: Family, pack: Pack) -> Iterator[tuple[Statement, Statement]]:
    """Members that end a day before the next one for the same place begins."""
    for one in family.members:
        end = ends(one.effective)
        others = [other for other in family.members if other is not one and _meet(one, other, pack)]
        follower = next((other for other in others if end is not None and begins(other) == end + _DAY), None)
        if follower is not None and not any(_holds_on(other, end) for other in others):
            yield one, follower


def _holds_on(statement: Statement, day: date | None) -> bool:
    end = ends(statement.effective)
    return day is not None and begins(statement) <= day and (end is None or day < end)


def _meet(one: Statement, other: Statement, pack: Pack) -> bool:
    """Whether two statements speak of a place in common."""
    ours, theirs = (places_of(each.scope.areas, pack.places) for each in (one, other))
    return not ours.isdisjoint(theirs)


def _starts(pack: Pack) -> frozenset[date]:
    """The days on which something of the pack begins to be law."""
    return frozenset(begins(one) for one in statements_of(pack))


def _overlaps(family: Family, pack: Pack) -> Iterator[LintFinding]:
    """Rows of a grid that hold for one place and day under the same condition; of rules the reader refuses them."""
    if family.sort is not Sort.ROW:
        return
    for one, other in combinations(family.members, 2):
        if _meet(one, other, pack) and _share_a_day(one, other) and _condition(one) == _condition(other):
            message = f"`{one.id}` and `{other.id}` both hold on {max(begins(one), begins(other))}"
            yield LintFinding(Check.DATES, other.id, message, other.at, "end the earlier row with `until`")


def _share_a_day(one: Statement, other: Statement) -> bool:
    return _holds_on(one, begins(other)) or _holds_on(other, begins(one))


def _condition(row: Statement) -> object:
    return row.stated.when if isinstance(row.stated, GridRow) else None
