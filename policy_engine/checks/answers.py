"""What came of an example, by the names that its expectations use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policy_engine.decisions.examples import (
    Example,
    Expectation,
    ExpectedState,
    ExpectedValues,
    ExpectedVerdict,
    Lacking,
)
from policy_engine.decisions.model import Decision, Obligation, ObligationCode, Term, Verdict, VerdictCode
from policy_engine.evaluation.decide import check_case, decide
from policy_engine.evaluation.domains import ABSENT
from policy_engine.evaluation.exploring import explore
from policy_engine.evaluation.outcomes import Target
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.standing import UNSURE
from policy_engine.evaluation.tracing import text_of
from policy_engine.evaluation.ways import Passes, outcome
from policy_engine.facts.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Answers:
    """A decision on an example's case."""

    example: Example
    program: Program
    decision: Decision | None
    """None where the example speaks of aggregates alone, which no decision shows."""

    def verdicts(self, action: str, member: str) -> tuple[Verdict, ...]:
        """The answers about an action; where the law of some place covers it, those of the others are left out."""
        given = self.decision.verdicts if self.decision else ()
        found = [one for one in given if one.action == action and member in ("", one.member)]
        covered = [one for one in found if one.verdict is not VerdictCode.NOT_COVERED]
        return tuple(covered or found)

    def obligations(self, name: str, member: str) -> tuple[Obligation, ...]:
        """The answers about a duty; where the law of some place covers it, those of the others are left out."""
        given = self.decision.obligations if self.decision else ()
        found = [one for one in given if one.obligation == name and member in ("", one.member)]
        covered = [one for one in found if one.state is not ObligationCode.NOT_COVERED]
        return tuple(covered or found)

    def values(self, name: str, member: str, *, lacking: bool = False) -> frozenset[str]:
        """Every value that a conclusion or aggregate can take, as a decision writes it.

        A decision is silent where no rule gives a value; with `lacking`, that counts as one of the values.
        """
        if lacking or name in self.program.vocabulary.aggregates:
            return frozenset(one for values in self._reached(name, member, lacking=lacking) for one in values)
        return frozenset(value.value for term in self._terms(name, member) for value in term.values)

    def reasons(self) -> frozenset[str]:
        """The rules and exemptions that decided what the example names."""
        return frozenset(reason for expected in self.example.expect for reason in self._reasons(expected))

    def questions(self) -> frozenset[str]:
        """The facts that are asked for."""
        return frozenset(question.fact for question in self.decision.questions) if self.decision else frozenset()

    def points(self) -> frozenset[str]:
        """The points for a person, by the ids of what raises them."""
        if self.decision is None:
            return frozenset()
        named = [one for one in self.example.expect if isinstance(one, ExpectedValues)]
        terms = [term for one in named for term in self._terms(one.name, one.member)]
        raised = {*self.decision.review, *(point for term in terms for point in term.points)}
        return frozenset(point.removeprefix(UNSURE) for point in raised)

    def _terms(self, name: str, member: str) -> Iterator[Term]:
        for term in self.decision.terms if self.decision else ():
            if term.term == name and member in ("", term.member):
                yield term

    def _reasons(self, expected: Expectation) -> Iterator[str]:
        match expected:
            case ExpectedVerdict(action, member):
                yield from (cited.rule for one in self.verdicts(action, member) for cited in one.because)
            case ExpectedState(obligation, member):
                yield from (cited.rule for one in self.obligations(obligation, member) for cited in one.because)
            case ExpectedValues(name, member):
                yield from self._setters(name, member)
            case _:
                return

    def _setters(self, name: str, member: str) -> Iterator[str]:
        """The rules that gave a conclusion its value."""
        for step in self.decision.trace if self.decision else ():
            if member in ("", step.member) and any(given == name for given, _ in step.gives):
                yield step.rule.rpartition("@")[0]

    def _reached(self, name: str, member: str, *, lacking: bool) -> Iterator[frozenset[str]]:
        """What a name comes to for each member that is meant, whether or not a decision shows it."""
        box, narrowing = check_case(self.example.case, self.program)
        each = self.program.vocabulary.each_of(name)
        passes = Passes(box)
        for one in (member,) if member or not each else box.members_of(each):
            target = Target("term", name, one, "")
            found = outcome(passes, target)
            outcomes = [found] if found.code else [leaf.outcome for leaf in explore(passes, target, narrowing).leaves]
            values = [way.reached.value for found in outcomes for way in found.ways]
            no_value = {Lacking.NO_VALUE.value} if lacking and ABSENT in values else set()
            yield frozenset(no_value) | frozenset(text_of(value) for value in values if value is not ABSENT)


def answers_to(example: Example, program: Program) -> Answers:
    """Decide an example's case, asking what its expectations name.

    Raises CaseError where the case is impossible.
    """
    asked = askable(example, program.vocabulary)
    return Answers(example, program, decide(example.case, [program], asked) if asked else None)


def askable(example: Example, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What an example asks of a decision: what its case asks, and every term of which it expects a value."""
    named = [one.name for one in example.expect if isinstance(one, ExpectedValues)]
    return tuple(dict.fromkeys(name for name in (*example.case.ask, *named) if name not in vocabulary.aggregates))
