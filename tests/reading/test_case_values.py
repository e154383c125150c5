"""What a case states is one of what exists; what is not is refused with the likeliest slip, and shown to nobody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.errors import CaseError, Problem
from policy_engine.reading.case_reader import case_from_mapping, read_case
from tests.reading.small_world import a_case, only_problem, refused, small_vocabulary

DECIDE_ON = "decide_on: 2026-10-04T09:00+01:00\n"


def problem_of(body: str) -> Problem:
    (problem,) = refused(a_case, CaseError, DECIDE_ON + body)
    return problem


# -- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["NO", "DE-BY", "US-CA", "AE-DIFC", "XI", "EU", "FR-972"])
def test_a_place_that_exists_is_taken(code: str) -> None:
    assert a_case(f"{DECIDE_ON}seller.place: {code}").facts["seller.place", ""] == code


@pytest.mark.parametrize(("slip", "meant"), [("UK", "GB"), ("EL", "GR"), ("FR-MQ", "FR-972"), ("US_CA", "US-CA")])
def test_a_slip_in_a_place_leads_to_the_place_that_was_meant(slip: str, meant: str) -> None:
    problem = problem_of(f"seller.place: {slip}")
    assert problem.message == f"`seller.place` is a place, not `{slip}`"
    assert problem.help == f"did you mean `{meant}`?"


@pytest.mark.parametrize(("slip", "meant"), [("UK", "GB"), ("EL", "GR")])
def test_a_known_slip_is_told_of_a_person_too_without_showing_it(slip: str, meant: str) -> None:
    problem = problem_of(f"buyer.residence: {slip}")
    assert (problem.message, problem.help) == ("`buyer.residence` is not a place", f"did you mean `{meant}`?")


@pytest.mark.parametrize("code", ["ZZ", "QQ-01", "AN"])
def test_a_place_that_does_not_exist_is_refused(code: str) -> None:
    problem = problem_of(f"seller.place: {code}")
    assert problem.message == "`seller.place` is not a place"
    assert problem.help == "write its code, such as `DE` or `US-CA`"


def test_a_part_that_does_not_exist_is_refused_with_the_parts_that_do() -> None:
    problem = problem_of("buyer.residence: AE-ZZZ")
    assert problem.message == "`buyer.residence` names a part of `AE` that is not known"
    assert problem.help.endswith("such as `AE-ADGM`; known are ADGM AJ AZ DIFC DU FU RK SH UQ")


def test_the_parts_of_a_large_country_are_listed_as_far_as_there_is_room() -> None:
    told = problem_of("seller.place: GB-ZZZ").help
    assert told.endswith(" …")
    assert len(told) < 700


def test_a_country_without_parts_is_written_alone() -> None:
    told = problem_of("seller.place: GG-01").help
    assert told == "write `GG` alone: it has no parts with codes of their own"


def test_a_place_that_only_a_pack_knows_is_taken() -> None:
    text = f"{DECIDE_ON}seller.place: DE-ZZZ"
    with pytest.raises(CaseError):
        read_case(text, "case.yaml", small_vocabulary())
    known = frozenset({"DE-ZZZ"})
    assert read_case(text, "case.yaml", small_vocabulary(), places=known).facts
    stated = {"decide_on": "2026-10-04T09:00Z", "seller.place": "DE-ZZZ"}
    assert case_from_mapping(stated, small_vocabulary(), places=known).facts


# -- money ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "message", "advice"),
    [
        ("XXQ 10", "the currency of `order.total` is none of ISO 4217", "write its code, such as `EUR` or `USD`"),
        ("GPB 10", "the currency of `order.total` is none of ISO 4217", "did you mean `GBP`?"),
        ("EURO 10", "`order.total` is not an amount of money", "did you mean `EUR`?"),
        ("eur 10", "`order.total` is not an amount of money", "did you mean `EUR`?"),
        ("EUR 10,00", "`order.total` is not an amount of money but an amount", "behind a point"),
        ("EUR 1.234,56", "`order.total` is not an amount of money", "behind a point"),
        ("JPY 10.50", "`order.total` is not an amount of money but an amount", "JPY has no decimal places"),
        ("KWD 1.2345", "`order.total` is not an amount of money but an amount", "KWD has 3 decimal places"),
        ("2026-11-02", "`order.total` is not an amount of money but a date", "such as `EUR 29.90`"),
        ("true", "`order.total` is not an amount of money but a truth value", "such as `EUR 29.90`"),
    ],
)
def test_an_amount_that_is_none_is_refused_with_how_to_write_it(amount: str, message: str, advice: str) -> None:
    problem = problem_of(f"order.total: {amount}")
    assert problem.message.startswith(message)
    assert advice in problem.help
    assert amount not in str(problem)


@pytest.mark.parametrize(
    "text",
    ["order: {total: EUR 10,§00}", "order: {total: 10,§00, rush: true}", "items: [{price: EUR 7,§5, kind: goods}]"],
)
def test_a_decimal_comma_between_braces_is_told(text: str) -> None:
    problems = refused(a_case, CaseError, DECIDE_ON + text)
    about = [one for one in problems if "a comma between braces ends a value" in one.message]
    only_problem(tuple(about), DECIDE_ON + text, "case.yaml", "a comma between braces")
    assert "such as `EUR 10.00`" in about[0].help
    assert not any("no fact" in one.message for one in problems)


def test_a_rate_names_two_currencies_that_exist() -> None:
    problem = problem_of("order.rates: {EUR/HFU: 395.20}")
    assert problem.message == "a currency of `order.rates` is none of ISO 4217: `HFU`"
    assert problem.help == "did you mean `HUF`?"


# -- one type for another ---------------------------------------------------------------------------------------------

MISTAKEN = {
    "a date for a number": ("items: [{pieces: 2026-11-02}]", "`items[1].pieces` is not a whole number but a date"),
    "a truth for a number": ("items: [{pieces: true}]", "`items[1].pieces` is not a whole number but a truth value"),
    "a decimal for a number": ("items: [{pieces: 1.5}]", "`items[1].pieces` is not a whole number but a number"),
    "a number for a date": ("order.concluded_on: 20261102", "`order.concluded_on` is not a date but a number"),
    "a truth for a date": ("order.concluded_on: true", "`order.concluded_on` is not a date but a truth value"),
    "a truth for an event": ("request.sent: true", "`request.sent` is not a date but a truth value"),
    "a date for a truth": ("order.rush: 2026-11-02", "`order.rush` is `true` or `false`, not a date"),
    "an amount for a truth": ("order.rush: EUR 5", "`order.rush` is `true` or `false`, not an amount of money"),
    "a truth for a word": ("order.channel: true", "`order.channel` cannot be a truth value"),
    "a number for a place": ("seller.place: 49", "`seller.place` is a place, not a number"),
    "a number for a period": ("order.promised: 14", "`order.promised` is a period such as `{days: 14}`, not a number"),
    "a date for a list": ("items: [{traits: 2026-11-02}]", "`items[1].traits` is a list of words, not a text"),
}


@pytest.mark.parametrize("case", MISTAKEN.values(), ids=MISTAKEN)
def test_what_was_found_is_told_by_its_sort_with_how_to_write_what_is_wanted(case: tuple[str, str]) -> None:
    problem = problem_of(case[0])
    assert problem.message == case[1]
    assert problem.help


def test_a_python_value_of_another_sort_is_told_by_its_sort() -> None:
    with pytest.raises(CaseError) as caught:
        case_from_mapping({"decide_on": "2026-10-04T09:00Z", "order.rush": date(2026, 1, 1)}, small_vocabulary())
    assert "`order.rush` is `true` or `false`, not a date\n  help: write `true` or `false`" in str(caught.value)


# -- words that nobody knows ------------------------------------------------------------------------------------------

NAME = "Annabel"
PLACES_FOR_A_NAME = {
    "a word": f"order.channel: {NAME}",
    "a word of a list": f"items: [{{traits: [{NAME}]}}]",
    "a truth": f"order.rush: {NAME}",
    "a place": f"seller.place: {NAME}",
    "a time zone": f"seller.time_zone: '{NAME} S'",
    "an amount": f"order.total: {NAME}",
    "a rate": f"order.rates: {{{NAME}: 3}}",
    "a key": f"{NAME}: true",
    "a key of a group": f"order: {{{NAME}: true}}",
    "a key of an entry": f"items: [{{{NAME}: true}}]",
    "a list": f"{NAME.lower()}[1].kind: goods",
    "an entry": f"items: [{{id: shirt}}]\nitems[{NAME}].kind: goods",
    "a fact of an entry": f"items: [{{id: shirt}}]\nitems[shirt].{NAME.lower()}: goods",
    "a question": f"ask: [{NAME}]",
    "a period": f"order.promised: {{days: {NAME}}}",
    "a unit": f"order.promised: {{{NAME}: 3}}",
    "an event": f"request.sent: {{{NAME}: 2026-01-01}}",
    "a case": f"case: {NAME} Smith",
}


@pytest.mark.parametrize("body", PLACES_FOR_A_NAME.values(), ids=PLACES_FOR_A_NAME)
def test_a_word_that_is_close_to_nothing_known_is_in_no_message(body: str) -> None:
    problems = refused(a_case, CaseError, DECIDE_ON + body)
    assert problems
    assert all(NAME.lower() not in str(problem).lower() for problem in problems)
    assert all(problem.help for problem in problems)


@pytest.mark.parametrize("text", [f"{NAME}=true", f"{NAME}=", NAME, f"order.{NAME}=3", f"items[{NAME}].{NAME}=3"])
def test_a_name_that_is_set_is_in_no_message_unless_it_is_close_to_a_fact(text: str) -> None:
    with pytest.raises(CaseError) as caught:
        a_case(sets=(text,))
    assert NAME not in str(caught.value)
    assert "help: " in str(caught.value)


@pytest.mark.parametrize("key", [NAME, "order." + NAME])
def test_a_key_of_a_mapping_that_is_no_fact_is_in_no_place_either(key: str) -> None:
    with pytest.raises(CaseError) as caught:
        case_from_mapping({"decide_on": "2026-10-04T09:00Z", key: True, "order": {NAME: 1}}, small_vocabulary())
    assert NAME not in str(caught.value)


def test_a_slip_is_shown_with_the_word_that_was_meant() -> None:
    problem = problem_of("order.channel: onlin")
    assert problem.message == "`order.channel` cannot be `onlin`"
    assert problem.help == "did you mean `online`?"


def test_a_word_that_is_no_slip_is_told_with_the_words_that_are_known() -> None:
    problem = problem_of(f"order.channel: {NAME}")
    assert problem.message == "`order.channel` cannot be a value that is not listed here"
    assert problem.help == "known are `online`, `shop`, `telephone`"


@given(
    st.sampled_from(["order.channel", "order.rush", "seller.place", "order.promised", "request.sent", "order.total"]),
    st.text(alphabet="bcdfghjkqvwxz", min_size=6, max_size=20),
)
def test_no_word_that_is_close_to_nothing_is_repeated(name: str, word: str) -> None:
    for body in (f"{name}: {word}", f"{word}: true", f"order: {{{word}: true}}", f"ask: [{word}]"):
        problems = refused(a_case, CaseError, DECIDE_ON + body)
        assert all(word not in str(problem) for problem in problems)
