"""The cases that were found, told as changes: each with what its answer asks for, and as wide as it goes.

First every case is left with what its answer asks for, which is soon done. Then those that state least are made as
short and as wide as they go, as long as there is something left to spend: they tell most plainly what changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policy_engine.comparison.budget import Budget, Stage
from policy_engine.comparison.directions import direction_of
from policy_engine.comparison.outcomes import Changed, Output, Part, Region
from policy_engine.comparison.outputs import names_behind_both
from policy_engine.comparison.regions import Trial, region_of, relevant, shortened
from policy_engine.comparison.running import Both
from policy_engine.comparison.sides import Found, Sides
from policy_engine.facts.case import Case


@dataclass(frozen=True, slots=True)
class Noticed:
    """A case in which a part of an answer comes out otherwise, as it was found."""

    output: Output
    part: Part
    found: Found


@dataclass(slots=True)
class _Telling:
    noticed: Noticed
    trial: Trial
    case: Case
    both: Both
    region: Region | None = None


def change_id(number: int) -> str:
    """How the change is called that was noticed as this one, from 1."""
    return f"c{number}"


def changes_of(
    noticed: Sequence[Noticed], sides: Sides, budget: Budget, days: Mapping[str, str]
) -> list[tuple[Changed, Case]]:
    """What was noticed as it is told, each with the case that shows it.

    `days` are the first days that statements that differ can concern, by their ids.
    """
    with budget.at(Stage.SHOWING):
        telling = [_relevant(one, sides) for one in noticed]
        for one in sorted(telling, key=lambda one: len(one.case.facts)):
            short = shortened(one.trial, one.case)
            if short is not one.case:
                one.case, one.both = short, _both(one.trial, short)
            one.region = region_of(one.trial, one.case)
    return [(_change(change_id(number), one, sides, days), one.case) for number, one in enumerate(telling, 1)]


def _relevant(noticed: Noticed, sides: Sides) -> _Telling:
    output, found = noticed.output, noticed.found
    trial = Trial(sides.runner, sides.common, output, found.member, noticed.part, found.both)
    case = relevant(trial, found.case, names_behind_both(sides.old, sides.new, output))
    return _Telling(noticed, trial, case, _both(trial, case))


def _both(trial: Trial, case: Case) -> Both:
    both = trial.runner.both(case, trial.output, trial.member)
    assert both is not None  # it comes out otherwise
    return both


def _change(identity: str, one: _Telling, sides: Sides, days: Mapping[str, str]) -> Changed:
    output, part, found = one.noticed.output, one.noticed.part, one.noticed.found
    assert one.region is not None
    direction, party = direction_of(output, part, one.both)
    first_days = [days[other.id] for other in found.by if other.id in days]
    stated = [side for other in found.by for side in (other.old, other.new) if side is not None]
    return Changed(
        id=identity,
        output=output,
        part=part,
        before=one.both.before,
        after=one.both.after,
        region=one.region,
        witness=sides.showing.shown(one.case, output),
        statements=tuple(dict.fromkeys(other.id for other in found.by)),
        governed_by=tuple(dict.fromkeys(side.scope.governed_by for side in stated)),
        governing_from=min(first_days) if first_days and all(first_days) else "",
        direction=direction,
        for_whom=party,
    )
