"""Running commands: in this process for what they say, in one of their own for how they end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

from click.testing import CliRunner, Result

from policy_engine.commands import commands

REPOSITORY = Path(__file__).resolve().parents[2]
SHOP = Path(__file__).parent / "shop"
ORDER = Path(__file__).parent / "order.yaml"

PROGRAM = [sys.executable, str(REPOSITORY / "cli.py")]


def run(*arguments: str | Path, stdin: str | bytes = "", columns: int = 100) -> Result:
    """Run a command in this process; whatever it raises beside an exit code fails the test."""
    environment = {"COLUMNS": str(columns), "NO_COLOR": ""}
    return CliRunner().invoke(commands, [*map(str, arguments)], input=stdin, env=environment, catch_exceptions=False)


def check(*arguments: str | Path, case: str | Path = ORDER, stdin: str | bytes = "") -> Result:
    """Check a case under the invented law."""
    return run("check", case, "--pack", SHOP, *arguments, stdin=stdin)


def start(
    *arguments: str | Path, stdout: int | IO[bytes] = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a program of its own, with nothing to read on standard input."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, check=False,
        env={**os.environ, "COLUMNS": "100", **environment},
    )  # fmt: skip


def start_closed(stream: int, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a program of its own that finds a standard stream (0, 1 or 2) closed."""
    script = "import os, sys; os.close(int(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])"
    return subprocess.run(
        [sys.executable, "-c", script, str(stream), *PROGRAM, *map(str, arguments)], capture_output=True, check=False
    )
