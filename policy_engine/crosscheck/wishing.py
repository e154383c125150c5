"""Setting the facts of a draft towards a condition being met, or just not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Expression, Ref
from policy_engine.crosscheck.draft import Draft
from policy_engine.facts.money import Money
from policy_engine.facts.values import Kind, Moment, NotBy, Value
from policy_engine.facts.vocabulary import Fact
from policy_engine.rules.model import Rule, Sets

DEEPEST = 8
"""So many rules behind each other are followed to what they need."""


def wish(draft: Draft, condition: Condition, member: str, *, met: bool, depth: int = 0) -> None:
    """Set facts so that a condition rather is met, or is not; without a promise that it will be."""
    match condition:
        case Test():
            _wish_test(draft, condition, member, met=met, depth=depth)
        case All(parts) if met:
            for part in parts:
                wish(draft, part, member, met=True, depth=depth)
        case AnyOf(parts) if not met:
            for part in parts:
                wish(draft, part, member, met=False, depth=depth)
        case All(parts) | AnyOf(parts) if parts:
            wish(draft, draft.one_of(parts), member, met=met, depth=depth)
        case All() | AnyOf():
            return
        case NoneOf(parts):
            wish(draft, AnyOf(parts), member, met=not met, depth=depth)
        case _:
            assert_never(condition)


def _wish_test(draft: Draft, test: Test, member: str, *, met: bool, depth: int) -> None:
    vocabulary = draft.program.vocabulary
    aggregate = vocabulary.aggregates.get(test.subject)
    if aggregate is not None:
        if aggregate.of in vocabulary.facts or aggregate.of in vocabulary.conclusions:
            inner = Test(aggregate.of, test.operator, test.operands)
            for one in draft.members.get(aggregate.group, ()):
                _wish_test(draft, inner, one, met=met, depth=depth)
        return
    fact = vocabulary.facts.get(test.subject)
    if fact is None:
        if depth < DEEPEST:
            _wish_conclusion(draft, test, member, met=met, depth=depth)
        return
    group = vocabulary.each_of(fact.name)
    for one in _members(draft, group, member):
        draft.facts[fact.name, one] = _wanted(draft, fact, test, one, met=met)


def _members(draft: Draft, group: str, member: str) -> tuple[str, ...]:
    """The members whose facts are meant: the one that is spoken of, any one where none is."""
    if not group:
        return ("",)
    known = draft.members[group]
    return (member,) if member in known else (draft.one_of(known),)


def _wish_conclusion(draft: Draft, test: Test, member: str, *, met: bool, depth: int) -> None:
    """Meet a rule that gives the value, in its place and period; or another one."""
    words = {operand.value for operand in test.operands if isinstance(operand, Const)}
    setters = draft.program.setters.get(test.subject, ())
    giving = [rule for rule in setters if not words or (_value_given(rule, test.subject) in words) is met]
    if giving:
        rule = draft.one_of(giving)
        _enter(draft, rule)
        wish(draft, rule.when, member, met=True, depth=depth + 1)
    elif setters:
        wish(draft, draft.one_of(setters).when, member, met=False, depth=depth + 1)


def _value_given(rule: Rule, name: str) -> Value | None:
    effects = [effect for effect in rule.effects if isinstance(effect, Sets) and effect.name == name]
    return effects[0].value.value if effects and isinstance(effects[0].value, Const) else None


def _enter(draft: Draft, rule: Rule) -> None:
    """Go to where a rule is law; the days of a draft lie in the years of most."""
    places = draft.program.pack.places
    inside = [code for code in draft.places if any(places.lies_in(code, area) for area in rule.scope.areas)]
    if inside and (rule.scope.place, "") in draft.facts:
        current = draft.facts[rule.scope.place, ""]
        if current not in inside:
            draft.facts[rule.scope.place, ""] = draft.one_of(inside)


def _wanted(draft: Draft, fact: Fact, test: Test, member: str, *, met: bool) -> Value:
    """A value of a fact for which a test comes out as wished, or is near to it."""
    match test.operator:
        case Operator.EQUALS | Operator.ONE_OF:
            return _equal(draft, fact, test, met=met)
        case Operator.HAS:
            words = frozenset(str(one.value) for one in test.operands if isinstance(one, Const))
            value = draft.facts[fact.name, member]
            assert isinstance(value, frozenset)
            return value | {draft.one_of(sorted(words))} if met else value - words
        case Operator.AT_LEAST | Operator.AT_MOST | Operator.ABOVE | Operator.BELOW:
            return _number(draft, fact, test.operands[0], member)
        case _:
            return _day(draft, fact, test, member, met=met)


def _equal(draft: Draft, fact: Fact, test: Test, *, met: bool) -> Value:
    words = [one.value for one in test.operands if isinstance(one, Const)]
    if fact.kind is Kind.PLACE:
        return _place(draft, [str(word) for word in words], met=met)
    if met and words:
        return draft.one_of(words)
    others: list[Value] = [*sorted(fact.values)] if fact.kind is Kind.ENUM else [True, False]
    fitting = [word for word in others if word not in words]
    return draft.one_of(fitting) if fitting and fact.kind in (Kind.BOOL, Kind.ENUM) else draft.value(fact)


def _place(draft: Draft, areas: list[str], *, met: bool) -> Value:
    places = draft.program.pack.places
    fitting = [code for code in draft.places if any(places.lies_in(code, area) for area in areas) is met]
    return draft.one_of(fitting or draft.places)


def _number(draft: Draft, fact: Fact, operand: Expression, member: str) -> Value:
    """The number compared with, or one beside it."""
    near = draft.one_of((-1, 0, 1))
    match _known(draft, operand, member):
        case Money(minor) if fact.kind is Kind.MONEY:
            return draft.amount(minor + near)
        case int(number) if fact.kind is Kind.INTEGER:
            return max(number + near, 0)
        case _:
            return draft.value(fact)


def _day(draft: Draft, fact: Fact, test: Test, member: str, *, met: bool) -> Value:
    """The day compared with, the one before or after it, or one farther away."""
    if test.operator is Operator.HAPPENED and not met and not test.operands:
        return NotBy(draft.today)
    match _known(draft, test.operands[0], member) if test.operands else None:
        case Moment() as moment:
            known = moment.day_as_stated
        case date() as day:
            known = day
        case _:
            known = draft.day()
    day = known + timedelta(days=draft.one_of((-14, -2, -1, 0, 0, 0, 1, 2, 14)))
    match fact.kind:
        case Kind.EVENT:
            return draft.event(day)
        case Kind.MOMENT:
            return Moment.parse(f"{day}T{draft.below(24):02}:{draft.below(60):02}+00:00")
        case _:
            return day


def _known(draft: Draft, operand: Expression, member: str) -> Value | None:
    """What stands on the right side, where that is written or a fact."""
    match operand:
        case Const(value):
            return value
        case Ref(name):
            fact = draft.facts.get((name, member))
            return fact if fact is not None else draft.facts.get((name, ""))
        case _:
            return None
