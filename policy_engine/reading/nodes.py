"""The located tree of a document: every text, list and table knows where it stands, and nothing has a type yet.

A scalar is text as it was spelled: `NO`, `1.10`, `014` and `true` mean what the vocabulary says they mean, later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from policy_engine.errors import Location

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


class Text(NamedTuple):
    """A scalar. `quoted` tells `"014"` from `014`; numbers and truth values of JSON arrive unquoted."""

    value: str
    at: Location
    quoted: bool = False

    def plain(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Null:
    """An explicit `null` or `~`, or a name with nothing behind it: never the same as leaving the name out."""

    at: Location

    def plain(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Node, ...]
    at: Location

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)

    def plain(self) -> list[Plain]:
        return [item.plain() for item in self.items]


@dataclass(frozen=True, slots=True)
class Table:
    """Named values in the order of the text; no name stands twice."""

    entries: tuple[tuple[Text, Node], ...]
    at: Location
    _named: dict[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = {key.value: node for key, node in self.entries}
        if len(named) != len(self.entries):
            raise ValueError("a table names each of its values once")
        object.__setattr__(self, "_named", named)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, key: str) -> bool:
        return key in self._named

    def get(self, key: str) -> Node | None:
        return self._named.get(key)

    def keys(self) -> tuple[str, ...]:
        return tuple(self._named)

    def plain(self) -> dict[str, Plain]:
        return {key: node.plain() for key, node in self._named.items()}


Node: TypeAlias = Text | Null | Listing | Table
