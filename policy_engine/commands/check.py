"""`check`: decide one case and say what is allowed, what is owed, and what is still to be asked."""

from __future__ import annotations

import sys

import click

from policy_engine.commands.clock import now
from policy_engine.commands.coverage import coverage
from policy_engine.commands.exits import EXIT_CODES, Exit, exit_of
from policy_engine.commands.packs_wanted import load_engine, names_in
from policy_engine.commands.streams import note, painter, problems_told, read_document, screen_width, tell
from policy_engine.errors import CaseError, Location
from policy_engine.render.decision_json import decision_json
from policy_engine.render.messages import NOT_STATED


@click.command(epilog=EXIT_CODES, short_help="Decide a case.")
@click.argument("case")
@click.option("--ask", multiple=True, metavar="NAME[,NAME...]", help="Actions, obligations, topics or terms to ask.")
@click.option(
    "--pack", multiple=True, metavar="REF", help="`eu@0.1.0`, `eu` or a folder; else the newest of each region."
)
@click.option(
    "--policy",
    multiple=True,
    metavar="FILE",
    help="What the seller or platform promises beside the law; again for more.",
)
@click.option("--set", "sets", multiple=True, metavar="FACT=VALUE", help="State a fact, over what CASE says.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--trace", is_flag=True, help="Show every rule that was considered; JSON always holds them.")
def check(
    case: str,
    ask: tuple[str, ...],
    pack: tuple[str, ...],
    policy: tuple[str, ...],
    sets: tuple[str, ...],
    form: str,
    trace: bool,
) -> None:
    """Decide CASE, a YAML or JSON file, or `-` for standard input."""
    with problems_told():
        data, source = read_document(case)
        engine, names, this_moment = load_engine(pack, policy), names_in(ask), now()
        unknown = engine.not_askable(names, Location("--ask"))
        try:
            read = engine.read_case(data, source, default_decide_on=this_moment, sets=sets)
        except CaseError as error:
            raise CaseError([*error.problems, *unknown]) from None
        if unknown:
            raise CaseError(unknown)
        decision = engine.decide(read, names)
    looked_at_now = read.decide_on is this_moment
    if looked_at_now:
        note(NOT_STATED.format(moment=str(this_moment)))
    if form == "json":
        tell(decision_json(decision))
    else:
        from policy_engine.render.screen import screen  # the tables of languages load slowly, and JSON needs none

        width, paint = screen_width(), painter()
        policies = tuple(one.policy for one in engine.overlays)
        shown = screen(
            decision, read, engine.asked, width=width, now=looked_at_now, trace=trace, paint=paint, policies=policies
        )
        tell(shown)
    exit_code = exit_of(decision)
    if exit_code is Exit.NOT_COVERED:
        for line in coverage(engine.programs, decision.not_covered):
            note(line)
    sys.exit(exit_code)
