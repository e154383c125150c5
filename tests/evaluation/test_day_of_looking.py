"""The day on which a case is looked at is that of the place whose law is asked, however the moment was written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policy_engine.catalog.packs import load_program, pack_files, source_name
from policy_engine.evaluation.decide import decide
from policy_engine.facts.case import Case
from policy_engine.facts.values import Moment
from policy_engine.reading.case_reader import read_case
from policy_engine.reading.example_reader import read_examples

LATE = """
case: late
ask: [terminate_late_delivery]
decide_on: %s
buyer: {residence: BR-SP, time_zone: America/Sao_Paulo, role: consumer}
seller: {role: trader}
order: {channel: online, concluded_on: 2026-11-01}
delivery: {term: agreed, agreed_for: 2026-11-10, refused: {not_by: 2026-11-10}}
items: [{id: shoes, received: {not_by: 2026-11-10}}]
request: {sent: {not_by: 2026-11-10}}
"""
REVIEWS = """
case: reviews
ask: [fake_reviews]
decide_on: %s
buyer: {residence: US-NY, time_zone: America/New_York, role: consumer}
seller: {role: trader, establishment: US-NY}
order: {channel: online, concluded_on: 2024-10-01}
"""


def _answer(pack: str, text: str) -> str:
    program = load_program(pack)
    (verdict,) = decide(read_case(text.encode(), "case.yaml", program.vocabulary), [program]).verdicts
    return verdict.verdict.value


@pytest.mark.parametrize(
    ("looked_at", "answer"),
    [
        ("2026-11-10T23:59-03:00", "not_granted"),
        ("2026-11-11T02:59Z", "not_granted"),
        ("2026-11-11T03:00Z", "allowed"),
        ("2026-11-10T22:00-05:00", "allowed"),
    ],
)
def test_a_promised_day_passes_at_midnight_where_the_buyer_lives(looked_at: str, answer: str) -> None:
    assert _answer("br@1.1.0", LATE % looked_at) == answer


@pytest.mark.parametrize(
    ("looked_at", "answer"),
    [
        ("2024-10-20T23:59-04:00", "not_restricted"),
        ("2024-10-21T03:59Z", "not_restricted"),
        ("2024-10-21T04:00Z", "forbidden"),
        ("2024-10-20T21:00-07:00", "forbidden"),
    ],
)
def test_law_of_the_day_begins_at_midnight_where_it_is_law(looked_at: str, answer: str) -> None:
    """16 CFR part 465 is in force from 21 October 2024."""
    assert _answer("us@1.1.0", REVIEWS % looked_at) == answer


@pytest.mark.parametrize("pack", ["us@1.1.0", "me@1.1.0"])
def test_a_moment_is_the_same_in_every_offset(pack: str) -> None:
    """Wherever the packs know the clocks: two of each hundred examples, in the first and the last hour of a day."""
    program = load_program(pack)
    examples = read_examples(pack_files(pack), program.vocabulary, source_name(pack)).examples
    for example in examples[::50]:
        for hour in (0, 23):
            moment = example.case.decide_on.utc.replace(hour=hour, minute=30)
            told = {_told(replace(example.case, decide_on=Moment(moment, offset)), pack) for offset in (-720, 0, 840)}
            assert len(told) == 1, example.says


def _told(case: Case, pack: str) -> str:
    return repr(decide(case, [load_program(pack)])).replace(str(case.decide_on), "")
