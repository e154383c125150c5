"""What one comparison may spend: steps of the solver, answers that runs find out, statements that are written out.

No clock, which runs otherwise elsewhere. What comes first leaves something for what comes after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

MOST_STEPS = 8_000_000
"""So many steps the solver may take in all, in its own units."""
MOST_STEPS_OF_ONE = 500_000
"""So many steps the solver may take for one question."""
MOST_STEPS_OF_FOLLOWER = 150_000
"""The same for an answer that only follows: there are many, and that they may differ is known."""
MOST_ANSWERS = 90_000
"""So many answers may be found out or looked up where cases are run, each about one name, rule or thing asked."""
MOST_WHOLE = 240
"""So many statements are written out for the solver to show what follows."""
MOST_REGIONS = 24
"""So many regions are shown for one part of an answer."""
THOROUGHLY = 10
"""How many times as much a comparison may spend for which somebody is ready to wait."""


class Stage(Enum):
    """What is being done; each stage may spend until so many hundredths of the whole are left."""

    SEARCHING = 20
    SHOWING = 50
    FOLLOWING = 12
    CLAIMING = 0


class Budget:
    """What is left; what is asked when nothing is left stays not proved."""

    def __init__(self, times: int = 1) -> None:
        self.times = times
        """How many times the usual may be spent."""
        self.steps = MOST_STEPS * times
        self.answers = MOST_ANSWERS * times
        self.whole = MOST_WHOLE * times
        self.regions = MOST_REGIONS * times
        self.stage = Stage.SEARCHING

    @property
    def may_ask(self) -> bool:
        """Whether the solver may be asked at this stage."""
        return self.for_one > 0

    @property
    def may_run(self) -> bool:
        """Whether cases may be run at this stage."""
        return self.answers * 100 > MOST_ANSWERS * self.times * self.stage.value

    @property
    def for_one(self) -> int:
        """The steps that one question may take."""
        most = MOST_STEPS_OF_FOLLOWER if self.stage is Stage.FOLLOWING else MOST_STEPS_OF_ONE
        return min(self.steps - MOST_STEPS * self.times * self.stage.value // 100, most * self.times)

    def apart(self, stage: Stage) -> Budget:
        """What may be spent at a stage, for something that is done beside all else, which it leaves with the rest."""
        beside = Budget(self.times)
        beside.steps, beside.answers, beside.whole = self.steps, self.answers, self.whole // 2
        self.whole -= beside.whole
        self.answers = min(self.answers, MOST_ANSWERS * self.times * stage.value // 100)
        return beside

    @contextmanager
    def at(self, stage: Stage) -> Iterator[None]:
        """Spend for another stage."""
        before, self.stage = self.stage, stage
        try:
            yield
        finally:
            self.stage = before
