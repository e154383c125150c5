"""`coverage`: hold packs against a fact sheet, and list every row of law that they do not cover."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import click
import msgspec

from policy_engine.catalog.packs import load_program, pack_files, source_name
from policy_engine.checks.bearing import names_of, shown_to_matter
from policy_engine.checks.sheets import RowCovered, SheetRow, Stated, in_sections, rows_covered
from policy_engine.commands.exits import Exit
from policy_engine.commands.packs_wanted import newest
from policy_engine.commands.streams import fail, problems_told, read_document, tell
from policy_engine.errors import Location, Problem, read_each
from policy_engine.reading.example_reader import read_examples
from policy_engine.reading.sheet_map_reader import read_sheet_map
from policy_engine.reading.sheet_reader import read_sheet
from policy_engine.reading.suggest import shown

_STRETCH = re.compile(r"(\d+(?:\.\d+)*)(?:-(\d+(?:\.\d+)*))?")
COUNT = "section {section}: rows {rows}; covered {covered}; missing {missing}"
TOTAL = "all: rows {rows}; covered {covered}; missing {missing}"
EXIT_CODES = """\b
Exit codes:
  0  every row is covered
  1  some row is missing
  2  wrong use, or a wrong pack
"""


@dataclass(frozen=True, slots=True)
class _Counted:
    section: str
    rows: int
    covered: int

    @property
    def missing(self) -> int:
        return self.rows - self.covered


@click.command("coverage", epilog=EXIT_CODES, short_help="Hold packs against a fact sheet.")
@click.argument("sheet")
@click.option("--sections", metavar="LIST", help="Only these sections, as in `0.4,1-8`.")
@click.option(
    "--pack", multiple=True, metavar="REF", help="`eu@0.1.0`, `eu` or a folder; else the newest of each region."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def sheet_coverage(sheet: str, sections: str | None, pack: tuple[str, ...], form: str) -> None:
    """List the rows of law in SHEET, a Markdown file, that no pack states, or that no example shows to matter."""
    wanted = _stretches(sections)
    with problems_told():
        data, source = read_document(sheet)
        every_row = read_sheet(data.decode("utf-8", "replace"), source)
        rows = [row for row in every_row if in_sections(row, wanted)]
        if not rows:
            fail([Problem(Location(source), "no row of law stands there", "rows are ids, or lines of tables of law")])
        covered = rows_covered(every_row, _packs(pack or newest(), every_row, rows))
    found = [one for one in covered if in_sections(one.row, wanted)]
    counts = _counts(found)
    tell(_as_json(found, counts) if form == "json" else "".join(f"{line}\n" for line in _as_text(found, counts)))
    sys.exit(Exit.SETTLED if all(one.covered for one in found) else Exit.FAILED)


def _stretches(text: str | None) -> list[tuple[str, str]]:
    """The sections that are wanted, each with a first and a last."""
    found = [(one, _STRETCH.fullmatch(one.strip())) for one in (text.split(",") if text is not None else ())]
    wrong = [one for one, match in found if match is None]
    if wrong:
        fail([Problem(Location("--sections"), f"{shown(wrong[0])} is no section", "write them as `0.4,1-8`")])
    return [(match[1], match[2] or match[1]) for _, match in found if match]


def _packs(refs: Sequence[str], every_row: Sequence[SheetRow], rows: Sequence[SheetRow]) -> list[Stated]:
    """What the packs state about the rows.

    Raises PackError with the problems of all that cannot be read.
    """
    return read_each(lambda ref: _stated(ref, every_row, rows), refs)


def _stated(ref: str, every_row: Sequence[SheetRow], rows: Sequence[SheetRow]) -> Stated:
    program = load_program(ref)
    files, source = pack_files(ref), source_name(ref)
    names = names_of(program.pack)
    maps = read_sheet_map(files, source, names)
    by = rows_covered(every_row, [Stated(ref, names, frozenset(), maps)])
    wanted = frozenset(name for one in by if one.row in rows for name in one.by)
    shown_names = shown_to_matter(program, read_examples(files, program.vocabulary, source), wanted)
    return Stated(ref, names, shown_names, maps)


def _counts(found: Sequence[RowCovered]) -> list[_Counted]:
    rows = Counter(one.row.section for one in found)
    covered = Counter(one.row.section for one in found if one.covered)
    return [_Counted(section, count, covered[section]) for section, count in rows.items()]


def _as_text(found: Sequence[RowCovered], counts: Sequence[_Counted]) -> list[str]:
    missing = [f"{one.row.at}: `{one.row.key}` is not covered: {one.why_not}" for one in found if not one.covered]
    told = [COUNT.format(**_slots(one)) for one in counts]
    return [*missing, *told, TOTAL.format(**_slots(_total(counts)))]


def _total(counts: Sequence[_Counted]) -> _Counted:
    return _Counted("", sum(one.rows for one in counts), sum(one.covered for one in counts))


def _slots(one: _Counted) -> dict[str, object]:
    return {"section": one.section, "rows": one.rows, "covered": one.covered, "missing": one.missing}


def _as_json(found: Sequence[RowCovered], counts: Sequence[_Counted]) -> bytes:
    missing = [
        {"row": one.row.key, "section": one.row.section, "at": str(one.row.at), "by": one.by, "why": one.why_not}
        for one in found
        if not one.covered
    ]
    total = {key: value for key, value in _slots(_total(counts)).items() if key != "section"}
    told = {**total, "sections": [_slots(one) for one in counts], "missing_rows": missing}
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
