"""The trace for people: every rule that was considered, what became of it, and what it gave."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.decisions.model import Step
from policy_engine.render import messages
from policy_engine.render.counting import counted
from policy_engine.render.layout import Ink, Line, Row, Section
from policy_engine.render.safety import safe
from policy_engine.render.telling import Telling

_INKS = {"applies": Ink.GOOD, "unknown": Ink.OPEN, "exempted": Ink.BAD, "overridden": Ink.BAD}


def trace_section(telling: Telling) -> Section:
    """One row for each rule and member, in the order of the trace."""
    return Section(messages.SECTION_TRACE, tuple(_row(telling, step) for step in telling.decision.trace))


def _row(telling: Telling, step: Step) -> Row:
    return Row(
        "", messages.PHASES.get(step.phase, step.phase), tuple(_lines(telling, step)), _INKS.get(step.phase, Ink.FAINT)
    )


def _lines(telling: Telling, step: Step) -> Iterator[Line]:
    say = telling.words.say
    name = say(messages.OF_MEMBER, name=step.rule, member=safe(step.member)) if step.member else step.rule
    statement = telling.texts.statement(step.rule)
    yield Line(name, telling.provision(statement.cite) if statement else "")
    if statement is not None:
        yield Line(statement.title, ink=Ink.FAINT)
    for one in step.by:
        found = telling.texts.statement(one)
        yield Line(say(messages.SET_ASIDE_BY, rule=one), telling.provision(found.cite) if found else "")
        if found is not None:
            yield Line(found.title, ink=Ink.FAINT)
    if step.open:
        yield Line(say(messages.TURNS_ON, facts=telling.facts(step.open)))
    for given, value in step.gives:
        yield Line(say(messages.GIVES, name=given, value=telling.values.term(given, value)))
    yield from (Line(counted(telling, count), ink=Ink.FAINT) for count in step.counts)
