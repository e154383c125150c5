"""A whole comparison of two packs as frozen values: ids, codes, days and values, never sentences.

What is written otherwise (`Rewritten`) is told apart from what comes out otherwise (`Changed`). Each change of an
outcome has a case on which both versions were really run; what was proved is told apart from what was not.
Days are ISO 8601, values as a case states them, pieces of law as their authors write them.
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


class Effect(StrEnum):
    """What a new version does to decisions; it fixes the number of a release."""

    EDITORIAL = "editorial"
    PROSPECTIVE = "prospective"
    RETROACTIVE = "retroactive"
    CANNOT_SAY = "cannot_say"


# -- who is compared --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two packs. `asked_as` is how whoever compares named it: a reference, a folder, a git revision."""

    asked_as: str
    ref: str
    region: str
    version: str
    digest: str
    law_known_to: str
    vocabulary: str
    """The digest of its vocabulary."""
    calendars: str
    """The digest of its calendars; empty where it has none."""
    statements: int
    """How many rules, exemptions, rows and entries it holds."""


# -- what is written otherwise ----------------------------------------------------------------------------------


class Kind(StrEnum):
    """What became of a statement between the versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    """Only its place in the text is another, which means nothing."""


class Field(StrEnum):
    """The parts of a statement, of the pack's counting methods and of its coverage that can be written otherwise."""

    ID = "id"
    TITLE = "title"
    BRIEF = "brief"
    CITATION = "citation"
    GRADE = "grade"
    NATURE = "nature"
    VERIFIED_ON = "verified_on"
    PLACE = "place"
    AREAS = "in"
    GOVERNED_BY = "governed_by"
    FROM = "from"
    UNTIL = "until"
    EACH = "each"
    WHEN = "when"
    EFFECT = "effect"
    VALUE = "value"
    OVERRIDES = "overrides"
    REASON = "reason"
    TOUCHES = "touches"
    PART_OF = "part_of"
    COUNTING = "counting"
    AT = "at"


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a statement comes from, and how sure that is."""

    source: str
    title: str
    at: str
    verified_on: str
    grade: str
    nature: str
    address: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One part of a statement in both versions, as its authors write it; empty where it says nothing.

    `name` tells parts of one sort apart: the column of a grid, the term that is set. `decides` is false for what no
    outcome can turn on, such as a title.
    """

    field: Field
    name: str
    before: str
    after: str
    decides: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text of a pack."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Rewritten:
    """One statement that is written otherwise, came or went.

    `id` is that of the new version, of the old one where it went. `sort` is `rule`, `exemption`, `grid_row`,
    `not_encoded`, `coverage` or `counting`. `before` and `after` tell what it says in each version, empty where it is
    not there; `fields` says which parts differ. `others` are the ids on the other side of a renaming, splitting or
    merging. `changes` names the changes of outcomes that turn on it; where it has none and `decides_nothing` is
    proved, no outcome turns on it.
    """

    kind: Kind
    id: str
    sort: str
    title: str
    topics: tuple[str, ...]
    areas: tuple[str, ...]
    """The areas whose law it is, in either version."""
    governed_by: str
    """The fact that holds the day which selects it."""
    governing_from: str
    """The first day on which something is other than before; empty where that is disputed or all days."""
    governing_until: str
    before: str
    after: str
    fields: tuple[FieldChange, ...]
    cited_before: Cited | None
    cited_after: Cited | None
    at_before: Place | None
    at_after: Place | None
    direction: Direction
    for_whom: str
    """The party for whom it is kinder or harsher; empty where nobody or several gain and lose."""
    decides_nothing: Standing
    others: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


# -- what comes out otherwise -----------------------------------------------------------------------------------


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
    witness.
    """

    limbs: tuple[Limb, ...]
    checked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A case on which both versions were really run, with both decisions."""

    decide_on: str
    facts: tuple[tuple[str, str], ...]
    """What it states, as people write it; every list has the entry `m1`, or `m1` and `m2`."""
    asks: tuple[str, ...]
    before: Decision
    after: Decision


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


# -- what is proved, and what is not ----------------------------------------------------------------------------


