"""The rows that tell duties: who owes whom what, by when, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from policy_engine.calendar.zones import ZoneRules
from policy_engine.decisions.model import Obligation, ObligationCode, Window
from policy_engine.render import messages
from policy_engine.render.amounts import amount_lines, told_with
from policy_engine.render.counting import rolled_from
from policy_engine.render.layout import Ink, Line, Row, Section
from policy_engine.render.open_together import open_together
from policy_engine.render.points import under_an_answer, would_be
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


def duty_sections(telling: Telling) -> Iterator[tuple[str, Section]]:
    """One section for each duty, with its name."""
    duties = telling.decision.obligations
    for name in dict.fromkeys(one.obligation for one in duties):
        about = [one for one in duties if one.obligation == name]
        rows = tuple(_row(telling, one) for one in _soonest_first(open_together(telling.in_order(about, name))))
        yield name, Section(telling.heading(name), rows)


def _soonest_first(duties: list[Obligation]) -> list[Obligation]:
    """Duties about several members: whose is due first stands first; those without a day stay in order at the end."""
    days: dict[str, str] = {}
    for duty in duties:
        if duty.due is not None and duty.due.act_by and not duty.met_on:
            days[duty.member] = min(duty.due.act_by, days.get(duty.member, duty.due.act_by))
    return sorted(duties, key=lambda duty: (duty.member not in days, days.get(duty.member, "")))


def _row(telling: Telling, duty: Obligation) -> Row:
    lines = [*_lines(telling, duty, telling.clocks.of(duty.by))] or [Line(messages.DUTIES[duty.state])]
    if duty.after_law_known and not telling.is_all_after_law_known:
        lines.append(Line(messages.AFTER_LAW_KNOWN, ink=Ink.OPEN))
    who = telling.words.say(messages.WHO, by=duty.by, to=duty.to) if duty.to else duty.by
    label = telling.label(duty.member, who, duty.place, duty.layer)
    return Row(label, messages.DUTY_MARKS[duty.state], tuple(lines), _INKS[duty.state])


def _lines(telling: Telling, duty: Obligation, zone: ZoneRules | None) -> Iterator[Line]:
    match duty.state:
        case ObligationCode.OWED | ObligationCode.OVERDUE | ObligationCode.MET:
            yield from _owed(telling, duty, zone)
        case ObligationCode.NOT_OWED:
            yield Line(messages.NOT_ASKED_BY_POLICY if duty.layer else messages.NO_RULE_OBLIGES)
        case ObligationCode.NOT_COVERED:
            yield Line(messages.NOT_COVERED)
        case ObligationCode.NEEDS_FACTS:
            if duty.would:
                yield Line(telling.words.say(messages.COULD_BE, answers=telling.values.verdicts(duty.would)))
            if duty.open and not telling.is_questioned(duty.open):
                yield Line(telling.words.say(messages.TURNS_ON, facts=telling.facts(duty.open)))
            if day := _day_if_owed(telling, duty):
                due = _rolled(telling, day, telling.values.last(day, zone))
                yield Line(telling.words.say(messages.IF_OWED, due=due), ink=Ink.OPEN)
        case ObligationCode.NEEDS_REVIEW:
            if duty.points:
                yield Line(messages.A_PERSON_DECIDES)
                yield from under_an_answer(telling, duty.points)
            if duty.would:
                would = telling.values.verdicts(duty.would)
                yield would_be(telling, duty.points, would)
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
    yield Line(answer, telling.cited(duty.because, duty.member))
    if facts := _open_between(telling, duty):
        yield Line(say(messages.WHICH_TURNS_ON, facts=telling.facts(facts)), ink=Ink.OPEN)
    if duty.to and duty.member:
        yield Line(say(messages.WHO, by=duty.by, to=duty.to))
    if duty.waiting_for:
        yield Line(say(messages.MAY_WAIT, facts=telling.facts(duty.waiting_for, "or")))
    if duty.amount:
        yield from amount_lines(telling, duty.amount)
    known = telling.texts.vocabulary.obligations.get(duty.obligation)
    yield from (line for term in (known.tells if known else ()) for line in told_with(telling, term))
    if duty.consequence:
        yield Line(say(messages.CONSEQUENCE, consequence=telling.texts.about(duty.consequence)))


def _open_between(telling: Telling, duty: Obligation) -> list[str]:
    """The facts on which it turns by which of two days a duty is due, where it is open facts that leave both."""
    if duty.met_on or duty.due is None or not duty.due.late_after or duty.due.act_by == duty.due.late_after:
        return []
    term = telling.texts.due_day(duty.obligation, duty.place)
    found = [one for one in telling.decision.terms if one.term == term and one.member in ("", duty.member)]
    return sorted({fact for one in found for fact in one.open})


def _due(telling: Telling, duty: Obligation, zone: ZoneRules | None) -> str:
    window = duty.due or Window()
    say, last = telling.words.say, telling.values.last
    if window.running:
        first = _before_waiting(duty) if duty.waiting_for else ""
        if first:
            return say(messages.DUE_OR_LATER, due=_rolled(telling, first, last(first, zone)))
        return messages.DUE_WAITING if duty.waiting_for else messages.DUE_NOT_YET
    if not window.late_after and duty.due is not None and duty.state is ObligationCode.OWED:
        waits_for = [one for one in telling.waiting_facts(duty) if not telling.is_stated(one, duty.member)]
        first = _before_waiting(duty)
        if first and waits_for:
            due = _rolled(telling, first, last(first, zone))
            return say(messages.DUE_MAY_WAIT, due=due, facts=telling.facts(waits_for))
        facts = telling.open_days(duty.member)
        return say(messages.DUE_TURNS_ON, facts=telling.facts(facts)) if facts else messages.DUE_OPEN
    if not window.late_after:
        return messages.NO_DAY if duty.state is ObligationCode.OWED else messages.DUTIES[duty.state]
    if duty.state is ObligationCode.OVERDUE:
        return say(messages.WAS_DUE, due=last(window.late_after, zone))
    if window.act_by and window.act_by != window.late_after:
        return say(messages.DUE_DISPUTED, act_by=last(window.act_by, zone), late_after=last(window.late_after, zone))
    return say(messages.DUE_BY, due=_rolled(telling, window.late_after, last(window.late_after, zone)))


def _day_if_owed(telling: Telling, duty: Obligation) -> str:
    """The last day of a duty of which is only open whether it is owed: a clock runs while questions are answered."""
    term = telling.texts.due_day(duty.obligation, duty.place)
    if ObligationCode.OWED not in duty.would or duty.layer:
        return ""
    stated = [one for one in telling.decision.terms if one.term == term and one.member in ("", duty.member)]
    days = {value.value for one in stated for value in one.values}
    settled = len(days) == 1 and not any(one.open or one.points for one in stated)
    day = days.pop() if settled else ""
    return day if day[:1].isdigit() else ""


def _rolled(telling: Telling, day: str, told: str) -> str:
    """The end of a period, with the day off on which it would have ended."""
    nominal = rolled_from(telling, day)
    if not nominal:
        return told
    return telling.words.say(messages.ROLLED, due=told, nominal=telling.values.day(nominal, year=False))


def _before_waiting(duty: Obligation) -> str:
    """The day by which a duty would be due if its bearer could not wait for anything; empty where no day is known."""
    window = duty.due_without_waiting
    return window.act_by if window is not None and window.act_by == window.late_after else ""
