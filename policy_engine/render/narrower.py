"""What a state has of its own behind an answer: law of a smaller area than that of the rule that gives the answer.

A rule of the Union grants a remedy until the guarantee ends, and a row of one state says that it lasts three years:
whoever reads the answer wants to see both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine.decisions.model import Step
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.standing import Phase
from policy_engine.rules.model import Exemption, Rule
from policy_engine.rules.walking import all_exemptions, uses_of_exemption, uses_of_rule_with_values


class Narrower:
    """The steps of one decision, and the rules that they are about."""

    def __init__(self, programs: Sequence[Program], steps: Sequence[Step]) -> None:
        self._programs = programs
        self._steps = [step for step in steps if step.phase == Phase.APPLIES]

    def behind(self, key: str, member: str) -> Iterator[Step]:
        """The steps on which the answer of a rule or exemption turns that read a row or are law of a smaller area."""
        for program in self._programs:
            stated = program.rules.get(key) or _exemption(program, key)
            if stated is None:
                continue
            names, pending = set[str](), list(_names(stated))
            while pending:
                name = pending.pop(0)
                if name in names:
                    continue
                names.add(name)
                for step in self._giving(name, member):
                    setter = program.rules.get(step.rule)
                    if setter is not None:
                        pending += _names(setter)
                        if step.rows or _is_narrower(setter, stated, program):
                            yield step

    def _giving(self, name: str, member: str) -> Iterator[Step]:
        for step in self._steps:
            if step.member in (member, "") and any(given == name for given, _ in step.gives):
                yield step


def _exemption(program: Program, key: str) -> Exemption | None:
    name = key.partition("@")[0]
    found = (one for rule in program.pack.rules for one in all_exemptions(rule) if one.id == name)
    return next((one for one in found if key == f"{name}@{one.effective.start}"), None)


def _names(stated: Rule | Exemption) -> Iterator[str]:
    return uses_of_exemption(stated) if isinstance(stated, Exemption) else uses_of_rule_with_values(stated)


def _is_narrower(one: Rule, other: Rule | Exemption, program: Program) -> bool:
    if one.scope.place != other.scope.place or one.scope.areas == other.scope.areas:
        return False
    places = program.pack.places
    return all(any(places.lies_in(area, wide) for wide in other.scope.areas) for area in one.scope.areas)
