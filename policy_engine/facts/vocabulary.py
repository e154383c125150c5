"""The vocabulary: every fact, aggregate, conclusion, action, obligation and topic that exists, by name.

Facts live in groups (`buyer`, `order`, `items`). A group with a `member` word is a list: its facts are named
by that word (`item.received`) and a case states them once a member. A conclusion, action or obligation may
also be asked once a member (`each`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policy_engine.facts.values import Kind, Value


@dataclass(frozen=True, slots=True)
class Naming:
    """A place in the case that names members of a list and how many pieces of each: `request.items: {shirt: 2}`.

    It states the fact `covers` of every member, and `kept`, the number of its pieces that are not named. How many
    pieces a member has is the fact `quantity`.
    """

    at: str
    covers: str
    quantity: str
    kept: str


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the case; `member` is the word for one of a list (`item` for `items`), else empty."""

    name: str
    member: str
    about: str
    named_by: Naming | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts: which facts say where they are, and whether the law of this pack protects them."""

    name: str
    place: str
    time_zone: str
    protected: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a case may state. `values` holds an enum's or set's permitted words with their meaning.

    `party` is whose clock turns a moment of this fact into a day. `brief` names the fact in a few words.
    """

    name: str
    kind: Kind
    group: str
    values: Mapping[str, str]
    question: str
    about: str
    personal: bool
    party: str
    brief: str = ""

    @property
    def commonest(self) -> str:
        """The word that a fact of words mostly has: the vocabulary lists it first."""
        return next(iter(self.values))


class Gathering(StrEnum):
    """How an aggregate makes one value of a list's members."""

    LATEST = "latest"
    EARLIEST = "earliest"
    SUM = "sum"
    COUNT = "count"
    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A value gathered from all members of a list, declared once: `order.last_received` is the latest receipt.

    `of` names a member's fact or conclusion; for a count it names the group.
    """

    name: str
    kind: Kind
    how: Gathering
    of: str
    group: str
    about: str


class Combine(StrEnum):
    """What several live values of one term mean; without it they are a conflict."""

    LONGEST = "longest"
    SHORTEST = "shortest"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A named typed value that rules derive. A term is a conclusion that people read.

    `otherwise` is its value where no rule gives one. `party` is who acts by a date of this term: their holidays count.
    """

    name: str
    kind: Kind
    values: Mapping[str, str]
    each: str
    term: bool
    otherwise: Value | None
    party: str
    combine: Combine | None
    topic: str
    about: str


@dataclass(frozen=True, slots=True)
class Action:
    """What a party may want to do: a right (needs a grant) or a liberty (needs none).

    `judged_at` names the moment on which it is judged; while that is not yet, it is judged at `decide_on`.
    """

    name: str
    actor: str
    right: bool
    judged_at: str
    each: str
    topic: str
    combine: Combine | None
    about: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a party must do. `met_by` names the event that fulfils it, where the case can state one.

    `tells` names the terms that belong to an answer about it, although it does not turn on them.
    """

    name: str
    by: str
    met_by: str
    each: str
    topic: str
    about: str
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of after-sales; stating its trigger fact makes a case ask about it."""

    name: str
    trigger: str
    about: str


DECIDE_ON = "decide_on"
"""The one moment outside the groups: when the case is looked at."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names, each unique over all sorts; `digest` identifies the text they were read from."""

    version: str
    digest: str
    groups: Mapping[str, Group]
    parties: Mapping[str, Party]
    facts: Mapping[str, Fact]
    aggregates: Mapping[str, Aggregate]
    conclusions: Mapping[str, Conclusion]
    actions: Mapping[str, Action]
    obligations: Mapping[str, Obligation]
    topics: Mapping[str, Topic]

    def kind_of(self, name: str) -> Kind | None:
        """The type of a fact, aggregate or conclusion; None for a name that does not exist."""
        if name == DECIDE_ON:
            return Kind.MOMENT
        named = self.facts.get(name) or self.aggregates.get(name) or self.conclusions.get(name)
        return named.kind if named else None

    def protects(self, party: str) -> bool:
        """Whether a party is one whom the law protects."""
        known = self.parties.get(party)
        return known is not None and known.protected

    def party_of(self, name: str) -> str:
        """Whose clock makes days of a name; that of an aggregate is that of what it gathers. Empty: nobody's."""
        aggregate = self.aggregates.get(name)
        if aggregate is not None:
            return self.party_of(aggregate.of)
        named = self.facts.get(name) or self.conclusions.get(name)
        return named.party if named is not None else ""

    def party_at(self, place: str) -> str:
        """Whose place a fact names; empty for a place that is nobody's."""
        return next((party.name for party in self.parties.values() if party.place == place), "")

    def topic_of(self, name: str) -> str:
        """The topic that an action or duty belongs to; empty for any other name."""
        known = self.actions.get(name) or self.obligations.get(name)
        return known.topic if known is not None else ""

    def each_of(self, name: str) -> str:
        """The list whose member a name belongs to; empty for what the case has once."""
        if name in self.facts:
            group = self.groups[self.facts[name].group]
            return group.name if group.member else ""
        if name in self.conclusions:
            return self.conclusions[name].each
        if name in self.actions:
            return self.actions[name].each
        if name in self.obligations:
            return self.obligations[name].each
        return ""

    def values_of(self, name: str) -> Mapping[str, str]:
        """The permitted words of an enum or set, with their meanings."""
        named = self.facts.get(name) or self.conclusions.get(name)
        return named.values if named else {}
