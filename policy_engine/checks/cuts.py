"""What can be left out of one statement: its clauses, exemptions, overrides, effects and bounds, or all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from policy_engine.checks.clauses import shorter
from policy_engine.checks.findings import FindingKind
from policy_engine.conditions.conditions import ALWAYS
from policy_engine.conditions.expressions import Const
from policy_engine.errors import Location
from policy_engine.facts.values import EARLIEST
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
_Dated = TypeVar("_Dated", Rule, Exemption, GridRow)
_One = TypeVar("_One")
_Outer = TypeVar("_Outer")


@dataclass(frozen=True, slots=True)
class Cut(Generic[_One]):
    """Something left out: `rest` is what then stands in its place, if anything.

    `inside` holds the smaller cuts of the same thing: where it does not matter as a whole, none of them does.
    """

    kind: FindingKind
    id: str
    what: str
    at: Location
    rest: _One | None
    inside: tuple[Cut[_One], ...] = ()

    def within(self, put: Callable[[_One | None], _Outer]) -> Cut[_Outer]:
        """The same cut seen from what holds the thing; `put` puts the rest back where it stands."""
        inside = tuple(one.within(put) for one in self.inside)
        return Cut(self.kind, self.id, self.what, self.at, put(self.rest), inside)


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
    return Cut(FindingKind.RULE_UNSHOWN, rule.id, name, rule.at, None, inside)


def cuts_of_row(row: GridRow, rows: Iterable[GridRow]) -> Cut[GridRow]:
    """A row left out, or parts of it; `rows` are all rows of its grid."""
    others = [other for other in rows if other is not row and other.scope.areas == row.scope.areas]
    name = f"row `{row.id}`"
    inside = (*_clauses(row, name), *_bounds(row, name, others))
    return Cut(FindingKind.ROW_UNSHOWN, row.id, name, row.at, None, inside)


def cuts_of_entry(entry: NotEncoded) -> Cut[NotEncoded]:
    """An entry of `not_encoded` left out, or clauses of it."""
    name = f"entry `{entry.id}`"
    return Cut(FindingKind.ENTRY_UNSHOWN, entry.id, name, entry.at, None, tuple(_clauses(entry, name)))


def _clauses(stated: _Stated, name: str) -> Iterator[Cut[_Stated]]:
    for one in shorter(stated.when):
        rest = replace(stated, when=ALWAYS if one.rest is None else one.rest)
        yield Cut(one.kind, stated.id, f"`{one.clause}` in {name}", stated.at, rest)


def _exemptions(rule: Rule) -> Iterator[Cut[Rule]]:
    for number, exemption in enumerate(rule.exemptions):
        cut = _cuts_of_exemption(exemption, rule.exemptions)
        yield cut.within(lambda rest, number=number: replace(rule, exemptions=_swapped(rule.exemptions, number, rest)))


def _cuts_of_exemption(exemption: Exemption, siblings: Iterable[Exemption]) -> Cut[Exemption]:
    others = [other for other in siblings if other is not exemption and other.id == exemption.id]
    name = f"exemption `{exemption.id}`" + (f" from {first_day(exemption.effective.start)}" if others else "")
    nested = exemption.exemptions
    inside = [*_clauses(exemption, name), *_bounds(exemption, name, others)]
    for number, inner in enumerate(nested):
        cut = _cuts_of_exemption(inner, nested)
        inside.append(
            cut.within(lambda rest, number=number: replace(exemption, exemptions=_swapped(nested, number, rest)))
        )
    return Cut(FindingKind.EXEMPTION_UNSHOWN, exemption.id, name, exemption.at, None, tuple(inside))


def _effects(rule: Rule, name: str) -> Iterator[Cut[Rule]]:
    """One of several effects left out, and the clauses under which a duty's bearer may not wait."""
    for number, effect in enumerate(rule.effects):
        if len(rule.effects) > 1:
            what = f"what {name} says of `{_subject(effect)}`"
            rest = replace(rule, effects=_swapped(rule.effects, number, None))
            yield Cut(FindingKind.EFFECT_UNSHOWN, rule.id, what, rule.at, rest)
        for clause, kind, waiting in _waits(effect):
            what = f"`{clause}` under `may_wait_for` in {name}"
            rest = replace(rule, effects=_swapped(rule.effects, number, waiting))
            yield Cut(kind, rule.id, what, rule.at, rest)


def _waits(effect: Effect) -> Iterator[tuple[str, FindingKind, Effect]]:
    wait = effect.may_wait_for if isinstance(effect, Obliges) else None
    if wait is None or wait.unless is None or not isinstance(effect, Obliges):
        return
    for one in shorter(wait.unless):
        yield one.clause, one.kind, replace(effect, may_wait_for=replace(wait, unless=one.rest))


def _subject(effect: Effect) -> str:
    match effect:
        case Grants(action=name) | Forbids(action=name) | Sets(name=name) | Obliges(obligation=name):
            return name


def _overrides(rule: Rule, name: str) -> Iterator[Cut[Rule]]:
    for number, other in enumerate(rule.overrides):
        rest = replace(rule, overrides=_swapped(rule.overrides, number, None))
        yield Cut(FindingKind.OVERRIDE_UNSHOWN, rule.id, f"that {name} sets aside `{other}`", rule.at, rest)


def _bounds(dated: _Dated, name: str, others: list[_Dated]) -> Iterator[Cut[_Dated]]:
    """The day on which one version follows another, left out on either side."""
    effective = dated.effective
    start = first_day(effective.start)
    starts = [first_day(other.effective.start) for other in others]
    if effective.until is not None and any(other > start for other in starts):
        rest = replace(dated, effective=Effective(effective.start))
        what = f"that {name} ends with {first_day(effective.until)}"
        yield Cut(FindingKind.BOUND_UNSHOWN, dated.id, what, dated.at, rest)
    if any(other < start for other in starts):
        rest = replace(dated, effective=Effective(EARLIEST, effective.until))
        what = f"that {name} begins with {start}"
        yield Cut(FindingKind.BOUND_UNSHOWN, dated.id, what, dated.at, rest)


def first_day(stated: date | DisputedDay) -> date:
    """A day; of a disputed one its earliest reading."""
    if isinstance(stated, date):
        return stated
    values = [one.value.value for one in stated.alternatives if isinstance(one.value, Const)]
    return min(value for value in values if isinstance(value, date))


def _swapped(things: tuple[_One, ...], number: int, instead: _One | None) -> tuple[_One, ...]:
    """The same with one of them exchanged, or left out."""
    return (*things[:number], *(() if instead is None else (instead,)), *things[number + 1 :])
