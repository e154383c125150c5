"""Everything that packs say about one id or name: what it is, who gives it, who needs it, who sets it aside, and which
examples speak of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from policy_engine.checks.relations import Gift, Need, gifts_of, needs_of, set_aside_by
from policy_engine.conditions.expressions import Readings
from policy_engine.decisions.examples import (
    Example,
    ExampleSet,
    ExpectedAmount,
    ExpectedEdge,
    ExpectedNames,
    ExpectedState,
    ExpectedValues,
    ExpectedVerdict,
)
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.standing import UNSURE
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.rules.model import DisputedDay, Grid, Pack
from policy_engine.rules.statements import Statement, readings_of, statements_of


@dataclass(frozen=True, slots=True)
class Read:
    """A pack with its examples."""

    program: Program
    examples: ExampleSet
    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, program: Program, examples: ExampleSet) -> Read:
        """Take the statements out of a pack."""
        return cls(program, examples, statements_of(program.pack))

    @property
    def pack(self) -> Pack:
        """What the pack states."""
        return self.program.pack


@dataclass(frozen=True, slots=True)
class Version:
    """One statement with what hangs on it. Statements that share an id are its versions."""

    statement: Statement
    exemptions: tuple[Statement, ...]
    sets_aside: tuple[Statement, ...]
    set_aside_by: tuple[Statement, ...]
    readings: tuple[DisputedDay | Readings, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """What a statement gives a name, and who needs that name."""

    gift: Gift
    needs: tuple[Need, ...]
    gathered_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementFound:
    """An id that stands for statements of one pack."""

    name: str
    pack: Pack
    versions: tuple[Version, ...]
    uses: tuple[Uses, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class GridFound:
    """An id that stands for a grid of one pack."""

    name: str
    pack: Pack
    grid: Grid
    rows: tuple[Statement, ...]
    set_aside_by: tuple[Statement, ...]
    needs: tuple[Need, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name of the vocabulary, with what one pack does to it and needs it for."""

    name: str
    pack: Pack
    vocabulary: Vocabulary
    gifts: tuple[Gift, ...]
    needs: tuple[Need, ...]
    gathered_in: tuple[str, ...]
    examples: tuple[Example, ...]


Found = StatementFound | GridFound | NameFound


def look_up(name: str, packs: Sequence[Read]) -> tuple[Found, ...]:
    """What a name stands for, pack by pack; nothing where no pack knows it.

    A statement is named by its id, by its id and first day where one version is meant, or by a question of law that
    it answers in more than one way.
    """
    found: list[Found] = []
    for read in packs:
        stated = _stated(name, read)
        if stated:
            found.append(_statement_found(name, stated, read))
        elif name in read.pack.grids:
            found.append(_grid_found(read.pack.grids[name], read))
    return tuple(found) or tuple(_name_found(name, read) for read in packs if name in _names(read.program.vocabulary))


def known_names(packs: Iterable[Read]) -> frozenset[str]:
    """Every id and name that can be looked up."""
    found: set[str] = set()
    for read in packs:
        found |= {one.id for one in read.statements} | set(read.pack.grids) | _names(read.program.vocabulary)
        found |= {asked.id for one in read.statements for asked in readings_of(one)}
    return frozenset(found)


def _names(vocabulary: Vocabulary) -> set[str]:
    sorts = (vocabulary.facts, vocabulary.aggregates, vocabulary.conclusions)
    return {name for sort in (*sorts, vocabulary.actions, vocabulary.obligations) for name in sort}


def _stated(name: str, read: Read) -> list[Statement]:
    """The statements that an id means; of the rows of a grid those for its place, whatever else they are for."""
    exact = [one for one in read.statements if one.id == name] or [one for one in read.statements if one.key == name]
    if exact:
        return exact
    grid, bracket, place = name.partition("[")
    place = place.removesuffix("]")
    rows = [one for one in read.statements if bracket and one.within == grid and place in one.scope.areas]
    return rows or [one for one in read.statements if any(asked.id == name for asked in readings_of(one))]


def _statement_found(name: str, stated: list[Statement], read: Read) -> StatementFound:
    versions = tuple(_version(one, read) for one in sorted(stated, key=lambda one: (one.id, one.since, one.at)))
    gifts = {(gift.name, gift.how): gift for one in stated for gift in gifts_of(one)}
    uses = tuple(Uses(gift, *_users(gift.name, read)) for gift in gifts.values())
    return StatementFound(name, read.pack, versions, uses, _speaking_of({one.id for one in stated}, read))


def _version(statement: Statement, read: Read) -> Version:
    named = set_aside_by(statement)
    stated = statement.stated
    inner = {one.at for one in getattr(stated, "exemptions", ())}
    return Version(
        statement,
        tuple(one for one in read.statements if one.at in inner),
        tuple(one for one in read.statements if one.id in named),
        _overriding({statement.id}, read),
        tuple(readings_of(statement)),
    )


def _overriding(ids: set[str], read: Read) -> tuple[Statement, ...]:
    return tuple(one for one in read.statements if ids & set(set_aside_by(one)))


def _grid_found(grid: Grid, read: Read) -> GridFound:
    rows = tuple(one for one in read.statements if one.within == grid.id)
    ids = {grid.id, *(row.id for row in rows)}
    needs, _ = _users(grid.id, read)
    return GridFound(grid.id, read.pack, grid, rows, _overriding(ids, read), needs, _speaking_of(ids, read))


def _name_found(name: str, read: Read) -> NameFound:
    gifts = tuple(gift for one in read.statements for gift in gifts_of(one) if gift.name == name)
    examples = _speaking_of({name}, read)
    return NameFound(name, read.pack, read.program.vocabulary, gifts, *_users(name, read), examples)


def _users(name: str, read: Read) -> tuple[tuple[Need, ...], tuple[str, ...]]:
    """Who needs a name, and in what aggregates it is gathered."""
    needs = tuple(need for one in read.statements for need in needs_of(one) if need.name == name)
    aggregates = read.program.vocabulary.aggregates.values()
    return needs, tuple(sorted(one.name for one in aggregates if one.of == name))


def _speaking_of(names: set[str], read: Read) -> tuple[Example, ...]:
    vocabulary = read.program.vocabulary
    return tuple(one for one in read.examples.examples if names.intersection(_expected(one, vocabulary)))


def _expected(example: Example, vocabulary: Vocabulary) -> Iterator[str]:
    """The statements, actions, duties, terms and facts of which an example expects something."""
    for expected in example.expect:
        match expected:
            case ExpectedVerdict(action=name) | ExpectedState(obligation=name) | ExpectedValues(name=name):
                yield name
            case ExpectedEdge(of=name) | ExpectedAmount(of=name):
                yield name
            case ExpectedNames(names=names):
                yield from (_fact_named(name.removeprefix(UNSURE), vocabulary) for name in names)
            case _:
                assert_never(expected)


def _fact_named(shown: str, vocabulary: Vocabulary) -> str:
    """The fact that a case writes with its member: `items[shirt].received` is `item.received`."""
    group, bracket, rest = shown.partition("[")
    listed = vocabulary.groups.get(group)
    return listed.member + rest.partition("]")[2] if bracket and listed and listed.member else shown
