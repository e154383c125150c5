"""Read JSON text (RFC 8259) with the place of every value and the spelling of every number.

`json.loads` keeps neither places nor spellings, and the YAML reader refuses what JSON allows: a character written as
two escapes of a surrogate pair, a name longer than 1,024 characters, a separator U+2028 inside a text. So this reads
the grammar itself: one pattern a token, one expectation a turn, no recursion.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from policy_engine.reading.strict_text import Places
from policy_engine.reading.strict_tree import ReadingStoppedError, TreeBuilder

_TOKEN = re.compile(
    r"""[ \t\r\n]*+(?:
        (?P<string>"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+")
      | (?P<colon>:)
      | (?P<comma>,)
      | (?P<word>true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?)
      | (?P<table>\{)
      | (?P<table_end>\})
      | (?P<list>\[)
      | (?P<list_end>\])
      | (?P<end>\Z)
      | (?P<other>.)
    )""",
    re.VERBOSE | re.DOTALL,
)


class _Expected(NamedTuple):
    """The tokens that the grammar allows next, and how to say so."""

    tokens: frozenset[str]
    said: str


_VALUE = _Expected(frozenset({"string", "word", "table", "list"}), "a value")
_FIRST_ITEM = _Expected(_VALUE.tokens | {"list_end"}, "a value or `]`")
_AFTER_ITEM = _Expected(frozenset({"comma", "list_end"}), "`,` or `]`")
_KEY = _Expected(frozenset({"string"}), "a key in double quotes")
_FIRST_KEY = _Expected(_KEY.tokens | {"table_end"}, "a key in double quotes or `}`")
_COLON = _Expected(frozenset({"colon"}), "`:`")
_AFTER_VALUE = _Expected(frozenset({"comma", "table_end"}), "`,` or `}`")
_END = _Expected(frozenset({"end"}), "nothing more")


def looks_like_json(text: str) -> bool:
    return text.lstrip(" \t\r\n")[:1] in ("{", "[")


def read_json(places: Places) -> tuple[TreeBuilder, int | None]:
    """Give what the text holds and, if it is not JSON, the offset where it stops being JSON."""
    reading = _Reading(places)
    mistake = None
    try:
        mistake = reading.run()
        if mistake is not None:
            reading.report(mistake)
            reading.tree.cut_off()
    except ReadingStoppedError:
        reading.tree.cut_off()
    return reading.tree, mistake


class _Reading:
    def __init__(self, places: Places) -> None:
        self.tree = TreeBuilder()
        self.places = places
        self.expected = _VALUE
        self.around = [_END]  # what is expected after the value, after the list around it, and so on outwards

    def run(self) -> int | None:
        offset = 0
        while token := _TOKEN.match(self.places.text, offset):
            kind = token.lastgroup or "other"
            start, offset = token.span(kind)
            if kind not in self.expected.tokens:
                return start
            if kind == "end":
                break
            self.take(kind, token.group(kind), start)
        return None

    def take(self, kind: str, spelling: str, start: int) -> None:
        match kind:
            case "string" if self.expected is _KEY or self.expected is _FIRST_KEY:
                self.tree.text(_unescaped(spelling), self.places.at(start), quoted=True)
                self.expected = _COLON
            case "string" | "word":
                self.take_scalar(kind, spelling, start)
            case "colon":
                self.expected = _VALUE
            case "comma":
                self.expected = _KEY if self.around[-1] is _AFTER_VALUE else _VALUE
            case "table":
                self.tree.open_table(self.places.at(start))
                self.around.append(_AFTER_VALUE)
                self.expected = _FIRST_KEY
            case "list":
                self.tree.open_listing(self.places.at(start))
                self.around.append(_AFTER_ITEM)
                self.expected = _FIRST_ITEM
            case "table_end" | "list_end":
                self.tree.close()
                self.around.pop()
                self.expected = self.around[-1]

    def take_scalar(self, kind: str, spelling: str, start: int) -> None:
        at = self.places.at(start)
        if kind == "string":
            self.tree.text(_unescaped(spelling), at, quoted=True)
        elif spelling == "null":
            self.tree.null(at)
        else:
            self.tree.text(spelling, at, quoted=False)
        self.expected = self.around[-1]

    def report(self, mistake: int) -> None:
        advice = "correct the text at the mark" + self.places.pointed_at(mistake)
        self.tree.report(self.places.at(mistake), f"the JSON text needs {self.expected.said} here", advice)


def _unescaped(spelling: str) -> str:
    if "\\" not in spelling:
        return spelling[1:-1]
    value: str = json.loads(spelling)
    return value
