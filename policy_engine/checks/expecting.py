"""Comparing what came of an example with what it expects, expectation by expectation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from policy_engine.checks.answers import Answers
from policy_engine.decisions.examples import (
    MET_LATE,
    Edge,
    Expectation,
    ExpectedAmount,
    ExpectedEdge,
    ExpectedNames,
    ExpectedState,
    ExpectedValues,
    ExpectedVerdict,
    Lacking,
    Naming,
)
from policy_engine.decisions.model import Obligation, ObligationCode, Verdict, Window
from policy_engine.errors import Location
from policy_engine.evaluation.domains import NOT_YET, Domain, a_day
from policy_engine.evaluation.standing import UNSURE
from policy_engine.evaluation.tracing import text_of
from policy_engine.facts.values import Moment, NotBy, Value

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that does not hold: of what, what was expected, what came instead.

    `to` is `be`, or `include` where more than what is expected is no failure.
    """

    of: str
    expected: str
    got: str
    at: Location
    to: str = "be"

    @property
    def sentence(self) -> str:
        """What differs, as the rest of a sentence that begins with the example."""
        return f"expects {self.of} to {self.to} {self.expected}, but got {self.got}"


def failure(expected: Expectation, answers: Answers) -> Failure | None:
    """What differs from an expectation, or None where it holds."""
    match expected:
        case ExpectedVerdict(action, member, verdict, at):
            verdicts = {_owner(one): one.verdict.value for one in answers.verdicts(action, member)}
            return _unless_all(verdict.value, verdicts, _shown(action, member), at)
        case ExpectedState(obligation, member, state, at, late):
            duties = answers.obligations(obligation, member)
            states = {_owner(one): _state(one, late=late) for one in duties}
            return _unless_all(MET_LATE if late else state.value, states, _shown(obligation, member), at)
        case ExpectedAmount(of, member, amount, at):
            owed = {_owner(one): _amount(one, answers) for one in answers.obligations(of, member)}
            return _unless_all(_text(amount), owed, f"amount` of `{_shown(of, member)}", at)
        case ExpectedEdge():
            return _edge(expected, answers)
        case ExpectedValues():
            return _values(expected, answers)
        case ExpectedNames():
            return _names(expected, answers)
        case _:
            assert_never(expected)


def _state(duty: Obligation, *, late: bool) -> str:
    """The state of a duty; what was done late is told as that only where no person has to look first."""
    return MET_LATE if late and duty.met_late and duty.state is ObligationCode.MET else duty.state.value


def _edge(expected: ExpectedEdge, answers: Answers) -> Failure | None:
    found: dict[str, str] = {}
    for verdict in () if expected.edge.of_obligation else answers.verdicts(expected.of, expected.member):
        found[_owner(verdict)] = _end(expected.edge, verdict.window)
    for duty in answers.obligations(expected.of, expected.member) if expected.edge.of_obligation else ():
        found[_owner(duty)] = _end(expected.edge, duty.due)
    what = f"{expected.edge.value}` of `{_shown(expected.of, expected.member)}"
    return _unless_all(text_of(_domain(expected.value)), found, what, expected.at)


def _end(edge: Edge, window: Window | None) -> str:
    """The end that is meant; both ends where they differ and one day was expected."""
    if window is None:
        return "no window"
    match edge:
        case Edge.ACT_BY | Edge.DUE_BY:
            end = window.act_by
        case Edge.LATE_AFTER | Edge.DUE_LATE_AFTER:
            end = window.late_after
        case Edge.LAST_DAY | Edge.DUE:
            same = window.act_by == window.late_after
            end = window.act_by if same else f"{window.act_by or 'open'} to {window.late_after or 'open'}"
        case _:
            assert_never(edge)
    return end or ("not running yet" if window.running else "open")


def _values(expected: ExpectedValues, answers: Answers) -> Failure | None:
    wanted = frozenset(map(_text, expected.values))
    got = answers.values(expected.name, expected.member, lacking=Lacking.NO_VALUE in expected.values)
    if got == wanted:
        return None
    return Failure(f"`{_shown(expected.name, expected.member)}`", _listed(wanted), _listed(got), expected.at)


def _amount(duty: Obligation, answers: Answers) -> str:
    """How much a duty comes to: the values of the term that it names."""
    if not duty.amount:
        return Lacking.NO_VALUE.value
    each = answers.program.vocabulary.each_of(duty.amount)
    return _listed(answers.values(duty.amount, duty.member if each else "", lacking=True)).strip("`")


def _text(value: Value | Lacking) -> str:
    """An expected value as a decision writes it."""
    match value:
        case Lacking.NOT_YET:
            return text_of(NOT_YET)
        case Lacking():
            return value.value
        case _:
            return text_of(_domain(value))


def _domain(value: Value) -> Domain:
    """A value as deciding sees it, so that both are written alike."""
    match value:
        case Moment():
            return a_day(value.day_as_stated, value.utc)
        case date():
            return a_day(value)
        case NotBy():
            return NOT_YET
        case _:
            return value


def _names(expected: ExpectedNames, answers: Answers) -> Failure | None:
    wanted = frozenset(expected.names)
    match expected.naming:
        case Naming.BY:
            got, what, whole = answers.reasons(), "the reasons", False
        case Naming.ONLY_BY:
            got, what, whole = answers.reasons(), "the reasons", True
        case Naming.ASKS:
            got, what, whole = answers.questions(), "the questions", True
        case Naming.REVIEW:
            wanted = frozenset(name.removeprefix(UNSURE) for name in wanted)
            got, what, whole = answers.points(), "the points for a person", not wanted
        case _:
            assert_never(expected.naming)
    if wanted == got or (wanted < got and not whole):
        return None
    return Failure(what, _listed(wanted), _listed(got), expected.at, "be" if whole else "include")


def _unless_all(wanted: str, found: dict[str, str], what: str, at: Location) -> Failure | None:
    """A failure unless every answer is the wanted one."""
    if found and set(found.values()) == {wanted}:
        return None
    return Failure(f"`{what}`", f"`{wanted}`", _apart(found), at)


def _apart(found: dict[str, str]) -> str:
    """The answers, each with whose it is where they differ."""
    if len(set(found.values())) <= 1:
        return f"`{next(iter(found.values()))}`" if found else NOTHING
    return " and ".join(f"`{answer}` for {owner}" for owner, answer in found.items())


def _owner(answer: Verdict | Obligation) -> str:
    """Whose answer it is: of which member, under the law of which place."""
    place = f"the law of `{answer.place}`" if answer.place else "the law of a place unknown"
    return f"`{answer.member}` under {place}" if answer.member else place


def _shown(name: str, member: str) -> str:
    return f"{name}[{member}]" if member else name


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in sorted(words)) or NOTHING
