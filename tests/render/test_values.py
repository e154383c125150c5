"""The coded values of a decision in words."""

from __future__ import annotations

import pytest

from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.render import messages
from policy_engine.render.layout import NO_BREAK
from tests.render.building import telling

ANSWERS = [
    ("item.received", "not_yet", "not yet"),
    ("item.received", "2026-09-19..2026-09-19", "Sat 19 Sep 2026"),
    ("item.received", "2026-09-19..2026-09-21", "from Sat 19 Sep 2026 to Mon 21 Sep 2026"),
    ("item.received", "..2026-09-19", "on or before Sat 19 Sep 2026"),
    ("item.received", "2026-09-20..2026-10-04", "on or after Sun 20 Sep 2026"),
    ("item.received", "..2026-10-04", "it has happened"),
    ("order.concluded_on", "..", "any day"),
    ("order.concluded_on", "2020-01-01..", "on or after Wed 1 Jan 2020"),
    ("order.concluded_on", "2020-01-01..2026-10-04", "from Wed 1 Jan 2020 to Sun 4 Oct 2026"),
    ("order.concluded_on", "a form of later days", "a form of later days"),
    ("order.gift", "true", "yes"),
    ("order.gift", "false|true", "no or yes"),
    ("item.seal", "intact|none", "intact or none"),
    ("item.traits", "+sealed -fragile", "with sealed, without fragile"),
    ("item.traits", "none", "none of them"),
    ("item.price", "EUR 29.90", "€29.90"),
    ("item.price", "EUR 40.01..", "€40.01 or more"),
    ("item.price", "..EUR 40.00", "€40.00 or less"),
    ("item.price", "EUR 1.00..EUR 2.00", "€1.00 to €2.00"),
    ("item.price", "..", "any number"),
    ("buyer.residence", "DE|PT|US-|elsewhere", "DE, PT, the rest of US, or any other place"),
]


@pytest.mark.parametrize(("fact", "code", "words"), ANSWERS)
def test_an_answer_is_told_in_words(fact: str, code: str, words: str) -> None:
    assert telling().values.answer(fact, code).replace(NO_BREAK, " ") == words


def test_the_word_of_a_choice_is_told_by_what_it_means() -> None:
    assert telling().values.term("return.cost_on", "buyer") == "The buyer pays for the way back"


def test_an_instant_is_told_by_the_clock_of_whoever_must_act() -> None:
    found = telling()
    words = found.values.last("2026-10-06T22:59:00Z", found.clocks.of("buyer"))
    assert words.replace(NO_BREAK, " ") == "Tue 6 Oct 2026 23:59 Lisbon"


@pytest.mark.parametrize("code", [*VerdictCode, *ObligationCode])
def test_every_outcome_has_words_and_a_mark(code: VerdictCode | ObligationCode) -> None:
    assert telling().values.outcome(code.value, "withdraw")
    assert messages.MARKS[code] if isinstance(code, VerdictCode) else messages.DUTY_MARKS[code]


def test_an_outcome_that_is_a_day_is_told_as_the_term_it_belongs_to() -> None:
    found = telling().values.outcome("2026-10-06", "withdrawal.end[shirt]")
    assert found.replace(NO_BREAK, " ") == "Tue 6 Oct 2026"


def test_a_state_of_which_all_parts_lead_to_the_same_is_told_as_one() -> None:
    values = telling().values
    assert values.whole_places("buyer.residence", ["US-|US-AK|US-CA", "elsewhere"]) == ["US", "elsewhere"]
    assert values.whole_places("buyer.residence", ["US-|US-AK", "US-CA|elsewhere"]) == ["US-|US-AK", "US-CA|elsewhere"]
    assert values.whole_places("item.seal", ["intact|none"]) == ["intact|none"]
