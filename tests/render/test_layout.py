"""Rows on a screen: columns, words that wrap, citations at the edge."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from policy_engine.render.layout import NO_BREAK, Ink, Line, Row, Section, laid_out, paragraph

WORDS = some.lists(some.text("abcdefgh", min_size=1, max_size=12), max_size=40).map(" ".join)
LINES = some.builds(Line, WORDS, some.sampled_from(["", "act s. 1", "regulation art. 3(1), 3(2)"]))
ROWS = some.builds(
    Row,
    some.text("abc-", max_size=20),
    some.sampled_from(["", "YES", "no"]),
    some.lists(LINES, min_size=1, max_size=3).map(tuple),
)
SECTIONS = some.lists(some.builds(Section, WORDS, some.lists(ROWS, max_size=4).map(tuple)), max_size=3)


@given(SECTIONS, some.integers(60, 120))
def test_no_line_is_wider_than_the_screen(sections: list[Section], width: int) -> None:
    assert all(len(line) <= width for line in laid_out(sections, width))


@given(SECTIONS, some.integers(60, 120))
def test_no_word_gets_lost(sections: list[Section], width: int) -> None:
    shown = [section for section in sections if section.rows]
    rows = [row for section in shown for row in section.rows]
    lines = [line for row in rows for line in row.lines]
    expected = [*(section.heading for section in shown), *(row.label for row in rows), *(row.mark for row in rows)]
    expected += [text for line in lines for text in (line.text, line.cite)]
    told = " ".join(laid_out(sections, width)).split()
    assert sorted(told) == sorted(" ".join(expected).split())


@given(SECTIONS, some.integers(60, 120))
def test_colours_change_no_letter_and_no_column(sections: list[Section], width: int) -> None:
    painted = laid_out(sections, width, lambda text, ink: f"<{ink.value}>{text}</>" if text else text)
    bare = [strip(line).rstrip() for line in painted]
    assert bare == list(laid_out(sections, width))


def test_a_section_without_rows_is_left_out() -> None:
    assert list(laid_out([Section("Empty", ())], 80)) == []


def test_a_citation_stands_at_the_right_edge() -> None:
    (line,) = laid_out([Section("", (Row("shirt", "YES", (Line("until Monday", "act s. 1"),)),))], 60)
    assert line.startswith("  shirt  YES  until Monday  ")
    assert line.endswith("  act s. 1")
    assert len(line) == 60


def test_a_long_citation_stands_under_the_words() -> None:
    long = "act s. 1(1), 2(2), 3(3), 4(4), 5(5)"
    lines = list(laid_out([Section("", (Row("shirt", "YES", (Line("until Monday", long),)),))], 60))
    assert lines == ["  shirt  YES  until Monday", f"{long:>60}"]


def test_what_belongs_together_is_not_broken() -> None:
    assert paragraph(f"due on Sat{NO_BREAK}3{NO_BREAK}Oct", 12) == ["due on", "Sat 3 Oct"]


def strip(line: str) -> str:
    for ink in Ink:
        line = line.replace(f"<{ink.value}>", "")
    return line.replace("</>", "")
