"""What could mean two things to two readers is refused, each with its line and column, and all of it at once."""

from __future__ import annotations

import pytest

from policy_engine.errors import Problem
from policy_engine.reading.strict_yaml import read_document

Refusal = tuple[str, str, str]

FEATURES: list[Refusal] = [
    ("a: 1\nb: 2\na: 3\n", "3:1", "the key `a` stands twice in one table, first at 1:1"),
    ("a:\n  - {b: 1, 'b': 2}\n", "2:12", "the key `b` stands twice in one table, first at 2:6"),
    ("a: &law 1\n", "1:4", "the anchor `&law` is not allowed"),
    ("a: *law\n", "1:4", "the alias `*law` is not allowed"),
    ("- b\n- *law : x\n", "2:3", "the alias `*law` is not allowed"),
    ("a:\n  <<: {b: 1}\n", "2:3", "the merge key `<<` is not allowed"),
    ("a: !!str 1\n", "1:4", "the tag `tag:yaml.org,2002:str` is not allowed"),
    ("a: !law [1]\n", "1:4", "the tag `!law` is not allowed"),
    ("a: ! 1\n", "1:4", "the tag `!` is not allowed"),
    ("a: 1\n---\nb: 2\n", "2:1", "a second document begins here"),
    ("# law\n%YAML 1.2\n---\na: 1\n", "2:1", "directives such as `%YAML` are not allowed"),
    ("%TAG ! tag:law,2026:\n---\na: 1\n", "1:1", "directives such as `%YAML` are not allowed"),
    ("? a\n: 1\n", "1:1", "a `?` before a key is not allowed"),
    ("a: [? b : c]\n", "1:5", "a `?` before a key is not allowed"),
    ("a: {?b: c}\n", "1:5", "a `?` before a key is not allowed"),
    ("[a]: 1\n", "1:1", "a list cannot be a key"),
    ("a: {{b: c}: d}\n", "1:5", "a table cannot be a key"),
    ('a: 1\n"": 2\n', "2:1", "a key is empty or null"),
    ("~: 1\n", "1:1", "a key is empty or null"),
    ("a: {null: 1}\n", "1:5", "a key is empty or null"),
]

DOCUMENTS: list[Refusal] = [
    ("", "1:1", "the document is empty"),
    ("# only a comment\n", "1:1", "the document is empty"),
    ("---\n", "1:1", "the document is empty"),
    ("\ufeff", "1:1", "the document is empty"),
]

CHARACTERS: list[Refusal] = [
    ("a: b\0\n", "1:5", "the text holds the NUL character U+0000"),
    ("a: 1\nb: \x1b[31m \x1b\n", "2:4", "the text holds the control character U+001B, 2 times"),
    ("a: \x85\n", "1:4", "the text holds the control character U+0085"),
    ("a: b\ufeff\n", "1:5", "the text holds a byte order mark U+FEFF"),
    ("a: \ud800\n", "1:4", "the text holds half of a surrogate pair U+D800"),
    ("a: \uffff\n", "1:4", "the text holds the noncharacter U+FFFF"),
    ("a: b\u2028c\n", "1:5", "the text holds the separator U+2028"),
    ('a: "\\0"\n', "1:4", "the text holds the NUL character U+0000"),
    ('{"a": "\\u001b"}', "1:7", "the text holds the control character U+001B"),
    ('{"a": "\\ud83d"}', "1:7", "the text holds half of a surrogate pair U+D83D"),
    ('{"a": "\\ude00\\ud83d"}', "1:7", "the text holds half of a surrogate pair U+DE00"),
]

