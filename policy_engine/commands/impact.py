"""`impact`: what a new version of the law would have done to past cases."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from policy_engine.commands.exits import Exit
from policy_engine.commands.impact_cases import Source, lines_of, source_of
from policy_engine.commands.impact_run import Done, Question, Versions, weigh_file
from policy_engine.commands.packs_wanted import names_in
from policy_engine.commands.streams import fail, note, painter, problems_told, screen_width, tell
from policy_engine.errors import CaseError, Location, Problem
from policy_engine.facts.values import Moment
from policy_engine.reading.suggest import shown
from policy_engine.render import impact_messages as say
from policy_engine.render.impact_table import Told

EXIT_CODES = """\b
Exit codes:
  0  no case comes out otherwise
  1  some case comes out otherwise
  3  none does, but some case could not be decided, or some line could not be read
  2  wrong use, a wrong pack, or no case at all that could be read
Where several are true the first of 2, 1, 3, 0 counts.
"""
FORMS = ("text", "markdown", "html", "json")
MOST_PROCESSES = 2


@click.command(epilog=EXIT_CODES, short_help="See what a new version does to past cases.")
@click.argument("old")
@click.argument("new")
@click.argument("cases", metavar="CASES")
@click.option("--ask", multiple=True, metavar="NAME[,NAME...]", help="Ask every case this, whatever it asks itself.")
@click.option("--on", "stated", metavar="MOMENT", help="The `decide_on` of cases that state none.")
@click.option("--problems", default=20, show_default=True, type=click.IntRange(0), help="How many problems to name.")
@click.option("--processes", type=click.IntRange(1, 64), help="How many to decide at once; else 2, where there are.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
def impact(
    old: str,
    new: str,
    cases: str,
    ask: tuple[str, ...],
    stated: str | None,
    problems: int,
    processes: int | None,
    form: str,
) -> None:
    """Decide every case of CASES (`.jsonl`, `.parquet` or `-`) under OLD and NEW, and count who comes out otherwise.

    OLD and NEW are `eu@1.0.0`, a folder, or a folder in a git revision (`HEAD~1:rules/eu/draft`).
    Nothing that a case says of a person is in the answer.
    """
    with problems_told():
        decide_on, source = _moment(stated), source_of(cases)
        question = Question(old, new, names_in(ask), decide_on, source.name, problems)
        versions = Versions(question)
        unknown = versions.engine.not_askable(question.ask, Location("--ask"))
        if unknown:
            raise CaseError(unknown)
        with _bar(source) as seen:
            done = weigh_file(versions, lines_of(source), processes or _processes(), seen)
    _tell_problems(done, problems)
    if not done.tally.cases:
        fail([Problem(Location(source.name), say.NO_CASE)])
    told = Told(versions.old.pack, versions.new.pack, done.tally, Path(source.name).name)
    _tell(told, form)
    sys.exit(_exit(done))


def _moment(text: str | None) -> Moment | None:
    try:
        return None if text is None else Moment.parse(text)
    except ValueError as error:
        fail([Problem(Location("--on"), f"{shown(text or '')} is no moment: {error}")])


def _processes() -> int:
    """As many as the machine has, and no more than pay."""
    return max(1, min(MOST_PROCESSES, os.cpu_count() or 1))


@contextmanager
def _bar(source: Source) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while somebody watches; nothing where nobody does."""
    if source.size is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=source.size, label=say.DECIDING, file=sys.stderr) as bar:
        yield lambda read: bar.update(read - bar.pos)


def _tell_problems(done: Done, most: int) -> None:
    """Name the first problems of wrong lines, and say how many lines there were."""
    for problem in done.problems[:most]:
        click.echo(f"error: {problem}", err=True)
    if done.tally.wrong:
        note(say.WRONG_LINES.format(count=done.tally.wrong, shown=min(len(done.problems), most)))


def _tell(told: Told, form: str) -> None:
    match form:  # the tables of languages load slowly, so each form is imported when it is wanted
        case "json":
            from policy_engine.render.impact_json import impact_json

            tell(impact_json(told))
        case "markdown":
            from policy_engine.render.impact_plain import impact_markdown

            tell(impact_markdown(told))
        case "html":
            from policy_engine.render.impact_page import impact_page

            tell(impact_page(told))
        case _:
            from policy_engine.render.impact_plain import impact_screen

            tell(impact_screen(told, width=screen_width(), paint=painter()))


def _exit(done: Done) -> Exit:
    tally = done.tally
    if tally.changed:
        return Exit.FAILED
    return Exit.OPEN if tally.open or tally.wrong else Exit.SETTLED
