"""Read amounts of money and exchange rates; a currency that does not exist is never taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from policy_engine.facts.currencies import DECIMAL_PLACES, meant_by
from policy_engine.facts.money import Money, Rates
from policy_engine.facts.values import Kind
from policy_engine.reading.nodes import Node, Null, Table, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.suggest import shown
from policy_engine.reading.wanted import Wanted, how_to_write

DECIMAL_POINT = "write the decimals behind a point, with no other marks in the number, such as `EUR 10.00`"

_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")
_MONEY = re.compile(r"([A-Z]{3}) -?(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})?")
_WITH_COMMA = re.compile(r"[^0-9]{0,6}[0-9][0-9.,’' ]{0,30}")
_CODE_IN_FRONT = re.compile(r"([A-Za-z]{2,5}) ?-?[0-9.,]{1,30}")
_CUT_AMOUNT = re.compile(r"([A-Z]{3} )?-?[0-9][0-9.]*")
_CUT_OFF = re.compile(r"[0-9]{1,10}")
_PAIR = re.compile(r"([A-Z]{3})/([A-Z]{3})")


def read_money(node: Text, wanted: Wanted, problems: Problems) -> Money | None:
    """Read `EUR 29.90`."""
    found = _MONEY.fullmatch(node.value)
    if found is not None and found[1] not in DECIMAL_PLACES:
        message = f"the currency of {wanted.what} is none of ISO 4217"
        problems.add(node.at, message, _meant((found[1],)) or "write its code, such as `EUR` or `USD`")
        return None
    advice = _advice(node.value)
    if found is not None:
        try:
            return Money.parse(node.value)
        except ValueError as reason:
            advice = str(reason)
    problems.add(node.at, wanted.objection("an amount of money", node.value), advice)
    return None


def read_rates(node: Table, wanted: Wanted, problems: Problems) -> Rates | None:
    """Read `{EUR/HUF: 395.20}`: so many HUF for one EUR."""
    pairs: dict[tuple[str, str], Fraction] = {}
    for key, rate in node.entries:
        pair = _pair(key, wanted, problems)
        if pair is None:
            continue
        if (pair[1], pair[0]) in pairs:
            problems.add(key.at, f"{wanted.what} gives a rate both ways: {shown(key.value)}", "keep one of the two")
        elif not isinstance(rate, Text) or not _DECIMAL.fullmatch(rate.value) or not Fraction(rate.value):
            problems.add(rate.at, f"the rate {shown(key.value)} is a decimal number above zero", "such as `395.20`")
        else:
            pairs[pair] = Fraction(rate.value)
    return Rates(pairs) if len(pairs) == len(node) else None


def without_cut_amounts(table: Table, problems: Problems) -> Iterator[tuple[Text, Node]]:
    """The entries of a table, without what a decimal comma between braces cut off: `{total: EUR 10,00}` has two."""
    before: Node | None = None
    for key, node in table.entries:
        if isinstance(node, Null) and not key.quoted and isinstance(before, Text) and _cut(before.value, key.value):
            message = "a comma between braces ends a value, so that these digits are no part of the amount before them"
            problems.add(key.at, message, DECIMAL_POINT)
        else:
            yield key, node
        before = node


def _cut(amount: str, rest: str) -> bool:
    return _CUT_AMOUNT.fullmatch(amount) is not None and _CUT_OFF.fullmatch(rest) is not None


def _pair(key: Text, wanted: Wanted, problems: Problems) -> tuple[str, str] | None:
    pair = _PAIR.fullmatch(key.value)
    if pair is not None and pair[1] != pair[2]:
        unknown = [code for code in pair.groups() if code not in DECIMAL_PLACES]
        if not unknown:
            return pair[1], pair[2]
        message = f"a currency of {wanted.what} is none of ISO 4217: {', '.join(map(shown, unknown))}"
        problems.add(key.at, message, _meant(unknown) or "write its code, such as `EUR` or `USD`")
        return None
    name = shown(key.value) if pair is not None or key.value in DECIMAL_PLACES or not wanted.of_case else "this"
    problems.add(key.at, f"{wanted.what} cannot give a rate for {name}", how_to_write(Kind.RATES))
    return None


def _advice(text: str) -> str:
    if "," in text and _WITH_COMMA.fullmatch(text):
        return DECIMAL_POINT
    code = _CODE_IN_FRONT.fullmatch(text)
    near = _meant((code[1].upper(),)) if code is not None and code[1] not in DECIMAL_PLACES else ""
    return near or how_to_write(Kind.MONEY)


def _meant(codes: list[str] | tuple[str, ...]) -> str:
    near = [shown(one) for code in codes for one in ((code,) if code in DECIMAL_PLACES else meant_by(code))]
    return f"did you mean {' or '.join(near)}?" if near else ""
