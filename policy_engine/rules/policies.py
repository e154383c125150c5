"""What a seller or a platform promises of its own, beside the law and never below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policy_engine.calendar.methods import CountingMethod
from policy_engine.conditions.conditions import Condition
from policy_engine.errors import Location
from policy_engine.facts.citations import Citation, Source
from policy_engine.rules.model import Forbids, Grants, Grid, Obliges, Rule, Sets


class Layer(StrEnum):
    """Whose policy it is. The law is no layer of these: it stands first, and without a name."""

    SELLER = "seller"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class RiskSignal:
    """Something to look at before anybody acts. It never changes what is granted or owed."""

    id: str
    title: str
    each: str
    when: Condition
    at: Location


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: its own rules in the language of rule packs, each with the clause that it stands in."""

    name: str
    version: str
    digest: str
    layer: Layer
    regions: tuple[str, ...]
    sources: Mapping[str, Source]
    methods: Mapping[str, CountingMethod]
    method_cites: Mapping[str, Citation]
    rules: tuple[Rule, ...]
    grids: Mapping[str, Grid]
    risk: tuple[RiskSignal, ...]
    at: Location

    @property
    def ref(self) -> str:
        """How answers name it: `my-shop@1.0.0`."""
        return f"{self.name}@{self.version}"


def sets_of(rule: Rule) -> frozenset[str]:
    """The conclusions to which a rule gives a value."""
    return frozenset(effect.name for effect in rule.effects if isinstance(effect, Sets))


def answers_of(rule: Rule) -> frozenset[str]:
    """The actions and obligations on which a rule bears."""
    found = {effect.action for effect in rule.effects if isinstance(effect, Grants | Forbids)}
    return frozenset(found | {effect.obligation for effect in rule.effects if isinstance(effect, Obliges)})
