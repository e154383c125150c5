"""Deciding an example again under a changed pack: only what it speaks of, with the same answers as a whole decision."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.checks.answers import Answers
from policy_engine.checks.expecting import failure
from policy_engine.decisions.examples import Example, ExpectedNames, ExpectedValues, Naming
from policy_engine.decisions.model import Decision, Obligation, Question, Term, Verdict
from policy_engine.evaluation import reporting
from policy_engine.evaluation.asked import targets_of
from policy_engine.evaluation.asking import questions
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.exploring import settle
from policy_engine.evaluation.narrowing import Narrowing
from policy_engine.evaluation.outcomes import Target
from policy_engine.evaluation.program import SEMANTICS
from policy_engine.evaluation.tracing import reachable, trace
from policy_engine.evaluation.ways import Passes


def still_holds(example: Example, box: Box, narrowing: Narrowing, asked: tuple[str, ...]) -> bool:
    """Whether everything that an example expects comes out under the program of the box."""
    answers = Answers(example, box.program, _decision(example, box, narrowing, asked))
    return all(failure(expected, answers) is None for expected in example.expect)


def _decision(example: Example, box: Box, narrowing: Narrowing, asked: tuple[str, ...]) -> Decision:
    targets, passes = targets_of(asked, box), Passes(box)
    parts = [part for target in targets for part in _answered(example, passes, narrowing, target)]
    verdicts = tuple(part for part in parts if isinstance(part, Verdict))
    obligations = tuple(part for part in parts if isinstance(part, Obligation))
    answers: list[Verdict | Obligation] = [*verdicts, *obligations]
    return Decision(
        case=example.case.id,
        asked=asked,
        decide_on=str(box.decide_on),
        places=(),
        packs=(),
        calendars=(),
        vocabulary=(),
        semantics=SEMANTICS,
        verdicts=verdicts,
        obligations=obligations,
        terms=tuple(part for part in parts if isinstance(part, Term)),
        questions=tuple(part for part in parts if isinstance(part, Question)),
        review=tuple(sorted({point for one in answers for point in one.points})),
        trace=trace(passes.plain, reachable(box.program, (target.name for target in targets))[0])
        if (_names(example, Naming.BY) or _names(example, Naming.ONLY_BY)) and _values(example)
        else (),
    )


def _answered(
    example: Example, passes: Passes, narrowing: Narrowing, target: Target
) -> Iterator[Verdict | Obligation | Term | Question]:
    found, exploration = settle(passes, target, narrowing)
    if exploration is not None and _names(example, Naming.ASKS):
        yield from questions(passes, target, exploration, narrowing)
    match target.sort:
        case "action":
            yield reporting.verdict(passes, target, found, exploration)
        case "obligation":
            yield reporting.obligation(passes, target, found, exploration)
        case _:
            yield reporting.term(passes.box, target, found, exploration)


def _reasons(example: Example) -> bool:
    return _names(example, Naming.BY) or _names(example, Naming.ONLY_BY)


def _names(example: Example, naming: Naming) -> bool:
    return any(isinstance(one, ExpectedNames) and one.naming is naming for one in example.expect)


def _values(example: Example) -> bool:
    return any(isinstance(one, ExpectedValues) for one in example.expect)
