"""An edge that no example stands on is told; with an example on each side of it nothing is."""

from __future__ import annotations

import pytest

from policy_engine.checks.lint.subject import Check
from tests.checks.lint.linting import told
from tests.checks.shop import RULES

LAST_DAY = """
  - case: shirt
    says: the last day is inside
    but: {request.sent: 2026-09-24}
    expect: {withdraw: allowed, last_day: 2026-09-24}
"""
FIRST_DAY_OUT = """
  - case: shirt
    says: the day after is outside
    but: {request.sent: 2026-09-25}
    expect: {withdraw: not_granted, last_day: 2026-09-24}
"""
PERISHABLE = """
  - case: shirt
    says: cakes stay
    but: {item.traits: [perishable]}
    expect: {withdraw: not_granted}
"""
DUE = """
  - case: shirt
    says: the money is due on this very day
    but: {decide_on: 2026-10-09T09:00+01:00, payment.refunded: {not_by: 2026-10-09}}
    expect: {refund: owed, due: 2026-10-09}
"""
OVERDUE = """
  - case: shirt
    says: the next day it is late
    but: {decide_on: 2026-10-10T09:00+01:00, payment.refunded: {not_by: 2026-10-10}}
    expect: {refund: overdue, due: 2026-10-09}
"""
EVERYTHING = [LAST_DAY, FIRST_DAY_OUT, PERISHABLE, DUE, OVERDUE]


def test_a_pack_with_examples_on_every_edge_has_no_findings() -> None:
    assert told(Check.BOUNDARIES, RULES, "".join(EVERYTHING)) == []


@pytest.mark.parametrize(
    ("missing", "finding"),
    [
        (FIRST_DAY_OUT, "no example has `withdraw` of rule `xx.withdraw` used a day too late"),
        (PERISHABLE, "in no example exemption `xx.withdraw.perishable` from 2014-06-13 bites"),
        (DUE, "no example has `refund` of rule `xx.refund` due on the last day"),
        (OVERDUE, "no example has `refund` of rule `xx.refund` a day late"),
    ],
)
def test_an_edge_without_an_example_is_told(missing: str, finding: str) -> None:
    left = "".join(one for one in EVERYTHING if one is not missing)
    assert told(Check.BOUNDARIES, RULES, left) == [finding]


def test_the_last_day_in_needs_an_example_of_its_own() -> None:
    sooner = FIRST_DAY_OUT + PERISHABLE.replace("but: {", "but: {request.sent: 2026-09-23, ") + DUE + OVERDUE
    assert told(Check.BOUNDARIES, RULES, sooner) == [
        "no example has `withdraw` of rule `xx.withdraw` used on its last day"
    ]


def test_where_every_example_is_exempted_no_example_meets_the_rule_without_it() -> None:
    exempted = LAST_DAY.replace("but: {", "but: {item.traits: [perishable], ").replace(
        "allowed, last_day: 2026-09-24", "not_granted"
    )
    messages = told(Check.BOUNDARIES, RULES, exempted + DUE + OVERDUE)
    assert (
        "no example meets `xx.withdraw` where exemption `xx.withdraw.perishable` from 2014-06-13 does not bite"
        in messages
    )


DUE_DAY = "{days: 14, after: request.received, counting: plain}"
OVER = RULES.replace(
    "when: {request.received: {happened: true}}",
    f"when: {{request.received: {{happened: true}}, decide_on: {{on_or_before: {DUE_DAY}}}}}",
)


def test_a_duty_that_ends_with_its_own_day_is_never_late_and_needs_no_example_of_it() -> None:
    assert told(Check.BOUNDARIES, OVER, "".join([LAST_DAY, FIRST_DAY_OUT, PERISHABLE, DUE])) == []


def test_a_duty_that_ends_on_another_day_than_its_own_needs_one() -> None:
    sooner = OVER.replace("on_or_before: {days: 14", "on_or_before: {days: 20")
    assert told(Check.BOUNDARIES, sooner, "".join([LAST_DAY, FIRST_DAY_OUT, PERISHABLE, DUE])) == [
        "no example has `refund` of rule `xx.refund` a day late"
    ]


def test_a_duty_that_ends_with_its_own_day_needs_an_example_on_it() -> None:
    assert told(Check.BOUNDARIES, OVER, "".join([LAST_DAY, FIRST_DAY_OUT, PERISHABLE])) == [
        "no example has `refund` of rule `xx.refund` due on the last day"
    ]


NEW_LAW = RULES.replace(
    "title: Giving back costs nothing\n    cite: CITE\n    effective: {from: 2014-06-13}",
    "title: Giving back costs nothing\n    cite: CITE\n    effective: {from: 2022-05-28}",
)
FEE = """
  - case: shirt
    says: what a return may cost on DAY
    but: {order.concluded_on: DAY}
    expect: {charge_fee: VERDICT}
"""
BEFORE = FEE.replace("DAY", "2022-05-27").replace("VERDICT", "not_restricted")
ON_THE_DAY = FEE.replace("DAY", "2022-05-28").replace("VERDICT", "forbidden")


def test_examples_on_both_sides_of_a_first_day_are_enough() -> None:
    assert told(Check.BOUNDARIES, NEW_LAW, "".join([*EVERYTHING, BEFORE, ON_THE_DAY])) == []


@pytest.mark.parametrize(
    ("left", "finding"),
    [
        (BEFORE, "no example is governed by 2022-05-28, the day on which `xx.no_fee` begins to be law"),
        (ON_THE_DAY, "no example is governed by 2022-05-27, the day before `xx.no_fee` begins to be law"),
    ],
)
def test_a_first_day_needs_an_example_on_each_side(left: str, finding: str) -> None:
    assert told(Check.BOUNDARIES, NEW_LAW, "".join([*EVERYTHING, left])) == [finding]


def test_an_example_of_the_day_that_asks_something_else_does_not_count() -> None:
    other = BEFORE.replace("charge_fee: not_restricted", "withdraw: allowed")
    assert len(told(Check.BOUNDARIES, NEW_LAW, "".join([*EVERYTHING, other, ON_THE_DAY]))) == 1