class Claim(StrEnum):
    """What a reviewer wants to know of all cases."""

    NONE_NEWLY_REFUSED = "none_newly_refused"
    """What was allowed is nowhere refused now."""
    NONE_NEWLY_BOUND = "none_newly_bound"
    """Nobody owes now what they did not."""
    NONE_NEWLY_DOUBTED = "none_newly_doubted"
    """What was settled goes nowhere to a person now."""
    NONE_BEFORE = "none_before"
    """No case changes that is governed by days before `day` alone."""
    REST_UNCHANGED = "rest_unchanged"
    """Beside the changes listed nothing comes out otherwise."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim with what came of it. `about` names the outputs for which it is disproved or not proved."""

    claim: Claim
    standing: Standing
    about: tuple[Output, ...] = ()
    witness: Shown | None = None
    day: str = ""
    change: str = ""
    """The id of the change that the witness belongs to, where it belongs to one."""


class Proof(StrEnum):
    """How an output was proved equal."""

    NOTHING_CHANGED = "nothing_changed"
    """Nothing that it depends on is written otherwise in a way that could decide anything."""
    SOLVER = "solver"
    """What it depends on is written otherwise, and the solver found that no case tells the difference."""
    SAME_FOR_EVERY_CASE = "same_for_every_case"
    """Beside the changes listed for it no case comes out otherwise."""


@dataclass(frozen=True, slots=True)
class ProvedEqual:
    """An output that is the same for every case, or for every case outside the listed changes."""

    output: Output
    proof: Proof


class Why(StrEnum):
    """Why something could not be proved."""

    SOLVER_GAVE_UP = "solver_gave_up"
    NOT_CONFIRMED = "not_confirmed"
    """The formulas leave room for a difference that no run showed: something has to be counted, or several ways of
    reading the law come to the same."""
    CUT_OFF = "cut_off"
    """What may be spent on one comparison was spent before this was asked to the end."""
    MORE_REGIONS = "more_regions"
    """So many regions were shown, and there may be more."""
    NO_SOLVER = "no_solver"


@dataclass(frozen=True, slots=True)
class NotProved:
    """An output of which it is not known whether something else changes."""

    output: Output
    why: Why


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


# -- calendars and vocabulary -----------------------------------------------------------------------------------


class CalendarPart(StrEnum):
    """What of a calendar differs."""

    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    REGIONS = "regions"
    TIME_ZONE = "time_zone"
    HIJRI = "hijri"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """A day or stretch of days that calendars of a place tell otherwise."""

    place: str
    part: CalendarPart
    first_day: str
    last_day: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VocabularyChange:
    """A name that came, went or means something else. `sort` is `fact`, `conclusion`, `action`, … or `axiom`."""

    sort: str
    name: str
    field: str
    """Empty where the whole name came or went."""
    before: str
    after: str


# -- the whole --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Effected:
    """What the new version does to decisions, and how sure that is; `since` is the day before which none changes."""

    effect: Effect
    standing: Standing
    since: str
    earliest: str = ""
    """The first governing day of a change that was shown."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences of two packs, and what is known of the rest."""

    old: Side
    new: Side
    topics: tuple[str, ...]
    """The topics that were compared; empty for all."""
    areas: tuple[str, ...]
    """The places that were compared; empty for all."""
    effect: Effected
    rewritten: tuple[Rewritten, ...]
    changed: tuple[Changed, ...]
    claims: tuple[Claimed, ...]
    equal: tuple[ProvedEqual, ...]
    not_proved: tuple[NotProved, ...]
    calendars: tuple[CalendarChange, ...]
    vocabulary: tuple[VocabularyChange, ...]
    follows: tuple[Followed, ...] = ()
    """What comes out otherwise, or may, only because something that it uses does."""

    @property
    def differs(self) -> bool:
        """Whether some outcome was shown to differ."""
        return bool(self.changed) or any(one.standing is Standing.PROVED for one in self.follows)

    @property
    def proved_equal(self) -> bool:
        """Whether no case comes out otherwise, proved."""
        return not self.changed and not self.not_proved and not self.follows
