"""Computing values: dates counted out, the latest of several, amounts; over single values and over ranges."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, assert_never

from policy_engine.conditions.expressions import (
    Choosing,
    Const,
    DaysBetween,
    Difference,
    EndOf,
    Expression,
    GridValue,
    OneOf,
    PercentOf,
    Readings,
    Ref,
    ShareOf,
    Span,
    Stretch,
    Sum,
    Times,
)
from policy_engine.evaluation import amounts, spans
from policy_engine.evaluation.domains import ABSENT, NOT_YET, UNKNOWN, Days, Domain, Numbers, Options, a_day, is_open
from policy_engine.evaluation.findings import NO_REVIEW, NOTHING, Found
from policy_engine.evaluation.standing import rows_of
from policy_engine.facts.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policy_engine.evaluation.run import Run
    from policy_engine.rules.model import GridRow, Rule


def value_of(run: Run, expression: Expression, member: str, owner: str, where: str = "") -> Found:
    """The value of an expression for a member; `owner` is the rule that counts it, for the trace.

    `where` is the fact that names the place whose law it stands in: `decide_on` is a day by the clock there.
    """
    match expression:
        case Const(value):
            return Found(_constant(value))
        case Ref(name):
            return run.name(name, member, where)
        case GridValue():
            return _grid_value(run, expression, member)
        case Span():
            return spans.counted_out(run, expression, member, owner, where)
        case EndOf():
            found = value_of(run, expression.of, member, owner, where)
            return found._replace(value=_end_of(expression.stretch, found.value))
        case Readings():
            picked = run.choose(expression.id, len(expression.alternatives))
            return value_of(run, expression.alternatives[picked].value, member, owner, where)
        case OneOf():
            parts = in_one_currency(run, [value_of(run, part, member, owner, where) for part in expression.parts])
            values = [part.value for part in parts]
            latest = expression.choosing in (Choosing.LATEST, Choosing.GREATEST)
            return joined(extreme(values, latest), parts)
        case Sum():
            parts = in_one_currency(run, [value_of(run, part, member, owner, where) for part in expression.parts])
            return joined(add([part.value for part in parts]), parts)
        case Difference():
            parts = [value_of(run, one, member, owner, where) for one in (expression.whole, expression.less)]
            parts = in_one_currency(run, parts)
            return joined(amounts.difference(parts[0].value, parts[1].value), parts)
        case Times():
            parts = [value_of(run, one, member, owner, where) for one in (expression.left, expression.right)]
            return joined(amounts.product(parts[0].value, parts[1].value), parts)
        case DaysBetween():
            parts = [value_of(run, one, member, owner, where) for one in (expression.first, expression.last)]
            return joined(_days_between(parts[0].value, parts[1].value), parts)
        case PercentOf():
            of = value_of(run, expression.of, member, owner, where)
            return joined(amounts.percent(expression.percent, of.value, expression.rounding), [of])
        case ShareOf():
            made_of = (expression.amount, expression.part, expression.whole)
            parts = [value_of(run, one, member, owner, where) for one in made_of]
            amount, share, whole = (one.value for one in parts)
            return joined(amounts.share(amount, share, whole, expression.rounding), parts)
        case _:
            assert_never(expression)


def stated_in(run: Run, expression: Expression, stated: Rule | GridRow, member: str) -> Found:
    """The value of an expression for a member, as a rule or row states it."""
    return value_of(run, expression, member, stated.id, stated.scope.place)


def _constant(value: object) -> Domain:
    if isinstance(value, date):
        return a_day(value)
    return value  # type: ignore[return-value]


def joined(value: Domain, parts: list[Found]) -> Found:
    """A value made of parts, open where it is open and a part was."""
    return Found(
        value,
        NOTHING.union(*(part.open for part in parts)) if is_open(value) else NOTHING,
        NO_REVIEW.union(*(part.review for part in parts)),
        NOTHING.union(*(part.doubt for part in parts)),
    )


def _grid_value(run: Run, expression: GridValue, member: str) -> Found:
    grid = run.program.pack.grids[expression.grid]
    rows, silent = rows_of(run, grid, member if grid.each else "")
    sure = all(live.holds for _, live in rows)
    values = [
        (row, live, stated_in(run, row.values[expression.column], row, member))
        for row, live in rows
        if expression.column in row.values
    ]
    found = [value for _, _, value in values]
    candidates = [value.value for value in found]
    points = NOTHING.union(*(live.open for _, live in rows), *(value.open for value in found))
    review = silent.review.union(*(live.review for _, live in rows), *(value.review for value in found))
    doubt = silent.doubt.union(*(live.doubt for _, live in rows), *(value.doubt for value in found))
    if sure and not candidates:
        # Which rows there are may itself be open: no row of the grid names the place at all.
        return Found(ABSENT, NOTHING, review, doubt)
    if sure and all(value == candidates[0] for value in candidates):
        return Found(candidates[0], points, review, doubt)
    if sure and not points:
        ids = "+".join(sorted(row.id for row, _, _ in values))
        return Found(ABSENT, NOTHING, review | {f"conflict:{grid.id}.{expression.column}:{ids}"}, doubt)
    if not any(live.holds for _, live in rows):
        candidates.append(ABSENT)
    return Found(hull(candidates), points, NO_REVIEW, doubt)


def _end_of(stretch: Stretch, value: Domain) -> Domain:
    if not isinstance(value, Days):
        return value
    return Days(_last_day(stretch, value.first), _last_day(stretch, value.last), value.or_not_yet)


def _last_day(stretch: Stretch, day: date) -> date:
    match stretch:
        case Stretch.YEAR:
            return day.replace(month=12, day=31)
        case Stretch.QUARTER:
            month = (day.month + 2) // 3 * 3
        case Stretch.MONTH:
            month = day.month
    following = day.replace(year=day.year + month // 12, month=month % 12 + 1, day=1)
    return following - timedelta(days=1)


def in_one_currency(run: Run, parts: list[Found]) -> list[Found]:
    """Convert amounts to the currency of the first by the stated rates; without a rate, the rate is the question."""
    first = next((part.value for part in parts if isinstance(part.value, Money)), None)
    if first is None or all(not isinstance(one.value, Money) or one.value.currency == first.currency for one in parts):
        return parts
    rates = run.stated_rates()
    converted = []
    for part in parts:
        if isinstance(part.value, Money) and part.value.currency != first.currency:
            amount = rates.convert(part.value, first.currency) if rates is not None else None
            asked = part.open | run.rates_points() if amount is None else part.open
            part = part._replace(value=UNKNOWN if amount is None else amount, open=asked)
        converted.append(part)
    return converted


def _days_between(first: Domain, last: Domain) -> Domain:
    if first is ABSENT or last is ABSENT:
        return ABSENT
    if not isinstance(first, Days) or not isinstance(last, Days) or first.or_not_yet or last.or_not_yet:
        return UNKNOWN
    return amounts.at_least_nothing((last.first - first.last).days, (last.last - first.first).days)


def extreme(values: Iterable[Domain], latest: bool) -> Domain:
    """The latest or earliest of dates, the greatest or least of numbers, amounts or periods."""
    given = list(values)
    if not given or ABSENT in given:
        return ABSENT
    if any(isinstance(value, Days) or value is NOT_YET for value in given):
        return _extreme_day(given, latest)
    if UNKNOWN in given:
        return UNKNOWN
    return amounts.extreme(given, latest)


def _extreme_day(values: list[Domain], latest: bool) -> Domain:
    if latest and NOT_YET in values:
        return NOT_YET
    if UNKNOWN in values:
        return UNKNOWN
    days = [value for value in values if isinstance(value, Days)]
    if latest:
        top = max(days, key=lambda day: (day.last, day.utc is not None, day.utc))
        first, last = max(day.first for day in days), top.last
        return Days(first, last, any(day.or_not_yet for day in days), top.utc if first == last else None)
    if not days:
        return NOT_YET
    sure = [day.last for day in days if not day.or_not_yet]
    low = min(days, key=lambda day: (day.first, day.utc is None, day.utc))
    last = min(sure) if sure else max(day.last for day in days)
    return Days(low.first, last, not sure, low.utc if low.first == last else None)


def hull(values: Iterable[Domain]) -> Domain:
    """The smallest domain that we can name which holds all of several values."""
    given = list(dict.fromkeys(values))
    if len(given) == 1:
        return given[0]
    if all(isinstance(value, bool | str | Options) for value in given):
        words: set[str | bool] = set()
        for value in given:
            words |= value.words if isinstance(value, Options) else {value}  # type: ignore[arg-type]
        return Options(frozenset(words))
    days = [value for value in given if isinstance(value, Days)]
    if days and all(isinstance(value, Days) or value is NOT_YET for value in given):
        not_yet = NOT_YET in given or any(day.or_not_yet for day in days)
        return Days(min(day.first for day in days), max(day.last for day in days), not_yet)
    if all(isinstance(value, int | Numbers) and not isinstance(value, bool) for value in given):
        return amounts.hull(given)
    return UNKNOWN


def add(values: Iterable[Domain]) -> Domain:
    """Numbers, amounts, or periods of one unit, added up."""
    total: Domain | None = None
    for value in values:
        total = value if total is None else amounts.added(total, value)
    return ABSENT if total is None else total
