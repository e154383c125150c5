"""Whether conditions hold: each test over what a name still may be, put together by strong Kleene logic."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const
from policy_engine.evaluation import comparing, expressions
from policy_engine.evaluation.domains import NOT_YET, UNKNOWN, Options, is_open
from policy_engine.evaluation.findings import (
    NO,
    NOTHING,
    Found,
    Point,
    Truth,
    all_hold,
    any_holds,
    lazily,
    negate,
    truth_of,
)

if TYPE_CHECKING:
    from policy_engine.evaluation.run import Run


def holds(run: Run, condition: Condition, member: str, where: str = "") -> Truth:
    """Whether a condition holds of the completions that are still possible.

    `where` is the fact that names the place whose law it stands in: `decide_on` is a day by the clock there.
    """
    match condition:
        case Test():
            return _test(run, condition, member, where)
        case All(parts):
            return lazily((holds(run, part, member, where) for part in parts), False)
        case AnyOf(parts):
            return lazily((holds(run, part, member, where) for part in parts), True)
        case NoneOf(parts):
            return negate(lazily((holds(run, part, member, where) for part in parts), True))
        case _:
            assert_never(condition)


def _test(run: Run, test: Test, member: str, where: str) -> Truth:
    subject = run.name(test.subject, member, where)
    match test.operator:
        case Operator.EQUALS | Operator.ONE_OF:
            return _equals(run, test, subject, member, where)
        case Operator.HAS:
            return _has(run, test, subject, member)
        case Operator.HAPPENED:
            return _happened(run, test, subject, member, where)
        case Operator.PASSED_WITHOUT:
            return _passed_without(run, test, subject, member, where)
        case _:
            operand = expressions.value_of(run, test.operands[0], member, "", where)
            if comparing.is_date_order(test.operator):
                return truth_of(comparing.in_order(subject.value, test.operator, operand.value), subject, operand)
            return _numeric(run, test, subject, operand)


def _equals(run: Run, test: Test, subject: Found, member: str, where: str) -> Truth:
    if test.subject in run.program.places:
        areas = [expressions.value_of(run, operand, member, "").value for operand in test.operands]
        return lies_in(run, subject, tuple(str(area) for area in areas))
    words = [one.value for one in test.operands if isinstance(one, Const)]
    if len(words) == len(test.operands):
        if isinstance(subject.value, bool | str):
            return Truth(subject.value in words, NOTHING, subject.review, subject.doubt)
        if isinstance(subject.value, Options):
            inside = {word in words for word in subject.value.words}
            return truth_of(inside.pop() if len(inside) == 1 else None, subject)
    operands = [expressions.value_of(run, operand, member, "", where) for operand in test.operands]
    if isinstance(subject.value, Options) and not any(is_open(one.value) for one in operands):
        wanted = {one.value for one in operands}
        inside = {word in wanted for word in subject.value.words}
        return truth_of(inside.pop() if len(inside) == 1 else None, subject, *operands)
    return any_holds([truth_of(comparing.same(subject.value, one.value), subject, one) for one in operands])


def lies_in(run: Run, place: Found, areas: tuple[str, ...]) -> Truth:
    """Whether a place, perhaps still open, lies in one of several areas."""
    places = run.program.pack.places
    words = place.value.words if isinstance(place.value, Options) else {place.value}
    answers = set()
    for word in words:
        inside = [places.lies_in(str(word), area) for area in areas]
        answers.add(True if True in inside else (None if None in inside else False))
    return truth_of(answers.pop() if len(answers) == 1 else None, place)


def _has(run: Run, test: Test, subject: Found, member: str) -> Truth:
    words = frozenset(str(expressions.value_of(run, one, member, "").value) for one in test.operands)
    answer, undecided = comparing.has_any(subject.value, words)
    if answer is None and subject.open:
        points = frozenset(Point(point.name, point.member, word) for point in subject.open for word in undecided)
        subject = subject._replace(open=points)
    return truth_of(answer, subject)


def _passed_without(run: Run, test: Test, subject: Found, member: str, where: str) -> Truth:
    """`{happened: false, by: D}` holds once D has passed without the event, or the event came after D."""
    by = expressions.value_of(run, test.operands[0], member, "", where)
    now = run.looked_at(run.program.vocabulary.party_of(test.subject), member)
    passed = truth_of(comparing.in_order(now.value, Operator.AFTER, by.value), now, by)
    return all_hold([passed, negate(_happened(run, test, subject, member, where))])


def _happened(run: Run, test: Test, subject: Found, member: str, where: str) -> Truth:
    """`{happened: true}`, at all or by a day."""
    if not test.operands:
        return truth_of(comparing.happened(subject.value), subject)
    by = expressions.value_of(run, test.operands[0], member, "", where)
    if subject.value is NOT_YET:
        return NO
    return truth_of(comparing.in_order(subject.value, Operator.ON_OR_BEFORE, by.value), subject, by)


def _numeric(run: Run, test: Test, subject: Found, operand: Found) -> Truth:
    answer = comparing.numeric(subject.value, test.operator, operand.value)
    seen: list[Found] = [subject, operand]
    if answer is None and not subject.open and not operand.open:
        rates = run.stated_rates()
        answer = comparing.numeric(subject.value, test.operator, operand.value, rates)
        if answer is None:
            seen.append(Found(UNKNOWN, run.rates_points()))
    return truth_of(answer, *seen)
