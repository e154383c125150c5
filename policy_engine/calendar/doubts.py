"""What is not certain about days off, and what is still possible after some days have been looked at.

Four things can be open: which region's holidays count, on which day an estimated feast really falls, whether a
substitute day is off, and whether a weekday or a holiday that the law is silent about is off. Each doubt has a closed
set of answers. A world holds what is still possible; a day splits it only where the answers differ on that day, so
that chains of days off stay exact and few worlds arise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Kind(IntEnum):
    """What a doubt is about, in the order in which a reading names them."""

    REGION = 1
    SUBSTITUTES = 2
    FEAST = 3
    DAY_OFF = 4


class SubstituteDays(StrEnum):
    """What becomes of a day off in place of another day, and of that other day."""

    COUNTED = "substitute_days_counted"
    IGNORED = "substitute_days_ignored"
    NEITHER = "neither_holiday_nor_substitute"


class Rest(StrEnum):
    """The two answers to whether a weekday, or a holiday, is a day off."""

    OFF = "taken_as_off"
    WORKED = "taken_as_working_day"


class Sighting(StrEnum):
    """What may become of an estimated feast, the likeliest first; its consecutive days move together."""

    AS_ESTIMATED = "holiday_as_estimated"
    NOT_OBSERVED = "holiday_not_observed"
    A_DAY_EARLY = "holiday_a_day_early"
    A_DAY_LATE = "holiday_a_day_late"


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """One open question; a feast has its first day and its name, a day off its name."""

    kind: Kind
    since: str = ""
    name: str = ""


World = Mapping[Doubt, frozenset[str]]  # a doubt that is not in it is as open as it can be


@dataclass(frozen=True, slots=True)
class Condition:
    """The answers to a doubt under which a day is off, of all the answers there can be."""

    doubt: Doubt
    holding: frozenset[str]
    of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A reason why a day is off, if all its conditions hold."""

    why: str
    conditions: tuple[Condition, ...] = ()


class Answer(NamedTuple):
    """Why a day is off (empty: it is not off), and the world in which that is so."""

    why: str
    world: World


def answers(claims: Sequence[Claim], world: World) -> Iterator[Answer]:
    """Tell whether one of the claims holds, in each part of the world that gives its own answer."""
    for claim in claims:
        undecided = False
        for condition in claim.conditions:
            possible = world.get(condition.doubt, condition.of)
            holding = possible & condition.holding
            if not holding:
                break
            if holding != possible:
                undecided = True
                break
        else:
            yield Answer(claim.why, world)
            return
        if undecided:
            yield from answers(claims, _narrowed(world, condition.doubt, holding))
            yield from answers(claims, _narrowed(world, condition.doubt, possible - holding))
            return
    yield Answer("", world)


def _narrowed(world: World, doubt: Doubt, possible: frozenset[str]) -> World:
    return MappingProxyType({**world, doubt: possible})
