"""One self-contained page: everything stands in the one file, nothing is fetched, and it reads without a script.

Its policy (CSP 3) allows the page's own style and script by their digests and nothing else: no network, no form target.
Every text and attribute is escaped where it becomes `Html`: what a pack or a case says can never become markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from policy_engine.render.comparison_page_look import SCRIPT, STYLE
from policy_engine.render.safety import safe

SKIP = "Skip to the content"
CONTENTS = "Contents"


@dataclass(frozen=True, slots=True)
class Html:
    """Markup: made of texts that were escaped, and of other markup."""

    markup: str

    def __str__(self) -> str:
        return self.markup


NOTHING = Html("")


def text(words: str) -> Html:
    """Words as a page shows them."""
    return Html(escape(safe(words.replace("\u00a0", " ")), quote=False))


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Markup one after the other."""
    return Html(between.join(part.markup for part in parts))


def element(tag: str, /, *inside: Html | str, **attributes: str) -> Html:
    """An element; an attribute that is empty is left out, `data_label` is `data-label`, `class_` is `class`."""
    made = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value
    )
    held = "".join(str(part if isinstance(part, Html) else text(part)) for part in inside)
    return Html(f"<{tag}{made}>{held}</{tag}>")


def flag(name: str, markup: Html) -> Html:
    """The same element with an attribute that has no value: `hidden`, `open`, `data-filtered`."""
    head, close, rest = markup.markup.partition(">")
    return Html(f"{head} {name}{close}{rest}")


def link(words: str, address: str) -> Html:
    """Words that lead to a place of this page or to a text of law; no other address becomes a link."""
    if address.startswith(("https://", "http://", "#")):
        outside = {} if address.startswith("#") else {"rel": "noreferrer noopener"}
        return element("a", words, href=address, **outside)
    return text(words)


def listed(parts: Sequence[Html | str], kind: str = "clauses") -> Html:
    """A list; nothing where it would be empty, and a single part without bullets."""
    if len(parts) < 2:
        return joined(part if isinstance(part, Html) else text(part) for part in parts)
    return element("ul", *(element("li", part) for part in parts), class_=kind)


def facts(rows: Iterable[tuple[str, Html | str]]) -> Html:
    """Names with what is to be said of each."""
    made = [joined((element("dt", name), element("dd", said))) for name, said in rows]
    return element("dl", *made, class_="facts") if made else NOTHING


def table(caption: str, columns: Sequence[str], rows: Sequence[Html], *, headed: bool = False) -> Html:
    """A table that keeps its meaning for a screen reader where a narrow screen shows its rows as cards.

    Where it is `headed` by the words of its caption, only a screen reader is told them again.
    """
    if not rows:
        return NOTHING
    head = element("tr", *(element("th", name, scope="col", role="columnheader") for name in columns), role="row")
    return element(
        "table",
        element("caption", caption, class_="unseen" if headed else ""),
        element("thead", head, role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        role="table",
    )


def row(columns: Sequence[str], cells: Sequence[Html | str], identity: str = "", **data: str) -> Html:
    """A row whose first cell names it; on a narrow screen each cell carries the name of its column."""
    first, *rest = cells
    made = [element("th", first, scope="row", role="rowheader")]
    made += [element("td", cell, data_label=name, role="cell") for name, cell in zip(columns[1:], rest, strict=True)]
    return element("tr", *made, id=identity, role="row", **data)


def section(identity: str, heading: str, *inside: Html) -> Html:
    """A part of the page with its heading; nothing where it would be empty."""
    held = [part for part in inside if part.markup]
    if not held:
        return NOTHING
    return element(
        "section", element("h2", heading, id=f"{identity}-h"), *held, id=identity, aria_labelledby=f"{identity}-h"
    )


def mark(words: str, kind: str) -> Html:
    """A short word of judgement; its colour only repeats what it says."""
    return element("span", words, class_=f"mark {kind}")


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice above the page: the attribute that it looks at, and its values with their words."""

    name: str
    label: str
    every: str
    values: Mapping[str, str]


def filters(several: Sequence[Filter], legend: str, reset: str, told: str) -> Html:
    """The choices; hidden until a script shows them, since without one they would do nothing."""
    useful = [one for one in several if len(one.values) > 1]
    if not useful:
        return NOTHING
    picks = [
        element("label", one.label, element("select", *_options(one), name=one.name, autocomplete="off"))
        for one in useful
    ]
    status = element("output", aria_live="polite", data_told=told)
    form = element("form", *picks, element("button", reset, type="reset"), status, class_="filters", aria_label=legend)
    return flag("hidden", form)


def _options(one: Filter) -> list[Html]:
    every = Html(f'<option value="">{text(one.every)}</option>')
    return [every, *(element("option", words, value=value) for value, words in one.values.items())]


def page(title: str, head: Html, sections: Sequence[tuple[str, str, Html]], foot: Html = NOTHING) -> str:
    """A whole page: its head, the contents, and the sections by identity and heading; one without stands in no list."""
    shown = [(identity, heading, held) for identity, heading, held in sections if held.markup]
    contents = element(
        "nav",
        element("h2", CONTENTS, id="contents"),
        element("ul", *(element("li", link(heading, f"#{identity}")) for identity, heading, _ in shown if heading)),
        aria_labelledby="contents",
    )
    body = joined(
        (
            element("a", SKIP, href="#content", class_="skip"),
            element("header", element("h1", title), head),
            contents if len(shown) > 1 else NOTHING,
            Html(f'<main id="content" tabindex="-1">{joined(held for _, _, held in shown)}</main>'),
            element("footer", foot, class_="faint small") if foot.markup else NOTHING,
        ),
        "\n",
    )
    policy = (
        f"default-src 'none'; style-src '{_digest(STYLE)}'; script-src '{_digest(SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n"
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def _digest(content: str) -> str:
    """The digest by which a policy allows what stands in the page itself."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
