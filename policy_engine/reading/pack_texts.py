"""Open the files of a pack: which of them count, and the tables that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policy_engine.errors import Location, PackError, Problem
from policy_engine.reading.nodes import Table
from policy_engine.reading.problems import Problems
from policy_engine.reading.strict_yaml import read_document

if TYPE_CHECKING:
    from policy_engine.reading.shape import Schema

PACK_FILE = "pack.yaml"
SOURCES_FILE = "sources.yaml"
VOCABULARY_FILE = "facts.yaml"  # a released pack keeps the vocabulary that it was released with
SHEET_FILE = "sheet.yaml"  # which statements stand for rows of the fact sheet that have no ids; says nothing of the law
_LIKE_YAML = (".yml", ".YAML", ".YML")


@dataclass(frozen=True, slots=True)
class PackTexts:
    """The tables of a pack: its own, that of its sources if it has one apart, and those of its rule files by name."""

    pack: Table
    sources: Table | None
    rules: Mapping[str, Table]

    def objections(self, schemas: Mapping[str, Schema], told: tuple[Problem, ...]) -> Iterator[Problem]:
        """What the JSON Schema of each sort of file does not allow, and no reader has told."""
        if not schemas:
            return
        from policy_engine.reading.shape import check_shape  # slow to import, and released packs never need it

        sorts = [("pack", self.pack), ("sources", self.sources), *(("rules", table) for table in self.rules.values())]
        for sort, table in sorts:
            if table is not None and sort in schemas:
                yield from check_shape(table, schemas[sort], table.at.source, told)


def open_texts(files: Mapping[str, bytes], source: str) -> PackTexts:
    """Open all files of a pack.

    Raises PackError with every problem of every text: while one of them cannot be read, what the others mean would be
    misjudged.
    """
    problems = Problems()
    if PACK_FILE not in files:
        problems.add(Location(source), f"there is no `{PACK_FILE}`", "a pack says there what it is and covers")
    tables = {name: _table(name, files[name], source, problems) for name in _counted(files, source, problems)}
    problems.raise_as(PackError)
    found = {name: table for name, table in tables.items() if table is not None}
    rules = {name: table for name, table in found.items() if name not in (PACK_FILE, SOURCES_FILE)}
    return PackTexts(found[PACK_FILE], found.get(SOURCES_FILE), rules)


def _counted(files: Mapping[str, bytes], source: str, problems: Problems) -> Iterator[str]:
    """Every YAML file right in the folder, by name; the vocabulary and the map of the sheet are read by themselves."""
    for name in sorted(files):
        if "/" in name or name in (VOCABULARY_FILE, SHEET_FILE):
            continue
        if name.endswith(_LIKE_YAML):
            problems.add(Location(_place(name, source)), f"`{name}` is not read", "let its name end in `.yaml`")
        elif name.endswith(".yaml"):
            yield name


def _table(name: str, data: bytes, source: str, problems: Problems) -> Table | None:
    node, found = read_document(data, _place(name, source))
    problems.extend(found)
    if node is None or isinstance(node, Table):
        return node
    problems.add(node.at, f"`{name}` is not a table of names and values")
    return None


def _place(name: str, source: str) -> str:
    return f"{source}/{name}" if source else name
