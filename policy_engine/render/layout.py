"""How text is laid out on a screen of some width: rows with a label, a mark, words that wrap, and a citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from textwrap import wrap
from typing import Protocol

NO_BREAK = "\u00a0"
NARROWEST, WIDEST = 60, 120
INDENT, GAP = 2, 2
LEAST_TEXT = 28
"""Where fewer columns would be left for the words, a citation goes under them."""


class Ink(StrEnum):
    """What a piece of text is, for whoever colours it."""

    HEADING = "heading"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    FAINT = "faint"
    PLAIN = "plain"


class Paint(Protocol):
    """Colours a piece of text, or leaves it as it is."""

    def __call__(self, text: str, ink: Ink) -> str: ...


def unpainted(text: str, ink: Ink) -> str:  # noqa: ARG001  (the shape of every paint)
    """Leave text without colours."""
    return text


@dataclass(frozen=True, slots=True)
class Line:
    """Some words, with the place in the law that they rest on."""

    text: str
    cite: str = ""
    ink: Ink = Ink.PLAIN


@dataclass(frozen=True, slots=True)
class Row:
    """What is said about one thing: its label, a mark, and lines."""

    label: str
    mark: str
    lines: tuple[Line, ...]
    ink: Ink = Ink.PLAIN


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, if it has one, and what is to be said of all of them."""

    heading: str
    rows: tuple[Row, ...]
    note: str = ""


def laid_out(sections: Iterable[Section], width: int, paint: Paint = unpainted) -> Iterator[str]:
    """Lay sections out, labels and marks in columns that all of them share."""
    shown = [section for section in sections if section.rows]
    rows = [row for section in shown for row in section.rows]
    label = min(max((len(row.label) for row in rows), default=0), width // 3)
    mark = max((len(row.mark) for row in rows), default=0)
    for section in shown:
        if section.heading:
            yield ""
        for line in paragraph(section.heading, width):
            yield paint(line, Ink.HEADING)
        for row in section.rows:
            yield from _row(row, label, mark, width, paint)
        for line in paragraph(section.note, width, INDENT):
            yield paint(line, Ink.FAINT)


def paragraph(text: str, width: int, indent: int = 0) -> list[str]:
    """Wrap words, and never between two that NO-BREAK SPACE joins; what is longer than a line stands alone on it."""
    margin = " " * indent
    lines = wrap(
        text, width, initial_indent=margin, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
    )
    return [line.replace(NO_BREAK, " ") for line in lines]


def _row(row: Row, label: int, mark: int, width: int, paint: Paint) -> Iterator[str]:
    start = INDENT + (label + GAP if label else 0) + (mark + GAP if mark else 0)
    head = " " * INDENT
    if label:
        head += f"{row.label:<{label}}" + " " * GAP
    if len(row.label) > label:
        yield " " * INDENT + row.label
        head = " " * (INDENT + label + GAP)
    if mark:
        head += paint(f"{row.mark:<{mark}}", row.ink) + " " * GAP
    for line in row.lines:
        for text, cite in _beside(line, width - start):
            words = paint(text, line.ink) if line.ink is not Ink.PLAIN else text
            pad = " " * (width - start - len(text) - len(cite)) if cite else ""
            yield (head + words + pad + (paint(cite, Ink.FAINT) if cite else "")).rstrip()
            head = " " * start


def _beside(line: Line, width: int) -> Iterator[tuple[str, str]]:
    """The words of a line, wrapped, with the citation beside the first of them, or under them where it has no room."""
    left = width - len(line.cite) - GAP if line.cite else width
    first, *rest = paragraph(line.text, max(left, 1)) or [""]
    if line.cite and (left < LEAST_TEXT or len(first) > left or (rest and len(line.text) <= width)):
        yield from ((text, "") for text in paragraph(line.text, width))
        yield from (("", cite) for cite in paragraph(line.cite, width))
        return
    yield first, line.cite.replace(NO_BREAK, " ")
    yield from ((text, "") for text in rest)
