"""The JSON Schemas of pack.yaml, sources.yaml and a region's ledger."""

from __future__ import annotations

from policy_engine.calendar.days_off import WEEKDAYS
from policy_engine.calendar.methods import MonthsOf, OffHolidays, OffWeekend, Regional, Roll, Substitutes
from policy_engine.calendar.periods import MissingDate
from policy_engine.catalog.generating.citations import CITE, SOMETHING, SOURCES
from policy_engine.catalog.generating.rules import scope_properties
from policy_engine.catalog.generating.shapes import Schema, closed, document, listed, text, words
from policy_engine.catalog.generating.values import DAY, FLAG, PLACE
from policy_engine.catalog.ledger import BY_AUTHOR, BY_COMPARISON
from policy_engine.facts.vocabulary import Vocabulary

_NUMBER = "(0|[1-9][0-9]{0,5})"
_REGION = "[a-z][a-z0-9_]{0,31}"
_VERSION = rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}"
VERSION = text(_VERSION, "Three numbers such as `1.10.0`")
YEAR: Schema = {
    "type": ["integer", "string"],
    "pattern": "^(19|20)[0-9]{2}$",
    "minimum": 1900,
    "maximum": 2099,
    "description": "A year such as `2026`",
}


def pack_schema(vocabulary: Vocabulary) -> Schema:
    """The shape of pack.yaml."""
    properties = {
        "pack": text(_REGION, "The region, such as `eu`"),
        "version": VERSION,
        "law_known_to": {**DAY, "description": "The last day up to which the pack claims to know the law"},
        "places": {
            "type": "object",
            "patternProperties": {"^[A-Z]{2,8}$": {**listed(PLACE), "uniqueItems": True}},
            "additionalProperties": False,
            "description": "Unions of places, such as `EU` with its member states",
        },
        "apart": {
            **listed(PLACE),
            "uniqueItems": True,
            "description": "Places that lie in a state by their code, and whose law is another, such as `FR-PF`",
        },
        "covers": listed(_coverage(vocabulary), "Which law the pack claims to know"),
        "sources": SOURCES,
        "counting": {
            "type": "object",
            "additionalProperties": method_schema(),
            "description": "The methods of counting periods, by name",
        },
        "calendars": _calendars(),
        "calendars_from": text(f"{_REGION}@{_VERSION}", "The pack whose calendars it uses, such as `eu@1.10.0`"),
    }
    pack = closed(properties, ["pack", "version", "law_known_to", "covers"], "What a pack is and covers")
    return document("pack", "Rule pack", pack, {})


def sources_schema() -> Schema:
    """The shape of sources.yaml."""
    return document("sources", "Sources of a rule pack", closed({"sources": SOURCES}, ["sources"]), {})


def ledger_schema() -> Schema:
    """The shape of a region's releases.yaml."""
    effects = {
        "first": "The region's first release",
        "editorial": "No decision differs",
        "prospective": "Decisions differ only for cases governed after the last release knew the law",
        "retroactive": "Decisions differ for a day that the last release claimed to know",
    }
    known_by = {
        BY_COMPARISON: "The comparison with the last release proved the effect, or showed it by a case",
        BY_AUTHOR: "Whoever released it says so, and nothing was proved",
    }
    properties = {
        "version": VERSION,
        "released_on": {**DAY, "description": "The day of the release"},
        "law_known_to": {**DAY, "description": "The last day up to which the pack claims to know the law"},
        "digest": text("sha256:[0-9a-f]{64}", "The digest of all files of the pack"),
        "effect": words(effects),
        "effect_by": words(known_by),
        "summary": {**SOMETHING, "description": "What is new, in a sentence"},
        "signatures": {"type": "array", "description": "The signatures of those who reviewed it"},
    }
    release = closed(
        properties, [name for name in properties if name not in ("effect_by", "signatures")], "A released version"
    )
    releases: Schema = {"type": "array", "items": release, "description": "The released versions, oldest first"}
    return document("ledger", "Ledger of a region", closed({"releases": releases}, ["releases"]), {})


def _coverage(vocabulary: Vocabulary) -> Schema:
    topics = words({topic.name: topic.about for topic in vocabulary.topics.values()})
    scope = scope_properties(vocabulary)
    since = {**DAY, "description": "The first governing day that is covered"}
    return closed({"topic": topics, **scope, "from": since}, ["topic", *scope, "from"])


def method_schema() -> Schema:
    """The shape of one way of counting."""
    weekdays = {**listed(words(WEEKDAYS)), "uniqueItems": True}
    off_weekend = {"anyOf": [words([word.value for word in OffWeekend]), weekdays]}
    return closed(
        {
            "roll": words([word.value for word in Roll]),
            "off_weekend": {**off_weekend, "description": "The weekdays that are off"},
            "off_holidays": words([word.value for word in OffHolidays]),
            "regional": words([word.value for word in Regional]),
            "missing_date": words([word.value for word in MissingDate]),
            "calendar": words([word.value for word in MonthsOf]),
            "min_two_working_days": {**FLAG, "description": "A period of two days or more has two working days"},
            "substitutes": words([word.value for word in Substitutes]),
            "ends_on": {**weekdays, "description": "Days off on which a period may end"},
            "unsettled": {
                **listed({**SOMETHING, "description": "A weekday, or a holiday as the calendars name it"}),
                "uniqueItems": True,
                "description": "Days off that may be working days",
            },
            "days_off_of": {**PLACE, "description": "The place whose days off count, whoever must act"},
            "cite": CITE,
        },
        ["roll", "off_weekend", "off_holidays", "cite"],
        "How a law counts its periods",
    )


def _calendars() -> Schema:
    days = {**listed(words(WEEKDAYS)), "uniqueItems": True}
    weekend = closed({"since": DAY, "days": days}, ["since", "days"])
    return closed(
        {
            "places": {**listed(PLACE), "uniqueItems": True},
            "years": closed({"from": YEAR, "to": YEAR}, ["from", "to"]),
            "weekends": {"type": "object", "additionalProperties": listed(weekend)},
            "leave_out": {"type": "object", "additionalProperties": listed(SOMETHING)},
            "moon_sighted": {
                **listed(PLACE),
                "uniqueItems": True,
                "description": "Places whose feasts wait for the moon though they can be reckoned beforehand",
            },
        },
        ["places", "years"],
        "Which calendars are written down beside the pack",
    )
