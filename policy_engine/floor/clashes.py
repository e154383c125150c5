"""What a policy could do that the law does not bear, one value for each, and whether a run of a case shows it.

A policy is compared with the law as it is kindest to whom it protects: an uncertain rule counts as law. What facts
cannot decide is not compared; there a person decides in any case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from policy_engine.conditions.conditions import Operator
from policy_engine.evaluation import comparing, expressions, standing
from policy_engine.evaluation.domains import ABSENT, Days, Domain
from policy_engine.evaluation.findings import all_hold, truth_of
from policy_engine.evaluation.outcomes import judged_moment
from policy_engine.evaluation.overlays import Overlay
from policy_engine.evaluation.run import Run
from policy_engine.facts.money import Money
from policy_engine.rules.model import Forbids, Grants, Obliges, Rule


@dataclass(frozen=True, slots=True)
class Granting:
    """A rule with what it grants."""

    rule: Rule
    effect: Grants


@dataclass(frozen=True, slots=True)
class Obliging:
    """A rule with the duty that it puts on somebody."""

    rule: Rule
    effect: Obliges


@dataclass(frozen=True, slots=True)
class ClosesEarly:
    """The law grants it to whom it protects and is open, while the policy's grant of the same is met and closed."""

    action: str
    each: str
    judged_at: str
    ours: Granting
    others: tuple[Granting, ...]
    law: tuple[Granting, ...]

    @property
    def rule(self) -> Rule:
        return self.ours.rule

    def concerns(self, run: Run, member: str) -> bool:
        """Whether the policy's rule is met in a case, whatever the days are."""
        return _met(run, self.rule, member)

    def shown(self, run: Run, member: str) -> bool:
        """Whether a run of a case shows it."""
        if not _met(run, self.rule, member) or not law_open(run, self.law, member):
            return False
        return all(_closed(run, one, member) for one in self.others)


@dataclass(frozen=True, slots=True)
class GrantsForbidden:
    """The policy lets somebody do what the law forbids them."""

    action: str
    each: str
    judged_at: str
    ours: Granting
    law: tuple[Rule, ...]

    @property
    def rule(self) -> Rule:
        return self.ours.rule

    def shown(self, run: Run, member: str) -> bool:
        """Whether a run of a case shows it."""
        forbidden = any(run.standing(one, member).live.holds for one in self.law)
        return forbidden and _open(run, self.ours, member)


@dataclass(frozen=True, slots=True)
class ForbidsGranted:
    """The policy forbids what the law grants to whom it protects."""

    action: str
    each: str
    judged_at: str
    rule: Rule
    law: tuple[Granting, ...]

    def concerns(self, run: Run, member: str) -> bool:
        """Whether the policy's rule is met in a case, whatever the days are."""
        return _met(run, self.rule, member)

    def shown(self, run: Run, member: str) -> bool:
        """Whether a run of a case shows it."""
        live = run.standing(self.rule, member).live.holds is True
        return live and law_open(run, self.law, member)


@dataclass(frozen=True, slots=True)
class WorseDuty:
    """Both owe the same, and the policy asks more or sooner of whom the law protects, or less or later of another."""

    obligation: str
    each: str
    of_protected: bool
    ours: Obliging
    law: Obliging

    @property
    def rule(self) -> Rule:
        return self.ours.rule

    def shown(self, run: Run, member: str) -> bool:
        """Whether a run of a case shows it."""
        if not all(run.standing(one.rule, member).live.holds for one in (self.ours, self.law)):
            return False
        if self._waits(run, member):
            return True
        due, lawful = _due(run, self.ours, member), _due(run, self.law, member)
        if self.of_protected:
            return due is not ABSENT and (lawful is ABSENT or comparing.in_order(due, Operator.BEFORE, lawful) is True)
        if lawful is not ABSENT and (due is ABSENT or comparing.in_order(due, Operator.AFTER, lawful) is True):
            return True
        return self.compares_amounts and _less(run, self.ours.effect.amount, self.law.effect.amount, member)

    @property
    def compares_amounts(self) -> bool:
        """Whether both say how much, and not by the same name."""
        ours, law = self.ours.effect.amount, self.law.effect.amount
        return bool(law) and ours != law

    @property
    def may_wait(self) -> bool:
        """Whether the policy lets another than the protected party wait for what the law does not."""
        ours, law = self.ours.effect.may_wait_for, self.law.effect.may_wait_for
        return not self.of_protected and ours is not None and ours != law

    @property
    def waits_alike(self) -> bool:
        """Whether the law lets it wait for the same events, or for later ones, so that only `unless` may differ."""
        ours, law = self.ours.effect.may_wait_for, self.law.effect.may_wait_for
        return ours is not None and law is not None and set(ours.first_of) >= set(law.first_of)

    def _waits(self, run: Run, member: str) -> bool:
        if not self.may_wait:
            return False
        ours, law = self.ours.effect.may_wait_for, self.law.effect.may_wait_for
        assert ours is not None
        if ours.unless is not None and run.holds(ours.unless, member).holds is not False:
            return False
        if not self.waits_alike:
            return True
        return law is not None and law.unless is not None and run.holds(law.unless, member).holds is True


