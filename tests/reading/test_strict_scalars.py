"""A scalar arrives as it was spelled; only the vocabulary says later what it means."""

from __future__ import annotations

import pytest

from policy_engine.errors import Location
from policy_engine.reading.nodes import Listing, Node, Null, Table, Text
from policy_engine.reading.strict_yaml import read_document

SPELLINGS = [
    *("NO", "ON", "yes", "no", "y", "True", "false", "1.10", "014", "0x10", "0o14", "1e3", "1_000", "+1", "-0"),
    *(".inf", "-.INF", ".nan", "12:30", "2026-01-01", "2026-11-16T23:30+01:00", "nUll", "=", "NULLA", "1,5"),
]
NULLS = ["null", "Null", "NULL", "~", ""]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_plain_yaml_scalar_is_the_text_it_was_spelled_with(spelling: str) -> None:
    assert value_in(f"fact: {spelling}\n") == Text(spelling, Location("case.yaml", 1, 7), quoted=False)


@pytest.mark.parametrize("spelling", ["1.10", "-0", "1E+2", "0.30000000000000004", "9" * 5_000, "true", "false"])
def test_a_json_number_or_truth_value_is_the_text_it_was_spelled_with(spelling: str) -> None:
    assert value_in(f'{{"fact": {spelling}}}') == Text(spelling, Location("case.yaml", 1, 10), quoted=False)


@pytest.mark.parametrize("spelling", NULLS)
def test_a_plain_null_is_no_text(spelling: str) -> None:
    assert isinstance(value_in(f"fact: {spelling}\n"), Null)


def test_a_json_null_is_no_text() -> None:
    assert value_in('{"fact": null}') == Null(Location("case.yaml", 1, 10))


@pytest.mark.parametrize("spelling", NULLS)
def test_a_quoted_null_is_a_text(spelling: str) -> None:
    assert value_in(f'fact: "{spelling}"\n') == Text(spelling, Location("case.yaml", 1, 7), quoted=True)


@pytest.mark.parametrize("written", ['"014"', "'014'", "|-\n  014", ">-\n  014"])
def test_a_quoted_or_block_text_says_that_it_is_one(written: str) -> None:
    assert value_in(f"fact: {written}\n") == Text("014", Location("case.yaml", 1, 7), quoted=True)


def test_every_value_knows_its_place() -> None:
    text = "a:\n  - x\n  - {b: y}\nc:\n"
    table = read(text)
    assert isinstance(table, Table)
    listing = table.get("a")
    assert isinstance(listing, Listing)
    inner = listing.items[1]
    assert isinstance(inner, Table)
    places = [str(node.at) for node in (table, listing, *listing, *inner.entries[0], *table.entries[1])]
    assert places == [f"case.yaml:{spot}" for spot in ("1:1", "2:3", "2:5", "3:5", "3:6", "3:9", "4:1", "4:3")]


def test_a_place_counts_characters_not_bytes() -> None:
    assert place_of("{å😀: é, b: c}", "b") == (1, 12)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_place_is_the_same_whatever_ends_a_line(line_end: str) -> None:
    assert place_of(line_end.join(["# law", "a: b", "c: d", ""]), "c") == (3, 4)
    assert place_of(line_end.join(["{", '"a": "b",', '"c": "d"}']), "c") == (3, 6)


def test_a_byte_order_mark_before_the_text_is_no_part_of_it() -> None:
    assert read(b"\xef\xbb\xbffact: DE") == read("\ufefffact: DE") == read("fact: DE")


def test_a_block_text_at_the_end_means_the_same_with_and_without_a_last_line_end() -> None:
    assert value_in("fact: |\n  law") == value_in("fact: |\n  law\n")


def test_the_tree_turns_into_plain_values() -> None:
    assert read("a: [1, {b: ~}]\nc: {}\n").plain() == {"a": ["1", {"b": None}], "c": {}}


def test_a_table_tells_its_keys_in_the_order_of_the_text() -> None:
    table = read("b: 1\na: 2\n")
    assert isinstance(table, Table)
    assert (table.keys(), "a" in table, table.get("c"), len(table)) == (("b", "a"), True, None, 2)


def test_a_table_cannot_be_built_with_the_same_key_twice() -> None:
    key = Text("a", Location("case.yaml", 1, 1))
    with pytest.raises(ValueError, match="once"):
        Table(((key, key), (key, key)), key.at)


def read(data: bytes | str) -> Node:
    node, problems = read_document(data, "case.yaml")
    assert node is not None, problems
    return node


def value_in(text: str, key: str = "fact") -> Node | None:
    table = read(text)
    assert isinstance(table, Table)
    return table.get(key)


def place_of(text: str, key: str) -> tuple[int, int]:
    """The place of the value of a key."""
    node = value_in(text, key)
    assert node is not None
    return node.at.line, node.at.column
