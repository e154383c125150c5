"""Read which members of a list a statement names, and how many pieces of each: `request.items: {shirt: 2, ring: 1}`.

It is another way of writing what the members state themselves: a named one is covered, every other is not, and of
each so many pieces are kept as the line has more than are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policy_engine.errors import Location
from policy_engine.facts.vocabulary import Naming
from policy_engine.reading.fields import sort_of, text_of
from policy_engine.reading.nodes import Listing, Node, Table, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.setting import one_of_known
from policy_engine.reading.suggest import shown

ALL = "all"
_FORMS = "list the entries (`[shirt, ring]`), or say how many pieces of each (`{shirt: 2, ring: all}`)"


class Entry(NamedTuple):
    """One fact of one member, as a naming states it."""

    fact: str
    member: str
    at: Location
    node: Node


def entries_of(
    naming: Naming, node: Node, ids: tuple[str, ...], quantities: Mapping[str, Node], problems: Problems
) -> Iterator[Entry]:
    """What a naming states of every member; `quantities` holds how many pieces each line is said to have."""
    named = _named(naming, node, ids, problems)
    for member in ids if named is not None else ():
        found = None if named is None else named.get(member)
        if found is None:
            yield Entry(naming.covers, member, node.at, Text("false", node.at))
            continue
        at, count = found
        yield Entry(naming.covers, member, at, Text("true", at))
        kept = _kept(naming, member, at, count, quantities.get(member), problems)
        if kept is not None:
            yield Entry(naming.kept, member, at, Text(str(kept), at))


def _named(
    naming: Naming, node: Node, ids: tuple[str, ...], problems: Problems
) -> dict[str, tuple[Location, str]] | None:
    what = f"`{naming.at}`"
    match node:
        case Listing():
            pairs: list[tuple[Node, Node | None]] = [(entry, None) for entry in node]
        case Table():
            pairs = list(node.entries)
        case _:
            problems.add(node.at, f"{what} is a list or a table, not {sort_of(node)}", _FORMS)
            return None
    found: dict[str, tuple[Location, str]] = {}
    for key, value in pairs:
        member = text_of(key, f"what {what} names", problems)
        count = ALL if value is None else text_of(value, f"how many pieces {what} names", problems)
        if member is None or count is None:
            continue
        if member not in ids:
            advice = one_of_known(member, ids) or "state the entries first"
            problems.add(key.at, f"{what} names {shown(member)}, which is no entry", advice)
        elif member in found:
            problems.add(key.at, f"{what} names {shown(member)} twice", "keep one of the two")
        else:
            found[member] = (key.at, count)
    return found


def _kept(
    naming: Naming, member: str, at: Location, count: str, quantity: Node | None, problems: Problems
) -> int | None:
    """How many pieces of a member are not named."""
    if count == ALL:
        return 0
    if not count.isdecimal() or int(count) < 1:
        problems.add(at, f"`{naming.at}` does not say how many pieces of {shown(member)}", _FORMS)
        return None
    if not isinstance(quantity, Text) or not quantity.value.isdecimal():
        word = naming.quantity.rpartition(".")[2]
        problems.add(
            at, f"{shown(member)} does not say how many pieces it has", f"state its `{word}`, or write `{ALL}`"
        )
        return None
    kept = int(quantity.value) - int(count)
    if kept < 0:
        message = f"`{naming.at}` names more pieces of {shown(member)} than the {quantity.value} it has"
        problems.add(at, message, "correct one of the two")
        return None
    return kept
