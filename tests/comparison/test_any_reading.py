"""What an answer is over all ways of reading, as formulas, beside what `evaluation.ways` makes of the same ways."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import product
from types import SimpleNamespace

import pytest
import z3

from policy_engine.comparison.answers import Answer
from policy_engine.comparison.any_reading import Choices, in_every_reading, may_go_to_a_person, same_over_readings
from policy_engine.comparison.outcomes import Output, Sort
from policy_engine.evaluation.findings import NOTHING
from policy_engine.evaluation.outcomes import Reached, Target
from policy_engine.evaluation.ways import Outcome, Way, _together
from policy_engine.proof.symbols import NO, YES, Formula, Unknowns, every, no, same, some
from policy_engine.proof.world import World
from tests.checks.shop import VOCABULARY, a_program

pytestmark = pytest.mark.needs_analysis

PROGRAM = a_program()
POINTS = {"unsure:xx.remembered": 2, "xx.reading": 2}
WAYS = [dict(zip(POINTS, ways, strict=True)) for ways in product(*(range(many) for many in POINTS.values()))]
CODES = {
    ("action", "withdraw"): ("forbidden", "allowed", "not_granted"),
    ("action", "charge_fee"): ("forbidden", "allowed", "not_restricted"),
    ("obligation", "refund"): ("owed", "not_owed"),
}
SORTS = {"action": Sort.ACTION, "obligation": Sort.DUTY}
Found = Sequence[tuple[str, bool]]
"""For each way a code, and whether a person has to look."""


def together(what: tuple[str, str], found: Found) -> Outcome:
    """What deciding makes of the ways."""
    ways = [
        Way(way, Reached(code, NOTHING, frozenset({"xx.point"}) if doubt else frozenset()))
        for way, (code, doubt) in zip(WAYS, found, strict=True)
    ]
    return _together(SimpleNamespace(program=PROGRAM), Target(*what, "", ""), tuple(ways))  # type: ignore[arg-type]


def holds(world: World, wanted: Sequence[Mapping[str, int]]) -> Formula:
    """That the law is read in one of some ways."""
    return some(every(same(world.choices[one][0], z3.IntVal(way[one])) for one in POINTS) for way in wanted)


def an_answer(world: World, what: tuple[str, str], found: Found) -> Answer:
    """The same as formulas."""
    by_code = {
        code: holds(world, [w for w, (c, _) in zip(WAYS, found, strict=True) if c == code]) for code in CODES[what]
    }
    doubt = holds(world, [way for way, (_, doubted) in zip(WAYS, found, strict=True) if doubted])
    shown = [by_code[code] for code in CODES[what][: 2 if what[0] == "action" else 1]]
    return Answer(YES, tuple(shown), doubt, (), shown[-1])


def a_world() -> World:
    world = World(PROGRAM)
    for point, ways in POINTS.items():
        world.choice(point, ways)
    return world


def is_so(formula: Formula) -> bool:
    """Whether a formula without unknowns holds."""
    found = z3.simplify(formula)
    assert z3.is_true(found) or z3.is_false(found), found
    return bool(z3.is_true(found))


@pytest.mark.parametrize("what", CODES, ids=lambda one: one[1])
def test_what_is_called_the_same_is_the_same_when_it_is_decided(what: tuple[str, str]) -> None:
    chance, world, named_same = random.Random(f"{what}"), a_world(), 0
    output = Output(SORTS[what[0]], what[1], "", "returns", "")
    for _ in range(200):
        some_codes = chance.sample(CODES[what], chance.choice([1, 2]))
        old, new = ([(chance.choice(some_codes), chance.random() < 0.2) for _ in WAYS] for _ in range(2))
        before, after = together(what, old), together(what, new)
        alike = (before.code, before.would, bool(before.points)) == (after.code, after.would, bool(after.points))
        said = same_over_readings(
            Choices(world, {}), VOCABULARY, output, an_answer(world, what, old), an_answer(world, what, new)
        )
        assert not is_so(said) or alike, (old, new)
        named_same += is_so(said)
    assert named_same > 20


@pytest.mark.parametrize("what", CODES, ids=lambda one: one[1])
def test_what_a_person_has_to_look_at_now_and_had_not_to_is_told(what: tuple[str, str]) -> None:
    chance, world, denied = random.Random(f"{what}"), a_world(), 0
    output = Output(SORTS[what[0]], what[1], "", "returns", "")
    for _ in range(300):
        codes = chance.sample(CODES[what], chance.choice([1, 2]))
        old, new = ([(chance.choice(codes), chance.random() < 0.2) for _ in WAYS] for _ in range(2))
        newly = together(what, old).code != "needs_review" and together(what, new).code == "needs_review"
        answers = (an_answer(world, what, old), an_answer(world, what, new))
        said = is_so(may_go_to_a_person(Choices(world, {}), VOCABULARY, output, *answers))
        assert said or not newly, (old, new)
        denied += not said
    assert denied > 100


def test_what_holds_in_every_reading_does_so_where_law_of_low_grade_is_relied_on() -> None:
    world = a_world()
    relied = [way for way in WAYS if not way["unsure:xx.remembered"]]
    assert is_so(in_every_reading(Choices(world, {}), holds(world, relied)))
    assert not is_so(in_every_reading(Choices(world, {}), holds(world, relied[:1])))


def test_of_a_count_that_depends_on_the_reading_nothing_is_said() -> None:
    world = a_world()
    count, picked = z3.Int("a count"), world.choices["xx.reading"][0]
    late = every([same(picked, z3.IntVal(0)), count > 3])
    assert Choices(world, {}).readings([late]) is None
    assert Choices(world, {count.ast.value: [picked]}).readings([late]) is None
    assert Choices(world, {count.ast.value: [world.decide_on.day]}).readings([late]) is not None


def test_what_depends_on_a_choice_can_be_taken_anew_in_each_way_in_which_that_is_another() -> None:
    world = a_world()
    count, untold = z3.Int("a count"), z3.Int("something")
    picked, remembered = (world.choices[one][0] for one in ("xx.reading", "unsure:xx.remembered"))
    relied = same(remembered, z3.IntVal(0))
    choices = Choices(world, {count.ast.value: [picked]})
    found = choices.readings([every([relied, count > 3])], anew=True)
    assert found is not None
    instead = [{str(term): str(value) for term, value in way} for way in found.all]
    assert len(instead) == 4
    assert len({(one["choice xx.reading"], one["a count"]) for one in instead}) == 2
    assert choices.readings([every([relied, count > untold])], anew=True) is None


def test_what_others_come_to_makes_no_two_answers_the_same() -> None:
    """Both owe where others say so, and the new one where law is relied on that is only remembered, too."""
    world = a_world()
    others, relied = z3.Bool("others"), holds(world, [way for way in WAYS if not way["unsure:xx.remembered"]])
    old, new = (Answer(YES, (code,), NO, (), code) for code in (others, some([others, relied])))
    output = Output(Sort.DUTY, "refund", "", "returns", "")
    picked = world.choices["xx.reading"][0]
    alike = same_over_readings(Choices(world, {others.ast.value: [picked]}), VOCABULARY, output, old, new, anew=True)
    solver = z3.Solver()
    solver.add(no(others), alike)
    solver.add(*(no(one) for one in _unknowns(alike)))
    assert solver.check() == z3.unsat


def _unknowns(formula: Formula) -> list[Formula]:
    return [z3.BoolRef(one) for one in Unknowns().of(formula).values() if z3.is_bool(z3.BoolRef(one))]


def test_a_duty_that_is_due_on_another_day_in_another_reading_is_not_called_the_same() -> None:
    """Relied on, both say the tenth; without it the old one says the twentieth, and the new one nothing."""
    world = a_world()
    first = holds(world, [way for way in WAYS if not way["unsure:xx.remembered"]])
    tenth, twentieth = z3.IntVal(10), z3.IntVal(20)
    day = z3.If(first, tenth, twentieth)
    output = Output(Sort.DUTY, "refund", "", "returns", "")

    def said(old_day: z3.ArithRef) -> bool:
        old = Answer(YES, (YES,), NO, (), YES, (old_day,))
        new = Answer(YES, (first,), NO, (), first, (tenth,))
        return is_so(same_over_readings(Choices(world, {}), VOCABULARY, output, old, new))

    assert not said(day)
    assert said(tenth)
