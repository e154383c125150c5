"""Which statements of a pack an example shows to matter as a whole: without one, some example no longer holds.

It is the question of `checks.mattering` without the clauses inside, so it is quicker, and it asks carve-outs, counting
methods and calendars too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policy_engine.calendar.calendars import NO_CALENDARS
from policy_engine.calendar.methods import CountingMethod, OffHolidays, OffWeekend, Regional, Roll, Substitutes
from policy_engine.calendar.periods import MissingDate
from policy_engine.checks.chances import Chance, Statement
from policy_engine.checks.cuts import Cut, cuts_of_rule
from policy_engine.checks.findings import FindingKind
from policy_engine.checks.mattering import changed
from policy_engine.checks.watching import Watched
from policy_engine.decisions.examples import ExampleSet
from policy_engine.errors import CaseError
from policy_engine.evaluation.program import Program, compile_program
from policy_engine.rules.model import Pack, Rule

COUNTING = "counting."
CALENDARS = "calendars"


def names_of(pack: Pack) -> frozenset[str]:
    """Every name that can stand for a row of a sheet: statements, grids, counting methods and their keys, calendars."""
    names = {name for name, _, _ in _parts(pack)} | {CALENDARS}
    return frozenset(names | {f"{COUNTING}{name}" for name in pack.methods} | {name for name, _ in _counted(pack)})


def shown_to_matter(program: Program, examples: ExampleSet, wanted: frozenset[str]) -> frozenset[str]:
    """Those of the names without which some example that holds now would not."""
    watched = tuple(_holding(program, examples))
    found: set[str] = set()
    for name, statement, rest in _parts(program.pack):
        if name in wanted and name not in found and _noticed(program, watched, statement, rest):
            found.add(name)
    for name, other in _otherwise(program):
        if name in wanted and name not in found and any(one.notices(other) for one in watched):
            found.add(name)
    return frozenset(found)


def _parts(pack: Pack) -> Iterator[tuple[str, Statement, Statement | None]]:
    """Every statement by its name, and what stands in its place without it; a row also by the name of its grid."""
    for rule in pack.rules:
        yield rule.id, rule, None
        yield from ((cut.id, rule, cut.rest) for cut in _exemptions(cuts_of_rule(rule, ())))
    for grid in pack.grids.values():
        for row in grid.rows:
            yield row.id, row, None
            yield grid.id, row, None
    for entry in pack.not_encoded:
        yield entry.id, entry, None


def _exemptions(cut: Cut[Rule]) -> Iterator[Cut[Rule]]:
    for inner in cut.inside:
        if inner.kind is FindingKind.EXEMPTION_UNSHOWN:
            yield inner
        yield from _exemptions(inner)


def _noticed(program: Program, watched: Iterable[Watched], statement: Statement, rest: Statement | None) -> bool:
    likely = [(one.chance(statement, rest), one) for one in watched]
    ranked = sorted((pair for pair in likely if pair[0] is not Chance.NONE), key=lambda pair: (pair[0], pair[1].open))
    if not ranked:
        return False
    without = _compiled(program, changed(program.pack, {id(statement): rest}))
    return any(one.notices(without) for _, one in ranked)


def _compiled(program: Program, pack: Pack) -> Program:
    return compile_program(pack, program.vocabulary, program.axioms, program.calendars)


def _holding(program: Program, examples: ExampleSet) -> Iterator[Watched]:
    for example in examples.examples:
        try:
            watched = Watched.of(example, program)
        except CaseError:
            continue
        if not watched.notices(program):
            yield watched


def _otherwise(program: Program) -> Iterator[tuple[str, Program]]:
    """The program without one key of a counting method, without the method, or without its calendars."""
    pack = program.pack
    for name, method in _counted(pack):
        other = _compiled(program, replace(pack, methods={**pack.methods, method.id: method}))
        yield name, other
        yield name.rpartition(".")[0], other
    yield CALENDARS, replace(program, calendars=NO_CALENDARS)


def _counted(pack: Pack) -> Iterator[tuple[str, CountingMethod]]:
    """Every key of a counting method that says something, with the method as it would be if it did not."""
    for method in pack.methods.values():
        otherwise = {
            "roll": replace(method, roll=Roll.NONE, ends_on=frozenset()),
            "off_weekend": _without_weekend(method),
            "off_holidays": _without_holidays(method),
            "regional": _without_regions(method),
            "missing_date": replace(method, missing_date=_other_date(method)),
            "min_two_working_days": replace(method, min_two_working_days=False),
        }
        yield from ((f"{COUNTING}{method.id}.{key}", other) for key, other in otherwise.items() if other != method)


def _bare(method: CountingMethod) -> CountingMethod:
    return CountingMethod(method.id, Roll.NONE, OffWeekend.NONE, OffHolidays.NONE, calendar=method.calendar)


def _without_weekend(method: CountingMethod) -> CountingMethod:
    if method.off_holidays is OffHolidays.NONE:
        return _bare(method)
    return replace(method, off_weekend=OffWeekend.NONE, ends_on=frozenset(), unsettled_weekdays=frozenset())


def _without_holidays(method: CountingMethod) -> CountingMethod:
    if method.off_weekend == OffWeekend.NONE:
        return _bare(method)
    return replace(
        method,
        off_holidays=OffHolidays.NONE,
        regional=Regional.IGNORED,
        substitutes=Substitutes.COUNT,
        unsettled_holidays=frozenset(),
        days_off_of=method.days_off_of if method.off_weekend == OffWeekend.PLACE else "",
    )


def _without_regions(method: CountingMethod) -> CountingMethod:
    if method.regional is Regional.IGNORED:
        return method
    return replace(method, off_holidays=OffHolidays.NATIONAL, regional=Regional.IGNORED)


def _other_date(method: CountingMethod) -> MissingDate:
    return next(one for one in MissingDate if one is not method.missing_date)
