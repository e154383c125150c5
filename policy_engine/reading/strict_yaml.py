"""Read YAML 1.2 and JSON text so strictly that it means one thing to every reader, with a place for everything.

Taken: tables, lists and texts. Refused: whatever makes a text mean something it does not show, or two things to two
readers: a key that stands twice, anchors and aliases, merge keys, tags, directives, several documents in one, keys
that are no text. All problems come at once. No scalar gets a type here: `NO` is not false and `1.10` is not 1.1.

The parser is libyaml's, by way of its events; the tree is ours. JSON text goes another way (strict_json), decided by
measurement: libyaml refuses every character that a JSON writer spelled as a surrogate pair, and every key above
1,024 characters, while a tokenizer of our own is short and keeps places and spellings exactly. A text that
only looks like JSON, with a comment or a comma too many, is read as YAML.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml

from policy_engine.errors import Location, Problem
from policy_engine.reading.nodes import Node
from policy_engine.reading.strict_json import looks_like_json, read_json
from policy_engine.reading.strict_layout import Layout
from policy_engine.reading.strict_text import (
    Places,
    decoded,
    refused_characters,
    refused_separators,
    without_refused,
    without_separators,
)
from policy_engine.reading.strict_tree import ReadingStoppedError, TreeBuilder
from policy_engine.reading.strict_words import words_for
from policy_engine.reading.suggest import shown

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # where PyYAML comes without libyaml, its own parser, slower
NULLS = frozenset({"", "~", "null", "Null", "NULL"})  # YAML 1.2.2 section 10.3.2


class Reading(NamedTuple):
    """What could be read of a document, and all that is wrong with its text.

    A document that is not `whole` could be read up to some place only: what is missing in it may stand behind that.
    """

    node: Node | None
    problems: tuple[Problem, ...]
    whole: bool


def read_document(data: bytes | str, source: str, *, masked: bool = False) -> tuple[Node | None, tuple[Problem, ...]]:
    """Give the tree of a document, or all that is wrong with it in the order of the text: never both, never neither.

    Of what is `masked`, because it may be a person's data, no message quotes a line.
    """
    reading = read_as_far_as_possible(data, source, masked=masked)
    return (None, reading.problems) if reading.problems else (reading.node, ())


def read_as_far_as_possible(data: bytes | str, source: str, *, masked: bool = False) -> Reading:
    """Give what can be read of a document beside what is wrong with it, so that its meaning can be judged as well."""
    text, problems = decoded(data, source)
    if problems:
        return Reading(None, problems, whole=False)
    places = Places(text, source, masked)
    refused = refused_characters(places)
    tree = _read(Places(without_refused(text), source, masked) if refused else places)
    found = tuple(sorted({*refused, *tree.problems}))
    return Reading(tree.root, found, tree.whole)


def _read(places: Places) -> TreeBuilder:
    if not looks_like_json(places.text):
        return _YamlReading(places).tree
    as_json, not_json_from = read_json(places)
    if not_json_from is None:
        return as_json
    as_yaml = _YamlReading(places)
    if as_yaml.gave_up_at is None or as_yaml.gave_up_at >= not_json_from:
        return as_yaml.tree
    # Whoever got further knows better what is wrong: here the text was JSON up to its mistake.
    return as_json


class _YamlReading:
    """One pass over the parser's events. `gave_up_at` is where the parser could not go on, if it could not."""

    def __init__(self, places: Places) -> None:
        self.tree = TreeBuilder()
        self.gave_up_at: int | None = None
        self._places = places
        self._documents = 0
        try:
            self._separators()
            self._events()
        except ReadingStoppedError:
            self.tree.cut_off()

    def _separators(self) -> None:
        if separators := refused_separators(self._places):
            self.tree.problems.extend(separators)
            self._places = Places(without_separators(self._places.text), self._places.source, self._places.masked)

    def _events(self) -> None:
        layout = Layout(self._places, self.tree)
        try:
            for event in yaml.parse(_with_last_line_ended(self._places.text), Loader=PARSER):
                layout.see(event)
                if isinstance(event, yaml.ScalarEvent):  # what is there most often comes first
                    self._scalar(event)
                else:
                    self._take(event)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except (ValueError, OverflowError):  # PyYAML's own parser, on an escape beyond U+10FFFF
            self.tree.report(self._places.at(layout.read_until), "a number in this text is out of range", "correct it")
            self.tree.cut_off()

    def _take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        assert mark is not None  # only a program that builds events leaves marks out
        at = Location(self._places.source, mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.CollectionEndEvent):
            self.tree.close()
        elif isinstance(event, yaml.CollectionStartEvent):
            self._properties(event, at)
            if isinstance(event, yaml.MappingStartEvent):
                self.tree.open_table(at)
            else:
                self.tree.open_listing(at)
        else:
            self._seldom(event, mark.index, at)

    def _seldom(self, event: yaml.Event, offset: int, at: Location) -> None:
        match event:
            case yaml.AliasEvent():
                self.tree.report(at, f"the alias {shown(f'*{event.anchor}')} is not allowed", "write the value out")
                self.tree.passed_over(at)
            case yaml.DocumentStartEvent():
                self._document(offset, at)
            case yaml.StreamEndEvent() if self.tree.root is None and not self.tree.problems:
                self.tree.report(self._places.at(0), "the document is empty", "write a table, one `name: value` a line")

    def _document(self, offset: int, at: Location) -> None:
        if self._places.text.startswith("%", offset):
            self.tree.report(at, "directives such as `%YAML` are not allowed", "remove the line")
        self._documents += 1
        if self._documents > 1:
            self.tree.stop(at, "a second document begins here", "keep one document in a file")

    def _properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, at: Location) -> None:
        if event.anchor:
            self.tree.report(at, f"the anchor {shown('&' + event.anchor)} is not allowed", "remove it")
        if event.tag:
            self.tree.report(at, f"the tag {shown(event.tag)} is not allowed", "remove it: the name gives the type")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark, value, quoted = event.start_mark, event.value, bool(event.style)
        assert mark is not None
        at = Location(self._places.source, mark.line + 1, mark.column + 1)
        if event.anchor or event.tag:
            self._properties(event, at)
        if quoted or value not in NULLS:
            self.tree.text(value, at, quoted=quoted)
        elif value or self.tree.inside:
            self.tree.null(at)

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        assert error.problem_mark is not None  # only the two parsers raise this, and they mark every error
        text = self._places.text
        stuck = min(error.problem_mark.index, len(text))
        words = words_for(error.problem or "", error.context or "", text[stuck : stuck + 1])
        offset = error.context_mark.index if words.begun and error.context_mark else stuck
        self.gave_up_at = stuck
        self.tree.report(self._places.at(offset), words.message, words.advice + self._places.pointed_at(offset))
        self.tree.cut_off()


def _with_last_line_ended(text: str) -> str:
    """End the last line, so that a block text there means the same whether or not the editor did."""
    return text if text.endswith(("\n", "\r")) else text + "\n"
