"""Amounts are exact and in a currency that exists, with as many decimals as it has."""

from __future__ import annotations

from fractions import Fraction

import pytest
from babel.core import get_global
from babel.numbers import list_currencies

from policy_engine.facts.currencies import DECIMAL_PLACES, MEANT, meant_by
from policy_engine.facts.money import Money, Rates, minor_digits

TODAYS = {
    code
    for held in get_global("territory_currencies").values()
    for code, _, end, tender in held
    if end is None and tender
}


def test_every_currency_in_which_people_pay_somewhere_is_known() -> None:
    assert TODAYS - DECIMAL_PLACES.keys() == set()


def test_no_currency_is_known_that_another_list_lacks() -> None:
    assert DECIMAL_PLACES.keys() - list_currencies() <= {"UYW", "XCG", "ZWG", "SLE", "VED"}


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("EUR 29.90", 2990),
        ("JPY 500", 500),
        ("KWD 1.234", 1234),
        ("ISK 10", 10),
        ("HUF 10.00", 1000),
        ("CLF 0.0001", 1),
        ("HRK 7.53", 753),
    ],
)
def test_an_amount_has_the_minor_units_of_its_currency(text: str, minor: int) -> None:
    money = Money.parse(text)
    assert money.minor == minor
    assert Money.parse(str(money)) == money


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("JPY 0.5", "JPY has no decimal places"),
        ("EUR 1.234", "EUR has 2 decimal places"),
        ("KWD 1.2345", "KWD has 3 decimal places"),
        ("XXQ 10", "`XXQ` is no currency of ISO 4217"),
        ("XAU 10", "`XAU` is no currency of ISO 4217"),
        ("eur 10", "`eur` is no currency of ISO 4217"),
    ],
)
def test_an_amount_that_cannot_be_paid_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Money.parse(text)


def test_only_what_is_stated_has_a_greatest_amount() -> None:
    with pytest.raises(ValueError, match="may not exceed"):
        Money.parse("EUR 10000000000000.01")
    greatest, rates = Money.parse("EUR 10000000000000.00"), Rates({("EUR", "USD"): Fraction(400)})
    assert rates.convert(greatest, "USD") == Money(4 * 10**17, "USD")


def test_rates_are_written_as_they_are_stated() -> None:
    rates = Rates({("EUR", "HUF"): Fraction("395.20"), ("EUR", "CZK"): Fraction(25)})
    assert str(rates) == "{EUR/CZK: 25, EUR/HUF: 395.2}"


def test_nobody_guesses_the_minor_unit_of_an_unknown_currency() -> None:
    with pytest.raises(ValueError, match="`QQQ` is no currency"):
        minor_digits("QQQ")
    with pytest.raises(ValueError, match="`QQQ` is no currency"):
        Money(1, "QQQ")


@pytest.mark.parametrize(("slip", "meant"), [("EURO", ("EUR",)), ("ERU", ("EUR",)), ("GPB", ("GBP",)), ("XXQ", ())])
def test_a_slip_in_a_currency_leads_to_the_one_that_was_meant(slip: str, meant: tuple[str, ...]) -> None:
    assert meant_by(slip) == meant


def test_no_slip_is_a_currency() -> None:
    assert MEANT.keys() & DECIMAL_PLACES.keys() == set()
    assert set(MEANT.values()) <= DECIMAL_PLACES.keys()
