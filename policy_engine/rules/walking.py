"""Looking through rules: which conditions they ask, which names they need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from policy_engine.conditions.conditions import Condition
from policy_engine.conditions.expressions import Expression
from policy_engine.conditions.walking import names_in, names_in_expression
from policy_engine.rules.model import Effect, Exemption, Forbids, Grants, Obliges, Rule, Scope, Sets


def conditions_of(rule: Rule) -> Iterator[Condition]:
    """Every condition of a rule, those of its exemptions and effects included."""
    yield rule.when
    for effect in rule.effects:
        if isinstance(effect, Obliges) and effect.may_wait_for and effect.may_wait_for.unless:
            yield effect.may_wait_for.unless
    for exemption in all_exemptions(rule):
        yield exemption.when


def all_exemptions(rule: Rule | Exemption) -> Iterator[Exemption]:
    """A rule's exemptions and theirs."""
    for exemption in rule.exemptions:
        yield exemption
        yield from all_exemptions(exemption)


def expressions_of(effect: Effect) -> Iterator[Expression]:
    """The values that an effect computes."""
    match effect:
        case Grants():
            yield from (one for one in (effect.opens, effect.until) if one is not None)
        case Sets():
            yield effect.value
        case Obliges():
            if effect.due is not None:
                yield effect.due
            if effect.may_wait_for is not None:
                yield from effect.may_wait_for.first_of
        case Forbids():
            return
        case _:
            assert_never(effect)


def governed_names(scope: Scope) -> tuple[str, str]:
    """The two facts that select a rule."""
    return (scope.place, scope.governed_by)


def uses_of_rule(rule: Rule) -> Iterator[str]:
    """Every name that a rule needs to be judged, its values apart."""
    yield from governed_names(rule.scope)
    yield from names_in(rule.when)


def uses_of_effect(effect: Effect) -> Iterator[str]:
    """Every name that an effect needs for its values."""
    for expression in expressions_of(effect):
        yield from names_in_expression(expression)
    if isinstance(effect, Obliges):
        yield from (name for name in (effect.amount, effect.consequence) if name)
        if effect.may_wait_for and effect.may_wait_for.unless:
            yield from names_in(effect.may_wait_for.unless)


def uses_of_rule_with_values(rule: Rule) -> Iterator[str]:
    """Every name that a rule needs, to be judged and for what it gives."""
    yield from uses_of_rule(rule)
    for effect in rule.effects:
        yield from uses_of_effect(effect)


def uses_of_whole_rule(rule: Rule) -> Iterator[str]:
    """The same with its exemptions, and with the ids by which others name them."""
    yield rule.id
    yield from uses_of_rule_with_values(rule)
    for exemption in all_exemptions(rule):
        yield exemption.id
        yield from uses_of_exemption(exemption)


def uses_of_value(rule: Rule, name: str) -> Iterator[str]:
    """Every name that a rule needs for the value it gives a conclusion."""
    for effect in rule.effects:
        if isinstance(effect, Sets) and effect.name == name:
            yield from uses_of_effect(effect)


def uses_of_exemption(exemption: Exemption) -> Iterator[str]:
    """Every name that an exemption itself needs."""
    yield from governed_names(exemption.scope)
    yield from names_in(exemption.when)
