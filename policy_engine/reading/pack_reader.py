"""Read a rule pack from the texts of its files: what it covers, whom it cites, how it counts, and all its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from policy_engine.errors import Location, PackError
from policy_engine.facts.citations import Source
from policy_engine.facts.values import EARLIEST
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.jurisdictions import Places
from policy_engine.reading.citation_reader import read_sources
from policy_engine.reading.counting_reader import read_methods
from policy_engine.reading.fields import Fields
from policy_engine.reading.grid_reader import read_grid, read_grid_head
from policy_engine.reading.identity import Register
from policy_engine.reading.nodes import Listing, Node, Table, Text
from policy_engine.reading.places_reader import named_places, read_unions
from policy_engine.reading.problems import Problems
from policy_engine.reading.rule_reader import read_not_encoded, read_rule
from policy_engine.reading.scope_reader import SCOPE_KEYS, OuterScope, read_outer_scope, read_scope
from policy_engine.reading.setting import USUAL_PARTY, GridHead, Setting, one_of_known
from policy_engine.reading.shape import Schema, check_shape
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import shown
from policy_engine.rules.model import Coverage, Grid, NotEncoded, Pack, Rule

PACK_FILE = "pack.yaml"
SOURCES_FILE = "sources.yaml"
VOCABULARY_FILE = "facts.yaml"  # a released pack keeps the vocabulary that it was released with
_PACK_KEYS = (
    "pack", "version", "law_known_to", "places", "covers", "sources", "counting", "calendars", "calendars_from",
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
    problems = Problems()
    texts = _Texts(files, source, schemas or {}, problems)
    heading = _heading(texts, vocabulary, problems)
    documents = list(texts.rule_files())
    heads = dict(_grid_heads(documents, heading.setting))
    body = _body(documents, replace(heading.setting, grids=heads))
    texts.check_shapes()
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
    )
    return replace(pack, named_places=named_places(pack, heading.calendar_places))


@dataclass(frozen=True, slots=True)
class _Texts:
    """The files of a pack, read into trees on demand."""

    files: Mapping[str, bytes]
    source: str
    schemas: Mapping[str, Schema]
    problems: Problems
    opened: list[tuple[str, str, Node]] = field(default_factory=list)

    def check_shapes(self) -> None:
        """Hold every file that was opened against the schema of its sort."""
        told = self.problems.found
        for name, schema, node in self.opened:
            if schema in self.schemas:
                self.problems.extend(check_shape(node, self.schemas[schema], self.place(name), told))

    def place(self, name: str) -> str:
        return f"{self.source}/{name}" if self.source else name

    def table(self, name: str, schema: str) -> Table | None:
        """One file as a table; what is wrong with its text is reported."""
        node, problems = read_document(self.files[name], self.place(name))
        self.problems.extend(problems)
        if node is None:
            return None
        self.opened.append((name, schema, node))
        if isinstance(node, Table):
            return node
        self.problems.add(node.at, f"`{name}` is not a table of names and values")
        return None

    def rule_files(self) -> Iterator[tuple[str, Table]]:
        """Every text right in the folder that is not the pack's own, by name."""
        for name in sorted(self.files):
            if "/" in name or name in (PACK_FILE, SOURCES_FILE, VOCABULARY_FILE):
                continue
            if name.endswith((".yml", ".YAML", ".YML")):
                self.problems.add(Location(self.place(name)), f"`{name}` is not read", "let its name end in `.yaml`")
            if name.endswith(".yaml") and (table := self.table(name, "rules")) is not None:
                yield name, table


@dataclass(frozen=True, slots=True)
class _Heading:
    """What pack.yaml and sources.yaml say, for all rules to rest on."""

    region: str
    version: str
    law_known_to: date
    covers: tuple[Coverage, ...]
    calendar_places: frozenset[str]
    setting: Setting


def _heading(texts: _Texts, vocabulary: Vocabulary, problems: Problems) -> _Heading:
    party = USUAL_PARTY if USUAL_PARTY in vocabulary.parties else ""
    setting = Setting(vocabulary, problems, party=party)
    if PACK_FILE not in texts.files:
        problems.add(Location(texts.source), f"there is no `{PACK_FILE}`", "a pack says there what it is and covers")
    table = texts.table(PACK_FILE, "pack") if PACK_FILE in texts.files else None
    fields = None if table is None else Fields.of(table, _PACK_KEYS, "the pack", problems)
    setting = replace(setting, sources=_sources(texts, fields, problems))
    if fields is None:
        return _Heading("", "", EARLIEST, (), frozenset(), setting)
    unions, methods = fields.optional("places"), fields.optional("counting")
    setting = replace(
        setting,
        places=Places() if unions is None else read_unions(unions, problems),
        methods={} if methods is None else read_methods(methods, setting),
    )
    return _Heading(
        region=_formed(fields, "pack", _REGION, "a short lower-case name such as `eu`", problems),
        version=_formed(fields, "version", _VERSION, "three numbers such as `1.10.0`", problems),
        law_known_to=fields.day("law_known_to") or EARLIEST,
        covers=_covers(fields, setting),
        calendar_places=_calendar_places(fields),
        setting=setting,
    )


def _formed(fields: Fields, name: str, form: re.Pattern[str], advice: str, problems: Problems) -> str:
    text, node = fields.text(name), fields.optional(name)
    if text is not None and node is not None and not form.fullmatch(text):
        problems.add(node.at, f"`{name}` cannot be {shown(text)}", advice)
    return text or ""


def _sources(texts: _Texts, pack: Fields | None, problems: Problems) -> Mapping[str, Source]:
    """The sources that pack.yaml and sources.yaml list, each once."""
    nodes = [pack.optional("sources")] if pack else []
    if SOURCES_FILE in texts.files and (table := texts.table(SOURCES_FILE, "sources")) is not None:
        fields = Fields.of(table, ("sources",), f"`{SOURCES_FILE}`", problems)
        nodes += [fields.node("sources")] if fields else []
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


def _grid_heads(documents: list[tuple[str, Table]], setting: Setting) -> Iterator[tuple[str, GridHead]]:
    places: dict[str, Location] = {}
    for _, document in documents:
        grids = document.get("grids")
        for key, node in grids.entries if isinstance(grids, Table) else ():
            if first := places.get(key.value):
                message = f"a grid {shown(key.value)} stands twice, first at {first.source}:{first.line}"
                setting.problems.add(key.at, message)
            places.setdefault(key.value, key.at)
            yield key.value, read_grid_head(key, node, setting)


def _body(documents: list[tuple[str, Table]], setting: Setting) -> _Body:
    body, register = _Body([], {}, []), Register()
    for name, document in documents:
        fields = Fields.of(document, _FILE_KEYS, f"`{name}`", setting.problems)
        if fields is not None:
            _read_file(fields, body, register, setting)
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
