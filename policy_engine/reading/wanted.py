"""What a value has to be where it stands, and how to say that it is something else without showing whose it is.

A value that is about a person is never shown. Neither is a word that somebody typed into a case, unless it is close to
one that is known there: the word in the wrong place may be anybody's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from policy_engine.facts.values import Kind
from policy_engine.reading.suggest import shown

_SORTS = {
    re.compile(r"true|false"): "a truth value",
    re.compile(r"-?[0-9]+([.,][0-9]+)?"): "a number",
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"): "a date",
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{5,8}(Z|[+-][0-9:]{5})"): "a moment",
    re.compile(r"[A-Z]{3} -?[0-9]+([.,][0-9]+)?"): "an amount of money",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The type that a value must have where it stands. `what` names the place in messages.

    `words` are the permitted words of an enum or set. `discreet` keeps the value out of messages, whatever it is.
    `compared` marks a value that something is only compared with, so that it may also be what the other never is.
    `places` is given where somebody states a case: the place codes that packs know beside those of the standard; no
    other is taken there, and no word that is not close to a known one is shown.
    """

    kind: Kind
    what: str
    words: Mapping[str, str] = field(default_factory=dict)
    discreet: bool = False
    compared: bool = False
    places: frozenset[str] | None = None

    @property
    def of_case(self) -> bool:
        """Whether the value is stated in a case, and not written in a rule."""
        return self.places is not None

    def objection(self, form: str, value: str, *, close: bool = False) -> str:
        """Say that a value has not the form it should have, and show it where that may be."""
        if not self.discreet and (close or not self.of_case):
            return f"{self.what} is {form}, not {shown(value)}"
        sort = sort_of_text(value)
        if self.discreet or not sort:
            return f"{self.what} is not {form}" + (f" but {sort}" if sort else "")
        return f"{self.what} is {form}, not {sort}"


def sort_of_text(value: str) -> str:
    """What a scalar looks like, without telling it; empty where it looks like nothing in particular."""
    return next((sort for form, sort in _SORTS.items() if form.fullmatch(value[:40])), "")


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


def how_to_write(kind: Kind) -> str:
    """How a value of a kind is written, as advice."""
    match kind:
        case Kind.BOOL:
            return "write `true` or `false`"
        case Kind.ENUM:
            return "write one of its words; `policy-engine facts NAME` lists them"
        case Kind.SET:
            return "write a list such as `[one, another]`, or `[]` when none holds"
        case Kind.INTEGER:
            return "write only digits, with `-` in front when it is negative, such as `3`"
        case Kind.MONEY:
            return "write the currency, one space and the amount, such as `EUR 29.90`"
        case Kind.DATE:
            return "write the day, such as `2026-11-02`"
        case Kind.EVENT:
            return "write a date, a moment, or `{not_by: 2026-11-21}` for what had not happened by then"
        case Kind.MOMENT:
            return "write day, time and offset from UTC, such as `2026-10-03T23:30+01:00`"
        case Kind.PLACE:
            return "write its code, such as `DE` or `US-CA`"
        case Kind.PERIOD:
            return "write one unit and its number, such as `{days: 14}`"
        case Kind.RATES:
            return "write two currencies, such as `{EUR/HUF: 395.20}`: so many HUF for one EUR"
        case Kind.TIME_ZONE:
            return "write its name, such as `Europe/Lisbon`"
        case Kind.TEXT:
            return "write a text, in quotes where it holds `: ` or begins with a sign"
        case _:
            assert_never(kind)
