"""What it takes to tell one decision to people: the case, the packs' texts, a language, and whose clocks count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from policy_engine.calendar.zones import ZoneRules
from policy_engine.decisions.model import (
    Cited,
    Decision,
    Obligation,
    ObligationCode,
    Step,
    Term,
    Verdict,
    VerdictCode,
)
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from policy_engine.facts.citations import Citation
from policy_engine.facts.values import Kind, Moment
from policy_engine.render import messages
from policy_engine.render.clocks import Clocks
from policy_engine.render.layout import NO_BREAK, Line
from policy_engine.render.narrower import Narrower
from policy_engine.render.safety import safe
from policy_engine.render.texts import Texts
from policy_engine.render.values import Values
from policy_engine.render.words import Words
from policy_engine.rules.policies import Layer, Policy

SHORT = 24
"""A place in the law that is no longer than this is not broken over two lines."""
Answer = TypeVar("Answer", Verdict, Obligation, Term)


class Telling:
    """One decision with all that its ids, codes and values mean."""

    def __init__(
        self,
        decision: Decision,
        case: Case,
        programs: Sequence[Program],
        words: Words,
        policies: Sequence[Policy] = (),
    ) -> None:
        self.decision = decision
        self.case = case
        self.words = words
        self.texts = Texts(programs, policies)
        self.clocks = Clocks(programs, case)
        self._narrower = Narrower(programs, decision.trace)
        self.values = Values(words, self.texts.vocabulary, case.decide_on.day_as_stated.isoformat())

    def heading(self, name: str) -> str:
        """An action or duty as the vocabulary describes it."""
        return self.texts.about(name)

    @cached_property
    def is_all_after_law_known(self) -> bool:
        """Whether every answer is governed by a day after that to which the law is known: then it is said once."""
        decision = self.decision
        marks = [one.after_law_known for one in decision.verdicts if one.verdict is not VerdictCode.NOT_COVERED]
        marks += [one.after_law_known for one in decision.obligations if one.state is not ObligationCode.NOT_COVERED]
        return len(marks) > 1 and all(marks)

    def in_order(self, answers: Iterable[Answer], name: str) -> list[Answer]:
        """Answers about members, in the order in which the case states these."""
        order = self.case.members.get(self.texts.vocabulary.each_of(name), ())
        return sorted(answers, key=lambda one: order.index(one.member) if one.member in order else len(order))

    def label(self, member: str, party: str, place: str, layer: str = "") -> str:
        """Whom an answer is about: a member or who acts, with the place where several places answer.

        A policy's answer stands below the law's about the same, and is called after whose policy it is.
        """
        if layer:
            return messages.POLICY_LABELS[Layer(layer)]
        who = safe(member) or party
        if not self._is_of_several_places:
            return who
        return self.words.say(messages.AT if place else messages.AT_AN_OPEN_PLACE, who=who, place=place)

    @cached_property
    def _is_of_several_places(self) -> bool:
        """Whether the law of several places answers, or may answer beside that of the one which is known."""
        places = {one.place for one in self.decision.verdicts if not one.layer}
        return len(places | {one.place for one in self.decision.obligations if not one.layer}) > 1

    def names(self, names: Iterable[str]) -> str:
        """Names of facts, actions or rules in one line, as a case or a pack writes them."""
        return self.words.several([safe(name) for name in names])

    def facts(self, names: Iterable[str], style: str = "unit") -> str:
        """Facts in one line, each in a few words, and by its name where the vocabulary has none for it."""
        return self.words.several([self.fact(name) for name in names], style)

    def fact(self, shown: str) -> str:
        """A fact in a few words, with the member it is about: `items[film].trial` is `kind of trial (film)`."""
        known = self.texts.vocabulary.facts.get(self.texts.fact_name(shown))
        if known is None or not known.brief:
            return safe(shown)
        member = shown.partition("[")[2].partition("]")[0]
        return self.words.say(messages.OF_ENTRY, name=known.brief, member=safe(member)) if member else known.brief

    def is_questioned(self, facts: Iterable[str]) -> bool:
        """Whether the questions on the screen ask for all of these facts anyway."""
        return set(facts) <= {question.fact for question in self.decision.questions}

    def waiting_facts(self, duty: Obligation) -> list[str]:
        """The facts on which it turns whether a duty may be held back."""
        return self.texts.waiting_facts({one.rule for one in duty.because})

    def is_stated(self, fact: str, member: str) -> bool:
        """Whether the case states a fact, of a member where it has one for each."""
        return (fact, member if self.texts.vocabulary.each_of(fact) else "") in self.case.facts

    def open_days(self, member: str) -> list[str]:
        """The facts on which days still turn that a member or the whole case has."""
        days = [one for one in self.decision.terms if one.kind == Kind.DATE.value and one.member in (member, "")]
        return sorted({fact for one in days for fact in one.open})

    def cited(self, grounds: Iterable[Cited], member: str) -> str:
        """The places in the law of several grounds, each once."""
        return self.provisions(self.places(grounds, member))

    def places(self, grounds: Iterable[Cited], member: str) -> Iterator[tuple[str, str]]:
        """The places in the law of grounds, each with what a state has of its own behind it."""
        for ground in grounds:
            yield ground.source, ground.at
            key = f"{ground.rule}@{ground.since}"
            for step in self.decision.trace:
                if step.rule == key and step.member in (member, ""):
                    yield from self.rows(step)
            for step in self._narrower.behind(key, member):
                yield from self.own(step)

    def own(self, step: Step) -> list[tuple[str, str]]:
        """Where the law of a step says so: in the rows that are this state's, else in the rule."""
        found = self.texts.statement(step.rule)
        return list(self.rows(step)) or ([(found.cite.source.id, found.cite.at)] if found is not None else [])

    def rows(self, step: Step) -> Iterator[tuple[str, str]]:
        """The places in the law of the rows that a rule reads."""
        known = (self.texts.statement(row) for row in step.rows)
        yield from ((one.cite.source.id, one.cite.at) for one in known if one is not None)

    def provision(self, cite: Citation) -> str:
        """One place in the law."""
        return self.provisions([(cite.source.id, cite.at)])

    def provisions(self, places: Iterable[tuple[str, str]]) -> str:
        """Places in the law, each once."""
        by_source: dict[str, list[str]] = {}
        for source, at in dict.fromkeys(places):
            told_before = by_source.setdefault(source, [])
            if not any(_pieces(at) <= _pieces(other) for other in told_before):
                told_before.append(at)
        told = [self._provision(source, self.words.several(_without_repeating(at))) for source, at in by_source.items()]
        return self.words.several([one.replace(" ", NO_BREAK) if len(one) <= SHORT else one for one in told])

    def _provision(self, source: str, at: str) -> str:
        """Places in one text, labelled where that text is no law."""
        told = self.words.say(messages.PROVISION, source=source, at=at)
        known = self.texts.source(source)
        if known is not None and not known.nature.of_law:
            return self.words.say(messages.CLAUSE, terms=source, at=at)
        if known is None or known.nature.binds:
            return told
        return self.words.say(messages.NO_LAW, provision=told, nature=messages.NATURES[known.nature])

    def titles(self, grounds: Sequence[Cited], member: str) -> list[Line]:
        """What each ground says, with its place in the law."""
        return [Line(self.texts.brief(f"{one.rule}@{one.since}"), self.cited([one], member)) for one in grounds]

    def stated(self, fact: str, zone: ZoneRules | None) -> str:
        """The day or moment that the case states for an event; empty where it states none."""
        value = self.case.facts.get((fact, ""))
        if isinstance(value, Moment):
            return self.words.moment(value, zone)
        return self.words.day(value) if isinstance(value, date) else ""


def _pieces(place: str) -> frozenset[str]:
    """The single places of one citation: `art. 8(1), 8(2)` names two."""
    first, _, rest = place.partition(" ")
    return frozenset(f"{first} {piece}" for piece in rest.split(", ")) if rest else frozenset({place})


def _without_repeating(places: list[str]) -> list[str]:
    """Places in one text, with the word that begins all of them said once: `art. 9(1), 9(2)(b)`."""
    first = places[0].partition(" ")[0]
    if not all(place.startswith(f"{first} ") for place in places):
        return places
    return [places[0], *(place.removeprefix(f"{first} ") for place in places[1:])]
