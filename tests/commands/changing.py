"""A tiny pack whose law changes, in every way in which law can."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.commands.running import SHOP

PACK = """pack: tiny
version: 0.1.0
law_known_to: 2026-11-21
places: {UNION: [PT, PL, DE]}
covers:
  - {topic: returns, place: buyer.residence, in: UNION, governed_by: order.concluded_on, from: 2020-01-01}
  - {topic: refunds, place: buyer.residence, in: PT, governed_by: order.concluded_on, from: 2027-04-01}
sources:
  act: {title: The Tiny Act, nature: statute, address: "https://example.org/tiny-act"}
  guide: {title: A Guide to the Tiny Act, nature: guidance, address: "https://example.org/guide"}
"""
LAW = """# Law that changes
place: buyer.residence
in: UNION
governed_by: order.concluded_on
rules:
  - id: tiny.withdraw
    title: A buyer may withdraw
    cite: {source: act, at: s. 1, verified_on: 2026-11-21, grade: primary}
    effective: {from: 2020-01-01, until: 2027-01-01}
    each: items
    grants: {action: withdraw}
    unless:
      - id: tiny.withdraw.engraved
        title: What carries a name cannot go back
        cite: {source: act, at: s. 2, verified_on: 2026-11-21, grade: secondary}
        when: {item.traits: {has: engraved}}
      - id: tiny.withdraw.sealed
        title: For a while what was sealed cannot go back
        cite: {source: act, at: s. 3, verified_on: 2026-11-21, grade: secondary}
        effective: {from: 2020-01-01, until: 2026-12-01}
        when: {item.traits: {has: sealed}}
  - id: tiny.withdraw
    title: A buyer may withdraw at any time
    cite: {source: act, at: s. 1 as amended, verified_on: 2026-11-21, grade: recalled_high}
    effective: {from: 2027-01-01}
    each: items
    grants: {action: withdraw}
  - id: tiny.cost
    title: The buyer pays for the way back
    cite: {source: act, at: s. 4, verified_on: 2026-11-21, grade: primary}
    effective: {from: 2020-01-01}
    sets: {return.cost_on: buyer}
  - id: tiny.cost.de
    title: In Germany the seller will pay
    cite: {source: act, at: s. 5, verified_on: 2026-11-21, grade: primary}
    effective:
      from:
        readings:
          - {id: spring, title: The act says March, cite: {source: act, at: s. 5, verified_on: 2026-11-21, grade: primary}, value: 2027-03-01}
          - {id: summer, title: The guide says June, cite: {source: guide, at: no. 1, verified_on: 2026-11-21, grade: secondary}, value: 2027-06-01}
    in: DE
    overrides: tiny.cost
    when: {order.gift: false}
    sets: {return.cost_on: seller}
  - id: tiny.end
    title: The end comes from the table
    cite: {source: act, at: s. 6, verified_on: 2026-11-21, grade: primary}
    effective: {from: 2020-01-01}
    sets: {withdrawal.period: {grid: tiny.length, column: lasts}}
  - id: tiny.fee
    title: A return costs no fee
    cite: {source: act, at: s. 8, verified_on: 2026-11-21, grade: primary}
    effective: {from: 2020-01-01}
    when: {return.cost_on: seller}
    forbids: {by: seller, action: charge_fee}
grids:
  tiny.length:
    title: How long the buyer may withdraw
    gives: {lasts: period}
    rows:
      - {in: PT, from: 2020-01-01, until: 2028-01-01, lasts: {days: 14}, cite: {source: act, at: s. 7, verified_on: 2026-11-21, grade: primary}}
      - {in: PT, from: 2028-01-01, lasts: {days: 30}, cite: {source: act, at: s. 7, verified_on: 2026-11-21, grade: primary}}
      - {in: [DE, PL], from: 2020-01-01, lasts: {days: 14}, cite: {source: act, at: s. 7, verified_on: 2026-11-21, grade: primary}}
not_encoded:
  - id: tiny.wear
    cite: {source: act, at: s. 9, verified_on: 2026-11-21, grade: primary}
    reason: how much wear is too much is a judgement
    touches: [keep_money]
"""  # noqa: E501  (the rows of a table are one line each)
CASES = """cases:
  shirt:
    decide_on: 2026-10-04T09:00+01:00
    buyer: {residence: PT, time_zone: Europe/Lisbon}
    order: {concluded_on: 2026-09-10}
    items: [{id: shirt, kind: goods, traits: [], received: 2026-09-19, price: EUR 29.90}]
    request: {sent: 2026-10-03T23:30+01:00}
"""
EXAMPLES = """examples:
  - case: shirt
    says: a shirt may go back
    expect: {withdraw: allowed, by: tiny.withdraw}
  - case: shirt
    says: an engraved one may not
    but: {item.traits: [engraved]}
    expect: {withdraw: not_granted, by: tiny.withdraw.engraved}
"""


def changing(folder: Path) -> Path:
    """Write the pack into a folder of its own."""
    pack = folder / "tiny"
    (pack / "examples").mkdir(parents=True)
    shutil.copy(SHOP / "facts.yaml", pack)
    for name, text in {
        "pack.yaml": PACK,
        "law.yaml": LAW,
        "examples/cases.yaml": CASES,
        "examples/law.yaml": EXAMPLES,
    }.items():
        (pack / name).write_text(text, encoding="utf-8")
    return pack


def line_of(text: str) -> int:
    """The line of the law on which a text first stands."""
    return LAW[: LAW.index(text)].count("\n") + 1
