"""`calendars`: write down, beside a pack, what it has to know about holidays, weekends, zones and Hijri months."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from policy_engine.catalog.calendar_sources import MissingLibraryError
from policy_engine.catalog.snapshot import snapshot, snapshot_request
from policy_engine.errors import PackError

PACK, CALENDARS = "pack.yaml", "calendars.json"
DIFFERS, UNABLE = 1, 2


@click.command(short_help="Write or renew the calendars of a pack.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where the file would change.")
def calendars(folder: Path, check: bool) -> None:
    """Write calendars.json from what FOLDER/pack.yaml asks for.

    Holidays, time zones and Hijri months come from libraries, which only this command needs:
    pip install 'policy-engine[calendars]'. Weekends come from the pack.

    To renew them, upgrade the libraries, run this on the draft of a region, read what changed (a holiday a line)
    and run `policy-engine test` on it. A released folder never changes: the draft brings the new calendars.
    """
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
        _stop(f"{written} is not what `calendars {folder}` would write\n  help: {_advice(written, content)}", DIFFERS)


def _snapshot_for(pack: Path) -> bytes:
    if not pack.is_file():
        _stop(f"{pack} is missing", UNABLE)
    return snapshot(snapshot_request(pack.read_bytes(), str(pack)))


def _advice(written: Path, content: bytes) -> str:
    """Tell whether other releases of the libraries made the difference."""
    then = _made_from(written.read_bytes()) if written.is_file() else {}
    now = _made_from(content)
    others = [f"`{name}` {then[name]}, not {now[name]}" for name in now if then.get(name, now[name]) != now[name]]
    return f"it was made from {', '.join(others)}" if others else "run it without `--check`, and read what changed"


def _made_from(content: bytes) -> dict[str, str]:
    try:
        return dict(json.loads(content)["made_from"])
    except (ValueError, KeyError, TypeError):
        return {}


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
