"""Lines of a rule file on a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from policy_engine.render.quotation import quotation

LONG = "    cite: {source: crd, at: art. 16(m), verified_on: 2026-11-21, grade: recalled_high}"
WORDS = some.lists(some.text("abc:,{}", min_size=1, max_size=12), min_size=1, max_size=30).map(" ".join)


def test_a_line_that_fits_stays_as_it_was() -> None:
    assert list(quotation([LONG], 100)) == ["  " + LONG]


def test_a_line_too_wide_goes_on_further_in_and_a_name_stays_with_its_value() -> None:
    assert list(quotation([LONG], 80)) == [
        "      cite: {source: crd, at: art. 16(m), verified_on: 2026-11-21,",
        "          grade: recalled_high}",
    ]


def test_an_empty_line_stays_empty() -> None:
    assert list(quotation(["a: 1", "", "b: 2"], 80)) == ["  a: 1", "", "  b: 2"]


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    assert list(quotation(["title: \x1b[31mred"], 80)) == ["  title: \\x1b[31mred"]


@given(WORDS, some.integers(0, 20), some.integers(60, 120))
def test_no_word_gets_lost(text: str, indent: int, width: int) -> None:
    told = " ".join(quotation([" " * indent + text], width))
    assert told.split() == text.split()
