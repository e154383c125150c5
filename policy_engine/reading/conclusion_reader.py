"""Read what the vocabulary builds upon facts: conclusions, aggregates, actions and obligations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from policy_engine.facts.values import Kind, NotBy, Value
from policy_engine.facts.vocabulary import (
    Action,
    Aggregate,
    Combine,
    Conclusion,
    Gathering,
    Obligation,
    Vocabulary,
)
from policy_engine.reading.fields import Fields, table_of, text_of
from policy_engine.reading.nodes import Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.setting import TEMPORAL, USUAL_PARTY, names_with_values, one_of_known
from policy_engine.reading.suggest import shown
from policy_engine.reading.values_reader import Wanted, form_of, read_value

_CONCLUSION_KEYS = ("type", "values", "otherwise", "term", "each", "party", "combine", "topic", "about")
_AGGREGATE_KEYS = (*(how.value for how in Gathering), "about")
_ACTION_KEYS = ("actor", "nature", "judged_at", "each", "topic", "combine", "about")
_OBLIGATION_KEYS = ("by", "met_by", "each", "topic", "tells", "about")
_NEVER_CONCLUDED = frozenset({Kind.TEXT, Kind.RATES, Kind.TIME_ZONE})
_WORD = re.compile(r"[a-z0-9][a-z0-9_]*")
_NATURES = ("right", "liberty")
_GATHERED = {
    Gathering.LATEST: TEMPORAL,
    Gathering.EARLIEST: TEMPORAL,
    Gathering.SUM: frozenset({Kind.INTEGER, Kind.MONEY}),
    Gathering.ANY: frozenset({Kind.BOOL}),
    Gathering.ALL: frozenset({Kind.BOOL}),
}

_Named = TypeVar("_Named")
_Read = Callable[[Text, Fields, Vocabulary, Problems], _Named | None]


def read_named(
    fields: Fields, sort: str, keys: tuple[str, ...], read: _Read[_Named], known: Vocabulary, problems: Problems
) -> Mapping[str, _Named]:
    """Read all entries of one sort by name."""
    node = fields.optional(sort)
    table = None if node is None else table_of(node, f"`{sort}`", problems)
    found: dict[str, _Named] = {}
    for key, entry in table.entries if table else ():
        inner = Fields.of(entry, keys, f"{shown(key.value)} of `{sort}`", problems)
        value = None if inner is None else read(key, inner, known, problems)
        if value is not None:
            found[key.value] = value
    return found


def read_conclusions(fields: Fields, known: Vocabulary, problems: Problems) -> Mapping[str, Conclusion]:
    """Read the values that rules derive."""
    return read_named(fields, "conclusions", _CONCLUSION_KEYS, _conclusion, known, problems)


def read_aggregates(fields: Fields, known: Vocabulary, problems: Problems) -> Mapping[str, Aggregate]:
    """Read the values that are gathered from the entries of a list."""
    return read_named(fields, "aggregates", _AGGREGATE_KEYS, _aggregate, known, problems)


def read_actions(fields: Fields, known: Vocabulary, problems: Problems) -> Mapping[str, Action]:
    """Read what parties may want to do."""
    read = partial(_action, moments=_of_kinds(known, TEMPORAL))
    return read_named(fields, "actions", _ACTION_KEYS, read, known, problems)


def read_obligations(fields: Fields, known: Vocabulary, problems: Problems) -> Mapping[str, Obligation]:
    """Read what parties may have to do."""
    read = partial(_obligation, events=_of_kinds(known, frozenset({Kind.EVENT})))
    return read_named(fields, "obligations", _OBLIGATION_KEYS, read, known, problems)


def _of_kinds(known: Vocabulary, kinds: frozenset[Kind]) -> list[str]:
    return [one for one in names_with_values(known) if known.kind_of(one) in kinds]


def words_of(fields: Fields, kind: Kind, problems: Problems) -> Mapping[str, str]:
    """The permitted words of an enum or set with their meanings; other types have none."""
    if kind not in (Kind.ENUM, Kind.SET):
        if (node := fields.optional("values")) is not None:
            problems.add(node.at, f"{fields.what} is {form_of(kind)}, which lists no `values`")
        return {}
    node = fields.node("values")
    table = None if node is None else table_of(node, f"`values` of {fields.what}", problems)
    words: dict[str, str] = {}
    for key, meaning in table.entries if table else ():
        if not _WORD.fullmatch(key.value):
            problems.add(key.at, f"a value of {fields.what} cannot be {shown(key.value)}", "use one lower-case word")
        words[key.value] = text_of(meaning, f"the meaning of {shown(key.value)}", problems) or ""
    if table is not None and not words:
        problems.add(table.at, f"{fields.what} has no `values`")
    return words


def party_of(fields: Fields, name: str, kind: Kind, known: Vocabulary, problems: Problems) -> str:
    """Whose clock and days off count for a date; the buyer's where nothing is said."""
    if name in fields:
        return _one_of(fields, name, known.parties, "party", problems)
    return USUAL_PARTY if kind in TEMPORAL and USUAL_PARTY in known.parties else ""


