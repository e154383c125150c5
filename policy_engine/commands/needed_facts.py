"""Which facts an answer can turn on: the closure of what is asked over the rules of a pack."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.conditions.conditions import Axioms
from policy_engine.conditions.expressions import Span
from policy_engine.conditions.walking import expressions_in, names_in, names_in_expression
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.tracing import reachable
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.rules.model import Rule
from policy_engine.rules.walking import expressions_of, governed_names


def needed_facts(program: Program, asked: tuple[str, ...]) -> frozenset[str]:
    """Every fact on which something asked can turn, those included that settle another one of them."""
    names = {part for name in asked for part in _parts(program, name)}
    while True:
        rules, used = reachable(program, sorted(names))
        more = used | {name for rule in rules for name in _places(program.vocabulary, rule)}
        more |= {name for one in used for name in (*_moments(program.vocabulary, one), *_scopes(program, one))}
        if more <= names:
            break
        names |= more
    facts = names & program.vocabulary.facts.keys()
    facts |= {one for fact in facts for one in _clock(program.vocabulary, fact)}
    return frozenset(facts | {fact for one in facts for fact in settling(program.axioms, one)})


def settling(axioms: Axioms, fact: str) -> frozenset[str]:
    """The facts of which some value settles another fact: what was bought says whether it is goods."""
    return frozenset(
        name
        for implication in axioms.implications
        if fact in names_in(implication.then)
        for name in names_in(implication.when)
        if name != fact
    )


def _parts(program: Program, name: str) -> Iterator[str]:
    """What is asked, a topic taken apart, with the facts that say whether the pack covers it."""
    vocabulary = program.vocabulary
    topic = vocabulary.topics.get(name)
    if topic is None:
        yield name
        topics = {vocabulary.topic_of(name)}
    else:
        yield from (one.name for one in vocabulary.actions.values() if one.topic == name)
        yield from (one.name for one in vocabulary.obligations.values() if one.topic == name)
        topics = {name}
    for cover in program.pack.covers:
        if cover.topic in topics:
            yield from (cover.scope.place, cover.scope.governed_by)


def _moments(vocabulary: Vocabulary, name: str) -> Iterator[str]:
    """The event on which an action is judged, or by which a duty is met."""
    if name in vocabulary.actions:
        yield vocabulary.actions[name].judged_at
    elif name in vocabulary.obligations and vocabulary.obligations[name].met_by:
        yield vocabulary.obligations[name].met_by


def _scopes(program: Program, name: str) -> Iterator[str]:
    """What selects the rows of a grid, and law that could not be encoded."""
    grid = program.pack.grids.get(name)
    for row in grid.rows if grid else ():
        yield from governed_names(row.scope)
        for value in row.values.values():
            yield from names_in_expression(value)
    for entry in program.doubters.get(name, ()):
        yield from governed_names(entry.scope)


def _clock(vocabulary: Vocabulary, fact: str) -> Iterator[str]:
    """Where it is said whose clock turns a moment into a day."""
    known = vocabulary.facts[fact]
    if known.kind in (Kind.EVENT, Kind.MOMENT) and known.party in vocabulary.parties:
        party = vocabulary.parties[known.party]
        yield from (name for name in (party.place, party.time_zone) if name)


def _places(vocabulary: Vocabulary, rule: Rule) -> Iterator[str]:
    """Where those are whose days off move a period of the rule."""
    for effect in rule.effects:
        for expression in expressions_of(effect):
            for part in expressions_in(expression):
                if isinstance(part, Span) and part.party in vocabulary.parties:
                    yield vocabulary.parties[part.party].place
