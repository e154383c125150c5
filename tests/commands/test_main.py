"""The command line as a whole."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

from policy_engine.commands import HIDDEN, VERBS
from tests.commands.running import ORDER, REPOSITORY, SHOP, run


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").output == f"policy-engine {version('policy-engine')}\n"


def test_help_lists_every_verb_but_the_hidden_ones() -> None:
    told = [line.split()[0] for line in run("--help").output.splitlines() if line.startswith("  ")]
    assert set(VERBS) - set(HIDDEN) <= set(told)
    assert not set(HIDDEN) & set(told)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str) -> None:
    answer = run(verb, "--help")
    assert answer.exit_code == 0
    assert answer.output.startswith("Usage: ")


def test_help_can_be_shown_on_any_terminal() -> None:
    assert all(run(*verb, "--help").output.isascii() for verb in [(), *((verb,) for verb in VERBS)])


def test_what_loads_slowly_is_not_loaded_to_answer_in_json() -> None:
    """JSON is for order systems: they need no tables of languages."""
    script = (
        "import atexit, sys\n"
        "heavy = {'babel', 'holidays', 'z3', 'durable'}\n"
        "atexit.register(lambda: print(*heavy & set(sys.modules), file=sys.stderr))\n"
        "from policy_engine.commands import commands\n"
        "commands(sys.argv[1:])"
    )
    arguments = ["check", str(ORDER), "--pack", str(SHOP), "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("{")
    assert done.stderr == "\n"
