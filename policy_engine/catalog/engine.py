"""The engine that a caller holds: packs pinned to their versions, ready to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policy_engine.catalog.packs import load_program
from policy_engine.decisions.model import Decision
from policy_engine.errors import Location, PackError, Problem
from policy_engine.evaluation.decide import decide
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from policy_engine.facts.values import Moment
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.case_reader import case_from_mapping, read_case


@dataclass(frozen=True, slots=True)
class Engine:
    """Packs loaded once; immutable, and safe to use from any thread."""

    programs: tuple[Program, ...]

    @classmethod
    def load(cls, *refs: str) -> Engine:
        """Load packs: `eu@0.1.0` pins a version, `eu` takes the newest, a path loads a folder.

        Raises PackError with every problem of every pack.
        """
        if not refs:
            raise PackError([Problem(Location(), "no pack was named", "as in `Engine.load('eu@0.1.0')`")])
        programs: list[Program] = []
        problems: list[Problem] = []
        for ref in refs:
            try:
                programs.append(load_program(ref))
            except PackError as error:
                problems += error.problems
        if problems:
            raise PackError(problems)
        return cls(tuple(programs))

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary in which cases are read: that of the first pack."""
        return self.programs[0].vocabulary

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
        return read_case(data, source, self.vocabulary, default_decide_on=default_decide_on, sets=sets)

    def decide(self, case: Case | Mapping[str, object], ask: Sequence[str] = ()) -> Decision:
        """Decide a case.

        A mapping holds what a case file holds: texts, booleans, integers, dates, aware datetimes, lists, maps.
        Raises CaseError when the case is wrong or impossible, or asks for what does not exist.
        """
        if not isinstance(case, Case):
            case = case_from_mapping(case, self.vocabulary)
        return decide(case, self.programs, tuple(ask))
