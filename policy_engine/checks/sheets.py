"""What a fact sheet lists, and which rows of it a pack covers: law that was researched must not get lost.

A row is covered by a rule, a carve-out, a row of a grid or an entry of `not_encoded` of its id, or by what extends
that id, or by what the pack's `sheet.yaml` names for it; but only where an example fails without that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policy_engine.errors import Location


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of law. `key` is its id, or its section and first cell; `section` the number of its heading."""

    key: str
    section: str
    at: Location
    has_id: bool = True


@dataclass(frozen=True, slots=True)
class Stated:
    """What one pack states: `shown` are the names that an example shows to matter; `maps` is its `sheet.yaml`."""

    pack: str
    names: frozenset[str]
    shown: frozenset[str]
    maps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowCovered:
    """What became of a row: what stands for it in the packs, and whether an example shows any of it to matter."""

    row: SheetRow
    by: tuple[str, ...]
    covered: bool

    @property
    def why_not(self) -> str:
        """Why it is not covered, for a message."""
        if not self.by:
            return "nothing in the packs states it"
        named = ", ".join(f"`{name}`" for name in self.by[:3])
        return f"no example fails without {named}"


def rows_covered(rows: Sequence[SheetRow], packs: Sequence[Stated]) -> tuple[RowCovered, ...]:
    """What became of every row, in the order of the sheet."""
    ids = frozenset(row.key for row in rows if row.has_id)
    return tuple(_covered(row, packs, ids) for row in rows)


def _covered(row: SheetRow, packs: Sequence[Stated], ids: frozenset[str]) -> RowCovered:
    by: list[str] = []
    shown = False
    for pack in packs:
        names = tuple(_standing_for(row, pack, ids))
        by += names
        shown = shown or any(name in pack.shown for name in names)
    return RowCovered(row, tuple(dict.fromkeys(by)), shown)


def _standing_for(row: SheetRow, pack: Stated, ids: frozenset[str]) -> Iterator[str]:
    """The names of a pack that stand for a row: mapped ones, the id itself, or else what extends it."""
    yield from pack.maps.get(row.key, ())
    if row.key in pack.names:
        yield row.key
    elif row.has_id:
        yield from sorted(name for name in pack.names if _extends(name, row.key, ids))


def _extends(name: str, key: str, ids: frozenset[str]) -> bool:
    """Whether a name extends an id of the sheet, and no longer id of it."""
    if not name.startswith(f"{key}."):
        return False
    parts = name.split(".")
    longest = next((".".join(parts[:n]) for n in range(len(parts), 1, -1) if ".".join(parts[:n]) in ids), "")
    return longest == key


def in_sections(row: SheetRow, wanted: Sequence[tuple[str, str]]) -> bool:
    """Whether a row stands in one of several stretches of sections: `("1", "8")`, or `("0.4", "0.4")`."""
    return not wanted or any(_within(row.section, first, last) for first, last in wanted)


def _within(section: str, first: str, last: str) -> bool:
    here, low, high = (_numbers(text) for text in (section, first, last))
    return bool(here) and here[: len(low)] >= low and here[: len(high)] <= high


def _numbers(section: str) -> tuple[int, ...]:
    return tuple(int(part) for part in section.split(".") if part.isdigit())
