"""Two jobs at once come to what they come to one after the other, and what goes wrong in one is told."""

from __future__ import annotations

import os
import threading

import pytest

from policy_engine.catalog.packs import load_program
from policy_engine.commands import at_once
from policy_engine.commands.at_once import both_at_once
from policy_engine.comparison.comparing import Wanted, compare

here_and_there = pytest.mark.skipif(not at_once._may_be_copied(), reason="this process cannot be copied")


@here_and_there
def test_the_second_job_is_done_in_a_process_of_its_own() -> None:
    ours, theirs = both_at_once(os.getpid, os.getpid)
    assert ours == os.getpid() != theirs


def test_where_other_threads_run_both_are_done_here() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert both_at_once(os.getpid, os.getpid) == (os.getpid(), os.getpid())
    finally:
        done.set()
        other.join()


@pytest.mark.parametrize("ours", [True, False])
def test_an_error_of_either_is_raised(ours: bool) -> None:
    def fails() -> str:
        raise ValueError("it went wrong")

    def works() -> str:
        return "done"

    with pytest.raises(ValueError, match="it went wrong"):
        both_at_once(*((fails, works) if ours else (works, fails)))


def test_much_that_is_sent_comes_through() -> None:
    assert both_at_once(str, lambda: "x" * 5_000_000) == ("", "x" * 5_000_000)


@here_and_there
def test_a_process_that_is_killed_is_made_up_for() -> None:
    here = os.getpid()

    def killed_elsewhere() -> str:
        if os.getpid() != here:
            os._exit(1)
        return "done here"

    assert both_at_once(str, killed_elsewhere) == ("", "done here")


@here_and_there
def test_nothing_is_left_running() -> None:
    _, child = both_at_once(str, os.getpid)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@pytest.mark.needs_analysis
def test_a_comparison_comes_to_the_same_at_once_and_one_after_the_other() -> None:
    from policy_engine.comparison.asking import Asker

    old, new = (load_program(ref) for ref in ("br@1.0.0", "br@1.1.0"))
    together = compare(old, new, Wanted(), Asker, None, both_at_once)
    one_by_one = compare(old, new, Wanted(), Asker)
    parts = [{(one.output, one.part) for one in found.changed} for found in (together, one_by_one)]
    assert parts[0] == parts[1] != set()
    assert together.equal == one_by_one.equal
    assert together.not_proved == one_by_one.not_proved
    assert [one.standing for one in together.claims] == [one.standing for one in one_by_one.claims]
    assert [one.output for one in together.follows] == [one.output for one in one_by_one.follows]
