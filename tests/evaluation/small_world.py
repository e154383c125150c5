"""A small world for laws about deciding: a few facts with few values, and random packs over them.

Everything is built as frozen values, so that what is tested is deciding alone. Small enough that every completion
of a case can be tried one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from policy_engine.calendar.calendars import NO_CALENDARS
from policy_engine.calendar.methods import CountingMethod, OffHolidays, OffWeekend, Roll
from policy_engine.calendar.periods import Unit
from policy_engine.conditions.conditions import All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Const, Expression, Ref, Span
from policy_engine.errors import Location
from policy_engine.evaluation.box import box_of
from policy_engine.evaluation.outcomes import Target
from policy_engine.evaluation.program import Program, compile_program
from policy_engine.evaluation.ways import Passes, outcome
from policy_engine.facts.case import Case
from policy_engine.facts.citations import Citation, Grade, Nature, Source
from policy_engine.facts.values import Moment, NotBy, Value
from policy_engine.jurisdictions import Places
from policy_engine.reading.vocabulary_reader import read_vocabulary
from policy_engine.rules.model import (
    Coverage,
    Effect,
    Effective,
    Exemption,
    Forbids,
    Grants,
    NotEncoded,
    Pack,
    Rule,
    Scope,
    Sets,
)

VOCABULARY, AXIOMS = read_vocabulary(
    b"""
vocabulary: "1"
parties:
  buyer: {place: a.place, time_zone: a.zone, protected: true}
groups:
  a: {about: The matter}
facts:
  a.place: {type: place, question: Where is it?}
  a.zone: {type: time_zone, question: Which clock?}
  a.bought: {type: date, question: When was it bought?}
  a.new: {type: bool, question: Is it new?}
  a.paid: {type: bool, question: Is it paid?}
  a.color: {type: enum, question: Which color?, values: {red: Like a rose, green: Like grass, blue: Like the sea}}
  a.traits: {type: set, question: What is it like?, values: {round: It rolls along, heavy: It weighs much}}
  a.arrived: {type: event, question: When did it arrive?, party: buyer}
  a.sent: {type: event, question: When was it sent back?, party: buyer}
implies:
  - {when: {a.color: red}, then: {a.traits: {not: {has: heavy}}}}
impossible:
  - {id: arrived_first, title: Nothing arrives before it is bought, when: {a.arrived: {before: a.bought}}}
  - {id: sent_first, title: Nothing goes back before it is bought, when: {a.sent: {before: a.bought}}}
conclusions:
  c.fit: {type: bool, otherwise: false, topic: things, about: It is fit to go back}
  c.end: {type: date, term: true, topic: things, party: buyer, about: The last day}
actions:
  go: {actor: buyer, nature: right, judged_at: a.sent, topic: things, about: Send it back}
obligations: {}
topics:
  things: {trigger: a.sent, about: Things}
""",
    "small world",
)

BOUGHT = date(2026, 3, 2)
LOOKED_AT = Moment.parse("2026-03-09T12:00+00:00")
DAYS = tuple(BOUGHT + timedelta(days=number) for number in range(8))
GO = Target("action", "go", "", "a.place")

DOMAINS: dict[str, tuple[Value, ...]] = {
    "a.new": (True, False),
    "a.paid": (True, False),
    "a.color": ("red", "green", "blue"),
    "a.traits": tuple(frozenset(words) for words in ((), ("round",), ("heavy",), ("round", "heavy"))),
    "a.arrived": (*DAYS, NotBy(DAYS[-1])),
    "a.sent": (*DAYS, NotBy(DAYS[-1])),
}
"""Every value that a fact of the small world can have."""

_SOURCE = Source("act", "The Act on Things", Nature.STATUTE, "")
_SCOPE = Scope("a.place", ("XX",), "a.bought")
_ALWAYS = Effective(date(2000, 1, 1))
_METHOD = CountingMethod("plain", Roll.NONE, OffWeekend.NONE, OffHolidays.NONE)
_HERE = Location("small world")


def cite(grade: Grade = Grade.PRIMARY) -> Citation:
    """A citation that only its grade tells from others."""
    return Citation(_SOURCE, "s. 1", date(2026, 1, 1), grade)


def a_case(facts: dict[str, Value]) -> Case:
    """A case of the small world; place and day of purchase are always known."""
    known: dict[tuple[str, str], Value] = {("a.place", ""): "XX", ("a.bought", ""): BOUGHT}
    known |= {(name, ""): value for name, value in facts.items()}
    return Case("case", ("go",), LOOKED_AT, known, {}, "case")


def permitted(facts: dict[str, Value]) -> bool:
    """Whether the vocabulary's axioms permit a complete case: red things are not heavy."""
    traits = facts.get("a.traits", frozenset())
    return not (facts.get("a.color") == "red" and isinstance(traits, frozenset) and "heavy" in traits)


def completions(facts: dict[str, Value]) -> Iterator[dict[str, Value]]:
    """Every complete case that agrees with what is stated."""
    missing = [name for name in DOMAINS if name not in facts]
    for values in product(*(DOMAINS[name] for name in missing)):
        complete = facts | dict(zip(missing, values, strict=True))
        if permitted(complete):
            yield complete


def answer(program: Program, facts: dict[str, Value]) -> str | None:
    """The outcome of a case without any splitting."""
    return outcome(Passes(box_of(a_case(facts), program)), GO).code


# -- random packs -------------------------------------------------------------------------------------------------


