"""The contracts that hold the layers bite: each is shown code that breaks it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the package and its settings to where a test may spoil them."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    shutil.copytree(
        REPOSITORY / "policy_engine", tmp_path / "policy_engine", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path


def test_the_package_as_it_stands_keeps_its_layers(copy: Path) -> None:
    code, _ = imports_checked(copy)
    assert code == 0


def test_chance_in_the_core_is_refused(copy: Path) -> None:
    plant(copy, "evaluation", "import random")
    code, report = imports_checked(copy)
    assert code == 1
    assert "policy_engine.evaluation.planted -> random" in report


def test_an_import_from_a_lower_layer_to_a_higher_one_is_refused(copy: Path) -> None:
    plant(copy, "facts", "import policy_engine.evaluation")
    code, report = imports_checked(copy)
    assert code == 1
    assert "policy_engine.facts.planted -> policy_engine.evaluation" in report


def test_a_package_without_a_layer_is_refused(copy: Path) -> None:
    (copy / "policy_engine" / "newcomer").mkdir()
    plant(copy, "newcomer", "")
    (copy / "policy_engine" / "newcomer" / "__init__.py").touch()
    code, report = imports_checked(copy)
    assert code == 1
    assert "newcomer" in report


@pytest.mark.parametrize(
    ("question", "objection"),
    [
        ("datetime.now(UTC)", "TID251"),
        ("datetime.today()", "TID251"),
        ("date.today()", "TID251"),
        ("open('law')", "PTH123"),
        ("print('law')", "T201"),
    ],
)
def test_asking_the_clock_or_the_machine_in_the_core_is_refused(copy: Path, question: str, objection: str) -> None:
    assert objection in findings(copy, "evaluation", question)


def test_the_commands_may_ask_the_clock(copy: Path) -> None:
    assert findings(copy, "commands", "datetime.now(UTC)") == set()


def imports_checked(copy: Path) -> tuple[int, str]:
    done = subprocess.run(
        [PROGRAMS / "lint-imports", "--no-cache", "--no-logo"], cwd=copy, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def findings(copy: Path, layer: str, expression: str) -> set[str]:
    """Name the lint rules that object to an expression in a layer."""
    planted = plant(copy, layer, f"from datetime import UTC, date, datetime\n\nANSWER = {expression}")
    done = subprocess.run(
        [PROGRAMS / "ruff", "check", "--no-cache", "--output-format=concise", "--ignore=F401", planted],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return {line.split()[1] for line in done.stdout.splitlines() if line.startswith("policy_engine")}


def plant(copy: Path, layer: str, code: str) -> Path:
    planted = copy / "policy_engine" / layer / "planted.py"
    planted.write_text(f"{code}\n", encoding="utf-8")
    return planted
