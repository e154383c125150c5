"""Read the rows of law from a fact sheet, which is Markdown: ids in headings, tables and paragraphs, and rows without.

A sheet also holds what is no law of its own: its codes, summaries, worked examples, lists of mistakes, change logs,
open points and sources. Those are told by their headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from policy_engine.checks.sheets import SheetRow
from policy_engine.errors import Location

_ID = r"[a-z]{2,}(?:-[a-z]{2})?(?:\.[a-z0-9_]+)+"
_ID_ALONE = re.compile(_ID)
_HEADING = re.compile(r"(#+)\s+(.*)")
_HEADING_ID = re.compile(rf"`?({_ID})`?(?![\w.*])")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?\s")
_PARAGRAPH_ID = re.compile(rf"`({_ID})`")
_RULER = re.compile(r"\|[\s:|-]+\|?")
_NO_LAW = re.compile(
    r"mistakes|change log|\bsources?\b (read|register)|worked|open (points|items)|least certain|examples?$",
    re.IGNORECASE,
)
_NO_ROWS = re.compile(r"how to read|timeline", re.IGNORECASE)
"""Below these headings only rows with ids are law: the others tell how the sheet is made, or when the law changed."""
_VERSION = "Version"


def read_sheet(text: str, source: str) -> tuple[SheetRow, ...]:
    """Every row of law in the order of the sheet, each once.

    A row without an id is named by its section and first cell, `3.6/AT`; a second one of that name ends in `#2`.
    """
    reading = _Reading(source)
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        reading.take(number, line, lines[number] if number < len(lines) else "")
    return tuple(reading.rows())


@dataclass(slots=True)
class _Heading:
    level: int
    title: str
    section: str


@dataclass(slots=True)
class _Reading:
    """Where the reading of a sheet stands."""

    source: str
    headings: list[_Heading] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    fenced: bool = False
    found: list[SheetRow] = field(default_factory=list)

    def take(self, number: int, line: str, following: str) -> None:
        """Take in one line."""
        if line.startswith("```"):
            self.fenced = not self.fenced
        if self.fenced:
            return
        heading = _HEADING.fullmatch(line.strip())
        if heading:
            self._heading(number, len(heading[1]), heading[2])
        elif line.startswith("|"):
            self._row(number, line, following)
        else:
            self.columns = ()
            paragraph = _PARAGRAPH_ID.match(line)
            if paragraph and not self._no_law:
                self._add(number, paragraph[1])

    def rows(self) -> Iterator[SheetRow]:
        """The rows; an id that stands in several places counts where it stands first."""
        seen: set[str] = set()
        for row in self.found:
            if row.key not in seen:
                seen.add(row.key)
                yield row

    def _heading(self, number: int, level: int, title: str) -> None:
        self.columns = ()
        self.headings = [one for one in self.headings if one.level < level]
        numbered = _NUMBER.match(title)
        inherited = self.headings[-1].section if self.headings else ""
        self.headings.append(_Heading(level, title, numbered[1] if numbered else inherited))
        found = _HEADING_ID.match(title)
        if found and not self._no_law:
            self._add(number, found[1])

    def _row(self, number: int, line: str, following: str) -> None:
        cells = [_plain(cell) for cell in line.strip().strip("|").split("|")]
        if not self.columns:
            self.columns = tuple(cells) if _RULER.fullmatch(following.strip()) else ()
        elif not _RULER.fullmatch(line.strip()):
            for key in self._keys(cells[0]):
                self._add(number, key, has_id=_ID_ALONE.fullmatch(key) is not None)

    def _keys(self, first: str) -> Iterator[str]:
        """The rows of law that a line of a table is: one, or one for each id in its first cell."""
        if self._no_law or self._summary:
            return
        if self.columns[0].lower() == "id":
            yield from (one.strip() for one in first.split(" / ") if _ID_ALONE.fullmatch(one.strip()))
        elif self.columns[0] != _VERSION and not any(_NO_ROWS.search(one.title) for one in self.headings):
            yield f"{self._name}/{first}"

    @property
    def _no_law(self) -> bool:
        return any(_NO_LAW.search(one.title) for one in self.headings)

    @property
    def _summary(self) -> bool:
        """Whether a table only points to rows that have ids elsewhere."""
        return any(column.lower() in ("id", "source id") for column in self.columns[1:])

    @property
    def _name(self) -> str:
        """How the rows below the nearest heading are named: by its id, its number, or its words."""
        heading = self.headings[-1] if self.headings else _Heading(0, "", "")
        named = _HEADING_ID.match(heading.title)
        return named[1] if named else heading.section or heading.title

    def _add(self, number: int, key: str, *, has_id: bool = True) -> None:
        if not has_id:
            times = Counter(row.key.partition("#")[0] for row in self.found)[key]
            key = f"{key}#{times + 1}" if times else key
        section = self.headings[-1].section if self.headings else ""
        self.found.append(SheetRow(key, section, Location(self.source, number, 1), has_id))


def _plain(cell: str) -> str:
    return cell.replace("**", "").replace("`", "").strip()
