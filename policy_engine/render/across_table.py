"""What places say about a name, told line by line: the one table that the screen, Markdown, CSV and the page show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policy_engine.checks.across.model import Across, Answered, AtPlace, Law, Named, Through, Years
from policy_engine.checks.relations import Giving
from policy_engine.conditions.expressions import Expression, Readings
from policy_engine.conditions.walking import expressions_in
from policy_engine.facts.citations import Citation
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.render import across_messages as say
from policy_engine.render import messages
from policy_engine.render.across_words import LawText
from policy_engine.render.law_words import LawWords
from policy_engine.render.safety import safe
from policy_engine.render.words import Words
from policy_engine.rules.model import Effective


@dataclass(frozen=True, slots=True)
class Provision:
    """Where something stands in the law, and how sure that is."""

    told: str
    source: str
    title: str
    at: str
    address: str
    nature: str
    grade: str
    verified_on: date

    @classmethod
    def of(cls, cite: Citation, law: LawWords) -> Provision:
        """A citation, ready to be shown."""
        source = cite.source
        told = law.provision(cite).replace("\u00a0", " ")
        if not source.nature.binds:
            told = law.words.say(messages.NO_LAW, provision=told, nature=messages.NATURES[source.nature])
        return cls(
            told, source.id, safe(source.title), safe(cite.at), safe(source.address), source.nature.value,
            cite.grade.value, cite.verified_on,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LawLine:
    """One statement, told: its value, when it applies, where it stands, and on which days it is law."""

    name: str
    place: str
    pack: str
    value: str
    where: tuple[str, ...]
    depends_on: tuple[str, ...]
    """The names behind the value that have more than one, each with conditions of its own."""
    unless: tuple[str, ...]
    yields_to: tuple[str, ...]
    readings: tuple[str, ...]
    id: str
    title: str
    provisions: tuple[Provision, ...]
    first: date
    until: date | None
    period: str
    governed_by: str
    parts: tuple[str, ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """When it applies: its conditions, and where those of the names behind its value are told."""
        return (*self.where, *(say.WHICH.format(name=name) for name in self.depends_on))


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """One place, told: its lines, what they are made with, and what is to be said where there are none."""

    place: str
    called: str
    answered: Answered
    packs: tuple[str, ...]
    short: str
    lines: tuple[LawLine, ...]
    behind: tuple[tuple[Named, tuple[LawLine, ...]], ...]
    notes: tuple[str, ...]
    doubts: tuple[tuple[str, str, Provision], ...]


class Telling:
    """Tells statements of law; what a name stands for depends on the place."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = Words()
        self.law = LawWords(self.words)
        self.vocabulary = vocabulary

    def called(self, place: str) -> str:
        """The name of a place with its code."""
        outer = self.words.place(place)
        return outer if "(" in outer else say.PLACE_HEADING.format(place=outer, code=place)

    def across(self, asked: Across) -> tuple[PlaceTold, ...]:
        """Every place in its turn."""
        return tuple(self._place(one, asked) for one in asked.places)

    def _place(self, at: AtPlace, asked: Across) -> PlaceTold:
        text = self._text({named.name: laws for named, laws in at.behind})
        lines = tuple(self.line(law, at.place, text) for law in (*at.laws, *at.absent))
        behind = tuple((named, tuple(self.line(law, at.place, text) for law in laws)) for named, laws in at.behind)
        doubts = tuple((one.id, safe(one.title), Provision.of(one.cite, self.law)) for one in at.doubts)
        return PlaceTold(
            at.place, self.called(at.place), at.answered, tuple(pack.ref for pack in at.packs),
            self._short(at, lines), lines, behind, tuple(self._notes(at, asked)), doubts,
        )  # fmt: skip

    def _text(self, behind: Mapping[str, Sequence[Law]]) -> LawText:
        return LawText(self.words, self.vocabulary, lambda name: behind.get(name, ()))

    def _short(self, at: AtPlace, lines: Sequence[LawLine]) -> str:
        if at.answered is not Answered.STATED:
            return say.ANSWERED[at.answered]
        values = list(dict.fromkeys(line.value for line in lines))
        shown = values[: say.MOST_IN_SHORT]
        more = [say.MORE_LAWS.format(count=len(values) - len(shown))] if len(values) > len(shown) else []
        return messages.THEN.join([*shown, *more])

    def _notes(self, at: AtPlace, asked: Across) -> Iterator[str]:
        since, topic = self.words.day(at.since) if at.since else "", asked.named.topic
        packs = self.words.several([pack.ref for pack in at.packs])
        if at.answered in say.TOLD:
            yield say.TOLD[at.answered].format(packs=packs, topic=topic, since=since)
        elif not at.covered:
            yield say.NOT_COVERED_YET.format(topic=topic, since=since) if since else say.NOT_CLAIMED.format(topic=topic)
        if at.instead:
            yield say.INSTEAD.format(names=self.words.several(list(at.instead)))
        for one in at.replaced:
            yield say.REPLACED.format(id=one.statement.id, by=one.by.id)
        if at.changes_on is not None:
            yield say.CHANGES_ON.format(day=self.words.day(at.changes_on))

    def line(self, law: Law, place: str, text: LawText) -> LawLine:
        """One statement in words."""
        cites = list(dict.fromkeys(law.cites))
        text.followed.clear()
        value = told(law, text)
        depends_on = tuple(text.followed)
        return LawLine(
            name=law.name,
            place=place,
            pack=law.pack.ref,
            value=value,
            where=tuple(text.conditions(law.when)),
            depends_on=depends_on,
            unless=tuple(safe(one.title) for one in law.unless),
            yields_to=tuple(say.YIELDS_TO.format(id=one.id, title=safe(one.title)) for one in law.yields_to),
            readings=tuple(self._readings(law)),
            id=(law.row or law.statement).id,
            title=safe(law.statement.title),
            provisions=tuple(Provision.of(cite, self.law) for cite in cites),
            first=law.first,
            until=law.until,
            period=self.law.period(_period_of(law)),
            governed_by=law.statement.scope.governed_by,
            parts=law.parts,
        )

    def _readings(self, law: Law) -> Iterator[str]:
        for value in (law.value, law.opens):
            for part in expressions_in(value) if value is not None else ():
                if isinstance(part, Readings):
                    for one in part.alternatives:
                        yield self._reading(one.title, one.cite)
        for day in law.disputed:
            for one in day.alternatives:
                yield self._reading(one.title, one.cite)

    def _reading(self, title: str, cite: Citation) -> str:
        provision = Provision.of(cite, self.law)
        return say.READING.format(title=safe(title), provision=provision.told, grade=messages.GRADES[cite.grade])

    def years(self, one: Years) -> tuple[tuple[LawLine, ...], tuple[tuple[date, str, LawLine], ...]]:
        """What was law at first, and every change with its day and whether it began or ended."""
        text = self._text({})
        first = tuple(self.line(law, one.place, text) for law in one.at_first)
        turns = [
            (turn.day, mark, self.line(law, one.place, text))
            for turn in one.turns
            for mark, laws in ((say.ENDS, turn.ends), (say.BEGINS, turn.begins))
            for law in laws
        ]
        return first, tuple(turns)


