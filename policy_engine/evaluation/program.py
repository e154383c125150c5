"""The closed decision program: a pack with its vocabulary and calendars, indexed by what each rule bears on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from policy_engine.calendar.calendars import Calendars
from policy_engine.conditions.conditions import All, Axioms, Condition, NoneOf, Test
from policy_engine.conditions.expressions import Const
from policy_engine.conditions.walking import constants_by_name, names_in, tests_in
from policy_engine.errors import Location, PackError, Problem
from policy_engine.evaluation.domains import Domain
from policy_engine.evaluation.possible import anything, parts_of_places
from policy_engine.facts.values import Kind
from policy_engine.facts.vocabulary import Fact, Vocabulary
from policy_engine.jurisdictions import ELSEWHERE
from policy_engine.rules.model import Exemption, Forbids, Grants, GridRow, NotEncoded, Obliges, Pack, Rule, Sets
from policy_engine.rules.walking import conditions_of, governed_names, uses_of_exemption, uses_of_rule, uses_of_value

SEMANTICS = "3"
"""What a program means. Changes only when some decision would differ for the same pack and case."""


@dataclass(frozen=True, slots=True, eq=False)
class AxiomForm:
    """Something that never holds of a case; `group` is the list of whose members it speaks, if any.

    There is one value a form, so forms are told apart by identity.
    An implication never fails: what never holds is its `when` without its `then`.
    """

    id: str
    title: str
    never: Condition
    group: str


class OfOnePlace(NamedTuple):
    """The statements of a sequence, by number, that are law in the same areas of a place that one fact names."""

    place: str
    areas: tuple[str, ...]
    each: bool
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Everything that deciding looks at besides the case. Built once, shared by any number of threads."""

    pack: Pack
    vocabulary: Vocabulary
    axioms: Axioms
    calendars: Calendars
    setters: Mapping[str, tuple[Rule, ...]]
    setters_by_place: Mapping[str, tuple[OfOnePlace, ...]]
    rows_by_place: Mapping[str, tuple[OfOnePlace, ...]]
    granters: Mapping[str, tuple[Rule, ...]]
    forbidders: Mapping[str, tuple[Rule, ...]]
    obligers: Mapping[str, tuple[Rule, ...]]
    overriders: Mapping[str, tuple[Rule, ...]]
    doubters: Mapping[str, tuple[NotEncoded, ...]]
    thresholds: Mapping[str, tuple[int, ...]]
    words: Mapping[str, tuple[frozenset[str], ...]]
    axiom_forms: Mapping[str, tuple[AxiomForm, ...]]
    rules: Mapping[str, Rule]
    entries: Mapping[str, NotEncoded]
    lists: Mapping[str, str]
    by_member: frozenset[str]
    places: frozenset[str]
    rates: tuple[str, ...]
    place_codes: frozenset[str] = field(default_factory=frozenset)
    parts: Mapping[str, frozenset[str | bool]] = field(default_factory=dict)
    """By union or place with parts that have law of their own: where somebody there may be."""
    anything: Mapping[str, Domain] = field(default_factory=dict)
    """What each fact but an event may be while nothing is known of it."""
    events: tuple[Fact, ...] = ()


def compile_program(pack: Pack, vocabulary: Vocabulary, axioms: Axioms, calendars: Calendars) -> Program:
    """Index a pack for deciding.

    Raises PackError when conclusions depend on each other in a circle.
    """
    lists, place_codes = _lists(vocabulary), _finest_places(pack, calendars)
    setters = _by(pack, lambda rule: [e.name for e in rule.effects if isinstance(e, Sets)])
    program = Program(
        pack=pack,
        vocabulary=vocabulary,
        axioms=axioms,
        calendars=calendars,
        setters=setters,
        setters_by_place={name: _by_place((one, bool(one.each)) for one in rules) for name, rules in setters.items()},
        rows_by_place={one.id: _by_place((row, bool(one.each)) for row in one.rows) for one in pack.grids.values()},
        granters=_by(pack, lambda rule: [e.action for e in rule.effects if isinstance(e, Grants)]),
        forbidders=_by(pack, lambda rule: [e.action for e in rule.effects if isinstance(e, Forbids)]),
        obligers=_by(pack, lambda rule: [e.obligation for e in rule.effects if isinstance(e, Obliges)]),
        overriders=_by(pack, lambda rule: list(rule.overrides)),
        doubters=_doubters(pack),
        thresholds=_thresholds(pack, axioms),
        words=_words(pack, axioms, vocabulary),
        axiom_forms=_axiom_forms(axioms, vocabulary),
        rules={rule.key: rule for rule in pack.rules},
        entries={entry.key: entry for entry in pack.not_encoded},
        lists=lists,
        by_member=frozenset(_by_member(vocabulary, lists)),
        places=frozenset(
            name
            for name in (*vocabulary.facts, *vocabulary.conclusions, *vocabulary.aggregates)
            if vocabulary.kind_of(name) is Kind.PLACE
        ),
        rates=tuple(fact.name for fact in vocabulary.facts.values() if fact.kind is Kind.RATES),
        place_codes=place_codes,
        parts=parts_of_places(place_codes, pack.places.unions),
        anything=anything(vocabulary, place_codes),
        events=tuple(fact for fact in vocabulary.facts.values() if fact.kind is Kind.EVENT),
    )
    problems = circles(program)
    if problems:
        raise PackError(problems)
    return program


