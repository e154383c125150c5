"""Packs of several regions side by side: each is told what it knows, and only those that cover a matter answer."""

from __future__ import annotations

import pytest

from policy_engine import Decision, Engine

SHIRT = {
    "decide_on": "2026-11-20T09:00+01:00",
    "seller": {"role": "trader"},
    "order": {"channel": "online", "concluded_on": "2026-11-02"},
    "items": [{"id": "shirt", "category": "clothing", "traits": [], "received": "2026-11-09"}],
    "disclosure": {"withdrawal_right": "2026-11-02"},
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load("br@1.1.0", "eu@0.2.0")


def decided(engine: Engine, residence: str, sent: str) -> Decision:
    buyer = {"residence": residence, "role": "consumer"}
    return engine.decide({**SHIRT, "buyer": buyer, "request": {"sent": sent}}, ask="withdraw")


def test_the_fourteenth_day_is_in_time_in_europe_and_a_week_too_late_in_brazil(engine: Engine) -> None:
    assert decided(engine, "PL", "2026-11-19").verdict("withdraw") == "allowed"
    assert decided(engine, "BR", "2026-11-19").verdict("withdraw") == "not_granted"


def test_only_the_pack_that_covers_the_place_is_named(engine: Engine) -> None:
    assert [pack.ref for pack in decided(engine, "PL", "2026-11-19").packs] == ["eu@0.2.0"]
    assert [pack.ref for pack in decided(engine, "BR", "2026-11-19").packs] == ["br@1.1.0"]


def test_where_no_pack_covers_the_place_all_are_named(engine: Engine) -> None:
    decision = decided(engine, "JP", "2026-11-19")
    assert [pack.ref for pack in decision.packs] == ["br@1.1.0", "eu@0.2.0"]
    assert {one.verdict for one in decision.verdicts} == {"not_covered"}


def test_a_word_that_only_the_newer_vocabulary_knows_is_open_to_the_older_and_not_none_of_its_words() -> None:
    both = Engine.load("br@1.1.0", "eu@0.1.0")
    words = [set(program.vocabulary.values_of("order.channel")) for program in both.programs]
    (newer,) = [word for word in words[0] - words[1] if word == "fair_stand"]
    order = {**SHIRT["order"], "channel": newer}  # type: ignore[dict-item]
    case = {
        **SHIRT,
        "order": order,
        "buyer": {"residence": "PL", "role": "consumer"},
        "request": {"sent": "2026-11-19"},
    }
    decision = both.decide(case, ask="withdraw")
    assert decision.verdict("withdraw") == "needs_facts"
    assert "order.channel" in {question.fact for question in decision.questions}
