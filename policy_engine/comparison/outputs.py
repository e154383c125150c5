"""Everything that two packs answer, and what of it is the same because nothing behind it is written otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.comparison.behind import Behind, behind
from policy_engine.comparison.cones import Cones
from policy_engine.comparison.outcomes import Output, Sort
from policy_engine.evaluation.asked import place_facts
from policy_engine.evaluation.program import Program
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.rules.model import Rule


def outputs_of(old: Program, new: Program, topics: tuple[str, ...] = ()) -> tuple[Output, ...]:
    """Every action, duty and term on which either pack has a rule, and every topic that either covers.

    Both programs speak one vocabulary.
    """
    found = [*_coverage(old, new), *_acts(old, new), *_terms(old, new)]
    wanted = (one for one in found if not topics or one.topic in topics)
    return tuple(sorted(set(wanted), key=lambda one: (list(Sort).index(one.sort), one.name, one.place_by)))


def _coverage(old: Program, new: Program) -> Iterator[Output]:
    for program in (old, new):
        for one in program.pack.covers:
            yield Output(Sort.COVERAGE, one.topic, one.scope.place, one.topic, "")


def _acts(old: Program, new: Program) -> Iterator[Output]:
    vocabulary = new.vocabulary
    for name, action in vocabulary.actions.items():
        if _spoken_of(name, old) or _spoken_of(name, new):
            for place_by in _places(name, old, new):
                yield Output(Sort.ACTION, name, place_by, action.topic, action.actor)
    for name, duty in vocabulary.obligations.items():
        if _spoken_of(name, old) or _spoken_of(name, new):
            for place_by in _places(name, old, new):
                yield Output(Sort.DUTY, name, place_by, duty.topic, duty.by)


def _places(name: str, old: Program, new: Program) -> list[str]:
    """The facts that select the law, of whichever pack has rules."""
    with_rules = [program for program in (old, new) if _ruled(name, program)] or [old, new]
    return sorted({fact for program in with_rules for fact in place_facts(name, program)})


def _terms(old: Program, new: Program) -> Iterator[Output]:
    for name, conclusion in new.vocabulary.conclusions.items():
        if conclusion.term and (_spoken_of(name, old) or _spoken_of(name, new)):
            yield Output(Sort.TERM, name, "", conclusion.topic, "")


def _ruled(name: str, program: Program) -> bool:
    indexes = (program.granters, program.forbidders, program.obligers, program.setters)
    return any(name in index for index in indexes)


def _spoken_of(name: str, program: Program) -> bool:
    return _ruled(name, program) or name in program.doubters


def number_of(cones: Cones, output: Output) -> int:
    """An answer with everything behind it, as a number."""
    match output.sort:
        case Sort.ACTION:
            return cones.action(output.name, output.place_by)
        case Sort.DUTY:
            return cones.duty(output.name, output.place_by)
        case Sort.TERM | Sort.CONCLUSION:
            return cones.own(output.name)
        case Sort.COVERAGE:
            return cones.coverage(output.topic, output.place_by)


def names_behind(program: Program, output: Output) -> Behind:
    """Everything on which an answer can turn; for coverage only what selects it."""
    covers = [one.scope for one in program.pack.covers if one.topic == output.topic]
    names = [name for scope in covers for name in (scope.place, scope.governed_by)]
    return behind(program, names if output.sort is Sort.COVERAGE else [output.name, *names])


def names_behind_both(old: Program, new: Program, output: Output) -> frozenset[str]:
    """Everything on which an answer can turn in either version."""
    return names_behind(old, output).names | names_behind(new, output).names


def same_names(old: Cones, new: Cones, vocabulary: Vocabulary) -> set[str]:
    """The names that are worth the same in both packs because everything behind them is the same."""
    every = (*vocabulary.facts, *vocabulary.aggregates, *vocabulary.conclusions)
    return {name for name in every if old.name(name) == new.name(name)}


def same_rules(old: Cones, new: Cones) -> dict[str, Rule]:
    """For each rule of the new pack, by its key, one of the old that applies to the same cases, where there is one."""
    by_number = {old.live(rule): rule for rule in old.program.pack.rules}
    numbers = ((rule.key, new.live(rule)) for rule in new.program.pack.rules)
    return {key: by_number[number] for key, number in numbers if number in by_number}
