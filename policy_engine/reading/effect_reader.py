"""Read what a rule does: grants or forbids an action, sets conclusions, puts a duty on somebody."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.conditions.expressions import Expression
from policy_engine.errors import Location
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Action, Obligation
from policy_engine.reading.condition_reader import read_condition
from policy_engine.reading.expression_reader import read_expression
from policy_engine.reading.fields import Fields, one_or_more, table_of, text_of
from policy_engine.reading.nodes import Node
from policy_engine.reading.setting import Setting, one_of_known
from policy_engine.reading.suggest import shown
from policy_engine.reading.values_reader import Wanted, form_of
from policy_engine.rules.model import Effect, Forbids, Grants, MayWaitFor, Obliges, Sets

EFFECT_KEYS = ("grants", "forbids", "sets", "concludes", "obliges")
_GRANT_KEYS = ("action", "from", "until")
_FORBID_KEYS = ("by", "action")
_OBLIGE_KEYS = ("by", "to", "do", "amount", "due", "may_wait_for", "consequence")
_WAIT_KEYS = ("first_of", "unless")


def read_effects(fields: Fields, setting: Setting) -> tuple[Effect, ...]:
    """Read all effects of a rule, in the order of the language."""
    effects: list[Effect | None] = [_grant(node, setting) for node in _each(fields, "grants", setting)]
    effects += [_forbid(node, setting) for node in _each(fields, "forbids", setting)]
    effects += [*_sets(fields, "sets", setting), *_sets(fields, "concludes", setting)]
    effects += [_oblige(node, setting) for node in _each(fields, "obliges", setting)]
    read = tuple(effect for effect in effects if effect is not None)
    _check_once(fields, read, setting)
    return read


def actor_of(effects: tuple[Effect, ...], setting: Setting) -> str:
    """Who acts under a rule, as its first effect on an action or obligation says."""
    for effect in effects:
        match effect:
            case Grants(action=name) | Forbids(action=name):
                return setting.vocabulary.actions[name].actor
            case Obliges(obligation=name):
                return setting.vocabulary.obligations[name].by
            case _:
                continue
    return setting.party


def _each(fields: Fields, name: str, setting: Setting) -> tuple[Node, ...]:
    """The one effect of a kind, or the several of a list."""
    node = fields.optional(name)
    return () if node is None else one_or_more(node, f"`{name}` of {fields.what}", setting.problems)


def _check_once(fields: Fields, effects: tuple[Effect, ...], setting: Setting) -> None:
    """One rule does nothing twice."""
    seen: set[tuple[type[Effect], str]] = set()
    for effect in effects:
        match effect:
            case Grants(action=name) | Forbids(action=name) | Sets(name=name) | Obliges(obligation=name):
                key = (type(effect), name)
        if key in seen:
            setting.problems.add(fields.at, f"{fields.what} says twice what becomes of `{name}`")
        seen.add(key)


def _grant(node: Node, setting: Setting) -> Grants | None:
    fields = Fields.of(node, _GRANT_KEYS, "`grants`", setting.problems)
    action = None if fields is None else _action(fields, setting)
    if fields is None or action is None:
        return None
    if not action.right and not setting.own_terms:
        advice = "a liberty needs no grant; a rule can only forbid it"
        setting.problems.add(fields.at, f"`{action.name}` is a liberty", advice)
    opens = _date(fields, "from", setting.at("from", action.actor))
    until = _date(fields, "until", setting.at("until", action.actor))
    return Grants(action.name, opens, until)


def _forbid(node: Node, setting: Setting) -> Forbids | None:
    fields = Fields.of(node, _FORBID_KEYS, "`forbids`", setting.problems)
    action = None if fields is None else _action(fields, setting)
    if fields is None:
        return None
    _party(fields, "by", action.actor if action else "", f"acts in `{action.name}`" if action else "", setting)
    return None if action is None else Forbids(action.name)


def _action(fields: Fields, setting: Setting) -> Action | None:
    node = fields.node("action")
    name = None if node is None else text_of(node, f"`action` of {fields.what}", setting.problems)
    if node is None or name is None:
        return None
    action = setting.vocabulary.actions.get(name)
    if action is None:
        advice = one_of_known(name, setting.vocabulary.actions)
        setting.problems.add(node.at, f"no action is called {shown(name)}", advice)
    elif not _asked_alike(name, action.each, node.at, setting):
        return None
    return action


def _asked_alike(name: str, each: str, at: Location, setting: Setting) -> bool:
    """Whether a rule is asked for the same list as what it bears on."""
    if each == setting.each:
        return True
    is_each = f"is asked for each of `{each}`" if each else "is asked once a case"
    advice = f"add `each: {each}` to the rule" if each else f"remove `each: {setting.each}`, or use an aggregate"
    setting.problems.add(at, f"`{name}` {is_each}, but the rule is not", advice)
    return False


def _party(fields: Fields, key: str, wanted: str, role: str, setting: Setting) -> str | None:
    """A party by name; `wanted` is who it has to be, because of `role`."""
    node = fields.node(key)
    name = None if node is None else text_of(node, f"`{key}` of {fields.what}", setting.problems)
    if node is None or name is None:
        return None
    if name not in setting.vocabulary.parties:
        advice = one_of_known(name, setting.vocabulary.parties)
        setting.problems.add(node.at, f"no party is called {shown(name)}", advice)
    elif wanted and name != wanted:
        setting.problems.add(node.at, f"`{key}` is `{name}`, but `{wanted}` {role}", f"write `{wanted}`")
    return name


def _date(fields: Fields, name: str, setting: Setting) -> Expression | None:
    node = fields.optional(name)
    wanted = Wanted(Kind.EVENT, f"`{name}` of {fields.what}")
    return None if node is None else read_expression(node, wanted, setting)


def _sets(fields: Fields, key: str, setting: Setting) -> Iterator[Sets | None]:
    node = fields.optional(key)
    table = None if node is None else table_of(node, f"`{key}` of {fields.what}", setting.problems)
    if table is None:
        return
    if not len(table):
        setting.problems.add(table.at, f"`{key}` of {fields.what} names nothing", "name a conclusion and its value")
    for name, value in table.entries:
        yield _set(name.value, name.at, value, setting)


def _set(name: str, at: Location, node: Node, setting: Setting) -> Sets | None:
    conclusion = setting.vocabulary.conclusions.get(name)
    if conclusion is None:
        facts = name in setting.vocabulary.facts or name in setting.vocabulary.aggregates
        message = f"{shown(name)} is stated, not concluded" if facts else f"no conclusion is called {shown(name)}"
        setting.problems.add(at, message, one_of_known(name, setting.vocabulary.conclusions))
        return None
    if not _asked_alike(name, conclusion.each, at, setting):
        return None
    wanted = Wanted(conclusion.kind, f"`{name}`", conclusion.values)
    value = read_expression(node, wanted, setting.at(name, conclusion.party or None))
    return None if value is None else Sets(name, value)


def _oblige(node: Node, setting: Setting) -> Obliges | None:
    fields = Fields.of(node, _OBLIGE_KEYS, "`obliges`", setting.problems)
    if fields is None:
        return None
    duty = _obligation(fields, setting)
    by = _party(fields, "by", duty.by if duty else "", f"bears `{duty.name}`" if duty else "", setting)
    to = _party(fields, "to", "", "", setting)
    amount = _conclusion(fields, "amount", setting)
    consequence = _conclusion(fields, "consequence", setting)
    due = _date(fields, "due", setting.at("due", by))
    waits = _wait(fields, setting.at("may_wait_for", by))
    if duty is None or to is None:
        return None
    return Obliges(duty.name, to, due, amount, waits, consequence)


def _obligation(fields: Fields, setting: Setting) -> Obligation | None:
    node = fields.node("do")
    name = None if node is None else text_of(node, "`do` of `obliges`", setting.problems)
    if node is None or name is None:
        return None
    duty = setting.vocabulary.obligations.get(name)
    if duty is None:
        advice = one_of_known(name, setting.vocabulary.obligations)
        setting.problems.add(node.at, f"no obligation is called {shown(name)}", advice)
    elif not _asked_alike(name, duty.each, node.at, setting):
        return None
    return duty


def _conclusion(fields: Fields, key: str, setting: Setting) -> str:
    """The conclusion that gives an obligation its amount or its consequence; empty when left out."""
    name = fields.optional_text(key)
    node = fields.optional(key)
    if name is None or node is None:
        return ""
    conclusion = setting.vocabulary.conclusions.get(name)
    if conclusion is None:
        advice = one_of_known(name, setting.vocabulary.conclusions)
        setting.problems.add(node.at, f"`{key}` names no conclusion: {shown(name)}", advice)
    elif key == "amount" and conclusion.kind is not Kind.MONEY:
        message = f"`amount` names money, but {shown(name)} is {form_of(conclusion.kind)}"
        setting.problems.add(node.at, message)
    else:
        setting.reaches(conclusion.each, name, node.at)
    return name


def _wait(fields: Fields, setting: Setting) -> MayWaitFor | None:
    node = fields.optional("may_wait_for")
    inner = None if node is None else Fields.of(node, _WAIT_KEYS, "`may_wait_for`", setting.problems)
    if inner is None:
        return None
    if inner.node("first_of") is None:
        return None
    items = inner.listing("first_of")
    wanted = Wanted(Kind.EVENT, "`first_of`")
    events = tuple(one for one in (read_expression(item, wanted, setting) for item in items) if one is not None)
    doubt = inner.optional("unless")
    unless = None if doubt is None else read_condition(doubt, setting, "`unless` of `may_wait_for`")
    return MayWaitFor(events, unless)
