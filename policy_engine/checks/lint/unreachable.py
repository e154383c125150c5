"""Rules that no case can reach: what they ask cannot be, or something sets them aside whenever they are met.

Proved over every case that the vocabulary permits, and held against the examples.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.checks.lint.edges import edges_of
from policy_engine.checks.lint.shown import shown_live
from policy_engine.checks.lint.subject import CannotSay, Check, LintFinding, Subject
from policy_engine.proof.law import Law
from policy_engine.proof.prover import Prover
from policy_engine.proof.symbols import Formula, every, no
from policy_engine.rules.model import GridRow, NotEncoded, Rule

_Stated = Rule | GridRow | NotEncoded
_HELP = {
    "asks what cannot be": "look for a line that rules out another, or one that the vocabulary rules out",
    "is always exempted": "narrow the exemption, or leave the rule out",
    "is always set aside": "narrow what overrides it, or leave it out",
}


def find(subject: Subject) -> Iterator[LintFinding | CannotSay]:
    """Every rule, row and entry of `not_encoded` that no case can make live."""
    prover, pack, live = Prover(subject.program), subject.program.pack, edges_of(subject).live
    rows = [row for grid in pack.grids.values() for row in grid.rows]
    everything: list[_Stated] = [*pack.rules, *rows, *pack.not_encoded]
    for stated in everything:
        if id(stated) in live:
            continue
        reason = _why_never(prover, stated)
        if not reason:
            continue
        if reason not in _HELP:
            yield CannotSay(Check.UNREACHABLE, stated.id, f"whether `{stated.id}` can apply", stated.at)
        elif shown_live(subject, stated):
            yield CannotSay(Check.UNREACHABLE, stated.id, f"`{stated.id}` {reason}", stated.at)
        else:
            message = f"`{stated.id}` can never apply: it {reason}"
            yield LintFinding(Check.UNREACHABLE, stated.id, message, stated.at, _HELP[reason])


def _why_never(prover: Prover, stated: _Stated) -> str:
    """Why nothing can make it live; empty where something may, and no reason of ours where the solver gave up."""

    def live(law: Law) -> Formula:
        member = law.world.names[0] if not isinstance(stated, Rule) or stated.each else ""
        match stated:
            case Rule():
                return law.live(stated, member)
            case GridRow():
                return law.row(stated, member)
            case NotEncoded():
                return law.entry(stated, member)

    never = prover.never(live)
    if not never:
        return "" if never is False else "may or may not"
    if not isinstance(stated, Rule) or prover.never(lambda law: law.met(stated, _member(law, stated))):
        return "asks what cannot be"
    return "is always exempted" if prover.never(lambda law: _unexempted(law, stated)) else "is always set aside"


def _unexempted(law: Law, rule: Rule) -> Formula:
    member = _member(law, rule)
    return every([law.met(rule, member), *(no(one) for one in law.exempted(rule, member))])


def _member(law: Law, rule: Rule) -> str:
    return law.world.names[0] if rule.each else ""
