"""What no example shows to matter is told; what an example shows is not."""

from __future__ import annotations

import pytest

from policy_engine.checks.findings import FindingKind
from tests.checks.shop import findings, unshown_in

ALLOWED = """
  - case: shirt
    says: the last day is inside
    but: {request.sent: 2026-09-24}
    expect: {withdraw: allowed, last_day: 2026-09-24}
"""
PERISHABLE = """
  - case: shirt
    says: cakes stay
    but: {item.traits: [perishable]}
    expect: {withdraw: not_granted}
"""
SHOP = """
  - case: shirt
    says: what was bought in the shop stays
    but: {order.channel: shop}
    expect: {withdraw: not_granted}
"""
PHONE = """
  - case: shirt
    says: what was bought on the telephone goes back
    but: {order.channel: phone}
    expect: {withdraw: allowed}
"""
MONEY = """
  - case: shirt
    says: the money goes back
    expect: {refund: owed, due: 2026-10-09, refund.total: EUR 29.90, charge_fee: forbidden}
"""
NOTHING_SENT = """
  - case: shirt
    says: nothing is owed before the request comes
    but: {request.sent: {not_by: 2026-10-04}, request.received: {not_by: 2026-10-04}}
    expect: {refund: not_owed}
"""
EVERYTHING = [ALLOWED, PERISHABLE, SHOP, PHONE, MONEY, NOTHING_SENT]


def test_a_pack_whose_examples_show_everything_has_no_findings() -> None:
    assert unshown_in("".join(EVERYTHING)) == []


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        (PERISHABLE, ["exemption `xx.withdraw.perishable` matters"]),
        (
            SHOP,
            [
                "`order.channel: [online, phone]` matters in rule `xx.distance`",
                "`order.distance: true` matters in rule `xx.withdraw`",
            ],
        ),
        (PHONE, ["`order.channel: phone` matters in rule `xx.distance`"]),
        (MONEY, ["rule `xx.no_fee` matters", "rule `xx.refund` matters", "rule `xx.total` matters"]),
        (NOTHING_SENT, ["`request.received: {happened: true}` matters in rule `xx.refund`"]),
    ],
)
def test_without_its_example_a_part_is_told(missing: str, told: list[str]) -> None:
    left = "".join(one for one in EVERYTHING if one is not missing)
    assert sorted(unshown_in(left)) == told


def test_without_examples_every_rule_is_told_once_and_nothing_inside_of_it() -> None:
    told = unshown_in(NOTHING_EXPECTED)
    assert told == [
        f"rule `xx.{name}` matters" for name in ("distance", "end", "withdraw", "total", "refund", "no_fee")
    ]


def test_an_example_that_does_not_hold_shows_nothing() -> None:
    wrong = PERISHABLE.replace("not_granted", "allowed")
    left = "".join(wrong if one is PERISHABLE else one for one in EVERYTHING)
    assert unshown_in(left) == ["exemption `xx.withdraw.perishable` matters"]


def test_an_example_of_an_impossible_case_shows_nothing() -> None:
    impossible = PERISHABLE.replace("[perishable]", "[perishable], item.received: 2026-08-01")
    left = "".join(impossible if one is PERISHABLE else one for one in EVERYTHING)
    assert unshown_in(left) == ["exemption `xx.withdraw.perishable` matters"]


NOTHING_EXPECTED = "\n  - {case: shirt, says: nothing is open, ask: [withdraw], expect: {asks: []}}\n"


TWO_VERSIONS = """
rules:
  - id: xx.end
    title: The window ends after seven days
    cite: CITE
    effective: {from: 2014-06-13, until: 2026-01-01}
    each: items
    sets: {withdrawal.end: {days: 7, after: item.received, counting: plain}}
  - id: xx.end
    title: The window ends after fourteen days
    cite: CITE
    effective: {from: 2026-01-01}
    each: items
    sets: {withdrawal.end: {days: 14, after: item.received, counting: plain}}
"""
NEW = """
  - case: shirt
    says: today it is fourteen days
    expect: {withdrawal.end: 2026-09-24}
"""
OLD = """
  - case: shirt
    says: it was seven days
    but: {order.concluded_on: 2025-12-31}
    expect: {withdrawal.end: 2026-09-17}
"""
OLD_UNSAID = """
  - case: shirt
    says: there was a window
    but: {order.concluded_on: 2025-12-31}
    expect: {withdrawal.end: [2026-09-17]}
"""


def test_the_day_between_two_versions_is_shown_from_both_sides() -> None:
    assert unshown_in(OLD + NEW, TWO_VERSIONS) == []


