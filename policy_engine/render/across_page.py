"""Law side by side as a page that can be sent on: in short first, then every statement with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine.checks.across.model import Across, Answered, Through
from policy_engine.facts.citations import Grade
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.render import across_messages as say
from policy_engine.render import messages
from policy_engine.render.across_table import LawLine, PlaceTold, Telling, heading, of_years
from policy_engine.render.comparison_page_frame import (
    NOTHING,
    Filter,
    Html,
    element,
    filters,
    flag,
    joined,
    link,
    listed,
    mark,
    page,
    row,
    section,
    table,
    text,
)

_KINDS = {
    Answered.STATED: "good",
    Answered.NONE_FOUND: "open",
    Answered.SILENT: "open",
    Answered.LATER: "bad",
    Answered.NOT_COVERED: "bad",
}
_COLUMNS = (say.COLUMN_PLACE, say.COLUMN_VALUE, say.COLUMN_WHERE, say.COLUMN_LAW, say.COLUMN_SINCE)
_SHORT = (say.COLUMN_PLACE, say.COLUMN_ANSWER, say.COLUMN_VALUE, say.COLUMN_NOTES)


def across_page(asked: Sequence[Across], vocabulary: Vocabulary) -> str:
    """Every name with all of its places."""
    telling = Telling(vocabulary)
    told = [(one, telling.across(one)) for one in asked]
    places = {place.place: place.called for _, several in told for place in several}
    pick = Filter("places", say.COLUMN_PLACE, say.EVERY_PLACE, places)
    names = ", ".join(one.named.name for one in asked[:1]) if len(asked) == 1 else asked[0].named.topic if asked else ""
    title = say.PAGE_TITLE.format(names=names, places=", ".join(places))
    day = telling.words.day(asked[0].on) if asked else ""
    head = joined(
        (
            element("p", say.PAGE_LEAD.format(day=day), class_="lead"),
            filters([pick], say.FILTER, say.SHOW_ALL, say.SHOWN),
        )
    )
    sections = [_name(number, one, several, telling) for number, (one, several) in enumerate(told, 1)]
    return page(title, head, sections)


def _name(number: int, asked: Across, places: Sequence[PlaceTold], telling: Telling) -> tuple[str, str, Html]:
    words = heading(asked.named, telling.words)
    identity = f"n{number}"
    short = [_short(place) for place in places]
    lines = [_law(line, place.called) for place in places for line in place.lines]
    parts = [table(say.IN_SHORT, _SHORT, short), table(say.BY_STATEMENT, _COLUMNS, lines)]
    for place in places:
        parts += [
            element(
                "div",
                table(
                    say.MADE_WITH.format(place=place.called, name=named.name),
                    _COLUMNS,
                    [_law(line, place.called, counted=False) for line in several],
                ),
            )
            for named, several in place.behind
        ]
        parts += [_doubts(place)] if place.doubts else []
    return identity, asked.named.name, section(identity, words, *parts)


def _short(place: PlaceTold) -> Html:
    answer = mark(say.ANSWERED[place.answered], _KINDS[place.answered])
    short = place.short if place.answered is Answered.STATED else ""
    made = row(_SHORT, (place.called, answer, short, listed(place.notes)), data_places=place.place)
    return flag("data-filtered", made)


def _law(line: LawLine, called: str, *, counted: bool = True) -> Html:
    conditions = list(line.clauses) or [say.WITHOUT_CONDITION]
    notes = [say.PART_ONLY.format(parts=", ".join(line.parts))] if line.parts else []
    notes += [say.UNLESS.format(title=title) for title in line.unless]
    below = listed([*notes, *line.yields_to, *line.readings])
    value = joined((text(line.value), element("p", element("code", line.id), class_="faint small")))
    where = joined((listed(conditions), element("div", below, class_="faint small") if below.markup else NOTHING))
    since = joined((text(line.period), element("p", say.GOVERNED.format(fact=line.governed_by), class_="faint small")))
    made = row(_COLUMNS, (called, value, where, _law_of(line), since), data_places=line.place)
    return flag("data-counted", flag("data-filtered", made)) if counted else flag("data-filtered", made)


def _law_of(line: LawLine) -> Html:
    return joined(
        element("p", link(one.told, one.address), " ", _grade(Grade(one.grade)), title=one.title)
        for one in line.provisions
    )


def _grade(grade: Grade) -> Html:
    kind = "plain" if grade in (Grade.PRIMARY, Grade.SECONDARY) else "open"
    return mark(messages.GRADES[grade], kind)


def _doubts(place: PlaceTold) -> Html:
    told = [
        element("li", text(say.DOUBT.format(id=name, reason=reason)), " ", link(provision.told, provision.address))
        for name, reason, provision in place.doubts
    ]
    heading_of = element("h3", f"{place.called}: {say.DOUBTS}")
    made = element("div", heading_of, element("ul", *told), data_places=place.place)
    return flag("data-filtered", made)


def through_page(asked: Through, vocabulary: Vocabulary) -> str:
    """One name over the years, place by place."""
    telling = Telling(vocabulary)
    title = say.PAGE_YEARS.format(name=asked.named.name, first=asked.first.year, last=asked.last.year)
    lead = f"{heading(asked.named, telling.words)}. {of_years(asked, telling.words)}."
    return page(title, element("p", lead, class_="lead"), list(_years(asked, telling)))


def _years(asked: Through, telling: Telling) -> Iterator[tuple[str, str, Html]]:
    columns = (say.COLUMN_DAY, *_COLUMNS[1:])
    for one in asked.places:
        first, turns = telling.years(one)
        called = telling.called(one.place)
        start = say.AT_FIRST.format(day=telling.words.day(asked.first))
        rows = [_row_of_year(columns, start, line) for line in first]
        rows += [_row_of_year(columns, f"{telling.words.day(day)}: {change}", line) for day, change, line in turns]
        notes = []
        since = telling.words.day(one.since) if one.since else ""
        if one.answered in say.TOLD:
            packs = telling.words.several([pack.ref for pack in one.packs])
            notes.append(say.TOLD[one.answered].format(packs=packs, topic=asked.named.topic, since=since))
        elif one.since is not None and one.since > asked.first:
            notes.append(say.NOT_COVERED_YET.format(topic=asked.named.topic, since=since))
        identity = f"p-{one.place}"
        held = (*(element("p", note) for note in notes), table(called, columns, rows))
        yield identity, called, section(identity, called, *held)


def _row_of_year(columns: Sequence[str], day: str, line: LawLine) -> Html:
    value = joined((text(line.value), element("p", element("code", line.id), class_="faint small")))
    conditions = listed([*(line.clauses or (say.WITHOUT_CONDITION,)), *line.readings])
    return row(columns, (day, value, conditions, _law_of(line), line.period))
