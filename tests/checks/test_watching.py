"""Watching an example is a shortcut: it passes over no example that would notice, and decides as deciding does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings

from policy_engine.checks.chances import Chance, Statement
from policy_engine.checks.cuts import Cut, cuts_of_entry, cuts_of_rule
from policy_engine.checks.examples import run_example
from policy_engine.checks.mattering import changed
from policy_engine.checks.watching import Watched
from policy_engine.decisions.examples import Example, ExpectedNames, ExpectedVerdict, Naming
from policy_engine.errors import Location
from policy_engine.evaluation.decide import decide
from policy_engine.evaluation.program import Program
from policy_engine.facts.values import Value
from policy_engine.rules.model import NotEncoded, Pack, Rule
from tests.evaluation.small_world import a_case, packs, partial_cases, program_of

HERE = Location("small world")


@settings(max_examples=25, deadline=None)
@given(pack=packs(), facts=partial_cases(most_open=2))
def test_an_example_that_is_watched_notices_what_deciding_it_would_show(pack: Pack, facts: dict[str, Value]) -> None:
    whole = program_of(pack)
    example = an_example(facts, whole)
    watched = Watched.of(example, whole)
    assert run_example(whole, example).holds
    assert not watched.notices(whole)
    for statement, instead in changes_in(pack):
        without = program_of(changed(pack, {id(statement): instead}))
        noticed = not run_example(without, example).holds
        assert watched.notices(without) is noticed


@settings(max_examples=25, deadline=None)
@given(pack=packs(), facts=partial_cases(most_open=2))
def test_an_example_that_has_no_chance_to_notice_notices_nothing(pack: Pack, facts: dict[str, Value]) -> None:
    whole = program_of(pack)
    example = without_reasons(an_example(facts, whole))  # a rule that is not met shows nothing by being named
    watched = Watched.of(example, whole)
    for statement, instead in changes_in(pack):
        if watched.chance(statement, instead) is Chance.NONE:
            assert not watched.notices(program_of(changed(pack, {id(statement): instead})))


def an_example(facts: dict[str, Value], program: Program) -> Example:
    """An example that expects just what comes of its case."""
    decision = decide(a_case(facts), [program])
    (verdict,) = decision.verdicts
    reasons = tuple(sorted({cited.rule for cited in verdict.because}))
    questions = tuple(sorted(question.fact for question in decision.questions))
    expect = (
        ExpectedVerdict("go", "", verdict.verdict, HERE),
        ExpectedNames(Naming.BY, reasons, HERE),
        ExpectedNames(Naming.ASKS, questions, HERE),
        ExpectedNames(Naming.REVIEW, decision.review, HERE),
    )
    return Example("case", "it comes out as it does", a_case(facts), expect, HERE)


def without_reasons(example: Example) -> Example:
    kept = (one for one in example.expect if not isinstance(one, ExpectedNames) or one.naming is not Naming.BY)
    return replace(example, expect=tuple(kept))


def changes_in(pack: Pack) -> Iterator[tuple[Statement, Statement | None]]:
    """Every cut that can be made in a pack, as what stands instead of a statement."""
    for rule in pack.rules:
        yield from ((rule, rest) for rest in rests(cuts_of_rule(rule, [rule])))
    for entry in pack.not_encoded:
        yield from ((entry, rest) for rest in rests(cuts_of_entry(entry)))


def rests(cut: Cut[Rule] | Cut[NotEncoded]) -> Iterator[Statement | None]:
    """What stands instead after a cut, and after each cut inside of it."""
    yield cut.rest
    for inner in cut.inside:
        yield from rests(inner)
