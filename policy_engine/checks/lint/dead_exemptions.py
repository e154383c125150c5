"""Carve-outs that never bite where what they are carved out of is met: they carve out nothing.

Proved over every case that the vocabulary permits, and held against the examples.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.checks.lint.edges import edges_of
from policy_engine.checks.lint.shown import shown_to_bite
from policy_engine.checks.lint.subject import CannotSay, Check, LintFinding, Subject
from policy_engine.proof.law import Law
from policy_engine.proof.prover import Prover
from policy_engine.proof.symbols import Formula, every
from policy_engine.rules.model import Exemption, Rule

_HELP = "look for a line of it that its rule, or the vocabulary, rules out; or leave it out"


def find(subject: Subject) -> Iterator[LintFinding | CannotSay]:
    """Every exemption that no case makes bite, of rules that some case may meet."""
    prover = Prover(subject.program)
    live = edges_of(subject).live
    for rule in subject.program.pack.rules:
        if rule.exemptions and (id(rule) in live or not prover.never(lambda law, rule=rule: _met(law, rule, ()))):  # type: ignore[misc]
            yield from _dead(subject, prover, rule, ())


def _dead(
    subject: Subject, prover: Prover, rule: Rule, around: tuple[Exemption, ...]
) -> Iterator[LintFinding | CannotSay]:
    holder, bitten = around[-1] if around else rule, edges_of(subject).bitten
    for one in holder.exemptions:
        chain = (*around, one)
        if True in bitten.get(id(one), ()):
            yield from _dead(subject, prover, rule, chain)
            continue
        never = prover.never(lambda law, chain=chain: _met(law, rule, chain))  # type: ignore[misc]
        if never is None:
            yield CannotSay(Check.DEAD_EXEMPTIONS, one.id, f"whether `{one.id}` can bite", one.at)
        elif not never:
            yield from _dead(subject, prover, rule, chain)
        elif shown_to_bite(subject, rule, one):
            yield CannotSay(Check.DEAD_EXEMPTIONS, one.id, f"`{one.id}` never bites", one.at)
        else:
            message = f"exemption `{one.id}` can never bite where `{holder.id}` is met"
            yield LintFinding(Check.DEAD_EXEMPTIONS, one.id, message, one.at, _HELP)


def _met(law: Law, rule: Rule, chain: tuple[Exemption, ...]) -> Formula:
    """The rule met, and each exemption of a chain, the last one biting."""
    member = law.world.names[0] if rule.each else ""
    met = [law.met(rule, member), *(law.met(one, member) for one in chain)]
    return every([*met, *(law.bites(one, member) for one in chain[-1:])])
