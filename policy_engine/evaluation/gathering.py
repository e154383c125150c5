"""Aggregates: one value of all members of a list. One not yet makes it not yet, one unknown makes it unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policy_engine.evaluation.domains import ABSENT, UNKNOWN, Domain, Options, is_open
from policy_engine.evaluation.expressions import add, extreme
from policy_engine.evaluation.findings import NO_REVIEW, NOTHING, Found, Point
from policy_engine.facts.vocabulary import Aggregate, Gathering

if TYPE_CHECKING:
    from policy_engine.evaluation.run import Run


def gather(run: Run, aggregate: Aggregate) -> Found:
    """The value of an aggregate; open where the case does not say which members there are."""
    group = aggregate.group
    members = run.box.members_of(group)
    unlisted = not run.box.states_list(group)
    length_open = frozenset({Point(group, "")}) if unlisted else NOTHING
    if aggregate.how is Gathering.COUNT:
        if unlisted:
            value = run.box.value((group, ""))
            return Found(value, length_open if is_open(value) else NOTHING)
        return Found(len(members))
    found = [run.name(aggregate.of, member) for member in members]
    value = _gathered(aggregate.how, [one.value for one in found])
    open_points = NOTHING.union(*(one.open for one in found)) if is_open(value) else NOTHING
    return Found(
        value,
        open_points,
        NO_REVIEW.union(*(one.review for one in found)),
        NOTHING.union(*(one.doubt for one in found)),
    )


def _gathered(how: Gathering, values: list[Domain]) -> Domain:
    match how:
        case Gathering.LATEST | Gathering.EARLIEST:
            return extreme(values, how is Gathering.LATEST)
        case Gathering.SUM:
            given = [value for value in values if value is not ABSENT]
            return add(given) if given else ABSENT
        case Gathering.ANY | Gathering.ALL:
            return _truths(values, how is Gathering.ANY)
        case Gathering.COUNT:
            raise AssertionError("counted by the caller")


def _truths(values: list[Domain], deciding: bool) -> Domain:
    if deciding in values:
        return deciding
    open_words = [value for value in values if isinstance(value, Options) or value is UNKNOWN]
    return Options(frozenset({True, False})) if open_words else not deciding
