"""What each form of a condition asks, and which questions are refused."""

from __future__ import annotations

from datetime import date

import pytest

from policy_engine.calendar.periods import Period, Unit
from policy_engine.conditions.conditions import ALWAYS, All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Ref, Span
from policy_engine.errors import PackError
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment
from tests.reading.small_world import a_pack, a_rule, condition, only_problem, refused, rule_of, rules


def ask(subject: str, operator: Operator, *values: object) -> Test:
    operands = tuple(value if isinstance(value, Ref | Span) else Const(value) for value in values)  # type: ignore[arg-type]
    return Test(subject, operator, operands)


GOODS = ask("item.kind", Operator.EQUALS, "goods")
RUSH = ask("order.rush", Operator.EQUALS, True)  # noqa: FBT003
SEALED = ask("item.traits", Operator.HAS, "sealed")
SENT = Test("request.sent", Operator.HAPPENED)

FORMS: dict[str, tuple[str, Condition]] = {
    "a word": ("{item.kind: goods}", GOODS),
    "several lines hold together": ("{item.kind: goods, order.rush: true}", All((GOODS, RUSH))),
    "one of several words": (
        "{order.channel: [online, shop]}",
        ask("order.channel", Operator.ONE_OF, "online", "shop"),
    ),
    "not a word": ("{item.kind: {not: goods}}", NoneOf((GOODS,))),
    "none of several words": (
        "{order.channel: {not: [online, shop]}}",
        NoneOf((ask("order.channel", Operator.ONE_OF, "online", "shop"),)),
    ),
    "Norway": ("{buyer.residence: NO}", ask("buyer.residence", Operator.EQUALS, "NO")),
    "Ontario": ("{buyer.residence: CA-ON}", ask("buyer.residence", Operator.EQUALS, "CA-ON")),
    "has a trait": ("{item.traits: {has: sealed}}", SEALED),
    "has any of two traits": (
        "{item.traits: {has: [sealed, fresh]}}",
        ask("item.traits", Operator.HAS, "sealed", "fresh"),
    ),
    "has not a trait": ("{item.traits: {not: {has: sealed}}}", NoneOf((SEALED,))),
    "at least a number": ("{item.pieces: {at_least: 3}}", ask("item.pieces", Operator.AT_LEAST, 3)),
    "between two numbers": (
        "{item.pieces: {at_least: 3, at_most: 4}}",
        All((ask("item.pieces", Operator.AT_LEAST, 3), ask("item.pieces", Operator.AT_MOST, 4))),
    ),
    "above an amount": ("{item.price: {above: EUR 40}}", ask("item.price", Operator.ABOVE, Money(4000, "EUR"))),
    "below another amount": (
        "{item.price: {below: order.total}}",
        ask("item.price", Operator.BELOW, Ref("order.total")),
    ),
    "a promised period": (
        "{order.promised: {days: 14}}",
        ask("order.promised", Operator.EQUALS, Period(14, Unit.DAYS)),
    ),
    "at least a period": (
        "{order.promised: {at_least: {years: 2}}}",
        ask("order.promised", Operator.AT_LEAST, Period(2, Unit.YEARS)),
    ),
    "before a day": (
        "{order.concluded_on: {before: 2026-11-02}}",
        ask("order.concluded_on", Operator.BEFORE, date(2026, 11, 2)),
    ),
    "an event on or after a moment": (
        "{request.sent: {on_or_after: 2026-11-02T10:00Z}}",
        ask("request.sent", Operator.ON_OR_AFTER, Moment.parse("2026-11-02T10:00Z")),
    ),
    "an event after a fact": (
        "{request.sent: {after: item.received}}",
        ask("request.sent", Operator.AFTER, Ref("item.received")),
    ),
    "before the case is looked at": (
        "{order.concluded_on: {on_or_before: decide_on}}",
        ask("order.concluded_on", Operator.ON_OR_BEFORE, Ref("decide_on")),
    ),
    "happened": ("{request.sent: {happened: true}}", SENT),
    "did not happen": ("{request.sent: {happened: false}}", NoneOf((SENT,))),
    "happened by a day": (
        "{request.sent: {happened: true, by: order.concluded_on}}",
        ask("request.sent", Operator.HAPPENED, Ref("order.concluded_on")),
    ),
    "did not happen by a day that is over": (
        "{request.sent: {happened: false, by: order.concluded_on}}",
        ask("request.sent", Operator.PASSED_WITHOUT, Ref("order.concluded_on")),
    ),
    "any of two maps": ("{any: [{item.kind: goods}, {order.rush: true}]}", AnyOf((GOODS, RUSH))),
    "none of two maps": ("{none: [{item.kind: goods}, {order.rush: true}]}", NoneOf((GOODS, RUSH))),
    "a map in a group is all of it": (
        "{all: [{item.kind: goods, order.rush: true}]}",
        All((All((GOODS, RUSH)),)),
    ),
    "a conclusion": ("{order.covered: true}", ask("order.covered", Operator.EQUALS, True)),  # noqa: FBT003
    "an aggregate": ("{order.item_count: {above: 1}}", ask("order.item_count", Operator.ABOVE, 1)),
    "one fact like another": (
        "{buyer.residence: seller.place}",
        ask("buyer.residence", Operator.EQUALS, Ref("seller.place")),
    ),
}

