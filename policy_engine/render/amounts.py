"""What a duty is worth: what is certain of an amount, what is disputed and why, and what is told beside it."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.decisions.model import Term
from policy_engine.facts.values import Kind
from policy_engine.render import messages
from policy_engine.render.layout import Ink, Line
from policy_engine.render.points import under_an_answer
from policy_engine.render.telling import Telling


def amount_lines(telling: Telling, name: str) -> Iterator[Line]:
    """The amount of a duty, which names the term that holds it."""
    say, money = telling.words.say, telling.words.money
    for amount in telling.decision.amounts:
        if amount.term == name and amount.disputed:
            certain, more = money(amount.certain), money(amount.disputed)
            yield Line(say(messages.AMOUNT_DISPUTED, amount=certain, more=more))
            yield from under_an_answer(telling, amount.reasons)
            return
        if amount.term == name:
            yield Line(say(messages.AMOUNT, amount=money(amount.certain)))
            return
    for term in _terms(telling, name):
        if term.open:
            yield Line(say(messages.TURNS_ON_AMOUNT, facts=telling.facts(term.open)), ink=Ink.OPEN)


def told_with(telling: Telling, name: str) -> Iterator[Line]:
    """A term that is told with a duty: its one value that is more than nothing, or why a person has to set it."""
    for term in _terms(telling, name):
        if term.points and not term.values:
            about = telling.texts.about(name)
            yield Line(telling.words.say(messages.TOLD_WITH, about=about, value=messages.A_PERSON_DECIDES))
            yield from under_an_answer(telling, term.points)
        if len(term.values) != 1:
            continue
        value = term.values[0].value
        if term.kind != Kind.MONEY.value or not _is_nothing(value):
            told = telling.values.term(name, value)
            yield Line(telling.words.say(messages.TOLD_WITH, about=telling.texts.about(name), value=told))


def _terms(telling: Telling, name: str) -> list[Term]:
    return [term for term in telling.decision.terms if term.term == name]


def _is_nothing(amount: str) -> bool:
    return not amount.partition(" ")[2].strip("0.")
