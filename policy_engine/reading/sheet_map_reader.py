"""Read `sheet.yaml`: which statements of a pack stand for rows of the fact sheet that do not have their ids."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policy_engine.errors import PackError
from policy_engine.reading.fields import Fields, items_of, table_of, text_of
from policy_engine.reading.nodes import Listing, Node
from policy_engine.reading.pack_texts import SHEET_FILE
from policy_engine.reading.problems import Problems
from policy_engine.reading.setting import one_of_known
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import shown


def read_sheet_map(files: Mapping[str, bytes], source: str, known: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Read the names of statements by the rows that they stand for; nothing where the pack has no `sheet.yaml`.

    Raises PackError with every problem: names that the pack does not have, and what is no map of names.
    """
    if SHEET_FILE not in files:
        return {}
    problems = Problems()
    node, found = read_document(files[SHEET_FILE], f"{source}/{SHEET_FILE}")
    problems.extend(found)
    fields = None if node is None else Fields.of(node, ("rows",), f"`{SHEET_FILE}`", problems)
    rows = None if fields is None else fields.node("rows")
    table = None if rows is None else table_of(rows, f"`rows` of `{SHEET_FILE}`", problems)
    read = {key.value: _names(key.value, entry, known, problems) for key, entry in (table.entries if table else ())}
    problems.raise_as(PackError)
    return read


def _names(row: str, node: Node, known: Collection[str], problems: Problems) -> tuple[str, ...]:
    what = f"row {shown(row)}"
    nodes = items_of(node, what, problems) if isinstance(node, Listing) else (node,)
    names: list[str] = []
    for one in nodes:
        name = text_of(one, what, problems)
        if name is not None and name not in known:
            problems.add(one.at, f"{what} names {shown(name)}, which the pack does not have", one_of_known(name, known))
        names += [name] if name is not None else []
    return tuple(names)
