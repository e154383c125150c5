"""Read a policy: a seller's or platform's own rules, in the language of rule packs, each with the clause behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policy_engine.calendar.methods import CountingMethod
from policy_engine.errors import Location, PackError
from policy_engine.facts.citations import Citation
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.jurisdictions import Places
from policy_engine.reading.citation_reader import read_terms
from policy_engine.reading.condition_reader import read_when
from policy_engine.reading.counting_reader import Counting, read_methods
from policy_engine.reading.fields import Fields, one_or_more, text_of
from policy_engine.reading.grid_reader import read_grid, read_grid_head
from policy_engine.reading.identity import Register, Statement
from policy_engine.reading.nodes import Node, Table
from policy_engine.reading.problems import Problems
from policy_engine.reading.rule_reader import read_each, read_rule
from policy_engine.reading.scope_reader import SCOPE_KEYS, OuterScope, read_effective, read_outer_scope
from policy_engine.reading.setting import USUAL_PARTY, Setting
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import shown
from policy_engine.rules.model import Grid, Pack, Rule
from policy_engine.rules.policies import Layer, Policy, RiskSignal

POLICY_FILE = "policy.yaml"
"""Where a policy is a folder, the file that says whose it is; every other file holds rules."""
_BODY_KEYS = (*SCOPE_KEYS, "rules", "grids", "risk")
_KEYS = ("policy", "version", "layer", "for", "effective", "terms", "counting", *_BODY_KEYS)
_RISK_KEYS = ("id", "title", "each", "when")
_NAME = re.compile(r"[a-z][a-z0-9-]{1,31}")
_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}")


def read_policy(
    files: Mapping[str, bytes], vocabulary: Vocabulary, packs: Sequence[Pack], source: str, *, digest: str
) -> Policy:
    """Read a policy from its one file, or from its files by their names within its folder.

    `packs` are those that it may be for: it uses their places and their ways of counting.
    Raises PackError with every problem of every file.
    """
    problems = Problems()
    tables = dict(_tables(files, source, problems))
    head = tables.get(POLICY_FILE) or (next(iter(tables.values())) if len(tables) == 1 else None)
    if head is None and not problems.found:
        problems.add(Location(source), f"there is no `{POLICY_FILE}`", "a policy says there whose it is")
    problems.raise_as(PackError)
    assert head is not None
    policy = _policy(head, [one for one in tables.values() if one is not head], vocabulary, packs, problems, digest)
    problems.raise_as(PackError)
    return policy


def _tables(files: Mapping[str, bytes], source: str, problems: Problems) -> Iterator[tuple[str, Table]]:
    for name in sorted(files):
        place = f"{source}/{name}" if len(files) > 1 or name == POLICY_FILE else source
        node, found = read_document(files[name], place)
        problems.extend(found)
        if isinstance(node, Table):
            yield name, node
        elif node is not None:
            problems.add(node.at, f"`{name}` is not a table of names and values")


@dataclass(slots=True)
class _Body:
    rules: list[Rule]
    grids: dict[str, Grid]
    risk: list[RiskSignal]


def _policy(
    head: Table,
    others: Sequence[Table],
    vocabulary: Vocabulary,
    packs: Sequence[Pack],
    problems: Problems,
    digest: str,
) -> Policy:
    fields = Fields.of_table(head, _KEYS, "the policy", problems)
    name = _formed(fields, "policy", _NAME, "a short lower-case name such as `my-shop`", problems)
    version = _formed(fields, "version", _VERSION, "three numbers such as `1.0.0`", problems)
    layer = fields.word("layer", Layer)
    regions = _regions(fields, packs, problems)
    ours = [pack for pack in packs if pack.region in regions]
    setting = _setting(fields, name, vocabulary, ours, problems)
    counting = fields.optional("counting")
    own = Counting({}, {}) if counting is None else read_methods(counting, setting)
    for taken in sorted(own.methods.keys() & setting.methods.keys()):
        problems.add(fields.at, f"`{taken}` is how a rule pack counts", "give your way of counting another name")
    methods: dict[str, CountingMethod] = {**setting.methods, **own.methods}
    cites: dict[str, Citation] = {name: cite for pack in ours for name, cite in pack.method_cites.items()}
    setting = replace(setting, methods=methods)
    rests = [Fields.of_table(one, _BODY_KEYS, f"`{one.at.source}`", problems) for one in others]
    body = _body([fields, *rests], name, setting)
    return Policy(
        name, version, digest, layer or Layer.SELLER, regions,
        {one.source.id: one.source for one in setting.terms.values()},
        methods, {**cites, **own.cites}, tuple(body.rules), body.grids, tuple(body.risk), fields.at,
    )  # fmt: skip


def _formed(fields: Fields, name: str, form: re.Pattern[str], advice: str, problems: Problems) -> str:
    text, node = fields.text(name), fields.optional(name)
    if text is not None and node is not None and not form.fullmatch(text):
        problems.add(node.at, f"`{name}` cannot be {shown(text)}", advice)
    return text or ""


def _regions(fields: Fields, packs: Sequence[Pack], problems: Problems) -> tuple[str, ...]:
    node = fields.node("for")
    known = {pack.region for pack in packs}
    found: dict[str, None] = {}
    for item in () if node is None else one_or_more(node, "`for` of the policy", problems):
        region = text_of(item, "`for` of the policy", problems)
        if region is not None and region not in known:
            loaded = ", ".join(f"`{one}`" for one in sorted(known)) or "none"
            message = f"the policy is for {shown(region)}, and no such pack is loaded"
            problems.add(item.at, message, f"loaded are {loaded}; name the pack as well")
        elif region is not None:
            found[region] = None
    return tuple(found)


def _setting(fields: Fields, policy: str, vocabulary: Vocabulary, packs: Sequence[Pack], problems: Problems) -> Setting:
    node = fields.optional("terms")  # risk signals alone promise nothing to anybody
    setting = Setting(
        vocabulary,
        problems,
        terms={} if node is None else read_terms(node, policy, problems),
        methods={name: method for pack in packs for name, method in pack.methods.items()},
        places=Places({name: members for pack in packs for name, members in pack.places.unions.items()}),
        party=USUAL_PARTY if USUAL_PARTY in vocabulary.parties else "",
        own_terms=True,
    )
    return replace(setting, effective=read_effective(fields, setting.owned_by(policy, "")))


def _body(files: Sequence[Fields], policy: str, setting: Setting) -> _Body:
    body, register = _Body([], {}, []), Register()
    heads = {}
    for fields in files:
        grids = fields.optional("grids")
        for key, node in grids.entries if isinstance(grids, Table) else ():
            heads[key.value] = read_grid_head(key, node, setting)
    setting = replace(setting, grids=heads)
    for fields in files:
        _read_file(fields, body, register, setting)
    register.check(setting.problems)
    for one in register.statements:
        if policy and not one.id.startswith(f"{policy}."):
            advice = "its rules are told from those of the law by their names"
            setting.problems.add(one.at, f"{shown(one.id)} does not begin with `{policy}.`", advice)
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
    for node in fields.listing("risk"):
        signal = _signal(node, register, setting)
        body.risk += [] if signal is None else [signal]


def _signal(node: Node, register: Register, setting: Setting) -> RiskSignal | None:
    """Read a risk signal: no promise to anybody, so that it has no clause."""
    fields = Fields.of(node, _RISK_KEYS, "this risk signal", setting.problems)
    if fields is None:
        return None
    signal_id, title = fields.id(), fields.title()
    each = read_each(fields, setting)
    setting = setting.owned_by(signal_id or "", each)
    if "when" not in fields:
        setting.problems.add(fields.at, "this risk signal has no `when`", "one without would be raised in every case")
    when = read_when(fields, setting)
    if signal_id is not None:
        register.statements.append(Statement(signal_id, "a risk signal", "", setting.effective, fields.at))
    return None if signal_id is None or title is None else RiskSignal(signal_id, title, each, when, fields.at)
