"""The conditions of a pack as rulesets in the witness's own language, small enough for it to bear.

A ruleset holds at most 60 rules, one for each alternative of a condition. The witness keeps the tests that still wait
on a stack of 64, and no more of them can wait than there are rules; it takes at most 255 properties in a message, and
dies where 513 tests hang on one node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policy_engine.conditions.conditions import Condition
from policy_engine.crosscheck.literals import Alternative, Field, Literal, Order, Scalar, fields_in, in_order
from policy_engine.crosscheck.translating import Outside, Translated, translated
from policy_engine.errors import Location
from policy_engine.evaluation.program import Program
from policy_engine.rules.model import always
from policy_engine.rules.statements import own_conditions, statements_of

MOST_RULES = 60
MOST_FIELDS = 200

Wire = dict[str, dict[str, object]]
"""A ruleset as the witness reads it: what each rule asks, by the rule's name."""

_OPERATORS = {
    Order.OTHER: "$neq",
    Order.BELOW: "$lt",
    Order.AT_MOST: "$lte",
    Order.ABOVE: "$gt",
    Order.AT_LEAST: "$gte",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition that both are asked, and whose it is."""

    id: str
    sort: str
    each: str
    at: Location
    condition: Condition
    translated: Translated


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A condition that only the engine can judge, and why."""

    id: str
    at: Location
    reason: str


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Alternatives of conditions about the same members, by the numbers of both, with the fields they look at."""

    each: str
    rules: tuple[tuple[int, int, Alternative], ...]
    fields: tuple[Field, ...]

    def wire(self) -> Wire:
        """What each rule asks; its name begins with the number of its condition."""
        names = {field: f"f{number}" for number, field in enumerate(self.fields)}
        return {f"{number}.{which}": _rule(alternative, names) for number, which, alternative in self.rules}

    def message(self, values: Mapping[Field, Scalar]) -> dict[str, Scalar]:
        """The values of its fields as the witness reads them."""
        return {f"f{number}": values[field] for number, field in enumerate(self.fields)}


def condition_of(rule: str) -> int:
    """The number of the condition to which a rule belongs."""
    return int(rule.partition(".")[0])


def conditions_in(program: Program) -> tuple[tuple[Asked, ...], tuple[LeftOut, ...]]:
    """Every condition of a pack's rules, exemptions, rows and entries that asks something."""
    asked: list[Asked] = []
    left_out: list[LeftOut] = []
    for statement in statements_of(program.pack):
        for condition in own_conditions(statement):
            if always(condition):
                continue
            try:
                found = translated(condition, program.vocabulary)
            except Outside as outside:
                left_out.append(LeftOut(statement.id, statement.at, str(outside)))
            else:
                sort = statement.sort.value
                asked.append(Asked(statement.id, sort, statement.each, statement.at, condition, found))
    return tuple(asked), tuple(left_out)


def rulesets_of(asked: Sequence[Asked]) -> tuple[Ruleset, ...]:
    """The conditions in rulesets, those about the members of one list together."""
    by_list: dict[str, list[tuple[int, int, Alternative]]] = {}
    for number, one in enumerate(asked):
        for which, alternative in enumerate(one.translated.alternatives):
            by_list.setdefault(one.each, []).append((number, which, alternative))
    return tuple(ruleset for each, rules in sorted(by_list.items()) for ruleset in _filled(each, rules))


def _filled(each: str, rules: Iterable[tuple[int, int, Alternative]]) -> Iterator[Ruleset]:
    held: list[tuple[int, int, Alternative]] = []
    fields: dict[Field, None] = {}
    for rule in rules:
        more = dict.fromkeys(fields_in([rule[2]]))
        if held and (len(held) == MOST_RULES or len(fields.keys() | more.keys()) > MOST_FIELDS):
            yield Ruleset(each, tuple(held), tuple(fields))
            held, fields = [], {}
        held.append(rule)
        fields |= more
    if held:
        yield Ruleset(each, tuple(held), tuple(fields))


def _rule(alternative: Alternative, names: dict[Field, str]) -> dict[str, object]:
    tests = [_test(literal, names) for literal in in_order(alternative)]
    return {"$and": tests} if len(tests) > 1 else tests[0]


def _test(literal: Literal, names: dict[Field, str]) -> dict[str, object]:
    right = {"$m": names[literal.right]} if isinstance(literal.right, Field) else literal.right
    asked: dict[str, object] = {names[literal.field]: right}
    return asked if literal.order is Order.EQUAL else {_OPERATORS[literal.order]: asked}