def _lists(vocabulary: Vocabulary) -> dict[str, str]:
    """The list whose members a name is asked of, for every name that belongs to one."""
    names = (*vocabulary.facts, *vocabulary.conclusions, *vocabulary.actions, *vocabulary.obligations)
    return {name: group for name in names if (group := vocabulary.each_of(name))}


def _by_member(vocabulary: Vocabulary, lists: Mapping[str, str]) -> Iterator[str]:
    """Every name whose value, or the clock that makes days of it, is not the same for all members."""
    apart = {party.name for party in vocabulary.parties.values() if party.place in lists}
    clocks = {fact.name: fact.party for fact in vocabulary.facts.values()}
    clocks |= {conclusion.name: conclusion.party for conclusion in vocabulary.conclusions.values()}
    clocks |= {one.name: clocks.get(one.of, "") for one in vocabulary.aggregates.values()}
    yield from lists
    yield from (name for name, party in clocks.items() if party in apart)


def _finest_places(pack: Pack, calendars: Calendars) -> frozenset[str]:
    """Where somebody can be, as finely as the pack tells places apart: `US-CA`, the rest `US-`, but not `EU`."""
    codes = (pack.named_places | frozenset(calendars.places)) - frozenset(pack.places.unions)
    outer = {code.partition("-")[0] for code in codes if "-" in code}
    return frozenset(code for code in codes if code not in outer) | {code + "-" for code in outer} | {ELSEWHERE}


def _by(pack: Pack, keys: object) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in sorted(pack.rules, key=lambda rule: rule.key):
        for key in keys(rule):  # type: ignore[operator]
            found.setdefault(key, []).append(rule)
    return {key: tuple(rules) for key, rules in found.items()}


def _by_place(stated: Iterable[tuple[Rule | GridRow, bool]]) -> tuple[OfOnePlace, ...]:
    found: dict[tuple[str, tuple[str, ...], bool], list[int]] = {}
    for number, (one, each) in enumerate(stated):
        found.setdefault((one.scope.place, one.scope.areas, each), []).append(number)
    return tuple(OfOnePlace(*where, tuple(numbers)) for where, numbers in found.items())


