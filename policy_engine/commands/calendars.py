"""`calendars`: write down, beside a pack, what it has to know about holidays, weekends, zones and Hijri months."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from policy_engine.catalog.calendar_sources import MissingLibraryError
from policy_engine.catalog.snapshot import snapshot, snapshot_request
from policy_engine.errors import PackError

PACK, CALENDARS = "pack.yaml", "calendars.json"
DIFFERS, UNABLE = 1, 2


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where the file would change.")
def calendars(folder: Path, check: bool) -> None:
    """Write calendars.json from what FOLDER/pack.yaml asks for."""
    written = folder / CALENDARS
    try:
        content = _snapshot_for(folder / PACK)
    except MissingLibraryError as missing:
        _stop(f"{missing}: pip install 'policy-engine[calendars]'", UNABLE)
    except PackError as wrong:
        _stop(str(wrong), UNABLE)
    if not check:
        written.write_bytes(content)
        click.echo(f"wrote {written}")
    elif not written.is_file() or written.read_bytes() != content:
        _stop(f"{written} is not what `calendars {folder}` would write", DIFFERS)


def _snapshot_for(pack: Path) -> bytes:
    if not pack.is_file():
        _stop(f"{pack} is missing", UNABLE)
    return snapshot(snapshot_request(pack.read_bytes(), str(pack)))


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
