"""Read the vocabulary: every name that cases and rules may use, with its type, question and meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from policy_engine.conditions.conditions import Axioms
from policy_engine.errors import PackError
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Fact, Group, Naming, Party, Topic, Vocabulary
from policy_engine.reading.axiom_reader import read_axioms
from policy_engine.reading.conclusion_reader import (
    party_of,
    read_actions,
    read_aggregates,
    read_conclusions,
    read_named,
    read_obligations,
    words_of,
)
from policy_engine.reading.fields import Fields, is_id
from policy_engine.reading.nodes import Table, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.setting import one_of_known
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import shown
from policy_engine.reading.values_reader import form_of

_KEYS = (
    "vocabulary", "parties", "groups", "facts", "implies", "impossible", "aggregates", "conclusions", "actions",
    "obligations", "topics",
)  # fmt: skip
_DOTTED = ("facts", "aggregates", "conclusions")
_PLAIN = ("actions", "obligations", "topics")
_PARTY_KEYS = ("place", "time_zone", "protected")
_GROUP_KEYS = ("member", "about", "named_by")
_NAMING_KEYS = ("at", "covers", "quantity", "kept")
_FACT_KEYS = ("type", "values", "brief", "question", "about", "personal", "party")
_TOPIC_KEYS = ("trigger", "about")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED = ("id",)  # an entry of a list may always state how the case calls it


def read_vocabulary(data: bytes, source: str) -> tuple[Vocabulary, Axioms]:
    """Read the vocabulary and what holds of every case.

    Raises PackError with every problem.
    """
    node, found = read_document(data, source)
    problems = Problems(found)
    fields = None if node is None else Fields.of(node, _KEYS, "the vocabulary", problems)
    if fields is None:
        raise PackError(problems.found)
    _check_names(fields, problems)
    vocabulary = _names(fields, f"sha256:{sha256(data).hexdigest()}", problems)
    axioms = read_axioms(fields, vocabulary, problems)
    problems.raise_as(PackError)
    return vocabulary, axioms


def _names(fields: Fields, digest: str, problems: Problems) -> Vocabulary:
    """Read sort after sort, since each may rest on those before it."""
    known = Vocabulary(fields.text("vocabulary") or "", digest, {}, {}, {}, {}, {}, {}, {}, {})
    known = replace(known, groups=read_named(fields, "groups", _GROUP_KEYS, _group, known, problems))
    known = replace(known, parties=read_named(fields, "parties", _PARTY_KEYS, _party, known, problems))
    known = replace(known, facts=read_named(fields, "facts", _FACT_KEYS, _fact, known, problems))
    known = replace(known, topics=read_named(fields, "topics", _TOPIC_KEYS, _topic, known, problems))
    known = replace(known, conclusions=read_conclusions(fields, known, problems))
    known = replace(known, aggregates=read_aggregates(fields, known, problems))
    known = replace(known, actions=read_actions(fields, known, problems))
    known = replace(known, obligations=read_obligations(fields, known, problems))
    _check_parties(fields, known, problems)
    _check_namings(fields, known, problems)
    return known


def _check_names(fields: Fields, problems: Problems) -> None:
    """Every name has the form of its sort, and stands for one thing only."""
    first: dict[str, str] = {}
    for sort, name in _all_names(fields):
        if sort in _DOTTED and not is_id(name.value):
            advice = "write a group and a name, joined by a dot"
            problems.add(name.at, f"{shown(name.value)} of `{sort}` has no dot", advice)
        if sort in _PLAIN and not _WORD.fullmatch(name.value):
            problems.add(name.at, f"{shown(name.value)} of `{sort}` is not one plain word", "use `_` between its parts")
        if name.value in first:
            problems.add(name.at, f"{shown(name.value)} is already the name of one of the {first[name.value]}")
        first.setdefault(name.value, sort)


def _all_names(fields: Fields) -> Iterator[tuple[str, Text]]:
    for sort in (*_DOTTED, *_PLAIN):
        table = fields.optional(sort)
        yield from ((sort, key) for key, _ in (table.entries if isinstance(table, Table) else ()))


def _group(name: Text, fields: Fields, _: Vocabulary, problems: Problems) -> Group:
    member = fields.optional_text("member") or ""
    if not (_WORD.fullmatch(name.value) or is_id(name.value)) or (member and not _WORD.fullmatch(member)):
        problems.add(name.at, f"a group cannot be called {shown(name.value)}", "use lower-case words")
    return Group(name.value, member, fields.text("about") or "", _naming(name, fields, problems))


def _naming(name: Text, fields: Fields, problems: Problems) -> Naming | None:
    node = fields.optional("named_by")
    inner = None if node is None else Fields.of(node, _NAMING_KEYS, f"`named_by` of {shown(name.value)}", problems)
    if inner is None:
        return None
    return Naming(*(inner.text(key) or "" for key in _NAMING_KEYS))


def _check_namings(fields: Fields, known: Vocabulary, problems: Problems) -> None:
    """What a list is named by stands in a group of the case and states facts of the list's members."""
    for group in known.groups.values():
        naming = group.named_by
        if naming is None:
            continue
        kinds = {naming.covers: Kind.BOOL, naming.quantity: Kind.INTEGER, naming.kept: Kind.INTEGER}
        for fact, kind in kinds.items():
            if fact not in known.facts or known.each_of(fact) != group.name or known.facts[fact].kind is not kind:
                message = (
                    f"{shown(fact)} in `named_by` of `{group.name}` is no fact of its entries that is {form_of(kind)}"
                )
                problems.add(fields.at, message, one_of_known(fact, _facts_of(known, kind)))
        outer = naming.at.rpartition(".")[0]
        if naming.at in known.facts or outer not in known.groups or known.groups[outer].member:
            message = f"{shown(naming.at)} in `named_by` of `{group.name}` is no free name in a group of the case"
            problems.add(fields.at, message, "name a group and a word, such as `request.items`")


