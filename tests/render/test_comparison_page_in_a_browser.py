"""The page of a comparison as a browser shows it: wide, on a telephone, on paper, by keyboard, without scripts."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policy_engine.comparison.outcomes import Answered
from policy_engine.render.comparison_page import comparison_page
from tests.render.a_comparison import a_comparison, decisions
from tests.render.in_a_browser import Tab, a_tab

pytestmark = pytest.mark.needs_browser

UNIONS = {"UNION": frozenset({"PT", "PL", "DE"})}
A4_ACROSS = 1031
"""The pixels of a sheet across, without its margins (CSS: 96 to the inch)."""
SHOWN = "[...document.querySelectorAll('[data-counted]')].filter(row => row.getClientRects().length).length"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a file, as a mail would bring it."""
    file = tmp_path_factory.mktemp("page") / "comparison.html"
    file.write_text(comparison_page(a_comparison(), decisions()[2], UNIONS), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with statements of long names, several behind one change, and one long piece of law."""
    comparison = a_comparison()
    names = [f"br.digital_statute_of_children.commerce_duties.before_the_decree_{number}" for number in range(3)]
    written = [replace(comparison.rewritten[0], id=name, before=name * 3, fields=()) for name in names]
    changed = replace(
        comparison.changed[0], statements=tuple(names), before=Answered("needs_review", points=(names[0],))
    )
    file = tmp_path_factory.mktemp("long") / "comparison.html"
    long = replace(comparison, rewritten=tuple(written), changed=(changed,))
    file.write_text(comparison_page(long, decisions()[2], UNIONS), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """One browser for all tests."""
    with a_tab(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def chosen(tab: Tab, name: str, value: str) -> None:
    """Choose a value in a filter."""
    tab.ask(
        f"(() => {{ const pick = document.querySelector('select[name={name}]'); pick.value = '{value}';"
        " pick.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )


def test_the_page_asks_the_network_for_nothing_but_itself(tab: Tab, page: Path) -> None:
    tab.requests.clear()
    tab.complaints.clear()
    tab.open(page)
    assert tab.requests == [page.as_uri()]
    assert tab.complaints == []


def test_what_a_pack_says_never_runs_as_a_script(tab: Tab, page: Path) -> None:
    tab.open(page)
    assert tab.ask("document.scripts.length") == 1
    assert "alert('x')" in tab.ask("document.body.innerText")


def test_the_filters_show_the_changes_of_a_place_and_all_again(tab: Tab, page: Path) -> None:
    tab.open(page)
    assert tab.ask(SHOWN) == 4
    chosen(tab, "places", "PT")
    assert tab.ask(SHOWN) == 2
    assert tab.ask("document.querySelector('output').textContent") == "2 of 4 changes shown"
    tab.ask("document.querySelector('form.filters button').click()")
    tab.ask("new Promise(done => setTimeout(done, 50))")
    chosen(tab, "places", "")
    assert tab.ask(SHOWN) == 4


def test_the_filters_show_what_is_harsher(tab: Tab, page: Path) -> None:
    tab.open(page)
    chosen(tab, "direction", "harsher")
    assert tab.ask(SHOWN) == 2
    chosen(tab, "topics", "refunds")
    assert tab.ask(SHOWN) == 0


def test_the_first_tab_leads_to_the_content_and_the_keyboard_reaches_a_filter(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.press("Tab")
    assert tab.ask("document.activeElement.textContent") == "Skip to the content"
    for _ in range(40):
        tab.press("Tab")
        if tab.ask("document.activeElement.tagName") == "SELECT":
            break
    assert tab.ask("document.activeElement.name") == "places"
    assert tab.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_screen_reader_is_told_tables_headings_and_the_names_of_filters(tab: Tab, page: Path) -> None:
    tab.open(page)
    assert tab.names_of("combobox") == ["Place", "Topic", "Direction"]
    assert "What comes out otherwise" in tab.names_of("heading")
    assert "What comes out otherwise" in tab.names_of("table")
    assert {"Answer", "Before", "After", "Direction"} <= set(tab.names_of("columnheader"))
    assert "What holds of all cases" in tab.names_of("region")


@pytest.mark.parametrize("width", [320, 375, 768, 1100, 1280])
def test_nothing_has_to_be_scrolled_sideways(tab: Tab, page: Path, long_names: Path, width: int) -> None:
    for file in (page, long_names):
        tab.open(file, width=width)
        assert tab.ask("document.documentElement.scrollWidth") <= width


def test_on_a_telephone_every_cell_carries_the_name_of_its_column_and_tables_stay_tables(tab: Tab, page: Path) -> None:
    tab.open(page, width=375)
    shown = "getComputedStyle(document.querySelector('td[data-label=Before]'), '::before').content"
    assert tab.ask(shown) == '"Before"'
    assert "What comes out otherwise" in tab.names_of("table")


def test_without_scripts_everything_is_there_but_the_filters(tab: Tab, page: Path) -> None:
    tab.open(page, scripts=False)
    names = tab.names_of("StaticText")
    assert "not granted by law" in names
    assert tab.names_of("combobox") == []
    assert "Show a part of the changes only" not in tab.names_of("heading")


def test_it_prints_without_the_filters_and_with_the_cases(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.call("Emulation.setEmulatedMedia", media="print")
    assert tab.ask("getComputedStyle(document.querySelector('form.filters')).display") == "none"
    assert tab.ask("document.querySelector('details').getBoundingClientRect().height") > 100
    tab.call("Emulation.setDeviceMetricsOverride", width=A4_ACROSS, height=900, deviceScaleFactor=1, mobile=False)
    assert tab.ask("document.documentElement.scrollWidth") <= A4_ACROSS
    tab.call("Emulation.setEmulatedMedia", media="")
    assert base64.b64decode(tab.call("Page.printToPDF")["data"]).startswith(b"%PDF")
