"""Law side by side as a person reads it on a screen: in short first, then place by place with its conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine.checks.across.model import Across, Answered, Through, Years
from policy_engine.facts.citations import Grade
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.render import across_messages as say
from policy_engine.render import messages
from policy_engine.render.across_table import LawLine, PlaceTold, Telling, heading, of_years
from policy_engine.render.layout import Ink, Line, Paint, Row, Section, laid_out, paragraph, unpainted

_INKS = {
    Answered.STATED: Ink.PLAIN,
    Answered.NONE_FOUND: Ink.OPEN,
    Answered.SILENT: Ink.OPEN,
    Answered.LATER: Ink.BAD,
    Answered.NOT_COVERED: Ink.BAD,
}


def across_screen(asked: Sequence[Across], vocabulary: Vocabulary, *, width: int, paint: Paint = unpainted) -> str:
    """Tell every name with all of its places, in lines of at most this width."""
    telling = _Screen(Telling(vocabulary), width, paint)
    lines: list[str] = []
    for number, one in enumerate(asked):
        lines += [*([""] if number else []), *telling.across(one, several=len(asked) > 1)]
    return "".join(f"{line}\n" for line in lines)


def through_screen(asked: Through, vocabulary: Vocabulary, *, width: int, paint: Paint = unpainted) -> str:
    """Tell how one name changed over the years, place by place."""
    return "".join(f"{line}\n" for line in _Screen(Telling(vocabulary), width, paint).through(asked))


class _Screen:
    """What it takes to tell law on a screen: somebody who tells it, a width, colours."""

    def __init__(self, telling: Telling, width: int, paint: Paint) -> None:
        self.telling = telling
        self.words = telling.words
        self.width = width
        self.paint = paint

    def across(self, asked: Across, *, several: bool) -> Iterator[str]:
        """One name; of several a place that states nothing is told in short only."""
        day = say.SEEN_ON.format(day=self.words.day(asked.on))
        yield from self._head(messages.BESIDE.join([heading(asked.named, self.words), day]))
        places = self.telling.across(asked)
        short = [Row(one.place, "", (Line(one.short, ink=_INKS[one.answered]),)) for one in places]
        yield from laid_out([Section(say.IN_SHORT, tuple(short))], self.width, self.paint)
        for one in places:
            if one.lines or not several:
                yield from self._place(one)

    def _head(self, text: str) -> Iterator[str]:
        yield from (self.paint(line, Ink.HEADING) for line in paragraph(text, self.width))

    def _place(self, one: PlaceTold) -> Iterator[str]:
        head = messages.BESIDE.join([one.called, *one.packs])
        notes = tuple(Line(note, ink=Ink.FAINT) for note in one.notes)
        rows = [self._row(line) for line in one.lines]
        rows += [Row("", "", notes)] if notes else []
        yield from laid_out([Section(head, tuple(rows))], self.width, self.paint)
        for named, lines in one.behind:
            made_with = say.MADE_WITH.format(place=one.place, name=named.name)
            yield from laid_out([Section(made_with, tuple(map(self._row, lines)))], self.width, self.paint)
        doubts = [
            Row("", "", (Line(say.DOUBT.format(id=name, reason=reason), provision.told),))
            for name, reason, provision in one.doubts
        ]
        title = messages.BESIDE.join([one.place, say.DOUBTS])
        yield from laid_out([Section(title, tuple(doubts))], self.width, self.paint)

    def _row(self, line: LawLine, mark: str = say.EACH_LAW, ink: Ink = Ink.PLAIN) -> Row:
        told = [Line(line.value, line.provisions[0].told)]
        told += [Line("", one.told) for one in line.provisions[1:]]
        told += [Line(say.WHERE.format(clause=clause)) for clause in line.where]
        told += [Line(say.WHICH.format(name=name)) for name in line.depends_on]
        told += [Line(say.PART_ONLY.format(parts=self.words.several(list(line.parts))), ink=Ink.OPEN)] * bool(
            line.parts
        )
        told += [Line(say.UNLESS.format(title=title), ink=Ink.FAINT) for title in line.unless]
        told += [Line(text, ink=Ink.FAINT) for text in line.yields_to]
        told += [Line(text, ink=Ink.OPEN) for text in line.readings]
        about = [line.id, line.period, say.GOVERNED.format(fact=line.governed_by)]
        grades = dict.fromkeys(Grade(one.grade) for one in line.provisions)
        about += [messages.GRADES[grade] for grade in grades if grade is not Grade.PRIMARY]
        told.append(Line(messages.BESIDE.join(about), ink=Ink.FAINT))
        return Row("", mark, tuple(told), ink)

    def through(self, asked: Through) -> Iterator[str]:
        yield from self._head(messages.BESIDE.join([heading(asked.named, self.words), of_years(asked, self.words)]))
        for one in asked.places:
            yield from self._years(one, asked)

    def _years(self, one: Years, asked: Through) -> Iterator[str]:
        first, turns = self.telling.years(one)
        called = messages.BESIDE.join([self.telling.called(one.place), *(pack.ref for pack in one.packs)])
        yield ""
        yield from self._head(called)
        since = self.words.day(one.since) if one.since else ""
        if one.answered in say.TOLD:
            packs = self.words.several([pack.ref for pack in one.packs])
            yield from paragraph(
                say.TOLD[one.answered].format(packs=packs, topic=asked.named.topic, since=since), self.width, 2
            )
            return
        if one.since is not None and one.since > asked.first:
            yield from paragraph(say.NOT_COVERED_YET.format(topic=asked.named.topic, since=since), self.width, 2)
        at_first = say.AT_FIRST.format(day=self.words.day(asked.first))
        rows = tuple(self._row(line) for line in first) or (Row("", "", (Line(say.NOTHING_YET),)),)
        yield from laid_out([Section(at_first, rows)], self.width, self.paint)
        for day in dict.fromkeys(day for day, _, _ in turns):
            inks = {say.BEGINS: Ink.GOOD, say.ENDS: Ink.BAD}
            changed = tuple(self._row(line, mark, inks[mark]) for when, mark, line in turns if when == day)
            yield from laid_out([Section(self.words.day(day), changed)], self.width, self.paint)
        if not turns:
            yield from paragraph(say.NO_CHANGE, self.width, 2)
