"""Statements of law in words: their days, their places, their citations, and one row for each in a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from policy_engine.conditions.expressions import Const
from policy_engine.facts.citations import Citation
from policy_engine.facts.values import EARLIEST
from policy_engine.render import law_messages, messages
from policy_engine.render.layout import NO_BREAK, Ink, Line, Row
from policy_engine.render.safety import safe
from policy_engine.render.words import Words
from policy_engine.rules.model import DisputedDay, Effective, Pack, Scope
from policy_engine.rules.statements import Sort, Statement

MOST_IN_A_MARK = 2
"""How many places are named before a statement; more are counted there and named below it."""
SHORT = 24
"""A place in the law that is no longer than this is not broken over two lines."""


class LawWords:
    """Tells statements of law in a language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def period(self, effective: Effective) -> str:
        """On which days something is law; what is said last is the last such day."""
        say = self.words.say
        first, last = self._first(effective.start), self._last(effective.until)
        if first and last:
            return say(law_messages.FROM_TO, first=first, last=last)
        if last:
            return say(law_messages.UNTIL, last=last)
        return say(law_messages.SINCE, first=first) if first else law_messages.ALWAYS

    def _first(self, start: date | DisputedDay) -> str:
        if isinstance(start, DisputedDay):
            return self.disputed(start)
        return "" if start == EARLIEST else self.words.day(start)

    def _last(self, until: date | DisputedDay | None) -> str:
        if isinstance(until, DisputedDay):
            return self.words.say(law_messages.DAY_BEFORE, day=self.disputed(until))
        return self.words.day(until - timedelta(days=1)) if until else ""

    def disputed(self, day: DisputedDay) -> str:
        """A day that has several readings."""
        days = [one.value.value for one in day.alternatives if isinstance(one.value, Const)]
        told = self.words.several([self.words.day(one) for one in days if isinstance(one, date)], law_messages.DAY_OR)
        return self.words.say(law_messages.DISPUTED_DAY, days=told)

    def places(self, scope: Scope, pack: Pack | None = None) -> str:
        """The places whose law something is, a union with how many it holds."""
        unions = pack.places.unions if pack else {}
        told = [
            self.words.say(law_messages.UNION, code=code, count=str(len(unions[code]))) if code in unions else code
            for code in scope.areas
        ]
        return self.words.several(told)

    def provision(self, cite: Citation) -> str:
        """Where something stands in the law, on one line where that is short."""
        told = safe(self.words.say(messages.PROVISION, source=cite.source.id, at=cite.at))
        return told.replace(" ", NO_BREAK) if len(told) <= SHORT else told

    def grade(self, cite: Citation) -> str:
        """When somebody last checked a citation, and how well."""
        day = self.words.day(cite.verified_on)
        return self.words.say(law_messages.CHECKED_ON, day=day, grade=messages.GRADES[cite.grade])

    def row(self, statement: Statement, mark: str = "", *, mixed: bool = False) -> Row:
        """One statement in a list: its id with its citation, its title, where and when it is law, and its file.

        Where nothing else marks it, the places do whose law it is. In a `mixed` list it says what it is, if no rule.
        """
        where, count = self.places(statement.scope), len(statement.scope.areas)
        few = count <= MOST_IN_A_MARK
        about = [self.period(statement.effective), place_of(statement)]
        if mark or not few:
            about.insert(0, where)
        if mixed and statement.sort is not Sort.RULE:
            about.insert(0, law_messages.SORTS[statement.sort])
        mark = mark or (where if few else self.words.say(law_messages.MANY_PLACES, count=str(count)))
        lines = (
            Line(statement.id, self.provision(statement.cite)),
            Line(safe(statement.title)),
            Line(messages.BESIDE.join(about), ink=Ink.FAINT),
        )
        return Row("", mark, lines)

    def citation(self, cite: Citation) -> Iterator[tuple[str, str]]:
        """A citation in full, line by line."""
        source = cite.source
        slots = {"title": source.title, "id": source.id, "nature": law_messages.NATURES[source.nature]}
        yield law_messages.CITED, safe(cite.at)
        yield law_messages.SOURCE, safe(self.words.say(law_messages.SOURCE_IS, **slots))
        yield "", safe(source.address)
        yield law_messages.CHECKED, self.grade(cite)


def place_of(statement: Statement) -> str:
    """The file and line of a statement, to open it."""
    return file_and_line(statement.at.source, statement.at.line)


def file_and_line(source: str, line: int) -> str:
    """A place in a file, never broken over two lines."""
    return safe(f"{source}:{line}").replace(" ", NO_BREAK)
