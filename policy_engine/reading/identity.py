"""Every statement of a pack has an id of its own, and whoever names another statement names one that exists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from policy_engine.conditions.expressions import Const
from policy_engine.errors import Location
from policy_engine.facts.values import LATEST
from policy_engine.reading.problems import Problems
from policy_engine.reading.setting import one_of_known
from policy_engine.reading.suggest import shown
from policy_engine.rules.model import DisputedDay, Effective


@dataclass(frozen=True, slots=True)
class Statement:
    """One id with its sort and place; `within` is the rule or exemption that it is a part of."""

    id: str
    sort: str
    within: str
    effective: Effective | None
    at: Location


@dataclass(frozen=True, slots=True)
class Mention:
    """Some statement named by another one."""

    id: str
    owner: str
    at: Location


@dataclass(slots=True)
class Register:
    """All statements and mentions of a pack, as far as they have been read."""

    statements: list[Statement] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def check(self, problems: Problems) -> None:
        """Refuse ids that stand for two things and mentions of nothing."""
        for earlier, later in self._namesakes():
            if (earlier.sort, earlier.within) != (later.sort, later.within):
                message = f"{shown(later.id)} is already the id of {earlier.sort} at {_line(earlier.at)}"
                problems.add(later.at, message, "give each statement an id of its own")
            elif _overlap(earlier.effective, later.effective):
                message = f"{shown(later.id)} stands twice over the same days, first at {_line(earlier.at)}"
                advice = "versions of one rule follow each other: end the earlier one with `until`"
                problems.add(later.at, message, advice)
        known = {statement.id for statement in self.statements if statement.sort != "an entry of `not_encoded`"}
        for mention in self.mentions:
            if mention.id == mention.owner:
                problems.add(mention.at, f"{shown(mention.owner)} sets itself aside")
            elif mention.id not in known:
                message = f"`overrides` names {shown(mention.id)}, which the pack does not have"
                problems.add(mention.at, message, _close(mention.id, known))

    def _namesakes(self) -> list[tuple[Statement, Statement]]:
        by_id: dict[str, list[Statement]] = {}
        for statement in sorted(self.statements, key=lambda one: one.at):
            by_id.setdefault(statement.id, []).append(statement)
        return [pair for alike in by_id.values() for pair in combinations(alike, 2)]


def _overlap(one: Effective | None, other: Effective | None) -> bool:
    """Whether two periods share a day; of a disputed day its earliest reading counts for both."""
    if one is None or other is None:
        return False  # its own problem is told already
    return _first(one.start) < _end(other) and _first(other.start) < _end(one)


def _end(effective: Effective) -> date:
    return LATEST if effective.until is None else _first(effective.until)


def _first(day: date | DisputedDay) -> date:
    if isinstance(day, date):
        return day
    values = [one.value.value for one in day.alternatives if isinstance(one.value, Const)]
    return min(value for value in values if isinstance(value, date))


def _close(word: str, known: set[str]) -> str:
    rows = sorted(name for name in known if name.startswith((f"{word}@", f"{word}[")))
    return one_of_known(word, rows) if rows else one_of_known(word, sorted(known))


def _line(at: Location) -> str:
    return f"{at.source}:{at.line}"
