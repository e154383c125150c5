"""Ask several places about one name: the statements of every pack that answers there, with their values and days.

A place is taken as the place that every rule looks at (where the buyer lives, where the company is), and the day as the
day that governs each of them: what is compared is the law, not a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from policy_engine.checks.across.bearing import bearing_on, decided_elsewhere, lies_in, looked_up, placed, replaced_by
from policy_engine.checks.across.model import Across, Answered, AtPlace, Law, Named, Setting, Sort
from policy_engine.checks.relations import Giving, gifts_of
from policy_engine.conditions.expressions import Const
from policy_engine.conditions.walking import names_in_expression
from policy_engine.evaluation.program import Program
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.rules.model import Coverage, Pack, Rule
from policy_engine.rules.statements import Statement, statements_of

NONE_FOUND = "none_found"
"""The word of a choice by which a pack states that it looked for a statute and found none."""
MOST_BEHIND = 12
"""How many names are followed behind a value; no value of law is made with more."""


@dataclass(frozen=True)
class Book:
    """A pack with its statements, looked through once."""

    program: Program

    @property
    def pack(self) -> Pack:
        """What the pack states."""
        return self.program.pack

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement of the pack."""
        return statements_of(self.pack)

    @cached_property
    def rules(self) -> dict[str, Statement]:
        """The rules among them, by their keys."""
        return {one.key: one for one in self.statements if isinstance(one.stated, Rule)}

    @cached_property
    def givers(self) -> dict[str, tuple[Statement, ...]]:
        """The statements that do something to a name, by the name."""
        found: dict[str, dict[Statement, None]] = {}
        for one in self.statements:
            for gift in gifts_of(one):
                found.setdefault(gift.name, {})[one] = None
        return {name: tuple(several) for name, several in found.items()}


def named(name: str, vocabulary: Vocabulary) -> Named | None:
    """What a name stands for that can be asked across places; None for a fact or for what does not exist."""
    if (term := vocabulary.conclusions.get(name)) is not None:
        return Named(name, Sort.TERM, term.topic, term.about)
    if (action := vocabulary.actions.get(name)) is not None:
        return Named(name, Sort.ACTION, action.topic, action.about)
    if (duty := vocabulary.obligations.get(name)) is not None:
        return Named(name, Sort.DUTY, duty.topic, duty.about)
    return None


def names_of_topic(topic: str, vocabulary: Vocabulary, books: Sequence[Book]) -> tuple[Named, ...]:
    """The terms of a topic that some pack states, then the duties with a deadline that no term carries."""
    given = [book.givers for book in books]
    terms = [one.name for one in vocabulary.conclusions.values() if one.topic == topic and one.term]
    duties = [one.name for one in vocabulary.obligations.values() if one.topic == topic]
    found = [name for name in terms if any(name in by_name for by_name in given)]
    found += [name for name in duties if any(_counted(name, book) for book in books)]
    return tuple(one for name in found if (one := named(name, vocabulary)) is not None)


def _counted(duty: str, book: Book) -> bool:
    """Whether a duty has a deadline that is counted in the duty itself."""
    laws = [law for one in book.givers.get(duty, ()) for law in bearing_on(duty, one, book.pack)]
    return any(law.value is not None and decided_elsewhere(law.value) is None for law in laws)


def across(asked: Named, places: Sequence[str], on: date, books: Sequence[Book]) -> Across:
    """Ask every place about a name on a day."""
    return Across(asked, on, tuple(_at(asked, place, on, books) for place in places))


def _at(asked: Named, place: str, on: date, books: Sequence[Book]) -> AtPlace:
    mine = [book for book in books if answers_for(book.pack, place)]
    laws, replaced = laws_at(asked.name, place, on, mine)
    covers = [cover for book in mine for cover in covers_of(book.pack, asked.topic, place)]
    since = min((cover.since for cover in covers), default=None)
    covered = since is not None and since <= on
    doubts = [
        one
        for book in mine
        for law in _ever(asked.name, place, [book])
        if law.how is Giving.TOUCHES and law.in_force_on(on)
        for one in [law.statement]
    ]
    absent = () if laws else tuple(_absent(asked, place, on, mine))
    return AtPlace(
        place=place,
        answered=Answered.NONE_FOUND if absent else _answered(laws, covered=covered, since=since),
        packs=tuple(book.pack for book in mine),
        laws=laws,
        behind=_behind(laws, place, on, mine),
        doubts=tuple(doubts),
        replaced=replaced,
        since=since,
        covered=covered,
        changes_on=min(_days_of_change(asked.name, place, mine, on), default=None),
        instead=() if laws else tuple(_instead(asked, place, on, mine)),
        absent=absent,
    )


def _absent(asked: Named, place: str, on: date, books: Sequence[Book]) -> Iterator[Law]:
    """The statements that say that no statute on the topic was found at a place."""
    for book in books:
        for one in book.program.vocabulary.conclusions.values():
            if one.term and one.topic == asked.topic and NONE_FOUND in one.values:
                laws = laws_at(one.name, place, on, [book])[0]
                yield from (law for law in laws if law.value == Const(NONE_FOUND))


