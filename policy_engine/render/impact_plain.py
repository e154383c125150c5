"""What a new version does to past cases, as a person reads it: on a screen, or as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.render import impact_messages as say
from policy_engine.render import messages
from policy_engine.render.impact_table import Counted, Told, beside, parts, summary
from policy_engine.render.layout import Ink, Line, Paint, Row, Section, laid_out, paragraph, unpainted
from policy_engine.render.safety import safe


def impact_screen(told: Told, *, width: int, paint: Paint = unpainted) -> str:
    """Tell what changes, in lines of at most this width."""
    lines = [paint(line, Ink.HEADING) for line in paragraph(_heading(told), width)]
    lines += paragraph(summary(told), width)
    lines += [line for text in beside(told) for line in paragraph(text, width, 2)]
    for part in parts(told):
        rows = tuple(Row("", str(one.cases), tuple(_lines(one))) for one in part.lines)
        lines += laid_out([Section(part.heading, rows)], width, paint)
    return "".join(f"{line}\n" for line in lines)


def _heading(told: Told) -> str:
    return say.HEADING.format(old=told.old.ref, new=told.new.ref, source=safe(told.source))


def _lines(one: Counted) -> Iterator[Line]:
    yield Line(messages.BESIDE.join(part for part in (one.about, one.what) if part), _where(one))


def _where(one: Counted) -> str:
    return say.LINES.format(lines=", ".join(map(str, one.lines))) if one.lines else ""


def impact_markdown(told: Told) -> str:
    """A table under each heading."""
    lines = [f"# {_md(_heading(told))}", "", f"**{_md(summary(told))}.**", ""]
    lines += [*(f"- {_md(text)}" for text in beside(told)), ""]
    for part in parts(told):
        if part.lines:
            lines += [f"## {part.heading}", "", "| cases | what | how | for example |", "| ---: | --- | --- | --- |"]
            lines += [f"| {one.cases} | {_md(one.about)} | {_md(one.what)} | {_where(one)} |" for one in part.lines]
            lines.append("")
    return "\n".join([*lines, say.NOTE, ""])


def _md(text: str) -> str:
    for mark in ("\\", "|", "*", "_", "`", "[", "]"):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("<", "&lt;").replace("\u00a0", " ")
