"""Everything on which an answer can turn, as a number: two answers with one number are the same for every case.

What decides nothing is left out: titles, ids, places in the text, provisions, and the order in which things stand. A
number stands for a whole piece of law with all that it uses, so that comparing two packs takes one look at each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from policy_engine.calendar.calendars import Calendars
from policy_engine.calendar.methods import CountingMethod, MonthsOf, OffHolidays
from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import (
    Const,
    DaysBetween,
    Difference,
    EndOf,
    Expression,
    GridValue,
    OneOf,
    PercentOf,
    Readings,
    Ref,
    ShareOf,
    Span,
    Sum,
    Times,
)
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.standing import UNSURE
from policy_engine.facts.citations import Citation
from policy_engine.facts.vocabulary import DECIDE_ON
from policy_engine.rules.model import (
    DisputedDay,
    Effective,
    Exemption,
    Grants,
    GridRow,
    NotEncoded,
    Obliges,
    Rule,
    Scope,
    Sets,
)


@dataclass(frozen=True, slots=True)
class Interning:
    """Gives equal things one number; two packs that share it can be compared by their numbers."""

    known: dict[Hashable, int] = field(default_factory=dict)

    def __call__(self, *parts: Hashable) -> int:
        return self.known.setdefault(parts, len(self.known))


class Cones:
    """The numbers of one pack. `canon` gives an id the one name that it has in both packs, where it was renamed."""

    def __init__(self, program: Program, interning: Interning, canon: Mapping[str, str]) -> None:
        self.program = program
        self.canon = canon
        self._number = interning
        self._same: set[str] = set()
        self._used: set[str] = set()
        self._names: dict[str, int] = {}
        self._live: dict[int, int] = {}
        self._methods: dict[str, int] = {}
        self._off: dict[str, int] = {}
        self._clocks = -1

    # -- names ------------------------------------------------------------------------------------------------

    def name(self, name: str) -> int:
        """A fact, aggregate or conclusion with everything behind it."""
        if name in self._same:
            self._used.add(name)
            return self._number("same", name)
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = self._of_name(name)
        return found

    def own(self, name: str) -> int:
        """A name with what bears on it, even where it is taken as worth the same."""
        return self._of_name(name)

    def uses(self, look: Callable[[], int]) -> tuple[int, frozenset[str]]:
        """A number, and the names taken as the same that stand right behind it."""
        self._used.clear()
        self._names.clear()
        self._live.clear()
        return look(), frozenset(self._used)

    def assume(self, *names: str) -> None:
        """Take names as worth the same in both packs; told to both, each has one number."""
        self._same.update(names)
        self._names.clear()
        self._live.clear()

    def _of_name(self, name: str) -> int:
        vocabulary = self.program.vocabulary
        if name == DECIDE_ON:
            return self._number(DECIDE_ON, self._clock())
        fact, aggregate = vocabulary.facts.get(name), vocabulary.aggregates.get(name)
        if fact is not None:
            each = vocabulary.each_of(name)
            return self._number("fact", name, fact.kind, each, self._party(fact.party))
        if aggregate is not None:
            of = self.name(aggregate.of) if aggregate.of not in vocabulary.groups else -1
            return self._number("aggregate", name, aggregate.how, of, aggregate.group, aggregate.kind)
        return self._conclusion(name)

    def _conclusion(self, name: str) -> int:
        conclusion = self.program.vocabulary.conclusions.get(name)
        if conclusion is None:
            return self._number("nothing", name)
        stated = (conclusion.kind, conclusion.each, conclusion.otherwise, conclusion.combine, conclusion.party)
        given = self._all(
            self._number(self.live(rule), self.value(effect.value, rule.id))
            for rule in self.program.setters.get(name, ())
            for effect in rule.effects
            if isinstance(effect, Sets) and effect.name == name
        )
        return self._number("conclusion", name, stated, given, self.doubts(name))

    def doubts(self, name: str) -> tuple[int, ...]:
        """The entries of law that was not encoded which touch a name; how many say the same makes no difference."""
        return tuple(sorted({self.live(entry) for entry in self.program.doubters.get(name, ())}))

    def _party(self, name: str) -> int:
        party = self.program.vocabulary.parties.get(name)
        return -1 if party is None else self._number("party", party.place, party.time_zone, self._clock())

    def _all(self, numbers: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(set(numbers)))

    # -- statements -------------------------------------------------------------------------------------------

    def live(self, stated: Rule | Exemption | GridRow | NotEncoded) -> int:
        """When a statement applies: where, when, under which condition, and what sets it aside."""
        key = id(stated)
        found = self._live.get(key)
        if found is None:
            found = self._live[key] = self._of_statement(stated)
        return found

    def _of_statement(self, stated: Rule | Exemption | GridRow | NotEncoded) -> int:
        force = self._in_force(stated.scope, stated.effective)
        when = self.condition(stated.when)
        if isinstance(stated, NotEncoded):
            return self._number("entry", force, when, bool(stated.each))
        relied = self._relied(stated.cite, stated.id)
        aside = self._all(self.live(one) for one in self.program.overriders.get(stated.id, ()))
        if isinstance(stated, GridRow):
            return self._number("row", force, when, relied, aside)
        exempt = self._all(self.live(one) for one in stated.exemptions)
        each = bool(stated.each) if isinstance(stated, Rule) else None
        return self._number("rule", force, when, relied, aside, exempt, each)

    def _relied(self, cite: Citation, name: str) -> str:
        return "" if cite.decides_alone else f"{UNSURE}{self.canon.get(name, name)}"

    def _in_force(self, scope: Scope, effective: Effective) -> int:
        return self._number("force", *self._governed(scope), self._day(effective.start), self._day(effective.until))

    def _governed(self, scope: Scope) -> tuple[Hashable, ...]:
        """Whose law it is, by whose clock the case is looked at, and which day selects it."""
        whose = self._party(self.program.vocabulary.party_at(scope.place))
        return self.name(scope.place), whose, self._areas(scope.areas), self.name(scope.governed_by)

    def _areas(self, areas: tuple[str, ...]) -> tuple[Hashable, ...]:
        unions = self.program.pack.places.unions
        return tuple(sorted((area, tuple(sorted(unions.get(area, ())))) for area in set(areas)))

    def _day(self, day: object) -> Hashable:
        if isinstance(day, DisputedDay):
            return (day.id, tuple(self.value(one.value, "") for one in day.alternatives))
        return day

    # -- conditions and values --------------------------------------------------------------------------------

    def condition(self, condition: Condition) -> int:
        """A condition with everything that it asks about; the order of its parts means nothing."""
        match condition:
            case Test():
                return self._test(condition)
            case All((only,)) | AnyOf((only,)):
                return self.condition(only)
            case All():
                return self._number("all", self._all(self._flat(condition)))
            case AnyOf():
                return self._number("any", self._all(self._flat(condition)))
            case NoneOf(parts):
                return self._number("none", self._all(self.condition(part) for part in parts))
            case _:
                assert_never(condition)

    def _flat(self, group: All | AnyOf) -> Iterator[int]:
        for part in group.parts:
            if isinstance(part, All | AnyOf) and type(part) is type(group):
                yield from self._flat(part)
            else:
                yield self.condition(part)

    def _test(self, test: Test) -> int:
        operands = tuple(self.value(one, "") for one in test.operands)
        operator = test.operator
        if operator in (Operator.EQUALS, Operator.ONE_OF, Operator.HAS):
            operands = self._all(operands)
            operator = Operator.HAS if operator is Operator.HAS else Operator.ONE_OF
        areas: tuple[Hashable, ...] = ()
        if test.subject in self.program.places:
            areas = self._areas(tuple(str(one.value) for one in test.operands if isinstance(one, Const)))
        return self._number("test", self.name(test.subject), operator, operands, areas)

    def value(self, expression: Expression, owner: str) -> int:
        """A value with everything that it is made of; `owner` is the statement that counts it."""
        number = self._number
        match expression:
            case Const(value):
                return number("const", type(value).__name__, value)
            case Ref(name):
                return number("ref", name, self.name(name))
            case GridValue():
                return self._column(expression)
            case Span():
                return self._span(expression, owner)
            case EndOf(stretch, of):
                return number("end", stretch, self.value(of, owner))
            case OneOf(choosing, parts):
                return number("one", choosing, self._all(self.value(part, owner) for part in parts))
            case Sum(parts):
                return number("sum", tuple(sorted(self.value(part, owner) for part in parts)))
            case Difference(whole, less):
                return number("less", self.value(whole, owner), self.value(less, owner))
            case Times(left, right):
                return number("times", self.value(left, owner), self.value(right, owner))
            case DaysBetween(first, last):
                return number("between", self.value(first, owner), self.value(last, owner))
            case PercentOf(percent, of, rounding):
                return number("percent", percent, self.value(of, owner), rounding)
            case ShareOf(amount, part, whole, rounding):
                made_of = tuple(self.value(one, owner) for one in (amount, part, whole))
                return number("share", made_of, rounding)
            case Readings(reading, alternatives):
                return number("readings", reading, tuple(self.value(one.value, owner) for one in alternatives))
            case _:
                assert_never(expression)

    def _span(self, span: Span, owner: str) -> int:
        length = -1 if span.count is None else self.value(span.count, owner)
        period = -1 if span.period is None else self.value(span.period, owner)
        method = self.program.pack.methods.get(span.method)
        counted_by = self.canon.get(owner, owner) if has_ways(method) else ""
        return self._number("span", length, period, self.value(span.anchor, owner), self.how(span), counted_by)

    def how(self, span: Span) -> int:
        """How a period is counted, whatever its start and length."""
        method = self.program.pack.methods.get(span.method)
        stated = (span.unit, span.beginning, span.backwards)
        return self._number("how", *stated, self._method(span.method), self._whose(span, method))

    def _whose(self, span: Span, method: CountingMethod | None) -> int:
        """Whose days off count; nobody's where the method has none, and for hours everybody's clock does."""
        party = self.program.vocabulary.parties.get(span.party)
        if party is None or (method is not None and not method.asks_the_place):
            return -1
        return self._number("whose", self.name(party.place), self._party(span.party))

    def _column(self, expression: GridValue) -> int:
        grid = self.program.pack.grids[expression.grid]
        rows = self._all(
            self._number(
                self.live(row),
                self.value(row.values[expression.column], row.id) if expression.column in row.values else -1,
            )
            for row in grid.rows
        )
        return self._number("column", rows, bool(grid.each))

    # -- calendars --------------------------------------------------------------------------------------------

    def _method(self, name: str) -> int:
        if name not in self._methods:
            method, calendars = self.program.pack.methods.get(name), self.program.calendars
            stated = (*(getattr(method, slot) for slot in method.__slots__ if slot != "id"),) if method else ()
            days_off = self._days_off(method.days_off_of) if method and method.asks_the_place else -1
            months = calendars.hijri.starts if method and method.calendar is MonthsOf.HIJRI else ()
            self._methods[name] = self._number("method", stated, days_off, months)
        return self._methods[name]

    def _days_off(self, place: str) -> int:
        if place not in self._off:
            self._off[place] = self._number("days off", _days_off(self.program.calendars, place))
        return self._off[place]

    def _clock(self) -> int:
        """How moments become days, everywhere."""
        if self._clocks < 0:
            calendars = self.program.calendars
            zones = tuple((one, calendars.places[one].time_zones) for one in sorted(calendars.places))
            rules = tuple(sorted((name, rule.changes, rule.until) for name, rule in calendars.zones.items()))
            self._clocks = self._number("clocks", zones, rules)
        return self._clocks

    # -- answers ----------------------------------------------------------------------------------------------

    def action(self, name: str, place_by: str) -> int:
        """An action under the law that a fact selects."""
        program, action = self.program, self.program.vocabulary.actions.get(name)
        if action is None:
            return self._number("no action", name)
        stated = (action.right, action.each, program.vocabulary.protects(action.actor))
        grants = self._all(
            self._number(self.live(rule), self._bound(effect.opens, rule.id), self._bound(effect.until, rule.id))
            for rule in program.granters.get(name, ())
            for effect in rule.effects
            if isinstance(effect, Grants) and effect.action == name and rule.scope.place == place_by
        )
        bars = self._all(self.live(one) for one in program.forbidders.get(name, ()) if one.scope.place == place_by)
        return self._number("action", stated, self.name(action.judged_at), grants, bars, self.doubts(name))

    def _bound(self, expression: Expression | None, owner: str) -> int:
        return -1 if expression is None else self.value(expression, owner)

    def duty(self, name: str, place_by: str) -> int:
        """A duty under the law that a fact selects."""
        program, duty = self.program, self.program.vocabulary.obligations.get(name)
        if duty is None:
            return self._number("no duty", name)
        met_by = self.name(duty.met_by) if duty.met_by else -1
        owed = self._all(
            self._number(self.live(rule), self._owed(effect, rule.id))
            for rule in program.obligers.get(name, ())
            for effect in rule.effects
            if isinstance(effect, Obliges) and effect.obligation == name and rule.scope.place == place_by
        )
        stated = (duty.by, duty.each, program.vocabulary.protects(duty.by), self._party(duty.by))
        return self._number("duty", stated, met_by, owed, self.doubts(name))

    def _owed(self, effect: Obliges, owner: str) -> int:
        waits: Hashable = None
        if effect.may_wait_for is not None:
            events = tuple(self.value(one, owner) for one in effect.may_wait_for.first_of)
            barred = effect.may_wait_for.unless
            waits = (events, -1 if barred is None else self.condition(barred))
        said = (effect.to, effect.amount, effect.consequence)
        return self._number("owed", said, self._bound(effect.due, owner), waits)

    def coverage(self, topic: str, place_by: str) -> int:
        """Where and since when the pack claims to know the law of a topic."""
        ours = [one for one in self.program.pack.covers if one.topic == topic]
        covers = [one for one in ours if one.scope.place == place_by] or ours
        return self._number(
            "covers",
            self._all(self._number(*self._governed(one.scope), one.since) for one in covers),
        )


def has_ways(method: CountingMethod | None) -> bool:
    """Whether a period may come out in several ways: regional or moon-sighted holidays, unsettled counting."""
    return method is not None and (
        method.off_holidays is not OffHolidays.NONE
        or bool(method.unsettled_weekdays)
        or bool(method.unsettled_holidays)
    )


def _days_off(calendars: Calendars, place: str) -> tuple[Hashable, ...]:
    """The days off of one place, or of all."""
    wanted = [place] if place in calendars.places else sorted(calendars.places)
    return tuple(
        (one, cal.first_year, cal.last_year, cal.weekends, tuple(sorted(cal.regions)), *_holidays(cal.holidays.items()))
        for one in wanted
        for cal in (calendars.places[one],)
    )


def _holidays(by_day: Iterable[tuple[object, Iterable[Hashable]]]) -> Iterator[Hashable]:
    yield from (holiday for _, holidays in sorted(by_day, key=lambda one: str(one[0])) for holiday in holidays)
