"""Quoting a statement from its file: all of its lines, and none of its neighbours'."""

from __future__ import annotations

import pytest

from policy_engine.errors import Location
from policy_engine.reading.excerpts import Excerpts

FILE = """# The law
rules:
  - id: first
    title: One
    when:
      order.gift: true  # a present

    unless:
      - id: first.not
        when: {order.gift: false}
    grants: {action: withdraw}

  # about the second
  - {id: second, title: Two,
     when: {order.gift: true}}  # short
  - id: third
    reason: |
      many words

      in lines
other: 1
"""


def quoted(line: int, column: int, text: str = FILE) -> tuple[str, ...]:
    return Excerpts({"law.yaml": text.encode()}, "rules/xx").at(Location("rules/xx/law.yaml", line, column))


def test_a_statement_is_quoted_with_its_comments_and_without_its_carve_outs() -> None:
    assert quoted(3, 5) == (
        "- id: first",
        "  title: One",
        "  when:",
        "    order.gift: true  # a present",
        "",
        "  grants: {action: withdraw}",
    )


def test_a_carve_out_is_quoted_alone() -> None:
    assert quoted(9, 9) == ("- id: first.not", "  when: {order.gift: false}")


def test_a_statement_in_braces_is_quoted_from_brace_to_brace() -> None:
    assert quoted(14, 5) == ("{id: second, title: Two,", " when: {order.gift: true}}")


def test_words_over_several_lines_are_quoted_to_their_end() -> None:
    assert quoted(16, 5) == ("- id: third", "  reason: |", "    many words", "", "    in lines")


def test_the_last_statement_of_a_file_is_quoted_to_its_end() -> None:
    assert quoted(2, 5, "rules:\n  - id: only\n    each: items") == ("- id: only", "  each: items")


def test_lines_may_end_as_on_windows() -> None:
    assert quoted(9, 9, FILE.replace("\n", "\r\n")) == quoted(9, 9)


@pytest.mark.parametrize(("line", "column"), [(1, 1), (3, 6), (99, 1)])
def test_where_nothing_begins_nothing_is_quoted(line: int, column: int) -> None:
    assert quoted(line, column) == ()


def test_a_file_that_the_pack_does_not_have_is_not_quoted() -> None:
    assert Excerpts({}, "rules/xx").at(Location("rules/xx/law.yaml", 1, 1)) == ()