SYNTAX: list[Refusal] = [
    ("a: b: c\n", "1:5", "a `: ` stands where no value can begin"),
    ("a: [1, 2\n", "1:4", "the list that begins here has no closing `]`"),
    ("a: {b: 2\n", "1:4", "the table that begins here has no closing `}`"),
    ("a: [1, 2}\n", "1:9", "a `,` or `]` is missing before this"),
    ("a: {b: 2]\n", "1:9", "a `,` or `}` is missing before this"),
    ("b: 1\na: 'x\n", "2:4", "the text that begins here has no closing quote"),
    ("a: @x\n", "1:4", "a text cannot begin with this character"),
    ("a: **bold**\n", "1:4", "a text cannot begin with `*`"),
    ("a: & b\n", "1:4", "a text cannot begin with `&`"),
    ("a:\n\tb: 1\n", "2:1", "a tab stands where the text is indented"),
    ("a: 1\n\tb: 1\n", "2:1", "a tab stands where the text is indented"),
    ("a: 'b'\n  c: d\n", "2:3", "a key is expected here"),
    ("a: 1\nb\n", "2:1", "this has no `: ` after it, so it names nothing"),
    ("- a\nb: c\n", "2:1", "a `- ` is expected here"),
    ("a: - b\n", "1:4", "a list cannot begin here"),
    ('a: "\\q"\n', "1:5", "this escape is not known"),
    ('a: "\\u12"\n', "1:7", "this escape lacks hexadecimal digits"),
    ("a: |b\n", "1:5", "the text must begin on the next line"),
    ("[a]]\n", "1:4", "the document has ended before this"),
    ("a: [\n", "2:1", "the document ends inside a list or table"),
    ("a: [", "1:5", "the document ends inside a list or table"),
    ("a: {: 1}\n", "1:5", "a `:` stands with no key before it"),
]

LAYOUT: list[Refusal] = [
    ("a: 'b'# law\n", "1:7", "a comment touches what is before it"),
    ("a: [b,# law\n  c]\n", "1:7", "a comment touches what is before it"),
    ("a: [b]# law\n", "1:7", "a comment touches what is before it"),
    ("a: |# law\n  b\n", "1:5", "a comment touches what is before it"),
    ("a: [b,\nc]\n", "2:1", "this line is not deeper than the block around it, with 1 spaces or more"),
    ("a: {\n  b: c\n}\n", "3:1", "this line is not deeper than the block around it, with 1 spaces or more"),
    ("a: [\n\tb]\n", "2:1", "this line is not deeper than the block around it, with 1 spaces or more"),
    ('x:\n  a: "b\n  c"\n', "3:1", "this line is not deeper than the block around it, with 3 spaces or more"),
    ("a: [-]\n", "1:5", "a dash alone is not a text"),
    ("a: >\n    \n  # b\n", "2:1", "this empty line is deeper than the text that follows it"),
]

EVERY_REFUSAL = FEATURES + DOCUMENTS + CHARACTERS + SYNTAX + LAYOUT

ALLOWED = [
    "a: [b, # law\n# law\n  c]\n",
    "a: 'b' # law\n",
    "a: 'b#c'\n",
    "a: |\n  b# law\n",
    "a: {\n  b: c\n }\n",
    "[b,\nc]\n",
    "{\n\ta: b,\n}\n",
    'a: "b\n  c"\n',
    "a: [-1, b-]\n",
    "a: |\n  \n  b\n",
    "a: |\n    \nb: c\n",
    "a: |1\n    \n b\n",
    "- ?b\n- b?\n",
    "'?': c\n",
    "--- # law\na: b\n...\n",
    "'<<': c\n",
    'a: "\\u2028"\n',
    "{a: 1} # law\n",
    "{'a': '1',}\n",
]


@pytest.mark.parametrize("refusal", FEATURES + DOCUMENTS + CHARACTERS, ids=lambda refusal: repr(refusal[0]))
def test_a_document_that_is_not_plain_is_refused_at_its_place(refusal: Refusal) -> None:
    text, place, message = refusal
    assert [(str(problem.at), problem.message) for problem in problems_of(text)] == [(f"law.yaml:{place}", message)]


