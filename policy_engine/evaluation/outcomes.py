"""One pass's answer to one thing that is asked: an action, a duty, or a term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policy_engine.conditions.conditions import Operator
from policy_engine.conditions.expressions import Expression, Ref
from policy_engine.conditions.walking import names_in_expression
from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.evaluation import comparing, expressions
from policy_engine.evaluation.domains import ABSENT, NOT_YET, Days, Domain, Special, a_day
from policy_engine.evaluation.findings import (
    NO_REVIEW,
    NOTHING,
    Found,
    Point,
    Truth,
    all_hold,
    any_holds,
    truth_of,
)
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import UNSURE, bites, governing_day, or_looked_at
from policy_engine.facts.vocabulary import Action
from policy_engine.rules.model import Coverage, Forbids, Grants, Obliges, Rule


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """One thing asked: its sort (action, obligation, term), name, member, and the fact that names the place."""

    sort: str
    name: str
    member: str
    place_fact: str


class Reached(NamedTuple):
    """What a pass reached: a code, or None with the facts on which it turns."""

    code: str | None
    open: frozenset[Point] = NOTHING
    review: frozenset[str] = NO_REVIEW
    rules: tuple[str, ...] = ()
    opens: Domain = ABSENT
    until: Domain = ABSENT
    value: Domain = ABSENT
    waiting: tuple[str, ...] = ()
    to: str = ""
    amount: str = ""
    consequence: str = ""
    before_waiting: Domain = ABSENT
    met: Domain = ABSENT
    late: bool = False


def reach(run: Run, target: Target, _member: str = "") -> Reached:
    """The answer of one pass."""
    if target.sort == "term":
        return _term(run, target)
    topic = run.program.vocabulary.topic_of(target.name)
    covered = coverage(run, topic, target)
    if covered.holds is False:
        return Reached(VerdictCode.NOT_COVERED.value)
    reached = _action(run, target) if target.sort == "action" else _obligation(run, target)
    if covered.holds is None:
        return Reached(None, covered.open | reached.open)
    return reached


def coverage(run: Run, topic: str, target: Target) -> Truth:
    """Whether the pack claims to know the law of this topic, for this place and day."""
    answers: list[Truth] = []
    for cover in _covers(run, topic, target.place_fact):
        # What is asked once a case is covered where any entry lies there; of a list without entries nothing is.
        of_each = run.program.vocabulary.each_of(cover.scope.place) if not target.member else ""
        members = run.box.members_of(of_each) if of_each else (target.member,)
        place = any_holds(run.located(cover.scope.place, cover.scope.areas, one) for one in members)
        day = governing_day(run, cover.scope, target.member)
        since = truth_of(comparing.in_order(day.value, Operator.ON_OR_AFTER, a_day(cover.since)), day)
        answers.append(all_hold([place, since]))
    return any_holds(answers) if answers else Truth(False)


def _covers(run: Run, topic: str, place_fact: str) -> list[Coverage]:
    ours = [cover for cover in run.program.pack.covers if cover.topic == topic]
    selected = [cover for cover in ours if cover.scope.place == place_fact]
    return selected or ours


def after_law_known(run: Run, target: Target) -> bool:
    """Whether a day that selects this law is known, and lies after what the pack claims to know."""
    for cover in _covers(run, run.program.vocabulary.topic_of(target.name), target.place_fact):
        day = governing_day(run, cover.scope, target.member).value
        if isinstance(day, Days) and day.settled and day.last > run.program.pack.law_known_to:
            return True
    return False


def _rules(rules: tuple[Rule, ...], place_fact: str) -> list[Rule]:
    return [rule for rule in rules if rule.scope.place == place_fact]


def _touched(run: Run, target: Target) -> Truth:
    """Law that could not be encoded and touches the action or duty itself."""
    bitten = [(entry.id, bites(run, entry, target.member)) for entry in run.program.doubters.get(target.name, ())]
    review = frozenset(entry_id for entry_id, bite in bitten if bite.holds)
    doubt = NOTHING.union(*(bite.open for _, bite in bitten if bite.holds is None))
    return Truth(True, NOTHING, review, doubt)


class _Grant(NamedTuple):
    rule: Rule
    live: Truth
    inside: Truth
    opens: Found
    until: Found
    closed_by: tuple[Rule, ...] = ()
    """The rules that say when the window begins or ends, where it is not open for that."""


def _action(run: Run, target: Target) -> Reached:
    action = run.program.vocabulary.actions[target.name]
    grants = [
        _grant(run, rule, effect, target)
        for rule in _rules(run.program.granters.get(target.name, ()), target.place_fact)
        for effect in rule.effects
        if isinstance(effect, Grants) and effect.action == target.name
    ]
    forbidding = [
        (rule, run.standing(rule, target.member).live)
        for rule in _rules(run.program.forbidders.get(target.name, ()), target.place_fact)
        if any(isinstance(effect, Forbids) and effect.action == target.name for effect in rule.effects)
    ]
    granted = any_holds(all_hold([grant.live, grant.inside]) for grant in grants)
    forbidden = any_holds(truth for _, truth in forbidding)
    touched = _touched(run, target)
    seen = [granted, forbidden, touched]
    open_points = NOTHING.union(*(one.open for one in seen if one.holds is None), *(one.doubt for one in seen))
    if granted.holds is None or forbidden.holds is None or open_points:
        return Reached(None, open_points)
    review = NO_REVIEW.union(*(one.review for one in seen))
    bars = tuple(sorted(rule.id for rule, truth in forbidding if truth.holds))
    gives = [grant for grant in grants if grant.live.holds]
    if forbidden.holds and granted.holds:
        gave = sorted(grant.rule.id for grant in gives if grant.inside.holds)
        return Reached(VerdictCode.FORBIDDEN.value, NOTHING, review | {f"conflict:{'+'.join([*gave, *bars])}"}, bars)
    if forbidden.holds:
        return Reached(VerdictCode.FORBIDDEN.value, NOTHING, review, bars)
    if not granted.holds:
        review |= _closed_by_memory(run, action, gives)
    return _granted(gives, review, right=action.right)


def _closed_by_memory(run: Run, action: Action, gives: list[_Grant]) -> frozenset[str]:
    """The law of low grade by which alone windows are not open: that refuses nobody whom the law protects."""
    closing = [rule for grant in gives for rule in grant.closed_by]
    if not run.program.vocabulary.protects(action.actor) or any(rule.cite.decides_alone for rule in closing):
        return NO_REVIEW
    return frozenset(f"{UNSURE}{rule.id}" for rule in closing)


def _granted(gives: list[_Grant], review: frozenset[str], *, right: bool) -> Reached:
    inside = [grant for grant in gives if grant.inside.holds]
    shown = inside or gives
    rules = tuple(sorted(grant.rule.id for grant in shown))
    until = expressions.extreme([grant.until.value for grant in shown], True) if shown else ABSENT
    opens = expressions.extreme([grant.opens.value for grant in shown], False) if shown else ABSENT
    if inside:
        return Reached(VerdictCode.ALLOWED.value, NOTHING, review, rules, opens, until)
    code = VerdictCode.NOT_GRANTED if right else VerdictCode.NOT_RESTRICTED
    return Reached(code.value, NOTHING, review, rules, opens, until)


def _grant(run: Run, rule: Rule, effect: Grants, target: Target) -> _Grant:
    live = run.standing(rule, target.member).live
    nothing = Found(ABSENT)
    if live.holds is False:
        return _Grant(rule, live, Truth(True), nothing, nothing)
    judged = judged_moment(run, effect.action, rule, target.member)
    bounds: list[Truth] = []
    closing: list[Rule] = []
    found = {}
    for bound, operator in (("opens", Operator.ON_OR_AFTER), ("until", Operator.ON_OR_BEFORE)):
        expression = effect.opens if bound == "opens" else effect.until
        if expression is None:
            found[bound] = nothing
            continue
        value = expressions.stated_in(run, expression, rule, target.member)
        found[bound] = value
        if value.value is ABSENT:
            bounds.append(truth_of(True, value._replace(review=value.review | {f"no_value:{rule.id}:{bound}"})))
        else:
            inside = truth_of(comparing.in_order(judged.value, operator, value.value), judged, value)
            bounds.append(inside)
            if inside.holds is False:
                closing += _giving(run, rule, expression, target.member)
    return _Grant(rule, live, all_hold(bounds), found["opens"], found["until"], tuple(closing))


def _giving(run: Run, rule: Rule, bound: Expression, member: str) -> list[Rule]:
    """The rules that say when a window begins or ends: those that give what it names, else the rule itself."""
    setters = run.program.setters.get(bound.name, ()) if isinstance(bound, Ref) else ()
    return [one for one in setters if run.standing(one, member).live.holds] or [rule]


def window_open(run: Run, rule: Rule, effect: Grants, target: Target) -> Truth:
    """Whether the moment on which an action is judged lies in a grant's window."""
    return _grant(run, rule, effect, target).inside


