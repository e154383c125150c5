"""A document is held against its JSON Schema where one is given, and what a reader told already is not told again."""

from __future__ import annotations

from typing import Any

import pytest

from policy_engine.errors import CaseError, Location, PackError, Problem
from policy_engine.reading.case_reader import read_case
from policy_engine.reading.pack_reader import read_pack
from policy_engine.reading.shape import check_shape
from policy_engine.reading.strict_yaml import read_document
from tests.reading.small_world import MARK, PACK_FILE, only_problem, small_vocabulary

ONE_OF_TWO = [{"type": "boolean"}, {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}]
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["title"],
    "additionalProperties": False,
    "patternProperties": {"^x_": {}},
    "properties": {
        "title": {"type": "string", "pattern": "^[A-Z]", "description": "A sentence"},
        "rush": {"type": "boolean"},
        "count": {"type": "integer", "minimum": 1, "maximum": 9},
        "share": {"type": "number"},
        "sort": {"enum": ["odd", "plain"]},
        "answer": {"const": True},
        "list": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2, "uniqueItems": True},
        "either": {"anyOf": ONE_OF_TWO},
    },
}

RIGHT = {
    "a truth": "rush: true",
    "a quoted truth": "rush: 'false'",
    "a number": "count: 9",
    "a decimal": "share: 2.50",
    "a text like a number": "x_any: 014",
    "a constant": "answer: true",
    "one of two": "either: {a: 3}",
}

WRONG = {
    "a missing key": ("§rush: true", "there is no `title`"),
    "an unknown key": ("title: A\n§titel: B", "there is no key `titel` here"),
    "no for false": ("title: A\nrush: §no", "`rush` is not `true` or `false`"),
    "a decimal for a number": ("title: A\ncount: §1.10", "`count` is not a whole number"),
    "zeros before a number": ("title: A\ncount: §014", "`count` is not a whole number"),
    "a number too small": ("title: A\ncount: §0", "`count` does not have the required shape (`minimum`)"),
    "a number too large": ("title: A\ncount: §10", "`count` does not have the required shape (`maximum`)"),
    "a time for a decimal": ("title: A\nshare: §12:30", "`share` is not a number"),
    "an unknown word": ("title: A\nsort: §strange", "`sort` is none of the permitted words"),
    "another constant": ("title: A\nanswer: §false", "`answer` has another value than `true`"),
    "a text in small letters": ("title: §a", "`title` is not written as it has to be"),
    "a list for a text": ("title: §[A]", "`title` is not a text"),
    "an empty list": ("title: A\nlist: §[]", "`list` has fewer than 1 entries"),
    "a long list": ("title: A\nlist: §[a, b, c]", "`list` has more than 2 entries"),
    "a list that repeats": ("title: A\nlist: §[a, a]", "`list` lists something twice"),
    "a table in a list": ("title: A\nlist: [§{a: b}]", "this is not a text"),
    "null": ("title: §null", "`title` is not a text"),
    "the nearest of two": ("title: A\neither: {a: §b}", "`a` is not a whole number"),
    "an empty table": ("title: A\nlist: §{}", "`list` is not a list"),
}


@pytest.mark.parametrize("line", RIGHT.values(), ids=RIGHT)
def test_a_document_of_the_right_shape_passes(line: str) -> None:
    assert shape(f"title: A\n{line}") == ()


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_document_of_another_shape_is_told_where_it_differs(case: tuple[str, str]) -> None:
    text, message = case
    only_problem(shape(text), text, "a.yaml", message)


def test_what_was_told_at_or_inside_a_place_is_not_told_again() -> None:
    text = "title: A\nlist: [a, a]"
    assert shape(text, Location("a.yaml", 2, 11)) == ()
    assert len(shape(text, Location("a.yaml", 1, 1))) == 1


def test_a_missing_key_is_told_though_something_inside_was() -> None:
    assert [one.message for one in shape("rush: true", Location("a.yaml", 1, 7))] == ["there is no `title`"]


def test_a_message_about_shape_does_not_show_the_value() -> None:
    (problem,) = shape("title: ann smith")
    assert "ann" not in str(problem)


CASE_SCHEMA: dict[str, Any] = {"properties": {"order.rush": {"type": "boolean"}, "order.note": {"maxLength": 3}}}


def test_a_case_is_held_against_its_schema_where_one_is_given() -> None:
    text = "decide_on: 2026-10-04T09:00Z\norder.note: §abcd\n"
    with pytest.raises(CaseError) as caught:
        read_case(text.replace(MARK, ""), "case.yaml", small_vocabulary(), schema=CASE_SCHEMA)
    only_problem(caught.value.problems, text, "case.yaml", "`order.note` does not have the required shape")


def test_the_readers_own_words_come_before_those_of_the_schema() -> None:
    text = "decide_on: 2026-10-04T09:00Z\norder.rush: §yes\n"
    with pytest.raises(CaseError) as caught:
        read_case(text.replace(MARK, ""), "case.yaml", small_vocabulary(), schema=CASE_SCHEMA)
    only_problem(caught.value.problems, text, "case.yaml", "`order.rush` is `true` or `false`, not `yes`")


def test_a_pack_is_held_against_its_schema_where_one_is_given() -> None:
    text = PACK_FILE.replace("pack: eu", "pack: §eu")
    files = {"pack.yaml": text.replace(MARK, "").encode()}
    schemas = {"pack": {"properties": {"pack": {"minLength": 3}}}}
    with pytest.raises(PackError) as caught:
        read_pack(files, small_vocabulary(), "eu", digest="d", schemas=schemas)
    only_problem(caught.value.problems, text, "eu/pack.yaml", "`pack` does not have the required shape")


def shape(text: str, *told: Location) -> tuple[Problem, ...]:
    node, problems = read_document(text.replace(MARK, ""), "a.yaml")
    assert node is not None
    assert problems == ()
    return check_shape(node, SCHEMA, "a.yaml", [Problem(at, "told already") for at in told])
