"""Read the rules of a file: each one cited legal statement, with its carve-outs."""

from __future__ import annotations

from policy_engine.errors import Location
from policy_engine.facts.values import EARLIEST
from policy_engine.reading.citation_reader import read_citation
from policy_engine.reading.condition_reader import read_when
from policy_engine.reading.effect_reader import EFFECT_KEYS, actor_of, read_effects
from policy_engine.reading.fields import Fields, items_of, one_or_more, text_of
from policy_engine.reading.identity import Mention, Register, Statement
from policy_engine.reading.nodes import Node, Table, Text
from policy_engine.reading.scope_reader import SCOPE_KEYS, OuterScope, read_effective, read_scope
from policy_engine.reading.setting import Setting, one_of_known
from policy_engine.reading.suggest import shown
from policy_engine.rules.model import Effective, Exemption, NotEncoded, Rule, Scope

RULE_KEYS = (
    "id", "title", "brief", "cite", "effective", "in", "governed_by", "place", "each", "overrides", "when",
    *EFFECT_KEYS, "unless",
)  # fmt: skip
_EXEMPTION_KEYS = ("id", "title", "brief", "cite", "effective", "in", "when", "unless")
_NOT_ENCODED_KEYS = ("id", "cite", "effective", *SCOPE_KEYS, "each", "when", "reason", "touches")


def read_rule(node: Node, outer: OuterScope, setting: Setting, register: Register) -> Rule | None:
    """Read one rule; None, with every reason, when something in it is wrong."""
    fields = Fields.of(node, setting.citing(RULE_KEYS), _called(node, "rule"), setting.problems)
    if fields is None:
        return None
    rule_id, title = fields.id(), fields.title()
    each = read_each(fields, setting)
    setting = setting.owned_by(rule_id or "", each)
    cite, scope = read_citation(fields, setting), read_scope(fields, outer, setting)
    effective = read_effective(fields, setting, setting.effective)
    _declare(fields, rule_id, "a rule", "", effective, register)
    overrides = _overrides(fields, rule_id, setting, register)
    effects = read_effects(fields, setting)
    if not overrides and not any(key in fields for key in EFFECT_KEYS):
        advice = "say what it grants, forbids, sets, concludes or obliges; only a rule that overrides may say nothing"
        setting.problems.add(fields.at, f"{fields.what} has no effect", advice)
    setting = setting.at("when", actor_of(effects, setting))
    when = read_when(fields, setting)
    exemptions = _exemptions(fields, scope, effective, rule_id, setting, register)
    if rule_id is None or title is None or cite is None or scope is None or effective is None:
        return None
    brief = fields.brief()
    return Rule(rule_id, title, cite, scope, effective, each, when, effects, exemptions, overrides, fields.at, brief)


def read_each(fields: Fields, setting: Setting) -> str:
    """Read the list for each of whose members something is asked; empty when it is asked once."""
    name = fields.optional_text("each")
    node = fields.optional("each")
    if name is None or node is None:
        return ""
    lists = [group.name for group in setting.vocabulary.groups.values() if group.member]
    if name in lists:
        return name
    setting.problems.add(node.at, f"no list is called {shown(name)}", one_of_known(name, lists))
    return ""


def _exemptions(
    fields: Fields,
    scope: Scope | None,
    effective: Effective | None,
    within: str | None,
    setting: Setting,
    register: Register,
) -> tuple[Exemption, ...]:
    """Read the carve-outs of a rule or exemption. What they do not state they inherit."""
    items = fields.listing("unless")
    read = [_exemption(item, scope, effective, within or "", setting, register) for item in items]
    return tuple(one for one in read if one is not None)


