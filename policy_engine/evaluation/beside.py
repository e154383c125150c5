"""Deciding under policies beside the law: the law's answers first and as they are, then those of the policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from policy_engine.decisions.model import (
    Decision,
    Obligation,
    ObligationCode,
    PolicyUsed,
    Question,
    Signal,
    Verdict,
    VerdictCode,
)
from policy_engine.evaluation.asked import asked_names
from policy_engine.evaluation.decide import check_case, decide_under, joined, merged
from policy_engine.evaluation.overlays import Overlay
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.several import answering, as_known_to
from policy_engine.facts.case import Case
from policy_engine.rules.policies import Layer

SILENT = frozenset(
    {VerdictCode.NOT_GRANTED.value, VerdictCode.NOT_RESTRICTED.value, VerdictCode.NOT_COVERED.value}
    | {ObligationCode.NOT_OWED.value, ObligationCode.NOT_COVERED.value}
)
"""Answers of the law that leave a matter to what somebody promised."""
_ORDER = tuple(layer.value for layer in (Layer.PLATFORM, Layer.SELLER))


def decide_beside(
    case: Case, programs: Sequence[Program], overlays: Sequence[Overlay], ask: tuple[str, ...] = ()
) -> Decision:
    """Decide a case under packs, and under policies over these packs.

    Raises CaseError when the case is impossible or asks for what does not exist.
    """
    names = asked_names(case, ask, overlays[0].program.vocabulary)
    parts = [decide_under(as_known_to(case, program.vocabulary), program, names) for program in programs]
    law = merged(case, names, answering(parts))
    law = msgspec.structs.replace(law, asked=names)
    ordered = sorted(overlays, key=lambda one: (_ORDER.index(one.policy.layer.value), one.policy.ref))
    return _beside(_without_strange_topics(law, programs, ordered), case, names, ordered)


def silent_of(decision: Decision) -> frozenset[str]:
    """What the law leaves to policies, as questions name it: `withdraw[shirt]`."""
    law: list[Verdict | Obligation] = [one for one in decision.verdicts if not one.layer]
    law += [one for one in decision.obligations if not one.layer]
    spoken = {_named(one) for one in law if code_of(one) not in SILENT}
    beside: list[Verdict | Obligation] = [one for one in decision.verdicts if one.layer]
    beside += [one for one in decision.obligations if one.layer]
    return frozenset({_named(one) for one in beside} - spoken)


def answers_counted(decision: Decision) -> tuple[Verdict | Obligation, ...]:
    """The answers by which a decision is judged: the law's, and those of policies where the law leaves it to them."""
    silent = silent_of(decision)
    answers: tuple[Verdict | Obligation, ...] = (*decision.verdicts, *decision.obligations)
    return tuple(one for one in answers if not one.layer or _named(one) in silent)


def code_of(answer: Verdict | Obligation) -> str:
    """The code of an answer, whatever it is about."""
    return answer.verdict.value if isinstance(answer, Verdict) else answer.state.value


def _named(answer: Verdict | Obligation) -> str:
    name = answer.action if isinstance(answer, Verdict) else answer.obligation
    return f"{name}[{answer.member}]" if answer.member else name


def _without_strange_topics(law: Decision, programs: Sequence[Program], overlays: Sequence[Overlay]) -> Decision:
    """What no pack speaks of anywhere and a policy does is no gap in the law, but a matter of the policy alone."""
    covered = {cover.topic for program in programs for cover in program.pack.covers}
    vocabulary = overlays[0].program.vocabulary
    answered = frozenset[str]().union(*(one.answered for one in overlays))
    strange = {name for name in answered if vocabulary.topic_of(name) not in covered}
    return msgspec.structs.replace(
        law,
        verdicts=tuple(one for one in law.verdicts if one.action not in strange),
        obligations=tuple(one for one in law.obligations if one.obligation not in strange),
        not_covered=tuple(one for one in law.not_covered if one not in strange),
    )


def _beside(law: Decision, case: Case, names: tuple[str, ...], overlays: Sequence[Overlay]) -> Decision:
    parts = [_of_policy(case, overlay, names) for overlay in overlays]
    whole = msgspec.structs.replace(
        law,
        vocabulary=tuple(dict.fromkeys((*law.vocabulary, *(one for part in parts for one in part.vocabulary)))),
        verdicts=(*law.verdicts, *(one for part in parts for one in part.verdicts)),
        obligations=(*law.obligations, *(one for part in parts for one in part.obligations)),
        terms=(*law.terms, *(one for part in parts for one in part.terms)),
        trace=(*law.trace, *(step for part in parts for step in part.trace)),
        policies=tuple(used for part in parts for used in part.policies),
        signals=tuple(
            sorted({one for part in parts for one in part.signals}, key=lambda one: (one.signal, one.member))
        ),
    )
    silent = silent_of(whole)
    questions = [_left(question, silent) for part in parts for question in part.questions]
    asked = joined((*law.questions, *(one for one in questions if one.about)))
    points = {point for part in parts for one in part.verdicts if _named(one) in silent for point in one.points}
    points |= {point for part in parts for one in part.obligations if _named(one) in silent for point in one.points}
    return msgspec.structs.replace(whole, questions=asked, review=tuple(sorted({*law.review, *points})))


def _left(question: Question, silent: frozenset[str]) -> Question:
    """A question as far as it bears on what the law leaves open to a policy, or on terms."""
    about = tuple(name for name in question.about if name in silent)
    return msgspec.structs.replace(question, about=about)


def _of_policy(case: Case, overlay: Overlay, names: tuple[str, ...]) -> Decision:
    """What a policy alone says of what is asked, each part marked as its own."""
    policy, topics = overlay.policy, overlay.program.vocabulary.topics
    own = tuple(name for name in names if name in topics or name in overlay.answered or name in overlay.concluded)
    part = decide_under(as_known_to(case, overlay.program.vocabulary), overlay.program, own)
    mark = {"layer": policy.layer.value, "policy": policy.ref}
    rules = {rule.key for rule in policy.rules}
    return msgspec.structs.replace(
        part,
        verdicts=tuple(
            msgspec.structs.replace(one, **mark)
            for one in part.verdicts
            if one.verdict is not VerdictCode.NOT_COVERED and one.action in overlay.answered
        ),
        obligations=tuple(
            msgspec.structs.replace(one, **mark)
            for one in part.obligations
            if one.state is not ObligationCode.NOT_COVERED and one.obligation in overlay.answered
        ),
        terms=tuple(msgspec.structs.replace(one, **mark) for one in part.terms if one.term in overlay.concluded),
        trace=tuple(step for step in part.trace if step.rule in rules),
        policies=(PolicyUsed(policy.ref, policy.layer.value, policy.digest, overlay.statute.pack.ref),),
        signals=tuple(_signals(case, overlay)),
    )


def _signals(case: Case, overlay: Overlay) -> Iterator[Signal]:
    """The risk signals that hold of the case as it is stated; what is unknown raises none."""
    if not overlay.policy.risk:
        return
    box, _ = check_case(as_known_to(case, overlay.program.vocabulary), overlay.program)
    run = Run(box, {})
    for one in overlay.policy.risk:
        for member in box.members_of(one.each) if one.each else ("",):
            if run.holds(one.when, member).holds:
                yield Signal(one.id, overlay.policy.ref, member)
