"""Whether the examples of a pack hold: each is decided, and everything it expects is compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from policy_engine.checks import expecting
from policy_engine.checks.expecting import Answers, Compared
from policy_engine.checks.findings import Finding, FindingKind
from policy_engine.decisions.examples import (
    Example,
    ExampleSet,
    Expectation,
    ExpectedEdge,
    ExpectedNames,
    ExpectedState,
    ExpectedValues,
    ExpectedVerdict,
)
from policy_engine.errors import CaseError, Location, Problem
from policy_engine.evaluation.decide import decide
from policy_engine.evaluation.program import Program


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that does not hold: what was asked, what was expected of it, and what came of it."""

    what: str
    expected: str
    got: str
    at: Location


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What came of one example. `problems` are those of a case that cannot be decided at all."""

    example: Example
    failures: tuple[Failure, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything came out as expected."""
        return not self.failures and not self.problems

    @property
    def sentence(self) -> str:
        """The example as people name it: its case and what it says."""
        return f"{self.example.base}: {self.example.says}"

    def findings(self) -> Iterator[Finding]:
        """An objection for each expectation that does not hold, and for each problem of the case."""
        for failure in self.failures:
            message = f"example `{self.sentence}` expects {failure.what} to be {failure.expected}, not {failure.got}"
            yield Finding(FindingKind.EXAMPLE_FAILS, self.sentence, message, failure.at)
        for problem in self.problems:
            message = f"example `{self.sentence}` cannot be decided: {problem.message}"
            yield Finding(FindingKind.EXAMPLE_FAILS, self.sentence, message, self.example.at, problem.help)


def run_examples(program: Program, examples: ExampleSet) -> tuple[ExampleResult, ...]:
    """Decide every example and compare it with what it expects."""
    return tuple(run_example([program], example) for example in examples.examples)


def run_example(programs: Sequence[Program], example: Example) -> ExampleResult:
    """Decide one example, asking what it names, and compare."""
    asked = expecting.asked_by(example, programs[0].vocabulary)
    try:
        answers = Answers(decide(example.case, programs, asked), example.case, tuple(programs), asked)
        compared = [(one, compare(one, answers)) for one in example.expect]
    except CaseError as error:
        return ExampleResult(example, (), error.problems)
    return ExampleResult(
        example, tuple(Failure(*found, one.at) for one, found in compared if found is not None)
    )


def compare(expected: Expectation, answers: Answers) -> Compared | None:
    """What differs, or None where the expectation holds."""
    match expected:
        case ExpectedVerdict():
            return expecting.verdict(expected, answers)
        case ExpectedState():
            return expecting.state(expected, answers)
        case ExpectedEdge():
            return expecting.edge(expected, answers)
        case ExpectedValues():
            return expecting.values(expected, answers)
        case ExpectedNames():
            return expecting.names(expected, answers)
        case _:
            assert_never(expected)
