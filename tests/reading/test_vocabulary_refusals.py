"""A vocabulary that contradicts itself is refused, with the place of every mistake."""

from __future__ import annotations

import pytest

from policy_engine.errors import PackError
from policy_engine.reading.vocabulary_reader import read_vocabulary
from tests.reading.small_world import VOCABULARY, only_problem, refused

NAMES = {
    "a fact without a dot": ("  order.rush:", "  §rush:", "`rush` of `facts` has no dot"),
    "a fact of no group": ("  order.rush:", "  §parcel.rush:", "`parcel.rush` begins with no group"),
    "a fact under the name of its list": ("  item.pieces:", "  §items.pieces:", "`items.pieces` begins with no group"),
    "a fact that every entry may state": ("  item.pieces:", "  §item.id:", "`item.id` is what every entry of `items`"),
    "an action with a dot": ("  charge_fee:", "  §fee.charge:", "`fee.charge` of `actions` is not one plain word"),
    "a conclusion named as a fact": (
        "conclusions:\n",
        "conclusions:\n  §order.rush: {type: bool, topic: returns, about: Twice}\n",
        "`order.rush` is already the name of one of the facts",
    ),
    "an obligation named as a topic": (
        "  refunds: {trigger: request.received, about: Refunds}\n",
        "  refunds: {trigger: request.received, about: Refunds}\n  §refund: {trigger: request.sent, about: Twice}\n",
        "`refund` is already the name of one of the obligations",
    ),
    "a group with capitals": (
        "  request: {about",
        "  §Parcel: {about: A}\n  request: {about",
        "a group cannot be called `Parcel`",
    ),
    "an unknown part": ("topics:\n", "§themes: {}\ntopics:\n", "the vocabulary has no key `themes`"),
    "an unknown key of a fact": (
        "order.rush: {type: bool, ",
        "order.rush: {type: bool, §unit: days, ",
        "`order.rush` of `facts` has no key `unit`",
    ),
}

TYPES = {
    "an unknown type": (
        "order.rush: {type: bool",
        "order.rush: {type: §flag",
        "`type` of `order.rush` of `facts` cannot be `flag`",
    ),
    "an enum without words": (
        "item.kind: {type: enum, values: {goods: Things, service: Work}, ",
        "item.kind: §{type: enum, ",
        "`item.kind` of `facts` has no `values`",
    ),
    "words on a date": (
        "order.concluded_on: {type: date, ",
        "order.concluded_on: {type: date, values: §{a: b}, ",
        "`order.concluded_on` of `facts` is a date, which lists no `values`",
    ),
    "an enum with an empty table of words": (
        "values: {online: On a website, shop: In a shop, telephone: By telephone}",
        "values: §{}",
        "`order.channel` of `facts` has no `values`",
    ),
    "a word in capitals": (
        "{goods: Things, ",
        "{goods: Things, §Art: Made, ",
        "a value of `item.kind` of `facts` cannot be `Art`",
    ),
    "a word without a meaning": ("{goods: Things, ", "{goods: Things, art: §null, ", "the meaning of `art` is null"),
    "no question": (
        "{type: bool, question: Was it urgent?}",
        "§{type: bool}",
        "`order.rush` of `facts` has no `question`",
    ),
    "a question that asks nothing": (
        "order.rush: {type: bool, question: Was it urgent?}",
        "order.rush: §{type: bool, question: Urgent}",
        "the question of `order.rush` of `facts` does not end in a question mark",
    ),
    "personal is yes": (
        "question: What is the buyer's name?, personal: true",
        "question: What is the buyer's name?, personal: §yes",
        "`personal` of `buyer.name` of `facts` is `true` or `false`, not `yes`",
    ),
    "a fact of nobody's clock": (
        "{type: event, party: seller, question: When did",
        "{type: event, party: §carrier, question: When did",
        "no party is called `carrier`",
    ),
    "a conclusion that is a text": (
        "  order.sort:",
        "  order.word: §{type: text, topic: returns, about: A word}\n  order.sort:",
        "`order.word` of `conclusions` is a text, which no rule can conclude",
    ),
    "a default of another type": (
        "type: bool, otherwise: false, topic",
        "type: bool, otherwise: §0, topic",
        "`otherwise` of `order.covered` of `conclusions` is `true` or `false`, not `0`",
    ),
    "a party without a place": (
        "{place: seller.place,",
        "§{place: order.total,",
        "`order.total` of party `seller` is no fact that is a place code",
    ),
    "a party of many places": (
        "{place: seller.place,",
        "§{place: resident.place,",
        "`resident.place` of party `seller` is not stated once a case",
    ),
}