def _doubters(pack: Pack) -> dict[str, tuple[NotEncoded, ...]]:
    found: dict[str, list[NotEncoded]] = {}
    for entry in sorted(pack.not_encoded, key=lambda entry: entry.id):
        for name in entry.touches:
            found.setdefault(name, []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


def _axiom_forms(axioms: Axioms, vocabulary: Vocabulary) -> dict[str, tuple[AxiomForm, ...]]:
    """The axioms by the names they speak of."""
    stated = [(one.id, one.title, one.when) for one in axioms.impossibilities]
    for number, one in enumerate(axioms.implications, 1):
        thens = one.then.parts if isinstance(one.then, All) else (one.then,)
        stated += [(f"implies:{number}", "", All((one.when, NoneOf((then,))))) for then in thens]
    found: dict[str, list[AxiomForm]] = {}
    for axiom_id, title, never in stated:
        names = dict.fromkeys(names_in(never))
        groups = {vocabulary.each_of(name) for name in names} - {""}
        form = AxiomForm(axiom_id, title, never, min(groups) if groups else "")
        for name in names:
            found.setdefault(name, []).append(form)
    return {name: tuple(forms) for name, forms in found.items()}


def all_conditions(pack: Pack, axioms: Axioms) -> Iterator[Condition]:
    """Every condition that can be asked of a case."""
    for rule in pack.rules:
        yield from conditions_of(rule)
    for grid in pack.grids.values():
        yield from (row.when for row in grid.rows)
    yield from (entry.when for entry in pack.not_encoded)
    for implication in axioms.implications:
        yield from (implication.when, implication.then)
    yield from (impossible.when for impossible in axioms.impossibilities)


def _thresholds(pack: Pack, axioms: Axioms) -> dict[str, tuple[int, ...]]:
    """The numbers (minor units for money) at which the answer to some test on a fact changes."""
    found: dict[str, set[int]] = {}
    for condition in all_conditions(pack, axioms):
        for name, numbers in constants_by_name(condition).items():
            for number in numbers:
                found.setdefault(name, set()).update((number, number + 1))
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _words(pack: Pack, axioms: Axioms, vocabulary: Vocabulary) -> dict[str, tuple[frozenset[str], ...]]:
    """For every enum, its words in classes that no test tells apart."""
    groups: dict[str, set[frozenset[str]]] = {}
    for condition in all_conditions(pack, axioms):
        for test in tests_in(condition):
            if vocabulary.kind_of(test.subject) is Kind.ENUM:
                groups.setdefault(test.subject, set()).add(_tested_words(test, vocabulary))
    classes = {}
    for name, fact in vocabulary.facts.items():
        if fact.kind is Kind.ENUM:
            by_signature: dict[tuple[bool, ...], set[str]] = {}
            tested = sorted(groups.get(name, ()), key=sorted)
            for word in fact.values:
                by_signature.setdefault(tuple(word in group for group in tested), set()).add(word)
            classes[name] = tuple(sorted((frozenset(words) for words in by_signature.values()), key=sorted))
    return classes


def _tested_words(test: Test, vocabulary: Vocabulary) -> frozenset[str]:
    words: set[str] = set()
    for operand in test.operands:
        if isinstance(operand, Const):
            words.add(str(operand.value))
        else:
            return frozenset(vocabulary.values_of(test.subject))
    return frozenset(words)


def circles(program: Program) -> list[Problem]:
    """Find conclusions and rules that need themselves, each circle named once with the place of its first rule."""
    graph: dict[str, set[str]] = {}
    places: dict[str, Location] = {}
    for rule in program.pack.rules:
        node = f"rule {rule.key}"
        places[node] = rule.at
        uses = {_node(program, name) for name in uses_of_rule(rule)}
        uses |= {f"rule {other.key}" for other in program.overriders.get(rule.id, ())}
        uses |= {f"exemption {exemption.id}" for exemption in rule.exemptions}
        graph[node] = uses
        for exemption in rule.exemptions:
            _add_exemption(program, exemption, graph, places)
    for name in program.vocabulary.conclusions:
        graph[f"name {name}"] = {
            node
            for rule in program.setters.get(name, ())
            for node in (f"rule {rule.key}", *(_node(program, used) for used in uses_of_value(rule, name)))
        }
    for aggregate in program.vocabulary.aggregates.values():
        graph[f"name {aggregate.name}"] = {_node(program, aggregate.of)}
    for grid in program.pack.grids.values():
        graph[f"grid {grid.id}"] = {
            _node(program, name) for row in grid.rows for name in (*names_in(row.when), *governed_names(row.scope))
        }
    for name, entries in program.doubters.items():
        for entry in entries:
            used = {_node(program, one) for one in (*names_in(entry.when), *governed_names(entry.scope))}
            graph.setdefault(f"name {name}", set()).update(used)
    return _circles_in(graph, places)


def _add_exemption(
    program: Program, exemption: Exemption, graph: dict[str, set[str]], places: dict[str, Location]
) -> None:
    node = f"exemption {exemption.id}"
    places[node] = exemption.at
    uses = {_node(program, name) for name in uses_of_exemption(exemption)}
    uses |= {f"rule {other.key}" for other in program.overriders.get(exemption.id, ())}
    uses |= {f"exemption {inner.id}" for inner in exemption.exemptions}
    graph[node] = uses
    for inner in exemption.exemptions:
        _add_exemption(program, inner, graph, places)


def _node(program: Program, name: str) -> str:
    return f"grid {name}" if name in program.pack.grids else f"name {name}"


def _circles_in(graph: Mapping[str, set[str]], places: Mapping[str, Location]) -> list[Problem]:
    problems: list[Problem] = []
    done: set[str] = set()
    for start in sorted(graph):
        path: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        if start in done:
            continue
        stack.append((start, iter(sorted(graph.get(start, ())))))
        path.append(start)
        while stack:
            node, uses = stack[-1]
            following = next(uses, None)
            if following is None:
                done.add(node)
                stack.pop()
                path.pop()
            elif following in path:
                circle = path[path.index(following) :]
                first = min((one for one in circle if one in places), default=circle[0])
                words = " -> ".join(f"`{one.partition(' ')[2]}`" for one in [*circle, following])
                at = places.get(first, Location())
                advice = "a value that extends another has its own name"
                problems.append(Problem(at, f"{words} need each other", advice))
                done.update(circle)
            elif following in graph and following not in done:
                stack.append((following, iter(sorted(graph[following]))))
                path.append(following)
    return problems
