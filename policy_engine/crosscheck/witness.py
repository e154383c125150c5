"""Asking the witness: a process for each batch of cases, that is ended when it hangs and told of when it dies.

Its output is read and kept apart from ours, and what it complains of is thrown away.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import Signals

from policy_engine.crosscheck.rulesets import Wire, condition_of

SECONDS_A_BATCH = 120
"""How long a batch may take; some hundred cases take a few seconds."""

PROGRAM = Path(__file__).with_name("child.py")

Message = tuple[int, dict[str, bool | int | str]]
"""The number of a ruleset and the fields of one case."""


class WitnessAbsent(Exception):  # noqa: N818  (it says what happened, not what kind of thing it is)
    """The witness cannot be asked here; the one argument says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the witness said: for each message the conditions that hold, and why it came no further, if it did not."""

    answers: tuple[frozenset[int], ...]
    ended: str = ""


def check_presence() -> None:
    """Ask whether the witness is there at all.

    Raises WitnessAbsent with the reason where it is not.
    """
    told = ask([], [])
    if told.ended:
        raise WitnessAbsent(told.ended)


def ask(
    rulesets: Sequence[Wire],
    messages: Sequence[Message],
    *,
    seconds: float = SECONDS_A_BATCH,
    program: Path = PROGRAM,
) -> Told:
    """Let the witness judge a batch of messages in a process of its own.

    Raises WitnessAbsent with the reason where it is not there.
    """
    asked = "".join(f"{json.dumps(line)}\n" for line in (rulesets, *messages))
    # -P: what stands beside the program must not be taken for a module of the library
    process = subprocess.Popen(
        [sys.executable, "-P", str(program)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    ended = ""
    try:
        told, _ = process.communicate(asked.encode(), timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        told, _ = process.communicate()
        ended = f"the witness hung and was ended after {seconds:g} seconds"
    return _told(told, ended or _death(process.returncode), len(messages))


def _death(code: int) -> str:
    if code < 0:
        return f"the witness died of {Signals(-code).name}"
    return f"the witness gave up with code {code}" if code else ""


def _told(told: bytes, ended: str, wanted: int) -> Told:
    answers: list[frozenset[int]] = []
    for number, answer in enumerate(_whole_lines(told)):
        if number == 0:
            if "absent" in answer:
                raise WitnessAbsent(" ".join(answer["absent"].split()))
        else:
            answers.append(frozenset(map(condition_of, answer)))
    if len(answers) < wanted and not ended:
        ended = "the witness stopped before the end"
    return Told(tuple(answers), ended)


def _whole_lines(told: bytes) -> Iterator[dict[str, str]]:
    """Each answer; what a process was still writing when it ended is none."""
    for line in told.split(b"\n")[:-1]:
        yield json.loads(line)
