"""What a pack answers to one thing, as formulas, and in which part the answers of two packs differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, assert_never

from policy_engine.comparison.doubts import Doubts, Judged, all_hold, any_holds
from policy_engine.comparison.outcomes import Output, Part, Sort
from policy_engine.conditions.conditions import Operator
from policy_engine.conditions.expressions import Expression, Ref
from policy_engine.conditions.walking import names_in_expression
from policy_engine.evaluation.program import Program
from policy_engine.proof import tested
from policy_engine.proof.symbols import (
    NO,
    YES,
    Formula,
    Symbol,
    SymDay,
    SymOther,
    Term,
    either,
    every,
    extreme_day,
    identical,
    is_no,
    is_yes,
    no,
    pick,
    same,
    some,
    whole,
)
from policy_engine.proof.valued import absent
from policy_engine.rules.model import Forbids, Grants, Obliges, Rule

_ABSENT = SymOther(YES)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """An answer: what tells its code apart, and its other parts."""

    covered: Formula
    code: tuple[Formula, ...]
    doubt: Formula
    days: tuple[Symbol, ...] = ()
    """Windows or deadlines; they count where an action is allowed, or a duty owed."""
    shown: Formula = YES
    """Whether the other parts count."""
    detail: tuple[Term, ...] = ()
    value: Symbol = _ABSENT


class Codes:
    """Numbers for what duties say in words, the same for both packs."""

    def __init__(self) -> None:
        self._known: dict[object, int] = {}

    def __call__(self, said: object) -> Term:
        return whole(self._known.setdefault(said, len(self._known)))


def answer(doubts: Doubts, output: Output, member: str, codes: Codes) -> Answer:
    """What a law answers."""
    member = member if doubts.program.vocabulary.each_of(output.name) else ""
    match output.sort:
        case Sort.ACTION:
            return _action(doubts, output, member)
        case Sort.DUTY:
            return _duty(doubts, output, member, codes)
        case Sort.TERM | Sort.CONCLUSION:
            return Answer(YES, (), doubts.own(output.name, member), value=doubts.law.own(output.name, member))
        case Sort.COVERAGE:
            return Answer(YES, (covered(doubts, output, member),), NO)
        case _:
            assert_never(output.sort)


def differences(old: Answer, new: Answer, sort: Sort) -> Mapping[Part, Formula]:
    """For each part of an answer whether it differs, where what goes before it does not."""
    both = every([old.covered, new.covered])
    code = some(_differ(one, other) for one, other in zip(old.code, new.code, strict=True))
    code = some([code, _differ(old.doubt, new.doubt)])
    match sort:
        case Sort.COVERAGE:
            return {Part.COVERED: code}
        case Sort.TERM | Sort.CONCLUSION:
            return {Part.VALUE: some([code, no(identical(old.value, new.value))])}
        case Sort.ACTION | Sort.DUTY:
            part = Part.WINDOW if sort is Sort.ACTION else Part.DUE
            alike = every([both, no(code), old.shown])
            days = some(no(identical(one, other)) for one, other in zip(old.days, new.days, strict=True))
            detail = some(no(same(one, other)) for one, other in zip(old.detail, new.detail, strict=True))
            return {
                Part.VERDICT: every([both, code]),
                part: every([alike, days]),
                Part.DETAIL: every([alike, no(days), detail]),
            }
        case _:
            assert_never(sort)


def _differ(one: Formula, other: Formula) -> Formula:
    if is_yes(other) or is_no(other):
        return no(one) if is_yes(other) else one
    if is_yes(one) or is_no(one):
        return no(other) if is_yes(one) else other
    return no(same(one, other))


def covered(doubts: Doubts, output: Output, member: str) -> Formula:
    """Whether the pack claims to know the law of the topic."""
    ours = [one for one in doubts.program.pack.covers if one.topic == output.topic]
    covers = [one for one in ours if one.scope.place == output.place_by] or ours
    law, found = doubts.law, []
    for one in covers:
        day = law.governing_day(one.scope, member)
        located = law.located(one.scope.place, one.scope.areas, member)
        found.append(every([located, no(day.absent), day.day >= one.since.toordinal()]))
    return some(found)


# -- actions ----------------------------------------------------------------------------------------------------


class _Grant(NamedTuple):
    live: Judged
    inside: Judged
    opens: Symbol
    until: Symbol
    surely_closed: Formula
    """Whether the window is not open, and law says so that is relied on."""


def _action(doubts: Doubts, output: Output, member: str) -> Answer:
    program = doubts.program
    grants = [
        _grant(doubts, rule, effect, output.name, member)
        for rule in _under(program.granters.get(output.name, ()), output)
        for effect in rule.effects
        if isinstance(effect, Grants) and effect.action == output.name
    ]
    bars = [
        doubts.live(rule, member)
        for rule in _under(program.forbidders.get(output.name, ()), output)
        if any(isinstance(effect, Forbids) and effect.action == output.name for effect in rule.effects)
    ]
    granted = any_holds(all_hold([one.live, one.inside]) for one in grants)
    forbidden = any_holds(bars)
    in_conflict = every([granted.holds, forbidden.holds])
    closed = _closed_by_memory(program, output, grants, granted.holds)
    doubt = some([granted.doubt, forbidden.doubt, doubts.touched(output.name, member), in_conflict, closed])
    allowed = every([granted.holds, no(forbidden.holds)])
    insides = [every([one.live.holds, one.inside.holds]) for one in grants]
    any_inside = some(insides)
    shown = [
        some([inside, every([no(any_inside), one.live.holds])]) for inside, one in zip(insides, grants, strict=True)
    ]
    opens = _extreme([(when, one.opens) for when, one in zip(shown, grants, strict=True)], latest=False)
    until = _extreme([(when, one.until) for when, one in zip(shown, grants, strict=True)], latest=True)
    covers = covered(doubts, output, member)
    # A window that is closed, or that nobody has, says nothing that the answer does not.
    return Answer(covers, (forbidden.holds, allowed), doubt, (opens, until), allowed)


def _closed_by_memory(program: Program, output: Output, grants: Sequence[_Grant], granted: Formula) -> Formula:
    """Whether windows are not open by law of low grade alone: that refuses nobody whom the law protects."""
    if not program.vocabulary.protects(program.vocabulary.actions[output.name].actor):
        return NO
    surely = some(every([one.live.holds, one.surely_closed]) for one in grants)
    return every([some(one.live.holds for one in grants), no(granted), no(surely)])


def _under(rules: Sequence[Rule], output: Output) -> list[Rule]:
    return [rule for rule in rules if rule.scope.place == output.place_by]


def _grant(doubts: Doubts, rule: Rule, effect: Grants, name: str, member: str) -> _Grant:
    law, judged_at = doubts.law, doubts.program.vocabulary.actions[name].judged_at
    judged = law.name(judged_at, member)
    if isinstance(judged, SymDay) and not is_no(judged.not_yet):
        looked_at = law.world.decide_on.day
        judged = SymDay(judged.absent, NO, pick(judged.not_yet, looked_at, judged.day), judged.timed)
    bounds: list[Judged] = []
    values: list[Symbol] = []
    closed: list[Formula] = []
    for expression, operator in ((effect.opens, Operator.ON_OR_AFTER), (effect.until, Operator.ON_OR_BEFORE)):
        if expression is None:
            values.append(_ABSENT)
            continue
        value = law.value(expression, member, rule.id)
        values.append(value)
        doubt = doubts.value(expression, member)
        inside = some([value.absent, tested.in_order(law, judged, operator, value)])
        doubt = some([doubt, value.absent, every([no(value.absent), doubts.name(judged_at, member)])])
        bounds.append(Judged(inside, doubt))
        closed.append(every([no(inside), _sure(doubts, rule, expression, member)]))
    live, within = doubts.live(rule, member), all_hold(bounds)
    # The window of a grant that is not live is not looked at.
    inside = Judged(some([no(live.holds), within.holds]), every([live.holds, within.doubt]))
    return _Grant(live, inside, values[0], values[1], some(closed))


def _sure(doubts: Doubts, rule: Rule, bound: Expression, member: str) -> Formula:
    """Whether law that is relied on says when a window begins or ends."""
    setters = doubts.program.setters.get(bound.name, ()) if isinstance(bound, Ref) else ()
    lives = [(one, doubts.law.live(one, member)) for one in setters]
    none = every([no(some(live for _, live in lives)), YES if rule.cite.decides_alone else NO])
    return some([none, *(live for one, live in lives if one.cite.decides_alone)])


def _extreme(given: Iterable[tuple[Formula, Symbol]], *, latest: bool) -> Symbol:
    """The latest or earliest of the days that are shown; nothing where one of them is nothing."""
    found: Symbol | None = None
    any_shown = NO
    for shown, symbol in given:
        if found is None:
            found = symbol
        elif isinstance(found, SymDay) and isinstance(symbol, SymDay):
            both = extreme_day([found, symbol], latest=latest)
            found = either(every([any_shown, shown]), both, either(shown, symbol, found))
        else:
            gone = SymOther(some([every([any_shown, found.absent]), every([shown, symbol.absent])]))
            day = found if isinstance(found, SymDay) else symbol
            found = absent(day, gone.absent) if isinstance(day, SymDay) else gone
        any_shown = some([any_shown, shown])
    return _ABSENT if found is None else absent(found, no(any_shown))


# -- duties -----------------------------------------------------------------------------------------------------


class _Owed(NamedTuple):
    live: Judged
    due: Symbol
    before: Symbol
    doubt: Formula
    said: Term
    waiting: Term


def _duty(doubts: Doubts, output: Output, member: str, codes: Codes) -> Answer:
    found = [
        _owed(doubts, rule, effect, member, codes)
        for rule in _under(doubts.program.obligers.get(output.name, ()), output)
        for effect in rule.effects
        if isinstance(effect, Obliges) and effect.obligation == output.name
    ]
    owed = any_holds(one.live for one in found)
    met_by = doubts.program.vocabulary.obligations[output.name].met_by
    if met_by:
        doubts.law.name(met_by, member)  # a case that is run has to say whether the duty was met
    touched = doubts.touched(output.name, member)
    due: Symbol = _ABSENT
    before: Symbol = _ABSENT
    said, waiting, of_first = codes(None), codes(None), NO
    if found:
        last = found[-1]
        due, before, said, waiting, of_first = last.due, last.before, last.said, last.waiting, last.doubt
        for one in reversed(found[:-1]):
            live = one.live.holds
            due, before = _day(live, one.due, due), _day(live, one.before, before)
            said, waiting = pick(live, one.said, said), pick(live, one.waiting, waiting)
            of_first = some([every([live, one.doubt]), every([no(live), of_first])])
    clash = some(
        every([one.live.holds, other.live.holds, _clash(one, other)])
        for number, one in enumerate(found)
        for other in found[:number]
    )
    doubt = some([owed.doubt, touched, every([owed.holds, some([of_first, clash])])])
    covers = covered(doubts, output, member)
    return Answer(covers, (owed.holds,), doubt, (due, before), owed.holds, (said, waiting))


def _day(condition: Formula, then: Symbol, otherwise: Symbol) -> Symbol:
    """One of two days, of which one may be none."""
    if isinstance(then, SymDay) and not isinstance(otherwise, SymDay):
        return absent(then, every([no(condition), otherwise.absent]))
    if isinstance(otherwise, SymDay) and not isinstance(then, SymDay):
        return absent(otherwise, every([condition, then.absent]))
    return either(condition, then, otherwise)


def _clash(one: _Owed, other: _Owed) -> Formula:
    said = some(no(same(a, b)) for a, b in ((one.said, other.said), (one.waiting, other.waiting)))
    days = some([no(identical(one.due, other.due)), no(identical(one.before, other.before))])
    return some([said, days, _differ(one.doubt, other.doubt)])


def _owed(doubts: Doubts, rule: Rule, effect: Obliges, member: str, codes: Codes) -> _Owed:
    law = doubts.law
    due: Symbol = _ABSENT if effect.due is None else law.value(effect.due, member, rule.id)
    doubt = NO if effect.due is None else doubts.value(effect.due, member)
    said, waiting = codes((effect.to, effect.amount, effect.consequence)), codes(())
    live, wait = doubts.live(rule, member), effect.may_wait_for
    if wait is None:
        return _Owed(live, due, _ABSENT, doubt, said, waiting)
    events = [law.value(one, member, rule.id) for one in wait.first_of]
    days = [one for one in events if isinstance(one, SymDay)]
    barred = Judged(NO, NO) if wait.unless is None else doubts.holds(wait.unless, member)
    if not isinstance(due, SymDay) or len(days) != len(events):
        return _Owed(live, due, due, doubt, said, waiting)
    later = extreme_day([due, extreme_day(days, latest=False)], latest=True)
    held = either(barred.holds, due, later)
    of_events = some(doubts.value(one, member) for one in wait.first_of)
    doubt = some([doubt, every([barred.holds, barred.doubt]), every([no(barred.holds), of_events])])
    pending = every([no(barred.holds), no(later.absent), later.not_yet, no(due.not_yet)])
    names = codes(tuple(name for one in wait.first_of for name in names_in_expression(one)))
    return _Owed(live, held, due, doubt, said, pick(pending, names, waiting))