USES = {
    "a default that is not yet": (
        "notice.due: {type: moment,",
        "n.at: {type: event, otherwise: §{not_by: 2026-01-01}, topic: refunds, about: A}\n  notice.due: {type: moment,",
        "`otherwise` of `n.at` of `conclusions` cannot be `not_by`",
    ),
    "a duty that is met by many events": (
        "refund: {by: seller, ",
        "refund: §{by: seller, met_by: item.received, ",
        "`item.received` of `refund` of `obligations` belongs to `items`",
    ),
    "an unknown list": ("otherwise: false, each: items,", "otherwise: false, each: §item,", "no list is called `item`"),
    "an unknown topic": ("{by: seller, topic: refunds,", "{by: seller, topic: §refund,", "no topic is called `refund`"),
    "a topic without a trigger": (
        "{trigger: request.sent,",
        "{trigger: §request.send,",
        "no fact is called `request.send`",
    ),
    "an unknown actor": ("{actor: seller,", "{actor: §shop,", "no party is called `shop`"),
    "a nature that is none": ("nature: liberty", "nature: §freedom", "no nature is called `freedom`"),
    "judged at an amount": (
        "judged_at: request.received",
        "judged_at: §order.total",
        "no date or event is called `order.total`",
    ),
    "met by a date": (
        "refund: {by: seller, ",
        "refund: {by: seller, met_by: §order.concluded_on, ",
        "no event is called `order.concluded_on`",
    ),
    "two ways of gathering": (
        "{latest: item.received, ",
        "§{latest: item.received, earliest: item.received, ",
        "`order.last_received` of `aggregates` gathers in no way, or in several",
    ),
    "the latest of amounts": (
        "{latest: item.received, ",
        "§{latest: item.price, ",
        "`latest` cannot gather `item.price`, which is an amount such as `EUR 29.90`",
    ),
    "gathering what there is once": (
        "{sum: item.price, ",
        "§{sum: order.total, ",
        "`order.items_total` of `aggregates` gathers `order.total`, which no entry of a list has",
    ),
    "counting what is no list": (
        "{count: items, ",
        "§{count: order, ",
        "`order.item_count` of `aggregates` counts `order`, which is no list",
    ),
}

AXIOMS = {
    "an axiom about a conclusion": (
        "when: {item.kind: service}",
        "§when: {item.covered: true}",
        "`item.covered` is no fact, and only facts are bound so",
    ),
    "an axiom about two lists": (
        "when: {item.kind: service}",
        "§when: {resident.place: DE}",
        "this speaks about entries of `incident.residents` and `items` at once",
    ),
    "an axiom that asks an unknown word": (
        "when: {item.kind: service}",
        "when: {item.kind: §work}",
        "`item.kind` cannot be `work`",
    ),
}


ALL = NAMES | TYPES | USES | AXIOMS


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_a_vocabulary_is_refused_where_it_is_wrong(case: tuple[str, str, str]) -> None:
    old, new, message = case
    text = edited(old, new)
    only_problem(refused(read, PackError, text), text, "facts.yaml", message)


def test_an_impossibility_has_an_id_of_its_own() -> None:
    entry = "  - id: received_before_contract\n    title: Goods cannot arrive before the contract\n"
    twice = entry + "    when: {item.received: {before: order.concluded_on}}\n"
    (problem,) = refused(read, PackError, edited(entry, twice + entry))
    assert problem.message == "`received_before_contract` is the id of two entries of `impossible`"


def test_an_impossibility_has_a_sentence_for_a_title() -> None:
    text = edited("title: Goods cannot arrive before the contract", "title: §goods too early")
    only_problem(
        refused(read, PackError, text), text, "facts.yaml", "`title` of an entry of `impossible` is not a sentence"
    )


def test_an_impossibility_has_an_id_of_plain_words() -> None:
    text = edited("id: received_before_contract", "id: Received-Before")
    (problem,) = refused(read, PackError, text)
    assert problem.message == "an id cannot be `Received-Before`"


def test_all_mistakes_of_a_vocabulary_come_at_once() -> None:
    text = edited("judged_at: request.received", "judged_at: order.total").replace("{count: items", "{count: order")
    assert len(refused(read, PackError, text)) == 2


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"[]", b"facts", b"null"])
def test_what_is_no_table_of_names_is_no_vocabulary(data: bytes) -> None:
    with pytest.raises(PackError):
        read_vocabulary(data, "facts.yaml")


def edited(old: str, new: str) -> str:
    assert VOCABULARY.count(old) == 1
    return VOCABULARY.replace(old, new)


def read(text: str) -> object:
    return read_vocabulary(text.encode(), "facts.yaml")
