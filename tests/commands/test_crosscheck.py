"""`crosscheck`: what a second engine says of the conditions of a pack."""

from __future__ import annotations

import json
import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.commands.running import REPOSITORY, SHOP, run, start

MAIL_ORDER = REPOSITORY / "tests" / "laws" / "19-us-mail-order"

ABSENT = 'raise ImportError("no such library here,\\nof that name")\n'
SILENT = """
class MessageNotHandledException(Exception):
    pass


class Ruleset:
    def __init__(self, *_):
        pass

    def assert_fact(self, _):
        raise MessageNotHandledException
"""
DYING = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"


def crosscheck(folder: Path, engine: str, *arguments: str) -> CompletedProcess[bytes]:
    """Run the command with a library of the witness's name that a test wrote."""
    (folder / "durable").mkdir()
    (folder / "durable" / "__init__.py").touch()
    (folder / "durable" / "engine.py").write_text(engine, encoding="utf-8")
    return start("crosscheck", SHOP, "--cases", "20", *arguments, PYTHONPATH=str(folder))


def test_without_the_witness_it_ends_with_2_and_one_line_that_says_why(tmp_path: Path) -> None:
    done = crosscheck(tmp_path, ABSENT)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("error: the witness, durable-rules of the extra `crosscheck`, cannot be asked here: ")
    assert line.endswith(": no such library here, of that name")


def test_a_difference_ends_with_1_and_is_named_with_its_rule_place_and_case(tmp_path: Path) -> None:
    done = crosscheck(tmp_path, SILENT)
    assert (done.returncode, done.stderr) == (1, b"")
    told = done.stdout.decode()
    assert f"{(SHOP / 'law.yaml').relative_to(Path.cwd())}:" in told
    assert "`shop.withdraw.engraved`: its condition holds for the engine and not for the witness" in told
    assert "  help: it looks at `" in told
    assert "engine and witness do not agree, on conditions " in told.splitlines()[-1]


def test_the_json_of_a_difference_has_both_answers_and_all_facts_of_the_case(tmp_path: Path) -> None:
    (told,) = json.loads(crosscheck(tmp_path, SILENT, "--format", "json").stdout)
    assert told["agree"] is False
    difference = told["differences"][0]
    assert (difference["engine"], difference["witness"]) == (True, False)
    assert difference["looks_at"]
    assert difference["facts"]
    assert difference["at"].startswith("tests/commands/shop/")


def test_a_witness_that_dies_ends_with_2_and_its_signal(tmp_path: Path) -> None:
    done = crosscheck(tmp_path, DYING)
    assert done.returncode == 2
    assert done.stderr.decode().endswith("cannot be asked here: the witness died of SIGKILL\n")


def test_a_folder_without_a_pack_ends_with_2(tmp_path: Path) -> None:
    assert run("crosscheck", tmp_path).exit_code == 2


@pytest.mark.needs_crosscheck
def test_agreement_ends_with_0_and_one_line_of_counts() -> None:
    answer = run("crosscheck", SHOP, "--cases", "100")
    assert answer.exit_code == 0
    last = answer.stdout.splitlines()[-1]
    assert last.startswith(f"{SHOP}: engine and witness agree; conditions ")
    assert "; cases 103; judgements " in last
    assert "; outside the fragment: conditions 0, judgements " in last


@pytest.mark.needs_crosscheck
def test_the_same_seed_asks_the_same_and_another_seed_something_else() -> None:
    first, again, other = (run("crosscheck", SHOP, "--cases", "60", "--seed", seed).stdout for seed in "114")
    assert first == again
    assert first != other


@pytest.mark.needs_crosscheck
def test_what_only_the_engine_judges_is_named_with_its_place_reason_and_how_often() -> None:
    told = run("crosscheck", MAIL_ORDER, "--cases", "0").stdout.splitlines()
    alone = re.compile(
        r"\S+/refund.yaml:\d+:\d+: `us\.[a-z_.]+` was judged by the engine alone, times \d+: a fact on .*"
    )
    assert any(alone.fullmatch(line) for line in told)
