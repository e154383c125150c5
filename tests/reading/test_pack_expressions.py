"""How a pack writes the values that its rules give, and which of them are refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from policy_engine.calendar.periods import Period, Unit
from policy_engine.conditions.expressions import (
    Choosing,
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
    Stretch,
    Sum,
    Times,
)
from policy_engine.errors import PackError
from policy_engine.facts.money import Money, Rounding
from policy_engine.facts.values import Moment
from policy_engine.rules.model import Obliges, Sets
from tests.reading.small_world import CITE, HEAD, a_pack, a_rule, expression, only_problem, refused, rule_of, rules

CONCLUDED = Ref("order.concluded_on")
TOTAL = Ref("order.total")


def span(count: Expression | int, anchor: Expression = CONCLUDED, party: str = "seller", **more: bool) -> Span:
    length = Const(count) if isinstance(count, int) else count
    return Span(length, Unit.DAYS, None, anchor, "c", party, **more)


FORMS: dict[str, tuple[str, str, Expression]] = {
    "a day": ("refund.due", "2026-11-02", Const(date(2026, 11, 2))),
    "a moment": ("notice.due", "2026-11-02T10:00+01:00", Const(Moment.parse("2026-11-02T10:00+01:00"))),
    "an amount": ("refund.total", "EUR 4.90", Const(Money(490, "EUR"))),
    "a word": ("order.sort", "odd", Const("odd")),
    "a period": ("window.length", "{months: 1}", Const(Period(1, Unit.MONTHS))),
    "a fact": ("refund.total", "order.total", TOTAL),
    "an event for a date": ("refund.due", "request.received", Ref("request.received")),
    "an aggregate": ("refund.total", "order.items_total", Ref("order.items_total")),
    "the moment of looking": ("notice.due", "decide_on", Ref("decide_on")),
    "days after": ("refund.due", "{days: 14, after: order.concluded_on, counting: c}", span(14)),
    "days beginning with": (
        "refund.due",
        "{days: 14, beginning: order.concluded_on, counting: c}",
        span(14, beginning=True),
    ),
    "days before": ("refund.due", "{days: 14, before: order.concluded_on, counting: c}", span(14, backwards=True)),
    "as many days as a conclusion": (
        "refund.due",
        "{days: order.years, after: order.concluded_on, counting: c}",
        span(Ref("order.years")),
    ),
    "a period after": (
        "refund.due",
        "{period: window.length, after: order.concluded_on, counting: c}",
        Span(None, None, Ref("window.length"), CONCLUDED, "c", "seller"),
    ),
    "hours, which no method counts": (
        "notice.due",
        "{hours: 72, after: incident.aware}",
        Span(Const(72), Unit.HOURS, None, Ref("incident.aware"), "", "seller"),
    ),
    "the end of a month": (
        "refund.due",
        "{end_of: month, of: order.concluded_on}",
        EndOf(Stretch.MONTH, CONCLUDED),
    ),
    "the latest of two": (
        "refund.due",
        "{latest_of: [order.concluded_on, request.received]}",
        OneOf(Choosing.LATEST, (CONCLUDED, Ref("request.received"))),
    ),
    "the least of two amounts": (
        "refund.total",
        "{least_of: [order.total, EUR 100]}",
        OneOf(Choosing.LEAST, (TOTAL, Const(Money(10000, "EUR")))),
    ),
    "the greatest of two periods": (
        "window.length",
        "{greatest_of: [order.promised, {years: 2}]}",
        OneOf(Choosing.GREATEST, (Ref("order.promised"), Const(Period(2, Unit.YEARS)))),
    ),
    "a sum": ("refund.total", "{sum: [order.total, EUR 1]}", Sum((TOTAL, Const(Money(100, "EUR"))))),
    "a difference": ("refund.total", "{difference: [order.total, EUR 1]}", Difference(TOTAL, Const(Money(100, "EUR")))),
    "the days between two dates": (
        "order.years",
        "{days_between: [order.concluded_on, request.received]}",
        DaysBetween(CONCLUDED, Ref("request.received")),
    ),
    "an amount times a number": (
        "refund.total",
        "{times: [order.total, order.item_count]}",
        Times(TOTAL, Ref("order.item_count")),
    ),
    "so many percent": (
        "refund.total",
        "{percent: 2.5, of: order.total, rounding: half_up}",
        PercentOf(Fraction(5, 2), TOTAL, Rounding.HALF_UP),
    ),
    "a share by amounts": (
        "refund.total",
        "{share_of: order.total, part: EUR 1, whole: order.items_total, rounding: down}",
        ShareOf(TOTAL, Const(Money(100, "EUR")), Ref("order.items_total"), Rounding.DOWN),
    ),
    "a share by numbers": (
        "refund.total",
        "{share_of: order.total, part: 1, whole: order.item_count, rounding: down}",
        ShareOf(TOTAL, Const(1), Ref("order.item_count"), Rounding.DOWN),
    ),
}

ODD = f"{{id: a, title: One says so, cite: {CITE}, value: odd}}"
PLAIN = f"{{id: a, title: Another says so, cite: {CITE}, value: plain}}"
SHOUTED = f"{{id: §THE_OTHER, title: Another says so, cite: {CITE}, value: plain}}"
UNCITED = "§{id: b, title: Another says so, value: plain}"

REFUSED = {
    "an unknown name": ("refund.total", "§order.sum", "nothing is called `order.sum`"),
    "a name of another type": ("refund.total", "§order.rush", "`refund.total` is an amount such as `EUR 29.90`, but"),
    "a number for money": ("refund.total", "§5", "`refund.total` is an amount of money, not `5`"),
    "too many decimals": ("refund.total", "§EUR 5.001", "`refund.total` is an amount of money, not `EUR 5.001`"),
    "an unknown word": ("order.sort", "§strange", "`order.sort` cannot be `strange`"),
    "words of another enum": ("order.sort", "§order.channel", "`order.sort` cannot be `online`, which is possible"),
    "null": ("order.sort", "§null", "`order.sort` is null"),
    "a list": ("refund.total", "§[EUR 5]", "`refund.total` is an amount such as `EUR 29.90`, not a list"),
    "an unknown form": ("refund.total", "§{total_of: [EUR 5, EUR 6]}", "`refund.total` is made in no known way"),
    "an empty form": ("refund.total", "§{}", "`refund.total` is made in no known way"),
    "a form for another type": (
        "refund.due",
        "§{sum: [order.total, EUR 1]}",
        "`refund.due` is a date, which `sum` does not make",
    ),
    "a key too many": (
        "refund.total",
        "{sum: [order.total, EUR 1], §rounding: up}",
        "`sum` has no key `rounding`",
    ),
    "one part": ("refund.total", "{sum: §[order.total]}", "`sum` has only one part"),
    "three parts of a difference": (
        "refund.total",
        "{difference: §[order.total, EUR 1, EUR 2]}",
        "`difference` takes a list of two",
    ),
    "a percentage without rounding": (
        "refund.total",
        "§{percent: 5, of: order.total}",
        "`percent` has no `rounding`",
    ),
    "a percentage in words": (
        "refund.total",
        "§{percent: five, of: order.total, rounding: up}",
        "`percent` is a decimal number, not `five`",
    ),
    "the days from one date": (
        "order.years",
        "{days_between: §[order.concluded_on]}",
        "`days_between` takes a list of two dates",
    ),
    "the days between two dates as an amount": (
        "refund.total",
        "§{days_between: [order.concluded_on, request.received]}",
        "`refund.total` is an amount such as `EUR 29.90`, which `days_between` does not make",
    ),
    "amounts multiplied": (
        "refund.total",
        "{times: [order.total, §order.total]}",
        "the factor of `times` is a whole number, but",
    ),
    "no anchor": ("refund.due", "§{days: 14, counting: c}", "a counted period has no anchor"),
    "two anchors": (
        "refund.due",
        "§{days: 14, after: order.concluded_on, before: order.concluded_on, counting: c}",
        "a counted period has `after`, `before`, of which only one can be",
    ),
    "two units": (
        "refund.due",
        "§{days: 14, weeks: 1, after: order.concluded_on, counting: c}",
        "a counted period has `days`, `weeks`, of which only one can be",
    ),
    "no counting method": (
        "refund.due",
        "§{days: 14, after: order.concluded_on}",
        "a counted period has no `counting`",
    ),
    "an unknown counting method": (
        "refund.due",
        "§{days: 14, after: order.concluded_on, counting: d}",
        "the pack has no counting method `d`",
    ),
    "fewer than no days": (
        "refund.due",
        "§{days: -1, after: order.concluded_on, counting: c}",
        "`days` lies between 0 and 100,000",
    ),
    "half a day": ("refund.due", "{days: §0.5, after: order.concluded_on, counting: c}", "`days` is a whole number"),
    "days after an amount": (
        "refund.due",
        "{days: 14, after: §order.total, counting: c}",
        "`after` is a date, a moment or `{not_by: …}`, but `order.total`",
    ),
    "a counted period for an amount": (
        "refund.total",
        "§{days: 14, after: order.concluded_on, counting: c}",
        "`refund.total` is an amount such as `EUR 29.90`, but a counted period makes a date",
    ),
    "hours for a date": (
        "refund.due",
        "§{hours: 72, after: incident.aware}",
        "`refund.due` is a date, but hours end at a moment",
    ),
    "hours from a day": (
        "notice.due",
        "§{hours: 72, after: order.concluded_on}",
        "hours are counted from a moment, but this begins with a day",
    ),
    "a period with an unknown unit": (
        "window.length",
        "§{fortnights: 1}",
        "`window.length` is made in no known way: `fortnights`",
    ),
    "a period of two units": ("window.length", "§{days: 1, weeks: 1}", "`window.length` is a period, which has no"),
    "an unknown grid": ("order.years", "§{grid: eu.ages, column: age}", "no grid is called `eu.ages`"),
    "one reading": (
        "order.sort",
        f"{{readings: §[{ODD}]}}",
        "`readings` has one answer, so nothing is disputed",
    ),
    "two readings of one id": (
        "order.sort",
        f"{{readings: §[{ODD}, {PLAIN}]}}",
        "two readings have one id",
    ),
    "a reading named in capitals": (
        "order.sort",
        f"{{readings: [{ODD}, {SHOUTED}]}}",
        "`id` of a reading cannot be `THE_OTHER`",
    ),
    "a reading nobody holds": (
        "order.sort",
        f"{{readings: [{ODD}, {UNCITED}]}}",
        "a reading has no `cite`",
    ),
}


@pytest.mark.parametrize("case", FORMS.values(), ids=FORMS)
def test_a_value_is(case: tuple[str, str, Expression]) -> None:
    name, value, read = case
    assert expression(name, value) == read


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_value_is_refused(case: tuple[str, str, str]) -> None:
    name, value, message = case
    text = rules(a_rule(f"sets: {{{name}: {value}}}", each=""))
    only_problem(refused(a_pack, PackError, text), text, "eu/rules.yaml", message)


def test_readings_are_named_after_the_rule_and_the_value() -> None:
    answers = ", ".join(
        f"{{id: {one}, title: Somebody says so, cite: {CITE}, value: {one}}}" for one in ("odd", "plain")
    )
    read = expression("order.sort", f"{{readings: [{answers}]}}")
    assert isinstance(read, Readings)
    assert read.id == "eu.a.rule.order.sort"
    assert [one.value for one in read.alternatives] == [Const("odd"), Const("plain")]


def test_readings_may_have_an_id_of_their_own() -> None:
    answers = ", ".join(
        f"{{id: {one}, title: Somebody says so, cite: {CITE}, value: {one}}}" for one in ("odd", "plain")
    )
    read = expression("order.sort", f"{{readings: [{answers}], id: eu.sort.disputed}}")
    assert isinstance(read, Readings)
    assert read.id == "eu.sort.disputed"


def test_days_off_move_a_due_day_by_where_the_bearer_is() -> None:
    due = "{days: 14, after: request.received, counting: c}"
    rule = rule_of(a_rule(f"obliges: {{by: seller, to: buyer, do: refund, due: {due}}}", each=""))
    (effect,) = rule.effects
    assert isinstance(effect, Obliges)
    assert isinstance(effect.due, Span)
    assert effect.due.party == "seller"


def test_days_off_move_a_term_by_where_its_party_is() -> None:
    rule = rule_of(a_rule("sets: {window.end: {days: 14, after: item.received, counting: c}}"))
    (effect,) = rule.effects
    assert isinstance(effect, Sets)
    assert isinstance(effect.value, Span)
    assert effect.value.party == "buyer"


GRID = (
    HEAD
    + f"""
