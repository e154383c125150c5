"""The JSON Schema of the values that rules make: constants, names, periods, choices, amounts, grids, readings."""

from __future__ import annotations

from collections.abc import Mapping

from policy_engine.calendar.periods import Unit
from policy_engine.catalog.generating.citations import CITE, SENTENCE, STATEMENT_ID
from policy_engine.catalog.generating.shapes import Schema, closed, listed, refer, text, words
from policy_engine.catalog.generating.values import (
    DAY_OR_MOMENT,
    DECIMAL,
    FLAG,
    INTEGER,
    MONEY,
    PERIOD,
    PLACE,
    value_schema,
)
from policy_engine.conditions.expressions import Choosing, Stretch
from policy_engine.facts.money import Rounding
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import DECIDE_ON, Vocabulary

TEMPORAL = frozenset({Kind.DATE, Kind.EVENT, Kind.MOMENT})
_CONSTANTS: Mapping[str, Schema] = {
    "date": DAY_OR_MOMENT,
    "integer": INTEGER,
    "money": MONEY,
    "period": PERIOD,
    "bool": FLAG,
    "place": PLACE,
}
_COUNTED = [unit.value for unit in Unit]
_ANCHORS = {
    "after": "The day or event after which it counts; that day itself is not counted",
    "beginning": "The day or event with which it begins; that day itself is counted",
    "before": "The day or event before which it counts, towards the past",
}
_GRID = closed(
    {"grid": {**STATEMENT_ID, "description": "The id of a grid"}, "column": {"type": "string"}},
    ["grid", "column"],
    "The value of a grid's column in the row that governs the case",
)
_READING_ID = text("[a-z0-9][a-z0-9_.-]*", "How the decision names this reading")


def sort_of(kind: Kind) -> str:
    """The name under which the values of a type are defined; dates, events and moments are one sort."""
    return "date" if kind in TEMPORAL else kind.value


def value_of(vocabulary: Vocabulary, name: str) -> Schema:
    """What a rule may give as the value of a name, or compare it with."""
    kind = vocabulary.kind_of(name)
    if kind is None:
        raise ValueError(f"nothing is called `{name}`")
    return refer(f"value.{name}" if kind in (Kind.ENUM, Kind.SET) else f"value.{sort_of(kind)}")


def value_definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """The definitions to which `value_of` refers: one for each sort, and one for each enum and set."""
    found: dict[str, Schema] = {"from_grid": _GRID, "cite": CITE, "sentence": SENTENCE, "reading_id": _READING_ID}
    for sort, constant in _CONSTANTS.items():
        names = names_of_sort(vocabulary, sort)
        found |= {f"name.{sort}": words(names)} if names else {}
        named = [refer(f"name.{sort}")] if names else []
        here = refer(f"value.{sort}")
        found[f"value.{sort}"] = {"anyOf": [constant, *named, *_forms(sort, here), refer("from_grid"), readings(here)]}
    for name in (*vocabulary.facts, *vocabulary.conclusions):
        if vocabulary.kind_of(name) is Kind.ENUM:
            here = refer(f"value.{name}")
            known = {**vocabulary.values_of(name), **_alike(vocabulary, name)}
            found[f"value.{name}"] = {"anyOf": [words(known), refer("from_grid"), readings(here)]}
        elif vocabulary.kind_of(name) is Kind.SET:
            found[f"value.{name}"] = value_schema(Kind.SET, vocabulary.values_of(name))
    return found


def names_of_sort(vocabulary: Vocabulary, sort: str) -> dict[str, str]:
    """Every name whose value is of a sort, with what it is."""
    names = {fact.name: fact.question for fact in vocabulary.facts.values()}
    names |= {one.name: one.about for one in vocabulary.aggregates.values()}
    names |= {one.name: one.about for one in vocabulary.conclusions.values()}
    names |= {DECIDE_ON: "The moment at which the case is looked at"}
    kinds = {name: vocabulary.kind_of(name) for name in names}
    return {name: about for name, about in names.items() if (kind := kinds[name]) and sort_of(kind) == sort}


