"""Read a rule pack from the texts of its files: what it covers, whom it cites, how it counts, and all its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from policy_engine.errors import Location, PackError
from policy_engine.facts.citations import Citation, Source
from policy_engine.facts.values import EARLIEST
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.citation_reader import read_sources
from policy_engine.reading.counting_reader import Counting, read_methods
from policy_engine.reading.fields import Fields
from policy_engine.reading.grid_reader import read_grid, read_grid_head
from policy_engine.reading.identity import Register
from policy_engine.reading.nodes import Listing, Node, Table, Text
from policy_engine.reading.pack_texts import SOURCES_FILE, PackTexts, open_texts
from policy_engine.reading.places_reader import named_places, read_places
from policy_engine.reading.problems import Problems
from policy_engine.reading.rule_reader import read_not_encoded, read_rule
from policy_engine.reading.scope_reader import SCOPE_KEYS, OuterScope, read_outer_scope, read_scope
from policy_engine.reading.setting import USUAL_PARTY, GridHead, Setting, one_of_known
from policy_engine.reading.suggest import shown
from policy_engine.rules.model import Coverage, Grid, NotEncoded, Pack, Rule

if TYPE_CHECKING:
    from policy_engine.reading.shape import Schema

_PACK_KEYS = (
    "pack", "version", "law_known_to", "places", "apart", "covers", "sources", "counting", "calendars",
    "calendars_from",
)  # fmt: skip
_FILE_KEYS = (*SCOPE_KEYS, "rules", "grids", "not_encoded")
_COVER_KEYS = ("topic", *SCOPE_KEYS, "from")
_REGION = re.compile(r"[a-z][a-z0-9_]{0,31}")
_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}")


def read_pack(
    files: Mapping[str, bytes],
    vocabulary: Vocabulary,
    source: str,
    *,
    digest: str,
    schemas: Mapping[str, Schema] | None = None,
) -> Pack:
    """Read a pack from its files by their names within its folder.

    `schemas` are the JSON Schemas of a `pack`, of `sources` and of `rules`, where they are to be held as well.
    Raises PackError with every problem of every file.
    """
    texts, problems = open_texts(files, source), Problems()
    heading = _heading(texts, vocabulary, problems)
    heads = dict(_grid_heads(texts.rules, heading.setting))
    body = _body(texts.rules, replace(heading.setting, grids=heads))
    problems.extend(texts.objections(schemas or {}, problems.found))
    problems.raise_as(PackError)
    pack = Pack(
        region=heading.region,
        version=heading.version,
        digest=digest,
        law_known_to=heading.law_known_to,
        places=heading.setting.places,
        covers=heading.covers,
        sources=heading.setting.sources,
        methods=heading.setting.methods,
        rules=tuple(body.rules),
        grids=body.grids,
        not_encoded=tuple(body.not_encoded),
        method_cites=heading.method_cites,
    )
    return replace(pack, named_places=named_places(pack, heading.calendar_places))


@dataclass(frozen=True, slots=True)
class _Heading:
    """What pack.yaml and sources.yaml say, for all rules to rest on."""

    region: str
    version: str
    law_known_to: date
    covers: tuple[Coverage, ...]
    calendar_places: frozenset[str]
    method_cites: Mapping[str, Citation]
    setting: Setting


def _heading(texts: PackTexts, vocabulary: Vocabulary, problems: Problems) -> _Heading:
    party = USUAL_PARTY if USUAL_PARTY in vocabulary.parties else ""
    fields = Fields.of_table(texts.pack, _PACK_KEYS, "the pack", problems)
    setting = Setting(vocabulary, problems, _sources(texts, fields, problems), party=party)
    methods = fields.optional("counting")
    places = read_places(fields.optional("places"), fields.optional("apart"), problems)
    setting = replace(setting, places=places)
    counting = Counting({}, {}) if methods is None else read_methods(methods, setting)
    setting = replace(setting, methods=counting.methods)
    return _Heading(
        region=_formed(fields, "pack", _REGION, "a short lower-case name such as `eu`", problems),
        version=_formed(fields, "version", _VERSION, "three numbers such as `1.10.0`", problems),
        law_known_to=fields.day("law_known_to") or EARLIEST,
        covers=_covers(fields, setting),
        calendar_places=_calendar_places(fields),
        method_cites=counting.cites,
        setting=setting,
    )


def _formed(fields: Fields, name: str, form: re.Pattern[str], advice: str, problems: Problems) -> str:
    text, node = fields.text(name), fields.optional(name)
    if text is not None and node is not None and not form.fullmatch(text):
        problems.add(node.at, f"`{name}` cannot be {shown(text)}", advice)
    return text or ""


def _sources(texts: PackTexts, pack: Fields, problems: Problems) -> Mapping[str, Source]:
    """The sources that pack.yaml and sources.yaml list, each once."""
    nodes = [pack.optional("sources")]
    if texts.sources is not None:
        nodes.append(Fields.of_table(texts.sources, ("sources",), f"`{SOURCES_FILE}`", problems).node("sources"))
    sources: dict[str, Source] = {}
    for node in nodes:
        for key, found in (read_sources(node, problems) if node else {}).items():
            if key in sources and node is not None:
                message = f"the source {shown(key)} is listed in two files"
                problems.add(_key_place(node, key), message, "keep one of the two")
            sources[key] = found
    return sources


def _key_place(node: Node, name: str) -> Location:
    entries = node.entries if isinstance(node, Table) else ()
    return next((key.at for key, _ in entries if key.value == name), node.at)


def _covers(fields: Fields, setting: Setting) -> tuple[Coverage, ...]:
    if fields.node("covers") is None:
        return ()
    read = [_coverage(node, setting) for node in fields.listing("covers")]
    return tuple(one for one in read if one is not None)


def _coverage(node: Node, setting: Setting) -> Coverage | None:
    fields = Fields.of(node, _COVER_KEYS, "a line of `covers`", setting.problems)
    if fields is None:
        return None
    topic, since = fields.text("topic"), fields.day("from")
    scope = read_scope(fields, OuterScope(), setting.anywhere())
    if topic is not None and topic not in setting.vocabulary.topics:
        advice = one_of_known(topic, setting.vocabulary.topics)
        setting.problems.add(fields.at, f"no topic is called {shown(topic)}", advice)
    return None if topic is None or since is None or scope is None else Coverage(topic, scope, since)


def _calendar_places(fields: Fields) -> frozenset[str]:
    """The places whose calendars the pack keeps; the snapshot of the calendars checks the rest of the key."""
    node = fields.optional("calendars")
    places = node.get("places") if isinstance(node, Table) else None
    listed = places if isinstance(places, Listing) else ()
    return frozenset(one.value for one in listed if isinstance(one, Text))


@dataclass(slots=True)
class _Body:
    """All statements of all rule files."""

    rules: list[Rule]
    grids: dict[str, Grid]
    not_encoded: list[NotEncoded]


def _grid_heads(documents: Mapping[str, Table], setting: Setting) -> Iterator[tuple[str, GridHead]]:
    places: dict[str, Location] = {}
    for document in documents.values():
        grids = document.get("grids")
        for key, node in grids.entries if isinstance(grids, Table) else ():
            if first := places.get(key.value):
                message = f"a grid {shown(key.value)} stands twice, first at {first.source}:{first.line}"
                setting.problems.add(key.at, message)
            places.setdefault(key.value, key.at)
            yield key.value, read_grid_head(key, node, setting)


def _body(documents: Mapping[str, Table], setting: Setting) -> _Body:
    body, register = _Body([], {}, []), Register()
    for name, document in documents.items():
        _read_file(Fields.of_table(document, _FILE_KEYS, f"`{name}`", setting.problems), body, register, setting)
    register.check(setting.problems)
    return body


def _read_file(fields: Fields, body: _Body, register: Register, setting: Setting) -> None:
    outer = read_outer_scope(fields, OuterScope(), setting)
    for node in fields.listing("rules"):
        rule = read_rule(node, outer, setting, register)
        body.rules += [] if rule is None else [rule]
    grids = fields.optional("grids")
    if grids is not None and not isinstance(grids, Table):
        setting.problems.add(grids.at, f"`grids` of {fields.what} is a table of grids by name")
    for key, node in grids.entries if isinstance(grids, Table) else ():
        grid = read_grid(key.value, node, outer, setting, register)
        body.grids |= {} if grid is None else {grid.id: grid}
    for node in fields.listing("not_encoded"):
        entry = read_not_encoded(node, outer, setting, register)
        body.not_encoded += [] if entry is None else [entry]