def _exemption(
    node: Node, scope: Scope | None, effective: Effective | None, within: str, setting: Setting, register: Register
) -> Exemption | None:
    fields = Fields.of(node, setting.citing(_EXEMPTION_KEYS), _called(node, "exemption"), setting.problems)
    if fields is None:
        return None
    exemption_id, title = fields.id(), fields.title()
    setting = setting.owned_by(exemption_id or "", setting.each)
    cite = read_citation(fields, setting)
    own_scope = None if scope is None else read_scope(fields, OuterScope.of(scope), setting)
    own_effective = read_effective(fields, setting, effective) if effective or "effective" in fields else None
    _declare(fields, exemption_id, "an exemption", within, own_effective, register)
    if "when" not in fields:
        setting.problems.add(fields.at, f"{fields.what} has no `when`", "an exemption without one would end the rule")
    when = read_when(fields, setting)
    inner = _exemptions(fields, own_scope, own_effective, exemption_id, setting, register)
    if exemption_id is None or title is None or cite is None or own_scope is None or own_effective is None:
        return None
    brief = fields.brief()
    return Exemption(exemption_id, title, cite, own_scope, own_effective, when, inner, fields.at, brief)


def read_not_encoded(node: Node, outer: OuterScope, setting: Setting, register: Register) -> NotEncoded | None:
    """Read law that facts cannot decide, and what it touches."""
    fields = Fields.of(node, _NOT_ENCODED_KEYS, _called(node, "entry"), setting.problems)
    if fields is None:
        return None
    entry_id, reason = fields.id(), fields.text("reason")
    each = read_each(fields, setting)
    setting = setting.owned_by(entry_id or "", each)
    cite, scope = read_citation(fields, setting), read_scope(fields, outer, setting)
    effective = read_effective(fields, setting, Effective(EARLIEST))
    _declare(fields, entry_id, "an entry of `not_encoded`", "", effective, register)
    when = read_when(fields, setting)
    touches = _touches(fields, setting)
    if entry_id is None or reason is None or cite is None or scope is None or effective is None:
        return None
    return NotEncoded(entry_id, cite, scope, effective, each, when, reason, touches, fields.at)


def _touches(fields: Fields, setting: Setting) -> tuple[str, ...]:
    node = fields.node("touches")
    known = [*setting.vocabulary.actions, *setting.vocabulary.obligations, *setting.vocabulary.conclusions]
    touched: list[str] = []
    for item in () if node is None else items_of(node, f"`touches` of {fields.what}", setting.problems):
        name = text_of(item, f"`touches` of {fields.what}", setting.problems)
        if name is not None and name not in known:
            message = f"{shown(name)} is no action, obligation or conclusion"
            setting.problems.add(item.at, message, one_of_known(name, known))
        elif name is not None:
            touched.append(name)
    return tuple(touched)


def _overrides(fields: Fields, owner: str | None, setting: Setting, register: Register) -> tuple[str, ...]:
    """The statements that a rule sets aside: rules and exemptions by id, rows of grids as `grid.id[DE]`."""
    node = fields.optional("overrides")
    what = f"`overrides` of {fields.what}"
    named: list[str] = []
    for item in () if node is None else one_or_more(node, what, setting.problems):
        name = text_of(item, what, setting.problems)
        if name is None:
            continue
        if name in named:
            setting.problems.add(item.at, f"{what} names {shown(name)} twice")
        register.mentions.append(Mention(name, owner or "", item.at))
        named.append(name)
    return tuple(named)


def _declare(
    fields: Fields, statement_id: str | None, sort: str, within: str, effective: Effective | None, register: Register
) -> None:
    if statement_id is not None:
        register.statements.append(Statement(statement_id, sort, within, effective, _id_place(fields)))


def _id_place(fields: Fields) -> Location:
    node = fields.optional("id")
    return fields.at if node is None else node.at


def _called(node: Node, sort: str) -> str:
    """What messages call a statement: its id once it has one."""
    name = node.get("id") if isinstance(node, Table) else None
    return f"{sort} {shown(name.value)}" if isinstance(name, Text) else f"this {sort}"
