"""`across`: one matter of law in several places side by side, by what provision and since when."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date

import click

from policy_engine.checks.across.asking import Book, named, names_of_topic
from policy_engine.checks.across.asking import across as ask_across
from policy_engine.checks.across.model import Across, Answered, Named, Through
from policy_engine.checks.across.years import through as ask_through
from policy_engine.commands.clock import now
from policy_engine.commands.exits import Exit
from policy_engine.commands.packs_wanted import load_engine
from policy_engine.commands.places_wanted import places_wanted
from policy_engine.commands.streams import fail, note, painter, problems_told, screen_width, tell
from policy_engine.errors import Location, Problem
from policy_engine.facts.values import parse_day
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.suggest import did_you_mean, shown
from policy_engine.render import across_messages as say

EXIT_CODES = """\b
Exit codes:
  0  every place that was asked is answered, be it that nothing is stated there
  4  some place is not covered by the packs on that day
  2  wrong use, or a wrong pack
"""
_YEARS = re.compile(r"([0-9]{4})\.\.([0-9]{4})")
FORMS = ("text", "markdown", "csv", "html", "json")


@click.command(epilog=EXIT_CODES, short_help="Put the law of several places side by side.")
@click.argument("name", metavar="[TERM]", required=False)
@click.option(
    "--topic", metavar="TOPIC", help="Every term of a topic, and its duties with a deadline, instead of TERM."
)
@click.option("--in", "places", multiple=True, metavar="PLACE[,PLACE...]", help="The places: `DE,ES,US-CA,BR,SA`.")
@click.option("--on", "stated", metavar="DATE", help="The day that governs, as in `2026-11-22`; else today.")
@click.option("--through", "years", metavar="YEAR..YEAR", help="How TERM changed over the years, instead of one day.")
@click.option(
    "--pack", multiple=True, metavar="REF", help="`eu@0.1.0`, `eu` or a folder; else the newest of each region."
)
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
def across(
    name: str | None,
    topic: str | None,
    places: tuple[str, ...],
    stated: str | None,
    years: str | None,
    pack: tuple[str, ...],
    form: str,
) -> None:
    """Say what TERM (a period, amount or choice; also an action or a duty) is in several places, and by what law.

    A value that depends on more than the place is shown with its condition; what no pack answers is shown as such.
    """
    with problems_told():
        engine = load_engine(pack)
        books, vocabulary = [Book(program) for program in engine.programs], engine.vocabulary
        problems: list[Problem] = []
        wanted = places_wanted(places, engine.places, problems)
        asked = _asked(name, topic, years, vocabulary, books, problems)
        on = _day(stated, problems)
        span = _years(years, stated, problems)
        if problems:
            fail(problems)
        if span is not None:
            found = ask_through(asked[0], wanted, *span, books)
            _tell_through(found, vocabulary, form)
            sys.exit(_exit(one.answered for one in found.places))
        if stated is None:
            note(say.NOT_STATED.format(day=on))
        answers = [ask_across(one, wanted, on, books) for one in asked]
        if topic is not None:
            answers = [one for one in answers if any(at.laws for at in one.places)] or answers[:1]
        _tell_across(answers, vocabulary, form)
        sys.exit(_exit(_best(answers)))


def _exit(answers: object) -> Exit:
    open_ones = (Answered.NOT_COVERED, Answered.LATER)
    return Exit.NOT_COVERED if any(one in open_ones for one in answers) else Exit.SETTLED  # type: ignore[attr-defined]


def _best(answers: Sequence[Across]) -> list[Answered]:
    """Of each place the best answer: of a topic it need not state every term."""
    by_place: dict[str, set[Answered]] = {}
    for one in answers:
        for at in one.places:
            by_place.setdefault(at.place, set()).add(at.answered)
    order = list(Answered)
    return [min(several, key=order.index) for several in by_place.values()]


def _asked(
    name: str | None,
    topic: str | None,
    years: str | None,
    vocabulary: Vocabulary,
    books: Sequence[Book],
    problems: list[Problem],
) -> tuple[Named, ...]:
    """What is asked: a name, or all that a topic holds."""
    if (name is None) == (topic is None):
        message = (
            "name a term, or a topic with `--topic`" if name is None else "a term and `--topic` exclude each other"
        )
        problems.append(Problem(Location(), message, "`policy-engine facts` lists both"))
        return ()
    if topic is not None:
        return _of_topic(topic, years, vocabulary, books, problems)
    assert name is not None
    found = named(name, vocabulary)
    if found is not None:
        return (found,)
    names = [*vocabulary.conclusions, *vocabulary.actions, *vocabulary.obligations]
    if name in vocabulary.topics:
        advice = f"it is a topic: `--topic {name}`"
    elif name in vocabulary.facts:
        advice = "it is a fact, which a case states; ask for a term, an action or a duty"
    else:
        advice = did_you_mean(name, names) or "`policy-engine facts` lists terms, actions and duties"
    problems.append(Problem(Location(), f"{shown(name)} is no term, action or duty", advice))
    return ()


def _of_topic(
    topic: str, years: str | None, vocabulary: Vocabulary, books: Sequence[Book], problems: list[Problem]
) -> tuple[Named, ...]:
    at = Location("--topic")
    if topic not in vocabulary.topics:
        advice = did_you_mean(topic, vocabulary.topics) or f"topics: {', '.join(vocabulary.topics)}"
        problems.append(Problem(at, f"{shown(topic)} is no topic", advice))
        return ()
    if years is not None:
        problems.append(Problem(at, "`--through` tells the years of one term", "name it instead of the topic"))
    found = names_of_topic(topic, vocabulary, books)
    if not found:
        problems.append(Problem(at, say.NOTHING_IN_TOPIC.format(topic=topic)))
    return found


def _day(stated: str | None, problems: list[Problem]) -> date:
    today = now().day_as_stated
    if stated is None:
        return today
    try:
        return parse_day(stated)
    except ValueError as error:
        problems.append(Problem(Location("--on"), f"{shown(stated)} is no day: {error}"))
        return today


def _years(text: str | None, stated: str | None, problems: list[Problem]) -> tuple[date, date] | None:
    """The first and the last day of the years asked."""
    if text is None:
        return None
    at = Location("--through")
    if stated is not None:
        problems.append(Problem(at, "`--on` and `--through` exclude each other"))
    read = _YEARS.fullmatch(text)
    try:
        first, last = (parse_day(f"{read[1]}-01-01"), parse_day(f"{read[2]}-12-31")) if read else (None, None)
    except ValueError as error:
        problems.append(Problem(at, f"{shown(text)} are no years: {error}"))
        return None
    if first is None or last is None or last < first:
        problems.append(Problem(at, f"{shown(text)} are no years", "as in `2014..2028`"))
        return None
    return first, last


def _tell_across(answers: Sequence[Across], vocabulary: Vocabulary, form: str) -> None:
    match form:  # the tables of languages load slowly, so each form is imported when it is wanted
        case "json":
            from policy_engine.render.across_json import across_json

            tell(across_json(answers, vocabulary))
        case "csv":
            from policy_engine.render.across_plain import across_csv

            tell(across_csv(answers, vocabulary))
        case "markdown":
            from policy_engine.render.across_plain import across_markdown

            tell(across_markdown(answers, vocabulary))
        case "html":
            from policy_engine.render.across_page import across_page

            tell(across_page(answers, vocabulary))
        case _:
            from policy_engine.render.across_screen import across_screen

            tell(across_screen(answers, vocabulary, width=screen_width(), paint=painter()))


def _tell_through(found: Through, vocabulary: Vocabulary, form: str) -> None:
    match form:
        case "json":
            from policy_engine.render.across_json import through_json

            tell(through_json(found, vocabulary))
        case "csv":
            from policy_engine.render.across_plain import through_csv

            tell(through_csv(found, vocabulary))
        case "markdown":
            from policy_engine.render.across_plain import through_markdown

            tell(through_markdown(found, vocabulary))
        case "html":
            from policy_engine.render.across_page import through_page

            tell(through_page(found, vocabulary))
        case _:
            from policy_engine.render.across_screen import through_screen

            tell(through_screen(found, vocabulary, width=screen_width(), paint=painter()))
