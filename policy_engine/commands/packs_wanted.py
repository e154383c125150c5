"""Which packs and which names a command line means."""

from __future__ import annotations

from collections.abc import Iterable

import click

from policy_engine.catalog.engine import Engine
from policy_engine.catalog.packs import list_packs
from policy_engine.errors import Location, PackError, Problem
from policy_engine.render.messages import NO_PACKS


def load_engine(refs: tuple[str, ...], policies: tuple[str, ...] = ()) -> Engine:
    """Load the packs that are named, or else the newest of every region that has released one, and policies over them.

    Raises PackError with every problem of every pack.
    """
    return Engine.load(*wanted(refs), policy=policies)


def wanted(refs: tuple[str, ...]) -> tuple[str, ...]:
    """The packs that are named, or else the newest of every region.

    Raises PackError where there is none.
    """
    found = refs or newest()
    if not found:
        raise PackError([Problem(Location(), NO_PACKS, "name one with `--pack`, as a folder")])
    return found


def newest() -> tuple[str, ...]:
    """The newest release of every region, as the ledgers name it."""
    return tuple({entry.region: entry.ref for entry in list_packs()}.values())


def names_in(lists: Iterable[str]) -> tuple[str, ...]:
    """Names from an option that may be given several times and may name several."""
    given = [name.strip() for text in lists for name in text.split(",")]
    if any(not name for name in given):
        raise click.UsageError("`--ask` names nothing between its commas")
    return tuple(dict.fromkeys(given))
