"""The schema of cases takes what the reader takes, and refuses a misspelt fact."""

from __future__ import annotations

import pytest

from policy_engine.catalog.packs import current_vocabulary
from policy_engine.facts.values import Moment
from policy_engine.facts.vocabulary import Fact
from policy_engine.reading.case_reader import read_case
from tests.generated.documents import objections, schema

VOCABULARY, _ = current_vocabulary()
LATER = Moment.parse("2026-12-04T09:00+01:00")
FACTS = sorted(VOCABULARY.facts.values(), key=lambda fact: fact.name)


GOOD = [
    "{decide_on: 2026-10-04T09:00+01:00}",
    "{case: order-1042, ask: [withdraw, refund], decide_on: 2026-10-04T09:00+01:00, buyer: {residence: 'NO'}}",
    "{buyer.residence: DE-BY, order: {channel: online, conversation: true, concluded_on: 2026-09-10}}",
    "{items: [{id: shirt, category: clothing, traits: [], received: 2026-09-19, price: EUR 29.90}]}",
    "{items: [{category: clothing}, {category: book}], 'items[1].received': 2026-09-19}",
    "{items: [{category: clothing}], item.received: 2026-09-19T23:30+01:00}",
    "{disclosure: {withdrawal_right: {not_by: 2026-10-04}}, buyer: {staff: 3}}",
    "{buyer: {staff: '3'}, order: {conversation: 'true', rates: {EUR/HUF: 395.20}}}",
    "{incident: {aware: 2026-10-04T09:00+01:00, residents: [{place: US-CA, count: 501}]}}",
    "{guarantee: {promised: {years: 3}}}",
    '{"order": {"channel": "online", "conversation": false}, "buyer": {"staff": 3}}',
]


@pytest.mark.parametrize("case", GOOD)
def test_a_good_case_passes(case: str) -> None:
    assert objections("case", case) == []


@pytest.mark.parametrize("case", GOOD)
def test_what_the_schema_takes_the_reader_takes_too(case: str) -> None:
    assert read_case(case, "case.yaml", VOCABULARY, default_decide_on=LATER).decide_on


@pytest.mark.parametrize("entry", ["{category: clothing}", "{id: shirt, category: clothing}", "{}"])
def test_an_entry_of_a_list_needs_no_id(entry: str) -> None:
    case = f"{{items: [{entry}]}}"
    assert objections("case", case) == []
    assert len(read_case(case, "case.yaml", VOCABULARY, default_decide_on=LATER).members["items"]) == 1


@pytest.mark.parametrize(
    ("case", "objection"),
    [
        ("{buyer: {residense: PT}}", "there is no key `residense` here\n  help: did you mean `residence`?"),
        ("{buyer.residense: PT}", "there is no key `buyer.residense` here"),
        ("{items: [{id: shirt, recieved: 2026-09-19}]}", "there is no key `recieved` here"),
        ("{'items[1].recieved': 2026-09-19}", "there is no key `items[1].recieved` here"),
        ("{order: {channel: internet}}", "`channel` is none of the permitted words"),
        ("{items: [{traits: [soft]}]}", "is none of the permitted words"),
        ("{order: {concluded_on: 10.9.2026}}", "`concluded_on` is not written as it has to be"),
        ("{order: {concluded_on: 2026-09-10T10:00+01:00}}", "`concluded_on` is not written as it has to be"),
        ("{request: {sent: null}}", "`sent` is not"),
        ("{request: {sent: {not_until: 2026-09-10}}}", "there is no `not_by`"),
        ("{buyer: {staff: 3.5}}", "`staff` is not"),
        ("{order: {conversation: maybe}}", "`conversation` is not"),
        ("{items: [{price: 29.90}]}", "`price` is not"),
        ("{buyer: {residence: Portugal}}", "`residence` is not written as it has to be"),
        ("{ask: [withdrw]}", "is none of the permitted words"),
        ("{decide_on: 2026-10-04}", "`decide_on` is not written as it has to be"),
    ],
)
def test_a_case_with_a_slip_is_refused_at_its_place(case: str, objection: str) -> None:
    assert objection in "\n".join(objections("case", case))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_an_editor_shows_the_question_of_every_fact(fact: Fact) -> None:
    shown = schema("case")["$defs"][fact.name]
    assert shown["description"].startswith(fact.question)
    assert words_of(shown) == list(fact.values)


def words_of(shown: dict[str, object]) -> list[object]:
    inner = shown.get("items", shown)
    assert isinstance(inner, dict)
    return list(inner.get("enum", []))
