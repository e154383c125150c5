"""`diff`: what changed between two versions of a pack, for whom and from when, with proofs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from policy_engine.catalog.revisions import load_sides
from policy_engine.commands.at_once import both_at_once
from policy_engine.commands.exits import Exit
from policy_engine.commands.places_wanted import places_wanted
from policy_engine.commands.streams import fail, note, painter, problems_told, screen_width, tell
from policy_engine.comparison.budget import THOROUGHLY, Budget
from policy_engine.comparison.comparing import Wanted, compare
from policy_engine.comparison.model import Comparison, Why
from policy_engine.errors import Location, Problem
from policy_engine.evaluation.program import Program
from policy_engine.facts.values import parse_day
from policy_engine.reading.suggest import did_you_mean, shown

if TYPE_CHECKING:
    from policy_engine.comparison.asking import Asker
    from policy_engine.comparison.sides import Sides

NO_SOLVER = "nothing is proved without the solver: pip install 'policy-engine[analysis]'"
CUT_SHORT = "some answers were not looked at to the end: `--thorough` spends ten times as much on them"
_WITH_DECISIONS = ("json", "html")
_SPENT = (Why.CUT_OFF, Why.MORE_REGIONS, Why.SOLVER_GAVE_UP)
EXIT_CODES = """\b
Exit codes:
  0  no case comes out otherwise, proved
  1  some case comes out otherwise
  2  wrong use, or a wrong pack
  3  no case was found that comes out otherwise, but not everything could be proved
"""


@click.command(epilog=EXIT_CODES, short_help="Compare two versions of a pack, with proofs.")
@click.argument("old")
@click.argument("new")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown", "html"]), default="text", show_default=True
)
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Only what belongs to this topic, or these.")
@click.option("--in", "areas", metavar="DE,FR", help="Only cases whose law is selected by a place in these.")
@click.option("--since", "stated", metavar="DATE", help="The first day from which cases may change.")
@click.option("--thorough", is_flag=True, help="Prove and show more, which can take some minutes.")
def diff(
    old: str, new: str, form: str, topics: tuple[str, ...], areas: str | None, stated: str | None, thorough: bool
) -> None:
    """Compare OLD and NEW: `eu@1.0.0`, a folder, or a folder in a git revision: `HEAD~1:rules/eu/draft`.

    What comes out otherwise is shown by cases that were run under both versions; of the rest it is proved, or said
    that it is not, that nothing changes.
    """
    with problems_told():
        before, after = load_sides(old, new)
    places = _places(areas, (before, after))
    _known_topics(topics, (before, after))
    wanted = Wanted(topics, places, old, new, _day(stated), decisions=form in _WITH_DECISIONS)
    budget = Budget(THOROUGHLY if thorough else 1)
    comparison = compare(before, after, wanted, solver(), budget, both_at_once)
    _write(comparison, form, after)
    if comparison.not_proved and solver() is None:
        note(NO_SOLVER)
    elif not thorough and any(one.why in _SPENT for one in comparison.not_proved):
        note(CUT_SHORT)
    sys.exit(exit_of(comparison))


def solver() -> Callable[[Sides, Budget], Asker] | None:
    """Whoever proves things, where the extra `analysis` is there."""
    if find_spec("z3") is None:
        return None
    from policy_engine.comparison.asking import Asker  # loads the solver

    return Asker


def exit_of(comparison: Comparison) -> Exit:
    """What the exit code says of a comparison."""
    if comparison.differs:
        return Exit.FAILED
    return Exit.SETTLED if comparison.proved_equal else Exit.OPEN


def _places(areas: str | None, programs: tuple[Program, Program]) -> tuple[str, ...]:
    problems: list[Problem] = []
    known = frozenset[str]().union(*(one.pack.named_places | one.pack.places.unions.keys() for one in programs))
    wanted = places_wanted([areas], known, problems) if areas is not None else ()
    if problems:
        fail(problems)
    for code in wanted:
        if code not in known:
            note(f"neither pack names `{code}`: its law is that of the places that it lies in")
    return wanted


def _known_topics(topics: tuple[str, ...], programs: tuple[Program, Program]) -> None:
    known = sorted({name for one in programs for name in one.vocabulary.topics})
    wrong = [topic for topic in topics if topic not in known]
    if wrong:
        help_text = f"topics: {', '.join(known)}"
        fail(
            Problem(Location("--topic"), f"{shown(one)} is no topic", did_you_mean(one, known) or help_text)
            for one in wrong
        )


def _day(stated: str | None) -> date | None:
    try:
        return None if stated is None else parse_day(stated)
    except ValueError as error:
        fail([Problem(Location("--since"), f"{shown(stated or '')} is no day: {error}")])


def _write(comparison: Comparison, form: str, new: Program) -> None:
    match form:
        case "json":
            from policy_engine.render.comparison_json import comparison_json

            tell(comparison_json(comparison))
        case "html":
            from policy_engine.render.comparison_page import comparison_page

            tell(comparison_page(comparison, new.vocabulary, new.pack.places.unions))
        case "markdown":
            from policy_engine.render.comparison_text import comparison_markdown

            tell(comparison_markdown(comparison))
        case _:
            from policy_engine.render.comparison_text import comparison_screen

            tell(comparison_screen(comparison, width=screen_width(), paint=painter()))
