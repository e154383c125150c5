"""A small vocabulary, pack and case to read, and a mark in a text for the place at which a problem has to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from policy_engine.conditions.conditions import Axioms, Condition
from policy_engine.conditions.expressions import Expression
from policy_engine.errors import Location, PolicyEngineError, Problem
from policy_engine.facts.case import Case
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.case_reader import read_case
from policy_engine.reading.pack_reader import read_pack
from policy_engine.reading.vocabulary_reader import read_vocabulary
from policy_engine.rules.model import Pack, Rule, Sets

MARK = "§"
"""Stands in a test's text right before the place of the problem; it is taken out before reading."""

VOCABULARY = """
vocabulary: "1"
parties:
  buyer: {place: buyer.residence, time_zone: buyer.time_zone, protected: true}
  seller: {place: seller.place, time_zone: seller.time_zone, protected: false}
groups:
  buyer: {about: Who buys}
  seller: {about: Who sells}
  order: {about: The contract}
  items: {member: item, about: What was ordered}
  request: {about: What the buyer says}
  incident: {about: A breach}
  incident.residents: {member: resident, about: Whom it affects}
facts:
  buyer.residence: {type: place, question: Where does the buyer live?, personal: true}
  buyer.time_zone: {type: time_zone, question: In which time zone?}
  buyer.role:
    type: enum
    values: {consumer: A person who buys privately, business: A person who buys for a trade}
    question: For what does the buyer buy?
  buyer.name: {type: text, question: What is the buyer's name?, personal: true}
  buyer.group: {type: enum, values: {secret: One group, open: Another}, question: Which group?, personal: true}
  seller.place: {type: place, question: Where is the seller?}
  seller.time_zone: {type: time_zone, question: In which time zone?}
  order.concluded_on: {type: date, question: When was the contract concluded?}
  order.channel:
    type: enum
    values: {online: On a website, shop: In a shop, telephone: By telephone}
    question: How was it concluded?
  order.total: {type: money, question: What did it cost?}
  order.rates: {type: rates, question: Which rates applied?}
  order.promised: {type: period, question: How long was promised?}
  order.note: {type: text, question: What else is there to say?}
  order.rush: {type: bool, question: Was it urgent?}
  item.kind: {type: enum, values: {goods: Things, service: Work}, question: What is it?}
  item.traits: {type: set, values: {sealed: In a seal, fresh: Perishable}, question: Which apply?}
  item.received: {type: event, question: When did it arrive?}
  item.price: {type: money, question: What did it cost?}
  item.pieces: {type: integer, question: How many pieces?}
  request.sent: {type: event, question: When was it sent?}
  request.received: {type: event, party: seller, question: When did it arrive?}
  request.at: {type: moment, question: At which moment?}
  incident.aware: {type: event, party: seller, question: When was it noticed?}
  resident.place: {type: place, question: Where do they live?}
implies:
  - when: {item.kind: service}
    then: {item.traits: {not: {has: fresh}}}
impossible:
  - id: received_before_contract
    title: Goods cannot arrive before the contract
    when: {item.received: {before: order.concluded_on}}
aggregates:
  order.last_received: {latest: item.received, about: When the last one arrived}
  order.item_count: {count: items, about: How many there are}
  order.items_total: {sum: item.price, about: What they cost}
conclusions:
  order.covered: {type: bool, otherwise: false, topic: returns, about: Whether the law applies}
  item.covered: {type: bool, otherwise: false, each: items, topic: returns, about: Whether it applies to this one}
  order.sort: {type: enum, values: {plain: Nothing special, odd: Something special}, topic: returns, about: Which sort}
  window.length: {type: period, term: true, topic: returns, combine: longest, about: How long}
  window.end: {type: date, term: true, each: items, topic: returns, about: Until when}
  refund.total: {type: money, term: true, topic: refunds, about: How much}
  refund.due: {type: date, term: true, party: seller, topic: refunds, about: Until when to pay}
  notice.due: {type: moment, term: true, party: seller, topic: refunds, about: Until when to tell}
  order.years: {type: integer, topic: returns, about: How many}
actions:
  withdraw: {actor: buyer, nature: right, judged_at: request.sent, each: items, topic: returns, about: Withdraw}
  charge_fee: {actor: seller, nature: liberty, judged_at: request.received, topic: refunds, about: Charge a fee}
obligations:
  refund: {by: seller, topic: refunds, about: Pay back}
topics:
  returns: {trigger: request.sent, about: Returns}
  refunds: {trigger: request.received, about: Refunds}
"""

