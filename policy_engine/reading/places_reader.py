"""Read which places a pack joins under one name, and gather every place that it names anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_engine.conditions.conditions import Condition
from policy_engine.conditions.expressions import Const, Expression
from policy_engine.conditions.walking import expressions_in, tests_in
from policy_engine.facts.values import Value
from policy_engine.jurisdictions import Places, is_place_code, parent
from policy_engine.reading.fields import items_of, table_of, text_of
from policy_engine.reading.nodes import Node
from policy_engine.reading.problems import Problems
from policy_engine.reading.suggest import shown
from policy_engine.rules.model import Pack, Scope
from policy_engine.rules.walking import all_exemptions, conditions_of, expressions_of

_UNION = re.compile(r"[A-Z]{2,8}")


def read_places(unions: Node | None, apart: Node | None, problems: Problems) -> Places:
    """Read the unions of places that a pack names, such as `EU`, and what lies in a state by its code alone."""
    return Places(
        {} if unions is None else _unions(unions, problems),
        frozenset() if apart is None else frozenset(_apart(apart, problems)),
    )


def _unions(node: Node, problems: Problems) -> dict[str, frozenset[str]]:
    table = table_of(node, "`places`", problems)
    names = set(table.keys()) if table else set()
    unions: dict[str, frozenset[str]] = {}
    for key, members in table.entries if table else ():
        if not _UNION.fullmatch(key.value):
            problems.add(key.at, f"a union of places cannot be called {shown(key.value)}", "use capitals, such as `EU`")
        unions[key.value] = frozenset(_members(key.value, members, names, problems))
    return unions


def _apart(node: Node, problems: Problems) -> Iterator[str]:
    what = "the places that stand apart"
    for item in items_of(node, what, problems):
        code = text_of(item, what, problems)
        if code is not None and not (is_place_code(code) and parent(code)):
            problems.add(item.at, f"{shown(code)} lies in no other place by its code", "write one such as `FR-PF`")
        elif code is not None:
            yield code


def _members(union: str, node: Node, unions: set[str], problems: Problems) -> Iterator[str]:
    what = f"the places of {shown(union)}"
    seen: set[str] = set()
    for item in items_of(node, what, problems):
        code = text_of(item, what, problems)
        if code is None:
            continue
        if code in unions:
            problems.add(item.at, f"{shown(code)} is itself a union", "name its places one by one")
        elif not is_place_code(code):
            problems.add(item.at, f"{shown(code)} is no place", "write a code such as `DE` or `US-CA`")
        elif code in seen:
            problems.add(item.at, f"{what} name {shown(code)} twice")
        seen.add(code)
        yield code


def named_places(pack: Pack, calendars: frozenset[str]) -> frozenset[str]:
    """Every place code of a pack: in unions, scopes, coverage and calendars, and what its rules compare with."""
    found = set(calendars) | set(pack.places.unions)
    for members in pack.places.unions.values():
        found |= members
    for scope in _scopes(pack):
        found |= set(scope.areas)
    found |= {value for value in _constants(pack) if isinstance(value, str) and is_place_code(value)}
    return frozenset(found)


def _scopes(pack: Pack) -> Iterator[Scope]:
    yield from (line.scope for line in pack.covers)
    for rule in pack.rules:
        yield rule.scope
        yield from (exemption.scope for exemption in all_exemptions(rule))
    for grid in pack.grids.values():
        yield from (row.scope for row in grid.rows)
    yield from (entry.scope for entry in pack.not_encoded)


def _constants(pack: Pack) -> Iterator[Value]:
    """Every constant; words of enums are lower case, so that what looks like a place code is one."""
    for expression in _expressions(pack):
        yield from (part.value for part in expressions_in(expression) if isinstance(part, Const))


def _expressions(pack: Pack) -> Iterator[Expression]:
    for rule in pack.rules:
        yield from (expression for effect in rule.effects for expression in expressions_of(effect))
    for grid in pack.grids.values():
        yield from (value for row in grid.rows for value in row.values.values())
    yield from (operand for one in _conditions(pack) for test in tests_in(one) for operand in test.operands)


def _conditions(pack: Pack) -> Iterator[Condition]:
    yield from (condition for rule in pack.rules for condition in conditions_of(rule))
    yield from (row.when for grid in pack.grids.values() for row in grid.rows)
    yield from (entry.when for entry in pack.not_encoded)
