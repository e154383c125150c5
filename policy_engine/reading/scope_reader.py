"""Read whose law a statement is and when: the fact that names the place, the areas, the governing date, the period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_engine.conditions.expressions import Const
from policy_engine.facts.values import Kind
from policy_engine.jurisdictions import is_place_code
from policy_engine.reading.expression_reader import read_alternatives
from policy_engine.reading.fields import Fields, day_of, one_or_more, text_of
from policy_engine.reading.nodes import Node, Table
from policy_engine.reading.setting import TEMPORAL, Setting
from policy_engine.reading.suggest import shown
from policy_engine.reading.values_reader import Wanted, form_of
from policy_engine.rules.model import DisputedDay, Effective, Scope

SCOPE_KEYS = ("place", "in", "governed_by")
EFFECTIVE_KEYS = ("from", "until")


@dataclass(frozen=True, slots=True)
class OuterScope:
    """What a file, a grid or a rule says for everything inside it, as far as it says it.

    `stated` are the keys that it says something for, be it wrong; what is wrong is complained about once.
    """

    place: str | None = None
    areas: tuple[str, ...] | None = None
    governed_by: str | None = None
    stated: frozenset[str] = frozenset()

    @classmethod
    def of(cls, scope: Scope) -> OuterScope:
        return cls(scope.place, scope.areas, scope.governed_by, frozenset(SCOPE_KEYS))


def read_outer_scope(fields: Fields, outer: OuterScope, setting: Setting) -> OuterScope:
    """Read what a file or a grid states of its scope; what it does not state comes from outside."""
    return OuterScope(
        _place(fields, setting) if "place" in fields else outer.place,
        _areas(fields, outer, setting) if "in" in fields else outer.areas,
        _governing(fields, setting) if "governed_by" in fields else outer.governed_by,
        outer.stated | {key for key in SCOPE_KEYS if key in fields},
    )


def read_scope(fields: Fields, outer: OuterScope, setting: Setting) -> Scope | None:
    """Read a statement's scope, which is complete together with what is said outside of it."""
    own = read_outer_scope(fields, outer, setting)
    for key in SCOPE_KEYS:
        if key not in own.stated:
            setting.problems.add(fields.at, f"{fields.what} has no `{key}`", "say it there or at the top of the file")
    if own.place is None or own.areas is None or own.governed_by is None:
        return None
    for name in (own.place, own.governed_by):
        setting.reaches(setting.vocabulary.each_of(name), name, fields.at)
    return Scope(own.place, own.areas, own.governed_by)


def _place(fields: Fields, setting: Setting) -> str | None:
    return _name(fields, "place", frozenset({Kind.PLACE}), setting)


def _governing(fields: Fields, setting: Setting) -> str | None:
    return _name(fields, "governed_by", TEMPORAL, setting)


def _name(fields: Fields, key: str, kinds: frozenset[Kind], setting: Setting) -> str | None:
    """The name of a fact or conclusion; whether a rule may use one of a list's member is asked of the rule."""
    node = fields.node(key)
    name = None if node is None else text_of(node, f"`{key}` of {fields.what}", setting.problems)
    if node is None or name is None:
        return None
    kind = setting.anywhere().kind_of(name, node.at)
    if kind is not None and kind not in kinds:
        wanted = form_of(Kind.PLACE if key == "place" else Kind.DATE)
        setting.problems.add(node.at, f"`{key}` names {wanted}, but {shown(name)} is {form_of(kind)}")
        return None
    return None if kind is None else name


def _areas(fields: Fields, outer: OuterScope, setting: Setting) -> tuple[str, ...] | None:
    """The places for which something is law; inside a narrower statement they lie within those outside."""
    node = fields.node("in")
    return None if node is None else read_areas(node, f"`in` of {fields.what}", outer.areas, setting)


def read_areas(node: Node, what: str, within: tuple[str, ...] | None, setting: Setting) -> tuple[str, ...] | None:
    """Read one place or a list of places."""
    items = one_or_more(node, what, setting.problems)
    areas = [area for area in (_area(item, what, within, setting) for item in items) if area is not None]
    for area in {area for area in areas if areas.count(area) > 1}:
        setting.problems.add(node.at, f"{what} names {shown(area)} twice")
    return tuple(areas) if areas and len(areas) == len(items) else None


def _area(node: Node, what: str, within: tuple[str, ...] | None, setting: Setting) -> str | None:
    code = text_of(node, what, setting.problems)
    if code is None:
        return None
    if code not in setting.places.unions and not is_place_code(code):
        advice = f"write `{code.upper()}`" if is_place_code(code.upper()) else "write a code such as `DE` or `US-CA`"
        setting.problems.add(node.at, f"{shown(code)} is no place", advice)
        return None
    if within and not any(setting.places.lies_in(code, area) for area in within):
        listed = ", ".join(f"`{area}`" for area in within[:5])
        advice = "what is stated inside only narrows what is stated around it"
        setting.problems.add(node.at, f"{shown(code)} does not lie within {listed}", advice)
    return code


def read_effective(fields: Fields, setting: Setting, otherwise: Effective | None = None) -> Effective | None:
    """Read the days on which a statement is law; `otherwise` stands where it may be left out."""
    if "effective" not in fields and otherwise is not None:
        return otherwise
    node = fields.node("effective")
    inner = None if node is None else Fields.of(node, EFFECTIVE_KEYS, f"`effective` of {fields.what}", setting.problems)
    return None if inner is None else effective_of(inner, fields.what, setting)


def effective_of(fields: Fields, owner: str, setting: Setting) -> Effective | None:
    """Read `from` and `until` of a table."""
    first = fields.node("from")
    last = fields.optional("until")
    start = None if first is None else _day(first, "from", owner, setting)
    until = None if last is None else _day(last, "until", owner, setting)
    if start is None or (last is not None and until is None):
        return None
    try:
        return Effective(start, until)
    except ValueError as reason:
        place = fields.at if last is None else last.at
        advice = "`until` is the first day on which it is no longer law"
        setting.problems.add(place, f"{owner} {reason}", advice)
        return None


def _day(node: Node, slot: str, owner: str, setting: Setting) -> date | DisputedDay | None:
    what = f"`{slot}` of {owner}"
    if not isinstance(node, Table):
        return day_of(node, what, setting.problems)
    read = read_alternatives(node, Wanted(Kind.DATE, what), setting.at(slot))
    if read is None:
        return None
    readings_id, alternatives = read
    if all(isinstance(one.value, Const) and isinstance(one.value.value, date) for one in alternatives):
        return DisputedDay(readings_id, alternatives)
    setting.problems.add(node.at, f"{what} depends on the case", "every reading of it is a date")
    return None
