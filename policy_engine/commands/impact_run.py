"""Decide past cases under two versions, some at a time and in several processes, and count what comes of them.

Only counts come back from a process, so that memory does not grow with the number of cases.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import islice

from policy_engine.catalog.engine import Engine
from policy_engine.catalog.revisions import load_sides
from policy_engine.checks.impact.tally import Tally
from policy_engine.checks.impact.weighing import weigh
from policy_engine.commands.impact_cases import TOO_LONG, Line
from policy_engine.commands.impact_hiding import known_words, told_of
from policy_engine.errors import CaseError, Location, Problem
from policy_engine.evaluation.decide import decide
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.tracing import reachable
from policy_engine.facts.values import Moment
from policy_engine.reading.case_reader import case_from_mapping
from policy_engine.reading.strict_text import LARGEST_DOCUMENT

AT_ONCE = 16
"""How many cases one process is given at a time; few enough that a bar moves."""
AHEAD = 4
"""How many such lots may wait for each process, so that reading never runs far ahead of deciding."""
ENDED = "a process that was deciding cases was ended from outside, so nothing was counted"
ENDED_HELP = "it may have had too little memory: try `--processes 1`"


@dataclass(frozen=True, slots=True)
class Question:
    """What every case is asked: under which two packs, for what, and looked at when where it does not say so."""

    old: str
    new: str
    ask: tuple[str, ...]
    decide_on: Moment | None
    source: str
    most_problems: int


@dataclass(slots=True)
class Done:
    """What came of some cases: the counts, the first problems of wrong lines, and how much of the file was read."""

    tally: Tally = field(default_factory=Tally)
    problems: list[Problem] = field(default_factory=list)
    read: int = 0

    def join(self, other: Done, most_problems: int) -> None:
        """Take in what came of later cases."""
        self.tally.join(other.tally)
        self.problems = sorted([*self.problems, *other.problems])[:most_problems]
        self.read = max(self.read, other.read)


class Versions:
    """Both versions, loaded, and the words in which cases are read for both."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.engine = Engine(load_sides(question.old, question.new))
        self._known = known_words(self.engine.vocabulary)
        self._bearing: dict[str, frozenset[str]] = {}

    @property
    def old(self) -> Program:
        """The version that cases were decided under."""
        return self.engine.programs[0]

    @property
    def new(self) -> Program:
        """The version that is held against it."""
        return self.engine.programs[1]

    def weigh_all(self, lines: Sequence[Line]) -> Done:
        """Decide some cases under both versions."""
        done = Done(read=lines[-1].read)
        for line in lines:
            try:
                self._weigh(line, done.tally)
            except CaseError as error:
                done.tally.wrong += 1
                done.problems += [
                    told_of(one, self.question.source, line.number, line.stated, self._known) for one in error.problems
                ]
        done.problems = sorted(done.problems)[: self.question.most_problems]
        return done

    def _weigh(self, line: Line, tally: Tally) -> None:
        """Decide one case and count what comes of it.

        Raises CaseError where it cannot be read or cannot be so.
        """
        question, stated = self.question, line.stated
        if stated == TOO_LONG:
            limit = LARGEST_DOCUMENT // (1024 * 1024)
            raise CaseError([Problem(Location(), f"the line is longer than the limit of {limit} MiB for a case")])
        if isinstance(stated, bytes):
            case = self.engine.read_case(stated, question.source, default_decide_on=question.decide_on)
        else:
            default = {"decide_on": str(question.decide_on)} if question.decide_on else {}
            words, places = self.engine.vocabulary, self.engine.places
            case = case_from_mapping({**default, **stated}, words, question.source, places=places)
        before = decide(case, (self.old,), question.ask)
        after = decide(case, (self.new,), question.ask)
        tally.add(line.number, weigh(before, after, self.engine.vocabulary, self.bearing))

    def bearing(self, name: str) -> frozenset[str]:
        """The keys of the rules of both versions on which an answer can turn."""
        found = self._bearing.get(name)
        if found is None:
            rules = [reachable(program, (name,))[0] for program in self.engine.programs]
            found = self._bearing[name] = frozenset(rule.key for several in rules for rule in several)
        return found


def weigh_file(versions: Versions, lines: Iterable[Line], processes: int, seen: Callable[[int], None]) -> Done:
    """Decide every case, and tell after each lot how much of the file was read.

    Raises CaseError where a process is ended from outside.
    """
    done, question = Done(), versions.question
    try:
        for part in _parts(versions, lines, processes):
            done.join(part, question.most_problems)
            seen(done.read)
    except BrokenProcessPool:
        raise CaseError([Problem(Location(question.source), ENDED, ENDED_HELP)]) from None
    return done


def _parts(versions: Versions, lines: Iterable[Line], processes: int) -> Iterator[Done]:
    """What came of each lot, in the order of the file."""
    lots = _lots(lines)
    first = next(lots, None)
    if first is None:
        return
    second = next(lots, None)
    if processes < 2 or second is None:
        for lot in (first, *([second] if second else []), *lots):
            yield versions.weigh_all(lot)
        return
    forked = "fork" in multiprocessing.get_all_start_methods()
    # A forked process finds the packs loaded; one that is spawned has to load them itself.
    context = multiprocessing.get_context("fork" if forked else "spawn")
    _VERSIONS[:] = [versions]
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(versions.question,)) as pool:
        waiting: deque[Future[Done]] = deque(pool.submit(_weigh_lot, lot) for lot in (first, second))
        for lot in lots:
            waiting.append(pool.submit(_weigh_lot, lot))
            if len(waiting) >= processes * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _lots(lines: Iterable[Line]) -> Iterator[list[Line]]:
    remaining = iter(lines)
    while lot := list(islice(remaining, AT_ONCE)):
        yield lot


_VERSIONS: list[Versions] = []
"""What this process has loaded."""


def _begin(question: Question) -> None:
    if not _VERSIONS:
        _VERSIONS[:] = [Versions(question)]


def _weigh_lot(lot: list[Line]) -> Done:
    return _VERSIONS[0].weigh_all(lot)
