"""Conditions without what means nothing: the order of parts, groups of one part, and groups in groups of their sort."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import assert_never

from policy_engine.comparison.wording import value_text
from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test

_ANY_ORDER = (Operator.EQUALS, Operator.ONE_OF, Operator.HAS)


def normal(condition: Condition) -> Hashable:
    """A value that is the same for conditions that differ in nothing that means anything."""
    match condition:
        case Test(subject, operator, operands):
            told = [value_text(one) for one in operands]
            if operator in _ANY_ORDER:
                told.sort()
            return ("has" if operator is Operator.HAS else "is" if operator in _ANY_ORDER else operator, subject, *told)
        case All((only,)) | AnyOf((only,)):
            return normal(only)
        case All():
            return ("all", frozenset(_flat(condition)))
        case AnyOf():
            return ("any", frozenset(_flat(condition)))
        case NoneOf(parts):
            return ("none", frozenset(normal(part) for part in parts))
        case _:
            assert_never(condition)


def _flat(group: All | AnyOf) -> Iterator[Hashable]:
    for part in group.parts:
        if isinstance(part, All | AnyOf) and type(part) is type(group):
            yield from _flat(part)
        else:
            yield normal(part)
