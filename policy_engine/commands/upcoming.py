"""`upcoming`: the days to come on which the law in the packs changes."""

from __future__ import annotations

from datetime import date

import click

from policy_engine.checks.upcoming import horizon
from policy_engine.checks.upcoming import upcoming as changes_from
from policy_engine.commands.clock import now
from policy_engine.commands.packs_wanted import load_engine
from policy_engine.commands.streams import fail, note, painter, problems_told, screen_width, tell
from policy_engine.errors import Location, Problem
from policy_engine.facts.values import parse_day
from policy_engine.reading.suggest import shown
from policy_engine.render.law_messages import NOT_STATED
from policy_engine.render.upcoming_json import upcoming_json


@click.command(short_help="List the days to come on which the law changes.")
@click.option("--within", metavar="TIME", help="Only so far ahead: `90d`, `12w`, `6m` or `1y`; else all days.")
@click.option(
    "--pack", multiple=True, metavar="REF", help="`eu@0.1.0`, `eu` or a folder; else the newest of each region."
)
@click.option("--on", "stated", metavar="DATE", help="The day to look ahead from, as in `2026-11-22`; else today.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def upcoming(within: str | None, pack: tuple[str, ...], stated: str | None, form: str) -> None:
    """List what begins, changes or ends from a day on, and how long ago each pack's law was known."""
    today = now().day_as_stated
    on, last = _days(within, stated, today)
    with problems_told():
        packs = [program.pack for program in load_engine(pack).programs]
    changes = changes_from(packs, on, last)
    if stated is None:
        note(NOT_STATED.format(day=on))
    if form == "json":
        tell(upcoming_json(changes, packs, on, last, today=stated is None))
        return
    from policy_engine.render.upcoming_screen import upcoming_screen  # the tables of languages load slowly

    width, paint = screen_width(), painter()
    tell(upcoming_screen(changes, packs, on, last, width=width, today=stated is None, paint=paint))


def _days(within: str | None, stated: str | None, today: date) -> tuple[date, date | None]:
    """The first and the last day; ends with every problem of both options."""
    problems: list[Problem] = []
    on, last = today, None
    try:
        on = today if stated is None else parse_day(stated)
    except ValueError as error:
        problems.append(Problem(Location("--on"), f"{shown(stated or '')} is no day: {error}"))
    try:
        last = None if within is None else horizon(within, on)
    except ValueError as error:
        message = f"{shown(within or '')} does not say how far: {error}"
        problems.append(Problem(Location("--within"), message, "write `90d`, `12w`, `6m` or `1y`"))
    if problems:
        fail(problems)
    return on, last
