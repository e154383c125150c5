"""Which places and words two versions tell apart when they answer something: one of each class stands for all of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache

from policy_engine.comparison.outcomes import Output
from policy_engine.comparison.outputs import names_behind
from policy_engine.conditions.conditions import Test
from policy_engine.conditions.expressions import Const
from policy_engine.conditions.walking import tests_in
from policy_engine.evaluation.program import Program
from policy_engine.jurisdictions import ELSEWHERE
from policy_engine.rules.model import Rule
from policy_engine.rules.walking import conditions_of


@lru_cache(maxsize=8)
def place_classes(old: Program, new: Program, output: Output) -> Mapping[str, Hashable]:
    """For every place that a version knows, what tells it apart: whether it lies in what either asks for."""
    both = (old, new)
    codes = sorted(frozenset[str]().union(*(one.place_codes for one in both)) - {ELSEWHERE})
    asked = [(program.pack.places, areas) for program in both for areas in sorted(set(_areas(program, output)))]
    return {code: tuple(any(places.lies_in(code, one) for one in areas) for places, areas in asked) for code in codes}


def _areas(program: Program, output: Output) -> Iterator[tuple[str, ...]]:
    """The areas that what stands behind an answer is for or asks about, together where they stand together."""
    yield from (cover.scope.areas for cover in program.pack.covers)
    yield from (one.scope.areas for one in names_behind(program, output).statements.values())
    for test in _tests(program, output):
        if test.subject in program.places:
            yield _words(test)


def word_classes(old: Program, new: Program, output: Output, name: str, known: frozenset[str]) -> list[frozenset[str]]:
    """Some words of a fact in classes that neither version tells apart."""
    tests = [test for program in (old, new) for test in _tests(program, output) if test.subject == name]
    if any(not isinstance(one, Const) for test in tests for one in test.operands):
        return [frozenset({word}) for word in sorted(known)]  # compared with something that may be any of them
    asked = sorted({_words(test) for test in tests})
    classes: dict[tuple[bool, ...], set[str]] = {}
    for word in sorted(known):
        classes.setdefault(tuple(word in words for words in asked), set()).add(word)
    return [frozenset(words) for words in classes.values()]


def words_asked(old: Program, new: Program, output: Output, name: str) -> frozenset[str]:
    """The words of a fact for which either version asks."""
    tests = (test for program in (old, new) for test in _tests(program, output) if test.subject == name)
    return frozenset(word for test in tests for word in _words(test))


def _words(test: Test) -> tuple[str, ...]:
    return tuple(str(one.value) for one in test.operands if isinstance(one, Const))


@lru_cache(maxsize=16)
def _tests(program: Program, output: Output) -> tuple[Test, ...]:
    """What is asked by all that stands behind an answer, and by what holds of every case."""
    conditions = [form.never for forms in program.axiom_forms.values() for form in forms]
    for one in names_behind(program, output).statements.values():
        conditions += conditions_of(one) if isinstance(one, Rule) else [one.when]
    return tuple(test for condition in dict.fromkeys(conditions) for test in tests_in(condition))
