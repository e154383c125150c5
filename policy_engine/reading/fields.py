"""Ask a table for its values by name; what is missing, unknown or of the wrong sort is told with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar, assert_never

from policy_engine.errors import Location
from policy_engine.facts.values import parse_day
from policy_engine.reading.nodes import Listing, Node, Null, Table, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.suggest import did_you_mean, shown

_Word = TypeVar("_Word", bound=StrEnum)

LONGEST_TEXT = 2_000
LONGEST_ADVICE = 300
_ID = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+")
_FEWEST_WORDS = 3


MOST_BRIEF = 60
"""So many letters fit on the line of a table."""


class Fields:
    """The values of one table. Every method that finds nothing usable reports why, and returns None."""

    __slots__ = ("_problems", "at", "table", "what")

    def __init__(self, table: Table, what: str, problems: Problems) -> None:
        self.table = table
        self.what = what
        self.at: Location = table.at
        self._problems = problems

    @classmethod
    def of(cls, node: Node, known: Collection[str], what: str, problems: Problems) -> Fields | None:
        """Open a table whose keys are a closed set; refuse every key outside of it."""
        table = table_of(node, what, problems)
        return None if table is None else cls.of_table(table, known, what, problems)

    @classmethod
    def of_table(cls, table: Table, known: Collection[str], what: str, problems: Problems) -> Fields:
        """Open what is a table already."""
        for key, _ in table.entries:
            if key.value not in known:
                advice = did_you_mean(key.value, known) or known_words(known)
                problems.add(key.at, f"{what} has no key {shown(key.value)}", advice)
        return cls(table, what, problems)

    def __contains__(self, name: str) -> bool:
        return name in self.table

    def node(self, name: str) -> Node | None:
        """A value that must be there."""
        found = self.table.get(name)
        if found is None:
            self._problems.add(self.at, f"{self.what} has no `{name}`")
        return found

    def optional(self, name: str) -> Node | None:
        """A value that may be left out."""
        return self.table.get(name)

    def text(self, name: str) -> str | None:
        node = self.node(name)
        return None if node is None else text_of(node, f"`{name}` of {self.what}", self._problems)

    def optional_text(self, name: str) -> str | None:
        node = self.optional(name)
        return None if node is None else text_of(node, f"`{name}` of {self.what}", self._problems)

    def word(self, name: str, words: type[_Word]) -> _Word | None:
        node = self.node(name)
        return None if node is None else word_of(node, words, f"`{name}` of {self.what}", self._problems)

    def optional_word(self, name: str, words: type[_Word]) -> _Word | None:
        node = self.optional(name)
        return None if node is None else word_of(node, words, f"`{name}` of {self.what}", self._problems)

    def day(self, name: str) -> date | None:
        node = self.node(name)
        return None if node is None else day_of(node, f"`{name}` of {self.what}", self._problems)

    def flag(self, name: str) -> bool:
        """A `true` or `false` that is false when left out."""
        node = self.optional(name)
        return node is not None and flag_of(node, f"`{name}` of {self.what}", self._problems) is True

    def id(self) -> str | None:
        """The table's own `id`."""
        node = self.node("id")
        return None if node is None else id_of(node, f"`id` of {self.what}", self._problems)

    def title(self) -> str | None:
        """The table's `title`, which is a sentence."""
        node = self.node("title")
        return None if node is None else sentence_of(node, f"`title` of {self.what}", self._problems)

    def brief(self) -> str:
        """What a statement or fact says in a few words; empty where it says so only in full."""
        brief, node = self.optional_text("brief") or "", self.optional("brief")
        if node is not None and len(brief) > MOST_BRIEF:
            message = f"`brief` of {self.what} has {len(brief)} letters, and a line has room for {MOST_BRIEF}"
            self._problems.add(node.at, message, "shorten it; the whole stands elsewhere")
        return brief

    def listing(self, name: str) -> tuple[Node, ...]:
        """A list that may be left out, but is not empty."""
        node = self.optional(name)
        return () if node is None else items_of(node, f"`{name}` of {self.what}", self._problems)


def sort_of(node: Node) -> str:
    """What a node is, in the words of messages."""
    match node:
        case Text():
            return "a text"
        case Null():
            return "null"
        case Listing():
            return "a list"
        case Table():
            return "a table"
        case _:
            assert_never(node)


