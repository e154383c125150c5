"""The trace: every rule that bears on what is asked, and what became of it in a pass over the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policy_engine.calendar.counting import Counted
from policy_engine.conditions.walking import names_in
from policy_engine.decisions.model import CountLine, Step
from policy_engine.evaluation import expressions
from policy_engine.evaluation.asking import shown, worded
from policy_engine.evaluation.domains import Days, Domain, is_open
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import Phase, rows_of
from policy_engine.rules.model import Obliges, Rule, Sets
from policy_engine.rules.walking import uses_of_rule_with_values, uses_of_whole_rule


def reachable(program: Program, asked: Iterable[str]) -> tuple[tuple[Rule, ...], frozenset[str]]:
    """Every rule on which the answers asked for can turn, and every name they can use."""
    rules: dict[str, Rule] = {}
    names: set[str] = set()
    pending = list(asked)
    while pending:
        name = pending.pop()
        if name in names:
            continue
        names.add(name)
        pending += list(_used_by_name(program, name))
        for rule in _bearing_on(program, name):
            if rule.key not in rules:
                rules[rule.key] = rule
                pending += list(uses_of_whole_rule(rule))
    ordered = tuple(sorted(rules.values(), key=lambda rule: rule.key))
    return ordered, frozenset(names)


def _bearing_on(program: Program, name: str) -> Iterator[Rule]:
    for index in (program.setters, program.granters, program.forbidders, program.obligers, program.overriders):
        yield from index.get(name, ())


def _used_by_name(program: Program, name: str) -> Iterator[str]:
    aggregate = program.vocabulary.aggregates.get(name)
    if aggregate is not None:
        yield aggregate.of
    obligation = program.vocabulary.obligations.get(name)
    if obligation is not None:
        yield from obligation.tells
    grid = program.pack.grids.get(name)
    if grid is not None:
        for row in grid.rows:
            yield row.id
            yield from names_in(row.when)
    for entry in program.doubters.get(name, ()):
        yield from names_in(entry.when)


def trace(run: Run, rules: tuple[Rule, ...]) -> tuple[Step, ...]:
    """One step for each rule and member, by rule."""
    return tuple(
        _step(run, rule, member) for rule in rules for member in (run.box.members_of(rule.each) if rule.each else ("",))
    )


def _step(run: Run, rule: Rule, member: str) -> Step:
    standing = run.standing(rule, member)
    live = standing.phase is Phase.APPLIES
    gives = tuple(_gives(run, rule, member)) if live else ()
    counted = sorted(run.counts.get((rule.id, member), ()), key=lambda one: (one.event_day, one.last_day, str(one)))
    counts = tuple(_line(one) for one in counted)
    return Step(
        rule.key,
        standing.phase.value,
        member,
        standing.by,
        tuple(sorted({shown(run.box, point.address) for point in standing.live.open})),
        gives,
        counts if live else (),
        tuple(_rows(run, rule, member)) if live else (),
    )


def _rows(run: Run, rule: Rule, member: str) -> Iterator[str]:
    """The rows that govern the case, of the grids that a rule reads."""
    for name in sorted(set(uses_of_rule_with_values(rule)) & run.program.pack.grids.keys()):
        grid = run.program.pack.grids[name]
        yield from (row.id for row, live in rows_of(run, grid, member if grid.each else "")[0] if live.holds)


def _gives(run: Run, rule: Rule, member: str) -> Iterator[tuple[str, str]]:
    for effect in rule.effects:
        if isinstance(effect, Sets):
            yield effect.name, text_of(expressions.stated_in(run, effect.value, rule, member).value)
        elif isinstance(effect, Obliges) and effect.due is not None:
            yield effect.obligation, text_of(expressions.stated_in(run, effect.due, rule, member).value)


def _line(counted: Counted) -> CountLine:
    return CountLine(
        counted.event_day.isoformat(),
        counted.first_counted.isoformat(),
        counted.nominal_last.isoformat(),
        counted.last_day.isoformat(),
        tuple((shift.day.isoformat(), shift.why) for shift in counted.shifts),
        counted.reading,
    )


def text_of(value: Domain) -> str:
    """A value as the decision writes it: a day, an instant, money, a word."""
    if isinstance(value, Days) and not is_open(value):
        return f"{value.utc:%Y-%m-%dT%H:%M:%SZ}" if value.utc else value.first.isoformat()
    return worded(value)
