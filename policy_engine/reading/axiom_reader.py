"""Read what holds of every case: what a value settles about others, and what no case can be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy_engine.conditions.conditions import Axioms, Condition, Implication, Impossibility
from policy_engine.conditions.walking import names_in
from policy_engine.errors import Location
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.condition_reader import read_condition
from policy_engine.reading.fields import Fields
from policy_engine.reading.nodes import Node
from policy_engine.reading.problems import Problems
from policy_engine.reading.setting import ANY_LIST, Setting
from policy_engine.reading.suggest import shown

_IMPLIES_KEYS = ("when", "then")
_IMPOSSIBLE_KEYS = ("id", "title", "when")
_ID = re.compile(r"[a-z][a-z0-9_.]*")


def read_axioms(fields: Fields, vocabulary: Vocabulary, problems: Problems) -> Axioms:
    """Read `implies` and `impossible` of the vocabulary."""
    setting = Setting(vocabulary, problems, owner="vocabulary", each=ANY_LIST)
    implications = [_implication(node, setting) for node in _listed(fields, "implies")]
    impossibilities = [_impossibility(node, setting) for node in _listed(fields, "impossible")]
    _check_ids(fields, impossibilities, problems)
    return Axioms(
        tuple(one for one in implications if one is not None),
        tuple(one for one in impossibilities if one is not None),
    )


def _listed(fields: Fields, name: str) -> tuple[Node, ...]:
    return fields.listing(name) if name in fields else ()


def _implication(node: Node, setting: Setting) -> Implication | None:
    fields = Fields.of(node, _IMPLIES_KEYS, "an entry of `implies`", setting.problems)
    if fields is None:
        return None
    when, then = _condition(fields, "when", setting), _condition(fields, "then", setting)
    if when is None or then is None:
        return None
    _check_names(fields.at, [when, then], setting)
    return Implication(when, then)


def _impossibility(node: Node, setting: Setting) -> Impossibility | None:
    fields = Fields.of(node, _IMPOSSIBLE_KEYS, "an entry of `impossible`", setting.problems)
    if fields is None:
        return None
    name, title, when = fields.text("id"), fields.title(), _condition(fields, "when", setting)
    if name is not None and not _ID.fullmatch(name):
        setting.problems.add(fields.at, f"an id cannot be {shown(name)}", "use lower-case words joined by `_`")
    if name is None or title is None or when is None:
        return None
    _check_names(fields.at, [when], setting)
    return Impossibility(name, title, when)


def _condition(fields: Fields, name: str, setting: Setting) -> Condition | None:
    node = fields.node(name)
    return None if node is None else read_condition(node, setting, f"`{name}` of {fields.what}")


def _check_names(at: Location, conditions: Iterable[Condition], setting: Setting) -> None:
    """Axioms speak about facts alone, and about one list at most."""
    vocabulary = setting.vocabulary
    names = [name for condition in conditions for name in names_in(condition)]
    for name in dict.fromkeys(name for name in names if name not in vocabulary.facts and vocabulary.kind_of(name)):
        setting.problems.add(at, f"{shown(name)} is no fact, and only facts are bound so", "name a fact")
    lists = sorted({vocabulary.each_of(name) for name in names} - {""})
    if len(lists) > 1:
        listed = " and ".join(f"`{name}`" for name in lists)
        setting.problems.add(at, f"this speaks about entries of {listed} at once", "make it one statement a list")


def _check_ids(fields: Fields, read: list[Impossibility | None], problems: Problems) -> None:
    ids = [one.id for one in read if one is not None]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        problems.add(fields.at, f"{shown(name)} is the id of two entries of `impossible`")
