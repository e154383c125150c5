"""Whose days off move a period: those of whoever must act, or of the place that the law names."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine import Decision, Engine

CITE = "{source: act, at: s. 1, verified_on: 2026-11-21, grade: primary}"
PACK = f"""
pack: xx
version: 0.1.0
law_known_to: 2026-11-21
covers:
  - {{topic: returns, place: seller.establishment, in: [US, DE], governed_by: order.concluded_on, from: 2014-01-01}}
sources: {{act: {{title: The Act, nature: statute, address: "urn:act"}}}}
counting:
  m: {{roll: none, off_weekend: place, off_holidays: national, WHOSE cite: {CITE}}}
"""
RULES = f"""
place: seller.establishment
in: [US, DE]
governed_by: order.concluded_on
rules:
  - id: xx.window
    title: A window of one working day, to see which days are off
    cite: {CITE}
    effective: {{from: 2014-01-01}}
    each: items
    sets: {{withdrawal.initial: {{working_days: 1, after: item.received, counting: m}}}}
"""
CALENDARS = """{"made_from": {}, "years": {"first": "2026", "last": "2026"}, "zones": [], "hijri": {}, "places": {
 "DE": {"weekends": ["2014-01-01 saturday sunday"], "time_zones": [], "holidays": ["2026-10-02 | Unity"]},
 "US": {"weekends": ["2014-01-01 saturday sunday"], "time_zones": [], "holidays": ["2026-11-26 | Thanksgiving"]}}}"""


def decided(folder: Path, received: str, *, whose: str = "", **buyer: str) -> Decision:
    (folder / "pack.yaml").write_text(PACK.replace("WHOSE", whose), encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "calendars.json").write_text(CALENDARS, encoding="utf-8")
    case = {
        "decide_on": "2026-12-01T09:00Z",
        "seller.establishment": "DE",
        "order.concluded_on": "2026-09-01",
        "items": [{"id": "shirt", "received": received}],
        **{f"buyer.{fact}": value for fact, value in buyer.items()},
    }
    return Engine.load(str(folder)).decide(case, ask=["withdrawal.initial"])


def last_day(decision: Decision) -> str:
    return decision.term("withdrawal.initial").late_after


@pytest.mark.parametrize(("received", "end"), [("2026-10-01", "2026-10-05"), ("2026-11-25", "2026-11-26")])
def test_the_days_off_are_those_of_whoever_must_act(tmp_path: Path, received: str, end: str) -> None:
    assert last_day(decided(tmp_path, received, residence="DE")) == end


@pytest.mark.parametrize(("received", "end"), [("2026-10-01", "2026-10-02"), ("2026-11-25", "2026-11-27")])
def test_the_days_off_are_those_of_the_place_that_the_law_names(tmp_path: Path, received: str, end: str) -> None:
    assert last_day(decided(tmp_path, received, whose="days_off_of: US,", residence="DE")) == end


def test_where_one_must_act_is_asked_only_where_it_matters(tmp_path: Path) -> None:
    open_end = decided(tmp_path, "2026-11-25")
    assert [question.fact for question in open_end.questions] == ["buyer.residence"]
    assert decided(tmp_path, "2026-11-25", whose="days_off_of: US,").questions == ()