REFUSED = {
    "asks nothing": ("§{}", "`when` of rule `eu.a.rule` asks nothing"),
    "a list for a map": ("§[{item.kind: goods}]", "`when` of rule `eu.a.rule` is a table of questions, not a list"),
    "an empty group": ("{any: §[]}", "`any` is an empty list"),
    "a group that is no list": ("{any: §{item.kind: goods}}", "`any` is a list, not a table"),
    "an empty list of words": ("{item.kind: §[]}", "the values of `item.kind` is an empty list"),
    "the same word twice": ("{item.kind: [goods, §goods]}", "`item.kind` is asked twice for the same value"),
    "an unknown name": ("{§item.sort: goods}", "nothing is called `item.sort`"),
    "an action": ("{§withdraw: true}", "`withdraw` is an action, which has no value"),
    "an obligation": ("{§refund: true}", "`refund` is an obligation, which has no value"),
    "an unknown word": ("{item.kind: §good}", "`item.kind` cannot be `good`"),
    "a text": ("{§order.note: x}", "`order.note` is a text, which no rule may test"),
    "rates": ("{§order.rates: x}", "`order.rates` is a table of rates such as `{EUR/HUF: 395.20}`, which no rule"),
    "a time zone": ("{§buyer.time_zone: UTC}", "`buyer.time_zone` is the name of a time zone, which no rule may test"),
    "unknown": ("{item.kind: §null}", "no rule can ask whether `item.kind` is unknown"),
    "yes": ("{order.rush: §yes}", "`order.rush` is `true` or `false`, not `yes`"),
    "a number for true": ("{order.rush: §1}", "`order.rush` is `true` or `false`, not `1`"),
    "a place in small letters": ("{buyer.residence: §no}", "`buyer.residence` is a place, not `no`"),
    "an unknown operator": ("{item.pieces: {§atleast: 3}}", "no operator is called `atleast`"),
    "no operator at all": ("{item.pieces: §{}}", "`item.pieces` is asked nothing"),
    "by without happened": ("{request.sent: §{by: 2026-01-01}}", "`by` of `request.sent` stands without `happened`"),
    "a set by a word": ("{item.traits: §sealed}", "`item.traits` is a list of words, which is not asked by a value"),
    "a set by a list": ("{item.traits: §[]}", "`item.traits` is a list of words, which is not asked by a value"),
    "has on a word": ("{item.kind: {§has: goods}}", "`has` cannot ask `item.kind`, which is one word"),
    "has a name for a trait": ("{item.traits: {has: §item.kind}}", "`item.traits` cannot be `item.kind`"),
    "has an unknown trait": ("{item.traits: {has: §fresch}}", "`item.traits` cannot be `fresch`"),
    "a date by a value": ("{order.concluded_on: §2026-01-01}", "`order.concluded_on` is a date, which is not asked"),
    "happened on a date": ("{order.concluded_on: {§happened: true}}", "`happened` cannot ask `order.concluded_on`"),
    "happened on a moment": ("{request.at: {§happened: true}}", "`happened` cannot ask `request.at`"),
    "happened by yes": ("{request.sent: {happened: §yes}}", "`happened` of `request.sent` is `true` or `false`"),
    "a date in numbers": ("{order.concluded_on: {§at_least: 3}}", "`at_least` cannot ask `order.concluded_on`"),
    "a number in dates": ("{item.pieces: {§before: 2026-01-01}}", "`before` cannot ask `item.pieces`"),
    "no such day": ("{order.concluded_on: {before: §2026-02-30}}", "`before` of `order.concluded_on` is a date"),
    "minutes for a number": ("{item.pieces: {below: §12:30}}", "`item.pieces` is a whole number, not `12:30`"),
    "a decimal for a number": ("{item.pieces: §1.10}", "`item.pieces` is a whole number, not `1.10`"),
    "zeros before a number": ("{item.pieces: §014}", "`item.pieces` is a whole number, not `014`"),
    "money without a currency": ("{item.price: {above: §40}}", "`item.price` is an amount of money, not `40`"),
    "money against a number": ("{item.price: {above: §item.pieces}}", "`item.price` is an amount such as `EUR 29.90`"),
    "words that never meet": ("{item.kind: §order.channel}", "`item.kind` cannot be `online`, which is possible here"),
    "not yet in a rule": (
        "{request.sent: {before: §{not_by: 2026-01-01}}}",
        "`before` of `request.sent` is made in no",
    ),
    "another list's fact": ("{§resident.place: DE}", "`resident.place` belongs to `incident.residents`"),
}


