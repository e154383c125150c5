"""A clock that runs while questions are answered: the last day of a duty of which is only open whether it is owed."""

from __future__ import annotations

from pathlib import Path

from tests.commands.running import run

BREACH = """
decide_on: 2026-11-21T15:20+01:00
controller: {establishment: %s}
subject: {residence: %s}
incident: {aware: %s}
ask: [notify_authority]
"""


def told(folder: Path, place: str, aware: str = "2026-11-20T15:20+01:00") -> str:
    case = folder / "breach.yaml"
    case.write_text(BREACH % (place, place, aware))
    return run("check", case).stdout


def test_the_seventy_two_hours_are_told_before_it_is_known_whether_the_breach_has_to_be_told(tmp_path: Path) -> None:
    assert "if it is owed: by Mon 23 Nov 2026 15:20 Berlin" in told(tmp_path, "DE")


def test_no_day_is_told_where_another_rule_of_the_place_sets_none(tmp_path: Path) -> None:
    """In Brazil one rule has a period of working days, and the one before it had none."""
    screen = told(tmp_path, "BR")
    assert "could be: " in screen
    assert "if it is owed" not in screen


def test_no_day_is_told_where_the_clock_has_not_begun(tmp_path: Path) -> None:
    screen = told(tmp_path, "DE", "{not_by: 2026-11-21}")
    assert "could be: " in screen
    assert "if it is owed" not in screen
