"""Several packs at once: one vocabulary to read the case in, what each of them knows of it, and which of them answer.

A released pack keeps the vocabulary that it was released with, and a vocabulary only grows: the widest reads the case.
What a narrower one does not know cannot have been asked by its pack, and a word that it does not know is open to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine.decisions.model import Decision, ObligationCode, VerdictCode
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Address, Case
from policy_engine.facts.values import Kind, Value
from policy_engine.facts.vocabulary import Vocabulary


def widest(programs: Sequence[Program]) -> Vocabulary:
    """The vocabulary with the most names: of those with equally many, that of the first pack."""
    return max((program.vocabulary for program in programs), key=_names)


def _names(vocabulary: Vocabulary) -> int:
    sorts = (vocabulary.facts, vocabulary.conclusions, vocabulary.actions, vocabulary.obligations)
    return sum(map(len, sorts)) + sum(len(fact.values) for fact in vocabulary.facts.values())


def as_known_to(case: Case, vocabulary: Vocabulary) -> Case:
    """A case in the words of one vocabulary."""
    facts = dict(_known(case, vocabulary))
    if len(facts) == len(case.facts) and all(facts[one] is case.facts[one] for one in facts):
        return case
    members = {group: ids for group, ids in case.members.items() if group in vocabulary.groups}
    return Case(case.id, case.ask, case.decide_on, facts, members, case.source, case.at)


def _known(case: Case, vocabulary: Vocabulary) -> Iterator[tuple[Address, Value]]:
    for address, value in case.facts.items():
        fact = vocabulary.facts.get(address[0])
        if fact is None:
            continue
        if fact.kind is Kind.ENUM and value not in fact.values:
            continue  # open rather than none of the words that this pack can ask for
        if isinstance(value, frozenset) and not value <= fact.values.keys():
            yield address, frozenset(value & fact.values.keys())
        else:
            yield address, value


def answering(parts: Sequence[Decision]) -> list[Decision]:
    """The packs that cover anything that was asked; all of them where none does."""
    return [part for part in parts if _covers_something(part)] or list(parts)


def _covers_something(part: Decision) -> bool:
    return (
        any(one.verdict is not VerdictCode.NOT_COVERED for one in part.verdicts)
        or any(one.state is not ObligationCode.NOT_COVERED for one in part.obligations)
        or any(term.values or term.open for term in part.terms)
    )
