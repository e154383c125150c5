"""Hold the layout rules of YAML 1.2 that the parser lets slip, so that no other reader sees another document.

Section 6.6: a comment stands apart from what is before it. Section 6.1 and rule [69]: what is in brackets or quotes
and runs over several lines stays deeper than the block around it, and tabs do not make it deeper. Rule [126]: a dash
alone is no text, and a `?` right before a text belongs to it, which the parser reads otherwise; since nobody needs
a `?` before a key, it is refused wherever it marks one. Section 8.1.1.1: the empty lines before a block text are not
deeper than the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from policy_engine.reading.strict_text import Places
from policy_engine.reading.strict_tree import TreeBuilder

_COMMENT_OR_MARK = re.compile(r"#[^\r\n]*|\?")
_BLOCK_HEADER = re.compile(r"[|>]([-+0-9]*)(#?)[^\r\n]*")
_LINE = re.compile(r"(?:\r\n?|\n)([^\r\n]*)")


class Layout:
    """Follows the events of one document and looks at the text between and inside them."""

    def __init__(self, places: Places, tree: TreeBuilder) -> None:
        self.places = places
        self.tree = tree
        self.read_until = 0
        self.next_mark = self._mark_from(0)  # where the next comment or mark may stand, if it is no part of a text
        self.blocks: list[int] = []  # the columns of the block tables and lists that are open
        self.brackets: list[int] = []  # the offsets of the brackets that are open

    def see(self, event: yaml.Event) -> None:
        assert event.start_mark is not None  # only a program that builds events leaves marks out
        assert event.end_mark is not None
        start, end = event.start_mark.index, event.end_mark.index
        if self.next_mark < start:
            self.between_events(start)
        if isinstance(event, yaml.ScalarEvent):  # what is there most often comes first
            if end > self.read_until:
                self.read_on(end)
            if event.style or event.value == "-":
                self.scalar(event, start, end)
            return
        if end > self.read_until and not self.places.text.startswith("?", start):
            self.read_on(end)
        if isinstance(event, yaml.CollectionStartEvent):
            if event.flow_style:
                self.brackets.append(start)
            else:
                self.blocks.append(event.start_mark.column)
        elif isinstance(event, yaml.CollectionEndEvent):
            opened = self.brackets.pop() if self.brackets else None
            if opened is None:
                self.blocks.pop()
            elif not self.brackets:
                self.lines_stay_inside(opened, end, comments=True)

    def read_on(self, end: int) -> None:
        self.read_until = end
        if self.next_mark < end:
            self.next_mark = self._mark_from(end)

    def _mark_from(self, start: int) -> int:
        found = _COMMENT_OR_MARK.search(self.places.text, start)
        return found.start() if found is not None else len(self.places.text)

    def scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> None:
        match event.style:
            case "'" | '"' if not self.brackets:
                self.lines_stay_inside(start, end, comments=False)
            case "|" | ">":
                self.block_text(start)
            case "" | None if event.value == "-":
                advice = "put the dash in quotes, or write the list with one item a line"
                self.tree.report(self.places.at(start), "a dash alone is not a text", advice)

    def between_events(self, until: int) -> None:
        found = _COMMENT_OR_MARK.search(self.places.text, self.read_until, until)
        while found is not None:
            if found.group() == "?":
                place = self.places.at(found.start())
                self.tree.report(place, "a `?` before a key is not allowed", "write `key: value`, or quote the `?`")
            elif self.places.text[found.start() - 1 : found.start()].strip(" \t\r\n"):
                self.comment_touches(found.start())
            found = _COMMENT_OR_MARK.search(self.places.text, found.end(), until)

    def comment_touches(self, offset: int) -> None:
        advice = "put a space before the `#`, or quotes around the text that holds it"
        self.tree.report(self.places.at(offset), "a comment touches what is before it", advice)

    def lines_stay_inside(self, start: int, end: int, *, comments: bool) -> None:
        for offset, line in _lines(self.places.text, start, end):
            content = line.strip(" \t")
            if content and not (comments and content.startswith("#")) and _indent(line) < self.least_indent:
                message = f"this line is not deeper than the block around it, with {self.least_indent} spaces or more"
                self.tree.report(self.places.at(offset), message, "indent the line with spaces")
                return

    def block_text(self, start: int) -> None:
        header = _BLOCK_HEADER.match(self.places.text, start)
        if not header:
            return
        indicators, hash_sign = header.groups()
        if hash_sign:
            self.comment_touches(header.start(2))
        if not indicators.strip("+-"):
            self.empty_lines_are_not_deeper(header.end())

    def empty_lines_are_not_deeper(self, start: int) -> None:
        deepest, place = 0, start
        for offset, line in _lines(self.places.text, start, len(self.places.text)):
            if not line.strip(" "):
                deepest, place = max((deepest, place), (len(line), offset))
                continue
            if self.least_indent <= _indent(line) < deepest:
                message = "this empty line is deeper than the text that follows it"
                self.tree.report(self.places.at(place), message, "remove the spaces of the empty line")
            return

    @property
    def least_indent(self) -> int:
        return self.blocks[-1] + 1 if self.blocks else 0


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Give the lines after the first, each with its offset."""
    for line in _LINE.finditer(text, start, end):
        yield line.start(1), line.group(1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
