"""Law side by side for other programs: a Markdown page, and a CSV table (RFC 4180) with one line a statement."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from policy_engine.checks.across.model import Across, Through
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.render import across_messages as say
from policy_engine.render import messages
from policy_engine.render.across_table import LawLine, PlaceTold, Telling, heading, of_years

COLUMNS = (
    "asked", "place", "answer", "name", "value", "where", "unless", "only_in", "source", "at", "address", "nature",
    "grade", "verified_on", "from", "until", "governed_by", "readings", "id", "title", "pack", "note",
)  # fmt: skip
HEAD = ("place", "value", "where", "law", "since", "grade")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def across_csv(asked: Sequence[Across], vocabulary: Vocabulary) -> str:
    """One line a statement and a provision; a place that states nothing has one line that says why."""
    telling = Telling(vocabulary)
    return _written(row for one in asked for place in telling.across(one) for row in _rows(one.named.name, place))


def through_csv(asked: Through, vocabulary: Vocabulary) -> str:
    """One line a statement, with the day on which it begins or ends within these years."""
    telling = Telling(vocabulary)
    return _written(_rows_of_years(asked, telling))


def _written(rows: Iterable[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return text.getvalue()


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(asked: str, place: PlaceTold) -> Iterator[dict[str, str]]:
    notes = messages.THEN.join(place.notes)
    answer = say.ANSWERED[place.answered]
    lines = [*place.lines, *(line for _, several in place.behind for line in several)]
    if not lines:
        yield {"asked": asked, "place": place.place, "answer": answer, "pack": " ".join(place.packs), "note": notes}
    for line in lines:
        yield from _cells(asked, answer, line, notes)


def _cells(asked: str, answer: str, line: LawLine, note: str) -> Iterator[dict[str, str]]:
    for one in line.provisions:
        yield {
            "asked": asked,
            "place": line.place,
            "answer": answer,
            "name": line.name,
            "value": line.value,
            "where": messages.THEN.join(line.clauses),
            "unless": messages.THEN.join(line.unless),
            "only_in": " ".join(line.parts),
            "source": one.source,
            "at": one.at,
            "address": one.address,
            "nature": one.nature,
            "grade": one.grade,
            "verified_on": one.verified_on.isoformat(),
            "from": line.first.isoformat(),
            "until": line.until.isoformat() if line.until else "",
            "governed_by": line.governed_by,
            "readings": messages.THEN.join(line.readings),
            "id": line.id,
            "title": line.title,
            "pack": line.pack,
            "note": note,
        }


def _rows_of_years(asked: Through, telling: Telling) -> Iterator[dict[str, str]]:
    for one in asked.places:
        first, turns = telling.years(one)
        answer = say.ANSWERED[one.answered]
        for line in first:
            yield from _cells(asked.named.name, answer, line, say.AT_FIRST.format(day=asked.first.isoformat()))
        for day, mark, line in turns:
            yield from _cells(asked.named.name, answer, line, f"{mark} {day.isoformat()}")
        if not first and not turns:
            yield {"asked": asked.named.name, "place": one.place, "answer": answer}


def across_markdown(asked: Sequence[Across], vocabulary: Vocabulary) -> str:
    """A heading a name, a table of what each place says, and notes under it."""
    telling = Telling(vocabulary)
    return "\n".join(line for one in asked for line in _page(one, telling)).rstrip() + "\n"


def _page(asked: Across, telling: Telling) -> Iterator[str]:
    yield f"# {_md(heading(asked.named, telling.words))}"
    yield ""
    yield _sentence(say.SEEN_ON.format(day=telling.words.day(asked.on)))
    yield ""
    yield from _table_head(HEAD)
    places = telling.across(asked)
    for place in places:
        for line in place.lines:
            yield _md_row(place.called, line)
        if not place.lines:
            yield f"| {_md(place.called)} | *{_md(place.short)}* |  |  |  |  |"
    yield ""
    yield from _notes(places)
    for place in places:
        for named, lines in place.behind:
            yield f"## {_md(say.MADE_WITH.format(place=place.called, name=named.name))}"
            yield ""
            yield from _table_head(HEAD)
            yield from (_md_row(place.called, line) for line in lines)
            yield ""


def _notes(places: Iterable[PlaceTold]) -> Iterator[str]:
    found = [
        f"- {_md(place.called)}: {_md(note)}"
        for place in places
        for note in (*place.notes, *_said_below(place.lines), *_doubted(place))
    ]
    yield from found
    if found:
        yield ""


def _said_below(lines: Iterable[LawLine]) -> Iterator[str]:
    for line in lines:
        several = [*(say.UNLESS.format(title=title) for title in line.unless), *line.yields_to, *line.readings]
        yield from (f"{line.id}: {one}" for one in several)


def _doubted(place: PlaceTold) -> Iterator[str]:
    for name, reason, provision in place.doubts:
        yield f"{say.DOUBTS}: {say.DOUBT.format(id=name, reason=reason)} ({provision.told})"


def through_markdown(asked: Through, vocabulary: Vocabulary) -> str:
    """A table of every statement that was law in these years, by place and day."""
    telling = Telling(vocabulary)
    lines = [f"# {_md(heading(asked.named, telling.words))}", "", _sentence(of_years(asked, telling.words)), ""]
    lines += _table_head(("day", *HEAD))
    for one in asked.places:
        first, turns = telling.years(one)
        called = telling.called(one.place)
        lines += [f"| {asked.first.isoformat()} {_md_row(called, line)}" for line in first]
        lines += [f"| {day.isoformat()} {mark} {_md_row(called, line)}" for day, mark, line in turns]
        if not first and not turns:
            lines.append(f"|  | {_md(called)} | *{say.ANSWERED[one.answered]}* |  |  |  |  |")
    return "\n".join(lines) + "\n"


def _table_head(columns: Sequence[str]) -> list[str]:
    return ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]


def _md_row(called: str, line: LawLine) -> str:
    value = line.value + (f" ({say.PART_ONLY.format(parts=', '.join(line.parts))})" if line.parts else "")
    law = "<br>".join(_md_link(one.told, one.address) for one in line.provisions)
    where = "<br>".join(_md(clause) for clause in line.clauses) or say.WITHOUT_CONDITION
    cells = [
        _md(called),
        _md(value),
        where,
        law,
        _md(line.period),
        " ".join(dict.fromkeys(one.grade for one in line.provisions)),
    ]
    return "| " + " | ".join(cells) + " |"


def _md_link(told: str, address: str) -> str:
    safe_address = address.startswith(("http://", "https://")) and not any(mark in address for mark in " ()<>|")
    return f"[{_md(told)}]({address})" if safe_address else _md(told)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{_md(text[1:])}."


def _md(text: str) -> str:
    """A text in which Markdown sees no marks of its own."""
    for mark in ("\\", "|", "*", "_", "[", "]", "<", ">", "`"):
        text = text.replace(mark, f"\\{mark}" if mark not in "<>" else {"<": "&lt;", ">": "&gt;"}[mark])
    return text.replace("\u00a0", " ")
