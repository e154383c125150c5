"""The witness works in a process of its own: one that dies, hangs or prints is told of and spoils nothing of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine.crosscheck.witness import Told, WitnessAbsent, ask

PRESENT = 'import sys, json\nprint(json.dumps({"present": 1}), flush=True)\n'


def told_by(folder: Path, program: str, seconds: float = 30) -> Told:
    """Ask a program that stands in for the witness about two cases."""
    path = folder / "child.py"
    path.write_text(program, encoding="utf-8")
    return ask([{"0.0": {"f0": 1}}], [(0, {"f0": 1}), (0, {"f0": 2})], seconds=seconds, program=path)


def test_the_answers_are_the_conditions_whose_rules_fired(tmp_path: Path) -> None:
    answers = 'print(json.dumps(["0.0", "0.3", "7.1"]))\nprint(json.dumps([]))\n'
    assert told_by(tmp_path, PRESENT + answers) == Told((frozenset({0, 7}), frozenset()))


def test_a_witness_that_dies_is_named_with_its_signal_and_what_it_said_before_counts(tmp_path: Path) -> None:
    dying = 'print("[]", flush=True)\nimport os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n'
    assert told_by(tmp_path, PRESENT + dying) == Told((frozenset(),), "the witness died of SIGSEGV")


def test_a_witness_that_hangs_is_ended(tmp_path: Path) -> None:
    told = told_by(tmp_path, PRESENT + "import time\ntime.sleep(600)\n", seconds=0.5)
    assert told == Told((), "the witness hung and was ended after 0.5 seconds")


def test_a_witness_that_breaks_is_told_of_without_its_complaint(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert told_by(tmp_path, PRESENT + 'raise ValueError("mine")\n').ended == "the witness gave up with code 1"
    assert capfd.readouterr() == ("", "")


def test_a_witness_that_stops_early_is_told_of(tmp_path: Path) -> None:
    assert told_by(tmp_path, PRESENT + 'print("[]")\n').ended == "the witness stopped before the end"


def test_a_half_written_answer_is_none(tmp_path: Path) -> None:
    assert told_by(tmp_path, PRESENT + 'print("[]")\nprint("[\\"0.", end="")\n').answers == (frozenset(),)


def test_a_witness_that_is_not_installed_says_why_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(WitnessAbsent, match=r"^no module of that name$"):
        told_by(tmp_path, 'import json\nprint(json.dumps({"absent": "no module\\nof that name"}))\n')
