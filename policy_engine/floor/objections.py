"""Where a policy falls below the law, told by a case: what it states, what the law answers, what the policy does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from policy_engine.decisions.model import Decision, Obligation, Verdict, Window
from policy_engine.errors import Problem
from policy_engine.evaluation.decide import decide_under
from policy_engine.evaluation.overlays import Overlay
from policy_engine.evaluation.several import as_known_to
from policy_engine.facts.case import Case, shown_address
from policy_engine.facts.values import NotBy, Value
from policy_engine.floor.clashes import Clash, ClosesEarly, ForbidsGranted, GrantsForbidden, WorseDuty


@dataclass(frozen=True, slots=True)
class Below:
    """A clash that comes about, with a case in which it does. `readings` are the points at which it reads the law."""

    clash: Clash
    case: Case
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotProved:
    """A clash of which nobody could say whether it comes about."""

    clash: Clash


def problem_of(found: Below | NotProved, overlay: Overlay) -> Problem:
    """Tell an objection to whoever wrote the policy."""
    clash, law = found.clash, overlay.statute.pack.ref
    said = _said(clash, law)
    if isinstance(found, NotProved):
        message = f"it could neither be proved nor refuted that {said}"
        return Problem(clash.rule.at, message, "narrow it with `when`, or let it end no sooner than the law does")
    return Problem(clash.rule.at, said, "\n  ".join(_shown(found, overlay)))


def _said(clash: Clash, law: str) -> str:
    rule = f"`{clash.rule.id}`"
    match clash:
        case ClosesEarly(action=action):
            return f"{rule} closes `{action}` where `{law}` keeps it open"
        case GrantsForbidden(action=action):
            return f"{rule} allows `{action}` where `{law}` forbids it"
        case ForbidsGranted(action=action):
            return f"{rule} forbids `{action}` where `{law}` grants it"
        case WorseDuty(obligation=name, of_protected=True):
            return f"{rule} asks for `{name}` sooner than `{law}` does"
        case WorseDuty(obligation=name):
            return f"{rule} lets `{name}` be later or less than `{law}` does"
        case _:
            assert_never(clash)


def _shown(found: Below, overlay: Overlay) -> Iterator[str]:
    """The case, and what both sides answer to it."""
    case, name = found.case, asked_of(found.clash)
    vocabulary = overlay.joint.vocabulary
    facts = sorted((shown_address(vocabulary, one), _value(value)) for one, value in case.facts.items())
    yield "in this case: " + ", ".join(f"{fact} = {value}" for fact, value in facts) + f", decide_on = {case.decide_on}"
    law = decide_under(as_known_to(case, overlay.statute.vocabulary), overlay.statute, (name,))
    yield f"{overlay.statute.pack.ref}: {_answers(law, name)}"
    yield f"{overlay.policy.ref}: {_answers(decide_under(case, overlay.program, (name,)), name)}"
    if found.readings:
        yield "as the law is read at: " + ", ".join(found.readings)


def asked_of(clash: Clash) -> str:
    """The action or obligation that a clash is about."""
    return clash.obligation if isinstance(clash, WorseDuty) else clash.action


def _answers(decision: Decision, name: str) -> str:
    verdicts = [_verdict(one) for one in decision.verdicts if one.action == name]
    duties = [_duty(one) for one in decision.obligations if one.obligation == name]
    return "; ".join([*verdicts, *duties]) or "says nothing"


def _verdict(one: Verdict) -> str:
    rules = ", ".join(f"`{cited.rule}`" for cited in one.because)
    return f"`{one.action}` {one.verdict.value}{_until(one.window)}" + (f" by {rules}" if rules else "")


def _duty(one: Obligation) -> str:
    rules = ", ".join(f"`{cited.rule}`" for cited in one.because)
    amount = f", {one.amount}" if one.amount else ""
    return f"`{one.obligation}` {one.state.value}{_until(one.due)}{amount}" + (f" by {rules}" if rules else "")


def _until(window: Window | None) -> str:
    return f" until {window.late_after}" if window is not None and window.late_after else ""


def _value(value: Value) -> str:
    match value:
        case bool():
            return str(value).lower()
        case frozenset():
            return f"[{', '.join(sorted(value))}]"
        case NotBy(by):
            return f"not by {by}"
        case _:
            return str(value)
