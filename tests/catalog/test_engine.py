"""The engine takes one name to ask or several, and refuses what stands for nothing before it decides."""

from __future__ import annotations

import pytest

from policy_engine import Engine
from policy_engine.errors import CaseError
from tests.commands.running import ORDER, SHOP

SHOPS = Engine.load(str(SHOP))
CASE = SHOPS.read_case(ORDER.read_bytes(), "order.yaml")


def test_one_name_is_asked_as_one() -> None:
    assert SHOPS.decide(CASE, ask="withdraw") == SHOPS.decide(CASE, ask=["withdraw"])
    assert SHOPS.decide(CASE, ask="withdraw").asked == ("withdraw",)


def test_without_a_name_the_case_says_what_it_asks() -> None:
    assert SHOPS.decide(CASE).asked == CASE.ask


def test_a_name_that_stands_for_nothing_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(CaseError) as caught:
        SHOPS.decide(CASE, ask="refnd")
    assert str(caught.value).startswith("ask: nothing to ask for is called `refnd`\n  help: did you mean `refund`")


@pytest.mark.parametrize("ask", [[1], [None], ["withdraw", b"refund"]])
def test_a_name_that_is_no_text_is_refused(ask: list[str]) -> None:
    with pytest.raises(CaseError, match="a name to ask for is a text, not a value of type"):
        SHOPS.decide(CASE, ask=ask)


def test_what_is_wrong_with_a_mapping_and_with_what_is_asked_is_told_at_once() -> None:
    with pytest.raises(CaseError) as caught:
        SHOPS.decide({"decide_on": "2026-10-04T09:00Z", "buyer.residence": "UK"}, ask="refnd")
    assert len(caught.value.problems) == 2


def test_the_places_of_the_packs_are_known_beside_those_of_the_standard() -> None:
    assert {"UNION", "PT", "NO-31", "IT-AO"} <= SHOPS.places
    assert SHOPS.decide({"decide_on": "2026-10-04T09:00Z", "buyer.residence": "UNION"}, ask="withdraw").verdicts
