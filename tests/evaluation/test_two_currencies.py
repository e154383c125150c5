"""Amounts of two currencies: what they come to is counted by the stated rate, and without one that is the question."""

from __future__ import annotations

import pytest

from tests.checks.shop import RULES, objections

WHOLE_PRICE = "sets: {refund.total: order.total}"
RATED = "but: {order.rates: {USD/EUR: 0.5}}"


def law(value: str) -> str:
    assert RULES.count(WHOLE_PRICE) == 1
    return RULES.replace(WHOLE_PRICE, f"sets: {{refund.total: {value}}}")


def says(expected: str, but: str = "") -> str:
    head = "\n  - case: shirt\n    says: the shirt costs 29.90 euros\n    ask: [refund.total]\n"
    return head + (f"    {but}\n" if but else "") + f"    expect: {{{expected}}}\n"


@pytest.mark.parametrize(
    ("value", "comes_to"),
    [
        ("{difference: [order.total, USD 20.00]}", "EUR 19.90"),
        ("{difference: [USD 100.00, order.total]}", "USD 40.20"),
        ("{sum: [order.total, USD 20.00]}", "EUR 39.90"),
        ("{sum: [USD 20.00, order.total, EUR 1.00]}", "USD 81.80"),
    ],
)
def test_what_amounts_of_two_currencies_come_to_is_told_in_that_of_the_first(value: str, comes_to: str) -> None:
    assert not objections(says(f"refund.total: {comes_to}, asks: []", RATED), law(value))


@pytest.mark.parametrize("value", ["{difference: [order.total, USD 20.00]}", "{sum: [order.total, USD 20.00]}"])
def test_without_a_rate_the_rate_is_asked_for(value: str) -> None:
    assert not objections(says("asks: [order.rates]"), law(value))


def test_amounts_of_one_currency_need_no_rate() -> None:
    assert not objections(says("refund.total: EUR 9.90, asks: []"), law("{difference: [order.total, EUR 20.00]}"))