def judged_moment(run: Run, action: str, by: Rule, member: str) -> Found:
    """The moment on which a rule judges an action; while it is not yet, the moment at which the case is looked at."""
    return or_looked_at(run, run.program.vocabulary.actions[action].judged_at, member, by.scope.place)


def _obligation(run: Run, target: Target) -> Reached:
    found = [
        (rule, effect, run.standing(rule, target.member).live)
        for rule in _rules(run.program.obligers.get(target.name, ()), target.place_fact)
        for effect in rule.effects
        if isinstance(effect, Obliges) and effect.obligation == target.name
    ]
    owed = any_holds(truth for _, _, truth in found)
    touched = _touched(run, target)
    undecided = NOTHING.union(owed.open if owed.holds is None else NOTHING, owed.doubt, touched.doubt)
    if owed.holds is None or undecided:
        return Reached(None, undecided)
    review = owed.review | touched.review
    if not owed.holds:
        return Reached(ObligationCode.NOT_OWED.value, NOTHING, review)
    live = [(rule, effect) for rule, effect, truth in found if truth.holds]
    reached = [_owed(run, rule, effect, target, review) for rule, effect in live]
    if len({one._replace(rules=()) for one in reached}) > 1:
        ids = "+".join(sorted(rule.id for rule, _ in live))
        return reached[0]._replace(review=review | {f"conflict:{target.name}:{ids}"})
    return reached[0]._replace(rules=tuple(sorted(rule.id for rule, _ in live)))