def test_a_version_that_no_example_reaches_is_told_with_its_first_day() -> None:
    assert unshown_in(NEW, TWO_VERSIONS) == ["rule `xx.end` from 2014-06-13 matters"]
    assert unshown_in(OLD, TWO_VERSIONS) == ["rule `xx.end` from 2026-01-01 matters"]


def test_a_change_that_no_example_tells_apart_is_told_from_both_sides() -> None:
    same = TWO_VERSIONS.replace("{days: 7,", "{days: 14,")
    told = unshown_in(OLD.replace("2026-09-17", "2026-09-24") + NEW, same)
    assert sorted(told) == [
        "rule `xx.end` from 2014-06-13 has to end with 2026-01-01",
        "rule `xx.end` from 2026-01-01 has to begin no earlier than 2026-01-01",
    ]


OVERRIDING = """
rules:
  - id: xx.end
    title: The window ends after seven days
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    sets: {withdrawal.end: {days: 7, after: item.received, counting: plain}}
  - id: xx.end.gift
    title: For gifts the window ends after fourteen days
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    overrides: xx.end
    when: {order.gift: true}
    sets: {withdrawal.end: {days: 14, after: item.received, counting: plain}}
"""
NO_GIFT = """
  - case: shirt
    says: usually it is seven days
    expect: {withdrawal.end: 2026-09-17}
"""
GIFT = """
  - case: shirt
    says: gifts have fourteen days
    but: {order.gift: true}
    expect: {withdrawal.end: 2026-09-24}
"""


def test_an_override_that_decides_an_example_is_shown() -> None:
    assert unshown_in(NO_GIFT + GIFT, OVERRIDING) == []


def test_an_override_between_rules_that_say_the_same_is_told() -> None:
    same = OVERRIDING.replace("{days: 7,", "{days: 14,")
    usual, gift = NO_GIFT.replace("2026-09-17", "2026-09-24"), GIFT.replace("09-24}", "09-24, by: xx.end.gift}")
    assert "rule `xx.end.gift` has to set aside `xx.end`" in unshown_in(usual + gift, same)


GRID = """
rules:
  - id: xx.end
    title: The window ends on the day of the grid
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    sets: {withdrawal.end: {days: {grid: xx.days, column: length}, after: item.received, counting: plain}}
grids:
  xx.days:
    title: How many days there are
    gives: {length: days}
    rows:
      - {in: DE, from: 2014-06-13, until: 2026-01-01, length: 7, cite: CITE}
      - {in: DE, from: 2026-01-01, length: 14, cite: CITE}
"""


def test_the_rows_of_a_grid_are_shown_by_examples_of_both_times() -> None:
    assert unshown_in(OLD + NEW, GRID) == []


def test_a_row_that_no_example_reads_is_told() -> None:
    assert unshown_in(NEW, GRID) == ["row `xx.days[DE]@2014-06-13` matters"]


NOT_ENCODED = """
rules:
  - id: xx.withdraw
    title: Everything can go back
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    grants: {action: withdraw}
not_encoded:
  - id: xx.taste
    cite: CITE
    each: items
    when: {item.traits: {has: [custom, sealed]}}
    reason: whether it can be sold again is a judgement
    touches: [withdraw]
"""
CUSTOM = """
  - case: shirt
    says: what was made to order is a judgement
    but: {item.traits: [custom]}
    expect: {withdraw: needs_review, review: [xx.taste]}
"""
PLAIN = """
  - case: shirt
    says: the rest goes back
    expect: {withdraw: allowed}
"""


def test_law_that_is_not_encoded_has_to_bite_in_some_example_and_to_spare_another() -> None:
    assert unshown_in(CUSTOM + PLAIN, NOT_ENCODED) == ["`item.traits: sealed` matters in entry `xx.taste`"]
    assert "entry `xx.taste` matters" in unshown_in(PLAIN, NOT_ENCODED)


def test_one_of_two_effects_that_nothing_expects_is_told() -> None:
    rules = """
rules:
  - id: xx.distance
    title: What is sold without a meeting is sold at a distance
    cite: CITE
    effective: {from: 2014-06-13}
    concludes: {order.distance: true}
    sets: {refund.total: order.total}
"""
    told = unshown_in("\n  - {case: shirt, says: it is far, expect: {order.distance: true}}\n", rules)
    assert told == ["what rule `xx.distance` says of `refund.total` matters"]


def test_a_finding_says_where_the_part_stands_and_what_to_do() -> None:
    (finding,) = findings("".join(one for one in EVERYTHING if one is not PHONE))
    assert finding.kind is FindingKind.WORD_UNSHOWN
    assert finding.id == "xx.distance"
    assert str(finding) == (
        "xx/rules.yaml:6:5: no example shows that `order.channel: phone` matters in rule `xx.distance`\n"
        "  help: add an example that comes out otherwise without it"
    )
