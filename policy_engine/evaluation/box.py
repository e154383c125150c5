"""A case as deciding sees it: what is stated, and what everything else may still be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from policy_engine.calendar.periods import Period
from policy_engine.evaluation.clocks import days_on
from policy_engine.evaluation.domains import NOT_YET, Days, Domain, Options, a_day
from policy_engine.evaluation.findings import Address
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from policy_engine.facts.money import Money, Rates
from policy_engine.facts.values import EARLIEST, Kind, Moment, NotBy, Value


@dataclass(frozen=True, slots=True)
class Box:
    """The completions that are still possible: one domain a fact, and the members of each list.

    `known` holds what is stated and what follows from it, `split` what was narrowed since; what is in neither may be
    anything its type permits. Boxes of one case share everything but `split`, so that narrowing copies little.
    `moments` holds the stated instants, whose day depends on a party's clock; `unknown` all that each fact may be
    while nothing is known of it.
    """

    program: Program
    decide_on: Moment
    members: Mapping[str, tuple[str, ...]]
    moments: Mapping[Address, Moment]
    stated: frozenset[Address]
    unknown: Mapping[str, Domain]
    known: Mapping[Address, Domain]
    split: Mapping[Address, Domain] = field(default_factory=dict)

    def value(self, address: Address) -> Domain:
        """What a fact is or may still be."""
        found = self.split.get(address)
        if found is None:
            found = self.known.get(address)
        return self.unknown[address[0]] if found is None else found

    def members_of(self, group: str) -> tuple[str, ...]:
        """The members of a list; one nameless member where the case does not state the list."""
        return self.members.get(group, ("",))

    def states_list(self, group: str) -> bool:
        """Whether the case says how many members a list has."""
        return group in self.members

    def narrowed(self, address: Address, domain: Domain) -> Box:
        """The same completions with one fact narrowed."""
        return self.with_split({**self.split, address: domain})

    def with_split(self, split: Mapping[Address, Domain]) -> Box:
        """The same case with other facts narrowed."""
        return Box(
            self.program, self.decide_on, self.members, self.moments, self.stated, self.unknown, self.known, split
        )

    @property
    def key(self) -> frozenset[tuple[Address, Domain]]:
        """What tells it apart from the other boxes of its case."""
        return frozenset(self.split.items())

    def settled(self) -> Box:
        """The same completions, all that was narrowed now being known."""
        return replace(self, known={**self.known, **self.split}, split={})


def box_of(case: Case, program: Program) -> Box:
    """See a case through a program."""
    known: dict[Address, Domain] = {}
    moments: dict[Address, Moment] = {}
    today = _today(case, program)
    for address, value in case.facts.items():
        if isinstance(value, Moment):
            moments[address] = value
            known[address] = a_day(value.day_as_stated, value.utc)
        else:
            party = program.vocabulary.facts[address[0]].party
            known[address] = _domain_of(value, case.decide_on, today.get(party))
    stated_day = case.decide_on.day_as_stated
    by_now = {party: Days(EARLIEST, last, or_not_yet=True) for party, (_, last) in today.items()}
    by_stated_day = Days(EARLIEST, stated_day, or_not_yet=True)
    unknown = dict(program.anything)
    unknown.update((event.name, by_now.get(event.party, by_stated_day)) for event in program.events)
    for address, domain in list(known.items()):
        fact = program.vocabulary.facts[address[0]]
        if fact.kind is Kind.PLACE and isinstance(domain, str) and domain in program.parts:
            known[address] = Options(program.parts[domain])
    return Box(program, case.decide_on, case.members, moments, frozenset(case.facts), unknown, known)


def _today(case: Case, program: Program) -> dict[str, tuple[date, date]]:
    """For each party whose place is stated, the days that it may be there when the case is looked at."""
    found: dict[str, tuple[date, date]] = {}
    for party in program.vocabulary.parties.values():
        place = case.facts.get((party.place, ""))
        if isinstance(place, str):
            days = days_on(program.calendars, place, case.facts.get((party.time_zone, "")), case.decide_on)
            found[party.name] = (min(days), max(days))
    return found


def _domain_of(value: Value, decide_on: Moment, today: tuple[date, date] | None) -> Domain:
    match value:
        case NotBy(by):
            return _not_by(by, decide_on, today or (decide_on.day_as_stated, decide_on.day_as_stated))
        case date():
            return a_day(value)
        case Moment():
            raise AssertionError("moments are kept apart")
        case bool() | str() | int() | frozenset() | Money() | Period() | Rates():
            return value


def _not_by(by: date | Moment, decide_on: Moment, today: tuple[date, date]) -> Domain:
    """What came after a `not_by` is unknown, up to the moment at which the case is looked at."""
    if isinstance(by, Moment):
        if by.utc >= decide_on.utc:
            return NOT_YET
        return Days(by.day_as_stated, max(by.day_as_stated, today[1]), or_not_yet=True)
    if by >= today[0]:
        return NOT_YET
    return Days(by + timedelta(days=1), today[1], or_not_yet=True)
