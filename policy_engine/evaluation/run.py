"""One pass over the program: what each name is and which rules are live, for one set of completions.

Where the law can be read in several ways, a pass takes one way (`choices`) and notes the ways there were
(`offered`); the caller makes a pass for each. Nothing here looks at anything but its arguments, and a question asked
twice gets the same answer, so the order of asking never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import TypeVar

from policy_engine.calendar.counting import Counted
from policy_engine.conditions.conditions import Condition
from policy_engine.evaluation import concluding, gathering, holding, standing
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.clocks import days_on
from policy_engine.evaluation.domains import Days, Domain, Options, a_day, is_open
from policy_engine.evaluation.findings import NOTHING, Address, Found, Point, Truth
from policy_engine.evaluation.memory import Count, Kept, Memory, Question, Told
from policy_engine.evaluation.standing import Standing
from policy_engine.facts.money import Rates
from policy_engine.facts.values import Moment
from policy_engine.facts.vocabulary import DECIDE_ON
from policy_engine.rules.model import Rule

_What = TypeVar("_What", bound=Hashable)
_Answer = TypeVar("_Answer")

MOST_ANSWERS = 800
"""A pass that is kept for the next thing asked keeps no more answers than about so many."""


class Run:
    """A pass for one box and one way of reading the law.

    Everything that a pass is asked goes through `ask`, which finds each answer once. With a `memory` it is not even
    found again by the next pass, wherever what it is made of has not changed. `plain` is the pass over the same box
    that takes the first way everywhere: where it was offered no other, its answer is that of every pass.
    """

    def __init__(
        self,
        box: Box,
        choices: Mapping[str, int],
        memory: Memory | None = None,
        *,
        plain: Run | None = None,
        trying: bool = False,
    ) -> None:
        self.box = box
        self.program = box.program
        self.choices = choices
        self.trying = trying
        self.offered: dict[str, int] = {}
        self.counts: dict[tuple[str, str], set[Counted]] = {}
        self._memory = memory
        self._plain = plain
        self._told: dict[Question, Told] = {}
        self._asked: dict[Question, Told] = {}
        self._counted: list[Count] = []
        self._trials: dict[tuple[Address, Domain], Run] = {}

    # -- asking -----------------------------------------------------------------------------------------------

    def ask(self, find: Callable[[Run, _What, str], _Answer], what: _What, who: str) -> _Answer:
        """The answer to a question; whoever asks is offered the ways of reading that there were for it."""
        question = (find, what, who)
        told = self._asked[question] = self.tell(question)
        for point, ways in told.offered:
            self.offered[point] = max(ways, self.offered.get(point, 0))
        answer: _Answer = told.answer
        return answer

    def tell(self, question: Question) -> Told:
        """The answer to a question, found once a pass, with the ways of reading that there were for it."""
        told = self._told.get(question)
        if told is not None:
            return told
        if self._plain is not None:
            told = self._plain._told.get(question)
            if told is not None and not told.offered:
                return told
        if question[0] is _given:
            told = Told(_given(self, str(question[1]), question[2]))
        else:
            told = self._recalled(question) or self._found_out(question)
        self._told[question] = told
        return told

    def facts_asked(self) -> frozenset[Address]:
        """The facts that were asked for so far."""
        return frozenset((str(what), who) for find, what, who in self._told if find in (_given, _dated))

    def forget_members(self) -> None:
        """Keep the answers about the whole case alone, where many others have come to be kept."""
        if len(self._told) > MOST_ANSWERS:
            self._told = {question: told for question, told in self._told.items() if not question[2]}

    def alone(self, ask: Callable[[], _Answer]) -> tuple[_Answer, dict[str, int]]:
        """An answer of this pass, with the points at which the law could be read otherwise for this answer."""
        outer, self.offered = self.offered, {}
        answer = ask()
        offered, self.offered = self.offered, outer
        return answer, offered

    def _recalled(self, question: Question) -> Told | None:
        if self._memory is None or question[0] in FLEETING:
            return None
        kept = self._memory.recall(question, self._told, self.tell)
        if kept is None:
            return None
        for count in kept.counts:
            self._note(count)
        return kept.told

    def _found_out(self, question: Question) -> Told:
        find, what, who = question
        outer = self._asked, self.offered, self._counted
        self._asked, self.offered, self._counted = {}, {}, []
        try:
            answer = find(self, what, who)
            told = Told(answer, tuple(sorted(self.offered.items())) if self.offered else ())
            if self._memory is not None and find not in FLEETING:
                self._memory.keep(question, self._asked, Kept(told, tuple(self._counted)))
        finally:
            self._asked, self.offered, self._counted = outer
        return told

    # -- names ------------------------------------------------------------------------------------------------

    def name(self, name: str, member: str, where: str = "") -> Found:
        """The value of a fact, aggregate or conclusion, for a member where it belongs to one.

        `where` is the fact that names the place whose law asks: `decide_on` is a day by the clock there.
        """
        who = member if self.program.lists.get(name) else ""
        vocabulary = self.program.vocabulary
        if name in vocabulary.conclusions:
            return self.ask(concluding.concluded, name, who)
        if name in vocabulary.aggregates:
            return self.ask(_gathered, name, who)
        if name == DECIDE_ON:
            return self.looked_at(vocabulary.party_at(where), member)
        return self.ask(_dated if (name, who) in self.box.moments else _given, name, who)

    def day_of(self, moment: Moment, party: str, member: str) -> Found:
        """The day of an instant on a party's clock; both days where the place leaves the clock open."""
        known = self.program.vocabulary.parties.get(party)
        if known is None:
            return Found(a_day(moment.day_as_stated, moment.utc))
        place = self.name(known.place, member)
        codes = sorted(map(str, place.value.words)) if isinstance(place.value, Options) else [str(place.value)]
        zone = self.name(known.time_zone, "").value if known.time_zone else None
        stated_zone = zone if isinstance(zone, str) else None
        days: set[date] = set()
        several = False
        for code in codes:
            days_there = days_on(self.program.calendars, code, stated_zone, moment)
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
        known = self.program.vocabulary.parties.get(party)
        return self.ask(_looked_at, party, member if known is not None and self.program.lists.get(known.place) else "")

    def under(self, address: Address, domain: Domain, conclusion: str, member: str) -> Found:
        """What a conclusion would be if a fact were narrowed."""
        return self.ask(_under, (address, domain, conclusion), member)

    def trial(self, address: Address, domain: Domain) -> Run:
        """The pass that tries out what would be if a fact were narrowed."""
        found = self._trials.get((address, domain))
        if found is None:
            memory = None if self._memory is None else self._memory.of_trials()
            plain = None if self._plain is None else self._plain.trial(address, domain)
            found = Run(self.box.narrowed(address, domain), self.choices, memory, plain=plain, trying=True)
            self._trials[address, domain] = found
        return found

    def stated_rates(self) -> Rates | None:
        """The exchange rates that the case states, if any."""
        for name in self.program.rates:
            value = self.name(name, "").value
            return value if isinstance(value, Rates) else None
        return None

    def rates_points(self) -> frozenset[Point]:
        """The question to ask where an amount cannot be compared for want of an exchange rate."""
        return frozenset(Point(name, "") for name in self.program.rates)

    # -- conditions and rules ---------------------------------------------------------------------------------

    def holds(self, condition: Condition, member: str, where: str = "") -> Truth:
        """Whether a condition holds of the completions that are still possible; `where` names whose law it is."""
        return holding.holds(self, condition, member, where)

    def standing(self, rule: Rule, member: str) -> Standing:
        """Whether a rule is live for a member."""
        return self.ask(standing.judged, rule.key, member if rule.each else "")

    def located(self, fact: str, areas: tuple[str, ...], member: str) -> Truth:
        """Whether the place that a fact names lies in one of several areas."""
        return self.ask(_located, (fact, areas), member if self.program.lists.get(fact) else "")

    def lies_in(self, fact: str, areas: tuple[str, ...], member: str) -> Truth:
        """The same, found out each time: for whoever asks about many areas at once."""
        return holding.lies_in(self, self.name(fact, member), areas)

    # -- ways of reading --------------------------------------------------------------------------------------

    def choose(self, point: str, ways: int) -> int:
        """Take the way of this pass at a point where the law can be read in several ways, and note that there are."""
        return self.ask(_chosen, (point, ways), "")

    def counted(self, owner: str, member: str, counted: Counted) -> None:
        """Note a period that was counted out, so that the trace can show it."""
        self._note(Count(owner, member, counted))

    def _note(self, count: Count) -> None:
        self._counted.append(count)
        self.counts.setdefault((count.owner, count.member), set()).add(count.counted)


