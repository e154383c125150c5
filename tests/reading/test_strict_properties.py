"""Laws of the strict reader: it answers every input, always alike, and what it takes is what was written."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_engine.errors import Problem
from policy_engine.reading import strict_yaml
from policy_engine.reading.nodes import Listing, Node, Table, Text
from policy_engine.reading.strict_yaml import read_document

PIECES = [
    *"ab01-:?,[]{}#&*!|>'\"%@`~<\\. \t\n\r",
    *("a: ", "- ", "? ", "\n  ", "\n- ", "---\n", "...\n", "<<: ", "&a ", "*a", "!!str ", "%YAML 1.2\n", "null", '"x"'),
    *(
        "|\n",
        ">-\n",
        "|2\n",
        "\\u0041",
        "\\ud83d",
        "\\U00110000",
        "\\x00",
        "\u2028",
        "\ufeff",
        "é",
        "😀",
        "\0",
        "\ud800",
    ),
]
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
INPUTS = st.one_of(st.binary(), st.text(), YAML_LIKE, YAML_LIKE.map(lambda text: f"{{{text}}}"))

LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffe\uffff")
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from("\n\t\"'\\/:#-")), max_size=20)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS.filter(bool), inner, max_size=4)),
    max_leaves=12,
)
DOCUMENTS = st.one_of(st.lists(VALUES), st.dictionaries(TEXTS.filter(bool), VALUES))

PARSERS = [strict_yaml.PARSER, yaml.SafeLoader]  # libyaml's, and the one that stands in for it


@pytest.mark.parametrize("parser", PARSERS)
@settings(deadline=None)
@given(data=INPUTS)
def test_any_input_gives_either_a_tree_or_problems(parser: type, data: bytes | str) -> None:
    node, problems = read_with(parser, data)
    assert (node is None) == bool(problems)


@settings(deadline=None)
@given(data=INPUTS)
def test_the_same_input_gives_the_same_answer(data: bytes | str) -> None:
    assert read_document(data, "case.yaml") == read_document(data, "case.yaml")


@pytest.mark.parametrize("parser", PARSERS)
@settings(deadline=None)
@given(data=INPUTS)
def test_every_problem_has_a_place_and_a_printable_message(parser: type, data: bytes | str) -> None:
    _, problems = read_with(parser, data)
    for problem in problems:
        assert (problem.at.line >= 1, problem.at.column >= 1, problem.help != "") == (True, True, True)
        assert all(letter.isprintable() or letter == "\n" for letter in str(problem))


@settings(deadline=None)
@given(data=INPUTS)
def test_problems_come_in_the_order_of_the_text(data: bytes | str) -> None:
    _, problems = read_document(data, "case.yaml")
    assert list(problems) == sorted(problems)


@pytest.mark.parametrize("parser", PARSERS)
@settings(deadline=None)
@given(text=YAML_LIKE)
def test_a_text_stands_where_it_says(parser: type, text: str) -> None:
    node, _ = read_with(parser, text)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in texts_in(node):
        letter = lines[found.at.line - 1][found.at.column - 1]
        assert letter in "'\"|>" if found.quoted else letter == found.value[0]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("text", ['a: "\\U00110000"', 'a: "\\UFFFFFFFF"', f"%YAML {'1' * 5_000}.1\n--- a"])
def test_a_number_that_is_out_of_range_is_refused(parser: type, text: str) -> None:
    node, problems = read_with(parser, text)
    assert (node, len(problems)) == (None, 1)


@settings(deadline=None)
@given(document=DOCUMENTS, ascii_only=st.booleans(), indent=st.sampled_from([None, 0, 2, "\t"]))
def test_what_a_json_writer_writes_is_read_as_it_was_meant(
    document: object, *, ascii_only: bool, indent: int | str | None
) -> None:
    written = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    assert read(written) == spelled(document)


@settings(deadline=None)
@given(document=DOCUMENTS, flow=st.sampled_from([False, True, None]), width=st.sampled_from([20, 80]))
def test_what_a_yaml_writer_writes_in_quotes_is_read_as_it_was_meant(
    document: object, flow: bool | None, width: int
) -> None:
    words = quoted_words(document)
    written = yaml.dump(words, default_style='"', default_flow_style=flow, width=width, Dumper=PlainDumper)
    assert read(written) == words


class PlainDumper(yaml.SafeDumper):
    """Writes what stands in two places twice, instead of once with an anchor."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # the base class names it
        return True


def read(text: str) -> object:
    node, problems = read_document(text, "case.yaml")
    assert node is not None, problems
    return node.plain()


def read_with(parser: type, data: bytes | str) -> tuple[Node | None, tuple[Problem, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "PARSER", parser)
        return read_document(data, "case.yaml")


def texts_in(node: Node | None) -> Iterator[Text]:
    """Every text of a tree that has letters of its own."""
    match node:
        case Text() if node.value or node.quoted:
            yield node
        case Listing():
            for item in node:
                yield from texts_in(item)
        case Table():
            for pair in node.entries:
                for inner in pair:
                    yield from texts_in(inner)


def spelled(value: object) -> object:
    """The plain form of a JSON value: numbers and truth values as they are spelled."""
    match value:
        case dict():
            return {key: spelled(inner) for key, inner in value.items()}
        case list():
            return [spelled(inner) for inner in value]
        case None | str():
            return value
        case _:
            return json.dumps(value)


def quoted_words(value: object) -> object:
    """The same shape, with every scalar a text to be put in quotes, and keys so short that no writer needs a `?`."""
    match value:
        case dict():
            return {f"key {number}": quoted_words(inner) for number, inner in enumerate(value.values())}
        case list():
            return [quoted_words(inner) for inner in value]
        case _:
            return value if isinstance(value, str) else json.dumps(value)
