"""The rules of one pack over a world: when each is live, and what each name is then worth.

Conclusions are written out in the order of their graph, so a formula speaks of facts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import assert_never

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Test
from policy_engine.conditions.expressions import Expression
from policy_engine.evaluation.program import AxiomForm, Program
from policy_engine.evaluation.standing import UNSURE
from policy_engine.facts.citations import Citation
from policy_engine.facts.vocabulary import DECIDE_ON, Combine, Conclusion
from policy_engine.proof import counted, gathered, tested, valued
from policy_engine.proof.counted import Learned
from policy_engine.proof.symbols import (
    NO,
    YES,
    Formula,
    Symbol,
    SymDay,
    SymOther,
    SymWord,
    Term,
    at_least,
    either,
    every,
    identical,
    is_no,
    no,
    pick,
    same,
    some,
    token_of,
)
from policy_engine.proof.world import World
from policy_engine.rules.model import DisputedDay, Effective, Exemption, GridRow, NotEncoded, Rule, Scope, Sets


@dataclass(frozen=True, slots=True)
class Kin:
    """What a law has in common with another over the same world, so that the two can be told apart.

    `ids` gives an id the name that it has in both. `counting` tells what a count depends on besides its parts: two
    that are told the same count alike. `names` and `rules` (by key) are what is the same as in `law`, and need not be
    written out again. `relied_alike` are names that are worth the same in both, and as much in doubt, where law of low
    grade is relied on.
    """

    ids: Mapping[str, str]
    counting: Callable[[Expression, str], Hashable]
    law: Law | None = None
    names: Set[str] = frozenset()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    relied_alike: Set[str] = frozenset()


class Law:
    """A pack's rules over a world. Asked twice, it answers with the same formula."""

    def __init__(self, program: Program, world: World, kin: Kin | None = None) -> None:
        self.program = program
        self.world = world
        self.kin = kin
        self.learned: list[Learned] = []
        """What was left to be counted, and what is known of it."""
        self.others: dict[str, Sequence[Term]] = {}
        """The unknowns that stand for members of which nothing is known, by the name of what they are part of."""
        self._names: dict[tuple[str, str], Symbol] = {}
        self._own: dict[tuple[str, str], Symbol] = {}
        self._live: dict[tuple[str, str], Formula] = {}
        self._rows: dict[tuple[int, str], Formula] = {}
        self._counted: dict[tuple[Expression, str, str], Symbol] = {}
        self._lying: dict[tuple[str, ...], Formula] = {}

    # -- names ------------------------------------------------------------------------------------------------

    def name(self, name: str, member: str) -> Symbol:
        """The value of a fact, aggregate or conclusion."""
        vocabulary = self.program.vocabulary
        if name == DECIDE_ON:
            return self.world.decide_on
        if name in vocabulary.facts:
            return self.world.fact(name, member)
        if self.kin is not None and self.kin.law is not None and name in self.kin.names:
            return self.kin.law.name(name, member)
        key = (name, member if vocabulary.each_of(name) else "")
        if key not in self._names:
            aggregate = vocabulary.aggregates.get(name)
            self._names[key] = (
                gathered.gather(self, aggregate, member)
                if aggregate is not None
                else self._conclusion(vocabulary.conclusions[name], key[1])
            )
        return self._names[key]

    def own(self, name: str, member: str) -> Symbol:
        """The value of a conclusion by this law's own rules for it, even where it is taken to be what the other has."""
        key = (name, member if self.program.vocabulary.each_of(name) else "")
        if self.kin is None or self.kin.law is None or name not in self.kin.names:
            return self.name(name, member)
        if key not in self._own:
            self._own[key] = self._conclusion(self.program.vocabulary.conclusions[name], key[1])
        return self._own[key]

    def _conclusion(self, conclusion: Conclusion, member: str) -> Symbol:
        rules = self.program.setters.get(conclusion.name, ())
        given = [(self.live(rule, member), self.given(rule, conclusion.name, member)) for rule in rules]
        nothing = valued.absent(self.world.idle(conclusion.kind, f"no {conclusion.name}", conclusion.values))
        otherwise = nothing if conclusion.otherwise is None else valued.constant(self, conclusion.otherwise)
        if conclusion.combine in (Combine.LONGEST, Combine.SHORTEST) and given:
            value = self._combined(given, latest=conclusion.combine is Combine.LONGEST)
        else:
            value = otherwise
            for live, one in reversed(given):
                value = either(live, one, value)
            value = either(self.in_conflict(given), nothing, value)
        return either(some(live for live, _ in given), value, otherwise)

    def given(self, rule: Rule, name: str, member: str) -> Symbol:
        """The value that a rule gives a conclusion."""
        effect = next(one for one in rule.effects if isinstance(one, Sets) and one.name == name)
        return self.value(effect.value, member, rule.id)

    def in_conflict(self, given: Sequence[tuple[Formula, Symbol]]) -> Formula:
        """Whether two live rules give different values; those that give the same are taken together."""
        alike: dict[Hashable, tuple[list[Formula], Symbol]] = {}
        for live, value in given:
            alike.setdefault(token_of(value), ([], value))[0].append(live)
        by_value = [(some(lives), value) for lives, value in alike.values()]
        return some(
            every([live, other, no(identical(value, another))])
            for (live, value), (other, another) in combinations(by_value, 2)
        )

    def _combined(self, given: list[tuple[Formula, Symbol]], *, latest: bool) -> Symbol:
        """The latest or earliest of the values that live rules give, one rule after the other."""
        seen, best = given[0]
        for live, value in given[1:]:
            both = valued.extreme(self, [best, value], greatest=latest)
            best = either(every([seen, live]), both, either(live, value, best))
            seen = some([seen, live])
        return best

    # -- conditions and values --------------------------------------------------------------------------------

    def holds(self, condition: Condition, member: str) -> Formula:
        """Whether a condition holds."""
        match condition:
            case Test():
                return tested.test(self, condition, member)
            case All(parts):
                return every(self.holds(part, member) for part in parts)
            case AnyOf(parts):
                return some(self.holds(part, member) for part in parts)
            case NoneOf(parts):
                return no(some(self.holds(part, member) for part in parts))
            case _:
                assert_never(condition)

    def value(self, expression: Expression, member: str, owner: str) -> Symbol:
        """The value of an expression."""
        return valued.value(self, expression, member, owner)

    def counted(self, expression: Expression, member: str, owner: str) -> Symbol:
        """A value that has to be counted or rounded to be known."""
        key = (expression, member, owner if self.kin is not None else "")
        if key not in self._counted:
            self._counted[key] = counted.count(self, expression, member, owner)
        return self._counted[key]

    # -- rules ------------------------------------------------------------------------------------------------

    def live(self, rule: Rule, member: str) -> Formula:
        """Whether a rule applies: in force, met, relied on, neither exempted nor set aside."""
        if self.kin is not None and self.kin.law is not None and rule.key in self.kin.rules:
            return self.kin.law.live(self.kin.rules[rule.key], member)
        key = (rule.key, member if rule.each else "")
        if key not in self._live and rule.each and not key[1]:
            # Seen from what the case has once, nothing is known of a member.
            self._live[key] = self.world.free_truth(f"live {rule.key}")
        if key not in self._live:
            aside = [*self.exempted(rule, key[1]), *self.overridden(rule.id, key[1])]
            self._live[key] = every([self.met(rule, key[1]), *(no(one) for one in aside)])
        return self._live[key]

    def met(self, stated: Rule | Exemption, member: str) -> Formula:
        """Whether something is in force, met and relied on, whatever sets it aside."""
        asked = [self.in_force(stated.scope, stated.effective, member), self.holds(stated.when, member)]
        return every([*asked, self.relied_on(stated.cite, stated.id)])

    def exempted(self, holder: Rule | Exemption, member: str) -> list[Formula]:
        """For each exemption whether it bites."""
        return [self.bites(one, member) for one in holder.exemptions]

    def bites(self, exemption: Exemption, member: str) -> Formula:
        """Whether an exemption applies to what it is carved out of."""
        aside = [*self.exempted(exemption, member), *self.overridden(exemption.id, member)]
        return every([self.met(exemption, member), *(no(one) for one in aside)])

    def overridden(self, name: str, member: str) -> list[Formula]:
        """For each rule that names an id in `overrides` whether it is live."""
        return [self.live(rule, member) for rule in self.program.overriders.get(name, ())]

    def entry(self, entry: NotEncoded, member: str) -> Formula:
        """Whether law that could not be encoded concerns the case."""
        return every([self.in_force(entry.scope, entry.effective, member), self.holds(entry.when, member)])

    def row(self, row: GridRow, member: str) -> Formula:
        """Whether a row of a grid governs the case."""
        key = (id(row), member)
        if key not in self._rows:
            asked = [self.in_force(row.scope, row.effective, member), self.holds(row.when, member)]
            aside = [no(one) for one in self.overridden(row.id, member)]
            self._rows[key] = every([*asked, self.relied_on(row.cite, row.id), *aside])
        return self._rows[key]

    def relied_on(self, cite: Citation, name: str) -> Formula:
        """Law of low grade applies in one way of reading, and in the other it does not."""
        known_as = self.kin.ids.get(name, name) if self.kin is not None else name
        return YES if cite.decides_alone else self.world.choice(f"{UNSURE}{known_as}", 2) == 0

    def in_force(self, scope: Scope, effective: Effective, member: str) -> Formula:
        """Whether something is the law of the case, by place and day."""
        day = self.governing_day(scope, member)
        after = [self._reaches(day, effective.start)]
        before = [] if effective.until is None else [no(self._reaches(day, effective.until))]
        return every([self.located(scope.place, scope.areas, member), no(day.absent), *after, *before])

    def governing_day(self, scope: Scope, member: str) -> SymDay:
        """The day that selects the law; what has not happened yet is judged as if it happened when looked at."""
        day = self.name(scope.governed_by, member)
        assert isinstance(day, SymDay)
        if is_no(day.not_yet):
            return day
        return SymDay(day.absent, NO, pick(day.not_yet, self.world.decide_on.day, day.day), day.timed)

    def _reaches(self, day: SymDay, stated: date | DisputedDay) -> Formula:
        if isinstance(stated, date):
            return at_least(day.day, stated.toordinal())
        picked = self.world.choice(stated.id, len(stated.alternatives))
        values = [self.value(one.value, "", stated.id) for one in stated.alternatives]
        reached = [day.day >= value.day for value in values if isinstance(value, SymDay)]
        return some(every([picked == number, one]) for number, one in enumerate(reached))

    def located(self, fact: str, areas: tuple[str, ...], member: str) -> Formula:
        """Whether the place that a fact names lies in one of several areas."""
        key = (fact, member if self.program.vocabulary.each_of(fact) else "", *areas)
        if key not in self._lying:
            self._lying[key] = self.lies_in(self.name(fact, member), areas)
        return self._lying[key]

    def lies_in(self, place: Symbol, areas: Sequence[str]) -> Formula:
        """Whether a place lies in one of several areas."""
        if isinstance(place, SymOther) or not isinstance(place, SymWord):
            return NO
        known = self.program.pack.places
        inside = [code for code in self.world.places if any(known.lies_in(code, area) for area in areas)]
        return every([no(place.absent), some(same(place.code, self.world.word(code)) for code in inside)])

    # -- every case -------------------------------------------------------------------------------------------

    def axioms(self) -> Iterator[Formula]:
        """What holds of every case, for every member of which it speaks."""
        forms: dict[AxiomForm, None] = {one: None for named in self.program.axiom_forms.values() for one in named}
        for form in forms:
            for member in self.world.members(form.group):
                yield no(self.holds(form.never, member))
