"""The engine that a caller holds: packs pinned to their versions, ready to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from policy_engine.catalog.packs import load_program
from policy_engine.catalog.policies import load_overlays
from policy_engine.decisions.model import Decision
from policy_engine.errors import CaseError, Location, PackError, Problem, read_each
from policy_engine.evaluation.beside import decide_beside
from policy_engine.evaluation.decide import decide
from policy_engine.evaluation.overlays import Overlay
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.several import widest
from policy_engine.facts.case import Case
from policy_engine.facts.values import Moment
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.case_reader import askable, case_from_mapping, nothing_asked, read_case

_ASKED = Location(path="ask")


@dataclass(frozen=True, slots=True)
class Engine:
    """Packs loaded once; immutable, and safe to use from any thread."""

    programs: tuple[Program, ...]
    overlays: tuple[Overlay, ...] = ()
    """Policies over these packs, each held to be no worse than them."""
    places: frozenset[str] = field(init=False, compare=False, repr=False)
    """The place codes that the packs know, some of which may stand in no standard."""

    def __post_init__(self) -> None:
        known = (
            frozenset(_places_of(program)) for program in (*self.programs, *(one.program for one in self.overlays))
        )
        object.__setattr__(self, "places", frozenset[str]().union(*known))

    @classmethod
    def load(cls, *refs: str, policy: str | Path | Sequence[str | Path] = ()) -> Engine:
        """Load packs: `eu@0.1.0` pins a version, `eu` takes the newest, a path loads a folder.

        `policy` is one file or folder, or several: what a seller or a platform promises beside the law.
        Raises PackError with every problem of every pack, and where a policy falls below the law anywhere.
        """
        if not refs:
            raise PackError([Problem(Location(), "no pack was named", "as in `Engine.load('eu@0.1.0')`")])
        programs = read_each(load_program, refs)
        paths = (policy,) if isinstance(policy, str | Path) else tuple(policy)
        overlays = load_overlays([Path(path) for path in paths], programs, refs) if paths else ()
        return cls(tuple(programs), overlays)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary in which cases are read: the widest of the packs and policies."""
        return widest(self.asked)

    @property
    def asked(self) -> tuple[Program, ...]:
        """Every program that answers, those of policies first since their vocabulary holds that of the packs."""
        return (*(one.program for one in self.overlays), *self.programs)

    def read_case(
        self,
        data: bytes | str,
        source: str = "<case>",
        *,
        default_decide_on: Moment | None = None,
        sets: Sequence[str] = (),
    ) -> Case:
        """Read a case from YAML or JSON text.

        Raises CaseError with every problem at once.
        """
        return read_case(
            data, source, self.vocabulary, default_decide_on=default_decide_on, sets=sets, places=self.places
        )

    def decide(self, case: Case | Mapping[str, object], ask: str | Sequence[str] = ()) -> Decision:
        """Decide a case.

        A mapping holds what a case file holds: texts, booleans, integers, dates, aware datetimes, lists, maps.
        `ask` is one name or several; without it the case says what it asks.
        Raises CaseError when the case is wrong or impossible, or asks for what does not exist.
        """
        names = (ask,) if isinstance(ask, str) else tuple(ask)
        unknown = self.not_askable(names)
        if not isinstance(case, Case):
            try:
                case = case_from_mapping(case, self.vocabulary, places=self.places)
            except CaseError as error:
                raise CaseError([*error.problems, *unknown]) from None
        if unknown:
            raise CaseError(unknown)
        if self.overlays:
            return decide_beside(case, self.programs, self.overlays, names)
        return decide(case, self.programs, names)

    def not_askable(self, names: Sequence[str], at: Location = _ASKED) -> tuple[Problem, ...]:
        """What is wrong with the names that a caller asks for: a problem for each that stands for nothing."""
        wrong = [name for name in names if not isinstance(name, str)]
        if wrong:
            message = f"a name to ask for is a text, not a value of type `{type(wrong[0]).__name__}`"
            return (Problem(at, message, "name actions, obligations, topics or terms"),)
        known = frozenset(askable(self.vocabulary))
        return tuple(Problem(at, *nothing_asked(name, self.vocabulary)) for name in names if name not in known)


def _places_of(program: Program) -> Iterator[str]:
    """Every place code that a pack or its calendars hold."""
    yield from program.pack.named_places
    for code, calendar in program.calendars.places.items():
        yield code
        yield from calendar.regions
