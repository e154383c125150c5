"""How a day was counted, in one line: the event, the day on which the period would end, each day off, the last day."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.decisions.model import CountLine, Step
from policy_engine.evaluation.standing import Phase
from policy_engine.render import messages
from policy_engine.render.layout import Ink, Line
from policy_engine.render.telling import Telling

TWO_WORKING_DAYS = "two_working_days"


def count_of_term(telling: Telling, term: str, member: str, day: str) -> list[Line]:
    """The count behind the day that a term has."""
    steps = [step for step in telling.decision.trace if step.member in (member, "")]
    gave = [step for step in steps if (term, day) in step.gives]
    return _first(telling, [*gave, *steps], day)


def count_of_day(telling: Telling, day: str) -> list[Line]:
    """The count behind a day, whichever rule counted it."""
    return _first(telling, telling.decision.trace, day)


def _first(telling: Telling, steps: list[Step] | tuple[Step, ...], day: str) -> list[Line]:
    for step in steps:
        for count in step.counts:
            if step.phase == Phase.APPLIES and count.last_day == day:
                return [Line(counted(telling, count), telling.provisions(telling.own(step)), Ink.FAINT)]
    return []


def start_of_count(telling: Telling, member: str, day: str) -> Iterator[tuple[str, str]]:
    """Where it stands in the law what a period that ends on a day runs from."""
    steps = [step for step in telling.decision.trace if step.member in (member, "") and step.phase == Phase.APPLIES]
    events = {count.event_day for step in steps for count in step.counts if count.last_day == day}
    for step in steps:
        found = telling.texts.statement(step.rule)
        if found is not None and any(value in events for _, value in step.gives):
            yield found.cite.source.id, found.cite.at


def rolled_from(telling: Telling, day: str) -> str:
    """The day on which a period would have ended, where days off moved its end; else empty."""
    for step in telling.decision.trace:
        for count in step.counts:
            if step.phase == Phase.APPLIES and count.last_day == day and count.nominal_last != day:
                return count.nominal_last
    return ""


def counted(telling: Telling, count: CountLine) -> str:
    """A period written out."""
    return messages.THEN.join(_parts(telling, count))


def _parts(telling: Telling, count: CountLine) -> Iterator[str]:
    say = telling.words.say
    years = {day[:4] for day in (count.event_day, count.nominal_last, count.last_day)}

    def day(text: str) -> str:
        """A day, with its year where the count has days of several."""
        return telling.values.day(text, year=len(years) > 1)

    slots = {"event": day(count.event_day), "nominal": day(count.nominal_last)}
    if count.nominal_last < count.event_day:
        yield say(messages.BACKWARDS, **slots)
    elif count.first_counted == count.event_day:
        yield say(messages.EVENT_COUNTED, **slots)
    else:
        yield say(messages.EVENT_NOT_COUNTED, **slots)
    for off, why in count.shifts:
        yield _shift(telling, day(off), why)
    if count.shifts:
        yield say(messages.LAST_DAY, day=day(count.last_day))
    if count.reading:
        supposed = [_supposed(code) for code in count.reading.split("+")]
        yield say(messages.READING, reading=telling.words.several(supposed, "standard"))


def _shift(telling: Telling, day: str, why: str) -> str:
    if why == TWO_WORKING_DAYS:
        return telling.words.say(messages.TWO_WORKING_DAYS, day=day)
    if telling.words.weekday(why):
        return telling.words.together(messages.DAY_OFF, day=day)
    return telling.words.say(messages.HOLIDAY, day=day, holiday=why)


def _supposed(code: str) -> str:
    """What one answer to when a period ends supposes; the code ends with whom or what it is about."""
    if code in messages.SUPPOSED:
        return messages.SUPPOSED[code]
    for start, message in messages.SUPPOSED.items():
        if "{name}" in message and code.startswith(start):
            return message.format(name=code[len(start) + 1 :])
    return code
