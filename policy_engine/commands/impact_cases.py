"""Past cases as they come out of a file, one after the other: lines of JSON, or rows of Parquet where pyarrow is there.

A file is never held as a whole. What a line says is read only when it is decided, so that a wrong line stops nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from policy_engine.errors import CaseError, Location, Problem
from policy_engine.reading.strict_text import LARGEST_DOCUMENT
from policy_engine.reading.suggest import shown

STDIN = "-"
JSON_LINES = (".jsonl", ".ndjson")
PARQUET = ".parquet"
NO_COLUMNS = "reading `.parquet` needs pyarrow, which is not installed"
COLUMNS_EXTRA = "pip install 'policy-engine[columns]', or write the cases as lines of JSON"
WHOLE_CASE = "case"
"""The column that may hold a whole case as JSON, where columns do not hold its parts."""
ROWS_AT_ONCE = 256
TOO_LONG = b""
"""Stands for a line that is longer than any case may be."""

Stated: TypeAlias = "bytes | Mapping[str, object]"
"""What a line states: its text, or the values of a row."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of cases: how messages name it, and how large it is, where that is known."""

    name: str
    path: str
    size: int | None
    """Bytes of lines, or rows."""

    @property
    def is_parquet(self) -> bool:
        """Whether it holds rows in columns."""
        return self.path.endswith(PARQUET)


@dataclass(frozen=True, slots=True)
class Line:
    """One case with the number of its line or row, and how much of the file is read when it is."""

    number: int
    stated: Stated
    read: int


def source_of(path: str) -> Source:
    """Look at a file of cases without reading it.

    Raises CaseError for a file of another form, and where Parquet cannot be read here.
    """
    if path == STDIN:
        return Source("<stdin>", path, None)
    if path.endswith(PARQUET):
        return Source(path, path, _rows(path))
    if not path.endswith(JSON_LINES):
        message = f"{shown(path)} is no file of cases by its name"
        raise CaseError([Problem(Location("CASES"), message, "write `.jsonl` (a case a line), `.parquet` or `-`")])
    return Source(path, path, Path(path).stat().st_size)


def lines_of(source: Source) -> Iterator[Line]:
    """Every case of a file in its turn.

    Raises OSError where it cannot be read, and CaseError where it is no Parquet.
    """
    if source.is_parquet:
        yield from _rows_of(source.path)
    elif source.path == STDIN:
        yield from _json_lines(sys.stdin.buffer)
    else:
        with Path(source.path).open("rb") as file:
            yield from _json_lines(file)


def _json_lines(file: BinaryIO) -> Iterator[Line]:
    number, read = 0, 0
    while line := file.readline(LARGEST_DOCUMENT + 2):
        number += 1
        read += len(line)
        if len(line) > LARGEST_DOCUMENT + 1:
            while line and not line.endswith(b"\n"):
                line = file.readline(LARGEST_DOCUMENT)
                read += len(line)
            yield Line(number, TOO_LONG, read)
        elif line.strip():
            yield Line(number, line, read)


def _rows(path: str) -> int:
    """How many rows a Parquet file has.

    Raises CaseError where pyarrow is missing or the file is none.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import read_metadata
    except ImportError:
        raise CaseError([Problem(Location(path), NO_COLUMNS, COLUMNS_EXTRA)]) from None
    try:
        return int(read_metadata(path).num_rows)
    except ArrowException:
        raise CaseError([Problem(Location(path), "this is no Parquet file that can be read")]) from None


def _rows_of(path: str) -> Iterator[Line]:
    from pyarrow.parquet import ParquetFile

    number = 0
    with ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
            for row in batch.to_pylist():
                number += 1
                yield Line(number, _stated(row), number)


def _stated(row: Mapping[str, object]) -> Stated:
    """The case of a row: its JSON where one column holds that, else what its columns state."""
    text = row.get(WHOLE_CASE)
    if isinstance(text, str) and text.lstrip().startswith("{"):
        return text.encode()
    return {name: without_nulls(value) for name, value in row.items() if value is not None}


def without_nulls(value: object) -> object:
    """A value without what is null in it: in columns everything that is not stated is null."""
    if isinstance(value, Mapping):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [without_nulls(inner) for inner in value if inner is not None]
    return value
