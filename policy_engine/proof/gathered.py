"""Aggregates over the members of a world; in a loose world over others too, of which only so much is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from policy_engine.facts.vocabulary import Aggregate, Gathering
from policy_engine.proof.symbols import (
    NO,
    Formula,
    Symbol,
    SymDay,
    SymNumber,
    SymTruth,
    Term,
    every,
    extreme_day,
    no,
    some,
    terms_of,
    where,
    whole,
)
from policy_engine.proof.valued import absent

if TYPE_CHECKING:
    from policy_engine.proof.law import Law


def gather(law: Law, aggregate: Aggregate, member: str) -> Symbol:
    """One value of all members, the same whoever asks."""
    if aggregate.how is Gathering.COUNT:
        return _count(law, aggregate.group)
    values = [law.name(aggregate.of, one) for one in law.world.members(aggregate.group)]
    return _with_others(law, aggregate, _gathered(law, aggregate, values), member)


def _count(law: Law, group: str) -> SymNumber:
    members = len(law.world.members(group))
    if not law.world.loose:
        return SymNumber(NO, whole(members), whole(0))
    number = law.world.free_number("how many members there are")
    law.world.bounds.append(number >= members)
    return SymNumber(NO, number, whole(0))


def _gathered(law: Law, aggregate: Aggregate, values: list[Symbol]) -> Symbol:
    days = [value for value in values if isinstance(value, SymDay)]
    truths = [every([no(value.absent), value.holds]) for value in values if isinstance(value, SymTruth)]
    untruths = [every([no(value.absent), no(value.holds)]) for value in values if isinstance(value, SymTruth)]
    numbers = [value for value in values if isinstance(value, SymNumber)]
    match aggregate.how:
        case Gathering.LATEST | Gathering.EARLIEST if len(days) == len(values):
            return extreme_day(days, latest=aggregate.how is Gathering.LATEST)
        case Gathering.ANY if len(truths) == len(values):
            return SymTruth(NO, some(truths))
        case Gathering.ALL if len(untruths) == len(values):
            return SymTruth(NO, no(some(untruths)))
        case Gathering.SUM if len(numbers) == len(values):
            total = z3.Sum([z3.If(one.absent, 0, one.number) for one in numbers])
            return SymNumber(every(one.absent for one in numbers), total, numbers[0].currency)
        case _:
            return law.world.free(aggregate.kind, aggregate.name)


def _with_others(law: Law, aggregate: Aggregate, ours: Symbol, member: str) -> Symbol:
    """What an aggregate can come to when there are members of which nothing is known."""
    if not law.world.loose:
        return ours
    found, others = _of_all(law, aggregate, ours)
    # The others are judged by the same law as ours, read in the same way.
    law.world.others |= {where(one): terms_of(ours) for one in others}
    if isinstance(ours, SymTruth):
        law.world.truths_of_others |= {where(one): ours.holds for one in others}
    law.others[aggregate.name] = others
    kin = law.kin.law if law.kin is not None and aggregate.of in law.kin.relied_alike else None
    if kin is not None:
        kin.name(aggregate.name, member)
        law.world.twins |= {where(one): twin for one, twin in zip(others, kin.others[aggregate.name], strict=True)}
    return found


def _of_all(law: Law, aggregate: Aggregate, ours: Symbol) -> tuple[Symbol, list[Term]]:
    """What all members come to, and the unknowns that stand for the others in it."""
    world, name = law.world, aggregate.name
    match ours:
        case SymDay():
            day, not_yet = world.free_number(name), world.free_truth(f"{name} not yet")
            world.bounds.append(_bounded(aggregate, ours, day, not_yet))
            gone = _of_others_absent(law, aggregate)
            return SymDay(some([ours.absent, gone]), not_yet, day, ours.timed), [gone, not_yet, day]
        case SymTruth():
            others = world.free_truth(name)
            any_holds = aggregate.how is Gathering.ANY
            holds = some([ours.holds, others]) if any_holds else every([ours.holds, others])
            return SymTruth(NO, holds), [others]
        case SymNumber() if aggregate.how is Gathering.SUM and aggregate.of in world.vocabulary.facts:
            total = world.free_number(name)
            world.bounds.append(total >= ours.number)  # no stated number or amount is below nothing
            return SymNumber(NO, total, ours.currency), [total]
        case _:
            free = absent(world.free(aggregate.kind, name), _of_others_absent(law, aggregate))
            return free, [*terms_of(free)]


def _of_others_absent(law: Law, aggregate: Aggregate) -> Formula:
    """Whether other members may have no value: a rule may give them none, but a fact is always something."""
    if aggregate.of in law.world.vocabulary.facts:
        return NO
    return law.world.free_truth(f"{aggregate.name} absent")


def _bounded(aggregate: Aggregate, ours: SymDay, day: z3.ExprRef, not_yet: Formula) -> Formula:
    """The latest is no earlier than ours, the earliest no later."""
    if aggregate.how is Gathering.LATEST:
        return every([z3.Implies(ours.not_yet, not_yet), z3.Implies(no(ours.not_yet), day >= ours.day)])
    return every([z3.Implies(no(ours.not_yet), no(not_yet)), z3.Or(ours.not_yet, day <= ours.day)])
