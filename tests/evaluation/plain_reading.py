"""The meaning of a pack over a complete case, written down a second time and as plainly as possible.

Two-valued, no domains, no sharing, no passes: every rule is judged from the definitions each time it is asked.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Expression, Ref, Span
from policy_engine.facts.values import NotBy, Value
from policy_engine.rules.model import Forbids, Grants, Pack, Rule, Sets
from tests.evaluation.small_world import BOUGHT, DAYS

NEVER = date(9999, 1, 1)
"""An event that has not happened lies after every day."""


class Conflict(Exception):  # noqa: N818  (a finding about a pack, not a failure)
    """Two live rules give one conclusion two values."""


class Plain:
    """One complete case under one pack, relying on some of its unsure rules and not on others."""

    def __init__(self, pack: Pack, facts: dict[str, Value], doubted: frozenset[str]) -> None:
        self.pack = pack
        self.facts = facts
        self.doubted = doubted
        self.left_out = False

    def value(self, name: str) -> object:
        if name in self.facts:
            stated = self.facts[name]
            return NEVER if isinstance(stated, NotBy) else stated
        found = {
            str(self.expression(effect.value)): self.expression(effect.value)
            for rule in self.pack.rules
            for effect in rule.effects
            if isinstance(effect, Sets) and effect.name == name and self.live(rule)
        }
        for entry in self.pack.not_encoded:
            if name in entry.touches and self.holds(entry.when):
                self.left_out = True
        if len(found) > 1:
            raise Conflict(name)
        return next(iter(found.values()), False if name == "c.fit" else None)

    def expression(self, expression: Expression) -> object:
        match expression:
            case Const(value):
                return value
            case Ref(name):
                return self.value(name)
            case Span(count=Const(int() as days), anchor=anchor):
                start = self.expression(anchor)
                assert isinstance(start, date)
                return NEVER if start == NEVER else start + timedelta(days=days)
            case _:
                raise AssertionError(expression)

    def holds(self, condition: Condition) -> bool:
        match condition:
            case All(parts):
                return all(self.holds(part) for part in parts)
            case AnyOf(parts):
                return any(self.holds(part) for part in parts)
            case NoneOf(parts):
                return not any(self.holds(part) for part in parts)
            case Test():
                return self.test(condition)

    def test(self, test: Test) -> bool:
        subject = self.value(test.subject)
        others = [self.expression(operand) for operand in test.operands]
        if test.operator in (Operator.EQUALS, Operator.ONE_OF):
            return subject in others
        if test.operator is Operator.HAS:
            assert isinstance(subject, frozenset)
            return bool(subject & set(others))
        if test.operator is Operator.HAPPENED:
            return subject != NEVER
        bound = others[0]
        assert isinstance(subject, date)
        assert isinstance(bound, date)
        if subject == NEVER:
            return False
        return {
            Operator.BEFORE: subject < bound,
            Operator.ON_OR_BEFORE: subject <= bound,
            Operator.AFTER: subject > bound,
            Operator.ON_OR_AFTER: subject >= bound,
        }[test.operator]

    def live(self, rule: Rule) -> bool:
        if not self.holds(rule.when) or rule.id in self.doubted:
            return False
        if any(self.holds(exemption.when) for exemption in rule.exemptions):
            return False
        return not any(self.live(other) for other in self.pack.rules if rule.id in other.overrides)

    def verdict(self) -> str:
        judged = self.facts["a.sent"]
        day = DAYS[-1] if isinstance(judged, NotBy) else judged
        granted = forbidden = False
        for rule in self.pack.rules:
            for effect in rule.effects:
                if isinstance(effect, Forbids) and self.live(rule):
                    forbidden = True
                if isinstance(effect, Grants) and self.live(rule):
                    end = NEVER if effect.until is None else self.expression(effect.until)
                    assert isinstance(end, date)
                    assert isinstance(day, date)
                    granted = granted or day <= end
        for entry in self.pack.not_encoded:
            if "go" in entry.touches and self.holds(entry.when):
                self.left_out = True
        if granted and forbidden:
            raise Conflict("go")
        return "forbidden" if forbidden else "allowed" if granted else "not_granted"


KINDNESS = {"forbidden": 0, "not_granted": 1, "allowed": 3}


def plainly(pack: Pack, facts: dict[str, Value]) -> tuple[str, bool]:
    """The verdict, and whether some law left out or some conflict was met on the way to it."""
    unsure = sorted(rule.id for rule in pack.rules if not rule.cite.decides_alone)
    by_doubt: dict[frozenset[str], str] = {}
    touched = False
    for taken in product([False, True], repeat=len(unsure)):
        doubted = frozenset(rule for rule, out in zip(unsure, taken, strict=True) if out)
        reading = Plain(pack, {**facts, "a.bought": BOUGHT}, doubted)
        try:
            by_doubt[doubted] = reading.verdict()
        except Conflict:
            return "needs_review", True
        touched = touched or reading.left_out
    relied = by_doubt[frozenset()]
    kindest = max(KINDNESS[code] for code in by_doubt.values())
    return (relied if KINDNESS[relied] == kindest else "needs_review"), touched
