"""A region says how far it was looked at: whether in all its cases, and whether there may be more of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policy_engine.comparison.model import Comparison
from policy_engine.render import comparison_page_messages as say
from policy_engine.render.comparison_page import comparison_page
from policy_engine.render.comparison_text import comparison_markdown, comparison_screen
from tests.render.a_comparison import a_changed, a_comparison, decisions


def with_region(*, checked: bool, cut_short: bool) -> Comparison:
    change = a_changed()
    region = replace(change.region, checked=checked, cut_short=cut_short)
    return replace(a_comparison(), changed=(replace(change, region=region),), claims=())


@pytest.mark.parametrize(
    ("checked", "cut_short", "told"),
    [
        (True, False, "where, whatever else is so:"),
        (True, True, "where, whatever else is so (there may be more such cases):"),
        (False, False, "where (each value tried by itself):"),
        (False, True, "where (each value tried by itself, not all that there are):"),
    ],
)
def test_the_text_says_how_far_was_looked(checked: bool, cut_short: bool, told: str) -> None:
    comparison = with_region(checked=checked, cut_short=cut_short)
    assert told in comparison_screen(comparison, width=120)
    assert told in comparison_markdown(comparison)


@pytest.mark.parametrize("cut_short", [True, False])
def test_the_page_says_whether_there_may_be_more_cases(cut_short: bool) -> None:
    page = comparison_page(with_region(checked=True, cut_short=cut_short), decisions()[2], {})
    assert (say.CUT_SHORT in page) is cut_short


def test_a_page_without_whole_decisions_still_shows_the_case() -> None:
    change = a_changed()
    shown = replace(change.witness, before=None, after=None)
    comparison = replace(a_comparison(), changed=(replace(change, witness=shown),), claims=())
    page = comparison_page(comparison, decisions()[2], {})
    assert "items[m1].traits" in page
    assert say.DECIDED not in page
