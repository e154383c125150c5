"""durable-rules itself, in its process: it agrees with the engine, and notices where one side is changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_engine.catalog.packs import load_program
from policy_engine.crosscheck.agreeing import agreement
from policy_engine.crosscheck.rulesets import MOST_RULES, Wire
from policy_engine.crosscheck.witness import Message, Told, ask
from tests.checks.shop import RULES, a_program
from tests.crosscheck import plain_witness
from tests.crosscheck.asking_both import BOUNDARIES, about, drawn, flipped

pytestmark = pytest.mark.needs_crosscheck


def test_it_agrees_on_the_released_pack() -> None:
    program = load_program("eu@0.1.0")
    found = agreement(program, drawn(program, cases=120, seed=5))
    assert found.complete
    assert found.left_out == ()
    assert found.cases == 120
    assert found.both_ways > found.conditions // 2


def test_it_agrees_on_both_sides_of_every_kind_of_boundary() -> None:
    for condition, fact, values in BOUNDARIES:
        for value in values:
            found = about(condition, f"{fact}: {value}", ask)
            assert (found.judgements, found.differences, found.ended) == (1, (), ()), (condition, value)


@pytest.mark.parametrize("condition", ["{item.price: {at_most: EUR 40}}", "{item.price: {above: EUR 39.99}}"])
def test_it_notices_an_operator_that_is_turned_on_its_side(condition: str) -> None:
    def asking(rulesets: Sequence[Wire], messages: Sequence[Message]) -> Told:
        return ask(flipped(rulesets, 0), messages)

    assert about(condition, "item.price: EUR 40", ask).complete
    (difference,) = about(condition, "item.price: EUR 40", asking).differences
    assert (difference.asked.id, difference.engine) == ("xx.rule", True)


def test_it_notices_one_turned_operator_in_the_released_pack() -> None:
    program = load_program("eu@0.1.0")
    ordered: list[str] = []

    def asking(rulesets: Sequence[Wire], messages: Sequence[Message]) -> Told:
        number = next(
            int(name.partition(".")[0])
            for rules in rulesets
            for name, rule in rules.items()
            if "$lt" in str(rule) and len(str(rule)) < 200
        )
        ordered.append(str(number))
        return ask(flipped(rulesets, number), messages)

    differences = agreement(program, drawn(program, cases=200, seed=5), asking).differences
    assert differences
    assert {str(one.asked.id) for one in differences} == {differences[0].asked.id}


def test_a_case_of_which_nothing_holds_and_one_of_which_all_holds_are_answered() -> None:
    rules: Wire = {f"{number}.0": {"$lte": {"f0": 5}} for number in range(MOST_RULES)}
    told = ask([rules], [(0, {"f0": 6}), (0, {"f0": 5})])
    assert told == Told((frozenset(), frozenset(range(MOST_RULES))))


def test_a_full_ruleset_of_which_every_test_matches_at_once_is_answered() -> None:
    rules: Wire = {f"{number}.0": {f"f{number}": True} for number in range(MOST_RULES)}
    told = ask([rules], [(0, {f"f{number}": True for number in range(MOST_RULES)})])
    assert told == Told((frozenset(range(MOST_RULES)),))


FIELDS: dict[str, st.SearchStrategy[bool | int | str]] = {
    "f0": st.booleans(),
    "f1": st.integers(-3, 3) | st.sampled_from([2**31 - 1, 1 - 2**31]),
    "f2": st.integers(-3, 3) | st.sampled_from([2**31 - 1, 1 - 2**31]),
    "f3": st.sampled_from(["", "a", "b", "ab", "goods", "a_long_word_of_the_vocabulary"]),
    "f4": st.sampled_from(["", "a", "b", "ab", "goods", "a_long_word_of_the_vocabulary"]),
}


@st.composite
def flat_tests(draw: st.DrawFn) -> dict[str, object]:
    """One test of a field against a value or another field."""
    field = draw(st.sampled_from(sorted(FIELDS)))
    value: object = draw(FIELDS[field])
    if field == "f0":
        return {field: value}
    if draw(st.booleans()):
        value = {"$m": {"f1": "f2", "f2": "f1", "f3": "f4", "f4": "f3"}[field]}
    orders = ["$neq", "$lt", "$lte", "$gt", "$gte"] if field in ("f1", "f2") else ["$neq"]
    order = draw(st.sampled_from(["", *orders]))
    return {order: {field: value}} if order else {field: value}


RULES_DRAWN = st.lists(st.lists(flat_tests(), min_size=1, max_size=4), min_size=1, max_size=MOST_RULES)
CASES_DRAWN = st.lists(st.fixed_dictionaries(FIELDS), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(RULES_DRAWN, CASES_DRAWN)
def test_flat_positive_tests_fire_by_the_book(
    drawn_rules: list[list[dict[str, object]]], cases: list[dict[str, bool | int | str]]
) -> None:
    rules: Wire = {
        f"{number}.0": {"$and": parts} if len(parts) > 1 else parts[0] for number, parts in enumerate(drawn_rules)
    }
    messages = [(0, case) for case in cases]
    assert ask([rules], messages) == plain_witness.answer([rules], messages)


def test_the_shop_is_judged_alike() -> None:
    program = a_program(RULES)
    assert agreement(program, drawn(program, cases=300)).complete