def _one_of(fields: Fields, name: str, names: Iterable[str], sort: str, problems: Problems) -> str:
    """The name of something that exists."""
    text, node, names = fields.text(name), fields.optional(name), list(names)
    if text is not None and node is not None and text not in names:
        problems.add(node.at, f"no {sort} is called {shown(text)}", one_of_known(text, names))
    return text or ""


def _each(fields: Fields, known: Vocabulary, problems: Problems) -> str:
    lists = [group.name for group in known.groups.values() if group.member]
    return _one_of(fields, "each", lists, "list", problems) if "each" in fields else ""


def _topic(fields: Fields, known: Vocabulary, problems: Problems) -> str:
    return _one_of(fields, "topic", known.topics, "topic", problems)


def _conclusion(name: Text, fields: Fields, known: Vocabulary, problems: Problems) -> Conclusion | None:
    kind, about = fields.word("type", Kind), fields.text("about")
    each, topic, term = _each(fields, known, problems), _topic(fields, known, problems), fields.flag("term")
    combine = fields.optional_word("combine", Combine)
    if kind is None or about is None:
        return None
    if kind in _NEVER_CONCLUDED:
        problems.add(fields.at, f"{fields.what} is {form_of(kind)}, which no rule can conclude")
    values = words_of(fields, kind, problems)
    otherwise = _otherwise(fields, kind, values, problems)
    party = party_of(fields, "party", kind, known, problems)
    return Conclusion(name.value, kind, values, each, term, otherwise, party, combine, topic, about)


def _otherwise(fields: Fields, kind: Kind, words: Mapping[str, str], problems: Problems) -> Value | None:
    node = fields.optional("otherwise")
    wanted = Wanted(kind, f"`otherwise` of {fields.what}", words)
    value = None if node is None else read_value(node, wanted, problems)
    if node is not None and isinstance(value, NotBy):
        problems.add(node.at, f"{wanted.what} cannot be `not_by`")
    return value


def _aggregate(name: Text, fields: Fields, known: Vocabulary, problems: Problems) -> Aggregate | None:
    stated = [how for how in Gathering if how.value in fields]
    about = fields.text("about")
    if len(stated) != 1:
        problems.add(fields.at, f"{fields.what} gathers in no way, or in several", one_of_known("", Gathering))
        return None
    how = stated[0]
    of = fields.text(how.value)
    if of is None or about is None:
        return None
    if how is Gathering.COUNT:
        group = known.groups.get(of)
        if group is None or not group.member:
            problems.add(fields.at, f"{fields.what} counts {shown(of)}, which is no list", _lists(of, known))
            return None
        return Aggregate(name.value, Kind.INTEGER, how, of, of, about)
    return _gathered(name, fields, how, of, about, known, problems)


def _gathered(
    name: Text, fields: Fields, how: Gathering, of: str, about: str, known: Vocabulary, problems: Problems
) -> Aggregate | None:
    kind, group = known.kind_of(of), known.each_of(of)
    if kind is None or not group:
        message = f"{fields.what} gathers {shown(of)}, which no entry of a list has"
        of_entries = [one for one in names_with_values(known) if known.each_of(one)]
        problems.add(fields.at, message, one_of_known(of, of_entries))
        return None
    if kind not in _GATHERED[how]:
        problems.add(fields.at, f"`{how}` cannot gather {shown(of)}, which is {form_of(kind)}")
    return Aggregate(name.value, kind, how, of, group, about)


def _lists(word: str, known: Vocabulary) -> str:
    return one_of_known(word, [group.name for group in known.groups.values() if group.member])


def _action(name: Text, fields: Fields, known: Vocabulary, problems: Problems, moments: list[str]) -> Action | None:
    actor = _one_of(fields, "actor", known.parties, "party", problems)
    nature = _one_of(fields, "nature", _NATURES, "nature", problems)
    judged_at = _one_of(fields, "judged_at", moments, "date or event", problems)
    each, topic = _each(fields, known, problems), _topic(fields, known, problems)
    combine, about = fields.optional_word("combine", Combine), fields.text("about")
    if about is None:
        return None
    return Action(name.value, actor, nature == "right", judged_at, each, topic, combine, about)


def _obligation(
    name: Text, fields: Fields, known: Vocabulary, problems: Problems, events: list[str]
) -> Obligation | None:
    by = _one_of(fields, "by", known.parties, "party", problems)
    met_by = _one_of(fields, "met_by", events, "event", problems) if "met_by" in fields else ""
    each, topic, about = _each(fields, known, problems), _topic(fields, known, problems), fields.text("about")
    if about is None:
        return None
    if met_by and known.each_of(met_by) not in ("", each):
        problems.add(fields.at, f"{shown(met_by)} of {fields.what} belongs to `{known.each_of(met_by)}`")
    tells = tuple(_terms_told(fields, known, problems))
    return Obligation(name.value, by, met_by, each, topic, about, tells)


def _terms_told(fields: Fields, known: Vocabulary, problems: Problems) -> Iterator[str]:
    terms = [one.name for one in known.conclusions.values() if one.term]
    for node in fields.listing("tells"):
        term = text_of(node, f"what {fields.what} tells", problems)
        if term is not None and term not in terms:
            problems.add(node.at, f"no term is called {shown(term)}", one_of_known(term, terms))
        elif term is not None:
            yield term