@pytest.mark.parametrize("case", FORMS.values(), ids=FORMS)
def test_a_condition_asks(case: tuple[str, Condition]) -> None:
    when, asked = case
    assert condition(when) == asked


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_condition_is_refused(case: tuple[str, str]) -> None:
    when, message = case
    text = rules(a_rule("concludes: {item.covered: true}", when=when))
    only_problem(refused(a_pack, PackError, text), text, "eu/rules.yaml", message)


def test_a_rule_without_a_condition_always_applies() -> None:
    assert rule_of(a_rule("concludes: {item.covered: true}")).when == ALWAYS


def test_a_rule_that_is_asked_once_cannot_ask_about_an_entry() -> None:
    text = rules(a_rule("concludes: {order.covered: true}", each="", when="{§item.kind: goods}"))
    (problem,) = refused(a_pack, PackError, text)
    assert problem.message == "`item.kind` belongs to one of `items`"
    assert problem.help == "add `each: items` or use an aggregate"


def test_all_wrong_questions_of_a_condition_are_told_at_once() -> None:
    text = rules(a_rule("concludes: {item.covered: true}", when="{item.kind: x, order.rush: x, item.pieces: x}"))
    assert len(refused(a_pack, PackError, text)) == 3


def test_a_deep_condition_is_read() -> None:
    depth = 12
    when = "{any: [" * depth + "{item.kind: goods}" + "]}" * depth
    asked = condition(when)
    for _ in range(depth):
        assert isinstance(asked, AnyOf)
        (asked,) = asked.parts
    assert asked == GOODS


def test_a_condition_that_is_too_deep_is_refused() -> None:
    text = rules(a_rule("concludes: {item.covered: true}", when="{any: [" * 40 + "{item.kind: goods}" + "]}" * 40))
    problems = refused(a_pack, PackError, text)
    assert "deeper than" in problems[0].message
