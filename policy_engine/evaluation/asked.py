"""What a case asks: names become targets, one for each member and each fact that names a place."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.errors import CaseError, Location, Problem
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.outcomes import Target
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from policy_engine.facts.vocabulary import Vocabulary


def asked_names(case: Case, ask: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """What is asked: as the caller says, else as the case says, else the topics whose trigger fact is stated.

    Raises CaseError for a name that cannot be asked, and where nothing is asked at all.
    """
    names = tuple(dict.fromkeys(ask or case.ask))
    if names:
        unknown = [name for name in names if not can_be_asked(name, vocabulary)]
        if unknown:
            raise CaseError(_unknown(name, case) for name in unknown)
        return names
    stated = {name for name, _ in case.facts}
    topics = tuple(sorted(name for name, topic in vocabulary.topics.items() if topic.trigger in stated))
    if not topics:
        triggers = ", ".join(f"`{topic.trigger}`" for _, topic in sorted(vocabulary.topics.items()))
        help_text = f"name actions, obligations or topics in `ask`, or state one of {triggers}"
        raise CaseError([Problem(Location(case.source), "the case asks nothing", help_text)])
    return topics


def can_be_asked(name: str, vocabulary: Vocabulary) -> bool:
    """Actions, obligations, topics and terms can be asked."""
    term = vocabulary.conclusions.get(name)
    return name in vocabulary.actions or name in vocabulary.obligations or name in vocabulary.topics or bool(term)


def _unknown(name: str, case: Case) -> Problem:
    return Problem(
        Location(case.source, path="ask"),
        f"`{name[:60]}` is no action, obligation, topic or term",
        "`policy-engine facts` lists what can be asked",
    )


def targets_of(names: tuple[str, ...], box: Box) -> tuple[Target, ...]:
    """The targets of all that is asked, in a fixed order."""
    found = [target for name in names for target in _targets(name, box)]
    return tuple(sorted(set(found)))


def _targets(name: str, box: Box) -> Iterator[Target]:
    program, vocabulary = box.program, box.program.vocabulary
    if name in vocabulary.topics:
        for part in parts_of(name, program):
            yield from _targets(part, box)
    elif name in vocabulary.conclusions:
        for member in _members(vocabulary.conclusions[name].each, box):
            yield Target("term", name, member, "")
    else:
        sort = "action" if name in vocabulary.actions else "obligation"
        for place_fact in place_facts(name, program):
            for member in _members(vocabulary.each_of(name), box):
                yield Target(sort, name, member, place_fact)


def parts_of(asked: str, program: Program) -> Iterator[str]:
    """The actions and duties of a topic on which the pack has rules; what is no topic stands for itself."""
    vocabulary = program.vocabulary
    if asked not in vocabulary.topics:
        yield asked
        return
    for name, action in vocabulary.actions.items():
        if action.topic == asked and (name in program.granters or name in program.forbidders):
            yield name
    for name, obligation in vocabulary.obligations.items():
        if obligation.topic == asked and name in program.obligers:
            yield name


def place_facts(name: str, program: Program) -> tuple[str, ...]:
    """The facts whose places select the rules about an action or duty; those of its topic where there are none."""
    indexes = (program.granters, program.forbidders, program.obligers)
    facts = {rule.scope.place for index in indexes for rule in index.get(name, ())}
    if not facts:
        topic = program.vocabulary.topic_of(name)
        facts = {cover.scope.place for cover in program.pack.covers if cover.topic == topic}
    return tuple(sorted(facts)) or ("",)


def _members(group: str, box: Box) -> tuple[str, ...]:
    return box.members_of(group) if group else ("",)
