"""What a rule pack states, as frozen values that refuse to be built wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from policy_engine.calendar.methods import CountingMethod
from policy_engine.conditions.conditions import ALWAYS, Condition
from policy_engine.conditions.expressions import Alternative, Expression
from policy_engine.errors import Location
from policy_engine.facts.citations import Citation, Source
from policy_engine.jurisdictions import Places


@dataclass(frozen=True, slots=True)
class DisputedDay:
    """A day on which sources differ: each alternative is one defensible date (its value is a constant)."""

    id: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Effective:
    """The days on which something is law: `start` is the first, `until` the first on which it no longer is."""

    start: date | DisputedDay
    until: date | DisputedDay | None = None

    def __post_init__(self) -> None:
        if isinstance(self.start, date) and isinstance(self.until, date) and self.until <= self.start:
            raise ValueError(f"ends on {self.until}, before it starts on {self.start}")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose law it is and which day selects it: a fact that names a place, the areas, the governing date."""

    place: str
    areas: tuple[str, ...]
    governed_by: str


@dataclass(frozen=True, slots=True)
class Grants:
    """Gives a right while its window is open; each bound is a term or any date."""

    action: str
    opens: Expression | None = None
    until: Expression | None = None


@dataclass(frozen=True, slots=True)
class Forbids:
    """Takes an action away from its actor."""

    action: str


@dataclass(frozen=True, slots=True)
class Sets:
    """Gives a conclusion its value."""

    name: str
    value: Expression


@dataclass(frozen=True, slots=True)
class MayWaitFor:
    """The duty's bearer may hold back until the first of these events, unless the condition holds."""

    first_of: tuple[Expression, ...]
    unless: Condition | None = None


@dataclass(frozen=True, slots=True)
class Obliges:
    """Puts a duty on a party: to whom, how much, by when, and what follows if not."""

    obligation: str
    to: str
    due: Expression | None = None
    amount: str = ""
    may_wait_for: MayWaitFor | None = None
    consequence: str = ""


Effect = Grants | Forbids | Sets | Obliges


@dataclass(frozen=True, slots=True)
class Exemption:
    """A carve-out inside a rule or another exemption, with its own id and citation. Place and date are inherited.

    `brief` says in a few words why the answer is no where it bites, for a line of a table.
    """

    id: str
    title: str
    cite: Citation
    scope: Scope
    effective: Effective
    when: Condition
    exemptions: tuple[Exemption, ...]
    at: Location
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One cited legal statement. Rules that share an id are versions of one rule over disjoint periods.

    `brief` says in a few words what the rule answers, for a line of a table.
    """

    id: str
    title: str
    cite: Citation
    scope: Scope
    effective: Effective
    each: str
    when: Condition
    effects: tuple[Effect, ...]
    exemptions: tuple[Exemption, ...]
    overrides: tuple[str, ...]
    at: Location
    brief: str = ""
    key: str = field(init=False)
    """The id with the first day, which tells versions of one rule apart."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", _key(self.id, self.effective))


def _key(statement: str, effective: Effective) -> str:
    start = effective.start
    return f"{statement}@{start if isinstance(start, date) else start.id}"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One place's values over one period."""

    id: str
    cite: Citation
    scope: Scope
    effective: Effective
    when: Condition
    values: Mapping[str, Expression]
    at: Location


@dataclass(frozen=True, slots=True)
class Grid:
    """Values that vary by place and date, one citation a row, so that 27 countries are one readable table."""

    id: str
    title: str
    each: str
    rows: tuple[GridRow, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class NotEncoded:
    """Law that facts cannot decide: where it bites, what it touches becomes a question for a person."""

    id: str
    cite: Citation
    scope: Scope
    effective: Effective
    each: str
    when: Condition
    reason: str
    touches: tuple[str, ...]
    at: Location
    key: str = field(init=False)
    """The id with the first day, which tells versions of one entry apart."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", _key(self.id, self.effective))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where and from which governing day a pack claims to know the law of a topic."""

    topic: str
    scope: Scope
    since: date


@dataclass(frozen=True, slots=True)
class Pack:
    """One region's rules in one version."""

    region: str
    version: str
    digest: str
    law_known_to: date
    places: Places
    covers: tuple[Coverage, ...]
    sources: Mapping[str, Source]
    methods: Mapping[str, CountingMethod]
    rules: tuple[Rule, ...]
    grids: Mapping[str, Grid]
    not_encoded: tuple[NotEncoded, ...]
    named_places: frozenset[str] = field(default_factory=frozenset)
    method_cites: Mapping[str, Citation] = field(default_factory=dict)
    """Where each counting method is laid down, by its name."""

    @property
    def ref(self) -> str:
        """How callers name it: `eu@1.1.0`."""
        return f"{self.region}@{self.version}"


def always(condition: Condition) -> bool:
    """Whether a condition asks nothing."""
    return condition == ALWAYS
