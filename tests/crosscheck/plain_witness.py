"""A witness for tests, in a few lines of Python: it reads what the real one is sent, and answers by the book."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from policy_engine.crosscheck.rulesets import Wire, condition_of
from policy_engine.crosscheck.witness import Message, Told

OPERATORS = {"$neq": ne, "$lt": lt, "$lte": le, "$gt": gt, "$gte": ge}


def answer(rulesets: Sequence[Wire], messages: Sequence[Message]) -> Told:
    """Judge every message."""
    return Told(tuple(_fired(rulesets[number], fields) for number, fields in messages))


def _fired(rules: Wire, fields: dict[str, bool | int | str]) -> frozenset[int]:
    return frozenset(condition_of(name) for name, test in rules.items() if _holds(test, fields))


def _holds(test: Any, fields: dict[str, bool | int | str]) -> bool:
    ((key, asked),) = test.items()
    if key == "$and":
        return all(_holds(part, fields) for part in asked)
    if key not in OPERATORS:
        return bool(eq(fields[key], _right(asked, fields)))
    ((field, right),) = asked.items()
    return bool(OPERATORS[key](fields[field], _right(right, fields)))


def _right(right: Any, fields: dict[str, bool | int | str]) -> Any:
    return fields[right["$m"]] if isinstance(right, dict) else right
