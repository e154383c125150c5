"""Every kind of point for a person has words, and names its place in the law where it has one."""

from __future__ import annotations

import pytest

from policy_engine.render.layout import NO_BREAK
from policy_engine.render.points import point_line
from tests.render.building import telling

REFUND = "The seller pays back within fourteen days of the declaration and may wait for the goods"
WITHDRAW = "A buyer may withdraw within fourteen days without giving a reason"
POINTS = [
    ("shop.wear", "how much wear is too much is a judgement", "act s. 12"),
    ("unsure:shop.cost", "it is not sure that this is law: The buyer pays for the way back", "act s. 5"),
    ("counting:shop.refund:plain", f"by plain the days can be counted in several ways: {REFUND}", "act s. 7, 8"),
    ("conflict:shop.fee+shop.cost", "rules contradict each other: shop.fee, shop.cost", ""),
    ("conflict:a.b:shop.fee+shop.cost", "rules contradict each other about a.b: shop.fee, shop.cost", ""),
    ("no_value:shop.withdraw:until", f"no rule gives the first or last day of this right: {WITHDRAW}", "act s. 1"),
    ("outside_calendar:PT", "the holidays of PT are not known for that year", ""),
    ("time_of_day:seller", "hours run from the time of day, and only the day is stated", ""),
    ("something:new", "it depends on this", ""),
]


@pytest.mark.parametrize(("point", "words", "cite"), POINTS)
def test_a_point_is_told_in_words_after_its_id(point: str, words: str, cite: str) -> None:
    line = point_line(telling(), point)
    assert line.text == f"{point}: {words}"
    assert line.cite.replace(NO_BREAK, " ") == cite


def test_a_place_with_several_time_zones_asks_for_the_zone() -> None:
    assert point_line(telling(), "time_zone:buyer.time_zone").text.endswith(": state buyer.time_zone")


def test_readings_are_told_by_their_titles_and_sources() -> None:
    line = point_line(telling(), "shop.withdraw.end.film.withdrawal.end")
    assert "“The day of the contract counts” or “The day after the contract is the first”" in line.text
    assert line.cite.replace(NO_BREAK, " ") == "act s. 4, guide no. 7 (guidance)"