def _given(run: Run, name: str, member: str) -> Found:
    """A fact as it is stated or may still be."""
    value = run.box.value((name, member))
    return Found(value, frozenset({Point(name, member)}) if is_open(value) else NOTHING)


def _gathered(run: Run, name: str, _member: str) -> Found:
    """What is made of the members of a list."""
    return gathering.gather(run, run.program.vocabulary.aggregates[name])


def _dated(run: Run, name: str, member: str) -> Found:
    """A stated instant as a day."""
    return run.day_of(run.box.moments[name, member], run.program.vocabulary.facts[name].party, member)


def _looked_at(run: Run, party: str, member: str) -> Found:
    return run.day_of(run.box.decide_on, party, member)


def _located(run: Run, where: tuple[str, tuple[str, ...]], member: str) -> Truth:
    return run.lies_in(*where, member)


def _under(run: Run, what: tuple[Address, Domain, str], member: str) -> Found:
    address, domain, conclusion = what
    found, offered = run.trial(address, domain).tell((concluding.concluded, conclusion, member))
    for point, ways in offered:
        run.choose(point, ways)
    return found  # type: ignore[no-any-return]


def _chosen(run: Run, what: tuple[str, int], _member: str) -> int:
    point, ways = what
    run.offered[point] = max(ways, run.offered.get(point, 0))
    return min(run.choices.get(point, 0), ways - 1)


FLEETING = frozenset({_given, _gathered, _under, _chosen})
"""What a pass reads off its own box or way of reading, and no other pass can take over from it."""
