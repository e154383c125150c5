"""The vocabulary as people look things up in it: lists of names, and one name in full."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.render import messages
from policy_engine.render.layout import Ink, Line, Row, Section


def names_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every name that can be looked up."""
    sorts = (vocabulary.facts, vocabulary.aggregates, vocabulary.conclusions, vocabulary.actions)
    more = (vocabulary.obligations, vocabulary.topics, vocabulary.groups)
    return tuple(name for sort in (*sorts, *more) for name in sort)


def lists(vocabulary: Vocabulary, facts: Collection[str], topics: Collection[str]) -> Iterator[Section]:
    """The facts, by group, and all that can be asked about these topics."""
    for group in vocabulary.groups.values():
        chosen = [fact for fact in vocabulary.facts.values() if fact.group == group.name and fact.name in facts]
        rows = tuple(Row(fact.name, fact.kind.value, _with_values(fact.question, fact.values)) for fact in chosen)
        message = messages.LIST_GROUP if group.member else messages.GROUP
        yield Section(message.format(name=group.name, about=group.about, member=group.member), rows)
    actions = [one for one in vocabulary.actions.values() if one.topic in topics]
    yield Section(messages.ACTIONS, tuple(Row(one.name, one.actor, (Line(one.about),)) for one in actions))
    duties = [one for one in vocabulary.obligations.values() if one.topic in topics]
    yield Section(messages.OBLIGATIONS, tuple(Row(one.name, one.by, (Line(one.about),)) for one in duties))
    terms = [one for one in vocabulary.conclusions.values() if one.term and one.topic in topics]
    yield Section(messages.TERMS, tuple(Row(one.name, one.kind.value, (Line(one.about),)) for one in terms))
    parts = [one for one in vocabulary.topics.values() if one.name in topics]
    yield Section(messages.TOPICS, tuple(_topic(one.name, one.about, one.trigger) for one in parts))


def _topic(name: str, about: str, trigger: str) -> Row:
    return Row(name, "", (Line(about), Line(messages.ASKED_WHEN.format(fact=trigger), ink=Ink.FAINT)))


def _with_values(question: str, values: Collection[str]) -> tuple[Line, ...]:
    """A question with the words that answer it, without their meanings."""
    return (Line(question), Line(", ".join(values), ink=Ink.FAINT)) if values else (Line(question),)


def page(vocabulary: Vocabulary, name: str) -> Iterator[Section]:
    """One name in full; nothing for a name that does not exist."""
    rows = [Row(label, "", (Line(text),)) for label, text in _fields(vocabulary, name) if text]
    if rows:
        yield Section(name, tuple(rows))
    values = vocabulary.values_of(name)
    yield Section(messages.VALUES, tuple(Row(word, "", (Line(meaning),)) for word, meaning in values.items()))
    if name in vocabulary.groups:
        facts = [fact for fact in vocabulary.facts.values() if fact.group == name]
        yield Section(messages.FACTS, tuple(Row(one.name, one.kind.value, (Line(one.question),)) for one in facts))
    if name in vocabulary.topics:
        yield from lists(vocabulary, (), (name,))


def _fields(vocabulary: Vocabulary, name: str) -> Iterator[tuple[str, str]]:
    if fact := vocabulary.facts.get(name):
        yield messages.SORT, messages.A_FACT
        yield messages.TYPE, fact.kind.value
        yield messages.QUESTION, fact.question
        yield messages.ABOUT, fact.about
        yield messages.GROUP_OF, fact.group
        yield messages.CLOCK, fact.party
        yield messages.PERSONAL, messages.YES if fact.personal else messages.NO
    elif aggregate := vocabulary.aggregates.get(name):
        yield messages.SORT, messages.AN_AGGREGATE
        yield messages.TYPE, aggregate.kind.value
        yield messages.ABOUT, aggregate.about
        yield messages.GATHERS, messages.GATHERED.format(how=aggregate.how.value, of=aggregate.of)
    elif conclusion := vocabulary.conclusions.get(name):
        yield messages.SORT, messages.A_TERM if conclusion.term else messages.A_CONCLUSION
        yield messages.TYPE, conclusion.kind.value
        yield messages.ABOUT, conclusion.about
        yield messages.EACH, conclusion.each
        yield messages.CLOCK, conclusion.party
        yield messages.TOPIC, conclusion.topic
    elif action := vocabulary.actions.get(name):
        yield messages.SORT, messages.A_RIGHT if action.right else messages.A_LIBERTY
        yield messages.ABOUT, action.about
        yield messages.WHO_ACTS, action.actor
        yield messages.JUDGED_AT, action.judged_at
        yield messages.EACH, action.each
        yield messages.TOPIC, action.topic
    elif duty := vocabulary.obligations.get(name):
        yield messages.SORT, messages.AN_OBLIGATION
        yield messages.ABOUT, duty.about
        yield messages.WHO_OWES, duty.by
        yield messages.MET_BY, duty.met_by
        yield messages.EACH, duty.each
        yield messages.TOPIC, duty.topic
    elif topic := vocabulary.topics.get(name):
        yield messages.SORT, messages.A_TOPIC
        yield messages.ABOUT, topic.about
        yield messages.TRIGGER, topic.trigger
    elif group := vocabulary.groups.get(name):
        yield messages.SORT, messages.A_LIST if group.member else messages.A_GROUP
        yield messages.ABOUT, group.about
        yield messages.MEMBER, group.member
