"""What rests on guidance or practice is labelled wherever it is cited, in the answer for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.running import SHOP, run

CASE = """
decide_on: 2026-10-04T09:00+01:00
buyer: {residence: PT, time_zone: Europe/Lisbon}
order: {concluded_on: 2026-09-10}
items: [{id: shirt, kind: goods, traits: [], received: 2026-09-19}]
request: {sent: 2026-09-30}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The invented law, of which what is cited as an act is in truth a custom of the trade."""
    for path in SHOP.rglob("*.yaml"):
        copied = tmp_path / path.relative_to(SHOP)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(path.read_bytes().replace(b"nature: statute", b"nature: practice"))
    for path in SHOP.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def grounds(pack: Path) -> list[dict[str, str]]:
    told = run("check", "-", "--pack", pack, "--ask", "withdraw", "--format", "json", stdin=CASE)
    return [ground for verdict in json.loads(told.stdout)["verdicts"] for ground in verdict.get("because", ())]


def test_a_rule_of_practice_is_labelled_and_one_of_statute_is_not(shop: Path) -> None:
    assert {ground.get("nature") for ground in grounds(shop)} == {"practice"}
    assert {ground.get("nature") for ground in grounds(SHOP)} == {None}


def test_so_it_is_on_the_screen(shop: Path) -> None:
    assert "(practice)" in run("check", "-", "--pack", shop, "--ask", "withdraw", stdin=CASE).stdout
    assert "(practice)" not in run("check", "-", "--pack", SHOP, "--ask", "withdraw", stdin=CASE).stdout
