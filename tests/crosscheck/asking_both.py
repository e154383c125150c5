"""Asking both about packs of tests: all that a test needs besides what it claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policy_engine.crosscheck.agreeing import Agreement, Asking, agreement
from policy_engine.crosscheck.drawing import drawn_boxes
from policy_engine.crosscheck.rulesets import Wire, conditions_in
from policy_engine.evaluation.box import Box, box_of
from policy_engine.evaluation.program import Program
from tests.checks.shop import a_program, a_rule, some_examples

OPPOSITES = {"$lt": "$gte", "$lte": "$gt", "$gt": "$lte", "$gte": "$lt"}


BOUNDARIES = [
    ("{item.received: {before: order.concluded_on}}", "item.received", ("2026-08-31", "2026-09-01")),
    ("{item.received: {on_or_before: order.concluded_on}}", "item.received", ("2026-09-01", "2026-09-02")),
    ("{item.received: {after: order.concluded_on}}", "item.received", ("2026-09-02", "2026-09-01")),
    ("{item.received: {on_or_after: order.concluded_on}}", "item.received", ("2026-09-01", "2026-08-31")),
    ("{item.price: {at_most: EUR 40}}", "item.price", ("EUR 40", "EUR 40.01")),
    ("{item.price: {below: EUR 40}}", "item.price", ("EUR 39.99", "EUR 40")),
    ("{item.price: {above: EUR 40}}", "item.price", ("EUR 40.01", "EUR 40")),
    ("{item.price: {at_least: EUR 40}}", "item.price", ("EUR 40", "EUR 39.99")),
    ("{item.traits: {has: sealed}}", "item.traits", ("[sealed, custom]", "[custom]")),
    ("{item.traits: {not: {has: sealed}}}", "item.traits", ("[custom]", "[sealed, custom]")),
    ("{order.channel: [online, phone]}", "order.channel", ("phone", "shop")),
    ("{order.gift: true}", "order.gift", ("true", "false")),
    ("{request.sent: {happened: true}}", "request.sent", ("2026-09-24", "{not_by: 2026-10-04}")),
    ("{request.sent: {happened: false}}", "request.sent", ("{not_by: 2026-10-04}", "2026-09-24")),
    ("{item.received: {before: request.sent}}", "request.sent", ("{not_by: 2026-10-04}", "2026-09-10")),
    ("{buyer.residence: DE}", "buyer.residence", ("DE-BY", "FR")),
    (
        "{request.sent: {on_or_before: {days: 14, after: item.received, counting: plain}}}",
        "request.sent",
        ("2026-09-24", "2026-09-25"),
    ),
    (
        "{request.sent: {happened: false, by: {days: 14, after: item.received, counting: plain}}}",
        "item.received",
        ("2026-09-09", "2026-09-10"),
    ),
]
"""A condition, the fact it turns on, and a value of it on either side: inside first."""


def drawn(program: Program, cases: int = 60, seed: int = 1) -> Iterator[tuple[str, Box]]:
    """Cases for all conditions of a pack."""
    return drawn_boxes(program, [one.condition for one in conditions_in(program)[0]], cases, seed)


def the_case(facts: str, program: Program, without: str = "") -> list[tuple[str, Box]]:
    """The case of the shop with some facts stated otherwise, or not at all."""
    differing = f"without: [{without}]" if without else f"but: {{{facts}}}"
    examples = some_examples(f"\n  - {{case: shirt, says: so, {differing}, expect: {{withdraw: allowed}}}}\n")
    return [("the case", box_of(examples.examples[0].case, program))]


def about(condition: str, facts: str, asking: Asking, without: str = "") -> Agreement:
    """Ask both about one condition in one case of the shop."""
    program = a_program(a_rule(f"when: {condition}"))
    return agreement(program, the_case(facts, program, without), asking)


def flipped(rulesets: Sequence[Wire], condition: int) -> list[Wire]:
    """The rulesets with the orders in the rules of one condition turned round."""
    return [
        {name: _turned(rule) if name.startswith(f"{condition}.") else rule for name, rule in rules.items()}
        for rules in rulesets
    ]


def _turned(rule: Any) -> dict[str, object]:
    if "$and" in rule:
        return {"$and": [_turned(part) for part in rule["$and"]]}
    return {OPPOSITES.get(key, key): asked for key, asked in rule.items()}
