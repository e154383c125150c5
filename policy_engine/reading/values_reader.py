"""Give a text its type: the vocabulary says what a name holds, and the spelling has to be exactly that.

`NO` is Norway where a place is wanted, and nothing where true or false is; `014`, `1.10` and `12:30` are never
taken for some number. A discreet reading shows no value in its messages, since it may be about a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import assert_never

from policy_engine.calendar.periods import Period, Unit
from policy_engine.facts.money import Money, Rates
from policy_engine.facts.values import Kind, Moment, NotBy, Value, parse_day
from policy_engine.jurisdictions import is_place_code
from policy_engine.reading.fields import known_words, sort_of
from policy_engine.reading.nodes import Listing, Node, Null, Table, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.suggest import did_you_mean, shown

MOST_DIGITS = 15
LONGEST_PERIOD = 100_000
LONGEST_FREE_TEXT = 10_000

_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_PADDED = re.compile(r"(-?)0+([0-9]+)")
_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")
_MONEY = re.compile(r"[A-Z]{3} -?(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})?")
_MOMENT = re.compile(r"[0-9-]{10}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][0-9]{2}:[0-5][0-9])")
_ZONE = re.compile(r"[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){0,2}")
_PAIR = re.compile(r"([A-Z]{3})/([A-Z]{3})")
_YES, _NO = ("true", "yes", "on", "y", "1"), ("false", "no", "off", "n", "0")
_TRUTH = dict.fromkeys(_YES, "true") | dict.fromkeys(_NO, "false")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The type that a value must have where it stands. `what` names the place in messages.

    `words` are the permitted words of an enum or set. `discreet` keeps the value out of messages. `compared` marks a
    value that something is only compared with, so that it may also be what the other never is.
    """

    kind: Kind
    what: str
    words: Mapping[str, str] = field(default_factory=dict)
    discreet: bool = False
    compared: bool = False

    def objection(self, form: str, value: str) -> str:
        """Say that a value has not the form it should have, and show it where that may be."""
        return f"{self.what} is not {form}" if self.discreet else f"{self.what} is {form}, not {shown(value)}"


def read_value(node: Node, wanted: Wanted, problems: Problems) -> Value | None:
    """Read a value of the wanted type; None, with a problem, when it is none."""
    match node, wanted.kind:
        case Null(), _:
            problems.add(node.at, f"{wanted.what} is null", "leave it out when it is not known")
            return None
        case _, Kind.SET:
            return _set(node, wanted, problems)
        case Table(), Kind.PERIOD:
            return read_period(node, wanted, problems)
        case Table(), Kind.RATES:
            return _rates(node, wanted, problems)
        case Table(), Kind.EVENT:
            return _not_yet(node, wanted, problems)
        case Text(), _:
            return _scalar(node, wanted, problems)
        case ((Table() | Listing()), _):
            problems.add(node.at, f"{wanted.what} is {form_of(wanted.kind)}, not {sort_of(node)}")
            return None
        case _:
            assert_never(node)


def form_of(kind: Kind) -> str:
    """What a value of a kind looks like, for a message that refuses another form."""
    match kind:
        case Kind.BOOL:
            return "`true` or `false`"
        case Kind.ENUM:
            return "one word"
        case Kind.SET:
            return "a list of words"
        case Kind.INTEGER:
            return "a whole number"
        case Kind.MONEY:
            return "an amount such as `EUR 29.90`"
        case Kind.DATE:
            return "a date"
        case Kind.EVENT:
            return "a date, a moment or `{not_by: …}`"
        case Kind.MOMENT:
            return "a moment"
        case Kind.PLACE:
            return "a place code"
        case Kind.PERIOD:
            return "a period such as `{days: 14}`"
        case Kind.RATES:
            return "a table of rates such as `{EUR/HUF: 395.20}`"
        case Kind.TIME_ZONE:
            return "the name of a time zone"
        case Kind.TEXT:
            return "a text"
        case _:
            assert_never(kind)


def _scalar(node: Text, wanted: Wanted, problems: Problems) -> Value | None:
    read = _READERS.get(wanted.kind)
    if read is None:
        problems.add(node.at, f"{wanted.what} is {form_of(wanted.kind)}, not a text")
        return None
    return read(node, wanted, problems)


