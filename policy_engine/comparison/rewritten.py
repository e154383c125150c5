"""The statements that are written otherwise, with what became of them and what they do to outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policy_engine.comparison.directions import direction_of_all
from policy_engine.comparison.model import Field, FieldChange, Kind, Rewritten
from policy_engine.comparison.outcomes import Changed, Direction, Output, Standing
from policy_engine.comparison.pairing import Pair, moved, own_id
from policy_engine.comparison.rewriting import Written, cited, could_decide, days_of_change, placed, told
from policy_engine.comparison.wording import method_text
from policy_engine.evaluation.program import Program
from policy_engine.rules.model import Coverage, Exemption, GridRow, NotEncoded, Obliges, Rule, Sets
from policy_engine.rules.statements import Statement


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of outcomes: the changes, the answers that may turn on a statement, and which are proved equal."""

    changed: Sequence[Changed]
    behind: Mapping[int, frozenset[Output]]
    """For each statement, by identity, the answers that can turn on it, of those that are not plainly equal."""
    proved: frozenset[Output]
    """The answers of which no case comes out otherwise, proved."""
    alone: frozenset[Output]
    """The answers of which that is proved while all that they use is the same."""
    split: Mapping[str, tuple[Kind, tuple[str, ...]]]
    """For an id that was proved split or merged, which, and the ids on the other side."""


def rewritten_of(old: Program, new: Program, written: Written, known: Known) -> Iterator[Rewritten]:
    """Every statement that came, went, or is written otherwise or elsewhere."""
    elsewhere = moved([pair for pair, _ in written])
    for pair, fields in written:
        kind = _kind(pair, fields, elsewhere)
        if kind is not None:
            yield _rewritten(pair, kind, fields, new if pair.new else old, known)
    yield from _coverage(old, new)
    yield from _counting(old, new)


def _kind(pair: Pair, fields: tuple[FieldChange, ...], elsewhere: frozenset[int]) -> Kind | None:
    if pair.old is None:
        return Kind.ADDED
    if pair.new is None:
        return Kind.REMOVED
    if own_id(pair.old) != own_id(pair.new):
        return Kind.RENAMED
    if fields:
        return Kind.CHANGED
    return Kind.MOVED if id(pair.new) in elsewhere else None


def _rewritten(pair: Pair, kind: Kind, fields: tuple[FieldChange, ...], program: Program, known: Known) -> Rewritten:
    one = pair.either
    first, last = days_of_change(pair, fields)
    changes = tuple(change.id for change in known.changed if one.id in change.statements)
    decides = _decides_nothing(pair, kind, fields, changes, known)
    alone = not changes and decides is not Standing.PROVED and _behind(pair, known) <= known.alone
    direction, party = direction_of_all([change for change in known.changed if change.id in changes])
    if decides is Standing.PROVED:
        direction, party = Direction.NEUTRAL, ""
    kind, others = known.split.get(one.id, (kind, (pair.old.id,) if kind is Kind.RENAMED and pair.old else ()))
    areas = dict.fromkeys(area for side in (pair.old, pair.new) if side for area in side.scope.areas)
    return Rewritten(
        kind=kind,
        id=one.id,
        sort=one.sort.value,
        title=one.title,
        topics=tuple(topics_of(one, program)),
        areas=tuple(areas),
        governed_by=one.scope.governed_by,
        governing_from=first.isoformat() if first else "",
        governing_until=last.isoformat() if last else "",
        before=told(pair.old),
        after=told(pair.new),
        fields=fields,
        cited_before=cited(pair.old),
        cited_after=cited(pair.new),
        at_before=placed(pair.old.at if pair.old else None),
        at_after=placed(pair.new.at if pair.new else None),
        direction=direction,
        for_whom=party,
        decides_nothing=decides,
        others=others,
        changes=changes,
        alone_nothing=alone,
    )


def _decides_nothing(
    pair: Pair, kind: Kind, fields: tuple[FieldChange, ...], changes: tuple[str, ...], known: Known
) -> Standing:
    """Whether it is proved that no outcome turns on what is written otherwise."""
    if changes:
        return Standing.DISPROVED
    if kind not in (Kind.ADDED, Kind.REMOVED) and not could_decide(fields):
        return Standing.PROVED
    return Standing.PROVED if _behind(pair, known) <= known.proved else Standing.NOT_PROVED


