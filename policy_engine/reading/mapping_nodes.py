"""Turn Python values into the same tree that a text becomes, so that one reader checks both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal

from policy_engine.errors import Location, Problem
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment
from policy_engine.reading.nodes import Listing, Node, Null, Table, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.suggest import SHOWN_LENGTH, shown

_DEEPEST = 40
_LARGEST = 10**30


def node_of_mapping(mapping: Mapping[str, object], source: str) -> tuple[Node, tuple[Problem, ...]]:
    """Make the tree of a mapping; what no text could say is reported with its path."""
    problems = Problems()
    node = _node(mapping, Location(source), 0, problems)
    return node, problems.found


def _node(value: object, at: Location, depth: int, problems: Problems) -> Node:
    if depth > _DEEPEST:
        problems.add(at, f"this stands deeper than {_DEEPEST} levels", "nest less")
        return Null(at)
    match value:
        case str():
            return Text(str(value), at, quoted=True)
        case None:
            return Null(at)
        case Mapping():
            return _table(value, at, depth, problems)
        case AbstractSet():
            return _listing(sorted(value, key=str), at, depth, problems)
        case list() | tuple():
            return _listing(value, at, depth, problems)
        case _:
            return _scalar(value, at, problems)


def _table(value: Mapping[object, object], at: Location, depth: int, problems: Problems) -> Table:
    entries: dict[str, tuple[Text, Node]] = {}
    for key, inner in value.items():
        if not isinstance(key, str):
            problems.add(at, f"a name is a text, not a value of type `{type(key).__name__}`", "give it as `str`")
            continue
        place = Location(at.source, path=f"{at.path}.{_spelled(key)}" if at.path else _spelled(key))
        entries[str(key)] = (Text(str(key), place, quoted=True), _node(inner, place, depth + 1, problems))
    return Table(tuple(entries.values()), at)


def _listing(value: Iterable[object], at: Location, depth: int, problems: Problems) -> Listing:
    items = [
        _node(inner, Location(at.source, path=f"{at.path}[{index}]"), depth + 1, problems)
        for index, inner in enumerate(value)
    ]
    return Listing(tuple(items), at)


def _scalar(value: object, at: Location, problems: Problems) -> Node:
    match value:
        case bool():
            return Text("true" if value else "false", at)
        case int() if abs(value) < _LARGEST:
            return Text(str(value), at)
        case int():
            problems.add(at, "this number is too large", "a number has at most 15 digits")
        case float():
            problems.add(at, "a float is not exact", "give money as `EUR 29.90`, a rate as a text or a Decimal")
        case Decimal() if value.is_finite() and abs(value) < _LARGEST:
            return Text(f"{value:f}", at)
        case datetime() if value.utcoffset() is None:
            problems.add(at, "a moment without an offset is not a moment", "give the datetime a time zone")
        case datetime():
            return Text(value.replace(tzinfo=None).isoformat() + _offset(value), at)
        case date():
            return Text(value.isoformat(), at)
        case Money() | Moment():
            return Text(str(value), at)
        case _:
            message = f"a case holds no value of type `{type(value).__name__}`"
            problems.add(at, message, "give texts, whole numbers, truth values, dates, moments, lists and mappings")
    return Listing((), at)


def _offset(value: datetime) -> str:
    """The offset as `+01:00`; one with seconds stays as it is, and is refused as no moment."""
    return value.isoformat()[len(value.replace(tzinfo=None).isoformat()) :]


def _spelled(key: str) -> str:
    """A name as a path may show it."""
    return key if key.isidentifier() and len(key) <= SHOWN_LENGTH else shown(key).strip("`")