def _bool(node: Text, wanted: Wanted, problems: Problems) -> bool | None:
    if node.value in ("true", "false"):
        return node.value == "true"
    meant = _TRUTH.get(node.value.lower())
    advice = f"write `{meant}`" if meant and not wanted.discreet else ""
    problems.add(node.at, wanted.objection("`true` or `false`", node.value), advice)
    return None


def _word(node: Text, wanted: Wanted, problems: Problems) -> str | None:
    if node.value in wanted.words or not wanted.words:
        return node.value  # a vocabulary that lists no words for an enum is refused for that
    value = "this" if wanted.discreet else shown(node.value)
    near = "" if wanted.discreet else did_you_mean(node.value, wanted.words)
    problems.add(node.at, f"{wanted.what} cannot be {value}", near or known_words(wanted.words))
    return None


def _set(node: Node, wanted: Wanted, problems: Problems) -> frozenset[str] | None:
    if not isinstance(node, Listing):
        problems.add(node.at, f"{wanted.what} is a list of words, not {sort_of(node)}", "write `[]` when none holds")
        return None
    words: list[str] = []
    for item in node.items:
        if not isinstance(item, Text):
            problems.add(item.at, f"{wanted.what} lists words, not {sort_of(item)}")
        elif item.value in words:
            problems.add(item.at, f"{wanted.what} lists {'a word' if wanted.discreet else shown(item.value)} twice")
        elif (word := _word(item, wanted, problems)) is not None:
            words.append(word)
    return frozenset(words) if len(words) == len(node.items) else None


def _integer(node: Text, wanted: Wanted, problems: Problems) -> int | None:
    if not _INTEGER.fullmatch(node.value):
        message = wanted.objection("a whole number", node.value)
        problems.add(node.at, message, _integer_advice(node, wanted))
        return None
    if len(node.value.lstrip("-")) > MOST_DIGITS:
        problems.add(node.at, f"{wanted.what} has more than {MOST_DIGITS} digits")
        return None
    return int(node.value)


def _integer_advice(node: Text, wanted: Wanted) -> str:
    if (padded := _PADDED.fullmatch(node.value)) and len(node.value) <= MOST_DIGITS:
        meant = "".join((padded[1], padded[2].lstrip("0") or "0"))
        return "write it without leading zeros" if wanted.discreet else f"write `{meant}`, without leading zeros"
    if ":" in node.value:
        return "hours and minutes are not a number; write how many of the unit it is"
    return "write only digits, with `-` in front when it is negative, such as `3`"


def _money(node: Text, wanted: Wanted, problems: Problems) -> Money | None:
    advice = "write the currency, one space and the amount, such as `EUR 29.90`"
    if _MONEY.fullmatch(node.value):
        try:
            return Money.parse(node.value)
        except ValueError as reason:
            advice = str(reason)
    problems.add(node.at, wanted.objection("an amount of money", node.value), advice)
    return None


def _day(node: Text, wanted: Wanted, problems: Problems) -> date | None:
    try:
        return parse_day(node.value)
    except ValueError as reason:
        advice = "write the day alone, such as `2026-11-02`" if _MOMENT.fullmatch(node.value) else str(reason)
        problems.add(node.at, wanted.objection("a date", node.value), advice)
        return None


def _moment(node: Text, wanted: Wanted, problems: Problems) -> Moment | None:
    advice = "write day, time and offset from UTC, such as `2026-10-03T23:30+01:00`"
    if _MOMENT.fullmatch(node.value):
        try:
            parse_day(node.value[:10])
            return Moment.parse(node.value)
        except ValueError as reason:
            advice = str(reason)
    problems.add(node.at, wanted.objection("a moment", node.value), advice)
    return None


def _day_or_moment(node: Text, wanted: Wanted, problems: Problems) -> date | Moment | None:
    if "T" in node.value or ":" in node.value:
        return _moment(node, wanted, problems)
    return _day(node, wanted, problems)


