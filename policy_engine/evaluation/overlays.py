"""A policy over one rule pack: a program of its own rules, which use what the law concludes and nothing of its grants.

The law is decided by its own program, as if there were no policy. So no term of a policy can worsen one of the law, and
nothing is mixed term by term: what a policy counts with it states itself, under a name that the pack does not use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policy_engine.conditions.conditions import Axioms
from policy_engine.errors import PackError, Problem
from policy_engine.evaluation.program import Program, compile_program
from policy_engine.facts.values import EARLIEST, LATEST
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.jurisdictions import Places
from policy_engine.rules.model import Coverage, NotEncoded, Pack, Rule, Scope, Sets
from policy_engine.rules.policies import Policy, answers_of, sets_of
from policy_engine.rules.walking import all_exemptions


@dataclass(frozen=True, slots=True)
class Overlay:
    """A policy over one pack. `statute` is the law alone, `joint` both at once, to hold one against the other."""

    policy: Policy
    program: Program
    statute: Program
    joint: Program

    @property
    def answered(self) -> frozenset[str]:
        """The actions and obligations on which the policy has rules of its own."""
        return frozenset(name for rule in self.policy.rules for name in answers_of(rule))

    @property
    def concluded(self) -> frozenset[str]:
        """The conclusions that are the policy's own."""
        return frozenset(name for rule in self.policy.rules for name in sets_of(rule))


def compile_overlay(policy: Policy, statute: Program, vocabulary: Vocabulary, axioms: Axioms) -> Overlay:
    """Put a policy over a rule pack.

    Raises PackError where it gives a value to what the pack itself concludes, or has an id of the pack.
    """
    problems = [*_taken(policy, statute.pack)]
    if problems:
        raise PackError(problems)
    behind = tuple(one for one in map(_concluding, statute.pack.rules) if one is not None)
    own = _pack(policy, statute.pack, behind, vocabulary)
    both = replace(
        own,
        law_known_to=statute.pack.law_known_to,
        covers=statute.pack.covers,
        rules=(*statute.pack.rules, *policy.rules),
        not_encoded=statute.pack.not_encoded,
    )
    return Overlay(
        policy,
        compile_program(own, vocabulary, axioms, statute.calendars),
        statute,
        compile_program(both, vocabulary, axioms, statute.calendars),
    )


def _taken(policy: Policy, pack: Pack) -> Iterator[Problem]:
    settled = {name for rule in pack.rules for name in sets_of(rule)}
    ids = {rule.id for rule in pack.rules} | {one.id for rule in pack.rules for one in all_exemptions(rule)}
    for rule in policy.rules:
        for name in sorted(sets_of(rule) & settled):
            advice = "state what the policy promises under a name of its own, such as `promise.return_end`"
            yield Problem(rule.at, f"`{rule.id}` gives a value to `{name}`, which `{pack.ref}` concludes", advice)
        if rule.id in ids:
            yield Problem(rule.at, f"`{rule.id}` is already the id of a rule of `{pack.ref}`")


def _concluding(rule: Rule) -> Rule | None:
    """What a rule of law concludes, and what it sets aside, without what it grants, forbids and obliges."""
    effects = tuple(effect for effect in rule.effects if isinstance(effect, Sets))
    return replace(rule, effects=effects) if effects or rule.overrides else None


def _pack(policy: Policy, pack: Pack, behind: tuple[Rule, ...], vocabulary: Vocabulary) -> Pack:
    named = pack.named_places | {area for rule in policy.rules for area in rule.scope.areas}
    return replace(
        pack,
        digest=policy.digest,
        law_known_to=LATEST,
        covers=tuple(_covers(policy, pack, vocabulary)),
        sources={**pack.sources, **policy.sources},
        methods=policy.methods,
        method_cites=policy.method_cites,
        rules=(*behind, *policy.rules),
        grids={**pack.grids, **policy.grids},
        not_encoded=tuple(_doubts(pack, vocabulary)),
        places=Places({**pack.places.unions}),
        named_places=named,
    )


def _covers(policy: Policy, pack: Pack, vocabulary: Vocabulary) -> Iterator[Coverage]:
    """The places of the pack, on every day: there the policy answers by its own dates."""
    areas: dict[str, dict[str, None]] = {}
    for cover in pack.covers:
        areas.setdefault(cover.scope.place, {}).update(dict.fromkeys(cover.scope.areas))
    found: Mapping[Coverage, None] = {
        Coverage(topic, Scope(rule.scope.place, tuple(known), rule.scope.governed_by), EARLIEST): None
        for rule in policy.rules
        for topic in _topics(rule, vocabulary)
        if (known := areas.get(rule.scope.place, dict.fromkeys(rule.scope.areas)))
    }
    yield from found


def _topics(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    for name in sorted(answers_of(rule)):
        topic = vocabulary.topic_of(name)
        if topic:
            yield topic


def _doubts(pack: Pack, vocabulary: Vocabulary) -> Iterator[NotEncoded]:
    """Law that facts cannot decide, as far as it touches conclusions, which the policy may use."""
    for entry in pack.not_encoded:
        touched = tuple(name for name in entry.touches if name in vocabulary.conclusions)
        if touched:
            yield replace(entry, touches=touched)