def _party(name: Text, fields: Fields, _known: Vocabulary, _problems: Problems) -> Party:
    place, time_zone = fields.text("place") or "", fields.text("time_zone") or ""
    return Party(name.value, place, time_zone, fields.flag("protected"))


def _check_parties(fields: Fields, known: Vocabulary, problems: Problems) -> None:
    """A party's place and time zone are facts of these types, stated once a case."""
    for party in known.parties.values():
        table = fields.optional("parties")
        node = table.get(party.name) if isinstance(table, Table) else None
        for fact, kind in ((party.place, Kind.PLACE), (party.time_zone, Kind.TIME_ZONE)):
            if node is not None and fact and (fact not in known.facts or known.facts[fact].kind is not kind):
                message = f"{shown(fact)} of party `{party.name}` is no fact that is {form_of(kind)}"
                problems.add(node.at, message, one_of_known(fact, _facts_of(known, kind)))
            elif node is not None and fact and known.each_of(fact):
                problems.add(node.at, f"{shown(fact)} of party `{party.name}` is not stated once a case")


def _facts_of(known: Vocabulary, kind: Kind) -> list[str]:
    return [fact.name for fact in known.facts.values() if fact.kind is kind]


def _fact(name: Text, fields: Fields, known: Vocabulary, problems: Problems) -> Fact | None:
    kind, question = fields.word("type", Kind), fields.text("question")
    about, personal = fields.optional_text("about") or "", fields.flag("personal")
    group = _group_of(name, known, problems)
    if question is not None and not question.endswith("?"):
        problems.add(fields.at, f"the question of {fields.what} does not end in a question mark")
    if kind is None or question is None or group is None:
        return None
    values = words_of(fields, kind, problems)
    party = party_of(fields, "party", kind, known, problems)
    return Fact(name.value, kind, group, values, question, about, personal, party, fields.brief())


def _group_of(name: Text, known: Vocabulary, problems: Problems) -> str | None:
    """The group that a fact's name begins with: by its name, or for a list by the word for one entry."""
    prefix, dot, last = name.value.rpartition(".")
    for group in known.groups.values():
        if prefix == (group.member or group.name):
            if group.member and last in _RESERVED:
                problems.add(name.at, f"{shown(name.value)} is what every entry of `{group.name}` may state already")
            return group.name
    words = [group.member or group.name for group in known.groups.values()]
    advice = one_of_known(prefix, words)
    if dot:
        problems.add(name.at, f"{shown(name.value)} begins with no group", advice)
    return None


def _topic(name: Text, fields: Fields, known: Vocabulary, problems: Problems) -> Topic:
    trigger, node = fields.text("trigger"), fields.optional("trigger")
    if trigger is not None and node is not None and trigger not in known.facts:
        problems.add(node.at, f"no fact is called {shown(trigger)}", one_of_known(trigger, known.facts))
    return Topic(name.value, trigger or "", fields.text("about") or "")
