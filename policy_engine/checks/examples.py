"""Whether the examples of a pack hold: each is decided, and everything it expects is compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policy_engine.checks.answers import answers_to
from policy_engine.checks.expecting import Failure, failure
from policy_engine.checks.findings import Finding, FindingKind
from policy_engine.decisions.examples import Example, ExampleSet
from policy_engine.errors import CaseError, Problem
from policy_engine.evaluation.program import Program


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
    def name(self) -> str:
        """The example as people call it: its case and what it says."""
        return f"{self.example.base}: {self.example.says}"

    def findings(self) -> Iterator[Finding]:
        """An objection for each expectation that does not hold, and for each problem of the case."""
        for one in self.failures:
            message = f"example `{self.name}` {one.sentence}"
            yield Finding(FindingKind.EXAMPLE_FAILS, self.name, message, one.at)
        for problem in self.problems:
            message = f"example `{self.name}` cannot be decided: {problem.message}"
            yield Finding(FindingKind.EXAMPLE_FAILS, self.name, message, self.example.at, problem.help)


def run_examples(program: Program, examples: ExampleSet) -> tuple[ExampleResult, ...]:
    """Decide every example and compare it with what it expects."""
    return tuple(run_example(program, example) for example in examples.examples)


def run_example(program: Program, example: Example) -> ExampleResult:
    """Decide one example and compare it with what it expects."""
    try:
        answers = answers_to(example, program)
        compared = [failure(expected, answers) for expected in example.expect]
    except CaseError as error:
        return ExampleResult(example, (), error.problems)
    failures = [one for one in compared if one is not None]
    return ExampleResult(example, tuple(sorted(failures, key=lambda one: one.at)))
