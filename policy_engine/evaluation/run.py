"""One pass over the program: what each name is and which rules are live, for one set of completions.

Where the law can be read in several ways, a pass takes one way (`choices`) and notes the ways there were
(`offered`); the caller makes a pass for each. Nothing here looks at anything but its arguments, and a name asked
twice gives the same answer, so the order of asking never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from policy_engine.calendar.counting import Counted
from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const
from policy_engine.evaluation import comparing, expressions, gathering, standing
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.clocks import days_on
from policy_engine.evaluation.domains import (
    ABSENT,
    NOT_YET,
    UNKNOWN,
    Days,
    Domain,
    Options,
    a_day,
    is_open,
    options,
)
from policy_engine.evaluation.findings import (
    NO,
    NO_REVIEW,
    NOTHING,
    YES,
    Address,
    Found,
    Point,
    Truth,
    all_hold,
    any_holds,
    doubted_by,
    lazily,
    negate,
    truth_of,
    withheld,
)
from policy_engine.evaluation.standing import Standing
from policy_engine.facts.money import Rates
from policy_engine.facts.values import Kind, Moment
from policy_engine.facts.vocabulary import DECIDE_ON, Combine, Conclusion
from policy_engine.rules.model import Rule, Sets

MOST_CLASSES = 8
"""Words of an enum beyond so many classes are not tried out for a single conclusion."""
MOST_IDLE = 3
"""Nor is anything tried out where a conclusion turns on more facts than so many."""


class Count(NamedTuple):
    """A period that was counted out, and for which rule."""

    owner: str
    member: str
    counted: Counted


_Key = TypeVar("_Key")
_Answer = TypeVar("_Answer")


class Run:
    """A pass for one box and one way of reading the law."""

    def __init__(self, box: Box, choices: Mapping[str, int], *, trying: bool = False) -> None:
        self.box = box
        self.program = box.program
        self.choices = choices
        self.offered: dict[str, int] = {}
        self.counts: dict[tuple[str, str, str], Count] = {}
        self._trying = trying
        self._names: dict[Address, tuple[Found, Mapping[str, int]]] = {}
        self._standings: dict[tuple[str, str], tuple[Standing, Mapping[str, int]]] = {}
        self._places: dict[tuple[str, tuple[str, ...], str], tuple[Truth, Mapping[str, int]]] = {}

    def alone(self, ask: Callable[[], _Answer]) -> tuple[_Answer, dict[str, int]]:
        """An answer of this pass, with the points at which the law could be read otherwise for this answer."""
        outer, self.offered = self.offered, {}
        answer = ask()
        offered, self.offered = self.offered, outer
        return answer, offered

    def _once(
        self, kept: dict[_Key, tuple[_Answer, Mapping[str, int]]], key: _Key, ask: Callable[[], _Answer]
    ) -> _Answer:
        """Answer once a pass; whoever asks again is offered the same ways of reading."""
        found = kept.get(key)
        if found is None:
            found = kept[key] = self.alone(ask)
        for point, ways in found[1].items():
            self.offered[point] = max(ways, self.offered.get(point, 0))
        return found[0]

    # -- names ------------------------------------------------------------------------------------------------

    def name(self, name: str, member: str) -> Found:
        """The value of a fact, aggregate or conclusion, for a member where it belongs to one."""
        address = (name, member if self.program.vocabulary.each_of(name) else "")
        return self._once(self._names, address, lambda: self._find(address))

    def _find(self, address: Address) -> Found:
        name, member = address
        vocabulary = self.program.vocabulary
        if name == DECIDE_ON:
            return Found(a_day(self.box.decide_on.day_as_stated, self.box.decide_on.utc))
        if name in vocabulary.facts:
            return self._fact(address)
        if name in vocabulary.aggregates:
            return gathering.gather(self, vocabulary.aggregates[name])
        return self._doubted(name, member, self._conclusion(vocabulary.conclusions[name], member))

    def _fact(self, address: Address) -> Found:
        fact = self.program.vocabulary.facts[address[0]]
        value = self.box.value(address)
        moment = self.box.moments.get(address)
        if moment is not None:
            return self.day_of(moment, fact.party, address[1])
        return Found(value, frozenset({Point(*address)}) if is_open(value) else NOTHING)

    def day_of(self, moment: Moment, party: str, member: str) -> Found:
        """The day of an instant on a party's clock; both days where the place leaves the clock open."""
        known = self.program.vocabulary.parties.get(party)
        if known is None:
            return Found(a_day(moment.day_as_stated, moment.utc))
        place = self.name(known.place, member)
        codes = sorted(map(str, place.value.words)) if isinstance(place.value, Options) else [str(place.value)]
        zone = self.box.known.get((known.time_zone, "")) if known.time_zone else None
        days: set[date] = set()
        several = False
        for code in codes:
            days_there = days_on(self.program.calendars, code, zone, moment)
            several = several or len(days_there) > 1
            days |= days_there
        first, last = min(days), max(days)
        if first == last:
            return Found(a_day(first, moment.utc))
        if len(codes) > 1:
            return Found(Days(first, last, False, moment.utc), place.open)
        picked = self.choose(f"time_zone:{known.time_zone or known.place}", len(days))
        return Found(a_day(sorted(days)[picked], moment.utc))

    def looked_at(self, party: str, member: str) -> Found:
        """The moment at which the case is looked at, as a day on a party's clock."""
        return self.day_of(self.box.decide_on, party, member)

    def party_of(self, name: str) -> str:
        """Whose clock makes days of a name."""
        fact, conclusion = self.program.vocabulary.facts.get(name), self.program.vocabulary.conclusions.get(name)
        if fact is not None:
            return fact.party
        if conclusion is not None:
            return conclusion.party
        aggregate = self.program.vocabulary.aggregates.get(name)
        return self.party_of(aggregate.of) if aggregate is not None else ""

    def _conclusion(self, conclusion: Conclusion, member: str) -> Found:
        given: list[tuple[Rule, Truth]] = []
        silent = YES
        for rule in self.program.setters.get(conclusion.name, ()):
            live = self.standing(rule, member).live
            if live.holds is False:
                silent = withheld(silent, live)
            else:
                given.append((rule, live))
        sure = [(rule, live) for rule, live in given if live.holds]
        values = [(rule, live, self._given(rule, conclusion, member)) for rule, live in given]
        if len(sure) == len(given):
            return doubted_by(self._combined(conclusion, values), silent)
        found = doubted_by(self._undecided(conclusion, values, bool(sure)), silent)
        return self._without_idle_points(conclusion, member, found) if len(values) > 1 and not self._trying else found

    def _given(self, rule: Rule, conclusion: Conclusion, member: str) -> Found:
        effect = next(e for e in rule.effects if isinstance(e, Sets) and e.name == conclusion.name)
        return expressions.value_of(self, effect.value, member, rule.id)

    def _combined(self, conclusion: Conclusion, values: list[tuple[Rule, Truth, Found]]) -> Found:
        if not values:
            otherwise = ABSENT if conclusion.otherwise is None else plain(conclusion.otherwise)
            return Found(otherwise)
        review = NO_REVIEW.union(*(live.review | found.review for _, live, found in values))
        doubt = NOTHING.union(*(live.doubt | found.doubt for _, live, found in values))
        open_points = NOTHING.union(*(found.open for _, _, found in values))
        first = values[0][2].value
        if len(values) == 1 or all(found.value == first and not is_open(found.value) for _, _, found in values):
            return Found(first, open_points, review, doubt)
        if conclusion.combine in (Combine.LONGEST, Combine.SHORTEST):
            latest = conclusion.combine is Combine.LONGEST
            value = expressions.extreme([found.value for _, _, found in values], latest)
            return Found(value, open_points if is_open(value) else NOTHING, review, doubt)
        if open_points:
            return Found(UNKNOWN, open_points, review, doubt)
        ids = "+".join(sorted({rule.id for rule, _, _ in values}))
        return Found(ABSENT, NOTHING, review | {f"conflict:{conclusion.name}:{ids}"}, doubt)

    def _undecided(self, conclusion: Conclusion, values: list[tuple[Rule, Truth, Found]], sure: bool) -> Found:
        """Some rules may or may not be live: the value is open unless all that may be live agree."""
        points = NOTHING.union(*(live.open | found.open for _, live, found in values))
        tainted = [(live, found) for _, live, found in values if not truth_clean(live, found)]
        doubt = NOTHING.union(*(live.doubt | found.doubt | live.open for live, found in tainted))
        candidates = [found.value for _, _, found in values]
        if not sure:
            candidates.append(ABSENT if conclusion.otherwise is None else plain(conclusion.otherwise))
        if all(value == candidates[0] and not is_open(value) for value in candidates):
            return Found(candidates[0], NOTHING, NO_REVIEW, doubt)
        return Found(expressions.hull(candidates), points, NO_REVIEW, doubt)

    def _without_idle_points(self, conclusion: Conclusion, member: str, found: Found) -> Found:
        """Drop open words that make no difference to this conclusion: each of them leads to the same."""
        if len(found.open) > MOST_IDLE:
            return found
        for point in sorted(found.open):
            classes = self.program.words.get(point.name, ())
            domain = self.box.value(point.address)
            if not isinstance(domain, Options) or len(classes) > MOST_CLASSES:
                continue
            parts = [words & domain.words for words in classes if words & domain.words]
            results = {self._under(point.address, options(frozenset(part)), conclusion, member) for part in parts}
            if len(results) == 1:
                return results.pop()
        return found

    def _under(self, address: Address, domain: Domain, conclusion: Conclusion, member: str) -> Found:
        inner = Run(self.box.narrowed(address, domain), self.choices, trying=True)
        found = inner.name(conclusion.name, member)
        for point, ways in inner.offered.items():
            self.choose(point, ways)
        return found

    def _doubted(self, name: str, member: str, found: Found) -> Found:
        """Law that could not be encoded and touches this name turns it into a question for a person."""
        for entry in self.program.doubters.get(name, ()):
            bites = standing.bites(self, entry, member)
            if bites.holds:
                found = found._replace(review=found.review | {entry.id})
            elif bites.holds is None:
                found = found._replace(doubt=found.doubt | bites.open)
        return found

    # -- conditions -------------------------------------------------------------------------------------------

    def holds(self, condition: Condition, member: str) -> Truth:
        """Whether a condition holds of the completions that are still possible."""
        match condition:
            case Test():
                return self._test(condition, member)
            case All(parts):
                return lazily(self._askers(parts, member), False)
            case AnyOf(parts):
                return lazily(self._askers(parts, member), True)
            case NoneOf(parts):
                return negate(lazily(self._askers(parts, member), True))

    def _askers(self, parts: tuple[Condition, ...], member: str) -> list[Callable[[], Truth]]:
        return [lambda part=part: self.holds(part, member) for part in parts]  # type: ignore[misc]

    def _test(self, test: Test, member: str) -> Truth:
        subject = self.name(test.subject, member)
        match test.operator:
            case Operator.EQUALS | Operator.ONE_OF:
                return self._equals(test, subject, member)
            case Operator.HAS:
                return self._has(test, subject, member)
            case Operator.HAPPENED:
                return self._happened(test, subject, member)
            case Operator.PASSED_WITHOUT:
                return self._passed_without(test, member)
            case _:
                operand = expressions.value_of(self, test.operands[0], member, "")
                if comparing.is_date_order(test.operator):
                    return truth_of(comparing.in_order(subject.value, test.operator, operand.value), subject, operand)
                return self._numeric(test, subject, operand)

    def _equals(self, test: Test, subject: Found, member: str) -> Truth:
        is_place = self.program.vocabulary.kind_of(test.subject) is Kind.PLACE
        words = [one.value for one in test.operands if isinstance(one, Const)]
        if isinstance(subject.value, bool | str) and len(words) == len(test.operands) and not is_place:
            return Truth(subject.value in words, NOTHING, subject.review, subject.doubt)
        if is_place:
            areas = [expressions.value_of(self, operand, member, "").value for operand in test.operands]
            return self.lies_in(subject, tuple(str(area) for area in areas))
        operands = [expressions.value_of(self, operand, member, "") for operand in test.operands]
        if isinstance(subject.value, Options) and not any(is_open(one.value) for one in operands):
            wanted = {one.value for one in operands}
            inside = [word in wanted for word in subject.value.words]
            holds = True if all(inside) else (None if any(inside) else False)
            return truth_of(holds, subject, *operands)
        return any_holds(truth_of(comparing.same(subject.value, one.value), subject, one) for one in operands)

    def lies_in(self, place: Found, areas: tuple[str, ...]) -> Truth:
        """Whether a place, perhaps still open, lies in one of several areas."""
        places = self.program.pack.places
        words = place.value.words if isinstance(place.value, Options) else {place.value}
        answers = set()
        for word in words:
            inside = [places.lies_in(str(word), area) for area in areas]
            answers.add(True if True in inside else (None if None in inside else False))
        holds = answers.pop() if len(answers) == 1 else None
        return truth_of(holds, place)

    def _has(self, test: Test, subject: Found, member: str) -> Truth:
        words = frozenset(str(expressions.value_of(self, one, member, "").value) for one in test.operands)
        holds, undecided = comparing.has_any(subject.value, words)
        if holds is None and subject.open:
            points = frozenset(Point(point.name, point.member, word) for point in subject.open for word in undecided)
            subject = subject._replace(open=points)
        return truth_of(holds, subject)

    def _passed_without(self, test: Test, member: str) -> Truth:
        """`{happened: false, by: D}` holds once D has passed without the event, or the event came after D."""
        by = expressions.value_of(self, test.operands[0], member, "")
        now = self.looked_at(self.party_of(test.subject), member)
        passed = truth_of(comparing.in_order(now.value, Operator.AFTER, by.value), now, by)
        happened = self._happened(test, self.name(test.subject, member), member)
        return all_hold([passed, negate(happened)])

    def _happened(self, test: Test, subject: Found, member: str) -> Truth:
        """`{happened: true}`, at all or by a day."""
        if not test.operands:
            return truth_of(comparing.happened(subject.value), subject)
        by = expressions.value_of(self, test.operands[0], member, "")
        if subject.value is NOT_YET:
            return NO
        return truth_of(comparing.in_order(subject.value, Operator.ON_OR_BEFORE, by.value), subject, by)

    def _numeric(self, test: Test, subject: Found, operand: Found) -> Truth:
        answer = comparing.numeric(subject.value, test.operator, operand.value)
        seen: list[Found] = [subject, operand]
        if answer is None and not subject.open and not operand.open:
            rates = self.stated_rates()
            answer = comparing.numeric(subject.value, test.operator, operand.value, rates)
            if answer is None:
                seen.append(Found(UNKNOWN, self.rates_points()))
        return truth_of(answer, *seen)

    def stated_rates(self) -> Rates | None:
        """The exchange rates that the case states, if any."""
        for fact in self.program.vocabulary.facts.values():
            if fact.kind is Kind.RATES:
                value = self.box.known.get((fact.name, ""))
                return value if isinstance(value, Rates) else None
        return None

    def rates_points(self) -> frozenset[Point]:
        """The question to ask where an amount cannot be compared for want of an exchange rate."""
        facts = self.program.vocabulary.facts.values()
        return frozenset(Point(fact.name, "") for fact in facts if fact.kind is Kind.RATES)

    # -- rules ------------------------------------------------------------------------------------------------

    def standing(self, rule: Rule, member: str) -> Standing:
        """Whether a rule is live for a member; judged once a pass."""
        key = (rule.key, member if rule.each else "")
        return self._once(self._standings, key, lambda: standing.judge(self, rule, key[1]))

    def located(self, fact: str, areas: tuple[str, ...], member: str) -> Truth:
        """Whether the place that a fact names lies in one of several areas."""
        return self._once(self._places, (fact, areas, member), lambda: self.lies_in(self.name(fact, member), areas))

    # -- ways of reading --------------------------------------------------------------------------------------

    def choose(self, point: str, ways: int) -> int:
        """Take the way of this pass at a point where the law can be read in several ways, and note that there are."""
        self.offered[point] = max(ways, self.offered.get(point, 0))
        return min(self.choices.get(point, 0), ways - 1)

    def counted(self, owner: str, member: str, counted: Counted) -> None:
        """Note a period that was counted out, so that the trace can show it."""
        self.counts[(owner, member, counted.event_day.isoformat())] = Count(owner, member, counted)


def truth_clean(live: Truth, found: Found) -> bool:
    """Whether neither a rule nor its value needs a person."""
    return live.clean and not found.review and not found.doubt


def plain(value: object) -> Domain:
    """A declared default as a domain."""
    if isinstance(value, date):
        return a_day(value)
    return value  # type: ignore[return-value]
