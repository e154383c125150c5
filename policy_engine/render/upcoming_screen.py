"""The days to come on which the law changes, as a person reads them on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from policy_engine.checks.upcoming import Change, Upcoming
from policy_engine.facts.citations import Grade
from policy_engine.render import law_messages, messages
from policy_engine.render.law_words import LawWords, place_of
from policy_engine.render.layout import Ink, Line, Paint, Row, Section, laid_out, paragraph, unpainted
from policy_engine.render.safety import safe
from policy_engine.render.words import Words
from policy_engine.rules.model import Pack
from policy_engine.rules.statements import Sort

_INKS = {
    Change.BEGINS: Ink.GOOD,
    Change.ENDS: Ink.BAD,
    Change.CHANGES: Ink.GOOD,
    Change.MAY_BEGIN: Ink.OPEN,
    Change.MAY_END: Ink.OPEN,
    Change.COVERED: Ink.GOOD,
}


def upcoming_screen(
    changes: Sequence[Upcoming],
    packs: Sequence[Pack],
    on: date,
    last: date | None,
    *,
    width: int,
    today: bool = False,
    paint: Paint = unpainted,
) -> str:
    """Tell what changes from a day on, in lines of at most this width; `today` says that nobody stated the day."""
    law = LawWords(Words())
    lines = [paint(line, Ink.HEADING) for line in paragraph(_heading(law.words, on, last, today=today), width)]
    for pack in packs:
        lines += paragraph(_known(law.words, pack, on), width)
    for day in dict.fromkeys(one.day for one in changes):
        heading = messages.BESIDE.join([law.words.day(day), _distance(law.words, day, on)])
        rows = tuple(_row(law, one, several=len(packs) > 1) for one in changes if one.day == day)
        lines += laid_out([Section(heading, rows)], width, paint)
    if not changes:
        lines += ["", *paragraph(law_messages.NOTHING_CHANGES, width)]
    return "".join(f"{line}\n" for line in lines)


def _heading(words: Words, on: date, last: date | None, *, today: bool) -> str:
    if last is None:
        message = law_messages.SEEN_FROM_TODAY if today else law_messages.SEEN_FROM
        return words.say(message, day=words.day(on))
    message = law_messages.SEEN_FROM_TODAY_TO if today else law_messages.SEEN_FROM_TO
    return words.say(message, day=words.day(on), last=words.day(last))


def _known(words: Words, pack: Pack, on: date) -> str:
    """How far a pack knows the law, seen from a day; what was made law later is not in it."""
    known, days = words.day(pack.law_known_to), (on - pack.law_known_to).days
    if not days:
        return words.say(law_messages.KNOWN_TODAY, pack=pack.ref, day=known)
    message = _counted(law_messages.KNOWN_IN_PAST if days > 0 else law_messages.KNOWN_AHEAD, abs(days))
    told = words.say(message, pack=pack.ref, day=known, count=str(abs(days)))
    return messages.THEN.join([told, law_messages.KNOWN_NO_MORE]) if days > 0 else told


def _counted(forms: Mapping[int, str], count: int) -> str:
    """The message for one, or that for several."""
    return forms[min(count, max(forms))]


def _distance(words: Words, day: date, on: date) -> str:
    days = (day - on).days
    return words.say(_counted(law_messages.IN_DAYS, days), count=str(days)) if days else law_messages.TODAY


def _row(law: LawWords, one: Upcoming, *, several: bool) -> Row:
    cite = law.provision(one.cite) if one.cite else ""
    lines = [Line(_title(law, one), cite), *_more(law, one)]
    about = [one.pack.ref] if several else []
    scope = one.statement.scope if one.statement else one.coverage.scope if one.coverage else None
    if one.statement is not None:
        about.append(one.id)
        about += [law_messages.SORTS[one.statement.sort]] if one.statement.sort is not Sort.RULE else []
    if scope is not None:
        about.append(law.places(scope))
    if one.cite is not None and one.cite.grade is not Grade.PRIMARY:
        about.append(messages.GRADES[one.cite.grade])
    if one.statement is not None:
        about.append(place_of(one.statement))
    lines.append(Line(messages.BESIDE.join(about), ink=Ink.FAINT))
    return Row("", law_messages.CHANGES[one.change], tuple(lines), _INKS[one.change])


def _title(law: LawWords, one: Upcoming) -> str:
    if one.statement is not None:
        return safe(one.statement.title)
    return law.words.say(law_messages.TOPIC_COVERED, topic=one.id)


def _more(law: LawWords, one: Upcoming) -> Iterator[Line]:
    """For which cases the day counts, what was law before, and who says so where sources differ."""
    say, scope = law.words.say, one.statement.scope if one.statement else one.coverage.scope if one.coverage else None
    if one.change in (Change.ENDS, Change.MAY_END):
        yield Line(say(law_messages.NO_LONGER, last=law.words.day(one.day - timedelta(days=1))))
    elif scope is not None:
        yield Line(say(law_messages.GOVERNED, fact=scope.governed_by))
    if one.reading is not None:
        yield Line(say(law_messages.BY_READING, reading=safe(one.reading.title)), ink=Ink.OPEN)
    if one.before is not None and one.statement is not None and one.before.title != one.statement.title:
        yield Line(say(law_messages.BEFORE_IT, title=safe(one.before.title)), law.provision(one.before.cite))
