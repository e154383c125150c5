"""The JSON Schema of one value, by its type.

A scalar may be written as the editor's language types it (`true`, `14`) or as text (`"true"`, `"14"`): our own reader
takes every scalar for text until the vocabulary types it, and an editor shows what it would make of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from policy_engine.calendar.periods import Unit
from policy_engine.catalog.generating.shapes import Schema, closed, text, words
from policy_engine.facts.values import Kind

FLAG: Schema = {"type": ["boolean", "string"], "pattern": "^(true|false)$", "description": "`true` or `false`"}
INTEGER: Schema = {
    "type": ["integer", "string"],
    "pattern": "^(0|-?[1-9][0-9]{0,14})$",
    "description": "A whole number such as `3`",
}
COUNT: Schema = {
    "type": ["integer", "string"],
    "pattern": "^(0|[1-9][0-9]{0,5})$",
    "minimum": 0,
    "description": "A whole number such as `14`",
}
DECIMAL: Schema = {
    "type": ["number", "string"],
    "pattern": "^(0|[1-9][0-9]{0,14})(\\.[0-9]{1,10})?$",
    "description": "A decimal number such as `2.5`",
}
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOMENT = _DAY + "T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][0-9]{2}:[0-5][0-9])"
DAY = text(_DAY, "A date such as `2026-11-02`")
MOMENT = text(_MOMENT, "A moment with its offset from UTC, such as `2026-10-03T23:30+01:00`")
DAY_OR_MOMENT = text(f"({_DAY}|{_MOMENT})", "A date such as `2026-11-02`, or a moment such as `2026-10-03T23:30+01:00`")
EVENT: Schema = {
    "anyOf": [DAY_OR_MOMENT, closed({"not_by": DAY_OR_MOMENT}, ["not_by"], "What had not happened by a day or moment")]
}
PLACE = text("[A-Z]{2}(-[A-Z0-9]{1,4})?", "A place code such as `DE` or `US-CA`")
MONEY = text(r"[A-Z]{3} -?(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})?", "An amount such as `EUR 29.90`")
PERIOD: Schema = {
    **closed({unit.value: COUNT for unit in Unit}, about="A period such as `{days: 14}`"),
    "minProperties": 1,
    "maxProperties": 1,
}
RATES: Schema = {
    "type": "object",
    "description": "Exchange rates such as `{EUR/HUF: 395.20}`: so many HUF for one EUR",
    "patternProperties": {"^[A-Z]{3}/[A-Z]{3}$": DECIMAL},
    "additionalProperties": False,
    "minProperties": 1,
}
TIME_ZONE = text("[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){0,2}", "The name of a time zone such as `Europe/Lisbon`")
FREE_TEXT: Schema = {"type": "string", "maxLength": 10_000}


def value_schema(kind: Kind, permitted: Mapping[str, str]) -> Schema:
    """The values that a fact of a type may have in a case; `permitted` are the words of an enum or a set."""
    match kind:
        case Kind.BOOL:
            return FLAG
        case Kind.ENUM:
            return words(permitted)
        case Kind.SET:
            return {"type": "array", "items": words(permitted), "uniqueItems": True}
        case Kind.INTEGER:
            return INTEGER
        case Kind.MONEY:
            return MONEY
        case Kind.DATE:
            return DAY
        case Kind.EVENT:
            return EVENT
        case Kind.MOMENT:
            return MOMENT
        case Kind.PLACE:
            return PLACE
        case Kind.PERIOD:
            return PERIOD
        case Kind.RATES:
            return RATES
        case Kind.TIME_ZONE:
            return TIME_ZONE
        case Kind.TEXT:
            return FREE_TEXT
        case _:
            assert_never(kind)
