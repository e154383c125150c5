"""What one comparison may spend: steps of the solver and runs of cases. No clock, which runs otherwise elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

MOST_STEPS = 12_000_000
"""So many steps the solver may take in all, in its own units."""
MOST_RUNS = 1_200
"""So many times a case may be run under both versions."""
MOST_STEPS_OF_ONE = 1_000_000
"""So many steps the solver may take for one question."""
MOST_WHOLE = 120
"""So many statements are written out for the solver to show what follows."""


@dataclass(slots=True)
class Budget:
    """What is left of both; what is asked when nothing is left stays not proved."""

    steps: int = MOST_STEPS
    runs: int = MOST_RUNS
    answers: int = 0
    whole: int = MOST_WHOLE

    @property
    def spent(self) -> bool:
        """Whether nothing more is to be asked."""
        return self.steps <= 0 or self.runs <= 0

    @property
    def for_one(self) -> int:
        """The steps that one question may take."""
        return max(min(self.steps, MOST_STEPS_OF_ONE), 1)
