"""A small shop for tests of checks: a few facts, a pack of a few rules, and examples on them, all as their texts."""

from __future__ import annotations

from policy_engine.calendar.calendars import NO_CALENDARS
from policy_engine.checks.examples import ExampleResult, run_examples
from policy_engine.checks.findings import Finding
from policy_engine.checks.mattering import unshown
from policy_engine.conditions.conditions import Condition
from policy_engine.decisions.examples import ExampleSet
from policy_engine.evaluation.program import Program, compile_program
from policy_engine.reading.example_reader import read_examples
from policy_engine.reading.pack_reader import read_pack
from policy_engine.reading.vocabulary_reader import read_vocabulary

VOCABULARY_TEXT = """
vocabulary: "1"
parties:
  buyer: {place: buyer.residence, time_zone: buyer.time_zone, protected: true}
  seller: {place: buyer.residence, time_zone: buyer.time_zone, protected: false}
groups:
  buyer: {about: Who buys}
  order: {about: What was agreed}
  items: {member: item, about: What was bought}
  request: {about: What the buyer asked}
  payment: {about: What was paid}
facts:
  buyer.residence: {type: place, question: Where does the buyer live?}
  buyer.time_zone: {type: time_zone, question: Which clock is the buyer's?}
  order.concluded_on: {type: date, question: When was the contract concluded?}
  order.channel:
    type: enum
    question: How was the contract concluded?
    values: {online: On a website, phone: On the telephone, shop: In a shop}
  order.gift: {type: bool, question: Was it a gift?}
  order.rates: {type: rates, question: Which exchange rates applied?}
  item.traits:
    type: set
    question: What is the item like?
    values: {sealed: It has a seal, perishable: It goes off, custom: It was made to order}
  item.received: {type: event, party: buyer, question: When did the buyer get the item?}
  request.sent: {type: event, party: buyer, question: When did the buyer send the request?}
  request.received: {type: event, party: seller, question: When did the seller get the request?}
  payment.refunded: {type: event, party: seller, question: When was the money sent back?}
  item.price: {type: money, question: What was paid for the item?}
implies:
  - {when: {order.channel: shop}, then: {order.gift: false}}
impossible:
  - {id: early, title: Nothing arrives before it is bought, when: {item.received: {before: order.concluded_on}}}
aggregates:
  order.last_received: {latest: item.received, about: When the last item came}
  order.total: {sum: item.price, about: What was paid in all}
conclusions:
  order.distance: {type: bool, otherwise: false, topic: returns, about: Whether it was sold at a distance}
  withdrawal.end: {type: date, term: true, each: items, party: buyer, topic: returns, about: The last day}
  refund.total: {type: money, term: true, topic: returns, about: What goes back}
actions:
  withdraw: {actor: buyer, nature: right, judged_at: request.sent, each: items, topic: returns, about: Give it back}
  charge_fee: {actor: seller, nature: liberty, judged_at: request.received, topic: returns, about: Charge a fee}
obligations:
  refund: {by: seller, met_by: payment.refunded, topic: returns, about: Pay the money back}
topics:
  returns: {trigger: request.sent, about: Returns}
"""
VOCABULARY, AXIOMS = read_vocabulary(VOCABULARY_TEXT.encode(), "shop vocabulary")

