"""A decision as JSON."""

from __future__ import annotations

import json

import msgspec

from policy_engine.decisions.model import Decision, Verdict, VerdictCode
from policy_engine.render.decision_json import decision_json
from tests.render.building import a_decision


def test_every_part_is_there_even_when_it_is_empty() -> None:
    assert list(json.loads(decision_json(a_decision()))) == list(Decision.__struct_fields__)


def test_it_reads_back_as_the_same_decision() -> None:
    decision = a_decision(verdicts=(Verdict("withdraw", VerdictCode.ALLOWED, "tröja"),))
    assert msgspec.json.decode(decision_json(decision), type=Decision) == decision


def test_it_is_utf_8_and_ends_with_a_line_end() -> None:
    written = decision_json(a_decision(verdicts=(Verdict("withdraw", VerdictCode.ALLOWED, "tröja"),)))
    assert "tröja" in written.decode("utf-8")
    assert written.endswith(b"}\n")
