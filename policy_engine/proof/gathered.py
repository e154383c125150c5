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
    every,
    extreme_day,
    no,
    some,
    terms_of,
    whole,
)
from policy_engine.proof.valued import absent

if TYPE_CHECKING:
    from policy_engine.proof.law import Law


def gather(law: Law, aggregate: Aggregate, member: str) -> Symbol:
    """One value of all members."""
    del member  # an aggregate is the same whoever asks
    if aggregate.how is Gathering.COUNT:
        return _count(law, aggregate.group)
    values = [law.name(aggregate.of, one) for one in law.world.members(aggregate.group)]
    return _with_others(law, aggregate, _gathered(law, aggregate, values))


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


def _with_others(law: Law, aggregate: Aggregate, ours: Symbol) -> Symbol:
    """What an aggregate can come to when there are members of which nothing is known."""
    if not law.world.loose:
        return ours
    found = _of_all(law, aggregate, ours)
    known, unknowns = (law.world.unknowns.of(*terms_of(one)) for one in (ours, found))
    # The others are judged by the same law as ours, read in the same way.
    law.world.others |= dict.fromkeys(unknowns.keys() - known.keys(), terms_of(ours))
    return found


def _of_all(law: Law, aggregate: Aggregate, ours: Symbol) -> Symbol:
    world, name = law.world, aggregate.name
    match ours:
        case SymDay():
            day, not_yet = world.free_number(name), world.free_truth(f"{name} not yet")
            world.bounds.append(_bounded(aggregate, ours, day, not_yet))
            return SymDay(some([ours.absent, _of_others_absent(law, aggregate)]), not_yet, day, ours.timed)
        case SymTruth():
            others = world.free_truth(name)
            any_holds = aggregate.how is Gathering.ANY
            return SymTruth(NO, some([ours.holds, others]) if any_holds else every([ours.holds, others]))
        case SymNumber() if aggregate.how is Gathering.SUM and aggregate.of in world.vocabulary.facts:
            total = world.free_number(name)
            world.bounds.append(total >= ours.number)  # no stated number or amount is below nothing
            return SymNumber(NO, total, ours.currency)
        case _:
            free = world.free(aggregate.kind, name)
            return absent(free, _of_others_absent(law, aggregate))


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