Clash: TypeAlias = ClosesEarly | GrantsForbidden | ForbidsGranted | WorseDuty


def clashes(overlay: Overlay) -> Iterator[Clash]:
    """Everything in which a policy could fall below a pack, whether it can come about or not."""
    for rule in overlay.policy.rules:
        for effect in rule.effects:
            match effect:
                case Grants():
                    yield from _of_grant(overlay, Granting(rule, effect))
                case Forbids(action=action):
                    law = _law_grants(overlay, action)
                    if law and overlay.joint.vocabulary.protects(overlay.joint.vocabulary.actions[action].actor):
                        known = overlay.joint.vocabulary.actions[action]
                        yield ForbidsGranted(action, known.each, known.judged_at, rule, law)
                case Obliges():
                    yield from _of_duty(overlay, Obliging(rule, effect))
                case _:
                    continue


def _of_grant(overlay: Overlay, ours: Granting) -> Iterator[Clash]:
    action = overlay.joint.vocabulary.actions[ours.effect.action]
    law = _law_grants(overlay, action.name)
    if law and overlay.joint.vocabulary.protects(action.actor):
        others = tuple(_grants(overlay.policy.rules, action.name))
        yield ClosesEarly(action.name, action.each, action.judged_at, ours, others, law)
    forbidding = overlay.statute.forbidders.get(action.name, ())
    if forbidding:
        yield GrantsForbidden(action.name, action.each, action.judged_at, ours, tuple(forbidding))


def _of_duty(overlay: Overlay, ours: Obliging) -> Iterator[Clash]:
    duty = overlay.joint.vocabulary.obligations[ours.effect.obligation]
    for rule in overlay.statute.obligers.get(duty.name, ()):
        for effect in rule.effects:
            if isinstance(effect, Obliges) and effect.obligation == duty.name:
                yield WorseDuty(
                    duty.name, duty.each, overlay.joint.vocabulary.protects(duty.by), ours, Obliging(rule, effect)
                )


def _law_grants(overlay: Overlay, action: str) -> tuple[Granting, ...]:
    return tuple(_grants(overlay.statute.granters.get(action, ()), action))


def _grants(rules: tuple[Rule, ...], action: str) -> Iterator[Granting]:
    for rule in rules:
        yield from (Granting(rule, one) for one in rule.effects if isinstance(one, Grants) and one.action == action)


def law_open(run: Run, law: tuple[Granting, ...], member: str) -> bool:
    """Whether some grant of the law is surely open."""
    return any(_open(run, one, member) for one in law)


def end_of(run: Run, granting: Granting, member: str) -> Domain:
    """The last day of a grant, where it is live and has one."""
    if granting.effect.until is None or not run.standing(granting.rule, member).live.holds:
        return ABSENT
    return expressions.stated_in(run, granting.effect.until, granting.rule, member).value


def _met(run: Run, rule: Rule, member: str) -> bool:
    return standing.concerns(run, rule, member).holds is True


def _open(run: Run, one: Granting, member: str) -> bool:
    return run.standing(one.rule, member).live.holds is True and _inside(run, one, member) is True


def _closed(run: Run, one: Granting, member: str) -> bool:
    return run.standing(one.rule, member).live.holds is False or _inside(run, one, member) is False


def _inside(run: Run, one: Granting, member: str) -> bool | None:
    """Whether the moment on which it is judged lies in the window; a bound without a value keeps it shut."""
    judged = judged_moment(run, one.effect.action, one.rule, member)
    bounds = []
    for bound, operator in ((one.effect.opens, Operator.ON_OR_AFTER), (one.effect.until, Operator.ON_OR_BEFORE)):
        if bound is not None:
            value = expressions.stated_in(run, bound, one.rule, member)
            if value.value is ABSENT:
                return False
            bounds.append(truth_of(comparing.in_order(judged.value, operator, value.value), judged, value))
    return all_hold(bounds).holds if bounds else True


def _due(run: Run, one: Obliging, member: str) -> Domain:
    if one.effect.due is None:
        return ABSENT
    found = expressions.stated_in(run, one.effect.due, one.rule, member).value
    return found if found is ABSENT or isinstance(found, Days) else ABSENT


def _less(run: Run, ours: str, law: str, member: str) -> bool:
    lawful = run.name(law, member).value
    if not isinstance(lawful, Money) or lawful.minor <= 0:
        return False
    if not ours:
        return True
    promised = run.name(ours, member).value
    if not isinstance(promised, Money) or promised.currency != lawful.currency:
        return promised is ABSENT
    return promised.minor < lawful.minor
