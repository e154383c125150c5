"""What a state has of its own behind an answer: law of a smaller area than that of the rule that gives the answer.

A rule of the Union grants a remedy until the guarantee ends, and a row of one state says that it lasts three years:
whoever reads the answer wants to see both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine.decisions.model import Step
from policy_engine.evaluation.program import Program
from policy_engine.rules.model import Rule
from policy_engine.rules.walking import uses_of_effect, uses_of_rule

APPLIES = "applies"


class Narrower:
    """The steps of one decision, and the rules that they are about."""

    def __init__(self, programs: Sequence[Program], steps: Sequence[Step]) -> None:
        self._programs = programs
        self._steps = [step for step in steps if step.phase == APPLIES]

    def behind(self, key: str, member: str) -> Iterator[Step]:
        """The steps on which the answer of a rule turns, as far as they read a row or are law of a smaller area."""
        for program in self._programs:
            rule = program.rules.get(key)
            if rule is None:
                continue
            names, pending = set[str](), list(_names(rule))
            while pending:
                name = pending.pop(0)
                if name in names:
                    continue
                names.add(name)
                for step in self._giving(name, member):
                    setter = program.rules.get(step.rule)
                    if setter is not None:
                        pending += _names(setter)
                        if step.rows or _is_narrower(setter, rule, program):
                            yield step

    def _giving(self, name: str, member: str) -> Iterator[Step]:
        for step in self._steps:
            if step.member in (member, "") and any(given == name for given, _ in step.gives):
                yield step


def _names(rule: Rule) -> Iterator[str]:
    yield from uses_of_rule(rule)
    for effect in rule.effects:
        yield from uses_of_effect(effect)


def _is_narrower(one: Rule, other: Rule, program: Program) -> bool:
    if one.scope.place != other.scope.place or one.scope.areas == other.scope.areas:
        return False
    places = program.pack.places
    return all(any(places.lies_in(area, wide) for wide in other.scope.areas) for area in one.scope.areas)