def _behind(pair: Pair, known: Known) -> frozenset[Output]:
    """The answers that can turn on a statement."""
    stated = [side.stated for side in (pair.old, pair.new) if side is not None]
    return frozenset[Output]().union(*(known.behind.get(id(one), frozenset()) for one in stated))


def topics_of(one: Statement, program: Program) -> Iterator[str]:
    """The topics of the names that a statement bears on; of a carve-out or row those of what it is a part of."""
    found = {_topic(name, program) for name in _bears_on(one, program)}
    yield from sorted(found - {""})


def _topic(name: str, program: Program) -> str:
    vocabulary = program.vocabulary
    named = vocabulary.actions.get(name) or vocabulary.obligations.get(name) or vocabulary.conclusions.get(name)
    return named.topic if named is not None else ""


def _bears_on(one: Statement, program: Program) -> Iterator[str]:
    match one.stated:
        case Rule():
            yield from _named_by(one.stated)
        case NotEncoded():
            yield from one.stated.touches
        case Exemption():
            for rule in program.pack.rules:
                if _holds(rule, one.stated):
                    yield from _named_by(rule)
        case GridRow():
            for rule in program.pack.rules:
                for effect in rule.effects:
                    if isinstance(effect, Sets) and one.within in str(effect.value):
                        yield effect.name


def _named_by(rule: Rule) -> Iterator[str]:
    for effect in rule.effects:
        match effect:
            case Sets(name=name):
                yield name
            case Obliges(obligation=name):
                yield name
            case _:
                yield effect.action


def _holds(holder: Rule | Exemption, exemption: Exemption) -> bool:
    return any(one is exemption or _holds(one, exemption) for one in holder.exemptions)


def _coverage(old: Program, new: Program) -> Iterator[Rewritten]:
    gone = [one for one in old.pack.covers if one not in new.pack.covers]
    come = [one for one in new.pack.covers if one not in old.pack.covers]
    for before in gone:
        after = next((one for one in come if (one.topic, one.scope.place) == (before.topic, before.scope.place)), None)
        come = [one for one in come if one is not after]
        yield _covering(before, after)
    yield from (_covering(None, one) for one in come)


def _covering(before: Coverage | None, after: Coverage | None) -> Rewritten:
    either = after or before
    assert either is not None
    kind = Kind.CHANGED if before and after else Kind.ADDED if after else Kind.REMOVED
    texts = [_covers(one) for one in (before, after)]
    fields = (FieldChange(Field.AREAS, "", texts[0], texts[1], decides=True),) if before and after else ()
    since = min(one.since for one in (before, after) if one)
    return _bare(kind, either.topic, "coverage", (either.topic,), texts, fields, either.scope.areas, since)


def _covers(one: Coverage | None) -> str:
    if one is None:
        return ""
    scope = one.scope
    where = f"place: {scope.place}, in: {', '.join(scope.areas)}"
    return f"{where}, governed_by: {scope.governed_by}, from: {one.since}"


def _counting(old: Program, new: Program) -> Iterator[Rewritten]:
    before, after = old.pack.methods, new.pack.methods
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            kind = Kind.CHANGED if name in before and name in after else Kind.ADDED if name in after else Kind.REMOVED
            texts = [method_text(one.get(name)) for one in (before, after)]
            fields = (FieldChange(Field.COUNTING, "", texts[0], texts[1], decides=True),)
            yield _bare(kind, name, "counting", (), texts, fields if kind is Kind.CHANGED else (), (), None)


def _bare(
    kind: Kind,
    name: str,
    sort: str,
    topics: tuple[str, ...],
    texts: Sequence[str],
    fields: Iterable[FieldChange],
    areas: tuple[str, ...],
    since: date | None,
) -> Rewritten:
    return Rewritten(
        kind=kind, id=name, sort=sort, title="", topics=topics, areas=areas, governed_by="",
        governing_from=since.isoformat() if since else "", governing_until="", before=texts[0], after=texts[1],
        fields=tuple(fields), cited_before=None, cited_after=None, at_before=None, at_after=None,
        direction=Direction.CANNOT_SAY, for_whom="", decides_nothing=Standing.NOT_PROVED,
    )  # fmt: skip
