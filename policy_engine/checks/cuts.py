"""What can be left out of one statement: its clauses, exemptions, overrides, effects and bounds, or all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from policy_engine.checks.clauses import shorter
from policy_engine.checks.findings import FindingKind
from policy_engine.conditions.conditions import ALWAYS
from policy_engine.conditions.expressions import Const
from policy_engine.errors import Location
from policy_engine.rules.model import (
    DisputedDay,
    Effect,
    Effective,
    Exemption,
    Forbids,
    Grants,
    GridRow,
    NotEncoded,
    Obliges,
    Rule,
    Sets,
)

_Stated = TypeVar("_Stated", Rule, Exemption, GridRow, NotEncoded)
_Dated = TypeVar("_Dated", Rule, GridRow)
_Holder = TypeVar("_Holder", Rule, Exemption)
_One = TypeVar("_One")
_Outer = TypeVar("_Outer")


@dataclass(frozen=True, slots=True)
class Cut(Generic[_One]):
    """Something left out: `rest` is what then stands in its place, if anything, and `gone` another version with it.

    `claim` is what no example shows where nothing notices. `inside` holds the smaller cuts of the same thing: where it
    does not matter as a whole, none of them does.
    """

    kind: FindingKind
    id: str
    claim: str
    at: Location
    rest: _One | None
    inside: tuple[Cut[_One], ...] = ()
    gone: Rule | GridRow | None = None

    def within(self, put: Callable[[_One | None], _Outer]) -> Cut[_Outer]:
        """The same cut seen from what holds the thing; `put` puts the rest back where it stands."""
        inside = tuple(one.within(put) for one in self.inside)
        return Cut(self.kind, self.id, self.claim, self.at, put(self.rest), inside, self.gone)


def cuts_of_rule(rule: Rule, versions: Iterable[Rule]) -> Cut[Rule]:
    """A rule left out, or parts of it; `versions` are all rules with its id."""
    others = [other for other in versions if other is not rule]
    name = f"rule `{rule.id}`" + (f" from {first_day(rule.effective.start)}" if others else "")
    inside = (
        *_clauses(rule, name),
        *_exemptions(rule),
        *_effects(rule, name),
        *_overrides(rule, name),
        *_bounds(rule, name, others),
    )
    return Cut(FindingKind.RULE_UNSHOWN, rule.id, f"{name} matters", rule.at, None, inside)


def cuts_of_row(row: GridRow, rows: Iterable[GridRow]) -> Cut[GridRow]:
    """A row left out, or parts of it; `rows` are all rows of its grid."""
    others = [other for other in rows if other is not row and other.scope.areas == row.scope.areas]
    name = f"row `{row.id}`"
    inside = (*_clauses(row, name), *_bounds(row, name, others))
    return Cut(FindingKind.ROW_UNSHOWN, row.id, f"{name} matters", row.at, None, inside)


def cuts_of_entry(entry: NotEncoded) -> Cut[NotEncoded]:
    """An entry of `not_encoded` left out, or clauses of it."""
    name = f"entry `{entry.id}`"
    inside = tuple(_clauses(entry, name))
    return Cut(FindingKind.ENTRY_UNSHOWN, entry.id, f"{name} matters", entry.at, None, inside)


def _clauses(stated: _Stated, name: str) -> Iterator[Cut[_Stated]]:
    for one in shorter(stated.when):
        rest = replace(stated, when=ALWAYS if one.rest is None else one.rest)
        yield Cut(one.kind, stated.id, f"`{one.clause}` matters in {name}", stated.at, rest)


def _exemptions(holder: _Holder) -> Iterator[Cut[_Holder]]:
    """The exemptions of a rule or of another exemption, each left out or shortened."""
    for number, exemption in enumerate(holder.exemptions):
        yield _cuts_of_exemption(exemption, holder.exemptions).within(partial(_with_exemption, holder, number))


def _with_exemption(holder: _Holder, number: int, exemption: Exemption | None) -> _Holder:
    return replace(holder, exemptions=_swapped(holder.exemptions, number, exemption))


def _cuts_of_exemption(exemption: Exemption, siblings: Iterable[Exemption]) -> Cut[Exemption]:
    others = [other for other in siblings if other is not exemption and other.id == exemption.id]
    name = f"exemption `{exemption.id}`" + (f" from {first_day(exemption.effective.start)}" if others else "")
    inside = (*_clauses(exemption, name), *_exemptions(exemption))
    return Cut(FindingKind.EXEMPTION_UNSHOWN, exemption.id, f"{name} matters", exemption.at, None, inside)


def _effects(rule: Rule, name: str) -> Iterator[Cut[Rule]]:
    """One of several effects left out, and the clauses under which a duty's bearer may not wait."""
    for number, effect in enumerate(rule.effects):
        if len(rule.effects) > 1:
            claim = f"what {name} says of `{_subject(effect)}` matters"
            rest = replace(rule, effects=_swapped(rule.effects, number, None))
            yield Cut(FindingKind.EFFECT_UNSHOWN, rule.id, claim, rule.at, rest)
        for clause, kind, waiting in _waits(effect):
            claim = f"`{clause}` under `may_wait_for` matters in {name}"
            rest = replace(rule, effects=_swapped(rule.effects, number, waiting))
            yield Cut(kind, rule.id, claim, rule.at, rest)


