"""Values and conditions of law in words: `14 days after arrival of the item`, `kind of thing bought: goods`.

Facts go by their few words, conclusions by their names. A name that a reader would have to look up is followed to what
it stands for at the place, where that is short: `withdrawal.period` is told as `14 days or 30 days`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

from policy_engine.calendar.periods import Period
from policy_engine.checks.across.model import Law
from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import (
    Const,
    DaysBetween,
    Difference,
    EndOf,
    Expression,
    GridValue,
    OneOf,
    PercentOf,
    Readings,
    Ref,
    ShareOf,
    Span,
    Sum,
    Times,
)
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment, NotBy, Value
from policy_engine.facts.vocabulary import DECIDE_ON, Vocabulary
from policy_engine.render import across_messages as say
from policy_engine.render.safety import safe
from policy_engine.render.words import Words

MOST_FOLLOWED, MOST_TAKEN_OVER, DEEPEST = 4, 6, 3
"""A name is told by what it stands for where that is no more than so many values, so many names deep; a value that only
takes another one over may have a few more."""
LONGEST_ABOUT = 90

Behind = Callable[[str], Sequence[Law]]
"""What a name stands for at a place: the statements that give it its value there."""


def nothing_behind(_: str) -> Sequence[Law]:
    """For whoever wants names told as names."""
    return ()


class LawText:
    """Tells the values and conditions of law at one place."""

    def __init__(self, words: Words, vocabulary: Vocabulary, behind: Behind = nothing_behind) -> None:
        self.words = words
        self.vocabulary = vocabulary
        self.behind = behind
        self.followed: dict[str, None] = {}
        """The names that were told by more than one value; which of them counts depends on conditions of their own."""

    def value(self, value: Expression, name: str = "", depth: int = 0) -> str:
        """A value in words; `name` is what it is the value of, whose words of a choice have meanings."""
        match value:
            case Const():
                return self._const(value.value, name)
            case Ref():
                return self.name(value.name, depth)
            case GridValue():
                return f"{value.grid} ({value.column})"
            case Span():
                return self._span(value, depth)
            case EndOf():
                return say.END_OF.format(stretch=value.stretch.value, of=self.value(value.of, "", depth))
            case OneOf():
                return say.CHOSEN[value.choosing].format(parts=self._parts(value.parts, depth))
            case Sum():
                return say.SUM.format(parts=self._parts(value.parts, depth))
            case Difference():
                return say.LESS.format(whole=self.value(value.whole, "", depth), less=self.value(value.less, "", depth))
            case Times():
                return say.TIMES.format(
                    left=self.value(value.left, "", depth), right=self.value(value.right, "", depth)
                )
            case DaysBetween():
                return say.DAYS_BETWEEN.format(
                    first=self.value(value.first, "", depth), last=self.value(value.last, "", depth)
                )
            case PercentOf():
                return say.PERCENT.format(percent=_number(value.percent), of=self.value(value.of, "", depth))
            case ShareOf():
                return say.SHARE.format(
                    amount=self.value(value.amount, "", depth),
                    part=self.value(value.part, "", depth),
                    whole=self.value(value.whole, "", depth),
                )
            case Readings():
                told = dict.fromkeys(self.value(one.value, name, depth) for one in value.alternatives)
                form = say.DISPUTED if len(told) > 1 else say.DISPUTED_COUNT
                return form.format(values=say.OR.join(told))
            case _:
                assert_never(value)

    def name(self, name: str, depth: int = DEEPEST) -> str:
        """What a name stands for: a fact by its few words, a conclusion by its values where they are short."""
        fact = self.vocabulary.facts.get(name)
        if fact is not None:
            return safe(fact.brief or name)
        if name == DECIDE_ON:
            return say.LOOKED_AT
        aggregate = self.vocabulary.aggregates.get(name)
        if aggregate is not None:
            of = self.vocabulary.facts.get(aggregate.of)
            told = say.GATHERED.get(aggregate.how)
            return told.format(of=of.brief) if told and of and of.brief else name
        if depth >= DEEPEST:
            return name
        values = dict.fromkeys(
            self.value(law.value, name, depth + 1) for law in self.behind(name) if law.value is not None
        )
        plain = depth == 0 or not any(say.OR in one or "(" in one for one in values)
        most = MOST_FOLLOWED if depth else MOST_TAKEN_OVER
        if not values or not plain or len(values) > most:
            return name
        if len(values) > 1:
            self.followed[name] = None
        return say.OR.join(values)

    def _const(self, value: Value, name: str) -> str:
        match value:
            case bool():
                return say.YES if value else say.NO
            case Period():
                return self.words.period(f"{value.count} {value.unit.value}")
            case Money():
                return self.words.money(str(value))
            case date():
                return self.words.day(value)
            case Moment() | NotBy():
                return str(value)
            case frozenset():
                return self.words.several(sorted(_plain(word) for word in value))
            case str():
                return self.word(name, value)
            case _:
                return str(value)

    def word(self, name: str, word: str) -> str:
        """A word of a choice by what it means, where that is short enough to stand in a list."""
        meaning = self.vocabulary.values_of(name).get(word, "") if name in self.vocabulary.conclusions else ""
        return safe(meaning) if 0 < len(meaning) <= LONGEST_ABOUT else _plain(word)

    def _span(self, span: Span, depth: int) -> str:
        if span.period is not None:
            length = self.value(span.period, "", depth)
        elif isinstance(span.count, Const) and span.unit is not None:
            length = self.words.period(f"{span.count.value} {span.unit.value}")
        elif span.count is not None and span.unit is not None:
            length = say.COUNTED.format(count=self.value(span.count, "", depth), unit=_plain(span.unit.value))
        else:
            length = ""
        form = say.BEFORE if span.backwards else say.BEGINNING if span.beginning else say.AFTER
        return form.format(length=length, anchor=self.value(span.anchor, "", depth))

    def _parts(self, parts: Iterable[Expression], depth: int) -> str:
        return self.words.several([self.value(part, "", depth) for part in parts], "standard")

    def conditions(self, clauses: Iterable[Condition]) -> list[str]:
        """A condition clause by clause."""
        return [self.condition(one) for one in clauses]

    def condition(self, condition: Condition) -> str:
        """One clause in words."""
        match condition:
            case Test():
                return self._test(condition, denied=False)
            case NoneOf(parts=(Test() as test,)):
                return self._test(test, denied=True)
            case All():
                return say.ALL.format(parts=say.AND.join(self.condition(one) for one in condition.parts))
            case AnyOf():
                return say.ANY.format(parts=say.EITHER_OR.join(self.condition(one) for one in condition.parts))
            case NoneOf():
                return say.NONE.format(parts=say.EITHER_OR.join(self.condition(one) for one in condition.parts))
            case _:
                assert_never(condition)

    def _test(self, test: Test, *, denied: bool) -> str:
        subject = self._subject(test.subject)
        told = [self._operand(operand, test.subject) for operand in test.operands]
        yes_or_no = test.operands[0].value if test.operands and isinstance(test.operands[0], Const) else None
        if test.operator is Operator.EQUALS and isinstance(yes_or_no, bool):
            return say.IS.format(subject=subject, value=say.YES if yes_or_no is not denied else say.NO)
        form = (say.DENIED if denied else say.TESTS)[test.operator]
        if test.operator is Operator.HAPPENED and told:
            form = say.NOT_HAPPENED_BY if denied else say.HAPPENED_BY
        return form.format(subject=subject, value=say.OR.join(told))

    def _operand(self, operand: Expression, subject: str) -> str:
        if isinstance(operand, Const) and isinstance(operand.value, str):
            return _plain(operand.value)
        return self.value(operand, subject, DEEPEST)

    def _subject(self, name: str) -> str:
        conclusion = self.vocabulary.conclusions.get(name)
        if conclusion is None:
            return self.name(name)
        about = conclusion.about.rstrip(".")
        if about.startswith(say.WHETHER) and len(about) <= LONGEST_ABOUT:
            return safe(about.removeprefix(say.WHETHER))
        return name


def _plain(word: str) -> str:
    return safe(word.replace("_", " "))


def _number(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
