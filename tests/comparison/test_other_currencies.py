"""Amounts of different currencies: counted by one rate, which a case states that turns on it, and by any in a proof."""

from __future__ import annotations

import pytest

from tests.comparison.small_law import changed, comparing, limbs, the_change

pytestmark = pytest.mark.needs_analysis

SALE = """  - id: xx.total
    title: The whole price goes back
    cite: CITE
    effective: {from: 2014-06-13}
    sets: {refund.total: order.total}
"""
TARIFF = """  - id: xx.total.small
    title: A tenth of small amounts goes back
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.total: {at_most: USD 50.00}}
    sets: {refund.total: {percent: 10, of: order.total, rounding: half_up}}
  - id: xx.total.great
    title: A fifth of great amounts goes back, less five dollars
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.total: {above: USD 50.00}}
    sets: {refund.total: {difference: [{percent: 20, of: order.total, rounding: half_up}, USD 5.00]}}
"""


def test_what_two_tariffs_make_alike_in_one_currency_they_do_not_in_another() -> None:
    """At fifty dollars both come to five dollars; in euros they are a cent apart, as roundings fall."""
    rules = changed((SALE, TARIFF))
    one = the_change(comparing(("{above: USD 50.00}", "{at_least: USD 50.00}"), rules=rules), "refund.total")
    assert dict(one.witness.facts)["items[m1].price"] == "EUR 44.44"
    assert dict(one.witness.facts)["order.rates"] == "{EUR/USD: 1.125}"
    assert one.before.code == "EUR 4.44"
    assert one.after.points == ("conflict:refund.total:xx.total.great+xx.total.small",)


def test_a_threshold_in_another_currency_is_shown_in_its_own() -> None:
    rules = changed(("when: {request.received: {happened: true}}", "when: {order.total: {at_least: HUF 5000}}"))
    one = the_change(comparing(("{at_least: HUF 5000}", "{at_least: HUF 5001}"), rules=rules), "refund")
    assert limbs(one)["items[m1].price"] == ("HUF 5000.00", "HUF 5000.99")
    assert "order.rates" not in limbs(one)


def test_what_compares_amounts_of_three_currencies_is_proved_equal_whatever_the_rates() -> None:
    rules = changed(
        ("when: {request.received: {happened: true}}", "when: {order.total: {at_least: HUF 5000, at_most: KWD 50.000}}")
    )
    found = comparing(
        ("{at_least: HUF 5000, at_most: KWD 50.000}", "{at_most: KWD 50.000, at_least: HUF 5000}"), rules=rules
    )
    assert found.proved_equal


def test_the_greatest_of_amounts_in_two_currencies_is_told_in_the_first() -> None:
    rules = changed(("sets: {refund.total: order.total}", "sets: {refund.total: {greatest_of: [order.total, USD 10]}}"))
    one = the_change(comparing(("USD 10", "USD 11"), rules=rules), "refund.total")
    assert (one.before.code, one.after.code) == ("USD 10.00", "USD 11.00")


def test_the_same_number_of_another_currency_is_another_threshold() -> None:
    rules = changed(("when: {request.received: {happened: true}}", "when: {order.total: {at_least: USD 50}}"))
    found = comparing(("{at_least: USD 50}", "{at_least: EUR 50}"), rules=rules)
    assert {one.output.name for one in found.changed} == {"refund"}
    assert found.not_proved == ()


def test_a_threshold_of_many_millions_is_looked_at_like_any_other() -> None:
    rules = changed(("when: {request.received: {happened: true}}", "when: {order.total: {above: USD 25000000.00}}"))
    one = the_change(comparing(("USD 25000000.00", "USD 26625000.00"), rules=rules), "refund")
    assert limbs(one)["items[m1].price"] == ("USD 25000000.01", "USD 26625000.00")


def test_what_a_total_leaves_of_a_limit_is_less_than_nothing_above_it_whatever_the_rates() -> None:
    """No rate makes a price less than nothing, so that the limit of the total alone is held to as well."""
    left = "item.price: {at_most: {difference: [USD 40, order.total]}}"
    rules = changed(("    when: {order.distance: true}\n", f"    when: {{order.total: {{at_most: USD 40}}, {left}}}\n"))
    assert comparing(("order.total: {at_most: USD 40}, ", ""), rules=rules).proved_equal
    assert not comparing(("order.total: {at_most: USD 40}", "order.total: {at_most: USD 19}"), rules=rules).proved_equal
