"""Past cases of the invented law as lines of JSON, and a second version of that law to hold them against."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.commands.running import SHOP

ITEM: Mapping[str, Any] = {
    "id": "t-shirt",
    "kind": "goods",
    "traits": [],
    "received": "2026-09-19",
    "price": "EUR 29.90",
}


def a_case(name: str = "order-1", place: str = "PT", **item: object) -> dict[str, Any]:
    """An order of one thing, withdrawn in time; what `item` names is stated otherwise, None leaves it out."""
    stated = {key: value for key, value in {**ITEM, **item}.items() if value is not None}
    return {
        "case": name,
        "ask": ["withdraw", "refunds"],
        "decide_on": "2026-10-04T09:00+01:00",
        "buyer": {"residence": place},
        "seller": {"establishment": place},
        "order": {"concluded_on": "2026-09-10"},
        "items": [stated],
        "request": {"sent": "2026-10-01T12:00+01:00", "received": "2026-10-01T12:00+01:00"},
        "payment": {
            "delivery": "EUR 4.90",
            "refunded": {"not_by": "2026-10-04"},
            "goods_back": {"not_by": "2026-10-04"},
        },
    }


def lines(folder: Path, *cases: Mapping[str, Any] | str, name: str = "cases.jsonl") -> Path:
    """A file with a case a line; a text stands for itself."""
    file = folder / name
    texts = [one if isinstance(one, str) else json.dumps(one) for one in cases]
    file.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return file


def another_law(folder: Path, was: str, now: str) -> Path:
    """The invented law with one piece of its text replaced."""
    copy = folder / "shop2"
    shutil.copytree(SHOP, copy)
    law = copy / "law.yaml"
    text = law.read_text(encoding="utf-8")
    assert was in text
    law.write_text(text.replace(was, now, 1), encoding="utf-8")
    return copy
