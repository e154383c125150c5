"""A decision: verdicts, terms, obligations, amounts, questions, points for a person, and the trace.

All of it is frozen and holds ids, values and codes; texts are looked up when somebody reads it.
Dates are ISO 8601 days, moments ISO 8601 with offset, money `EUR 29.90`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

import msgspec

from policy_engine.decisions.names import ActionName, ObligationName, TermName


class VerdictCode(StrEnum):
    """What the law says to an action."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    NOT_GRANTED = "not_granted"
    NOT_RESTRICTED = "not_restricted"
    NOT_COVERED = "not_covered"
    NEEDS_FACTS = "needs_facts"
    NEEDS_REVIEW = "needs_review"


class ObligationCode(StrEnum):
    """How a duty stands when the case is looked at."""

    OWED = "owed"
    NOT_OWED = "not_owed"
    MET = "met"
    OVERDUE = "overdue"
    NOT_COVERED = "not_covered"
    NEEDS_FACTS = "needs_facts"
    NEEDS_REVIEW = "needs_review"


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """The base of all parts: immutable, and silent about what it does not say."""


class Cited(Record, frozen=True):
    """A rule that bears on an answer and how: granted, exempted, forbade, closed, overrode, unsure."""

    rule: str
    how: str
    source: str
    at: str
    grade: str
    since: str = ""
    """The first day of this version of the rule."""
    nature: str = ""
    """`guidance` or `practice`, where the source is no law."""


class Window(Record, frozen=True):
    """From when and until when: we tell whoever must act `act_by`; nobody is late before `late_after` is over."""

    act_by: str = ""
    late_after: str = ""
    opens: str = ""
    running: bool = False
    """The event that starts the period has not happened yet, so it has no end yet."""


class Verdict(Record, frozen=True):
    """The answer about one action, for one member, under the law of one place."""

    action: str
    verdict: VerdictCode
    member: str = ""
    place: str = ""
    because: tuple[Cited, ...] = ()
    window: Window | None = None
    would: tuple[VerdictCode, ...] = ()
    points: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    after_law_known: bool = False
    layer: str = ""
    """Whose answer it is: the law's where nothing is said, else the `seller`'s or the `platform`'s own policy's."""
    policy: str = ""


class Obligation(Record, frozen=True):
    """The answer about one duty."""

    obligation: str
    state: ObligationCode
    by: str
    member: str = ""
    place: str = ""
    to: str = ""
    because: tuple[Cited, ...] = ()
    due: Window | None = None
    due_without_waiting: Window | None = None
    """Where the duty may be held back: when it would be due if nothing were held back."""
    amount: str = ""
    waiting_for: tuple[str, ...] = ()
    consequence: str = ""
    met_on: str = ""
    met_late: bool = False
    would: tuple[ObligationCode, ...] = ()
    points: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    after_law_known: bool = False
    layer: str = ""
    policy: str = ""


class TermValue(Record, frozen=True):
    """One value that a term has or can still take."""

    value: str
    by: tuple[str, ...] = ()


class Term(Record, frozen=True):
    """A period, amount, date or choice that people read; several values where readings or open facts leave several."""

    term: str
    kind: str
    values: tuple[TermValue, ...]
    member: str = ""
    act_by: str = ""
    late_after: str = ""
    open: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    layer: str = ""
    policy: str = ""


class Amount(Record, frozen=True):
    """An amount of money: what is certain, and what is disputed with the reason."""

    term: str
    certain: str
    member: str = ""
    disputed: str = ""
    reasons: tuple[str, ...] = ()


class Answer(Record, frozen=True):
    """One kind of answer to a question, and the verdicts it leaves possible."""

    answer: str
    leads_to: tuple[str, ...]


class Question(Record, frozen=True):
    """A fact on which something asked still depends."""

    fact: str
    about: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    sufficient: bool = False
    """Not shown to be a smallest set of questions, only one that settles the matter."""


class CountLine(Record, frozen=True):
    """A period counted out: the event's day, the day it would end, each day off that moved it, the last day."""

    event_day: str
    first_counted: str
    nominal_last: str
    last_day: str
    shifts: tuple[tuple[str, str], ...] = ()
    reading: str = ""


class Step(Record, frozen=True):
    """One rule that was considered and what became of it; `rows` are those that it read in tables of law."""

    rule: str
    phase: str
    member: str = ""
    by: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    gives: tuple[tuple[str, str], ...] = ()
    counts: tuple[CountLine, ...] = ()
    rows: tuple[str, ...] = ()


class PackUsed(Record, frozen=True):
    """A pack that was asked."""

    ref: str
    digest: str
    law_known_to: str


class PolicyUsed(Record, frozen=True):
    """A seller's or platform's own policy that was asked beside the law."""

    ref: str
    layer: str
    digest: str
    over: str
    """The pack over which it stands."""


class Signal(Record, frozen=True):
    """Something that a policy wants looked at before anybody acts; no answer depends on it."""

    signal: str
    policy: str
    member: str = ""


class Decision(Record, frozen=True):
    """Everything that was decided, and on what grounds."""

    case: str
    asked: tuple[str, ...]
    decide_on: str
    places: tuple[str, ...]
    packs: tuple[PackUsed, ...]
    calendars: tuple[str, ...]
    vocabulary: tuple[str, ...]
    semantics: str
    verdicts: tuple[Verdict, ...] = ()
    terms: tuple[Term, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    amounts: tuple[Amount, ...] = ()
    questions: tuple[Question, ...] = ()
    review: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    not_covered: tuple[str, ...] = ()
    trace: tuple[Step, ...] = ()
    policies: tuple[PolicyUsed, ...] = ()
    signals: tuple[Signal, ...] = ()

    def verdict(
        self, action: ActionName, member: str | None = None, place: str | None = None, layer: str = ""
    ) -> VerdictCode:
        """The code of the law's one verdict on an action; name the member or the place where there are several.

        `layer` asks a policy instead: `seller` or `platform`. Raises LookupError where none or several match.
        """
        found = [one for one in self.verdicts if one.action == action and _matches(one, member, place, layer)]
        return _only(found, action).verdict

    def duty(
        self, obligation: ObligationName, member: str | None = None, place: str | None = None, layer: str = ""
    ) -> Obligation:
        """The one duty of a name, by law or by a policy. Raises LookupError where none or several match."""
        found = [
            one for one in self.obligations if one.obligation == obligation and _matches(one, member, place, layer)
        ]
        return _only(found, obligation)

    def term(self, term: TermName, member: str | None = None) -> Term:
        """The one term of a name. Raises LookupError where none or several match."""
        return _only([one for one in self.terms if one.term == term and member in (None, one.member)], term)


_Part = TypeVar("_Part", Verdict, Obligation, Term)


def _matches(one: Verdict | Obligation, member: str | None, place: str | None, layer: str) -> bool:
    return member in (None, one.member) and place in (None, one.place) and one.layer == layer


def _only(found: list[_Part], name: str) -> _Part:
    if len(found) == 1:
        return found[0]
    said = ", ".join(f"member `{one.member}`" for one in found) or "nothing"
    raise LookupError(f"`{name}` was decided for {said}: name one that was")