PACK_FILE = """
pack: eu
version: 1.10.0
law_known_to: 2026-11-21
places: {EU: [DE, FR, IT]}
covers:
  - {topic: returns, place: buyer.residence, in: EU, governed_by: order.concluded_on, from: 2014-06-13}
sources:
  crd: {title: A directive, nature: statute, address: "https://example.org/crd"}
counting:
  c:
    roll: next_working_day
    off_weekend: place
    off_holidays: national
    cite: {source: crd, at: art. 3, verified_on: 2026-11-21, grade: primary}
"""

CITE = "{source: crd, at: art. 9, verified_on: 2026-11-21, grade: primary}"
HEAD = "place: buyer.residence\nin: EU\ngoverned_by: order.concluded_on\n"
CASE = """
case: order-1
decide_on: 2026-10-04T09:00+01:00
buyer: {residence: NO, role: consumer}
order: {channel: online, concluded_on: 2026-09-10}
items:
  - {id: shirt, kind: goods, traits: [], received: 2026-09-19, price: EUR 29.90}
request: {sent: 2026-10-03T23:30+01:00}
"""


@cache
def small_vocabulary() -> Vocabulary:
    return vocabulary_and_axioms()[0]


@cache
def vocabulary_and_axioms() -> tuple[Vocabulary, Axioms]:
    return read_vocabulary(VOCABULARY.encode(), "facts.yaml")


def a_rule(body: str, *, rule_id: str = "eu.a.rule", each: str = "items", when: str = "", more: str = "") -> str:
    """One rule of a file: its identity is given, and its body says what it does."""
    lines = [f"id: {rule_id}", "title: The law says something here", f"cite: {CITE}", "effective: {from: 2014-06-13}"]
    lines += [f"each: {each}"] if each else []
    lines += [f"when: {when}"] if when else []
    text = "\n".join([*lines, *(line for part in (more, body) if part for line in part.strip("\n").split("\n"))])
    return "  - " + text.replace("\n", "\n    ") + "\n"


def rules(*texts: str, head: str = HEAD) -> str:
    return f"{head}rules:\n" + "".join(texts)


def a_pack(text: str = "", files: Mapping[str, str] | None = None) -> Pack:
    """Read a pack of one rule file, or of the files given instead."""
    given = {"pack.yaml": PACK_FILE, **({"rules.yaml": text} if text else {}), **(files or {})}
    return read_pack({name: body.encode() for name, body in given.items()}, small_vocabulary(), "eu", digest="d")


def rule_of(text: str) -> Rule:
    return a_pack(rules(text)).rules[0]


def condition(when: str, *, each: str = "items") -> Condition:
    """Read the `when` of a rule."""
    effect = "concludes: {item.covered: true}" if each else "concludes: {order.covered: true}"
    return rule_of(a_rule(effect, each=each, when=when)).when


def expression(name: str, value: str, *, each: str = "") -> Expression:
    """Read the value that a rule gives to a conclusion."""
    (effect,) = rule_of(a_rule(f"sets: {{{name}: {value}}}", each=each)).effects
    assert isinstance(effect, Sets)
    return effect.value


def a_case(text: str = CASE, *, sets: tuple[str, ...] = ()) -> Case:
    return read_case(text, "case.yaml", small_vocabulary(), sets=sets)


def refused(read: Callable[[str], object], family: type[PolicyEngineError], text: str) -> tuple[Problem, ...]:
    """What is wrong with a text."""
    with pytest.raises(family) as caught:
        read(text.replace(MARK, ""))
    return caught.value.problems


def places_of(text: str, source: str) -> list[Location]:
    """The marked places of a text, in its order."""
    places: list[Location] = []
    for number, line in enumerate(text.split("\n"), start=1):
        parts = line.split(MARK)
        column = 1
        for part in parts[:-1]:
            column += len(part)
            places.append(Location(source, number, column))
    return places


def only_problem(problems: tuple[Problem, ...], text: str, source: str, message: str) -> None:
    """Check that a text has one problem, at its mark, whose message begins so."""
    (place,) = places_of(text, source)
    assert [str(problem) for problem in problems if not problem.message.startswith(message)] == []
    assert [problem.at for problem in problems] == [place]