@pytest.mark.parametrize("refusal", SYNTAX + LAYOUT, ids=lambda refusal: repr(refusal[0]))
def test_a_document_that_breaks_the_grammar_is_refused_at_its_place(refusal: Refusal) -> None:
    text, place, message = refusal
    assert [(str(problem.at), problem.message) for problem in problems_of(text)] == [(f"law.yaml:{place}", message)]


@pytest.mark.parametrize("refusal", EVERY_REFUSAL, ids=lambda refusal: repr(refusal[0]))
def test_a_refusal_says_what_to_do(refusal: Refusal) -> None:
    assert all(problem.help for problem in problems_of(refusal[0]))


@pytest.mark.parametrize("text", ALLOWED, ids=repr)
def test_what_only_resembles_a_refused_thing_is_taken(text: str) -> None:
    node, problems = read_document(text, "law.yaml")
    assert (node is not None, problems) == (True, ())


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"a: b\nc: \xe9\n", "2:4", "byte 0xe9 at offset 8 is not UTF-8"),
        ("å: ".encode() + b"\xff", "1:4", "byte 0xff at offset 4 is not UTF-8"),
        (b"\xef\xbb\xbfa: \xff", "1:4", "byte 0xff at offset 6 is not UTF-8"),
        (b"a: \xed\xa0\x80", "1:4", "byte 0xed at offset 3 is not UTF-8"),
        ("a: b".encode("utf-16"), "1:1", "the document is UTF-16, not UTF-8"),
        (b"\xfe\xff\x00a", "1:1", "the document is UTF-16, not UTF-8"),
        ("a: b".encode("utf-32"), "1:1", "the document is UTF-32, not UTF-8"),
        ("a".encode("utf-16-le"), "1:2", "the text holds the NUL character U+0000"),
    ],
)
def test_another_encoding_is_refused_where_it_shows(data: bytes, place: str, message: str) -> None:
    problem = problems_of(data)[0]
    assert (str(problem.at), problem.message) == (f"law.yaml:{place}", message)


def test_a_document_with_three_mistakes_tells_all_three() -> None:
    text = "a: &x 1\nb: !!int 2\na: 3\n"
    assert [str(problem.at) for problem in problems_of(text)] == ["law.yaml:1:4", "law.yaml:2:4", "law.yaml:3:1"]


def test_mistakes_before_a_broken_line_are_told_with_it() -> None:
    text = "a: 1\na: 2\nb: \x07\nc: [1\n"
    assert [str(problem.at) for problem in problems_of(text)] == ["law.yaml:2:1", "law.yaml:3:4", "law.yaml:4:4"]


def test_a_key_that_stands_three_times_is_told_twice() -> None:
    assert [problem.at.line for problem in problems_of("a: 1\na: 2\na: 3\n")] == [2, 3]


def test_a_value_under_a_refused_key_is_still_read_for_its_problems() -> None:
    assert [problem.at.column for problem in problems_of("{[a]: {b: 1, b: 2}}")] == [2, 14]


def test_a_broken_line_is_shown_with_a_mark_under_the_place() -> None:
    assert str(problems_of("rules:\n  title: a: b\n")[0]) == (
        "law.yaml:2:11: a `: ` stands where no value can begin\n"
        "  help: put quotes around a text that holds `: `, or indent its line alike\n"
        "      title: a: b\n"
        "              ^"
    )


def test_a_long_line_is_shown_in_part_only() -> None:
    advice = problems_of(f"a: {'x' * 500}: {'y' * 500}\n")[0].help
    assert advice.splitlines()[1:] == [f"    {'x' * 30}: {'y' * 28}", f"    {' ' * 30}^"]


def test_a_long_key_is_shown_in_part_only() -> None:
    key = "k" * 300
    assert problems_of(f"{key}: 1\n{key}: 2\n")[0].message.startswith(f"the key `{'k' * 59}…` stands twice")


def problems_of(data: bytes | str) -> tuple[Problem, ...]:
    node, problems = read_document(data, "law.yaml")
    assert node is None
    return problems
