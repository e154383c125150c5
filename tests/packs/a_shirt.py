"""A T-shirt bought online, and what can be left out or changed about it."""

from __future__ import annotations

from functools import cache

from policy_engine import Decision, Engine
from policy_engine.catalog.locations import rules_folder

SHIRT: dict[str, object] = {
    "decide_on": "2026-11-20T09:00+01:00",
    "buyer.residence": "PL",
    "buyer.role": "consumer",
    "seller.role": "trader",
    "order.channel": "online",
    "order.concluded_on": "2026-10-28",
    "items": [
        {
            "id": "shirt",
            "category": "clothing",
            "traits": [],
            "price": "EUR 29.90",
            "received": "2026-11-02",
        }
    ],
    "disclosure.withdrawal_right": "2026-10-28",
    "request.sent": "2026-11-16T23:30+01:00",
}
"""All that is stated of the order; asked `withdraw`, it is settled without a question."""


@cache
def eu() -> Engine:
    """The first EU pack, as it lies in its folder."""
    return Engine.load(str(rules_folder() / "eu" / "0.1.0"))


def decided(ask: str = "withdraw", without: str = "", **changes: object) -> Decision:
    """Decide the T-shirt with facts changed (`buyer__residence="DE"`, `item__received=…`) or one left out."""
    case = {name: value for name, value in SHIRT.items() if name not in (without, "items")}
    item = dict(SHIRT["items"][0])  # type: ignore[index]
    if without.startswith("item."):
        del item[without.removeprefix("item.")]
    for name, value in changes.items():
        group, _, fact = name.partition("__")
        if group == "item":
            item[fact] = value
        elif fact:
            case[f"{group}.{fact}"] = value
        else:
            case[group] = value
    return eu().decide(case | {"items": [item]}, ask=[ask])
