"""The language is proved on twenty-five awkward laws: each says what its examples expect, and all of it matters."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine.catalog.packs import load_program, pack_files, source_name
from policy_engine.checks.examples import run_examples
from policy_engine.checks.mattering import unshown
from policy_engine.decisions.examples import ExampleSet
from policy_engine.evaluation.program import Program
from policy_engine.reading.example_reader import read_examples

LAWS = sorted(path for path in Path(__file__).parent.iterdir() if (path / "pack.yaml").is_file())


def law(folder: Path) -> tuple[Program, ExampleSet]:
    program = load_program(str(folder))
    return program, read_examples(pack_files(str(folder)), program.vocabulary, source_name(str(folder)))


def test_there_are_twenty_five_laws() -> None:
    assert [path.name[:2] for path in LAWS] == [f"{number:02}" for number in range(1, 26)]


@pytest.mark.parametrize("folder", LAWS, ids=lambda path: path.name)
def test_a_law_says_what_its_examples_expect(folder: Path) -> None:
    results = run_examples(*law(folder))
    assert len(results) >= 20
    assert [finding.message for result in results for finding in result.findings()] == []


@pytest.mark.parametrize("folder", LAWS, ids=lambda path: path.name)
def test_every_part_of_a_law_is_shown_to_matter(folder: Path) -> None:
    assert [str(finding.at) for finding in unshown(*law(folder))] == []