PACK = """
pack: xx
version: 0.0.1
law_known_to: 2026-11-21
covers:
  - {topic: returns, place: buyer.residence, in: DE, governed_by: order.concluded_on, from: 2014-06-13}
sources:
  act: {title: The Act on Returns, nature: statute, address: "https://example.org/act"}
counting:
  plain:
    roll: none
    off_weekend: none
    off_holidays: none
    cite: {source: act, at: s. 9, verified_on: 2026-11-21, grade: primary}
"""
SOME_EFFECT = "sets: {withdrawal.end: order.concluded_on}"
EFFECTS = ("grants:", "forbids:", "sets:", "concludes:", "obliges:")
CITE = "{source: act, at: s. 1, verified_on: 2026-11-21, grade: primary}"
REMEMBERED = CITE.replace("primary", "recalled_medium")
HEAD = "place: buyer.residence\nin: DE\ngoverned_by: order.concluded_on\n"
RULES = """
rules:
  - id: xx.distance
    title: What is sold without a meeting is sold at a distance
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.channel: [online, phone]}
    concludes: {order.distance: true}
  - id: xx.end
    title: The window ends fourteen days after the item came
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    sets: {withdrawal.end: {days: 14, after: item.received, counting: plain}}
  - id: xx.withdraw
    title: What was sold at a distance can go back
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    when: {order.distance: true}
    grants: {action: withdraw, until: withdrawal.end}
    unless:
      - id: xx.withdraw.perishable
        title: What goes off cannot go back
        cite: CITE
        when: {item.traits: {has: perishable}}
  - id: xx.total
    title: The whole price goes back
    cite: CITE
    effective: {from: 2014-06-13}
    sets: {refund.total: order.total}
  - id: xx.refund
    title: The seller pays back within fourteen days of the request
    cite: CITE
    effective: {from: 2014-06-13}
    when: {request.received: {happened: true}}
    obliges:
      by: seller
      to: buyer
      do: refund
      amount: refund.total
      due: {days: 14, after: request.received, counting: plain}
  - id: xx.no_fee
    title: Giving back costs nothing
    cite: CITE
    effective: {from: 2014-06-13}
    forbids: {by: seller, action: charge_fee}
"""
CASES = """
cases:
  shirt:
    decide_on: 2026-10-04T09:00+01:00
    buyer: {residence: DE}
    order: {channel: online, concluded_on: 2026-09-01, gift: false}
    items:
      - {id: shirt, traits: [], received: 2026-09-10, price: EUR 29.90}
    request: {sent: 2026-09-24, received: 2026-09-25}
    payment: {refunded: {not_by: 2026-10-04}}
"""


def a_program(rules: str = RULES, vocabulary: str = VOCABULARY_TEXT) -> Program:
    """The pack of the shop with these rules, in these words."""
    known, axioms = read_vocabulary(vocabulary.encode(), "shop vocabulary")
    files = {"pack.yaml": PACK, "rules.yaml": HEAD + rules.replace("CITE", CITE)}
    pack = read_pack({name: text.encode() for name, text in files.items()}, known, "xx", digest="sha256:0")
    return compile_program(pack, known, axioms, NO_CALENDARS)


def some_examples(examples: str, cases: str = CASES) -> ExampleSet:
    """Examples on the shop's base cases."""
    files = {"examples/cases.yaml": cases.encode(), "examples/returns.yaml": f"examples:{examples}".encode()}
    return read_examples(files, VOCABULARY, "xx")


def results(examples: str, rules: str = RULES) -> tuple[ExampleResult, ...]:
    """What comes of examples under the rules of the shop."""
    return run_examples(a_program(rules), some_examples(examples))


def the_result(example: str, rules: str = RULES) -> ExampleResult:
    """What comes of the one example."""
    (result,) = results(example, rules)
    return result


def objections(example: str, rules: str = RULES) -> list[str]:
    """What is objected to in the one example, as people read it."""
    return [str(finding) for finding in the_result(example, rules).findings()]


def a_rule(*lines: str, rule_id: str = "xx.rule") -> str:
    """One rule for each item, with these lines of its own; without an effect among them it concludes something."""
    own = "".join(f"    {line}\n" for line in lines)
    effect = (
        "" if any(line.startswith(EFFECTS) for line in lines) else "    sets: {withdrawal.end: order.concluded_on}\n"
    )
    head = f"  - id: {rule_id}\n    title: Some rule or other\n    cite: CITE\n    effective: {{from: 2014-06-13}}\n"
    return f"rules:\n{head}    each: items\n{own}{effect}"


def a_condition(written: str) -> Condition:
    """A condition as it stands in a rule file."""
    (rule,) = a_program(a_rule(f"when: {written}")).pack.rules
    return rule.when


def findings(examples: str, rules: str = RULES) -> tuple[Finding, ...]:
    """What no example shows to matter."""
    return unshown(a_program(rules), some_examples(examples))


def unshown_in(examples: str, rules: str = RULES) -> list[str]:
    """What no example shows to matter, without the words that every such finding begins with."""
    return [finding.message.removeprefix("no example shows that ") for finding in findings(examples, rules)]
