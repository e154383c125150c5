"""A case: what somebody states about one order, request or record, and what they ask."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from policy_engine.errors import Location
from policy_engine.facts.values import Moment, Value, as_written
from policy_engine.facts.vocabulary import Vocabulary

Address: TypeAlias = tuple[str, str]
"""Where a value stands in a case: the fact's name, and the entry's id for a fact of a list, else empty."""

_MEMBER_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")


def is_member_id(text: str) -> bool:
    """Whether a text can name an entry of a list; people see it, so it is short and plain."""
    return _MEMBER_ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Case:
    """Stated facts by address; what is left out is unknown.

    `members` holds, for each list that the case states, the ids of its entries in their order; a list that it leaves
    out has unknown entries. `source` is where the case was read from, and `at` where in it each fact stands.
    """

    id: str
    ask: tuple[str, ...]
    decide_on: Moment
    facts: Mapping[Address, Value]
    members: Mapping[str, tuple[str, ...]]
    source: str
    at: Mapping[Address, Location] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name, ids in self.members.items():
            if len(set(ids)) < len(ids):
                raise ValueError(f"two entries of `{name}` have one id")
            if not all(map(is_member_id, ids)):
                raise ValueError(f"an entry of `{name}` has an id that is not 1 to 64 letters, digits, `_`, `.` or `-`")

    def with_facts(self, changes: Mapping[Address, Value], removals: Collection[Address] = ()) -> Case:
        """The same case with some facts stated otherwise and some no longer stated."""
        kept = {address: value for address, value in self.facts.items() if address not in removals}
        return replace(self, facts={**kept, **changes})

    def place_of(self, addresses: Iterable[Address]) -> Location:
        """Where the last of these facts stands in the text: by then a reader has seen the others."""
        return max((self.at[address] for address in addresses if address in self.at), default=Location(self.source))


def shown_address(vocabulary: Vocabulary, address: Address) -> str:
    """An address as people write it: `items[shirt].received`, or `order.channel`."""
    name, member = address
    if not member:
        return name
    return f"{vocabulary.each_of(name)}[{member}].{name.rpartition('.')[2]}"


def as_stated(case: Case, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Every fact that a case states, by name, as people write it."""
    return tuple(sorted((shown_address(vocabulary, one), as_written(value)) for one, value in case.facts.items()))
