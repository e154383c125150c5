"""What decision 6 says of durable-rules still happens: its probes are run as anyone can run them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.commands.running import REPOSITORY

PROBES = REPOSITORY / "docs" / "decisions" / "probes" / "durable_rules_probes.py"

pytestmark = pytest.mark.needs_crosscheck


def test_every_probe_comes_to_what_the_decision_says() -> None:
    done = subprocess.run([sys.executable, PROBES], capture_output=True, text=True, check=False)
    assert "(known: " not in done.stdout
    assert done.returncode == 0
    assert "a whole number divided by zero: killed by SIGFPE" in done.stdout
