"""Edges that no example stands on: the last day in, the first day out, both sides of a carve-out and of a first day.

Law goes wrong at its edges. An example far inside of a window holds whether the window ends a day sooner or later.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.checks.cuts import first_day
from policy_engine.checks.lint.edges import FIRST_OUT, LAST_IN, Edges, begins_inside, edges_of, first_days, windows_of
from policy_engine.checks.lint.subject import Check, LintFinding, Subject
from policy_engine.rules.model import Exemption, Obliges, Rule
from policy_engine.rules.statements import Statement, statements_of

_USED = {LAST_IN: "used on its last day", FIRST_OUT: "used a day too late"}
_DUE = {LAST_IN: "due on the last day", FIRST_OUT: "a day late"}


def find(subject: Subject) -> Iterator[LintFinding]:
    """Every edge of a window, carve-out or first day that no example stands on."""
    pack = subject.program.pack
    edges = edges_of(subject)
    for rule in pack.rules:
        yield from _windows(rule, edges)
        yield from _carve_outs(rule, rule, edges)
    for one in statements_of(pack):
        if begins_inside(one, pack):
            yield from _first_days(one, edges)


def _windows(rule: Rule, edges: Edges) -> Iterator[LintFinding]:
    due = {effect.obligation for effect in rule.effects if isinstance(effect, Obliges)}
    for name, days in windows_of(rule):
        if days not in edges.after.get((rule.id, name), ()):
            how = (_DUE if name in due else _USED)[days]
            yield _objection(rule.id, f"no example has `{name}` of rule `{rule.id}` {how}", rule)


def _carve_outs(rule: Rule, holder: Rule | Exemption, edges: Edges) -> Iterator[LintFinding]:
    for one in holder.exemptions:
        shown = edges.bitten.get(id(one), set())
        name = f"exemption `{one.id}` from {first_day(one.effective.start)}"
        if True not in shown:
            yield _objection(one.id, f"in no example {name} bites", one)
        if False not in shown:
            yield _objection(one.id, f"no example meets `{holder.id}` where {name} does not bite", one)
        yield from _carve_outs(rule, one, edges)


def _first_days(one: Statement, edges: Edges) -> Iterator[LintFinding]:
    shown = edges.governed.get(id(one.stated), set())
    for day, what in zip(first_days(one), ("the day before", "the day on which"), strict=True):
        if day not in shown:
            message = f"no example is governed by {day}, {what} `{one.id}` begins to be law"
            yield LintFinding(Check.BOUNDARIES, one.id, message, one.at, "add an example of that day, at its place")


def _objection(name: str, message: str, stated: Rule | Exemption) -> LintFinding:
    return LintFinding(Check.BOUNDARIES, name, message, stated.at, "add an example that stands on that edge")
