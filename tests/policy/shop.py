"""A shop's policy, put together from the rules that a test is about, over the EU pack; and an order to ask it about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policy_engine import Decision, Engine
from policy_engine.catalog.packs import load_program
from policy_engine.catalog.policies import read_overlays
from policy_engine.evaluation.overlays import Overlay
from policy_engine.evaluation.program import Program

REPOSITORY = Path(__file__).resolve().parents[2]
TEMPLATES = REPOSITORY / "examples" / "policies"
PACK = "eu@0.2.0"

HEAD = """\
policy: my-shop
version: 1.0.0
layer: seller
for: eu
effective: {from: 2026-01-01}
terms:
  returns: {title: Returns, published: "https://shop.example/returns", on: 2026-01-01}
counting:
  plain_days: {roll: none, off_weekend: none, off_holidays: none, clause: {terms: returns, at: § 1}}
place: buyer.residence
in: EU
governed_by: order.concluded_on
"""
RULE = """\
  - id: my-shop.{name}
    title: This is a rule of my shop
    clause: {{terms: returns, at: § 2}}
    {text}
"""
SHIRT: dict[str, object] = {
    "case": "shirt",
    "decide_on": "2026-11-30T09:00+01:00",
    "buyer.residence": "PL",
    "buyer.role": "consumer",
    "seller.role": "trader",
    "order.channel": "online",
    "order.concluded_on": "2026-10-26",
    "disclosure.withdrawal_right": "2026-10-26",
    "items": [{"id": "shirt", "category": "clothing", "traits": [], "price": "EUR 29.90", "received": "2026-11-02"}],
    "request.sent": "2026-11-20",
}
"""A T-shirt that goes back four days after the law's last day, and well within thirty."""
THIRTY = (
    "each: items\n    when: {item.kind: goods}\n"
    "    grants: {action: withdraw, until: {days: 30, after: item.received, counting: plain_days}}"
)


@cache
def eu() -> Program:
    """The EU pack."""
    return load_program(PACK)


def written(folder: Path, *rules: str, risk: str = "", head: str = HEAD) -> Path:
    """Write a policy of some rules, each as what stands below its clause."""
    text = head + ("rules:\n" if rules else "")
    text += "".join(RULE.format(name=f"rule{number}", text=rule) for number, rule in enumerate(rules, 1))
    path = folder / "shop.yaml"
    path.write_text(text + (f"risk:\n{risk}" if risk else ""), encoding="utf-8")
    return path


def overlaid(folder: Path, *rules: str, risk: str = "", head: str = HEAD) -> Overlay:
    """A policy of some rules over the EU pack, not yet held to the law."""
    (overlay,) = read_overlays(written(folder, *rules, risk=risk, head=head), [eu()])
    return overlay


def decided(overlay: Overlay, ask: str = "withdraw", **changes: object) -> Decision:
    """The T-shirt decided under the law and a policy beside it; a fact of None is left out."""
    facts = {**SHIRT, **{name.replace("__", "."): value for name, value in changes.items()}}
    stated = {name: value for name, value in facts.items() if value is not None}
    return Engine((eu(),), (overlay,)).decide(stated, ask=ask)