def table_of(node: Node, what: str, problems: Problems) -> Table | None:
    """A node as a table."""
    if isinstance(node, Table):
        return node
    message = f"{what} is a table of names and values, not {sort_of(node)}"
    problems.add(node.at, message, "write `{name: value}`, or one `name: value` a line")
    return None


def items_of(node: Node, what: str, problems: Problems) -> tuple[Node, ...]:
    """The items of a list that is not empty."""
    if not isinstance(node, Listing):
        advice = f"write `[{node.value}]`" if isinstance(node, Text) and len(node.value) <= 60 else ""
        problems.add(node.at, f"{what} is a list, not {sort_of(node)}", advice or "write `[one, another]`")
        return ()
    if not node.items:
        problems.add(node.at, f"{what} is an empty list", "name at least one, or leave it out")
    return node.items


def one_or_more(node: Node, what: str, problems: Problems) -> tuple[Node, ...]:
    """The items of a list, or the one value that stands for a list of one."""
    return items_of(node, what, problems) if isinstance(node, Listing) else (node,)


def text_of(node: Node, what: str, problems: Problems) -> str | None:
    """A node as a text that says something."""
    match node:
        case Text(value=value) if value.strip() and len(value) <= LONGEST_TEXT:
            return value
        case Text(value=value) if value.strip():
            problems.add(node.at, f"{what} is longer than {LONGEST_TEXT:,} characters", "shorten it")
        case Text():
            problems.add(node.at, f"{what} is empty", "write its value, or leave it out")
        case Null():
            problems.add(node.at, f"{what} is null", "write its value, or leave it out")
        case Listing() | Table():
            problems.add(node.at, f"{what} is a text, not {sort_of(node)}", "write one word or sentence")
        case _:
            assert_never(node)
    return None


def word_of(node: Node, words: type[_Word], what: str, problems: Problems) -> _Word | None:
    """A node as one of a closed set of words."""
    text = text_of(node, what, problems)
    if text is None:
        return None
    known = [word.value for word in words]
    if text not in known:
        problems.add(node.at, f"{what} cannot be {shown(text)}", did_you_mean(text, known) or known_words(known))
        return None
    return words(text)


def flag_of(node: Node, what: str, problems: Problems) -> bool | None:
    """A node as `true` or `false`, spelled so and no other way."""
    text = text_of(node, what, problems)
    if text is None:
        return None
    if text not in ("true", "false"):
        problems.add(node.at, f"{what} is `true` or `false`, not {shown(text)}")
        return None
    return text == "true"


def day_of(node: Node, what: str, problems: Problems) -> date | None:
    """A node as a day."""
    text = text_of(node, what, problems)
    if text is None:
        return None
    try:
        return parse_day(text)
    except ValueError as reason:
        problems.add(node.at, f"{what} is no date: {shown(text)}", str(reason))
        return None


def id_of(node: Node, what: str, problems: Problems) -> str | None:
    """A node as the id of a statement, such as `eu.withdrawal.exc.e`."""
    text = text_of(node, what, problems)
    if text is None:
        return None
    if not _ID.fullmatch(text):
        advice = "lower-case words joined by dots, such as `eu.withdrawal.period`"
        problems.add(node.at, f"{what} cannot be {shown(text)}", advice)
        return None
    return text


def sentence_of(node: Node, what: str, problems: Problems) -> str | None:
    """A node as a sentence: a reader of the decision sees it, and a bare heading says nothing."""
    text = text_of(node, what, problems)
    if text is None:
        return None
    if not (text[0].isupper() or text[0].isdigit()) or len(text.split()) < _FEWEST_WORDS:
        problems.add(node.at, f"{what} is not a sentence", "begin with a capital and say in a few words what holds")
        return None
    return text


def is_id(text: str) -> bool:
    """Whether a text has the form of an id or a dotted name."""
    return _ID.fullmatch(text) is not None


def known_words(words: Iterable[str]) -> str:
    """List what would have been right, as long as that is short."""
    listed = ", ".join(f"`{word}`" for word in words)
    return f"known are {listed}" if 0 < len(listed) <= LONGEST_ADVICE else ""