def _waits(effect: Effect) -> Iterator[tuple[str, FindingKind, Effect]]:
    wait = effect.may_wait_for if isinstance(effect, Obliges) else None
    if wait is None or wait.unless is None or not isinstance(effect, Obliges):
        return
    for one in shorter(wait.unless):
        yield one.clause, one.kind, replace(effect, may_wait_for=replace(wait, unless=one.rest))


def subjects_of(statement: Rule | GridRow | NotEncoded) -> frozenset[str]:
    """What a statement is about: its id, and the names on which it has an effect."""
    match statement:
        case Rule(id=name, effects=effects):
            return frozenset({name, *(_subject(effect) for effect in effects)})
        case NotEncoded(id=name, touches=touches):
            return frozenset({name, *touches})
        case GridRow(id=name):
            return frozenset({name})


def _subject(effect: Effect) -> str:
    match effect:
        case Grants(action=name) | Forbids(action=name) | Sets(name=name) | Obliges(obligation=name):
            return name


def _overrides(rule: Rule, name: str) -> Iterator[Cut[Rule]]:
    for number, other in enumerate(rule.overrides):
        rest = replace(rule, overrides=_swapped(rule.overrides, number, None))
        yield Cut(FindingKind.OVERRIDE_UNSHOWN, rule.id, f"{name} has to set aside `{other}`", rule.at, rest)


def _bounds(dated: _Dated, name: str, others: list[_Dated]) -> Iterator[Cut[_Dated]]:
    """The day on which one version follows another: the earlier could go on, or the later could have begun before."""
    effective, at = dated.effective, dated.at
    later = [other for other in others if _start(other) > _start(dated)]
    earlier = [other for other in others if _start(other) < _start(dated)]
    if later and effective.until is not None:
        follower = min(later, key=_start)
        rest = replace(dated, effective=Effective(effective.start, follower.effective.until))
        claim = f"{name} has to end with {first_day(effective.until)}"
        yield Cut(FindingKind.BOUND_UNSHOWN, dated.id, claim, at, rest, gone=follower)
    if earlier:
        forerunner = max(earlier, key=_start)
        rest = replace(dated, effective=Effective(forerunner.effective.start, effective.until))
        claim = f"{name} has to begin no earlier than {_start(dated)}"
        yield Cut(FindingKind.BOUND_UNSHOWN, dated.id, claim, at, rest, gone=forerunner)


def _start(dated: Rule | GridRow) -> date:
    return first_day(dated.effective.start)


def first_day(stated: date | DisputedDay) -> date:
    """A day; of a disputed one its earliest reading."""
    if isinstance(stated, date):
        return stated
    values = [one.value.value for one in stated.alternatives if isinstance(one.value, Const)]
    return min(value for value in values if isinstance(value, date))


def _swapped(things: tuple[_One, ...], number: int, instead: _One | None) -> tuple[_One, ...]:
    """The same with one of them exchanged, or left out."""
    return (*things[:number], *(() if instead is None else (instead,)), *things[number + 1 :])
