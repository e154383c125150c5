"""JSON text is read as JSON, with places, spellings and what stands twice."""

from __future__ import annotations

import pytest

from policy_engine.reading.nodes import Node, Table
from policy_engine.reading.strict_yaml import read_document


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r"\/", "/"),
        (r"\ud83d\ude00", "😀"),
        (r"\u00e9", "é"),
        (r"\" \\", '" \\'),
        (r"\n\r\t", "\n\r\t"),
        ("\u2028", "\u2028"),
        ("# no comment: {}", "# no comment: {}"),
        ("<<", "<<"),
    ],
)
def test_a_json_text_is_what_its_escapes_say(written: str, value: str) -> None:
    assert read(f'{{"a": "{written}"}}').plain() == {"a": value}


def test_a_json_key_may_be_longer_than_a_yaml_key() -> None:
    key = "k" * 5_000
    assert read(f'{{"{key}": 1}}').plain() == {key: "1"}


def test_json_may_be_indented_with_tabs() -> None:
    assert read('\n\t{\r\n\t"a":\t[1 ,\t2]\n}\n').plain() == {"a": ["1", "2"]}


def test_json_text_may_begin_with_a_byte_order_mark() -> None:
    assert read(b'\xef\xbb\xbf{"a": {}}').plain() == {"a": {}}


def test_json_values_know_their_places() -> None:
    table = read('{\n  "é": "x", "b": [\n    10]}')
    assert isinstance(table, Table)
    assert [str(node.at) for pair in table.entries for node in pair] == [
        *("case.json:2:3", "case.json:2:8"),
        *("case.json:2:13", "case.json:2:18"),
    ]


def test_what_stands_twice_in_json_is_refused_with_both_places() -> None:
    assert refusals('{"a": 1,\n "b": {"a": 2},\n "\\u0061": 3}') == [
        ("case.json:3:2", "the key `a` stands twice in one table, first at 1:2")
    ]


def test_an_empty_key_in_json_is_refused() -> None:
    assert refusals('{"": 1}') == [("case.json:1:2", "a key is empty or null")]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('{"a": 1, # law\n}', {"a": "1"}),
        ('{"a": [1, 2,],}', {"a": ["1", "2"]}),
        ('{"a": 014}', {"a": "014"}),
        ('{"a": NaN}', {"a": "NaN"}),
        ("{a: 1}", {"a": "1"}),
        ('{"a": "b\tc"}', {"a": "b\tc"}),
    ],
)
def test_text_that_only_looks_like_json_is_read_as_yaml(text: str, plain: object) -> None:
    assert read(text).plain() == plain


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"a": "\\ud83d\\ude00" "b": 1}', "1:22", "the JSON text needs `,` or `}` here"),
        ('{"a": "\\ud83d\\ude00", b: 1', "1:23", "the JSON text needs a key in double quotes here"),
        ('["\\ud83d\\ude00", ]', "1:18", "the JSON text needs a value here"),
        ('["\\ud83d\\ude00"] 1', "1:18", "the JSON text needs nothing more here"),
        ('{"\\ud83d\\ude00" 1}', "1:17", "the JSON text needs `:` here"),
        ('{"a": "b" "c": 1}', "1:11", "a `,` or `}` is missing before this"),
    ],
)
def test_broken_json_is_refused_by_the_reader_that_understood_more_of_it(text: str, place: str, message: str) -> None:
    assert refusals(text) == [(f"case.json:{place}", message)]


def read(data: bytes | str) -> Node:
    node, problems = read_document(data, "case.json")
    assert node is not None, problems
    return node


def refusals(text: str) -> list[tuple[str, str]]:
    node, problems = read_document(text, "case.json")
    assert node is None
    return [(str(problem.at), problem.message) for problem in problems]
