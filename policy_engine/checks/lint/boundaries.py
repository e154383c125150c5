"""Edges that no example stands on: the last day in, the first day out, both sides of a carve-out and of a first day.

Law goes wrong at its edges. An example far inside of a window holds whether the window ends a day sooner or later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from policy_engine.checks.cuts import first_day
from policy_engine.checks.lint.edges import Edges, begins_inside, edges_of
from policy_engine.checks.lint.families import begins
from policy_engine.checks.lint.subject import Check, LintFinding, Subject
from policy_engine.conditions.conditions import All, Condition, Operator, Test
from policy_engine.conditions.expressions import Expression
from policy_engine.facts.vocabulary import DECIDE_ON
from policy_engine.rules.model import Exemption, Grants, Obliges, Rule
from policy_engine.rules.statements import Statement, statements_of

_DAY = timedelta(days=1)
_LAST_IN, _FIRST_OUT = 0, 1


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
    for effect in rule.effects:
        match effect:
            case Grants(action=name, until=end) | Obliges(obligation=name, due=end) if end is not None:
                after = edges.after.get((rule.id, name), set())
                day_in = "due on the last day" if isinstance(effect, Obliges) else "used on its last day"
                day_out = "a day late" if isinstance(effect, Obliges) else "used a day too late"
                for days, how in ((_LAST_IN, day_in), (_FIRST_OUT, day_out)):
                    ended = days == _FIRST_OUT and isinstance(effect, Obliges) and _ends_with(rule.when, end)
                    if days not in after and not ended:
                        yield _objection(rule.id, f"no example has `{name}` of rule `{rule.id}` {how}", rule)
            case _:
                continue


def _ends_with(condition: Condition, end: Expression) -> bool:
    """Whether it asks to be looked at by that very day: such a duty is over on the day after, and never late."""
    match condition:
        case Test(subject=subject, operator=Operator.ON_OR_BEFORE, operands=operands):
            return subject == DECIDE_ON and operands == (end,)
        case All(parts=parts):
            return any(_ends_with(part, end) for part in parts)
        case _:
            return False


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
    shown, first = edges.governed.get(id(one.stated), set()), begins(one)
    for day, what in ((first - _DAY, "the day before"), (first, "the day on which")):
        if day not in shown:
            message = f"no example is governed by {day}, {what} `{one.id}` begins to be law"
            yield LintFinding(Check.BOUNDARIES, one.id, message, one.at, "add an example of that day, at its place")


def _objection(name: str, message: str, stated: Rule | Exemption) -> LintFinding:
    return LintFinding(Check.BOUNDARIES, name, message, stated.at, "add an example that stands on that edge")
