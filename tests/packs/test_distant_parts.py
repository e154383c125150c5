"""Where a country has parts far away, its clocks say nothing about their days."""

from __future__ import annotations

import pytest

from policy_engine.decisions.model import VerdictCode
from tests.packs.a_shirt import decided

LATE_IN_THE_EVENING = "2026-11-16T23:30-04:00"  # in Martinique; in Paris it is the next morning
ALLOWED, NOT_GRANTED, REVIEW = VerdictCode.ALLOWED, VerdictCode.NOT_GRANTED, VerdictCode.NEEDS_REVIEW


def test_a_notice_from_martinique_is_not_dated_by_the_clocks_of_paris() -> None:
    assert decided(buyer__residence="FR", request__sent=LATE_IN_THE_EVENING).verdict("withdraw") is NOT_GRANTED
    decision = decided(buyer__residence="FR-972", request__sent=LATE_IN_THE_EVENING)
    assert decision.verdict("withdraw") is REVIEW
    assert decision.review == ("time_zone:buyer.time_zone",)


def test_the_time_zone_of_a_distant_part_settles_the_day_once_it_is_stated() -> None:
    stated = {"buyer__residence": "FR-972", "buyer__time_zone": "America/Martinique"}
    assert decided(request__sent=LATE_IN_THE_EVENING, **stated).verdict("withdraw") is ALLOWED
    assert decided(request__sent="2026-11-17T00:10-04:00", **stated).verdict("withdraw") is NOT_GRANTED


@pytest.mark.parametrize(("sent", "verdict"), [("2026-11-16", ALLOWED), ("2026-11-17", NOT_GRANTED)])
def test_a_day_that_is_stated_as_a_day_needs_no_clock(sent: str, verdict: VerdictCode) -> None:
    assert decided(buyer__residence="FR-972", request__sent=sent).verdict("withdraw") is verdict
