"""The rows that tell duties: who owes whom what, by when, and what stands in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from policy_engine.calendar.zones import ZoneRules
from policy_engine.decisions.model import Obligation, ObligationCode, Window
from policy_engine.render import messages
from policy_engine.render.counting import count_of_day
from policy_engine.render.layout import Ink, Line, Row, Section
from policy_engine.render.telling import Telling

_INKS = {
    ObligationCode.OWED: Ink.GOOD,
    ObligationCode.MET: Ink.GOOD,
    ObligationCode.NOT_OWED: Ink.FAINT,
    ObligationCode.OVERDUE: Ink.BAD,
    ObligationCode.NOT_COVERED: Ink.FAINT,
    ObligationCode.NEEDS_FACTS: Ink.OPEN,
    ObligationCode.NEEDS_REVIEW: Ink.OPEN,
}

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def duty_sections(telling: Telling) -> Iterator[tuple[str, Section]]:
    """One section for each duty, with its name."""
    duties = telling.decision.obligations
    for name in dict.fromkeys(one.obligation for one in duties):
        about = [one for one in duties if one.obligation == name]
        rows = tuple(_row(telling, one) for one in telling.in_order(about, name))
        yield name, Section(telling.heading(name), rows)


def _row(telling: Telling, duty: Obligation) -> Row:
    lines = [*_lines(telling, duty, telling.clocks.of(duty.by))] or [Line(messages.DUTIES[duty.state])]
    if duty.after_law_known:
        lines.append(Line(messages.AFTER_LAW_KNOWN, ink=Ink.OPEN))
    who = telling.words.say(messages.WHO, by=duty.by, to=duty.to) if duty.to else duty.by
    label = telling.label(duty.member, who, duty.place)
    return Row(label, messages.DUTY_MARKS[duty.state], tuple(lines), _INKS[duty.state])


def _lines(telling: Telling, duty: Obligation, zone: ZoneRules | None) -> Iterator[Line]:
    match duty.state:
        case ObligationCode.OWED | ObligationCode.OVERDUE | ObligationCode.MET:
            yield from _owed(telling, duty, zone)
        case ObligationCode.NOT_OWED:
            yield Line(messages.NO_RULE_OBLIGES)
        case ObligationCode.NOT_COVERED:
            yield Line(messages.NOT_COVERED)
        case ObligationCode.NEEDS_FACTS:
            if duty.would:
                yield Line(telling.words.say(messages.COULD_BE, answers=telling.values.verdicts(duty.would)))
            if duty.open:
                yield Line(telling.words.say(messages.TURNS_ON, facts=telling.facts(duty.open)))
        case ObligationCode.NEEDS_REVIEW:
            if duty.points:
                yield Line(telling.words.say(messages.A_PERSON_DECIDES, points=telling.facts(duty.points)))
            if duty.would:
                would = telling.values.verdicts(duty.would)
                yield Line(telling.words.say(messages.WITHOUT_THE_POINT, answers=would))
            yield from _owed(telling, duty, zone) if duty.because else ()
        case _:
            assert_never(duty.state)


def _owed(telling: Telling, duty: Obligation, zone: ZoneRules | None) -> Iterator[Line]:
    say = telling.words.say
    if duty.met_on:
        message = messages.MET_LATE if duty.met_late else messages.MET_ON
        answer = say(message, moment=telling.values.on(duty.met_on, zone))
    else:
        answer = _due(telling, duty, zone)
    yield Line(answer, telling.cited(duty.because))
    if duty.to and duty.member:
        yield Line(say(messages.WHO, by=duty.by, to=duty.to))
    if duty.amount:
        yield Line(_amount(telling, duty.amount))
    if duty.waiting_for:
        yield Line(say(messages.MAY_WAIT, facts=telling.facts(duty.waiting_for)))
    day = duty.due.act_by if duty.due is not None else ""
    yield from (Line(text, ink=Ink.FAINT) for text in count_of_day(telling, day or _before_waiting(telling, duty)))
    if duty.consequence:
        yield Line(say(messages.CONSEQUENCE, consequence=telling.texts.about(duty.consequence)))
    yield from (Line(telling.texts.title(one.rule), ink=Ink.FAINT) for one in duty.because)


def _due(telling: Telling, duty: Obligation, zone: ZoneRules | None) -> str:
    window = duty.due or Window()
    say, last = telling.words.say, telling.values.last
    if window.running:
        first = _before_waiting(telling, duty) if duty.waiting_for else ""
        if first:
            return say(messages.DUE_OR_LATER, due=last(first, zone))
        return messages.DUE_WAITING if duty.waiting_for else messages.DUE_NOT_YET
    if not window.late_after:
        return messages.NO_DAY if duty.state is ObligationCode.OWED else messages.DUTIES[duty.state]
    if duty.state is ObligationCode.OVERDUE:
        return say(messages.WAS_DUE, due=last(window.late_after, zone))
    if window.act_by and window.act_by != window.late_after:
        return say(messages.DUE_DISPUTED, act_by=last(window.act_by, zone), late_after=last(window.late_after, zone))
    return say(messages.DUE_BY, due=last(window.late_after, zone))


def _before_waiting(telling: Telling, duty: Obligation) -> str:
    """The day by which a duty would be due if its bearer could not wait for anything; empty where no day is known."""
    grounds = {one.rule for one in duty.because}
    for step in telling.decision.trace:
        if step.member in (duty.member, "") and step.rule.partition("@")[0] in grounds:
            for name, value in step.gives:
                if name == duty.obligation and _DAY.fullmatch(value):
                    return value
    return ""


def _amount(telling: Telling, name: str) -> str:
    """The amount of a duty, which names the term that holds it: what is certain of it, else what is known."""
    for amount in telling.decision.amounts:
        if amount.term == name and amount.disputed:
            certain, more = telling.words.money(amount.certain), telling.words.money(amount.disputed)
            return telling.words.say(messages.AMOUNT_DISPUTED, amount=certain, more=more)
        if amount.term == name:
            return telling.words.money(amount.certain)
    for term in telling.decision.terms:
        if term.term == name and len(term.values) == 1:
            return telling.values.term(name, term.values[0].value)
    return name