def _instead(asked: Named, place: str, on: date, books: Sequence[Book]) -> Iterator[str]:
    """Other terms of the topic that a place states: laws of one aim may be built in different ways."""
    for book in books if asked.sort is Sort.TERM else ():
        for one in book.program.vocabulary.conclusions.values():
            alike = one.term and one.topic == asked.topic and one.name != asked.name
            if alike and laws_at(one.name, place, on, [book])[0]:
                yield one.name


def answers_for(pack: Pack, place: str) -> bool:
    """Whether a pack answers for a place, or for a part of it."""
    return any(lies_in(pack, place, cover.scope.areas) is not False for cover in pack.covers)


def covers_of(pack: Pack, topic: str, place: str) -> Iterator[Coverage]:
    """What a pack claims to know of a topic at a place."""
    for cover in pack.covers:
        if cover.topic == topic and lies_in(pack, place, cover.scope.areas) is not False:
            yield cover


def _answered(laws: Sequence[Law], *, covered: bool, since: date | None) -> Answered:
    if laws:
        return Answered.STATED
    if covered:
        return Answered.SILENT
    return Answered.NOT_COVERED if since is None else Answered.LATER


def laws_at(name: str, place: str, on: date, books: Iterable[Book]) -> tuple[tuple[Law, ...], tuple[Setting, ...]]:
    """The statements that bear on a name at a place on a day, and those that others always replace there."""
    laws: list[Law] = []
    replaced: list[Setting] = []
    for book in books:
        found = [law for law in _ever(name, place, [book]) if law.how is not Giving.TOUCHES and law.in_force_on(on)]
        for law in found:
            overriders = _overriders(law, place, on, book)
            by = next((one for one in overriders if replaced_by(law, one)), None)
            if by is not None:
                replaced.append(Setting(law.row or law.statement, by))
            else:
                unless = tuple(one for one in law.unless if _is_law(one, law, place, on))
                laws.append(replace(looked_up(law, place, on), unless=unless, yields_to=tuple(overriders)))
    return tuple(laws), tuple(replaced)


def _overriders(law: Law, place: str, on: date, book: Book) -> list[Statement]:
    """The statements that set one aside where they apply, if they can apply at the place on the day."""
    ids = {law.statement.id, *([law.row.id, law.row.within] if law.row else [])}
    rules = {rule.key: rule for one in ids for rule in book.program.overriders.get(one, ())}
    found = [book.rules[key] for key in rules if _is_law(book.rules[key], law, place, on)]
    return sorted(found, key=lambda one: one.at)


def _is_law(statement: Statement, beside: Law, place: str, on: date) -> bool:
    """Whether a statement beside a law is law at the place, or in a part of it, on a day."""
    alone = Law(beside.name, beside.how, beside.pack, statement, None, None, None, (), (), (), ())
    return alone.in_force_on(on) and lies_in(beside.pack, place, statement.scope.areas) is not False


def _ever(name: str, place: str, books: Iterable[Book]) -> list[Law]:
    """Everything that bears on a name at a place, on whatever day, in the order of the law's text."""
    found: list[Law] = []
    for book in books:
        for one in book.givers.get(name, ()):
            if lies_in(book.pack, place, one.scope.areas) is not False:
                laws = (placed(law, place, book.program.vocabulary) for law in bearing_on(name, one, book.pack, place))
                found += [law for law in laws if law is not None]
    return found


def ever(name: str, place: str, books: Iterable[Book]) -> list[Law]:
    """What bears on a name at a place on any day, what puts it before a person left out."""
    return [law for law in _ever(name, place, books) if law.how is not Giving.TOUCHES]


def _days_of_change(name: str, place: str, books: Iterable[Book], on: date) -> Iterator[date]:
    for law in ever(name, place, books):
        yield from (day for day in (law.first, law.until) if day is not None and day > on)


def _behind(
    laws: Sequence[Law], place: str, on: date, books: Sequence[Book]
) -> tuple[tuple[Named, tuple[Law, ...]], ...]:
    """What the values are made with: every term or other conclusion in them that is no mere yes or no."""
    found: dict[str, tuple[Named, tuple[Law, ...]]] = {}
    seen = {law.name for law in laws}
    waiting = [law for law in laws if law.value is not None]
    while waiting and len(found) < MOST_BEHIND:
        law = waiting.pop(0)
        vocabulary = next(book.program.vocabulary for book in books if book.pack is law.pack)
        for name in names_in_expression(law.value) if law.value is not None else ():
            conclusion = vocabulary.conclusions.get(name)
            if name in seen or conclusion is None or conclusion.kind is Kind.BOOL:
                continue
            seen.add(name)
            inner, _ = laws_at(name, place, on, [book for book in books if book.pack is law.pack])
            meaning = named(name, vocabulary)
            if inner and meaning is not None:
                found[name] = (meaning, inner)
                waiting += inner
    return tuple(found.values())