def _tests() -> st.SearchStrategy[Condition]:
    flags = st.builds(
        lambda name, value: Test(name, Operator.EQUALS, (Const(value),)),
        st.sampled_from(["a.new", "a.paid", "c.fit"]),
        st.booleans(),
    )
    colors = st.builds(
        lambda words: Test("a.color", Operator.ONE_OF, tuple(Const(word) for word in sorted(words))),
        st.sets(st.sampled_from(["red", "green", "blue"]), min_size=1, max_size=2),
    )
    traits = st.builds(lambda word: Test("a.traits", Operator.HAS, (Const(word),)), st.sampled_from(["round", "heavy"]))
    happened = st.builds(lambda name: Test(name, Operator.HAPPENED, ()), st.sampled_from(["a.arrived", "a.sent"]))
    dates = st.builds(
        lambda name, operator, day: Test(name, operator, (Const(day),)),
        st.sampled_from(["a.arrived", "a.sent"]),
        st.sampled_from([Operator.BEFORE, Operator.ON_OR_BEFORE, Operator.AFTER, Operator.ON_OR_AFTER]),
        st.sampled_from(DAYS),
    )
    spans = st.builds(
        lambda days: Test("a.sent", Operator.ON_OR_BEFORE, (_span(days, "a.arrived"),)), st.integers(0, 4)
    )
    return st.one_of(flags, colors, traits, happened, dates, spans)


def _span(days: int, anchor: str) -> Span:
    return Span(Const(days), Unit.DAYS, None, Ref(anchor), "plain", "")


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions up to two levels deep; those of the rules that conclude `c.fit` must not use it."""
    parts = st.lists(_tests(), min_size=1, max_size=3).map(tuple)
    return st.one_of(_tests(), parts.map(All), parts.map(AnyOf), parts.map(NoneOf))


def _without(name: str, condition: Condition) -> Condition:
    """Replace tests of a name, so that no circle arises."""
    match condition:
        case Test(subject=subject):
            return Test("a.new", Operator.EQUALS, (Const(True),)) if subject == name else condition
        case All(parts):
            return All(tuple(_without(name, part) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_without(name, part) for part in parts))
        case NoneOf(parts):
            return NoneOf(tuple(_without(name, part) for part in parts))


EFFECTS: tuple[Effect, ...] = (
    Grants("go", None, Ref("c.end")),
    Grants("go"),
    Forbids("go"),
    Grants("go", None, Const(DAYS[4])),
)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """A random pack: conclusions, windows, grants, bans, exemptions, overrides, low grades, law left out."""
    rules: list[Rule] = []
    for number in range(draw(st.integers(0, 2))):
        when = _without("c.fit", draw(conditions()))
        rules.append(_rule(f"fit.{number}", when, (Sets("c.fit", Const(draw(st.booleans()))),), (), ()))
    rules.append(_rule("end.plain", All(()), (Sets("c.end", draw(_ends())),), (), ()))
    if draw(st.booleans()):
        rules.append(_rule("end.late", draw(conditions()), (Sets("c.end", draw(_ends())),), (), ("end.plain",)))
    for number in range(draw(st.integers(1, 3))):
        effect = draw(st.sampled_from(EFFECTS))
        exemptions = tuple(
            Exemption(f"rule.{number}.exc.{which}", "", cite(), _SCOPE, _ALWAYS, draw(conditions()), (), _HERE)
            for which in range(draw(st.integers(0, 1)))
        )
        earlier = [rule.id for rule in rules if rule.id.startswith("rule.")]
        overrides = tuple(draw(st.lists(st.sampled_from(earlier), max_size=1))) if earlier else ()
        grade = draw(st.sampled_from([Grade.PRIMARY, Grade.PRIMARY, Grade.RECALLED_MEDIUM]))
        rules.append(_rule(f"rule.{number}", draw(conditions()), (effect,), exemptions, overrides, grade))
    left_out = tuple(
        NotEncoded(
            f"left_out.{number}", cite(), _SCOPE, _ALWAYS, "", draw(conditions()), "a judgement", (touched,), _HERE
        )
        for number, touched in enumerate(draw(st.lists(st.sampled_from(["go", "c.end"]), max_size=1)))
    )
    return Pack(
        region="xx",
        version="0.0.1",
        digest="",
        law_known_to=date(2026, 1, 1),
        places=Places(),
        covers=(Coverage("things", _SCOPE, date(2000, 1, 1)),),
        sources={"act": _SOURCE},
        methods={"plain": _METHOD},
        rules=tuple(rules),
        grids={},
        not_encoded=left_out,
        named_places=frozenset({"XX"}),
    )


def _ends() -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(_span, st.integers(0, 5), st.sampled_from(["a.arrived", "a.bought"])),
        st.sampled_from(DAYS).map(Const),
    )


def _rule(
    rule_id: str,
    when: Condition,
    effects: tuple[Effect, ...],
    exemptions: tuple[Exemption, ...],
    overrides: tuple[str, ...],
    grade: Grade = Grade.PRIMARY,
) -> Rule:
    return Rule(rule_id, "", cite(grade), _SCOPE, _ALWAYS, "", when, effects, exemptions, overrides, _HERE)


def program_of(pack: Pack) -> Program:
    """Compile a pack of the small world."""
    return compile_program(pack, VOCABULARY, AXIOMS, NO_CALENDARS)


@st.composite
def partial_cases(draw: st.DrawFn, most_open: int = 3) -> dict[str, Value]:
    """A case with at most a few facts missing, so that all its completions can be tried."""
    facts = {name: draw(st.sampled_from(values)) for name, values in DOMAINS.items()}
    if not permitted(facts):
        facts["a.traits"] = frozenset[str]()
    for name in draw(st.lists(st.sampled_from(sorted(DOMAINS)), unique=True, max_size=most_open)):
        del facts[name]
    return facts
