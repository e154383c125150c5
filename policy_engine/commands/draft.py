"""`draft`: begin the next version of a region's law."""

from __future__ import annotations

from pathlib import Path

import click

from policy_engine.catalog.drafting import Begun, begin_draft
from policy_engine.catalog.regions import held, named, open_region
from policy_engine.commands.streams import note, problems_told, tell
from policy_engine.render import release_messages as messages


@click.command(short_help="Begin the next version of a pack.")
@click.argument("region")
@click.option("--from", "origin", default="", metavar="VERSION", help="The release to copy; else the newest.")
@click.option("--version", default="", metavar="VERSION", help="The version of the draft; else the next minor number.")
@click.option("--new", is_flag=True, help="Begin a region that is not there yet.")
@click.option("--rules", type=click.Path(path_type=Path), metavar="DIR", help="The folder of rules to work in.")
def draft(region: str, origin: str, version: str, new: bool, rules: Path | None) -> None:
    """Copy the newest release of REGION to REGION/draft, or write a skeleton where nothing is released.

    A draft that is there is never overwritten.
    """
    with problems_told():
        opened = open_region(region, rules, begin=new)
        with held(opened):
            begun = begin_draft(opened, origin, version)
    _tell(begun)


def _tell(begun: Begun) -> None:
    slots = {"folder": named(begun.region.draft), "version": begun.version}
    if begun.origin:
        tell(f"{messages.DRAFTED_FROM.format(**slots, origin=f'{begun.region.name}@{begun.origin}')}\n")
    else:
        tell(f"{messages.DRAFTED.format(**slots)}\n")
    if begun.problems:
        note(messages.NOT_LOADING)
        for problem in begun.problems:
            click.echo(str(problem), err=True)
