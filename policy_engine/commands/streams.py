"""What the commands read from and write to the outside, so that whatever can go wrong there ends in one clear line."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from policy_engine.commands.exits import Exit
from policy_engine.errors import CaseError, Location, PolicyEngineError, Problem
from policy_engine.reading.strict_text import LARGEST_DOCUMENT
from policy_engine.render.layout import NARROWEST, WIDEST, Ink, Paint, unpainted
from policy_engine.render.safety import safe

STDIN = "-"

_COLOURS = {Ink.GOOD: "green", Ink.BAD: "red", Ink.OPEN: "yellow"}


def read_document(name: str) -> tuple[bytes, str]:
    """Read a file, or standard input for `-`; gives the bytes and the name for messages.

    Raises CaseError where nothing can be read, or more than the strict reader takes.
    """
    source = "<stdin>" if name == STDIN else safe(name)
    try:
        data = _bytes_of(name)
    except (OSError, ValueError) as error:
        raise CaseError([Problem(Location(source), _reason(error))]) from None
    if len(data) > LARGEST_DOCUMENT:
        limit = LARGEST_DOCUMENT // (1024 * 1024)
        raise CaseError([Problem(Location(source), f"the document is larger than the limit of {limit} MiB")])
    return data, source


def _bytes_of(name: str) -> bytes:
    """Read no more than shows that it is too much: a file may have no end."""
    if name != STDIN:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_DOCUMENT + 1)
    if sys.stdin is None:  # closed before the program began
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read(LARGEST_DOCUMENT + 1)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        text = error.strerror or str(error)
        return text[:1].lower() + text[1:]
    return "this cannot be the name of a file"


def tell(text: str | bytes) -> None:
    """Write an answer to standard output, in its encoding; a reader that has gone away is no error."""
    data = text if isinstance(text, bytes) else text.encode(_encoding(), "replace")
    try:
        click.echo(data, nl=False)
    except BrokenPipeError:
        # Whoever read has seen enough; nothing more must be written when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        fail([Problem(Location("<stdout>"), _reason(error))])


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def note(text: str) -> None:
    """Tell something beside the answer, on standard error."""
    click.echo(f"note: {text}", err=True)


def fail(problems: Iterable[Problem]) -> NoReturn:
    """Name every problem on standard error, and end."""
    for problem in problems:
        click.echo(f"error: {problem}", err=True)
    sys.exit(Exit.WRONG)


@contextmanager
def problems_told() -> Iterator[None]:
    """End with every problem of a wrong case or pack, or of a file that cannot be read or written."""
    try:
        yield
    except PolicyEngineError as error:
        fail(error.problems)
    except OSError as error:
        fail([Problem(Location(safe(str(error.filename or ""))), _reason(error))])


def screen_width() -> int:
    """How wide to write, within what people can read."""
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def painter() -> Paint:
    """Colours on a terminal, unless NO_COLOR (no-color.org) is set; none elsewhere."""
    if os.environ.get("NO_COLOR") or not (sys.stdout and sys.stdout.isatty()):
        return unpainted
    return _coloured


def _coloured(text: str, ink: Ink) -> str:
    return click.style(text, fg=_COLOURS.get(ink), bold=ink is Ink.HEADING or None, dim=ink is Ink.FAINT or None)
