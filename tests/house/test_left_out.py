"""A test whose need is not met is left out, never counted as passed, and named at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

ONE_TEST_OF_TWO = """
import pytest

@pytest.mark.needs_corpora
@pytest.mark.parametrize("case", [1, 2, 3])
def test_with_vectors(case): pass

def test_without(): pass
"""

A_WHOLE_FILE = """
import pytest
import a_module_that_only_the_need_brings

pytestmark = [pytest.mark.needs_corpora]

def test_one(): pass
def test_two(): pass
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    shutil.copy(REPOSITORY / "tests" / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers\n", encoding="utf-8")
    return tmp_path


def test_a_test_whose_need_is_not_met_is_left_out_and_named(suite: Path) -> None:
    (suite / "test_some.py").write_text(ONE_TEST_OF_TWO, encoding="utf-8")
    report = run(suite)
    assert "1 passed in" in report
    assert "left out: 1 test needs outside test vectors (set POLICY_ENGINE_CORPORA to their folder)" in report
    assert "  test_some.py: 1" in report


def test_a_test_whose_need_is_met_is_run(suite: Path) -> None:
    (suite / "test_some.py").write_text(ONE_TEST_OF_TWO, encoding="utf-8")
    report = run(suite, corpora=suite)
    assert "4 passed in" in report
    assert "left out" not in report


def test_a_file_whose_need_is_not_met_is_not_even_imported(suite: Path) -> None:
    (suite / "test_some.py").write_text(ONE_TEST_OF_TWO, encoding="utf-8")
    (suite / "test_whole.py").write_text(A_WHOLE_FILE, encoding="utf-8")
    report = run(suite)
    assert "1 passed in" in report
    assert "left out: 3 tests" in report
    assert "  test_whole.py: 2" in report


def test_a_folder_of_vectors_that_is_not_there_is_an_error(suite: Path) -> None:
    (suite / "test_some.py").write_text(ONE_TEST_OF_TWO, encoding="utf-8")
    assert "which is no folder" in run(suite, corpora=suite / "nowhere")


def run(suite: Path, corpora: Path | None = None) -> str:
    """Run a suite under the project's conftest and return all that it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "POLICY_ENGINE_CORPORA"}
    if corpora:
        environment["POLICY_ENGINE_CORPORA"] = str(corpora)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", suite],
        cwd=suite, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr
