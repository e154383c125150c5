"""The reference page of the vocabulary: every name with type, meaning and question, and what holds of every case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policy_engine.catalog.generating.wording import in_words, spelled
from policy_engine.conditions.conditions import Axioms
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Aggregate, Conclusion, Fact, Gathering, Group, Vocabulary

_INTRODUCTION = """\
# The vocabulary

Every name that a case may state and a rule may use. This page is generated from `schemas/facts.yaml` by
`make generate`.

A fact that a case leaves out is unknown. An event has a third state besides its day and unknown: not yet, written
`{not_by: 2026-11-21}` for what had not happened by the end of that day."""

_TYPES = {
    Kind.BOOL: "`true` or `false`",
    Kind.ENUM: "one of these words",
    Kind.SET: "a list of these words, `[]` when none holds",
    Kind.INTEGER: "a whole number",
    Kind.MONEY: "an amount, `EUR 29.90`",
    Kind.DATE: "a date, `2026-11-02`",
    Kind.EVENT: "an event: a date, a moment, or not yet",
    Kind.MOMENT: "a moment, `2026-10-03T23:30+01:00`",
    Kind.PLACE: "a place, `DE` or `DE-BY`",
    Kind.PERIOD: "a period, `{days: 14}`",
    Kind.RATES: "exchange rates, `{EUR/HUF: 395.20}`",
    Kind.TIME_ZONE: "a time zone, `Europe/Lisbon`",
    Kind.TEXT: "a text that no rule may test",
}
_GATHERED = {
    Gathering.LATEST: "the latest {of} of {group}",
    Gathering.EARLIEST: "the earliest {of} of {group}",
    Gathering.SUM: "the sum of {of} over {group}",
    Gathering.COUNT: "how many entries {group} has",
    Gathering.ANY: "whether {of} holds for any of {group}",
    Gathering.ALL: "whether {of} holds for all of {group}",
}


def reference_page(vocabulary: Vocabulary, axioms: Axioms) -> str:
    """The whole page, in Markdown."""
    blocks = [
        _INTRODUCTION,
        "## Topics",
        _topics(vocabulary),
        "## Actions",
        "A right needs a rule that grants it; a liberty needs none, and a rule can only forbid it.",
        _actions(vocabulary),
        "## Obligations",
        _obligations(vocabulary),
        "## Facts",
        *(block for group in vocabulary.groups.values() for block in _group(group, vocabulary)),
        "## Aggregates",
        "Values gathered from all entries of a list.",
        _aggregates(vocabulary),
        "## Conclusions",
        "Values that rules derive. A term is a conclusion that people read.",
        *(block for topic in vocabulary.topics for block in _conclusions(topic, vocabulary)),
        "## What one fact settles about others",
        _bullets(f"Where {in_words(one.when)}: {in_words(one.then)}." for one in axioms.implications),
        "## What no case can be",
        _bullets(f"{one.title}: refused where {in_words(one.when)} (`{one.id}`)." for one in axioms.impossibilities),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _topics(vocabulary: Vocabulary) -> str:
    rows = ((f"`{one.name}`", one.about, f"`{one.trigger}`") for one in vocabulary.topics.values())
    return _table(("topic", "about", "a case asks about it when it states"), rows)


def _actions(vocabulary: Vocabulary) -> str:
    rows = (
        (
            f"`{one.name}`",
            one.about,
            f"{one.actor}, {'right' if one.right else 'liberty'}",
            f"`{one.judged_at}`",
            _name(one.each),
            f"`{one.topic}`",
        )
        for one in vocabulary.actions.values()
    )
    return _table(("action", "about", "whose", "judged at", "asked for each of", "topic"), rows)


def _obligations(vocabulary: Vocabulary) -> str:
    rows = (
        (f"`{one.name}`", one.about, one.by, _name(one.met_by), _name(one.each), f"`{one.topic}`")
        for one in vocabulary.obligations.values()
    )
    return _table(("obligation", "about", "whose", "met by", "asked for each of", "topic"), rows)


def _group(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    listed = f" A list; a rule calls an entry's facts `{group.member}.…`." if group.member else ""
    yield f"### `{group.name}`"
    yield f"{group.about}.{listed}"
    if group.named_by is not None:
        naming, other = group.named_by, f"`{group.named_by.covers}` and `{group.named_by.kept}`"
        yield (
            f"Instead of {other}, a case may name entries, `{naming.at}: [shirt, ring]`, or how many pieces of each, "
            f"`{naming.at}: {{shirt: 2, ring: all}}`; what is not named is kept."
        )
    yield from (_fact(fact) for fact in vocabulary.facts.values() if fact.group == group.name)


def _fact(fact: Fact) -> str:
    personal = " Personal data." if fact.personal else ""
    head = f"#### `{fact.name}`\n\n{fact.question}"
    brief = f"In a few words: {fact.brief}. " if fact.brief else ""
    about = f"\n\n{fact.about}" if fact.about else ""
    return f"{head}\n\n{brief}Type: {_TYPES[fact.kind]}.{personal}{_values(fact.values)}{about}"


def _aggregates(vocabulary: Vocabulary) -> str:
    rows = ((f"`{one.name}`", one.about, _gathered(one)) for one in vocabulary.aggregates.values())
    return _table(("aggregate", "about", "gathered as"), rows)


def _gathered(aggregate: Aggregate) -> str:
    return _GATHERED[aggregate.how].format(of=f"`{aggregate.of}`", group=f"`{aggregate.group}`")


def _conclusions(topic: str, vocabulary: Vocabulary) -> Iterator[str]:
    found = [conclusion for conclusion in vocabulary.conclusions.values() if conclusion.topic == topic]
    if found:
        yield f"### Conclusions about `{topic}`"
        yield from (_conclusion(conclusion) for conclusion in found)


def _conclusion(conclusion: Conclusion) -> str:
    facts = [f"Type: {_TYPES[conclusion.kind]}."]
    facts += ["A term."] if conclusion.term else []
    facts += [f"Asked for each of `{conclusion.each}`."] if conclusion.each else []
    facts += [f"Otherwise `{spelled(conclusion.otherwise)}`."] if conclusion.otherwise is not None else []
    facts += [f"Who acts by it: {conclusion.party}."] if conclusion.party else []
    facts += [f"Of several values: {conclusion.combine.value}."] if conclusion.combine else []
    return f"#### `{conclusion.name}`\n\n{conclusion.about}\n\n{' '.join(facts)}{_values(conclusion.values)}"


def _values(values: Mapping[str, str]) -> str:
    return f"\n\n{_bullets(f'`{word}`: {meaning}' for word, meaning in values.items())}" if values else ""


def _name(name: str) -> str:
    return f"`{name}`" if name else ""


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
