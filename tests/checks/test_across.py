"""Law side by side: what bears on a name at a place on a day, with grids looked up and what is replaced left out."""

from __future__ import annotations

from datetime import date

from policy_engine.checks.across.asking import Book, across, named, names_of_topic
from policy_engine.checks.across.model import Across, Answered, AtPlace
from policy_engine.checks.across.years import through
from policy_engine.render.across_table import PlaceTold, Telling
from tests.checks.shop import VOCABULARY, a_program

PERIODS = """
rules:
  - id: xx.end
    title: The window ends when the law of the place says
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    sets: {withdrawal.end: {days: {grid: xx.days, column: days}, after: item.received, counting: plain}}
  - id: xx.end.phone
    title: After a call it is a month
    cite: CITE
    effective: {from: 2020-01-01}
    each: items
    overrides: xx.end
    when: {order.channel: phone}
    sets: {withdrawal.end: {months: 1, after: item.received, counting: plain}}
  - id: xx.end.first
    title: Before the new law it was a week from the contract
    cite: CITE
    effective: {from: 2010-01-01, until: 2014-06-13}
    each: items
    sets: {withdrawal.end: {weeks: 1, after: order.concluded_on, counting: plain}}
  - id: xx.withdraw
    title: What was sold at a distance can go back
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    when: {order.gift: false}
    grants: {action: withdraw, until: withdrawal.end}
    unless:
      - id: xx.withdraw.perishable
        title: What goes off cannot go back
        cite: CITE
        when: {item.traits: {has: perishable}}
      - id: xx.withdraw.custom
        title: For a while what was made to order could not go back
        cite: CITE
        effective: {from: 2014-06-13, until: 2020-01-01}
        when: {item.traits: {has: custom}}
grids:
  xx.days:
    title: How many days there are
    gives: {days: days}
    place: buyer.residence
    governed_by: order.concluded_on
    each: items
    rows:
      - {in: DE, from: 2014-06-13, until: 2024-01-01, days: 14, cite: CITE}
      - {in: DE, from: 2024-01-01, days: 30, cite: CITE}
"""


def at(place: str, name: str = "withdrawal.end", on: str = "2026-11-22", rules: str = PERIODS) -> AtPlace:
    """What a place says about a name on a day."""
    return asked(name, on, rules, place).places[0]


def asked(name: str, on: str, rules: str, *places: str) -> Across:
    meaning = named(name, VOCABULARY)
    assert meaning is not None
    return across(meaning, places, date.fromisoformat(on), [Book(a_program(rules))])


def told(place: str, name: str = "withdrawal.end", on: str = "2026-11-22", rules: str = PERIODS) -> PlaceTold:
    """What a place says, in words."""
    return Telling(VOCABULARY).across(asked(name, on, rules, place))[0]


def values(place: str, **how: str) -> list[str]:
    return [line.value for line in told(place, **how).lines]


def test_a_value_is_looked_up_in_the_row_of_the_place_and_the_day() -> None:
    assert values("DE", on="2024-01-01") == ["30 days after item.received", "1 month after item.received"]


def test_the_day_before_a_row_ends_it_still_counts() -> None:
    assert values("DE", on="2023-12-31")[0] == "14 days after item.received"


def test_a_row_is_cited_with_the_rule_that_asks_it() -> None:
    law = at("DE", on="2024-01-01").laws[0]
    assert law.row is not None
    assert law.row.within == "xx.days"
    assert law.first == date(2024, 1, 1)
    assert law.until is None


def test_a_value_that_depends_on_more_than_the_place_is_told_with_its_condition() -> None:
    line = told("DE").lines[1]
    assert line.where == ("order.channel: phone",)


def test_what_sets_a_statement_aside_where_it_applies_is_named_with_it() -> None:
    law = at("DE").laws[0]
    assert [one.id for one in law.yields_to] == ["xx.end.phone"]


def test_a_statement_that_another_always_replaces_is_left_out_and_named() -> None:
    always = PERIODS.replace("    when: {order.channel: phone}\n", "")
    found = at("DE", rules=always)
    assert [law.statement.id for law in found.laws] == ["xx.end.phone"]
    assert [(one.statement.within, one.by.id) for one in found.replaced] == [("xx.days", "xx.end.phone")]


def test_before_an_override_is_law_it_sets_nothing_aside() -> None:
    assert at("DE", on="2019-12-31").laws[0].yields_to == ()


def test_a_place_that_no_pack_covers_is_called_so() -> None:
    assert at("FR").answered is Answered.NOT_COVERED


def test_a_day_before_the_topic_is_covered_is_not_taken_for_silence() -> None:
    assert at("DE", name="refund.total", on="2014-06-12").answered is Answered.LATER


def test_from_the_first_day_that_is_covered_a_place_that_states_nothing_is_silent() -> None:
    found = at("DE", name="refund.total", on="2014-06-13")
    assert found.answered is Answered.SILENT
    assert found.instead == ("withdrawal.end",)


def test_law_of_a_day_that_is_not_covered_yet_is_shown_and_marked() -> None:
    found = told("DE", on="2014-06-12")
    assert [line.id for line in found.lines] == ["xx.end.first"]
    assert any("only from Fri 13 Jun 2014 on" in note.replace("\u00a0", " ") for note in found.notes)


def test_an_action_is_told_by_who_grants_it_until_when_and_what_is_exempt() -> None:
    line = told("DE", name="withdraw").lines[0]
    assert line.value == "granted up to 30 days after item.received or 1 month after item.received"
    assert line.where == ("order.gift: no",)
    assert line.depends_on == ("withdrawal.end",)
    assert line.unless == ("What goes off cannot go back",)


def test_an_exemption_is_told_up_to_its_last_day_and_no_longer() -> None:
    assert len(told("DE", name="withdraw", on="2019-12-31").lines[0].unless) == 2
    assert len(told("DE", name="withdraw", on="2020-01-01").lines[0].unless) == 1


def test_the_next_day_of_change_is_told() -> None:
    assert at("DE", on="2023-12-31").changes_on == date(2024, 1, 1)
    assert at("DE", on="2024-01-01").changes_on is None


def test_a_fact_is_nothing_to_ask_across_places() -> None:
    assert named("order.gift", VOCABULARY) is None


def test_a_topic_holds_the_terms_that_are_stated_and_duties_with_a_deadline_of_their_own() -> None:
    found = names_of_topic("returns", VOCABULARY, [Book(a_program())])
    assert [one.name for one in found] == ["withdrawal.end", "refund.total", "refund"]


def test_over_the_years_each_day_of_change_says_what_ends_and_what_begins() -> None:
    meaning = named("withdrawal.end", VOCABULARY)
    assert meaning is not None
    years = through(meaning, ["DE"], date(2013, 1, 1), date(2028, 12, 31), [Book(a_program(PERIODS))]).places[0]
    assert [law.statement.id for law in years.at_first] == ["xx.end.first"]
    assert [turn.day for turn in years.turns] == [date(2014, 6, 13), date(2020, 1, 1), date(2024, 1, 1)]
    assert [law.statement.id for law in years.turns[0].ends] == ["xx.end.first"]
    assert [law.row.id if law.row else "" for law in years.turns[2].begins] != [
        law.row.id if law.row else "" for law in years.turns[2].ends
    ]


def test_years_without_a_change_have_none() -> None:
    meaning = named("withdrawal.end", VOCABULARY)
    assert meaning is not None
    years = through(meaning, ["DE"], date(2024, 1, 1), date(2028, 12, 31), [Book(a_program(PERIODS))]).places[0]
    assert years.turns == ()