rules:
  - id: eu.a.rule
    title: The law says something here
    cite: {CITE}
    effective: {{from: 2014-06-13}}
    sets: {{%s: %s}}
grids:
  eu.ages:
    title: The age differs by place
    gives: {{age: years, sort: enum}}
    rows:
      - {{in: DE, from: 2018-05-25, age: 16, sort: odd, cite: {CITE}}}
"""
)


def test_a_grid_gives_the_value_of_its_column() -> None:
    (effect,) = a_pack(GRID % ("order.years", "{grid: eu.ages, column: age}")).rules[0].effects
    assert effect == Sets("order.years", GridValue("eu.ages", "age"))


def test_a_grid_of_words_gives_words_that_the_conclusion_has() -> None:
    (effect,) = a_pack(GRID % ("order.sort", "{grid: eu.ages, column: sort}")).rules[0].effects
    assert effect == Sets("order.sort", GridValue("eu.ages", "sort"))


GRID_REFUSED = {
    "an unknown column": ("order.years", "§{grid: eu.ages, column: ages}", "grid `eu.ages` has no column `ages`"),
    "a column of another type": (
        "refund.total",
        "§{grid: eu.ages, column: age}",
        "`refund.total` is an amount such as `EUR 29.90`, but column `age` holds a whole number",
    ),
    "a column of another unit": (
        "refund.due",
        "§{days: {grid: eu.ages, column: age}, after: order.concluded_on, counting: c}",
        "column `age` of grid `eu.ages` counts years, not days",
    ),
}


@pytest.mark.parametrize("case", GRID_REFUSED.values(), ids=GRID_REFUSED)
def test_a_use_of_a_grid_is_refused(case: tuple[str, str, str]) -> None:
    name, value, message = case
    text = GRID % (name, value)
    only_problem(refused(a_pack, PackError, text), text, "eu/rules.yaml", message)


def test_a_grid_with_a_word_that_the_conclusion_lacks_is_refused_where_it_is_used() -> None:
    text = (GRID % ("order.sort", "§{grid: eu.ages, column: sort}")).replace("sort: odd,", "sort: rare,")
    message = "`order.sort` cannot be `rare`, which is possible here"
    only_problem(refused(a_pack, PackError, text), text, "eu/rules.yaml", message)
