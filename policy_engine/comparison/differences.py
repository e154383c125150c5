"""Statements that differ between two versions, as far as that can decide anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from policy_engine.rules.model import Exemption, GridRow, NotEncoded, Rule

Stated: TypeAlias = Rule | Exemption | GridRow | NotEncoded


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Statements of the two versions that are one and the same but say something else, or one that came or went.

    `acts` says that it does something else where it applies, not only that it applies elsewhere.
    """

    id: str
    old: Stated | None
    new: Stated | None
    acts: bool
