"""Lines of a rule file on a screen: as they were written, and what is too wide goes on further in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap

from policy_engine.errors import Location
from policy_engine.render.layout import NO_BREAK
from policy_engine.render.safety import safe
from policy_engine.rules.model import Pack

Quote = Callable[[Pack, Location], Sequence[str]]
"""The lines of a pack's file on which the statement stands that begins at a place."""

INDENT = 2
HANGING = 4


def quotation(lines: Iterable[str], width: int) -> Iterator[str]:
    """Quote the lines of a file within a width, broken only at a space, and where it can be after a whole value."""
    for line in lines:
        told = safe(line)
        if INDENT + len(told) <= width:
            yield (" " * INDENT + told).rstrip()
            continue
        together = _broken(told.replace(": ", f":{NO_BREAK}"), width)
        fits = all(len(part) <= width for part in together)
        yield from (part.replace(NO_BREAK, " ") for part in (together if fits else _broken(told, width)))


def _broken(told: str, width: int) -> list[str]:
    start = INDENT + len(told) - len(told.lstrip(" "))
    return wrap(
        told.lstrip(" "),
        width,
        initial_indent=" " * start,
        subsequent_indent=" " * (start + HANGING),
        break_long_words=False,
        break_on_hyphens=False,
    )
