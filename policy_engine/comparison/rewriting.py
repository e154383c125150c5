"""What of a statement is written otherwise, part by part, and whether a decision could turn on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias, assert_never

from policy_engine.comparison.model import Cited, Field, FieldChange, Place
from policy_engine.comparison.normal import normal
from policy_engine.comparison.pairing import Pair, Pairing, own_id
from policy_engine.comparison.wording import condition_text, day_text, effect_text, value_text
from policy_engine.errors import Location
from policy_engine.facts.citations import Citation
from policy_engine.rules.model import DisputedDay, Exemption, Forbids, Grants, GridRow, NotEncoded, Obliges, Rule, Sets
from policy_engine.rules.statements import Statement


class _Said(NamedTuple):
    """One part of a statement: what it says for people, and what counts when two are held against each other."""

    text: str
    counts: object
    decides: bool = True


Written: TypeAlias = Sequence[tuple[Pair, tuple[FieldChange, ...]]]
"""Every pair of statements with the parts in which they differ."""


def written_otherwise(pairing: Pairing) -> Written:
    """In which parts the statements of each pair differ."""
    return [(pair, _fields_of(pair, pairing.new_names)) for pair in pairing.pairs]


def _fields_of(pair: Pair, names: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The parts in which two statements differ; `names` are the names that renamed ids had."""
    if pair.old is None or pair.new is None:
        return ()
    before, after = _parts(pair.old, {}), _parts(pair.new, names)
    found = []
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key, _Said("", "")), after.get(key, _Said("", ""))
        if one.counts != other.counts:
            field, name = key
            decides = one.decides or other.decides
            found.append(FieldChange(field, name, one.text, other.text, decides))
    return tuple(found)


def _parts(one: Statement, names: Mapping[str, str]) -> dict[tuple[Field, str], _Said]:
    stated, cite = one.stated, one.cite
    plain = {
        Field.ID: (own_id(one), False),
        Field.TITLE: (one.title, False),
        Field.CITATION: (f"{cite.source.id} {cite.at}", False),
        Field.VERIFIED_ON: (cite.verified_on.isoformat(), False),
        Field.PLACE: (one.scope.place, True),
        Field.GOVERNED_BY: (one.scope.governed_by, True),
        Field.FROM: (day_text(one.effective.start), True),
        Field.UNTIL: (day_text(one.effective.until), True),
        Field.EACH: (one.each, True),
    }
    found = {(field, ""): _Said(text, text, decides) for field, (text, decides) in plain.items()}
    within = names.get(one.within, one.within)
    found[Field.PART_OF, ""] = _Said(one.within, within)
    found[Field.AREAS, ""] = _Said(", ".join(one.scope.areas), frozenset(one.scope.areas))
    found[Field.WHEN, ""] = _Said(condition_text(stated.when), normal(stated.when))
    alone = cite.decides_alone
    found[Field.GRADE, ""] = _Said(cite.grade.value, cite.grade, decides=not alone)
    found[Field.NATURE, ""] = _Said(cite.source.nature.value, cite.source.nature, decides=not alone)
    return found | _own(stated, names)


def _own(stated: Rule | Exemption | GridRow | NotEncoded, names: Mapping[str, str]) -> dict[tuple[Field, str], _Said]:
    match stated:
        case Rule():
            effects = {(Field.EFFECT, _about(effect)): effect_text(effect) for effect in stated.effects}
            aside = frozenset(names.get(one, one) for one in stated.overrides)
            return {
                **{key: _Said(text, text) for key, text in effects.items()},
                (Field.OVERRIDES, ""): _Said(", ".join(sorted(stated.overrides)), aside),
                (Field.BRIEF, ""): _Said(stated.brief, stated.brief, decides=False),
            }
        case Exemption():
            return {(Field.BRIEF, ""): _Said(stated.brief, stated.brief, decides=False)}
        case GridRow():
            texts = {column: value_text(value) for column, value in stated.values.items()}
            return {(Field.VALUE, column): _Said(text, text) for column, text in texts.items()}
        case NotEncoded():
            touches = frozenset(stated.touches)
            return {
                (Field.REASON, ""): _Said(stated.reason, stated.reason, decides=False),
                (Field.TOUCHES, ""): _Said(", ".join(sorted(stated.touches)), touches),
            }
        case _:
            assert_never(stated)


def _about(effect: Grants | Forbids | Sets | Obliges) -> str:
    match effect:
        case Grants(action=name) | Forbids(action=name) | Sets(name=name) | Obliges(obligation=name):
            return name
        case _:
            assert_never(effect)


def acts_otherwise(fields: tuple[FieldChange, ...]) -> bool:
    """Whether a statement does something else where it applies."""
    return any(one.field in (Field.EFFECT, Field.VALUE, Field.TOUCHES, Field.OVERRIDES) for one in fields)


def told(one: Statement | None) -> str:
    """What a statement says, in its authors' words on one line."""
    if one is None:
        return ""
    stated = one.stated
    said = []
    if condition := condition_text(stated.when):
        said.append(f"when: {condition}" if condition.startswith("{") else f"when: {{{condition}}}")
    match stated:
        case Rule():
            said += map(effect_text, stated.effects)
            said += [f"overrides: {', '.join(stated.overrides)}"] if stated.overrides else []
        case GridRow():
            said += (f"{name}: {value_text(value)}" for name, value in stated.values.items())
        case NotEncoded():
            said.append(f"touches: [{', '.join(stated.touches)}]")
        case Exemption():
            pass
        case _:
            assert_never(stated)
    return "; ".join(said)


def cited(one: Statement | None) -> Cited | None:
    """Where a statement comes from."""
    return None if one is None else citation(one.cite)


def citation(cite: Citation) -> Cited:
    """A citation in full."""
    source = cite.source
    return Cited(
        source.id, source.title, cite.at, cite.verified_on.isoformat(), cite.grade.value, source.nature.value,
        source.address,
    )  # fmt: skip


def placed(at: Location | None) -> Place | None:
    """A place in the text."""
    return None if at is None else Place(at.source, at.line)


def days_of_change(pair: Pair, fields: tuple[FieldChange, ...]) -> tuple[date | None, date | None]:
    """The first governing day that a change can concern, and the first after the last; None for no such day."""
    both = [one for one in (pair.old, pair.new) if one is not None]
    starts = [one.effective.start for one in both]
    ends = [one.effective.until for one in both]
    if any(isinstance(day, DisputedDay) for day in (*starts, *ends)):
        return None, None
    days = [day for day in starts if isinstance(day, date)]
    lasts = [day for day in ends if isinstance(day, date)]
    until = max(lasts) if len(lasts) == len(both) else None
    deciding = {one.field for one in fields if one.decides}
    if deciding == {Field.UNTIL}:
        return min(lasts), until
    if deciding == {Field.FROM}:
        return min(days), max(days)
    return min(days), until


def could_decide(fields: tuple[FieldChange, ...]) -> bool:
    """Whether a decision could turn on a part that differs."""
    return any(one.decides for one in fields)


def each_field(fields: tuple[FieldChange, ...]) -> Iterator[str]:
    """The parts that differ, by name."""
    yield from dict.fromkeys(one.field.value for one in fields)
