"""What comes out otherwise under two packs, for which cases, and how sure that is: frozen values, never sentences.

Days are ISO 8601, values as a case states them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policy_engine.decisions.model import Decision


class Direction(StrEnum):
    """What a change does to somebody; `for_whom` beside it names them."""

    KINDER = "kinder"
    HARSHER = "harsher"
    NEUTRAL = "neutral"
    CANNOT_SAY = "cannot_say"


class Standing(StrEnum):
    """How sure something is. What the solver gave up on is not proved, and never counts as equal."""

    PROVED = "proved"
    DISPROVED = "disproved"
    NOT_PROVED = "not_proved"


class Sort(StrEnum):
    """What is asked."""

    ACTION = "action"
    DUTY = "duty"
    TERM = "term"
    CONCLUSION = "conclusion"
    """What other rules use and no person reads, told where it is there that a change begins."""
    COVERAGE = "coverage"


class Part(StrEnum):
    """Which part of an answer differs. Where the answer itself does, its other parts are not told apart."""

    VERDICT = "verdict"
    """The code of an action, or the state of a duty."""
    WINDOW = "window"
    """From when and until when an action is open."""
    DUE = "due"
    """By when a duty has to be done."""
    DETAIL = "detail"
    """To whom, how much, what may be waited for, what follows."""
    VALUE = "value"
    """The value of a term."""
    COVERED = "covered"
    """Whether the pack claims to know the law."""


@dataclass(frozen=True, slots=True)
class Output:
    """One thing that a pack answers. `place_by` is the fact whose place selects the law; empty for a term."""

    sort: Sort
    name: str
    place_by: str
    topic: str
    party: str
    """Whose action or duty it is; empty for terms and coverage."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer in codes: a verdict or state, a value, or `covered` and `not_covered`.

    `would` are the codes there could be where a person must look, `points` what they must look at. `details` holds
    the rest by name: `opens`, `act_by`, `late_after`, `due_act_by`, `due_late_after`, `to`, `amount`, `consequence`,
    `waiting_for`.
    """

    code: str
    would: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


class Asks(StrEnum):
    """What a limb of a region asks of a fact."""

    ONE_OF = "one_of"
    """It is one of the values."""
    HAS = "has"
    """It has all of the values, a set."""
    LACKS = "lacks"
    """It has none of the values, a set."""
    BETWEEN = "between"
    """It lies between the first value and the second, both included; an empty one is no bound."""
    NOT_YET = "not_yet"
    """It has not happened."""
    READ_AS = "read_as"
    """The law is read this way where it can be read otherwise."""


@dataclass(frozen=True, slots=True)
class Limb:
    """One condition of a region: what it asks of a fact, which is written as in a case (`items[m1].traits`)."""

    fact: str
    asks: Asks
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Some of the cases that come out otherwise: whatever else is so, where all limbs hold the change is the same.

    `checked` says that all cases in it were looked at; otherwise each value was tried alone, the others as in the
    witness. `cut_short` says that some values were not tried: it may go further than is told.
    """

    limbs: tuple[Limb, ...]
    checked: bool
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A case on which both versions were really run; with both decisions, where they are wanted whole."""

    decide_on: str
    facts: tuple[tuple[str, str], ...]
    """What it states, as people write it; every list has the entry `m1`, or `m1` and `m2`."""
    asks: tuple[str, ...]
    before: Decision | None
    after: Decision | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A region of cases whose outcome differs. `id` is `c1`, `c2`, … within a comparison."""

    id: str
    output: Output
    part: Part
    before: Answered
    after: Answered
    region: Region
    witness: Shown
    statements: tuple[str, ...]
    """The ids of the rewritten statements that make the difference in the witness."""
    governed_by: tuple[str, ...]
    """The facts that hold the days which select those statements."""
    governing_from: str
    """The first governing day of a case that changes, as far as the statements tell; empty for no first day."""
    direction: Direction
    for_whom: str


@dataclass(frozen=True, slots=True)
class Followed:
    """An answer whose own statements make no difference, but that uses, at first or second hand, what does.

    It can come out otherwise only where one of `roots` does; `changes` are the ids of their changes. `standing` is
    proved where `witness` shows it to come out otherwise; else it may, and no case was found.
    """

    output: Output
    roots: tuple[Output, ...]
    changes: tuple[str, ...]
    standing: Standing
    part: Part | None = None
    before: Answered | None = None
    after: Answered | None = None
    witness: Shown | None = None
    direction: Direction = Direction.CANNOT_SAY
    for_whom: str = ""
