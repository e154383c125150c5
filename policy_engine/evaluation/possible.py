"""What facts may be while nothing is known of them, and where somebody may be of whom only a union is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policy_engine.evaluation.domains import UNKNOWN, Days, Domain, Numbers, Options, Traits
from policy_engine.facts.values import EARLIEST, LATEST, Kind
from policy_engine.facts.vocabulary import Fact, Vocabulary
from policy_engine.jurisdictions import parent


def anything(vocabulary: Vocabulary, place_codes: frozenset[str]) -> dict[str, Domain]:
    """Everything that each unknown fact may be, and how many members an unknown list may have.

    Events are left out: they may have happened up to the day on which the case is looked at, or not yet.
    """
    return {group: Numbers(0, None) for group in vocabulary.groups} | dict(_facts(vocabulary, place_codes))


def _facts(vocabulary: Vocabulary, place_codes: frozenset[str]) -> Iterator[tuple[str, Domain]]:
    for fact in vocabulary.facts.values():
        if fact.kind is not Kind.EVENT:
            yield fact.name, _any_of(fact, place_codes)


def _any_of(fact: Fact, place_codes: frozenset[str]) -> Domain:
    match fact.kind:
        case Kind.BOOL:
            return Options(frozenset({True, False}))
        case Kind.ENUM:
            return Options(frozenset(fact.values)) if len(fact.values) > 1 else next(iter(fact.values))
        case Kind.SET:
            return Traits(frozenset(), frozenset())
        case Kind.PLACE:
            return Options(frozenset(place_codes))
        case Kind.INTEGER:
            return Numbers(0, None)
        case Kind.MONEY:
            return Numbers(0, None, "???")
        case Kind.DATE | Kind.MOMENT:
            return Days(EARLIEST, LATEST)
        case _:
            return UNKNOWN


def parts_of_places(codes: frozenset[str], unions: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str | bool]]:
    """For a union its members; for a place whose parts have law of their own the parts, and the rest of it."""
    inner: dict[str, set[str | bool]] = {union: set(members) for union, members in unions.items()}
    for code in codes:
        outer = parent(code)
        if outer is not None:
            inner.setdefault(outer, set()).add(code)
    return {outer: frozenset(parts) for outer, parts in inner.items()}
