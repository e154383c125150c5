"""What the fields of a case are, taken from the engine: its facts, and its own values of conclusions and operands.

Each condition is thus judged by itself. A wrong conclusion is found where it is concluded, not where it is used.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_never

from policy_engine.calendar.periods import Period
from policy_engine.crosscheck.literals import Aspect, Clock, Field, Scalar, Source
from policy_engine.crosscheck.translating import LARGEST, LONGEST_WORD
from policy_engine.evaluation import expressions
from policy_engine.evaluation.domains import ABSENT, NOT_YET, Days, Domain, is_open
from policy_engine.evaluation.run import Run
from policy_engine.facts.money import Money

_BEGINNING = datetime(1950, 1, 1, tzinfo=UTC)


class Unseen(Exception):  # noqa: N818  (it says what happened, not what kind of thing it is)
    """A field that a case leaves without a value which the witness can be given; its one argument says why."""


class Sight:
    """The fields of one case for one member, each worked out once."""

    def __init__(self, run: Run, member: str) -> None:
        self._run = run
        self._member = member
        self._values: dict[Source, Domain] = {}

    def scalar(self, field: Field) -> Scalar:
        """The value of a field.

        Raises Unseen with the reason where there is none.
        """
        value = self._value(field.of)
        if field.aspect is Aspect.GIVEN:
            return value is not ABSENT and value is not NOT_YET
        if field.aspect is Aspect.NOT_YET:
            return value is NOT_YET
        return nothing_in(field) if value is ABSENT or value is NOT_YET else self._given(field, value)

    def unit(self, source: Source) -> str:
        """The currency or unit of a number; empty for a plain one, and for none at all."""
        value = self._value(source)
        match value:
            case Money():
                return value.currency
            case Period():
                return value.unit.value
            case _:
                return ""

    def lacks(self, source: Source) -> bool:
        """Whether no rule gives a value."""
        return self._value(source) is ABSENT

    def _value(self, source: Source) -> Domain:
        if source not in self._values:
            self._values[source] = self._found(source)
        value = self._values[source]
        if is_open(value):
            raise Unseen("a fact on which it turns is open")
        return value

    def _found(self, source: Source) -> Domain:
        match source:
            case Clock():
                return self._run.looked_at(source.party, self._member).value
            case _:
                return expressions.value_of(self._run, source, self._member, "").value

    def _given(self, field: Field, value: Domain) -> Scalar:
        match field.aspect:
            case Aspect.FLAG:
                return value is True
            case Aspect.WORD:
                return _word(str(value))
            case Aspect.COUNT:
                return _count(value)
            case Aspect.HAS:
                return isinstance(value, frozenset) and field.detail in value
            case Aspect.LIES_IN:
                lies_in = self._run.program.pack.places.lies_in(str(value), field.detail)
                if lies_in is None:
                    raise Unseen("a place is stated more roughly than it is asked")
                return lies_in
            case Aspect.DAY | Aspect.MINUTE | Aspect.TIMED:
                return _moment(field.aspect, value)
            case Aspect.GIVEN | Aspect.NOT_YET:
                return True
            case _:
                assert_never(field.aspect)


def nothing_in(field: Field) -> Scalar:
    """What a field holds where there is nothing to hold: no field is ever left out."""
    match field.aspect:
        case Aspect.WORD:
            return ""
        case Aspect.COUNT | Aspect.DAY | Aspect.MINUTE:
            return 0
        case Aspect.FLAG | Aspect.GIVEN | Aspect.NOT_YET | Aspect.TIMED | Aspect.HAS | Aspect.LIES_IN:
            return False
        case _:
            assert_never(field.aspect)


def _word(word: str) -> str:
    if len(word) > LONGEST_WORD:
        raise Unseen(f"a word is longer than {LONGEST_WORD} letters")
    return word


def _count(value: Domain) -> int:
    match value:
        case Money():
            number = value.minor
        case Period():
            number = value.count
        case int():
            number = value
        case _:
            raise Unseen("a number is not of one kind with what it is compared with")
    if abs(number) > LARGEST:
        raise Unseen("a number is larger than 31 bits")
    return number


def _moment(aspect: Aspect, value: Domain) -> Scalar:
    if not isinstance(value, Days):
        raise Unseen("a day is not of one kind with what it is compared with")
    if aspect is Aspect.DAY:
        return value.first.toordinal()
    if aspect is Aspect.TIMED:
        return value.utc is not None
    if value.utc is None:
        return 0
    if value.utc.second:
        raise Unseen("a moment is stated to the second")
    return int((value.utc - _BEGINNING).total_seconds()) // 60
