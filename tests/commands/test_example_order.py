"""The example that `make demo` asks: one order of four things, and four different answers.

After a change that a person has read and found good, write the screen again with
`COLUMNS=100 policy-engine check examples/order-1042.yaml --pack rules/eu/0.1.0 > tests/render/golden/order-1042.txt`.
"""

from __future__ import annotations

import json

import pytest

from tests.commands.running import REPOSITORY, run

CASE = REPOSITORY / "examples" / "order-1042.yaml"
LAW = REPOSITORY / "rules" / "eu" / "0.1.0"
SCREEN = REPOSITORY / "tests" / "render" / "golden" / "order-1042.txt"


def test_the_whole_screen() -> None:
    assert run("check", CASE, "--pack", LAW).stdout == SCREEN.read_text(encoding="utf-8")


def test_everything_that_the_example_asks_is_settled() -> None:
    assert run("check", CASE, "--pack", LAW).exit_code == 0


@pytest.mark.parametrize(
    ("member", "verdict", "provision"),
    [
        ("t-shirt", "allowed", "art. 9(1)"),
        ("engraved-ring", "not_granted", "art. 16(c)"),
        ("face-cream", "not_granted", "art. 16(e)"),
        ("film", "not_granted", "art. 16(m)"),
    ],
)
def test_each_thing_has_its_own_answer_and_reason(member: str, verdict: str, provision: str) -> None:
    told = json.loads(run("check", CASE, "--pack", LAW, "--format", "json").stdout)
    (answer,) = [one for one in told["verdicts"] if one.get("member") == member]
    assert answer["verdict"] == verdict
    assert any(ground["at"].startswith(provision) for ground in answer["because"])


def test_the_last_day_moves_past_the_weekend_and_the_republic_day() -> None:
    told = json.loads(run("check", CASE, "--pack", LAW, "--format", "json").stdout)
    (shirt,) = [one for one in told["verdicts"] if one.get("member") == "t-shirt"]
    assert shirt["window"] == {"act_by": "2026-10-06", "late_after": "2026-10-06"}
