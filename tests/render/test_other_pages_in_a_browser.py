"""The pages of law side by side and of past cases as a browser shows them: they fetch nothing and fit any width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.past_cases import a_case, another_law, lines
from tests.commands.running import SHOP, run
from tests.render.in_a_browser import Tab, a_tab

pytestmark = pytest.mark.needs_browser


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """One browser for all tests."""
    with a_tab(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each page as a file, by the command that wrote it."""
    folder = tmp_path_factory.mktemp("pages")
    new = another_law(folder, "{item.traits: {has: engraved}}", "{item.traits: {has: [engraved, fragile]}}")
    cases = lines(folder, a_case(traits=["fragile"]), a_case(received=None))
    told = {
        "across": run("across", "--topic", "returns", "--in", "PT,DE,CH", "--on", "2026-11-22", "--pack", SHOP, *HTML),
        "years": run("across", "withdraw", "--in", "PT,CH", "--through", "2014..2028", "--pack", SHOP, *HTML),
        "impact": run("impact", SHOP, new, cases, "--processes", "1", *HTML),
    }
    for name, result in told.items():
        (folder / f"{name}.html").write_text(result.stdout, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in told}


HTML = ("--format", "html")


@pytest.mark.parametrize("name", ["across", "years", "impact"])
def test_it_asks_the_network_for_nothing_but_itself(tab: Tab, pages: dict[str, Path], name: str) -> None:
    tab.requests.clear()
    tab.complaints.clear()
    tab.open(pages[name])
    assert tab.requests == [pages[name].as_uri()]
    assert tab.complaints == []


@pytest.mark.parametrize("name", ["across", "years", "impact"])
@pytest.mark.parametrize("width", [320, 375, 1100, 1280])
def test_nothing_has_to_be_scrolled_sideways(tab: Tab, pages: dict[str, Path], name: str, width: int) -> None:
    tab.open(pages[name], width=width)
    assert tab.ask("document.documentElement.scrollWidth") <= width
    assert tab.names_of("table")


def test_choosing_a_place_hides_the_statements_of_others(tab: Tab, pages: dict[str, Path]) -> None:
    tab.open(pages["across"])
    shown = (
        "[...document.querySelectorAll('tr[data-filtered]')].filter(row => !row.hidden).map(row => row.dataset.places)"
    )
    assert {"PT", "DE", "CH"} == set(tab.ask(shown))
    tab.ask(
        "(() => { const pick = document.querySelector('select'); pick.value = 'DE';"
        " pick.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )
    assert set(tab.ask(shown)) == {"DE"}
