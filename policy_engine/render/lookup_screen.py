"""What packs say about one id or name, as a person reads it on a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from policy_engine.checks.looking_up import Found, GridFound, NameFound, StatementFound, Uses, Version
from policy_engine.checks.relations import Giving, Need, Needing
from policy_engine.conditions.expressions import Readings
from policy_engine.decisions.examples import Example
from policy_engine.errors import Location
from policy_engine.render import law_messages, messages
from policy_engine.render.law_words import LawWords, file_and_line
from policy_engine.render.layout import Ink, Line, Paint, Row, Section, laid_out, paragraph, unpainted
from policy_engine.render.quotation import Quote, quotation
from policy_engine.render.safety import safe
from policy_engine.render.vocabulary_pages import page
from policy_engine.render.words import Words
from policy_engine.rules.model import DisputedDay, Pack
from policy_engine.rules.statements import Statement

MOST_EXAMPLES = 12
"""How many examples are told; a common action has hundreds."""


def lookup_screen(found: Sequence[Found], quote: Quote, *, width: int, paint: Paint = unpainted) -> str:
    """Tell everything that was found, pack by pack, in lines of at most this width."""
    telling = _Telling(LawWords(Words()), quote, width, paint)
    lines = [line for number, one in enumerate(found) for line in (*([""] if number else []), *telling.found(one))]
    return "".join(f"{line}\n" for line in lines)


class _Telling:
    """What it takes to tell what was found: a language, the texts, a screen."""

    def __init__(self, law: LawWords, quote: Quote, width: int, paint: Paint) -> None:
        self.law = law
        self.words = law.words
        self.quote = quote
        self.width = width
        self.paint = paint

    def found(self, found: Found) -> Iterator[str]:
        match found:
            case StatementFound():
                yield from self._head(found.name, law_messages.SORTS[found.versions[0].statement.sort], found.pack)
                for number, version in enumerate(found.versions, 1):
                    yield from self._version(version, number, len(found.versions), found.pack)
                yield from self._sections(self._used(uses) for uses in found.uses)
            case GridFound():
                yield from self._head(found.name, law_messages.GRID, found.pack)
                yield from self._quoted(found.pack, found.grid.at)
                ids = Line(self.words.several([row.id for row in found.rows]))
                overriding = tuple(self.law.row(one) for one in found.set_aside_by)
                used = Section(self.words.say(law_messages.USED_BY, name=found.name), self._needs(found.needs))
                rows = Section(law_messages.ROWS, (Row("", "", (ids,)),))
                yield from self._sections([rows, Section(law_messages.SET_ASIDE_BY, overriding), used])
            case NameFound():
                yield from self._name(found)
            case _:
                assert_never(found)
        yield from self._sections([self._examples(found.examples)])

    def _head(self, name: str, sort: str, pack: Pack) -> Iterator[str]:
        known = self.words.say(messages.PACK, pack=pack.ref, day=self.words.day(pack.law_known_to))
        for line in paragraph(messages.BESIDE.join(part for part in (name, sort, known) if part), self.width):
            yield self.paint(line, Ink.HEADING)

    def _sections(self, sections: Iterable[Section]) -> Iterator[str]:
        for section in sections:
            yield from laid_out([section], self.width, self.paint)

    def _version(self, version: Version, number: int, count: int, pack: Pack) -> Iterator[str]:
        one = version.statement
        slots = {"number": str(number), "count": str(count), "title": safe(one.title)}
        heading = self.words.say(law_messages.VERSION, **slots) if count > 1 else safe(one.title)
        rows = tuple(Row(label, "", (Line(text),)) for label, text in self._fields(one, pack))
        yield from self._sections([Section(heading, rows)])
        yield from self._quoted(pack, one.at)
        lists = (
            (law_messages.EXEMPTIONS, version.exemptions),
            (law_messages.SETS_ASIDE, version.sets_aside),
            (law_messages.SET_ASIDE_BY, version.set_aside_by),
        )
        yield from self._sections(Section(name, tuple(self.law.row(other) for other in some)) for name, some in lists)
        yield from self._sections([Section(law_messages.READINGS, tuple(map(self._reading, version.readings)))])

    def _fields(self, one: Statement, pack: Pack) -> Iterator[tuple[str, str]]:
        """What is known of a statement beside its text; what the text alone does not show stands here in full."""
        say = self.words.say
        places = self.law.places(one.scope, pack)
        yield law_messages.IN_FORCE, self.law.period(one.effective)
        yield law_messages.PLACE, say(law_messages.IN_PLACES, fact=one.scope.place, places=places)
        yield law_messages.GOVERNED_BY, one.scope.governed_by
        if one.each:
            yield law_messages.EACH, say(law_messages.ONCE_A_MEMBER, group=one.each)
        if one.within:
            yield law_messages.PART_OF, one.within
        yield from self.law.citation(one.cite)

    def _quoted(self, pack: Pack, at: Location) -> Iterator[str]:
        lines = self.quote(pack, at)
        if lines:
            yield ""
            heading = self.words.say(law_messages.AS_WRITTEN, file=file_and_line(at.source, at.line))
            yield from (self.paint(line, Ink.HEADING) for line in paragraph(heading, self.width))
            yield from quotation(lines, self.width)

    def _reading(self, reading: DisputedDay | Readings) -> Row:
        say = self.words.say
        lines = [
            Line(say(law_messages.READING_OF, id=one.id, title=safe(one.title)), self.law.provision(one.cite))
            for one in reading.alternatives
        ]
        return Row(reading.id, "", tuple(lines))

    def _used(self, uses: Uses) -> Section:
        """Who needs what a statement gives; an action or duty that nobody needs is nothing to tell."""
        rows = (*self._gathered(uses.gathered_in), *self._needs(uses.needs))
        gives = uses.gift.how is Giving.SETS
        if not rows and gives:
            rows = (Row("", "", (Line(law_messages.NOBODY_USES),)),)
        message = law_messages.GIVEN_AND_USED_BY if gives else law_messages.USED_BY
        return Section(self.words.say(message, name=uses.gift.name), rows)

    def _name(self, found: NameFound) -> Iterator[str]:
        yield from self._head(found.name, "", found.pack)
        vocabulary = found.vocabulary
        meaning = next(page(vocabulary, found.name))
        yield from self._sections([Section("", meaning.rows)])
        for how, message in law_messages.GIVINGS.items():
            rows = tuple(self.law.row(gift.by) for gift in found.gifts if gift.how is how)
            yield from self._sections([Section(self.words.say(message, name=found.name), rows)])
        stated = found.name in vocabulary.facts or found.name in vocabulary.aggregates
        done = found.name in vocabulary.actions or found.name in vocabulary.obligations
        if not found.gifts and not stated:
            yield from self._sections([Section(found.name, (Row("", "", (Line(law_messages.NOBODY_GIVES),)),))])
        rows = (*self._gathered(found.gathered_in), *self._needs(found.needs))
        if not rows and not done:
            rows = (Row("", "", (Line(law_messages.NOBODY_USES),)),)
        yield from self._sections([Section(self.words.say(law_messages.USED_BY, name=found.name), rows)])

    def _gathered(self, aggregates: Sequence[str]) -> tuple[Row, ...]:
        if not aggregates:
            return ()
        told = self.words.say(law_messages.GATHERED_IN, names=self.words.several([*aggregates]))
        return (Row("", "", (Line(told),)),)

    def _needs(self, needs: Sequence[Need]) -> tuple[Row, ...]:
        """A row for each statement that needs something, and one for all that it merely selects."""
        by_place: dict[Location, list[Need]] = {}
        for need in needs:
            by_place.setdefault(need.by.at, []).append(need)
        rows: list[Row] = []
        for message, what_for in (
            (law_messages.SELECTS, Needing.PLACE),
            (law_messages.SELECTS_DAY, Needing.GOVERNED_BY),
        ):
            count = sum(need.what_for is what_for for need in needs)
            if count:
                rows.append(Row("", "", (Line(self.words.say(message, count=str(count))),)))
        for several in by_place.values():
            marks = [law_messages.NEEDINGS[one.what_for] for one in several if not one.selects]
            if marks:
                rows.append(self.law.row(several[0].by, self.words.several(marks), mixed=True))
        return tuple(rows)

    def _examples(self, examples: Sequence[Example]) -> Section:
        rows = [self._example(one) for one in examples[:MOST_EXAMPLES]]
        if len(examples) > MOST_EXAMPLES:
            more = self.words.say(law_messages.MORE_EXAMPLES, count=str(len(examples) - MOST_EXAMPLES))
            rows.append(Row("", "", (Line(more, ink=Ink.FAINT),)))
        return Section(law_messages.EXAMPLES, tuple(rows or [Row("", "", (Line(law_messages.NO_EXAMPLE),))]))

    def _example(self, example: Example) -> Row:
        told = self.words.say(law_messages.EXAMPLE, base=example.base, says=safe(example.says))
        return Row("", "", (Line(told, file_and_line(example.at.source, example.at.line)),))
