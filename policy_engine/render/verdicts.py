"""The rows that answer what an action asks: one for each member and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from policy_engine.calendar.zones import ZoneRules
from policy_engine.decisions.model import Cited, Verdict, VerdictCode, Window
from policy_engine.render import messages
from policy_engine.render.counting import start_of_count
from policy_engine.render.layout import Ink, Line, Row, Section
from policy_engine.render.open_together import open_together
from policy_engine.render.points import under_an_answer, would_be
from policy_engine.render.telling import Telling

_INKS = {
    VerdictCode.ALLOWED: Ink.GOOD,
    VerdictCode.NOT_RESTRICTED: Ink.GOOD,
    VerdictCode.FORBIDDEN: Ink.BAD,
    VerdictCode.NOT_GRANTED: Ink.BAD,
    VerdictCode.NOT_COVERED: Ink.FAINT,
    VerdictCode.NEEDS_FACTS: Ink.OPEN,
    VerdictCode.NEEDS_REVIEW: Ink.OPEN,
}


def verdict_sections(telling: Telling) -> Iterator[tuple[str, Section]]:
    """One section for each action, with its name."""
    verdicts = telling.decision.verdicts
    for action in dict.fromkeys(one.action for one in verdicts):
        about = [one for one in verdicts if one.action == action]
        rows = tuple(_row(telling, one) for one in open_together(telling.in_order(about, action)))
        silent = not any(one.layer for one in about)
        note = messages.OWN_POLICY if silent and any(_left_to_promises(telling, one) for one in about) else ""
        yield action, Section(telling.heading(action), rows, note)


def _left_to_promises(telling: Telling, verdict: Verdict) -> bool:
    """Whether the law is silent on what a protected party wants, so that only what was promised is left.

    What is not open yet, or takes something that is not so yet, the law may still give.
    """
    vocabulary = telling.texts.vocabulary
    known = vocabulary.actions.get(verdict.action)
    if verdict.verdict is not VerdictCode.NOT_GRANTED or known is None or not vocabulary.protects(known.actor):
        return False
    hows = {one.how for one in verdict.because}
    is_over = verdict.window is not None and bool(verdict.window.late_after)
    return hows != {"not_met"} and ("closed" not in hows or is_over)


def _row(telling: Telling, verdict: Verdict) -> Row:
    known = telling.texts.vocabulary.actions.get(verdict.action)
    actor = known.actor if known else ""
    lines = [*_lines(telling, verdict, telling.clocks.of(actor))] or [Line(messages.VERDICTS[verdict.verdict])]
    if verdict.after_law_known and not telling.is_all_after_law_known:
        lines.append(Line(messages.AFTER_LAW_KNOWN, ink=Ink.OPEN))
    label = telling.label(verdict.member, actor, verdict.place, verdict.layer)
    return Row(label, messages.MARKS[verdict.verdict], tuple(lines), _INKS[verdict.verdict])


def _lines(telling: Telling, verdict: Verdict, zone: ZoneRules | None) -> Iterator[Line]:
    match verdict.verdict:
        case VerdictCode.ALLOWED:
            yield from _with_grounds(telling, verdict, _open_window(telling, verdict.window, zone), "grants")
        case VerdictCode.NOT_GRANTED:
            closed = [one for one in verdict.because if one.how == "closed"]
            answer = _closed_window(telling, verdict.window, zone) if closed else ""
            lines = [*_with_grounds(telling, verdict, answer, "closed" if closed else "")]
            if any(one.how == "not_met" for one in verdict.because):
                lines = [replace(one, text=telling.words.say(messages.NOT_MET, what=one.text)) for one in lines]
            yield from lines or [Line(messages.NOT_IN_POLICY if verdict.layer else messages.NO_RULE_GRANTS)]
        case VerdictCode.FORBIDDEN:
            yield from telling.titles([one for one in verdict.because if one.how == "forbids"], verdict.member)
        case VerdictCode.NOT_RESTRICTED:
            yield Line(messages.NOT_REFUSED_BY_POLICY if verdict.layer else messages.NO_RULE_FORBIDS)
        case VerdictCode.NOT_COVERED:
            yield Line(messages.NOT_COVERED)
        case VerdictCode.NEEDS_FACTS:
            if verdict.would:
                yield Line(telling.words.say(messages.COULD_BE, answers=telling.values.verdicts(verdict.would)))
            if verdict.open and not telling.is_questioned(verdict.open):
                yield Line(telling.words.say(messages.TURNS_ON, facts=telling.facts(verdict.open)))
        case VerdictCode.NEEDS_REVIEW:
            yield from _review(telling, verdict, zone)
        case _:
            assert_never(verdict.verdict)


def _with_grounds(telling: Telling, verdict: Verdict, answer: str, how: str) -> Iterator[Line]:
    """An answer with the law it rests on: one line where it has one ground, else the grounds one by one."""
    grounds = [one for one in verdict.because if not how or one.how == how]
    if answer and grounds:
        brief = _brief(telling, grounds) if how == "grants" else ""
        told = telling.words.say(messages.WHAT_AND_WHEN, what=brief, when=answer) if brief else answer
        if brief and answer == messages.WITHOUT_LIMIT:
            told = brief  # what it takes may well have a last day
        yield Line(told, telling.provisions(_places(telling, verdict, grounds)))
        return
    if answer:
        yield Line(answer)
    yield from telling.titles(grounds, verdict.member)


def _brief(telling: Telling, grounds: list[Cited]) -> str:
    """What several grounds give, in a few words, where they all say the same."""
    found = {one.brief for ground in grounds if (one := telling.texts.statement(f"{ground.rule}@{ground.since}"))}
    return found.pop() if len(found) == 1 else ""


def _places(telling: Telling, verdict: Verdict, grounds: list[Cited]) -> Iterator[tuple[str, str]]:
    """The places in the law of the grounds, and of what the period runs from."""
    yield from telling.places(grounds, verdict.member)
    end = verdict.window.act_by if verdict.window and not verdict.layer else ""
    yield from start_of_count(telling, verdict.member, end) if end else ()


def _review(telling: Telling, verdict: Verdict, zone: ZoneRules | None) -> Iterator[Line]:
    if verdict.points:
        yield Line(messages.A_PERSON_DECIDES, telling.cited(verdict.because, verdict.member))
        yield from under_an_answer(telling, verdict.points)
    if verdict.would:
        yield would_be(telling, verdict.points, telling.values.verdicts(verdict.would))
    if verdict.window is not None:
        closed = VerdictCode.ALLOWED not in verdict.would and any(one.how == "closed" for one in verdict.because)
        yield Line((_closed_window if closed else _open_window)(telling, verdict.window, zone))


def _open_window(telling: Telling, window: Window | None, zone: ZoneRules | None) -> str:
    if window is None:
        return messages.WITHOUT_LIMIT
    if window.running:
        return messages.NO_END_YET
    say, last = telling.words.say, telling.values.last
    if window.act_by and window.late_after and window.act_by != window.late_after:
        return say(messages.UNTIL_DISPUTED, act_by=last(window.act_by, zone), late_after=last(window.late_after, zone))
    end = window.act_by or window.late_after
    if end and end[:10] < telling.values.today:
        return say(messages.IN_TIME, end=last(end, zone))
    start = telling.values.on(window.opens, zone) if window.opens else ""
    if start and end:
        return say(messages.FROM_UNTIL, start=start, end=last(end, zone))
    if start:
        return say(messages.FROM, start=start)
    return say(messages.UNTIL, end=last(end, zone)) if end else messages.END_OPEN


def _closed_window(telling: Telling, window: Window | None, zone: ZoneRules | None) -> str:
    if window is None or not window.late_after:
        return messages.NOT_OPEN
    say, last = telling.words.say, telling.values.last
    late_after = last(window.late_after, zone)
    if window.opens:
        return say(messages.WAS_FROM_UNTIL, start=telling.values.on(window.opens, zone), end=late_after)
    if window.act_by != window.late_after:
        return say(messages.WAS_UNTIL_DISPUTED, act_by=last(window.act_by, zone), late_after=late_after)
    return say(messages.WAS_UNTIL, end=late_after)
