"""Give a text its type: the vocabulary says what a name holds, and the spelling has to be exactly that.

`NO` is Norway where a place is wanted, and nothing where true or false is; `014`, `1.10` and `12:30` are never
taken for some number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import assert_never

from policy_engine.calendar.periods import Period, Unit
from policy_engine.facts.time_zones import TIME_ZONES
from policy_engine.facts.values import Kind, Moment, NotBy, Value, parse_day
from policy_engine.reading.fields import known_words, sort_of
from policy_engine.reading.money_values import read_money, read_rates
from policy_engine.reading.nodes import Listing, Node, Null, Table, Text
from policy_engine.reading.place_values import read_place
from policy_engine.reading.problems import Problems
from policy_engine.reading.suggest import did_you_mean, is_slip, shown
from policy_engine.reading.wanted import Wanted, form_of, how_to_write, sort_of_text

__all__ = ["LONGEST_PERIOD", "Wanted", "form_of", "read_count", "read_period", "read_value"]

MOST_DIGITS = 15
LONGEST_PERIOD = 100_000
LONGEST_FREE_TEXT = 10_000

_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_PADDED = re.compile(r"(-?)0+([0-9]+)")
_MOMENT = re.compile(r"[0-9-]{10}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][0-9]{2}:[0-5][0-9])")
_YES, _NO = ("true", "yes", "on", "y", "1"), ("false", "no", "off", "n", "0")
_TRUTH = dict.fromkeys(_YES, "true") | dict.fromkeys(_NO, "false")


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
            return read_rates(node, wanted, problems)
        case Table(), Kind.EVENT:
            return _not_yet(node, wanted, problems)
        case Text(), _:
            return _scalar(node, wanted, problems)
        case ((Table() | Listing()), _):
            message = f"{wanted.what} is {form_of(wanted.kind)}, not {sort_of(node)}"
            problems.add(node.at, message, how_to_write(wanted.kind))
            return None
        case _:
            assert_never(node)


def _scalar(node: Text, wanted: Wanted, problems: Problems) -> Value | None:
    read = _READERS.get(wanted.kind)
    if read is None:
        sort = sort_of_text(node.value) or "a text"
        problems.add(node.at, f"{wanted.what} is {form_of(wanted.kind)}, not {sort}", how_to_write(wanted.kind))
        return None
    return read(node, wanted, problems)


def _bool(node: Text, wanted: Wanted, problems: Problems) -> bool | None:
    if node.value in ("true", "false"):
        return node.value == "true"
    meant = _TRUTH.get(node.value.lower())
    advice = f"write `{meant}`" if meant and not wanted.discreet else how_to_write(Kind.BOOL)
    problems.add(node.at, wanted.objection("`true` or `false`", node.value, close=bool(meant)), advice)
    return None


def _word(node: Text, wanted: Wanted, problems: Problems) -> str | None:
    if node.value in wanted.words or not wanted.words:
        return node.value  # a vocabulary that lists no words for an enum is refused for that
    near = "" if wanted.discreet else did_you_mean(node.value, wanted.words)
    advice = near or known_words(wanted.words) or how_to_write(Kind.ENUM)
    problems.add(node.at, f"{wanted.what} cannot be {_unlisted(node.value, wanted)}", advice)
    return None


def _unlisted(value: str, wanted: Wanted) -> str:
    """How to speak of a word that is not among the permitted ones."""
    if wanted.discreet:
        return "this"
    if not wanted.of_case or is_slip(value, wanted.words):
        return shown(value)
    return sort_of_text(value) or "a value that is not listed here"


def _set(node: Node, wanted: Wanted, problems: Problems) -> frozenset[str] | None:
    if not isinstance(node, Listing):
        problems.add(node.at, f"{wanted.what} is a list of words, not {sort_of(node)}", "write `[]` when none holds")
        return None
    words: list[str] = []
    for item in node.items:
        if not isinstance(item, Text):
            message = f"{wanted.what} lists words, not {sort_of(item)}"
            problems.add(item.at, message, known_words(wanted.words) or how_to_write(Kind.SET))
        elif item.value in words:
            word_again = "a word" if wanted.discreet else shown(item.value)
            problems.add(item.at, f"{wanted.what} lists {word_again} twice", "keep one of the two")
        elif (word := _word(item, wanted, problems)) is not None:
            words.append(word)
    return frozenset(words) if len(words) == len(node.items) else None


def _integer(node: Text, wanted: Wanted, problems: Problems) -> int | None:
    if not _INTEGER.fullmatch(node.value):
        message = wanted.objection("a whole number", node.value)
        problems.add(node.at, message, _integer_advice(node, wanted))
        return None
    if len(node.value.lstrip("-")) > MOST_DIGITS:
        problems.add(node.at, f"{wanted.what} has more than {MOST_DIGITS} digits", "write a smaller number")
        return None
    return int(node.value)


def _integer_advice(node: Text, wanted: Wanted) -> str:
    if (padded := _PADDED.fullmatch(node.value)) and len(node.value) <= MOST_DIGITS:
        meant = "".join((padded[1], padded[2].lstrip("0") or "0"))
        return "write it without leading zeros" if wanted.discreet else f"write `{meant}`, without leading zeros"
    if ":" in node.value:
        return "hours and minutes are not a number; write how many of the unit it is"
    return how_to_write(Kind.INTEGER)


def _day(node: Text, wanted: Wanted, problems: Problems) -> date | None:
    try:
        return parse_day(node.value)
    except ValueError as reason:
        advice = "write the day alone, such as `2026-11-02`" if _MOMENT.fullmatch(node.value) else str(reason)
        problems.add(node.at, wanted.objection("a date", node.value), advice)
        return None


def _moment(node: Text, wanted: Wanted, problems: Problems) -> Moment | None:
    advice = how_to_write(Kind.MOMENT)
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
        message = f"`not_by` of {wanted.what} is a date or a moment, not {sort_of(by)}"
        problems.add(by.at, message, "write the last day on which it had not happened, such as `2026-11-21`")
        return None
    day = _day_or_moment(by, replace(wanted, what=f"`not_by` of {wanted.what}"), problems)
    return None if day is None else NotBy(day)


def _zone(node: Text, wanted: Wanted, problems: Problems) -> str | None:
    if node.value in TIME_ZONES:
        return node.value
    meant = did_you_mean(node.value, TIME_ZONES) if not wanted.discreet and is_slip(node.value, TIME_ZONES) else ""
    message = wanted.objection("a time zone of the tz database", node.value, close=bool(meant))
    problems.add(node.at, message, meant or how_to_write(Kind.TIME_ZONE))
    return None


def _free_text(node: Text, wanted: Wanted, problems: Problems) -> str | None:
    if len(node.value) <= LONGEST_FREE_TEXT:
        return node.value
    problems.add(node.at, f"{wanted.what} is longer than {LONGEST_FREE_TEXT:,} characters", "shorten it")
    return None


def read_period(node: Table, wanted: Wanted, problems: Problems) -> Period | None:
    """Read `{days: 14}`: one unit with a whole number."""
    units = [unit for unit in Unit if unit.value in node]
    if len(units) != 1 or len(node) != 1:
        advice = f"write one unit and its number, such as `{{days: 14}}`; {known_words(Unit)}"
        problems.add(node.at, f"{wanted.what} is a period, which has no such form", advice)
        return None
    unit = units[0]
    what = f"`{unit}` of {wanted.what}"
    count = read_count(node.get(unit.value), what, problems, discreet=wanted.discreet or wanted.of_case)
    return None if count is None else Period(count, unit)


def read_count(node: Node | None, what: str, problems: Problems, *, discreet: bool = False) -> int | None:
    """Read how many units a period has."""
    if not isinstance(node, Text):
        if node is not None:
            problems.add(node.at, f"{what} is a whole number, not {sort_of(node)}", how_to_write(Kind.INTEGER))
        return None
    count = _integer(node, Wanted(Kind.INTEGER, what, discreet=discreet), problems)
    if count is None or 0 <= count <= LONGEST_PERIOD:
        return count
    problems.add(node.at, f"{what} lies between 0 and {LONGEST_PERIOD:,}", "count towards the past with `before:`")
    return None


_READERS: Mapping[Kind, Callable[[Text, Wanted, Problems], Value | None]] = {
    Kind.BOOL: _bool,
    Kind.ENUM: _word,
    Kind.INTEGER: _integer,
    Kind.MONEY: read_money,
    Kind.DATE: _day,
    Kind.EVENT: _day_or_moment,
    Kind.MOMENT: _moment,
    Kind.PLACE: read_place,
    Kind.TIME_ZONE: _zone,
    Kind.TEXT: _free_text,
}
