"""From outcomes to what a decision says: verdicts, duties, terms and amounts, each with its grounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Test
from policy_engine.conditions.walking import tests_in
from policy_engine.decisions.model import (
    Amount,
    Cited,
    Obligation,
    ObligationCode,
    Step,
    Term,
    TermValue,
    Verdict,
    VerdictCode,
    Window,
)
from policy_engine.evaluation.asking import shown
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.domains import ABSENT, NOT_YET, UNKNOWN, Days, Domain, Options, is_open
from policy_engine.evaluation.exploring import UNDECIDED, Exploration
from policy_engine.evaluation.outcomes import Target, after_law_known, window_open
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.standing import Phase, Standing, judge
from policy_engine.evaluation.tracing import text_of
from policy_engine.evaluation.ways import Outcome, Passes, Way, points_of
from policy_engine.facts.citations import Grade
from policy_engine.facts.money import Money
from policy_engine.facts.values import Kind
from policy_engine.rules.model import Exemption, Grants, Rule
from policy_engine.rules.walking import all_exemptions


def verdict(passes: Passes, target: Target, found: Outcome, exploration: Exploration | None) -> Verdict:
    """What a decision says of an action."""
    run, box = passes.plain, passes.box
    code = VerdictCode(found.code) if found.code else VerdictCode.NEEDS_FACTS
    return Verdict(
        action=target.name,
        verdict=code,
        member=target.member,
        place=place_of(run, target),
        because=_because(run, target, found) if found.code else (),
        window=window_of(found.ways, granted=True),
        would=tuple(VerdictCode(one) for one in _would(found, exploration)),
        points=found.points,
        open=_open(box, found, exploration),
        unverified=found.unverified,
        after_law_known=code is not VerdictCode.NOT_COVERED and after_law_known(run, target),
    )


def obligation(passes: Passes, target: Target, found: Outcome, exploration: Exploration | None) -> Obligation:
    """What a decision says of a duty."""
    run, box = passes.plain, passes.box
    code = ObligationCode(found.code) if found.code else ObligationCode.NEEDS_FACTS
    owed = [way.reached for way in found.ways if way.reached.rules]
    first = owed[0] if owed else None
    rules = {rule for reached in owed for rule in reached.rules}
    duty = box.program.vocabulary.obligations[target.name]
    because = tuple(_cited(rule, "obliges") for rule in box.program.obligers.get(target.name, ()) if rule.id in rules)
    return Obligation(
        obligation=target.name,
        state=code,
        by=duty.by,
        member=target.member,
        place=place_of(run, target),
        to=first.to if first else "",
        because=tuple(dict.fromkeys(because)) if found.code else (),
        due=window_of(found.ways, granted=False),
        due_without_waiting=due_without_waiting(found.ways),
        amount=first.amount if first else "",
        waiting_for=first.waiting if first else (),
        consequence=first.consequence if first else "",
        met_on=text_of(first.met) if first and first.met is not ABSENT else "",
        met_late=bool(owed) and all(reached.late for reached in owed),
        would=tuple(ObligationCode(one) for one in _would(found, exploration)),
        points=found.points,
        open=_open(box, found, exploration),
        unverified=found.unverified,
        after_law_known=code is not ObligationCode.NOT_COVERED and after_law_known(run, target),
    )


def term(box: Box, target: Target, found: Outcome, exploration: Exploration | None) -> Term:
    """What a decision says of a term: its value, or the values it can still take."""
    kind = box.program.vocabulary.conclusions[target.name].kind
    leaves = exploration.leaves if exploration is not None and exploration.complete else ()
    values: dict[str, set[str]] = {}
    domains: list[Domain] = []
    for outcome, facts in [(found, ())] if not leaves else [(leaf.outcome, leaf.split) for leaf in leaves]:
        for way in outcome.ways:
            if way.reached.value is ABSENT or (way.reached.value is UNKNOWN and not leaves):
                continue
            domains.append(way.reached.value)
            why = {point for point, choice in way.choices.items() if choice}
            why |= {shown(box, one.address) for one in facts}
            values.setdefault(text_of(way.reached.value), set()).update(why)
    return Term(
        term=target.name,
        kind=kind.value,
        values=tuple(TermValue(value, tuple(sorted(values[value]))) for value in sorted(values)),
        member=target.member,
        act_by=_bound(domains, latest=False) if kind is Kind.DATE else "",
        late_after=_bound(domains, latest=True) if kind is Kind.DATE else "",
        open=_open(box, found, exploration),
        points=tuple(sorted(points_of(found.ways))),
    )


def amounts(terms: list[Term]) -> tuple[Amount, ...]:
    """Money terms as what is certain and what is disputed with the reason."""
    found: list[Amount] = []
    for one in terms:
        if one.kind != Kind.MONEY.value or not one.values:
            continue
        try:
            sums = [Money.parse(value.value) for value in one.values]
        except ValueError:
            continue  # a range: an undecided item leaves its own amount open
        low, high = min(sums, key=lambda money: money.minor), max(sums, key=lambda money: money.minor)
        disputed = "" if low == high else str(Money(high.minor - low.minor, low.currency))
        reasons = tuple(sorted({why for value in one.values for why in value.by})) if disputed else ()
        found.append(Amount(one.term, str(low), one.member, disputed, (*reasons, *one.points)))
    return tuple(found)


def _bound(domains: list[Domain], *, latest: bool) -> str:
    days = [domain for domain in domains if isinstance(domain, Days)]
    if not days or any(domain is NOT_YET for domain in domains):
        return ""
    if any(is_open(day) for day in days):
        return ""
    chosen = (
        max(days, key=lambda day: (day.last, day.utc is not None, day.utc))
        if latest
        else min(days, key=lambda day: (day.first, day.utc is None, day.utc))
    )
    return text_of(chosen)


def window_of(ways: tuple[Way, ...], *, granted: bool) -> Window | None:
    """The window of a right or the due date of a duty: the earliest and the latest of all ways."""
    ends = [way.reached.until for way in ways if way.reached.until is not ABSENT]
    opens = [way.reached.opens for way in ways if way.reached.opens is not ABSENT] if granted else []
    if not ends and not opens:
        return None
    running = any(end is NOT_YET for end in ends)
    return Window(_bound(ends, latest=False), _bound(ends, latest=True), _bound(opens, latest=False), running)


def due_without_waiting(ways: tuple[Way, ...]) -> Window | None:
    """When a duty that may be held back would be due if nothing were held back."""
    ends = [way.reached.before_waiting for way in ways if way.reached.before_waiting is not ABSENT]
    return Window(_bound(ends, latest=False), _bound(ends, latest=True)) if ends else None


def place_of(run: Run, target: Target) -> str:
    """The place whose law answers; empty while it is not known."""
    if not target.place_fact:
        return ""
    value = run.name(target.place_fact, target.member).value
    if isinstance(value, Options):
        outer = {str(word).partition("-")[0] for word in value.words}
        return outer.pop() if len(outer) == 1 else ""
    return str(value)


def _because(run: Run, target: Target, found: Outcome) -> tuple[Cited, ...]:
    """What gives the answer; before a rule that is not met come those by which open facts get there."""
    sure = tuple(_grounds(run, target))
    if any(one.how != "not_met" for one in sure):
        return sure
    return tuple(_grounds_of_some(run, target, found)) or sure


def _grounds(run: Run, target: Target) -> Iterator[Cited]:
    """Which rules grant, exempt, close or forbid; what is neither in force nor met is in the trace."""
    found: dict[Cited, None] = {}
    for rule in run.program.forbidders.get(target.name, ()):
        if rule.scope.place == target.place_fact and run.standing(rule, target.member).live.holds:
            found[_cited(rule, "forbids")] = None
    for rule in run.program.granters.get(target.name, ()):
        if rule.scope.place == target.place_fact:
            for cited in _about_grant(run, rule, target):
                found[cited] = None
    weight = min((_WEIGHT[cited.how] for cited in found), default=0)
    yield from sorted((one for one in found if _WEIGHT[one.how] == weight), key=lambda cited: (cited.how, cited.rule))


def _grounds_of_some(run: Run, target: Target, found: Outcome) -> Iterator[Cited]:
    """Where open facts lead to one answer by different rules: each rule by which some of them get there."""
    rules = {rule for way in found.ways for rule in way.reached.rules}
    closed = found.code == VerdictCode.NOT_GRANTED.value
    for index, how in ((run.program.forbidders, "forbids"), (run.program.granters, "closed" if closed else "grants")):
        for rule in index.get(target.name, ()):
            if rule.id in rules and rule.scope.place == target.place_fact:
                yield _cited(rule, how)


_WEIGHT = {"forbids": 0, "grants": 0, "closed": 1, "exempts": 1, "overrides": 1, "not_met": 2}
"""What decides goes before what would have; a condition that is not met is named where nothing else says no."""


def _unmet(run: Run, rule: Rule, member: str, seen: frozenset[str] = frozenset()) -> Iterator[Cited]:
    """Why a rule that is in force is not met: what exempts or overrides the rules behind it, else the last of them."""
    behind: list[Cited] = []
    for name in dict.fromkeys(_wanting(run, rule.when, member)):
        if name in seen:
            continue
        for setter in run.program.setters.get(name, ()):
            standing = run.standing(setter, member)
            if standing.phase in (Phase.EXEMPTED, Phase.OVERRIDDEN):
                behind += _set_aside(run, setter, standing, member)
            elif standing.phase is Phase.NOT_MET:
                behind += _unmet(run, setter, member, seen | {name})
    yield from behind or [_cited(rule, "not_met")]


def _wanting(run: Run, condition: Condition, member: str) -> Iterator[str]:
    """What a condition that does not hold wants otherwise; what it finds as it wants it is no reason for a no."""
    if run.holds(condition, member).holds is False:
        match condition:
            case Test(subject):
                yield subject
            case All(parts) | AnyOf(parts):
                for part in parts:
                    yield from _wanting(run, part, member)
            case NoneOf():
                yield from (test.subject for test in tests_in(condition))


def _set_aside(run: Run, rule: Rule, standing: Standing, member: str) -> Iterator[Cited]:
    """The exemptions or rules that set a rule aside."""
    if standing.phase is Phase.EXEMPTED:
        for exemption in all_exemptions(rule):
            if exemption.id in standing.by and judge(run, exemption, member).live.holds:
                yield _cited(exemption, "exempts")
    else:
        for one in run.program.overriders.get(rule.id, ()):
            if one.id in standing.by and run.standing(one, member).live.holds:
                yield _cited(one, "overrides")


def _about_grant(run: Run, rule: Rule, target: Target) -> Iterator[Cited]:
    standing = run.standing(rule, target.member)
    if standing.phase in (Phase.APPLIES, Phase.UNKNOWN):
        for effect in rule.effects:
            if isinstance(effect, Grants) and effect.action == target.name:
                inside = window_open(run, rule, effect, target)
                if inside.holds is False:  # whether the rest is met does not matter then
                    yield _cited(rule, "closed")
                elif standing.phase is Phase.APPLIES:
                    yield _cited(rule, "grants")
    elif standing.phase in (Phase.EXEMPTED, Phase.OVERRIDDEN):
        yield from _set_aside(run, rule, standing, target.member)
    elif standing.phase is Phase.NOT_MET:
        yield from _unmet(run, rule, target.member)


def _cited(statement: Rule | Exemption, how: str) -> Cited:
    cite, start = statement.cite, statement.effective.start
    since = start.isoformat() if isinstance(start, date) else start.id
    nature = "" if cite.source.nature.binds else cite.source.nature.value
    return Cited(statement.id, how, cite.source.id, cite.at, cite.grade.value, since, nature)


def _would(found: Outcome, exploration: Exploration | None) -> tuple[str, ...]:
    if found.code is not None:
        return found.would
    if exploration is None or not exploration.complete:
        return ()  # what was not looked at may come out otherwise
    return tuple(sorted(exploration.codes - {UNDECIDED}))


def _open(box: Box, found: Outcome, exploration: Exploration | None) -> tuple[str, ...]:
    if found.code is not None:
        return ()
    points = set(found.open)
    if exploration is not None and exploration.complete:
        points = {point for leaf in exploration.leaves for point in leaf.split} or points
    return tuple(sorted({shown(box, point.address) for point in points}))


def unverified(program: Program, steps: Iterable[Step], answers: Iterable[Verdict | Obligation]) -> tuple[str, ...]:
    """Rules that bore on the answers, or are cited for one, and rest on somebody's memory."""
    keys = {step.rule for step in steps if step.phase == Phase.APPLIES.value}
    cited = {one.rule for answer in answers for one in answer.because}
    sure = (Grade.PRIMARY, Grade.SECONDARY)
    bearing = (rule for rule in program.pack.rules if rule.key in keys or rule.id in cited)
    return tuple(sorted({rule.id for rule in bearing if rule.cite.grade not in sure}))