def _owed(run: Run, rule: Rule, effect: Obliges, target: Target, review: frozenset[str]) -> Reached:
    due = Found(ABSENT)
    if effect.due is not None:
        due = expressions.stated_in(run, effect.due, rule, target.member)
    waiting: tuple[str, ...] = ()
    before_waiting: Domain = ABSENT
    if effect.may_wait_for is not None:
        before_waiting = due.value
        due, waiting = _held_back(run, rule, effect, due, target)
    base = Reached(
        ObligationCode.OWED.value,
        NOTHING,
        review | due.review,
        (rule.id,),
        ABSENT,
        due.value,
        ABSENT,
        waiting,
        effect.to,
        effect.amount,
        effect.consequence,
        before_waiting,
    )
    met_by = run.program.vocabulary.obligations[target.name].met_by
    met = run.name(met_by, target.member) if met_by else Found(NOT_YET)
    happened = truth_of(comparing.happened(met.value), met)
    if base.review and (happened.holds is None or due.open):
        return base  # a person must look at it, however the open facts turn out
    if happened.holds is None:
        return base._replace(code=None, open=met.open)
    if happened.holds:
        in_time = comparing.in_order(met.value, Operator.ON_OR_BEFORE, due.value)
        late = due.value is not ABSENT and in_time is False
        return base._replace(code=ObligationCode.MET.value, met=met.value, late=late)
    if due.value is ABSENT:
        return base
    now = run.looked_at(run.program.vocabulary.obligations[target.name].by, target.member)
    over = truth_of(comparing.in_order(now.value, Operator.AFTER, due.value), now, due)
    if over.holds is None:
        return base._replace(code=None, open=over.open)
    if due.doubt:
        return base._replace(code=None, open=due.doubt)
    return base._replace(code=ObligationCode.OVERDUE.value) if over.holds else base


def _held_back(run: Run, rule: Rule, effect: Obliges, due: Found, target: Target) -> tuple[Found, tuple[str, ...]]:
    """The last day with the right to hold back: the later of the due day and the first of the events awaited."""
    wait = effect.may_wait_for
    assert wait is not None
    if wait.unless is not None:
        barred = run.holds(wait.unless, target.member, rule.scope.place)
        if barred.holds:
            return due._replace(review=due.review | barred.review), ()
        if barred.holds is None:
            later = _later(run, rule, effect, due, target)
            value = expressions.hull([due.value, later.value])
            return Found(value, due.open | later.open | barred.open, due.review, due.doubt | barred.doubt), ()
    later = _later(run, rule, effect, due, target)
    pending = later.value is NOT_YET and due.value is not NOT_YET
    names = tuple(name for one in wait.first_of for name in names_in_expression(one)) if pending else ()
    return later, names


def _later(run: Run, rule: Rule, effect: Obliges, due: Found, target: Target) -> Found:
    wait = effect.may_wait_for
    assert wait is not None
    events = [expressions.stated_in(run, one, rule, target.member) for one in wait.first_of]
    first = expressions.joined(expressions.extreme([one.value for one in events], False), events)
    return expressions.joined(expressions.extreme([due.value, first.value], True), [due, first])


def _term(run: Run, target: Target) -> Reached:
    found = run.name(target.name, target.member)
    if found.open or found.doubt:
        return Reached(None, found.open | found.doubt, found.review, (), ABSENT, ABSENT, found.value)
    return Reached(_code_of(found.value), NOTHING, found.review, (), ABSENT, ABSENT, found.value)


def _code_of(value: Domain) -> str:
    match value:
        case Days(first=first, utc=utc):
            return utc.isoformat() if utc else first.isoformat()
        case frozenset():
            return " ".join(sorted(value))
        case bool():
            return "true" if value else "false"
        case _:
            return str(value.value) if isinstance(value, Special) else str(value)
