"""What a conclusion is: the value that the live rules give it, open where it is not known which of them are live."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from policy_engine.evaluation import expressions
from policy_engine.evaluation.domains import ABSENT, UNKNOWN, Domain, Options, a_day, is_open, options
from policy_engine.evaluation.findings import (
    NO_REVIEW,
    NOTHING,
    Found,
    Truth,
    doubted_by,
    withheld,
)
from policy_engine.evaluation.standing import UNSURE, Phase, There, bites, law_there
from policy_engine.facts.vocabulary import Combine, Conclusion
from policy_engine.rules.model import Rule, Sets

if TYPE_CHECKING:
    from policy_engine.evaluation.run import Run

MOST_CLASSES = 8
"""Words of an enum beyond so many classes are not tried out for a single conclusion."""
MOST_IDLE = 3
"""Nor is anything tried out where a conclusion turns on more facts than so many."""


class _Given(NamedTuple):
    """A rule that is or may be live, and the value that it gives."""

    rule: Rule
    live: Truth
    found: Found

    @property
    def clean(self) -> bool:
        """Whether neither the rule nor its value needs a person."""
        return self.live.clean and not self.found.review and not self.found.doubt


def concluded(run: Run, name: str, member: str) -> Found:
    """The value of a conclusion for a member; law that was not encoded may leave it to a person."""
    found = _by_rules(run, run.program.vocabulary.conclusions[name], member)
    for entry in run.program.doubters.get(name, ()):
        truth = bites(run, entry, member)
        if truth.holds:
            found = found._replace(review=found.review | {entry.id})
        elif truth.holds is None:
            found = found._replace(doubt=found.doubt | truth.open)
    return found


def _by_rules(run: Run, conclusion: Conclusion, member: str) -> Found:
    possible: list[tuple[Rule, Truth]] = []
    there, silent = run.ask(_rules_there, conclusion.name, member)
    left_out = NO_REVIEW
    for rule in (run.program.setters[conclusion.name][number] for number in there):
        live, phase, _ = run.standing(rule, member)
        if live.holds is False:
            silent = withheld(silent, live)
            if phase is Phase.TOO_UNSURE:
                left_out |= {f"{UNSURE}{rule.id}"}
        else:
            possible.append((rule, live))
    given = [_Given(rule, live, _value(run, rule, conclusion, member)) for rule, live in possible]
    if not given and left_out and conclusion.otherwise is None:
        # Whoever does not rely on what limits something does not know the limit: it is not as if there were none.
        return doubted_by(Found(ABSENT, NOTHING, left_out), silent)
    if all(one.live.holds for one in given):
        return doubted_by(_combined(conclusion, given), silent)
    found = doubted_by(_undecided(conclusion, given), silent)
    return _without_idle_points(run, conclusion, member, found) if len(given) > 1 and not run.trying else found


def _rules_there(run: Run, name: str, member: str) -> There:
    return law_there(run, run.program.setters_by_place.get(name, ()), member)


def _value(run: Run, rule: Rule, conclusion: Conclusion, member: str) -> Found:
    effect = next(e for e in rule.effects if isinstance(e, Sets) and e.name == conclusion.name)
    return expressions.stated_in(run, effect.value, rule, member)


def _combined(conclusion: Conclusion, given: list[_Given]) -> Found:
    if not given:
        return Found(_otherwise(conclusion))
    review = NO_REVIEW.union(*(one.live.review | one.found.review for one in given))
    doubt = NOTHING.union(*(one.live.doubt | one.found.doubt for one in given))
    open_points = NOTHING.union(*(one.found.open for one in given))
    first = given[0].found.value
    if len(given) == 1 or all(one.found.value == first and not is_open(one.found.value) for one in given):
        return Found(first, open_points, review, doubt)
    if conclusion.combine in (Combine.LONGEST, Combine.SHORTEST):
        latest = conclusion.combine is Combine.LONGEST
        value = expressions.extreme([one.found.value for one in given], latest)
        return Found(value, open_points if is_open(value) else NOTHING, review, doubt)
    if open_points:
        return Found(UNKNOWN, open_points, review, doubt)
    ids = "+".join(sorted({one.rule.id for one in given}))
    return Found(ABSENT, NOTHING, review | {f"conflict:{conclusion.name}:{ids}"}, doubt)


def _undecided(conclusion: Conclusion, given: list[_Given]) -> Found:
    """Some rules may or may not be live: the value is open unless all that may be live agree."""
    points = NOTHING.union(*(one.live.open | one.found.open for one in given))
    doubt = NOTHING.union(*(one.live.doubt | one.found.doubt | one.live.open for one in given if not one.clean))
    candidates = [one.found.value for one in given]
    if not any(one.live.holds for one in given):
        candidates.append(_otherwise(conclusion))
    if all(value == candidates[0] and not is_open(value) for value in candidates):
        return Found(candidates[0], NOTHING, NO_REVIEW, doubt)
    return Found(expressions.hull(candidates), points, NO_REVIEW, doubt)


def _otherwise(conclusion: Conclusion) -> Domain:
    """The declared default as a domain."""
    if isinstance(conclusion.otherwise, date):
        return a_day(conclusion.otherwise)
    return ABSENT if conclusion.otherwise is None else conclusion.otherwise  # type: ignore[return-value]


def _without_idle_points(run: Run, conclusion: Conclusion, member: str, found: Found) -> Found:
    """Drop open words that make no difference to this conclusion: each of them leads to the same."""
    if len(found.open) > MOST_IDLE:
        return found
    for point in sorted(found.open):
        classes = run.program.words.get(point.name, ())
        if not classes or len(classes) > MOST_CLASSES:
            continue
        domain = run.name(*point.address).value
        if not isinstance(domain, Options):
            continue
        parts = [words & domain.words for words in classes if words & domain.words]
        results = {run.under(point.address, options(frozenset(part)), conclusion.name, member) for part in parts}
        if len(results) == 1:
            return results.pop()
    return found
