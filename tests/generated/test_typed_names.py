"""A type checker finds the misspelt name of an action, a duty or a term."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.generated.documents import REPOSITORY

SNIPPET = """\
from policy_engine import Decision
def answers(decision: Decision) -> None:
    decision.verdict("withdraw")
    decision.verdict("withdrw")
    decision.duty("refund")
    decision.duty("refnd")
    decision.term("withdrawal.end")
    decision.term("withdrawal.ende")
"""


@pytest.fixture(scope="module")
def objections(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What mypy says to the snippet, each line by its number."""
    folder = tmp_path_factory.mktemp("typed")
    snippet = folder / "snippet.py"
    snippet.write_text(SNIPPET, encoding="utf-8")
    done = mypy(snippet, folder / "cache")
    assert done.returncode == 1, done.stderr
    return done.stdout


def mypy(snippet: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(cache), str(snippet)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("line", [4, 6, 8])
def test_a_misspelt_name_is_an_error(objections: str, line: int) -> None:
    assert f"snippet.py:{line}: error: Argument 1" in objections


@pytest.mark.parametrize("line", [3, 5, 7])
def test_a_name_that_exists_is_none(objections: str, line: int) -> None:
    assert f"snippet.py:{line}:" not in objections
