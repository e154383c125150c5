"""Read where statements of law come from: a pack's sources, and the citations that point into them."""

from __future__ import annotations

from collections.abc import Mapping

from policy_engine.facts.citations import Citation, Grade, Nature, Source
from policy_engine.facts.values import EARLIEST
from policy_engine.reading.fields import Fields, table_of, text_of
from policy_engine.reading.nodes import Node
from policy_engine.reading.problems import Problems
from policy_engine.reading.setting import Setting, Terms, one_of_known
from policy_engine.reading.suggest import shown

_SOURCE_KEYS = ("title", "nature", "address")
_CITE_KEYS = ("source", "at", "verified_on", "grade")
_TERMS_KEYS = ("title", "published", "on")
_CLAUSE_KEYS = ("terms", "at")
_ADDRESSES = ("https://", "http://", "urn:")


def read_sources(node: Node, problems: Problems) -> Mapping[str, Source]:
    """Read the texts that a pack cites, by id. One that is itself wrong still counts as known."""
    table = table_of(node, "`sources`", problems)
    sources: dict[str, Source] = {}
    for key, entry in table.entries if table else ():
        sources[key.value] = _source(key.value, entry, problems)
    return sources


def _source(source_id: str, node: Node, problems: Problems) -> Source:
    fields = Fields.of(node, _SOURCE_KEYS, f"source {shown(source_id)}", problems)
    if fields is None:
        return Source(source_id, "", Nature.PRACTICE, "")
    title, nature, address = fields.text("title"), fields.word("nature", Nature), fields.text("address")
    if nature is not None and not nature.of_law:
        advice = "a policy states terms of its own, with `clause` and not with `cite`"
        problems.add(fields.at, f"{fields.what} is no law", advice)
    place = fields.optional("address")
    if place is not None and address is not None and not address.startswith(_ADDRESSES):
        problems.add(place.at, f"{shown(address)} is no address", "begin it with `https://`, `http://` or `urn:`")
    return Source(source_id, title or "", nature or Nature.PRACTICE, address or "")


def read_citation(fields: Fields, setting: Setting) -> Citation | None:
    """Read the `cite` that every statement of law needs, or the `clause` that every statement of a policy needs."""
    if setting.own_terms:
        clause = fields.node("clause")
        return None if clause is None else _clause(clause, fields.what, setting)
    node = fields.node("cite")
    return None if node is None else citation_of(node, fields.what, setting)


def citation_of(node: Node, owner: str, setting: Setting) -> Citation | None:
    """Read one citation: a source, the place in it, the day of the last check, and its grade."""
    fields = Fields.of(node, _CITE_KEYS, f"the citation of {owner}", setting.problems)
    if fields is None:
        return None
    source = _cited(fields, setting)
    at, verified_on, grade = fields.text("at"), fields.day("verified_on"), fields.word("grade", Grade)
    if source is None or at is None or verified_on is None or grade is None:
        return None
    return Citation(source, at, verified_on, grade)


def _cited(fields: Fields, setting: Setting) -> Source | None:
    node = fields.node("source")
    name = None if node is None else text_of(node, f"`source` of {fields.what}", setting.problems)
    if node is None or name is None:
        return None
    if name not in setting.sources:
        message = f"{fields.what} names the source {shown(name)}, which the pack does not list"
        setting.problems.add(node.at, message, one_of_known(name, setting.sources))
    return setting.sources.get(name)


def read_terms(node: Node, policy: str, problems: Problems) -> Mapping[str, Terms]:
    """Read the terms that a policy is made of, by name. Those that are themselves wrong still count as known."""
    table = table_of(node, "`terms`", problems)
    return {key.value: _terms(key.value, entry, policy, problems) for key, entry in (table.entries if table else ())}


def _terms(name: str, node: Node, policy: str, problems: Problems) -> Terms:
    source_id = f"{policy}:{name}"
    fields = Fields.of(node, _TERMS_KEYS, f"terms {shown(name)}", problems)
    if fields is None:
        return Terms(Source(source_id, "", Nature.OWN_TERMS, ""), EARLIEST)
    title, published, on = fields.text("title"), fields.text("published"), fields.day("on")
    place = fields.optional("published")
    if place is not None and published is not None and not published.startswith(_ADDRESSES):
        problems.add(place.at, f"{shown(published)} is no address", "begin it with `https://`, `http://` or `urn:`")
    return Terms(Source(source_id, title or "", Nature.OWN_TERMS, published or ""), on or EARLIEST)


def _clause(node: Node, owner: str, setting: Setting) -> Citation | None:
    """A place in published terms; nobody has to look it up, since whoever wrote it knows it."""
    fields = Fields.of(node, _CLAUSE_KEYS, f"the clause of {owner}", setting.problems)
    named = None if fields is None else fields.node("terms")
    if fields is None or named is None:
        return None
    name, at = text_of(named, f"`terms` of {fields.what}", setting.problems), fields.text("at")
    if name is not None and name not in setting.terms:
        message = f"{fields.what} names the terms {shown(name)}, which the policy does not list"
        setting.problems.add(named.at, message, one_of_known(name, setting.terms))
    terms = setting.terms.get(name or "")
    return None if terms is None or at is None else Citation(terms.source, at, terms.on, Grade.PRIMARY)
