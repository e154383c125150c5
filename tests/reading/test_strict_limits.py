"""A document that is too large, too deep or too wide is refused by name, and never takes the reader down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_engine.errors import Problem
from policy_engine.reading.strict_text import LARGEST_DOCUMENT
from policy_engine.reading.strict_tree import DEEPEST_NESTING, MOST_NODES, MOST_PROBLEMS
from policy_engine.reading.strict_yaml import read_document

NESTS: list[Callable[[int], str]] = [
    lambda depth: "[" * depth + "]" * depth,
    lambda depth: "- " * depth + "a",
    lambda depth: '{"a":' * depth + "1" + "}" * depth,
]


def test_a_document_of_four_mebibytes_is_read() -> None:
    assert is_taken(b"a: " + b"x" * (LARGEST_DOCUMENT - 3))


@pytest.mark.parametrize("text", ["a: " + "x" * (LARGEST_DOCUMENT - 2), "é" * (LARGEST_DOCUMENT // 2 + 1), "[" * 10**7])
def test_a_document_above_four_mebibytes_is_refused_before_it_is_read(text: str) -> None:
    refusal = f"the document has {len(text.encode()):,} bytes, more than the limit of 4 MiB"
    assert (message(text), message(text.encode())) == (refusal, refusal)


@pytest.mark.parametrize("nest", NESTS)
def test_the_fortieth_level_is_read(nest: Callable[[int], str]) -> None:
    assert is_taken(nest(DEEPEST_NESTING))


@pytest.mark.parametrize("nest", NESTS)
def test_the_forty_first_level_is_refused(nest: Callable[[int], str]) -> None:
    assert message(nest(DEEPEST_NESTING + 1)).endswith("stands deeper than 40 levels")


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", '{"a":', "a: [", "[[],", "&a [", "!x [", "a:\n "])
def test_ten_thousand_openings_are_refused_without_running_out_of_stack(opening: str) -> None:
    assert problems_of(opening * 10_000)


def test_blocks_nested_by_indentation_are_refused_at_the_same_depth() -> None:
    text = "".join(" " * level + "a:\n" for level in range(1_000))
    assert str(problems_of(text)[0].at) == "law.yaml:41:41"


def test_two_hundred_thousand_values_are_read() -> None:
    assert is_taken("- a\n" * (MOST_NODES - 1))


@pytest.mark.parametrize("text", ["- a\n" * MOST_NODES, "[" + "0," * MOST_NODES + "0]"], ids=["yaml", "json"])
def test_one_value_more_is_refused(text: str) -> None:
    assert message(text) == "the document holds more than 200,000 values"


def test_references_that_would_grow_without_end_are_refused_and_never_followed() -> None:
    laughs = "a0: &a0 [ha]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 9))
    assert len(problems_of(laughs)) == 9 + 8 * 9


def test_a_document_of_mistakes_is_refused_with_the_first_hundred() -> None:
    problems = problems_of("a: 1\n" * 10_000)
    assert (len(problems), problems[-1].message) == (101, f"the reading stops here, after {MOST_PROBLEMS} problems")


def test_a_document_of_control_characters_is_refused_in_few_words() -> None:
    assert [problem.message for problem in problems_of("\0" * 1_000_000)] == [
        "the text holds the NUL character U+0000, 1,000,000 times"
    ]


def test_a_document_of_every_refused_character_is_refused_in_few_words() -> None:
    assert len(problems_of("".join(map(chr, range(0xD800, 0xE000))))) == 20


def is_taken(data: bytes | str) -> bool:
    node, _ = read_document(data, "law.yaml")
    return node is not None


def message(data: bytes | str) -> str:
    return problems_of(data)[0].message


def problems_of(data: bytes | str) -> tuple[Problem, ...]:
    node, problems = read_document(data, "law.yaml")
    assert node is None
    return problems
