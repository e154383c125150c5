"""A decision as a person reads it on a screen: the answers first, then why, then what to do about what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine.decisions.model import Decision
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from policy_engine.facts.values import parse_day
from policy_engine.render import messages
from policy_engine.render.behind import sections_after, sections_behind
from policy_engine.render.duties import duty_sections
from policy_engine.render.layout import Ink, Paint, Section, laid_out, paragraph, unpainted
from policy_engine.render.safety import safe
from policy_engine.render.telling import Telling
from policy_engine.render.trace import trace_section
from policy_engine.render.verdicts import verdict_sections
from policy_engine.render.words import Words
from policy_engine.rules.policies import Layer, Policy


def screen(
    decision: Decision,
    case: Case,
    programs: Sequence[Program],
    *,
    width: int,
    now: bool = False,
    trace: bool = False,
    paint: Paint = unpainted,
    policies: Sequence[Policy] = (),
) -> str:
    """Tell a decision in lines of at most this width; `now` says that nobody stated when to look at it."""
    telling = Telling(decision, case, programs, Words(), policies)
    lines = [paint(line, Ink.HEADING) for line in _header(telling, width, now=now)]
    lines += laid_out(answers(telling), width, paint)
    for section in sections_after(telling):
        lines += laid_out([section], width, paint)
    if trace:
        for section in (*sections_behind(telling), trace_section(telling)):
            lines += laid_out([section], width, paint)
    else:
        lines += ["", *(paint(line, Ink.FAINT) for line in paragraph(_closing(telling), width))]
    return "".join(f"{line}\n" for line in lines)


def _closing(telling: Telling) -> str:
    """What there is to see beyond this screen."""
    weak = len(telling.decision.unverified)
    if weak == 1:
        return messages.BEHIND_ONE_UNVERIFIED
    return telling.words.say(messages.BEHIND_UNVERIFIED, count=str(weak)) if weak else messages.BEHIND


def answers(telling: Telling) -> list[Section]:
    """The sections that answer, in the order in which it was asked."""
    vocabulary, asked = telling.texts.vocabulary, telling.decision.asked
    found: list[tuple[str, Section]] = [*verdict_sections(telling), *duty_sections(telling)]

    def place(name: str) -> int:
        named = (name, vocabulary.topic_of(name))
        return min((asked.index(one) for one in named if one in asked), default=len(asked))

    # What came with a topic and no pack covers is told together, below.
    left = [name for name, _ in found if name in telling.decision.not_covered and name not in asked]
    told = [one for one in found if one[0] not in left] or found
    return [section for _, section in sorted(told, key=lambda one: place(one[0]))]


def _header(telling: Telling, width: int, *, now: bool) -> Iterator[str]:
    case, say = telling.case, telling.words.say
    zone = telling.clocks.of_case()
    parts = [safe(case.id), *(telling.words.place(code) for code in telling.decision.places)]
    parts += [telling.words.together(messages.ASKED, moment=told) for told in _asked(telling)]
    looked_at = messages.LOOKED_AT_NOW if now else messages.LOOKED_AT
    parts.append(telling.words.together(looked_at, moment=telling.words.moment(case.decide_on, zone)))
    yield from paragraph(messages.BESIDE.join(part for part in parts if part), width)
    for pack in telling.decision.packs:
        yield from paragraph(
            say(messages.PACK, pack=pack.ref, day=telling.words.day(parse_day(pack.law_known_to))), width
        )
    if telling.is_all_after_law_known:
        yield from paragraph(messages.ALL_AFTER_LAW_KNOWN, width)
    for policy in telling.decision.policies:
        yield from paragraph(
            say(messages.POLICY, policy=policy.ref, whose=messages.POLICIES[Layer(policy.layer)]), width
        )


def _asked(telling: Telling) -> Iterator[str]:
    """When the rights that are asked about were used, where the case states it."""
    vocabulary = telling.texts.vocabulary
    asked = [vocabulary.actions[one.action] for one in telling.decision.verdicts if one.action in vocabulary.actions]
    judged = dict.fromkeys((action.judged_at, action.actor) for action in asked if action.right)
    for fact, actor in judged:
        told = telling.stated(fact, telling.clocks.of(actor))
        if told:
            yield told
