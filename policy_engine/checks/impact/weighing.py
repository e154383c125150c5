"""One past case under two versions of the law: which of its answers come out otherwise, and which rules make it so.

What is told of a case are names of the vocabulary, ids of statements, codes, place codes and sums. What it calls
itself, the ids of its entries and every text in it stay where they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from policy_engine.decisions.model import Cited, Decision, Obligation, ObligationCode, Term, Verdict, Window
from policy_engine.facts.money import Money
from policy_engine.facts.vocabulary import Vocabulary

_WORDS = ("enum", "bool", "period")
"""The kinds of terms whose values are few enough to be counted one by one."""
_OPEN = ("needs_facts", "needs_review")
_DUE = (ObligationCode.OWED, ObligationCode.OVERDUE, ObligationCode.MET)


class Turn(StrEnum):
    """How an answer that has the same code comes out otherwise."""

    LATER = "last_day_later"
    EARLIER = "last_day_earlier"
    OTHER_DAYS = "other_days"
    MORE = "more"
    LESS = "less"
    OTHER = "other_value"
    POSSIBLE = "other_answers_possible"
    """What is open stays open, and could come out otherwise than before."""


@dataclass(frozen=True, slots=True)
class Turned:
    """One answer that comes out otherwise: of what, under whose law, from what to what, and which rules make it so."""

    sort: str
    name: str
    place: str
    before: str
    after: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """What a duty comes to before and after, in minor units of a currency; none where it is not owed or not settled."""

    duty: str
    currency: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """One case under both versions."""

    turned: tuple[Turned, ...]
    paid: tuple[Paid, ...]
    missing: frozenset[str]
    """The facts on which something that was asked still turns, in either version."""
    points: frozenset[str]
    """The ids of what a person must look at, in either version."""
    open: bool
    not_covered: bool
    """Neither version covers anything that was asked."""
    grounds_only: bool
    """Every answer is the same, and some rests on other statements."""
    places: tuple[str, ...]


Bearing = Callable[[str], Collection[str]]
"""The keys of the rules on which an answer can turn, by its name."""


def weigh(old: Decision, new: Decision, vocabulary: Vocabulary, bearing: Bearing) -> Weighed:
    """Hold the decisions of both versions on one case against each other."""
    before, after = dict(_answers(old)), dict(_answers(new))
    turned = tuple(
        one
        for key in dict.fromkeys((*before, *after))
        for one in _turned(key, before.get(key), after.get(key), old, new, bearing)
    )
    answers: list[Verdict | Obligation | Term] = [*before.values(), *after.values()]
    codes = {_code(one) for one in answers}
    grounds = any(_grounds(before[key]) != _grounds(after[key]) for key in before.keys() & after.keys())
    return Weighed(
        turned=turned,
        paid=tuple(_paid(old, new)),
        missing=frozenset(_plain(question.fact, vocabulary) for part in (old, new) for question in part.questions),
        points=frozenset(point for part in (old, new) for point in part.review),
        open=any(code in _OPEN for code in codes),
        not_covered=bool(codes) and codes <= {"not_covered", "no_value"},
        grounds_only=not turned and grounds,
        places=tuple(sorted({*old.places, *new.places})),
    )


_Key = tuple[str, str, str, str]
"""The sort of an answer, its name, its member and its place."""
_Answer = Verdict | Obligation | Term


def _answers(decision: Decision) -> Iterator[tuple[_Key, Verdict | Obligation | Term]]:
    yield from ((("action", one.action, one.member, one.place), one) for one in decision.verdicts)
    yield from ((("duty", one.obligation, one.member, one.place), one) for one in decision.obligations)
    for one in decision.terms:
        if one.term in decision.asked:
            yield ("term", one.term, one.member, ""), one


def _turned(
    key: _Key, before: _Answer | None, after: _Answer | None, old: Decision, new: Decision, bearing: Bearing
) -> Iterator[Turned]:
    sort, name, _, place = key
    first, last = _told(before, after)
    if first == last:
        return
    where = place or _only_place(old, new)
    yield Turned(sort, name, where, first, last, tuple(_rules(key, before, after, old, new, bearing)))


def _only_place(old: Decision, new: Decision) -> str:
    places = {*old.places, *new.places}
    return places.pop() if len(places) == 1 else ""


def _told(before: _Answer | None, after: _Answer | None) -> tuple[str, str]:
    """What is counted of both answers: their codes, or how the second lies to the first where the codes are one."""
    first, last = _code(before), _code(after)
    if first != last or before is None or after is None:
        return first, last
    turn = _turn(before, after)
    return (first, first) if turn is None else (first, f"{first}: {turn.value}")


def _code(answer: _Answer | None) -> str:
    match answer:
        case None:
            return "not_asked"
        case Verdict():
            return answer.verdict.value
        case Obligation():
            return answer.state.value
        case Term():
            if answer.points:
                return "needs_review"
            if answer.open:
                return "needs_facts"
            if not answer.values:
                return "no_value"
            if answer.kind in _WORDS:
                return " or ".join(one.value for one in answer.values)
            return "settled" if len(answer.values) == 1 else "disputed"


def _turn(before: _Answer, after: _Answer) -> Turn | None:
    if isinstance(before, Verdict) and isinstance(after, Verdict):
        return _moved(before.window, after.window) or (Turn.POSSIBLE if before.would != after.would else None)
    if isinstance(before, Obligation) and isinstance(after, Obligation):
        said = (before.to, before.amount, before.waiting_for, before.consequence, before.met_late)
        says = (after.to, after.amount, after.waiting_for, after.consequence, after.met_late)
        moved = _moved(before.due, after.due) or (Turn.OTHER if said != says else None)
        return moved or (Turn.POSSIBLE if before.would != after.would else None)
    if isinstance(before, Term) and isinstance(after, Term):
        values = tuple(one.value for one in before.values), tuple(one.value for one in after.values)
        return None if values[0] == values[1] else _compared(*values)
    return None


def _moved(before: Window | None, after: Window | None) -> Turn | None:
    if before == after:
        return None
    ends = (before.late_after if before else "", after.late_after if after else "")
    if all(ends) and ends[0] != ends[1]:
        return Turn.LATER if ends[0] < ends[1] else Turn.EARLIER
    return Turn.OTHER_DAYS


def _compared(before: tuple[str, ...], after: tuple[str, ...]) -> Turn:
    if len(before) == len(after) == 1:
        first, last = _money(before[0]), _money(after[0])
        if first and last and first.currency == last.currency:
            return Turn.MORE if first.minor < last.minor else Turn.LESS
        if before[0][:4].isdecimal() and after[0][:4].isdecimal() and "-" in before[0] and "-" in after[0]:
            return Turn.LATER if before[0] < after[0] else Turn.EARLIER
    return Turn.OTHER


def _money(text: str) -> Money | None:
    try:
        return Money.parse(text)
    except ValueError:
        return None


def _grounds(answer: _Answer) -> frozenset[Cited]:
    return frozenset(() if isinstance(answer, Term) else answer.because)


def _rules(
    key: _Key, before: _Answer | None, after: _Answer | None, old: Decision, new: Decision, bearing: Bearing
) -> Iterator[str]:
    """The statements that make the difference: those that one answer rests on alone, else what became of others."""
    if not isinstance(before, Term) and not isinstance(after, Term):
        ours, theirs = _grounds(before) if before else frozenset(), _grounds(after) if after else frozenset()
        cited = {(one.rule, one.how, one.since) for one in ours} ^ {(one.rule, one.how, one.since) for one in theirs}
        if cited:
            yield from sorted({rule for rule, _, _ in cited})
            return
    yield from _stepped(old, new, key[2], bearing(key[1]))


def _stepped(old: Decision, new: Decision, member: str, known: Collection[str]) -> list[str]:
    """The rules of the trace of which something else became, for the member or for the case as a whole."""
    first, last = _steps(old, member, known), _steps(new, member, known)
    return sorted({rule for rule, *_ in first ^ last})


def _steps(
    decision: Decision, member: str, known: Collection[str]
) -> set[tuple[str, str, tuple[tuple[str, str], ...]]]:
    return {
        (step.rule.partition("@")[0], step.phase, step.gives)
        for step in decision.trace
        if step.member in ("", member) and step.phase != "not_in_force" and step.rule in known
    }


def _paid(old: Decision, new: Decision) -> Iterator[Paid]:
    before, after = _sums(old), _sums(new)
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield Paid(*key, before.get(key, 0), after.get(key, 0))


def _sums(decision: Decision) -> dict[tuple[str, str], int]:
    """What each duty certainly comes to, by its name and currency."""
    found: Counter[tuple[str, str]] = Counter()
    certain = {(one.term, one.member): one.certain for one in decision.amounts}
    for duty in decision.obligations:
        amount = certain.get((duty.amount, duty.member)) or certain.get((duty.amount, "")) if duty.amount else None
        money = _money(amount) if amount and duty.state in _DUE else None
        if money is not None:
            found[duty.obligation, money.currency] += money.minor
    return dict(found)


def _plain(fact: str, vocabulary: Vocabulary) -> str:
    """A fact without the entry of a list that it is asked of: `items[x].received` is `item.received`."""
    group, bracket, rest = fact.partition("[")
    listed = vocabulary.groups.get(group)
    return listed.member + rest.partition("]")[2] if bracket and listed is not None and listed.member else fact
