"""What somebody meets first in a fresh checkout: the front door and the make targets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_front_door_without_its_dependencies_names_the_next_step() -> None:
    done = run(sys.executable, "-S", "cli.py", "--help")  # -S: nothing that was installed is found
    assert done.returncode == 1
    assert done.stderr.endswith("is not installed; `make demo` installs what is needed\n")
    assert "Traceback" not in done.stderr


def test_the_front_door_opens_where_they_are_installed() -> None:
    done = run(sys.executable, "cli.py", "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage:")


def test_make_alone_lists_the_targets() -> None:
    assert {"make demo", "make test", "make lint"} <= {line[:9].rstrip() for line in run("make").stdout.splitlines()}


def test_make_refuses_an_interpreter_that_is_too_old_and_makes_nothing(tmp_path: Path) -> None:
    done = run("make", "demo", "PYTHON=false", f"VENV={tmp_path / 'env'}")
    assert done.returncode != 0
    assert "`false` is no Python 3.11 or newer" in done.stderr
    assert not (tmp_path / "env").exists()


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
