"""What a new version does to past cases, told line by line: the one table that every form of the answer shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policy_engine.checks.impact.tally import Counts, Sums, Tally
from policy_engine.facts.money import Money
from policy_engine.render import impact_messages as say
from policy_engine.render.words import Words
from policy_engine.rules.model import Pack


@dataclass(frozen=True, slots=True)
class Told:
    """The counts with what they were counted of."""

    old: Pack
    new: Pack
    tally: Tally
    source: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One line: what it is about, what happened, in how many cases, and on which lines the first of them stand."""

    about: str
    what: str
    cases: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under one heading, the most frequent first."""

    heading: str
    lines: tuple[Counted, ...]


def summary(told: Told) -> str:
    """The whole answer in one sentence."""
    tally = told.tally
    if not tally.changed:
        return say.NOBODY.format(cases=tally.cases)
    return say.SUMMARY.format(changed=tally.changed, cases=tally.cases, percent=_percent(tally.changed, tally.cases))


def beside(told: Told) -> Iterator[str]:
    """What is to be said beside it."""
    tally = told.tally
    yield say.SAME.format(count=tally.same)
    counts = ((say.GROUNDS, tally.grounds_only), (say.OPEN, tally.open), (say.NOT_COVERED, tally.not_covered))
    yield from (message.format(count=count) for message, count in (*counts, (say.WRONG, tally.wrong)) if count)


def parts(told: Told) -> Iterator[Part]:
    """Everything that was counted, by what changes, by rule, place and money, and what could not be decided."""
    tally, words = told.tally, Words()
    answers = [
        Counted(f"{say.SORTS[sort]} {name}", change(before, after), counts.cases, tuple(counts.examples))
        for (sort, name, before, after), counts in tally.by_answer.items()
    ]
    yield Part(say.BY_ANSWER, _sorted(answers))
    yield Part(say.BY_RULE, _named(tally.by_rule))
    yield Part(say.BY_PLACE, _sorted([_of_place(place, one, words) for place, one in tally.by_place.items()]))
    yield Part(say.BY_MONEY, _sorted([_of_money(*key, sums, words) for key, sums in tally.money.items()]))
    yield Part(say.MISSING, _named(tally.missing))
    yield Part(say.POINTS, _named(tally.points))


def change(before: str, after: str) -> str:
    """From what to what an answer changes, in words."""
    code, colon, turn = after.partition(": ")
    if colon and code == before:
        return say.STILL.format(code=say.CODES.get(code, code), turn=say.AS_BEFORE.get(turn, turn))
    return say.FROM_TO.format(before=say.CODES.get(before, before), after=say.CODES.get(after, after))


def count(cases: int) -> str:
    """A number of cases."""
    return say.CASES[min(cases, 2)].format(count=cases)


def _named(counts: Mapping[str, Counts]) -> tuple[Counted, ...]:
    return _sorted([Counted(name, "", one.cases, tuple(one.examples)) for name, one in counts.items()])


def _of_place(place: str, counts: Counts, words: Words) -> Counted:
    name = f"{place} {words.place(place)}" if place else say.ANYWHERE
    return Counted(name, "", counts.cases, tuple(counts.examples))


def _of_money(duty: str, currency: str, sums: Sums, words: Words) -> Counted:
    before, after = (words.money(str(_sum(minor, currency))) for minor in (sums.before, sums.after))
    minor = sums.after - sums.before
    difference = ("+" if minor > 0 else "−" if minor else "") + words.money(str(_sum(abs(minor), currency)))
    what = say.MONEY.format(before=before, after=after, difference=difference)
    return Counted(
        f"{duty} {currency}", f"{what}; {say.MORE_LESS.format(more=sums.more, less=sums.less)}", sums.cases, ()
    )


def _sum(minor: int, currency: str) -> Money:
    return Money(minor, currency)


def _sorted(lines: list[Counted]) -> tuple[Counted, ...]:
    return tuple(sorted(lines, key=lambda one: (-one.cases, one.about, one.what)))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%"
