"""Two jobs at once, each in a process of its own where there are processes to be had."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

_Ours = TypeVar("_Ours")
_Theirs = TypeVar("_Theirs")


def both_at_once(ours: Callable[[], _Ours], theirs: Callable[[], _Theirs]) -> tuple[_Ours, _Theirs]:
    """What two jobs come to, of which neither changes anything that the other one looks at.

    The second is done in a copy of this process, and what it comes to has to be pickled; where a process cannot be
    copied, or does not come to an end, it is done here after the first.
    """
    if not _may_be_copied():
        return ours(), theirs()
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sending, theirs), daemon=True)
    process.start()
    sending.close()
    try:
        found = ours()
        try:
            return found, receiving.recv()
        except EOFError:  # what went wrong there goes wrong here as well, and is told
            return found, theirs()
    finally:
        process.kill()  # it has sent what it came to, or nobody waits for it any more
        process.join()
        receiving.close()


def _may_be_copied() -> bool:
    """Whether a copy of this process has all that it takes: other threads would not be in it."""
    return sys.platform == "linux" and threading.active_count() == 1 and not multiprocessing.current_process().daemon


def _send(sending: Connection, job: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the first process tells whoever stops both
    with suppress(Exception):
        sending.send(job())
