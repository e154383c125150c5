"""A whole comparison of two packs as frozen values: ids, codes, days and values, never sentences.

What is written otherwise (`Rewritten`) is told apart from what comes out otherwise (`Changed`). Each change of an
outcome has a case on which both versions were really run; what was proved is told apart from what was not.
Days are ISO 8601, values as a case states them, pieces of law as their authors write them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policy_engine.comparison.outcomes import Changed, Direction, Followed, Output, Shown, Standing


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
    proved, no outcome turns on it. `alone_nothing` says that it is proved to make no difference by itself, but only
    where something that it uses differs, or what is covered.
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
    alone_nothing: bool = False


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
