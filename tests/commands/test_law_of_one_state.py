"""What a state has of its own in a table of law is cited beside what holds in every state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.running import REPOSITORY, run

LAW = REPOSITORY / "rules" / "us" / "1.1.0"
BREACH = """
ask: [notify_residents]
decide_on: 2026-11-20T12:00-07:00
controller: {establishment: US-CO, time_zone: America/Denver, sector: general}
incident:
  aware: 2026-11-02
  determined: 2026-11-04
  safeguards: []
  police_hold: false
  delay_reason: none
  numbers: [social_security]
  data_of: own
  risk: some
  residents:
    - {id: vermont, place: US-VT, told: {not_by: 2026-11-20}}
    - {id: colorado, place: US-CO, told: {not_by: 2026-11-20}}
    - {id: kansas, place: US-KS, told: {not_by: 2026-11-20}}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "breach.yaml"
    path.write_text(BREACH, encoding="utf-8")
    return path


def test_the_trace_names_the_rows_that_a_rule_reads(case: Path) -> None:
    steps = json.loads(run("check", case, "--pack", LAW, "--format", "json").stdout)["trace"]
    read = {one["member"]: one["rows"] for one in steps if "rows" in one}
    assert read == {"vermont": ["us.breach.days[US-VT]"], "colorado": ["us.breach.days[US-CO]"]}


@pytest.mark.parametrize(("state", "cited"), [("vermont", "every state, Vermont"), ("colorado", "Colorado")])
def test_a_duty_cites_the_row_that_sets_its_day(case: Path, state: str, cited: str) -> None:
    lines = run("check", case, "--pack", LAW).stdout.splitlines()
    first = next(number for number, line in enumerate(lines) if line.strip().startswith(state))
    assert any(line.rstrip().endswith(cited) for line in lines[first : first + 3])


def test_a_state_without_a_day_of_its_own_cites_what_holds_in_every_state(case: Path) -> None:
    lines = run("check", case, "--pack", LAW).stdout.splitlines()
    (number,) = [number for number, line in enumerate(lines) if line.strip().startswith("kansas")]
    assert lines[number].rstrip().endswith("us_breach_notes every state")


def test_why_a_day_is_the_last_one_cites_the_row(case: Path) -> None:
    printed = run("check", case, "--pack", LAW).stdout
    days = [line.strip() for line in printed[printed.index("Why these days") :].splitlines()]
    (number,) = [number for number, line in enumerate(days) if "counted from Mon 2 Nov" in line]
    assert "us_breach_notes Vermont" in days[number : number + 2]
