"""Amounts of money: whole minor units of one currency, exact, never mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from enum import StrEnum
from fractions import Fraction

from policy_engine.facts.currencies import DECIMAL_PLACES

LARGEST = 10**15
"""No stated amount has more minor units."""


class Rounding(StrEnum):
    """How a share or percentage becomes whole minor units; every rule that needs one names it."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"


_MODES = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.UP: ROUND_CEILING,
    Rounding.DOWN: ROUND_FLOOR,
}


def minor_digits(currency: str) -> int:
    """Decimal places of a currency's minor unit (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD.

    Raises ValueError for a currency that does not exist: how many minor units it has is nobody's guess.
    """
    digits = DECIMAL_PLACES.get(currency)
    if digits is None:
        raise ValueError(f"`{currency[:3]}` is no currency of ISO 4217")
    return digits


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole minor units (cents, fils, yen) of an ISO 4217 currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        minor_digits(self.currency)  # refuses what is no currency

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read `EUR 29.90`: code, one space, decimal text with at most the currency's decimal places."""
        currency, _, number = text.partition(" ")
        try:
            amount = Decimal(number)
        except InvalidOperation:
            raise ValueError("money is written as `EUR 29.90`") from None
        if not amount.is_finite() or "e" in number.lower() or "_" in number or amount.adjusted() > 15:
            raise ValueError("money is written as `EUR 29.90`")
        scaled = amount.scaleb(minor_digits(currency))
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{currency} has {_decimals(minor_digits(currency))}")
        if abs(scaled) > LARGEST:  # what sums and rates make of amounts may be more
            raise ValueError("an amount may not exceed 10^15 minor units")
        return cls(int(scaled), currency)

    def __str__(self) -> str:
        digits = minor_digits(self.currency)
        return f"{self.currency} {Decimal(self.minor).scaleb(-digits):.{digits}f}"

    def scaled(self, factor: Fraction, rounding: Rounding) -> Money:
        """Multiply exactly and round once, in the way the rule names."""
        return Money(rounded(self.minor * factor, rounding), self.currency)


def _decimals(digits: int) -> str:
    return f"{digits} decimal places" if digits else "no decimal places"


def rounded(amount: Fraction, rounding: Rounding) -> int:
    """Turn an exact fraction into a whole number of minor units."""
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(amount.numerator) / Decimal(amount.denominator)
        return int(quotient.quantize(Decimal(1), rounding=_MODES[rounding]))


@dataclass(frozen=True, slots=True)
class Rates:
    """Exchange rates that the case states: how many units of the second currency buy one of the first."""

    pairs: Mapping[tuple[str, str], Fraction]

    def convert(self, amount: Money, currency: str, rounding: Rounding = Rounding.HALF_UP) -> Money | None:
        """Convert with a stated rate or its inverse; None when no rate is stated."""
        if amount.currency == currency:
            return amount
        rate = self.pairs.get((amount.currency, currency))
        if rate is None:
            inverse = self.pairs.get((currency, amount.currency))
            rate = 1 / inverse if inverse else None
        if rate is None:
            return None
        shift = Fraction(10) ** (minor_digits(currency) - minor_digits(amount.currency))
        return Money(rounded(amount.minor * rate * shift, rounding), currency)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.pairs.items())))

    def __str__(self) -> str:
        told = [f"{one}/{other}: {_decimal(rate)}" for (one, other), rate in sorted(self.pairs.items())]
        return f"{{{', '.join(told)}}}"


def _decimal(rate: Fraction) -> str:
    """A rate as it was stated, which is with decimals."""
    with localcontext() as context:
        context.prec = 60
        return f"{Decimal(rate.numerator) / Decimal(rate.denominator):f}"
