"""The generated files are what the vocabulary and the model of decisions make of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policy_engine.commands.generate import DIFFERS, generate, outdated
from tests.generated.documents import REPOSITORY, SCHEMAS


def test_the_checked_in_files_are_what_would_be_generated() -> None:
    assert sorted(outdated(REPOSITORY)) == [], "run `make generate`"


def test_generating_twice_changes_nothing(repository: Path) -> None:
    assert "wrote schemas/case.schema.json" in run(repository).output
    assert run(repository).output == ""


def test_a_file_that_was_edited_by_hand_is_noticed(repository: Path) -> None:
    run(repository)
    assert run(repository, "--check").exit_code == 0
    page = repository / "docs" / "reference" / "facts.md"
    page.write_bytes(page.read_bytes() + b"More.\n")
    checked = run(repository, "--check")
    assert (checked.exit_code, checked.output) == (
        DIFFERS,
        "docs/reference/facts.md is not what `generate` would write\n",
    )
    assert page.read_bytes().endswith(b"More.\n")


def test_a_missing_file_is_noticed(repository: Path) -> None:
    run(repository)
    (repository / "schemas" / "case.schema.json").unlink()
    assert run(repository, "--check").exit_code == DIFFERS


def test_a_vocabulary_that_cannot_be_read_is_reported_with_its_place(repository: Path) -> None:
    facts = repository / "schemas" / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("parties:", "partys:", 1), encoding="utf-8")
    done = run(repository)
    assert done.exit_code == 2
    assert "schemas/facts.yaml:" in done.output
    assert not (repository / "docs").exists()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that holds nothing but the vocabulary."""
    (tmp_path / "schemas").mkdir()
    shutil.copy(SCHEMAS / "facts.yaml", tmp_path / "schemas")
    return tmp_path


def run(root: Path, *options: str) -> Result:
    return CliRunner().invoke(generate, ["--root", str(root), *options])
