"""`show`: read one rule, exemption, row or term: what it says, where that stands in the law, and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from policy_engine.catalog.packs import pack_files, source_name
from policy_engine.checks.looking_up import Read, known_names, look_up
from policy_engine.commands.packs_wanted import load_engine, newest
from policy_engine.commands.streams import fail, painter, problems_told, screen_width, tell
from policy_engine.errors import Location, Problem
from policy_engine.reading.example_reader import read_examples
from policy_engine.reading.excerpts import Excerpts
from policy_engine.reading.suggest import did_you_mean, shown
from policy_engine.render.lookup_json import lookup_json
from policy_engine.rules.model import Pack

ADVICE = "`policy-engine check CASE --trace` names the rules of a case, `policy-engine facts` every fact and term"


@click.command(short_help="Read one rule, and what hangs on it.")
@click.argument("name", metavar="RULE")
@click.option(
    "--pack", multiple=True, metavar="REF", help="`eu@0.1.0`, `eu` or a folder; else the newest of each region."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def show(name: str, pack: tuple[str, ...], form: str) -> None:
    """Read RULE: the id of a rule, exemption, grid, `grid.id[DE]`, or the name of an action, duty, term or fact."""
    with problems_told():
        refs = pack or newest()
        programs = load_engine(refs).programs
        excerpts = [Excerpts(pack_files(ref), source_name(ref)) for ref in refs]
        packs = [
            Read.of(program, read_examples(texts.files, program.vocabulary, texts.source))
            for program, texts in zip(programs, excerpts, strict=True)
        ]
        found = look_up(name, packs)
        if not found:
            help_text = did_you_mean(name, known_names(packs))
            fail([Problem(Location(), f"nothing in {_listed(packs)} is called {shown(name)}", help_text or ADVICE)])

        def quote(stating: Pack, at: Location) -> Sequence[str]:
            texts = (one for one, read in zip(excerpts, packs, strict=True) if read.pack is stating)
            return next((lines for lines in (one.at(at) for one in texts) if lines), ())

        if form == "json":
            tell(lookup_json(name, found, quote))
            return
        from policy_engine.render.lookup_screen import lookup_screen  # the tables of languages load slowly

        tell(lookup_screen(found, quote, width=screen_width(), paint=painter()))


def _listed(packs: Sequence[Read]) -> str:
    return ", ".join(f"`{read.pack.ref}`" for read in packs)
