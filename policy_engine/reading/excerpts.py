"""The lines of a pack's file on which one statement stands, as their author wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import dedent

import yaml

from policy_engine.errors import Location
from policy_engine.reading.strict_text import decoded
from policy_engine.reading.strict_yaml import PARSER

CARVE_OUTS = "unless"
BLOCK_STYLES = ("|", ">")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Excerpts:
    """The files of a pack that was read, to quote from. `source` is how places name its folder."""

    files: Mapping[str, bytes]
    source: str
    _opened: dict[str, _File] = field(default_factory=dict, init=False, repr=False, compare=False)

    def at(self, place: Location) -> tuple[str, ...]:
        """The lines of the statement that begins at a place, without its carve-outs, which are statements themselves.

        Empty where nothing begins there.
        """
        name = place.source.removeprefix(self.source).removeprefix("/")
        if name not in self.files:
            return ()
        if name not in self._opened:
            self._opened[name] = _File.of(self.files[name])
        return self._opened[name].lines_of(place)


@dataclass(frozen=True, slots=True)
class _File:
    """A text with its tables, by the line and column at which each begins."""

    text: str
    tables: Mapping[tuple[int, int], yaml.MappingNode]

    @classmethod
    def of(cls, data: bytes) -> _File:
        text, _ = decoded(data, "")
        tables: dict[tuple[int, int], yaml.MappingNode] = {}
        for node in _tables_in(yaml.compose(text, Loader=PARSER)):
            tables.setdefault((node.start_mark.line + 1, node.start_mark.column + 1), node)
        return cls(text, tables)

    def lines_of(self, place: Location) -> tuple[str, ...]:
        node = self.tables.get((place.line, place.column))
        if node is None:
            return ()
        if node.flow_style:
            return _flush(" " * node.start_mark.column + self.text[node.start_mark.index : node.end_mark.index])
        lines = _LINE_END.split(self.text)
        wanted = [lines[number] for first, last in _parts(node) for number in range(first, last)]
        return _flush("\n".join(wanted))


def _parts(node: yaml.MappingNode) -> Iterator[tuple[int, int]]:
    """The lines of a table in block style, from and up to, with those left out on which its carve-outs stand."""
    first = node.start_mark.line
    for key, value in node.value:
        if key.value == CARVE_OUTS:
            yield first, key.start_mark.line
            first = _after(value)
    yield first, _after(node)


def _after(node: yaml.Node) -> int:
    """The line after a value. The parser ends what is in block style where the next thing begins, so its last part is
    asked instead.
    """
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _after(last[1] if isinstance(last, tuple) else last)
    ends_with_line = isinstance(node, yaml.ScalarNode) and node.style in BLOCK_STYLES
    after: int = node.end_mark.line + (not ends_with_line)
    return after


def _flush(text: str) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in _LINE_END.split(dedent(text).rstrip()))


def _tables_in(root: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """Every table of a document, outer ones first."""
    pending = [] if root is None else [root]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.MappingNode):
            yield node
            pending += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            pending += node.value
