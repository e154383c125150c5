"""Grow the located tree from a stream of openings, texts and closings, and refuse what a table may not hold.

Both ways of reading, YAML and JSON, end here, so both hold the same limits. Nothing recurses: the open tables and
lists are kept on a stack of our own, and a document that is too deep or too large stops the reading where it is so.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from policy_engine.errors import Location, Problem
from policy_engine.reading.nodes import Listing, Node, Null, Table, Text
from policy_engine.reading.strict_text import refused_character
from policy_engine.reading.suggest import shown

DEEPEST_NESTING = 40
MOST_NODES = 200_000
MOST_PROBLEMS = 100


class ReadingStoppedError(Exception):
    """Nothing more of this document can be read; the problem that says why is already reported."""


class TreeBuilder:
    """The tree of one document as far as it has been read, and every problem met so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.whole = True
        self._open: list[_OpenTable | _OpenListing] = []
        self._nodes = 0

    @property
    def inside(self) -> bool:
        """Whether a table or a list is open."""
        return bool(self._open)

    def text(self, value: str, at: Location, *, quoted: bool) -> None:
        self._count(at)
        if quoted and (character := refused_character(value)):  # by an escape, which stands in quotes only
            self.report(at, f"the text holds {character}", "remove its escape")
        self._place(Text(value, at, quoted))

    def null(self, at: Location) -> None:
        self._count(at)
        self._place(Null(at))

    def open_listing(self, at: Location) -> None:
        self._enter(_OpenListing(at), "a list")

    def open_table(self, at: Location) -> None:
        self._enter(_OpenTable(at), "a table")

    def close(self) -> None:
        self._place(self._open.pop().closed())

    def passed_over(self, at: Location) -> None:
        """Keep the place of something that is already reported, so that what follows it is read in its right role."""
        self._place(Listing((), at))

    def cut_off(self) -> None:
        """Take what has been read for the tree: nothing more can be read, and what is still open ends here."""
        self.whole = False
        match self._open[-1:]:
            case [_OpenTable(entries=[*_, (_, Null())] as entries)]:
                entries.pop()  # its value may be what could not be read
        while self._open:
            self.close()

    def report(self, at: Location, message: str, advice: str) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            self.problems.append(Problem(at, f"the reading stops here, after {MOST_PROBLEMS} problems"))
            raise ReadingStoppedError
        self.problems.append(Problem(at, message, advice))

    def stop(self, at: Location, message: str, advice: str) -> None:
        self.report(at, message, advice)
        raise ReadingStoppedError

    def _enter(self, inside: _OpenTable | _OpenListing, kind: str) -> None:
        self._count(inside.at)
        if len(self._open) == DEEPEST_NESTING:
            self.stop(inside.at, f"{kind} stands deeper than {DEEPEST_NESTING} levels", "nest less")
        if self._open and self._open[-1].expects_key:
            self.report(inside.at, f"{kind} cannot be a key", "name each value with a plain text")
        self._open.append(inside)

    def _count(self, at: Location) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            limit = f"{MOST_NODES:,}"
            self.stop(at, f"the document holds more than {limit} values", "split it into several documents")

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        inside = self._open[-1]
        if isinstance(inside, _OpenListing):
            inside.items.append(node)
        elif inside.expects_key:
            inside.key = self._checked_key(inside, node)
            inside.expects_key = False
        else:
            if inside.key:
                inside.entries.append((inside.key, node))
            inside.expects_key = True

    def _checked_key(self, table: _OpenTable, node: Node) -> Text | None:
        """The key that names the next value, or nothing when there is a problem with it: then the value is dropped."""
        if isinstance(node, Null) or (isinstance(node, Text) and not node.value):
            self.report(node.at, "a key is empty or null", "name the value, or remove the line")
        elif isinstance(node, Text):
            value, at, quoted = node
            if value == "<<" and not quoted:
                self.report(at, "the merge key `<<` is not allowed", "write the values out where they are needed")
                return None
            first = table.seen.setdefault(value, at)
            if first is at:
                return node
            again = f"the key {shown(value)} stands twice in one table, first at {first.line}:{first.column}"
            self.report(at, again, "keep one of the two")
        return None


@dataclass(slots=True)
class _OpenListing:
    at: Location
    items: list[Node] = field(default_factory=list)
    expects_key: bool = False

    def closed(self) -> Listing:
        return Listing(tuple(self.items), self.at)


@dataclass(slots=True)
class _OpenTable:
    at: Location
    entries: list[tuple[Text, Node]] = field(default_factory=list)
    seen: dict[str, Location] = field(default_factory=dict)
    key: Text | None = None
    expects_key: bool = True

    def closed(self) -> Table:
        return Table(tuple(self.entries), self.at)