def told(law: Law, text: LawText) -> str:
    """What a statement gives: a term's value, or that an action is granted or a duty owed, and up to when."""
    if law.how is Giving.SETS:
        return text.value(law.value, law.name) if law.value is not None else ""
    how = say.HOW[law.how]
    if law.how is Giving.FORBIDS:
        return how
    last = _value(law.value, text)
    if law.how is Giving.OBLIGES:
        return say.BY_VALUE.format(how=how, value=last) if last else say.WITHOUT_DAY.format(how=how)
    opens = _value(law.opens, text)
    if opens and last:
        return say.FROM_VALUE.format(how=how, opens=opens, value=last)
    return say.UNTIL_VALUE.format(how=how, value=last) if last else say.WITHOUT_DAY.format(how=how)


def _value(value: Expression | None, text: LawText) -> str:
    return "" if value is None else text.value(value)


def _period_of(law: Law) -> Effective:
    if law.row is None or law.disputed:
        return (law.row or law.statement).effective
    return Effective(law.first, law.until)


def heading(named: Named, words: Words) -> str:
    """A name with what it means."""
    about = safe(named.about.rstrip("."))
    return words.say(say.HEADING, name=named.name, about=about) if about else named.name


def of_years(asked: Through, words: Words) -> str:
    """The years that are told."""
    return words.say(say.SEEN_FROM_TO, first=words.day(asked.first), last=words.day(asked.last))
