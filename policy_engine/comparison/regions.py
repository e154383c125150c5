"""From one case that comes out otherwise to a region of them: no fact more than it takes, each as wide as it goes.

Everything is tried by running it. At the end the whole region is run at once, as a case whose facts are only known to
lie in it; where that comes out as one answer in each version, the region was looked at whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from policy_engine.comparison.outcomes import Answered, Asks, Limb, Output, Part, Region, Sort
from policy_engine.comparison.running import Both, Runner
from policy_engine.comparison.sides import pack_of_both
from policy_engine.comparison.telling_apart import place_classes, word_classes, words_asked
from policy_engine.decisions.model import VerdictCode
from policy_engine.evaluation.domains import ABSENT, NOT_YET, Days, Domain, Numbers, Traits, options
from policy_engine.facts.case import Address, Case, shown_address
from policy_engine.facts.money import LARGEST, Money, Rates
from policy_engine.facts.values import EARLIEST, LATEST, Kind, Moment, NotBy, Value, as_written
from policy_engine.facts.vocabulary import DECIDE_ON, Vocabulary
from policy_engine.jurisdictions import ELSEWHERE, parent
from policy_engine.proof.places import some_place

_EXACT_PARTS = (Part.VERDICT, Part.COVERED)
_MEASURED = (Kind.DATE, Kind.EVENT, Kind.MOMENT, Kind.MONEY)
_NO_VALUE = (VerdictCode.NEEDS_REVIEW.value, ABSENT.value, NOT_YET.value)


@dataclass(frozen=True, slots=True)
class Trial:
    """A case that comes out otherwise in a part of an answer, against which others are held."""

    runner: Runner
    vocabulary: Vocabulary
    """The words that both versions know."""
    output: Output
    member: str
    part: Part
    both: Both
    claimed: Callable[[Both], bool] | None = None
    """What a case has to show; without it, that it comes out otherwise in the same way."""

    def holds(self, case: Case) -> bool:
        """Whether another case comes out otherwise in the same way, as far as cases may still be run."""
        if not self.runner.budget.may_run:
            return False
        return self.fits(self.runner.both(case, self.output, self.member, self._may_fit))

    def really_holds(self, case: Case) -> bool:
        """The same, with all that follows from what the case states."""
        return self.fits(self.runner.plainly(case, self.output, self.member))

    def _may_fit(self, before: Answered) -> bool:
        """Whether the answer of the old version leaves it possible that both differ in the same way."""
        return self.claimed is not None or not self._exactly or before == self.both.before or self.part in _EXACT_PARTS

    @property
    def _exactly(self) -> bool:
        """Whether the answers must be the same as in the first case; days and amounts differ from case to case."""
        return self.part in _EXACT_PARTS or (self.output.sort in (Sort.TERM, Sort.CONCLUSION) and not self._is_measured)

    def fits(self, both: Both | None) -> bool:
        """Whether answers differ in the same way, or show what is claimed."""
        if both is None or not both.differ(self.part):
            return False
        if self.claimed is not None:
            return self.claimed(both)
        if self._exactly:
            return both.alike(self.both, self.part)
        if self.output.sort is Sort.ACTION:
            return both.before.code == both.after.code == self.both.before.code
        return _special(both) == _special(self.both)

    @property
    def gives_a_place(self) -> bool:
        """Whether what differs is a place, which may be the very one that the case states."""
        return self.part is Part.VALUE and self.vocabulary.kind_of(self.output.name) is Kind.PLACE

    @property
    def _is_measured(self) -> bool:
        return self.vocabulary.kind_of(self.output.name) in _MEASURED


def _special(both: Both) -> tuple[str, ...]:
    """The answers that are no value, each with its side."""
    return tuple(one.code if one.code in _NO_VALUE else "" for one in (both.before, both.after))


def relevant(trial: Trial, case: Case, names: frozenset[str]) -> Case:
    """The same case with what the answer asks for, or can turn on, where that is enough."""
    behind = {address: value for address, value in case.facts.items() if address[0] in names}
    in_one_currency = {address: value for address, value in behind.items() if not isinstance(value, Rates)}
    asked = trial.runner.facts_asked(case, trial.output, trial.member)
    for fewer in ({one: value for one, value in behind.items() if one in asked}, in_one_currency, behind):
        if len(fewer) < len(case.facts) and trial.really_holds(short := replace(case, facts=fewer)):
            return _not_before_its_days(trial, short)
    return case


def _not_before_its_days(trial: Trial, case: Case) -> Case:
    """The same case, looked at after the days that it states, where it says the same then: it reads more easily."""
    day = case.decide_on.day_as_stated
    if not any(isinstance(one, date) and one > day for one in case.facts.values()):
        return case
    later = replace(case, decide_on=_lately(trial, case))
    return later if trial.holds(later) and trial.really_holds(later) else case


def _lately(trial: Trial, case: Case) -> Moment:
    """The last day of which the newer version knows the law, or that the case states: nobody looks before it."""
    days = (value.by if isinstance(value, NotBy) else value for value in case.facts.values())
    stated = (one.day_as_stated if isinstance(one, Moment) else one for one in days if isinstance(one, date | Moment))
    return Moment(datetime.combine(max([trial.runner.new.pack.law_known_to, *stated]), time(12), UTC))


def shortened(trial: Trial, case: Case) -> Case:
    """The same case with no fact more than shows it at sight, where cases may still be run."""
    if not trial.runner.budget.may_run:
        return case
    short = _without_places(trial, _with_fewer(trial, case))
    groups = {trial.vocabulary.each_of(name) for name, _ in short.facts} | {trial.vocabulary.each_of(trial.output.name)}
    bare = replace(short, members={group: ids for group, ids in case.members.items() if group in groups})
    for one in (_plainer(trial, bare), bare, short):
        if trial.really_holds(one):
            return one
    return case


def _with_fewer(trial: Trial, case: Case) -> Case:
    """The same without the facts that are not needed, looked for by halves; places stay."""
    kept = {address: value for address, value in case.facts.items() if not _is_place(trial, address)}
    places = {address: value for address, value in case.facts.items() if address not in kept}
    size = max(len(kept) // 2, 1)
    while kept and size:
        left, start = list(kept), 0
        while start < len(left):  # what fewer facts leave open, still fewer do too: each is tried once a size
            fewer = {address: kept[address] for address in left[:start] + left[start + size :]}
            if trial.holds(replace(case, facts=places | fewer)):
                kept, left = fewer, list(fewer)
            else:
                start += size
        size //= 2
    return replace(case, facts=places | kept)


def _without_places(trial: Trial, case: Case) -> Case:
    """The same without the places that are not needed; without one all law there is has to be looked at.

    What holds wherever it may be also holds in a country that no rule names, which is soon seen.
    """
    away = some_place(ELSEWHERE, pack_of_both(trial.runner.old, trial.runner.new))
    for address in [one for one in case.facts if _is_place(trial, one)]:
        without = replace(case, facts={one: value for one, value in case.facts.items() if one != address})
        if trial.holds(case.with_facts({address: away})) and trial.holds(without):
            case = without
    return case


def _is_place(trial: Trial, address: Address) -> bool:
    return trial.vocabulary.facts[address[0]].kind is Kind.PLACE


def _plainer(trial: Trial, case: Case) -> Case:
    """The same with whole countries, the commonest words and events that happened, where that comes to the same."""
    for address, value in case.facts.items():
        plainer: Value | None = None
        fact = trial.vocabulary.facts[address[0]]
        if fact.kind is Kind.PLACE:
            plainer = parent(str(value)) if _holds_next_door(trial, case, address) else None
        elif fact.kind is Kind.ENUM:
            plainer = fact.commonest
        elif fact.kind is Kind.EVENT and isinstance(value, NotBy):
            plainer = case.decide_on.day_as_stated
        if plainer not in (None, value) and trial.holds(case.with_facts({address: plainer})):
            case = case.with_facts({address: plainer})
    later = replace(case, decide_on=_lately(trial, case))
    return later if trial.holds(later) else case


def _holds_next_door(trial: Trial, case: Case, address: Address) -> bool:
    """Whether it also holds in another part of the country, which is sooner seen than of all of them."""
    here = str(case.facts[address])
    country, classes = parent(here), place_classes(trial.runner.old, trial.runner.new, trial.output)
    others = (one for one in classes if parent(one) == country and classes[one] != classes.get(here))
    next_door = next(others, None)
    place = None if next_door is None else some_place(next_door, pack_of_both(trial.runner.old, trial.runner.new))
    return place is None or trial.holds(case.with_facts({address: place}))


def region_of(trial: Trial, case: Case) -> Region:
    """The widest region around a short case, fact by fact; where no more cases may be run, that of the case."""
    if not trial.runner.budget.may_run:
        return _plain_region(trial, case)
    limbs: list[Limb] = []
    domains: dict[Address, Domain] = {}
    for address in sorted(case.facts):
        shown = shown_address(trial.vocabulary, address)
        found = list(_widened(trial, case, address))
        limbs += [Limb(shown, asks, values) for asks, values, _ in found]
        for _, _, domain in found:
            if domain is not None:
                domains[address] = domain
    limbs += _looked_at(trial, case)
    cut_short = not trial.runner.budget.may_run
    return Region(tuple(limbs), checked=not cut_short and _checked(trial, case, domains), cut_short=cut_short)


def _plain_region(trial: Trial, case: Case) -> Region:
    """The region of all cases that state what a short case states, and are looked at on the same day."""
    limbs = (
        Limb(shown_address(trial.vocabulary, one), Asks.NOT_YET, ())
        if isinstance(value, NotBy)
        else Limb(shown_address(trial.vocabulary, one), Asks.ONE_OF, (as_written(value),))
        for one, value in sorted(case.facts.items())
    )
    day = str(case.decide_on.day_as_stated)
    return Region((*limbs, Limb(DECIDE_ON, Asks.BETWEEN, (day, day))), checked=True, cut_short=True)


_Widened = tuple[Asks, tuple[str, ...], Domain | None]


def _widened(trial: Trial, case: Case, address: Address) -> Iterator[_Widened]:
    value, fact = case.facts[address], trial.vocabulary.facts[address[0]]
    asked = (trial.runner.old, trial.runner.new, trial.output, address[0])

    def good(other: Value) -> bool:
        return other == value or trial.holds(case.with_facts({address: other}))

    match fact.kind:
        case Kind.BOOL:
            yield Asks.ONE_OF, (as_written(value),), None
        case Kind.ENUM:
            classes = word_classes(*asked, frozenset(fact.values))
            words = tuple(word for alike in classes if good(min(alike)) for word in sorted(alike)) or (str(value),)
            yield Asks.ONE_OF, words, options(frozenset[str | bool](words))
        case Kind.PLACE:
            yield _places(trial, good, value)
        case Kind.SET:
            assert isinstance(value, frozenset)
            yield from _traits(words_asked(*asked) & fact.values.keys(), value, good)
        case Kind.INTEGER | Kind.MONEY:
            yield from _numbers(value, good)
        case Kind.DATE | Kind.EVENT | Kind.MOMENT:
            if isinstance(value, NotBy):
                yield Asks.NOT_YET, (), None
            else:
                yield from _days(case, fact.kind, value, good)
        case _:
            yield Asks.ONE_OF, (as_written(value),), None


def _places(trial: Trial, good: Callable[[Value], bool], value: Value) -> _Widened:
    both = (trial.runner.old, trial.runner.new)
    classes, pack = place_classes(*both, trial.output), pack_of_both(*both)
    answers: dict[Hashable, bool] = {}
    kept: list[str] = []
    for code, place_class in classes.items():
        alike = (place_class, code if trial.gives_a_place else "")
        if alike not in answers:
            answers[alike] = good(some_place(code, pack))
        if answers[alike]:
            kept.append(code)
    unions = {name: members for one in both for name, members in one.pack.places.unions.items()}
    for whole in {code.partition("-")[0] for code in classes if "-" in code}:
        unions[whole] = frozenset(code for code in classes if code.startswith(f"{whole}-"))
    told: list[str] = []
    left = set(kept)
    for name, members in sorted(unions.items(), key=lambda union: (-len(union[1]), union[0])):
        if members and members <= left:
            told.append(name)
            left -= members
    shown = (*sorted(told), *sorted(left)) if kept else (str(value),)
    return Asks.ONE_OF, shown, options(frozenset[str | bool](kept)) if kept else None


def _traits(words: frozenset[str], value: frozenset[str], good: Callable[[Value], bool]) -> Iterator[_Widened]:
    has = set(_telling(sorted(value), lambda some: good(value - some)))
    lacks = set(_telling(sorted(words - value), lambda some: good(value | some)))
    domain = Traits(frozenset(has), frozenset(lacks))
    if has:
        yield Asks.HAS, tuple(sorted(has)), domain
    if lacks:
        yield Asks.LACKS, tuple(sorted(lacks)), domain


def _telling(words: list[str], good: Callable[[frozenset[str]], bool]) -> Iterator[str]:
    """The words that make a difference, looked for by halves: of most sets none does."""
    if not words or good(frozenset(words)):
        return
    if len(words) == 1:
        yield words[0]
        return
    middle = len(words) // 2
    yield from _telling(words[:middle], good)
    yield from _telling(words[middle:], good)


def _numbers(value: Value, good: Callable[[Value], bool]) -> Iterator[_Widened]:
    number = value.minor if isinstance(value, Money) else value
    currency = value.currency if isinstance(value, Money) else ""
    assert isinstance(number, int)

    def as_value(one: int) -> Value:
        return Money(one, currency) if currency else one

    low = _edge(number, 0, lambda one: good(as_value(one)))
    high = _edge(number, LARGEST, lambda one: good(as_value(one)))
    told = ("" if low == 0 else str(as_value(low)), "" if high == LARGEST else str(as_value(high)))
    domain = Numbers(low, None if high == LARGEST else high, currency) if low != high else None
    yield Asks.BETWEEN, told, domain


def _days(case: Case, kind: Kind, value: Value, good: Callable[[Value], bool]) -> Iterator[_Widened]:
    day = value.day_as_stated if isinstance(value, Moment) else value
    assert isinstance(day, date)

    def as_value(number: int) -> Value:
        other = date.fromordinal(number)
        return Moment(value.utc + (other - day), value.offset_minutes) if isinstance(value, Moment) else other

    last_day = case.decide_on.day_as_stated if kind is Kind.EVENT else LATEST
    first, last = EARLIEST.toordinal(), max(last_day, day).toordinal()
    low = _edge(day.toordinal(), first, lambda one: good(as_value(one)))
    high = _edge(day.toordinal(), last, lambda one: good(as_value(one)))
    told = ("" if low == first else str(date.fromordinal(low)), "" if high == last else str(date.fromordinal(high)))
    domain = Days(date.fromordinal(low), date.fromordinal(high)) if not isinstance(value, Moment) else None
    yield Asks.BETWEEN, told, domain


def _edge(start: int, bound: int, good: Callable[[int], bool]) -> int:
    """How far from a start towards a bound things stay good, looked for by doubling and then by halving."""
    if start == bound or good(bound):
        return bound
    step, sign = 1, 1 if bound > start else -1
    known = start
    while True:
        trying = start + sign * step
        if (bound - trying) * sign <= 0:
            bad = bound
            break
        if not good(trying):
            bad = trying
            break
        known, step = trying, step * 2
    while abs(bad - known) > 1:
        middle = (bad + known) // 2
        known, bad = (middle, bad) if good(middle) else (known, middle)
    return known


def _looked_at(trial: Trial, case: Case) -> Iterator[Limb]:
    """From when until when the case may be looked at, if that matters."""
    moment = case.decide_on

    def good(number: int) -> bool:
        shift = date.fromordinal(number) - moment.day_as_stated
        return trial.holds(replace(case, decide_on=Moment(moment.utc + shift, moment.offset_minutes)))

    day, first, last = moment.day_as_stated.toordinal(), EARLIEST.toordinal(), LATEST.toordinal()
    happened = [value for value in case.facts.values() if isinstance(value, date)]
    earliest = max([EARLIEST, *(one for one in happened if one <= moment.day_as_stated)])
    low, high = _edge(day, earliest.toordinal(), good), _edge(day, last - 400, good)
    told = (
        "" if low <= max(first, earliest.toordinal()) else str(date.fromordinal(low)),
        "" if high >= last - 400 else str(date.fromordinal(high)),
    )
    if any(told):
        yield Limb(DECIDE_ON, Asks.BETWEEN, told)


def _checked(trial: Trial, case: Case, domains: Mapping[Address, Domain]) -> bool:
    """Whether all cases of a region were looked at, in both versions, and come out otherwise in the same way."""
    if trial.part not in _EXACT_PARTS:
        return False
    before, after = (
        trial.runner.throughout(program, case, domains, trial.output, trial.member)
        for program in (trial.runner.old, trial.runner.new)
    )
    return before is not None and after is not None and trial.fits(Both(before, after))
