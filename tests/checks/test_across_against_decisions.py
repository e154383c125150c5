"""What is told side by side is what decides: every statement that gave a value or a right is told there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from policy_engine.catalog.packs import load_program, pack_files
from policy_engine.checks.across.asking import Book, laws_at
from policy_engine.evaluation.decide import decide
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from policy_engine.facts.values import Moment
from policy_engine.facts.vocabulary import DECIDE_ON
from policy_engine.reading.example_reader import read_examples
from policy_engine.rules.model import Grants, Rule, Sets
from tests.commands.running import SHOP


@pytest.mark.parametrize(("ref", "one_of"), [(str(SHOP), 1), ("br@1.1.0", 25), ("eu@0.2.0", 60)])
def test_every_rule_that_gave_a_value_in_an_example_is_told_for_its_place_and_day(ref: str, one_of: int) -> None:
    program = load_program(ref)
    book, checked = Book(program), 0
    for name, place, day, rule in given(program, ref, one_of):
        told = {law.statement.key for law in laws_at(name, place, day, [book])[0]}
        assert rule.key in told, (name, place, day)
        checked += 1
    assert checked >= 5


def given(program: Program, ref: str, one_of: int) -> Iterator[tuple[str, str, date, Rule]]:
    """What rules gave in some of a pack's examples, with the place and the day that selected them."""
    examples = read_examples(pack_files(ref), program.vocabulary, ref).examples
    for example in examples[::one_of]:
        for step in decide(example.case, (program,)).trace:
            rule = program.rules[step.rule]
            place = stated(example.case, rule.scope.place, step.member, program)
            day = stated(example.case, rule.scope.governed_by, step.member, program)
            day = day.day_as_stated if isinstance(day, Moment) else day
            if step.phase != "applies" or not isinstance(place, str) or not isinstance(day, date):
                continue
            for effect in rule.effects:
                if isinstance(effect, Sets | Grants):
                    yield effect.name if isinstance(effect, Sets) else effect.action, place, day, rule


def stated(case: Case, name: str, member: str, program: Program) -> object:
    if name == DECIDE_ON:
        return case.decide_on
    return case.facts.get((name, member if program.lists.get(name) else ""))
