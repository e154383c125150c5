"""The page of a comparison: what it says, that it holds all of it, and that nothing in it can run or reach out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from html.parser import HTMLParser

import pytest

from policy_engine.comparison.model import CalendarPart, Claim, Effect, Effected, Kind, NotProved, Proof, Why
from policy_engine.comparison.outcomes import Asks, Direction, Part, Sort, Standing
from policy_engine.render import comparison_page_messages as say
from policy_engine.render.comparison_page import comparison_page, summary
from policy_engine.render.comparison_page_frame import element, link, text
from policy_engine.render.comparison_words import SORTS
from tests.render.a_comparison import EVIL, REFUND, a_comparison, decisions, the_same

UNIONS = {"UNION": frozenset({"PT", "PL", "DE"})}
VOID = {"meta", "input", "br", "link"}


class Outline(HTMLParser):
    """The elements of a page with their attributes, and whether each that opens is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [value for _, attributes in self.found if (value := attributes.get(name)) is not None]


def a_page() -> str:
    return comparison_page(a_comparison(), decisions()[2], UNIONS)


def test_the_first_sentence_says_how_many_kinds_of_cases_change_for_whom_and_what_is_not_proved() -> None:
    told = summary(a_comparison())
    assert told == (
        "2 kinds of cases come out otherwise: 1 kinder, 1 harsher. "
        "For one answer it is not proved that nothing else changes."
    )


def test_versions_that_are_proved_equal_are_called_so() -> None:
    assert summary(the_same()) == "No case comes out otherwise, and that is proved."


def test_what_was_not_proved_is_never_called_equal() -> None:
    open_one = replace(the_same(), not_proved=(NotProved(REFUND, Why.SOLVER_GAVE_UP),))
    assert summary(open_one).startswith("No case was found that comes out otherwise, but not everything is proved.")
    page = comparison_page(open_one)
    assert "the solver gave up" in page
    assert "and that is proved" not in page


def test_the_effect_stands_with_how_sure_it_is() -> None:
    effect = Effected(Effect.RETROACTIVE, Standing.DISPROVED, "2026-11-22", "2026-03-01")
    page = comparison_page(replace(a_comparison(), effect=effect))
    assert "retroactive: a case governed before Sun 22 Nov 2026 differs" in page
    assert "disproved" in page
    assert "the first governing day of a change that was shown is Sun 1 Mar 2026" in page


def test_what_a_pack_or_a_case_says_is_never_markup() -> None:
    page = a_page()
    assert EVIL not in page
    assert "&lt;script&gt;alert('x')&lt;/script&gt;" in page


def test_an_attribute_cannot_be_left_by_a_quotation_mark() -> None:
    assert element("p", title='" onclick="x').markup == '<p title="&quot; onclick=&quot;x"></p>'


def test_what_a_terminal_or_a_reader_would_obey_is_spelled_out() -> None:
    assert text("a\u202eb").markup == "a\\u202eb"


def test_only_addresses_of_the_web_and_of_the_page_become_links() -> None:
    assert link("act", "javascript:alert(1)").markup == "act"
    assert link("act", "https://example.org/act").markup.startswith('<a href="https://example.org/act"')
    assert link("c1", "#c1").markup == '<a href="#c1">c1</a>'


def test_the_page_is_whole_and_every_link_within_it_leads_somewhere() -> None:
    outline = Outline(a_page())
    assert outline.open == []
    identities = outline.values("id")
    assert len(identities) == len(set(identities))
    assert {address[1:] for address in outline.values("href") if address.startswith("#")} <= set(identities)


def test_nothing_is_fetched_and_only_the_pages_own_script_may_run() -> None:
    outline = Outline(a_page())
    assert outline.values("src") == []
    assert not [tag for tag, _ in outline.found if tag in ("link", "img", "iframe", "object", "base")]
    policy = next(value for value in outline.values("content") if "default-src" in value)
    assert policy.startswith("default-src 'none'")
    assert re.fullmatch(r".* script-src 'sha256-[A-Za-z0-9+/=]{44}'; .*", policy)
    assert "unsafe" not in policy


def test_every_change_leads_to_the_case_that_shows_it_with_both_decisions() -> None:
    page = a_page()
    assert '<a href="#case-c1">c1</a>' in page
    case = page[page.index('id="case-c1"') : page.index('id="case-c2"')]
    assert "items[m1].traits" in case
    assert "not granted by law" in case
    assert "allowed" in case
    assert "otherwise" in case


def test_a_filter_by_a_member_of_a_union_finds_the_law_of_the_union() -> None:
    comparison = a_comparison()
    union = replace(comparison.rewritten[0], id="shop.withdraw", areas=("UNION",), changes=())
    page = comparison_page(replace(comparison, rewritten=(*comparison.rewritten, union)), decisions()[2], UNIONS)
    found = re.search(r'<tr id="s-shop\.withdraw"[^>]*data-places="([^"]*)"', page)
    assert found is not None
    assert {"DE", "PT", "UNION"} <= set(found[1].split())


def test_a_filter_by_a_place_leaves_out_the_law_of_another() -> None:
    page = a_page()
    found = re.search(r'<tr id="s-shop\.cost"[^>]*data-places="([^"]*)"', page)
    assert found is not None
    assert found[1] == "PT"


def test_filters_wait_for_a_script_that_shows_them() -> None:
    outline = Outline(a_page())
    form = next(attributes for tag, attributes in outline.found if tag == "form")
    assert "hidden" in form


def test_before_and_after_stand_side_by_side_with_both_provisions() -> None:
    page = a_page()
    assert "item.traits: {has: engraved}" in page
    assert "item.traits: {has: [engraved, fragile]}" in page
    assert "act s. 2(a)" in page
    assert "act s. 2(c)" in page


def test_it_reads_without_a_vocabulary() -> None:
    assert "items[m1].traits: all of fragile" in comparison_page(a_comparison())


@pytest.mark.parametrize(
    ("told", "every"),
    [
        (say.DIRECTIONS, Direction), (say.DIRECTION_COUNTS, Direction), (say.EFFECTS, Effect),
        (say.STANDINGS, Standing), (say.CLAIMS, Claim), (SORTS, Sort), (say.PARTS, Part), (say.ASKS, Asks),
        (say.KINDS, Kind), (say.PROOFS_BY, Proof), (say.WHYS, Why), (say.CALENDAR_PARTS, CalendarPart),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)  # fmt: skip
def test_everything_that_a_comparison_can_hold_has_words(told: Mapping[StrEnum, str], every: type[StrEnum]) -> None:
    assert set(told) == set(every)