def _alike(vocabulary: Vocabulary, name: str) -> dict[str, str]:
    """The other enums that share a word with this one, whose values may stand for it."""
    own, others = vocabulary.values_of(name).keys(), names_of_sort(vocabulary, Kind.ENUM.value)
    alike = [other for other in others if other != name and own & vocabulary.values_of(other).keys()]
    return {other: others[other] for other in alike}


def _forms(sort: str, here: Schema) -> list[Schema]:
    match sort:
        case "date":
            return [*_spans(), _end_of(here), *_choices((Choosing.LATEST, Choosing.EARLIEST), here)]
        case "integer":
            return [*_choices((Choosing.LEAST, Choosing.GREATEST), here), *_sums(here), _days_between()]
        case "money":
            return [*_choices((Choosing.LEAST, Choosing.GREATEST), here), *_sums(here), _percent(here), _share(here)]
        case "period":
            return _choices((Choosing.LEAST, Choosing.GREATEST), here)
        case _:
            return []


def _spans() -> list[Schema]:
    """A counted period: one length, one anchor, and the method of counting, which hours alone can do without."""
    lengths = {**{unit: refer("value.integer") for unit in _COUNTED}, "period": refer("value.period")}
    anchors = {word: refer("value.date", about) for word, about in _ANCHORS.items()}
    span = closed(
        {**lengths, **anchors, "counting": {"type": "string", "description": "A counting method of the pack"}},
        about="A counted period such as `{days: 14, after: item.received, counting: eu_1182_71}`",
    )
    one_length = {"oneOf": [{"required": [head]} for head in lengths]}
    one_anchor = {"oneOf": [{"required": [word]} for word in anchors]}
    method = {"anyOf": [{"required": ["counting"]}, {"required": [Unit.HOURS.value]}]}
    return [{**span, "allOf": [one_length, one_anchor, method]}]


def _end_of(here: Schema) -> Schema:
    stretches = words([stretch.value for stretch in Stretch])
    about = "The last day of the month, quarter or year that holds a date"
    return closed({"end_of": stretches, "of": here}, ["end_of", "of"], about)


def _choices(heads: tuple[Choosing, ...], here: Schema) -> list[Schema]:
    return [closed({head.value: {**listed(here), "minItems": 2}}, [head.value]) for head in heads]


def _sums(here: Schema) -> list[Schema]:
    pair: Schema = {"type": "array", "prefixItems": [here, here], "items": False, "minItems": 2}
    product: Schema = {**pair, "prefixItems": [here, refer("value.integer")]}
    dates: Schema = {**pair, "prefixItems": [refer("value.date"), refer("value.date")]}
    return [
        closed({"sum": {**listed(here), "minItems": 2}}, ["sum"], "Numbers or amounts added up"),
        closed({"difference": pair}, ["difference"], "The first less the second"),
        closed({"times": product}, ["times"], "The first times a whole number"),
        closed({"days_between": dates}, ["days_between"], "How many days the second date lies after the first"),
    ]


def _days_between() -> Schema:
    dates = refer("value.date")
    pair: Schema = {"type": "array", "prefixItems": [dates, dates], "items": False, "minItems": 2}
    return closed({"days_between": pair}, ["days_between"], "How many days the second date lies after the first")


def _percent(here: Schema) -> Schema:
    properties = {"percent": DECIMAL, "of": here, "rounding": _rounding()}
    return closed(properties, list(properties), "So many percent of an amount")


def _share(here: Schema) -> Schema:
    measure: Schema = {"anyOf": [refer("value.integer"), here]}
    properties = {"share_of": here, "part": measure, "whole": measure, "rounding": _rounding()}
    return closed(properties, list(properties), "The share of an amount that a part has in a whole")


def _rounding() -> Schema:
    return words([rounding.value for rounding in Rounding])


def readings(value: Schema) -> Schema:
    parts = {"id": refer("reading_id"), "title": refer("sentence"), "cite": refer("cite"), "value": value}
    several: Schema = {**listed(closed(parts, list(parts))), "minItems": 2}
    about = "Several defensible answers of the law"
    return closed({"readings": several, "id": STATEMENT_ID}, ["readings"], about)
