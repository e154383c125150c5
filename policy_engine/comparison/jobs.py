"""Two jobs that have nothing to do with one another: whoever compares may do them at once; here no process starts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

_Ours = TypeVar("_Ours")
_Theirs = TypeVar("_Theirs")


class BothJobs(Protocol):
    """Whoever does two jobs, of which neither changes anything that the other one looks at.

    What the second comes to can be pickled.
    """

    def __call__(self, ours: Callable[[], _Ours], theirs: Callable[[], _Theirs], /) -> tuple[_Ours, _Theirs]:
        """What both come to."""
        ...


def one_after_the_other(ours: Callable[[], _Ours], theirs: Callable[[], _Theirs]) -> tuple[_Ours, _Theirs]:
    """Do both here."""
    return ours(), theirs()