def _not_yet(node: Table, wanted: Wanted, problems: Problems) -> NotBy | None:
    by = node.get("not_by")
    if by is None or len(node) != 1:
        advice = "write a date, a moment, or `{not_by: 2026-11-21}` for what had not happened by then"
        problems.add(node.at, f"{wanted.what} is an event, which has no such form", advice)
        return None
    if not isinstance(by, Text):
        problems.add(by.at, f"`not_by` of {wanted.what} is a date or a moment, not {sort_of(by)}")
        return None
    day = _day_or_moment(by, Wanted(Kind.EVENT, f"`not_by` of {wanted.what}", discreet=wanted.discreet), problems)
    return None if day is None else NotBy(day)


def _place(node: Text, wanted: Wanted, problems: Problems) -> str | None:
    if is_place_code(node.value):
        return node.value
    upper = node.value.upper()
    meant = f"write `{upper}`" if is_place_code(upper) and not wanted.discreet else ""
    advice = meant or "write its code, such as `DE` or `US-CA`"
    problems.add(node.at, wanted.objection("a place", node.value), advice)
    return None


def _zone(node: Text, wanted: Wanted, problems: Problems) -> str | None:
    if _ZONE.fullmatch(node.value) and len(node.value) <= 64:
        return node.value
    advice = "write its name, such as `Europe/Lisbon`"
    problems.add(node.at, wanted.objection("a time zone", node.value), advice)
    return None


def _free_text(node: Text, wanted: Wanted, problems: Problems) -> str | None:
    if len(node.value) <= LONGEST_FREE_TEXT:
        return node.value
    problems.add(node.at, f"{wanted.what} is longer than {LONGEST_FREE_TEXT:,} characters")
    return None


def read_period(node: Table, wanted: Wanted, problems: Problems) -> Period | None:
    """Read `{days: 14}`: one unit with a whole number."""
    units = [unit for unit in Unit if unit.value in node]
    if len(units) != 1 or len(node) != 1:
        advice = f"write one unit and its number, such as `{{days: 14}}`; {known_words(Unit)}"
        problems.add(node.at, f"{wanted.what} is a period, which has no such form", advice)
        return None
    unit = units[0]
    count = read_count(node.get(unit.value), f"`{unit}` of {wanted.what}", problems, discreet=wanted.discreet)
    return None if count is None else Period(count, unit)


def read_count(node: Node | None, what: str, problems: Problems, *, discreet: bool = False) -> int | None:
    """Read how many units a period has."""
    if not isinstance(node, Text):
        if node is not None:
            problems.add(node.at, f"{what} is a whole number, not {sort_of(node)}")
        return None
    count = _integer(node, Wanted(Kind.INTEGER, what, discreet=discreet), problems)
    if count is None or 0 <= count <= LONGEST_PERIOD:
        return count
    problems.add(node.at, f"{what} lies between 0 and {LONGEST_PERIOD:,}", "count towards the past with `before:`")
    return None


def _rates(node: Table, wanted: Wanted, problems: Problems) -> Rates | None:
    pairs: dict[tuple[str, str], Fraction] = {}
    for key, rate in node.entries:
        pair = _PAIR.fullmatch(key.value)
        if pair is None or pair[1] == pair[2]:
            advice = "write two currencies, such as `EUR/HUF: 395.20`: so many HUF for one EUR"
            problems.add(key.at, f"{wanted.what} cannot give a rate for {shown(key.value)}", advice)
        elif (pair[2], pair[1]) in pairs:
            problems.add(key.at, f"{wanted.what} gives a rate both ways: {shown(key.value)}", "keep one of the two")
        elif not isinstance(rate, Text) or not _DECIMAL.fullmatch(rate.value) or not Fraction(rate.value):
            problems.add(rate.at, f"the rate {shown(key.value)} is a decimal number above zero", "such as `395.20`")
        else:
            pairs[pair[1], pair[2]] = Fraction(rate.value)
    return Rates(pairs) if len(pairs) == len(node) else None


_READERS: Mapping[Kind, Callable[[Text, Wanted, Problems], Value | None]] = {
    Kind.BOOL: _bool,
    Kind.ENUM: _word,
    Kind.INTEGER: _integer,
    Kind.MONEY: _money,
    Kind.DATE: _day,
    Kind.EVENT: _day_or_moment,
    Kind.MOMENT: _moment,
    Kind.PLACE: _place,
    Kind.TIME_ZONE: _zone,
    Kind.TEXT: _free_text,
}
