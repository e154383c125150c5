"""What stands behind the answers: terms with their count, amounts, questions, points, weak law, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policy_engine.decisions.model import Amount, Question, Term
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.render import messages
from policy_engine.render.counting import count_of_day, count_of_term
from policy_engine.render.layout import Ink, Line, Row, Section
from policy_engine.render.points import point_line
from policy_engine.render.safety import safe
from policy_engine.render.telling import Telling

MOST_VALUES = 3
"""How many values of one term are told one by one."""


def sections_after(telling: Telling) -> Iterator[Section]:
    """What comes after the answers in any case, in the order in which a person wants it."""
    decision = telling.decision
    yield Section(messages.SECTION_QUESTIONS, tuple(_question(telling, one) for one in decision.questions))
    yield Section(messages.SECTION_SIGNALS, tuple(_signals(telling)))
    asked = [one for one in decision.terms if one.term in decision.asked]
    yield Section(messages.SECTION_TERMS, tuple(_terms(telling, asked)))
    left = (Line(telling.heading(one)) for one in decision.not_covered)
    yield Section(messages.SECTION_NOT_COVERED, tuple(Row("", "", (one,)) for one in left))
    yield Section(messages.SECTION_DAYS, tuple(_days(telling)))


def _signals(telling: Telling) -> Iterator[Row]:
    """What a policy wants somebody to look at, the members together."""
    found = telling.decision.signals
    for signal in dict.fromkeys(one.signal for one in found):
        members = [safe(one.member) for one in found if one.signal == signal]
        yield Row("", "", (_for_members(telling, Line(telling.texts.signal(signal), ink=Ink.OPEN), members),))


def sections_behind(telling: Telling) -> Iterator[Section]:
    """What stands behind the answers, for whoever wants to see all of it."""
    decision = telling.decision
    amounts = {(amount.term, amount.member) for amount in decision.amounts}
    terms = [one for one in decision.terms if (one.term, one.member) not in amounts and one.term not in decision.asked]
    yield Section(messages.SECTION_AMOUNTS, tuple(_amount(telling, one) for one in decision.amounts))
    yield Section(messages.SECTION_BEHIND, tuple(_terms(telling, terms)))
    yield Section(messages.SECTION_REVIEW, tuple(Row("", "", (point_line(telling, one),)) for one in decision.review))
    yield from _unverified(telling)
    yield Section(messages.SECTION_SOURCES, tuple(_sources(telling)))


def _days(telling: Telling) -> Iterator[Row]:
    """How each day that the answers name was counted, the soonest first."""
    windows = [one.window for one in telling.decision.verdicts]
    windows += [window for one in telling.decision.obligations for window in (one.due, one.due_without_waiting)]
    days = {day[:10] for window in windows if window is not None for day in (window.act_by, window.late_after) if day}
    for day in sorted(days):
        counts = count_of_day(telling, day)
        if counts:
            yield Row(telling.values.day(day), "", tuple(counts))


def _question(telling: Telling, question: Question) -> Row:
    say = telling.words.say
    fact = telling.texts.fact_name(question.fact)
    about = question.about[0] if question.about else ""
    lines = [Line(telling.texts.question(question.fact) or fact)]
    whole = telling.values.whole_places(fact, [answer.answer for answer in question.answers])
    for answer, value in zip(question.answers, whole, strict=True):
        told = telling.values.answer(fact, value)
        outcomes = telling.words.several([telling.values.outcome(code, about) for code in answer.leads_to], "or")
        lines.append(Line(say(messages.LEADS_TO, answer=told, outcomes=outcomes)))
    if question.answers and telling.texts.vocabulary.kind_of(fact) is Kind.MONEY:
        lines.append(Line(messages.MINOR_UNITS, ink=Ink.FAINT))
    lines.append(Line(say(messages.BEARS_ON, names=telling.names(question.about)), ink=Ink.FAINT))
    if question.sufficient:
        lines.append(Line(messages.ONE_OF_SEVERAL, ink=Ink.FAINT))
    return Row(safe(question.fact), "", tuple(lines))


def _amount(telling: Telling, amount: Amount) -> Row:
    say, money = telling.words.say, telling.words.money
    lines = [Line(say(messages.CERTAIN, amount=money(amount.certain)))]
    if amount.disputed:
        lines.append(Line(say(messages.DISPUTED, amount=money(amount.disputed)), ink=Ink.OPEN))
        lines += [point_line(telling, reason) for reason in amount.reasons]
    return Row(_name(telling, amount.term, amount.member), "", tuple(lines))


def _terms(telling: Telling, terms: Sequence[Term]) -> Iterator[Row]:
    """Terms with what they turn on, an equal one of several members once."""
    for name in dict.fromkeys(one.term for one in terms):
        alike: dict[tuple[tuple[Line, ...], tuple[Line, ...]], list[str]] = {}
        for term in telling.in_order((one for one in terms if one.term == name), name):
            told = (tuple(_values(telling, term)), tuple(_more(telling, term)))
            alike.setdefault(told, []).append(safe(term.member))
        lines = []
        for (values, more), members in alike.items():
            lines += [_for_members(telling, value, members) for value in values]
            lines += more
        yield Row(name, "", tuple(lines))


def _for_members(telling: Telling, line: Line, members: list[str]) -> Line:
    named = telling.words.several([one for one in members if one])
    text = telling.words.say(messages.VALUE_FOR, value=line.text, members=named) if named else line.text
    return Line(text, line.cite, line.ink)


def _values(telling: Telling, term: Term) -> Iterator[Line]:
    """The value of a term, or each that it can still take with what leads to it."""
    zone = telling.clocks.of(_party(telling.texts.vocabulary, term.term))
    told = [telling.values.term(term.term, one.value, zone) for one in term.values]
    if len(told) > MOST_VALUES:
        yield Line(messages.MANY_VALUES, ink=Ink.OPEN)
    elif len(told) == 1:
        yield Line(told[0], _cite_of(telling, term, term.values[0].value))
    elif not told:
        yield Line(messages.NOT_KNOWN_YET, ink=Ink.OPEN) if term.open else Line(messages.ABSENT)
    else:
        for text, one in zip(told, term.values, strict=True):
            facts = telling.facts(one.by)
            with_facts = telling.words.say(messages.VALUE_WITH, value=text, facts=facts) if facts else text
            yield Line(with_facts, ink=Ink.OPEN)


def _more(telling: Telling, term: Term) -> Iterator[Line]:
    """How the day of a term was counted, and what it still turns on."""
    say = telling.words.say
    if len(term.values) == 1 and term.kind == Kind.DATE.value:
        counts = count_of_term(telling, term.term, term.member, term.values[0].value)
        yield from counts
    disputed = bool(term.act_by and term.late_after) and term.act_by != term.late_after
    if disputed and len(term.values) <= MOST_VALUES:
        days = {"act_by": telling.values.day(term.act_by), "late_after": telling.values.day(term.late_after)}
        yield Line(say(messages.VALUE_EARLIEST, **days))
    if term.open:
        yield Line(say(messages.TURNS_ON, facts=telling.facts(term.open)), ink=Ink.OPEN)
    yield from (point_line(telling, point) for point in term.points)


def _cite_of(telling: Telling, term: Term, value: str) -> str:
    """Where it stands in the law that a term has a value."""
    steps = [step for step in telling.decision.trace if (term.term, value) in step.gives]
    found = [telling.texts.statement(step.rule) for step in steps if step.member in (term.member, "")]
    return telling.provisions((one.cite.source.id, one.cite.at) for one in found if one is not None)


def _party(vocabulary: Vocabulary, term: str) -> str:
    known = vocabulary.conclusions.get(term)
    return known.party if known else ""


def _name(telling: Telling, name: str, member: str) -> str:
    return telling.words.say(messages.OF_MEMBER, name=name, member=safe(member)) if member else name


def _unverified(telling: Telling) -> Iterator[Section]:
    """The rules that bore on the answers and that nobody read at their source, by how sure somebody is of them."""
    found = [telling.texts.statement(rule) for rule in telling.decision.unverified]
    for grade, told in messages.GRADES.items():
        weak = [one for one in found if one is not None and one.cite.grade is grade]
        rows = tuple(Row("", "", (Line(one.title, telling.provision(one.cite)),)) for one in weak)
        yield Section(telling.words.say(messages.SECTION_UNVERIFIED, grade=told), rows)


def _sources(telling: Telling) -> Iterator[Row]:
    """The texts of law that the answers cite, by the names that stand in the citations."""
    decision = telling.decision
    grounds = [cited for verdict in decision.verdicts for cited in verdict.because]
    grounds += [cited for duty in decision.obligations for cited in duty.because]
    points = [*decision.review, *decision.unverified, *(one for amount in decision.amounts for one in amount.reasons)]
    used = {cited.source for cited in grounds} | set(_cited_by(telling, points))
    for source_id in sorted(used):
        source = telling.texts.source(source_id)
        if source is not None:
            yield Row(source_id, "", (Line(source.title), Line(source.address, ink=Ink.FAINT)))


def _cited_by(telling: Telling, rules: Iterable[str]) -> Iterator[str]:
    for rule in rules:
        found = telling.texts.statement(rule)
        if found is not None:
            yield found.cite.source.id
        yield from (one.cite.source.id for one in telling.texts.alternatives(rule))
