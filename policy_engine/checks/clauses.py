"""Conditions with one clause left out: what each line, each word of a list and each part of a group is there for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from policy_engine.checks.findings import FindingKind
from policy_engine.checks.quoting import operand, quoted
from policy_engine.conditions.conditions import ALWAYS, All, AnyOf, Condition, NoneOf, Test


@dataclass(frozen=True, slots=True)
class Shorter:
    """A condition without one of its clauses; None where nothing is left to ask."""

    kind: FindingKind
    clause: str
    rest: Condition | None


def shorter(condition: Condition) -> Iterator[Shorter]:
    """Every way to leave out one clause: a whole line, then what can be left out inside of it."""
    if condition == ALWAYS:
        return
    if not isinstance(condition, All) or len(condition.parts) == 1:
        yield Shorter(FindingKind.CLAUSE_UNSHOWN, quoted(condition), None)
    for clause, rest, kind in _inside(condition):
        yield Shorter(kind, clause, rest)


_Left = tuple[str, Condition, FindingKind]
_Group = type[All] | type[AnyOf] | type[NoneOf]


def _inside(condition: Condition) -> Iterator[_Left]:
    match condition:
        case Test():
            yield from _words(condition)
        case NoneOf((Test() as only,)):  # `{not: …}`
            yield from ((clause, NoneOf((rest,)), kind) for clause, rest, kind in _words(only))
        case All(parts):
            yield from _parts(parts, All)
        case AnyOf(parts):
            yield from _parts(parts, AnyOf)
        case NoneOf(parts):
            yield from _parts(parts, NoneOf)
        case _:
            assert_never(condition)


def _words(test: Test) -> Iterator[_Left]:
    """A list of values without one of them."""
    for number, one in enumerate(test.operands if len(test.operands) > 1 else ()):
        rest = replace(test, operands=(*test.operands[:number], *test.operands[number + 1 :]))
        yield f"{test.subject}: {operand(one)}", rest, FindingKind.WORD_UNSHOWN


def _parts(parts: tuple[Condition, ...], group: _Group) -> Iterator[_Left]:
    """A group without one of its parts, and with one of them shortened."""
    for number, part in enumerate(parts):
        before, after = parts[:number], parts[number + 1 :]
        if before or after:
            yield quoted(part), group((*before, *after)), FindingKind.CLAUSE_UNSHOWN
        yield from ((clause, group((*before, rest, *after)), kind) for clause, rest, kind in _inside(part))
