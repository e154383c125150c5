"""What a new version does to past cases, as a page that can be sent on: it holds counts and no person's data."""

from __future__ import annotations

from policy_engine.render import impact_messages as say
from policy_engine.render.comparison_page_frame import Html, element, joined, listed, page, row, section, table
from policy_engine.render.impact_table import Part, Told, beside, parts, summary

_COLUMNS = (say.COLUMN_WHAT, say.COLUMN_HOW, say.COLUMN_CASES, say.COLUMN_LINES)


def impact_page(told: Told) -> str:
    """Everything that was counted, a table a heading."""
    title = say.HEADING.format(old=told.old.ref, new=told.new.ref, source=told.source)
    head = joined((element("p", f"{summary(told)}.", class_="lead"), listed(list(beside(told)))))
    sections = [_part(f"part{number}", one) for number, one in enumerate(parts(told), 1)]
    digests = f"{told.old.ref} {told.old.digest} · {told.new.ref} {told.new.digest}"
    foot = joined((element("p", say.NOTE), element("p", element("code", digests))))
    return page(title, head, sections, foot)


def _part(identity: str, part: Part) -> tuple[str, str, Html]:
    return identity, part.heading, section(identity, part.heading, _table(part))


def _table(part: Part) -> Html:
    """A table without the columns that would be empty all the way down."""
    told = [(one.about, one.what, str(one.cases), ", ".join(map(str, one.lines))) for one in part.lines]
    used = [number for number in range(len(_COLUMNS)) if any(cells[number] for cells in told)]
    columns = [_COLUMNS[number] for number in used]
    return table(
        part.heading, columns, [row(columns, [cells[number] for number in used]) for cells in told], headed=True
    )
