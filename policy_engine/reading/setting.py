"""What is known where a condition or an expression stands: which names exist, of what type, and whose rule it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from policy_engine.calendar.methods import CountingMethod
from policy_engine.calendar.periods import Unit
from policy_engine.errors import Location
from policy_engine.facts.citations import Source
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import DECIDE_ON, Vocabulary
from policy_engine.jurisdictions import Places
from policy_engine.reading.fields import known_words
from policy_engine.reading.problems import Problems
from policy_engine.reading.suggest import did_you_mean, shown
from policy_engine.rules.model import Effective

TEMPORAL = frozenset({Kind.DATE, Kind.EVENT, Kind.MOMENT})
ANY_LIST = "*"
"""Instead of a list: a condition of the vocabulary belongs to whichever list it names."""

USUAL_PARTY = "buyer"
"""Who acts where nothing says it: by whose clock a moment is a day, and whose days off move a date."""


@dataclass(frozen=True, slots=True)
class Column:
    """The type of a grid's column; `unit` says what its numbers count, `words` what its rows hold."""

    kind: Kind
    unit: Unit | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms that somebody published of their own, with the day from which they stand there."""

    source: Source
    on: date


@dataclass(frozen=True, slots=True)
class GridHead:
    """What a rule has to know of a grid to use it."""

    each: str
    columns: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where reading stands. `owner` is the statement's id, `slot` the part of it, `each` the list it is asked for."""

    vocabulary: Vocabulary
    problems: Problems
    sources: Mapping[str, Source] = field(default_factory=dict)
    methods: Mapping[str, CountingMethod] = field(default_factory=dict)
    grids: Mapping[str, GridHead] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    owner: str = ""
    slot: str = "when"
    each: str = ""
    party: str = ""
    terms: Mapping[str, Terms] = field(default_factory=dict)
    own_terms: bool = False
    """Whether somebody's own terms are read: their rules cite clauses, and may say that they use a liberty."""
    effective: Effective | None = None
    """The days on which a statement holds that does not say it itself; law always says it."""
    readings_named: set[str] = field(default_factory=set)

    def owned_by(self, owner: str, each: str) -> Setting:
        """The setting inside one statement of the pack."""
        return replace(self, owner=owner, each=each, readings_named=set())

    def at(self, slot: str, party: str | None = None) -> Setting:
        """The setting of one part of a statement, and whose days off count there."""
        return replace(self, slot=slot, party=self.party if party is None else party)

    def citing(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of a statement, which says in `cite` where it stands in the law, or in `clause` in whose terms."""
        return tuple("clause" if key == "cite" else key for key in keys) if self.own_terms else keys

    def anywhere(self) -> Setting:
        """The setting where it does not matter to which list a name belongs."""
        return replace(self, each=ANY_LIST)

    def readings_id(self) -> str:
        """A name for a disputed value: its statement and the part of it, numbered from the second on."""
        base = f"{self.owner}.{self.slot}"
        numbers = range(1, len(self.readings_named) + 2)
        name = next(name for name in (_numbered(base, n) for n in numbers) if name not in self.readings_named)
        self.readings_named.add(name)
        return name

    def kind_of(self, name: str, at: Location) -> Kind | None:
        """The type of a name that a rule uses; reports a name that is unknown, of another sort, or of another list."""
        kind = self.vocabulary.kind_of(name)
        if kind is None:
            self.problems.add(at, *self._unknown(name))
        elif not self._within_reach(name, at):
            return None
        return kind

    def _unknown(self, name: str) -> tuple[str, str]:
        for sort, names in (
            ("an action", self.vocabulary.actions),
            ("an obligation", self.vocabulary.obligations),
            ("a topic", self.vocabulary.topics),
        ):
            if name in names:
                return f"{shown(name)} is {sort}, which has no value", "name a fact, an aggregate or a conclusion"
        return f"nothing is called {shown(name)}", did_you_mean(name, names_with_values(self.vocabulary))

    def _within_reach(self, name: str, at: Location) -> bool:
        return self.reaches(self.vocabulary.each_of(name), name, at)

    def reaches(self, each: str, name: str, at: Location) -> bool:
        """Whether what belongs to a list may be used here."""
        if each in ("", self.each) or self.each == ANY_LIST:
            return True
        if self.each:
            self.problems.add(at, f"`{name}` belongs to `{each}`, but this is asked for each of `{self.each}`")
        else:
            self.problems.add(at, f"`{name}` belongs to one of `{each}`", f"add `each: {each}` or use an aggregate")
        return False


def names_with_values(vocabulary: Vocabulary) -> list[str]:
    """Every name that a condition can ask or an expression can use."""
    return [*vocabulary.facts, *vocabulary.aggregates, *vocabulary.conclusions, DECIDE_ON]


def one_of_known(word: str, known: Iterable[str]) -> str:
    """Advice for a word that is not among the known ones."""
    listed = list(known)
    return did_you_mean(word, listed) or known_words(listed)


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}.{number}"
