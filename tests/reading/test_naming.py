"""Naming what a statement covers: `request.items: {shirt: 2}` says of every item whether it goes back."""

from __future__ import annotations

import pytest

from policy_engine.catalog.locations import schemas_folder
from policy_engine.errors import CaseError
from policy_engine.facts.case import Case
from policy_engine.reading.case_reader import read_case
from policy_engine.reading.vocabulary_reader import read_vocabulary

VOCABULARY, _ = read_vocabulary((schemas_folder() / "facts.yaml").read_bytes(), "facts.yaml")
ORDER = """
decide_on: 2026-12-01T09:00+01:00
request: {{sent: 2026-11-20, items: {named}}}
items:
  - {{id: shirt, quantity: 3, price: EUR 30.00}}
  - {{id: ring, price: EUR 99.00}}
"""


def read(named: str) -> Case:
    return read_case(ORDER.format(named=named), "order.yaml", VOCABULARY)


def stated(case: Case, member: str) -> tuple[object, object]:
    return case.facts.get(("item.withdrawn", member)), case.facts.get(("item.kept_quantity", member))


def refusals(named: str) -> list[str]:
    with pytest.raises(CaseError) as refused:
        read(named)
    return [problem.message for problem in refused.value.problems]


def test_two_of_three_pieces_leave_one_that_is_kept() -> None:
    case = read("{shirt: 2}")
    assert stated(case, "shirt") == (True, 1)


def test_what_is_not_named_is_kept() -> None:
    assert stated(read("{shirt: 2}"), "ring") == (False, None)


def test_all_pieces_need_no_number() -> None:
    assert stated(read("{ring: all}"), "ring") == (True, 0)
    assert stated(read("[ring]"), "ring") == (True, 0)


def test_the_last_piece_can_be_named_and_one_more_cannot() -> None:
    assert stated(read("{shirt: 3}"), "shirt") == (True, 0)
    assert refusals("{shirt: 4}") == ["`request.items` names more pieces of `shirt` than the 3 it has"]


def test_a_number_of_pieces_needs_the_number_of_the_line() -> None:
    assert refusals("{ring: 1}") == ["`ring` does not say how many pieces it has"]


@pytest.mark.parametrize("count", ["0", "-1", "1.5", "two"])
def test_a_number_of_pieces_is_a_whole_number_above_zero(count: str) -> None:
    assert refusals(f"{{shirt: {count}}}") == ["`request.items` does not say how many pieces of `shirt`"]


def test_an_item_that_is_not_in_the_order_cannot_be_named() -> None:
    (refused,) = refusals("[shirts]")
    assert refused == "`request.items` names `shirts`, which is no entry"


def test_every_wrong_name_is_told_at_once() -> None:
    assert len(refusals("{shirts: 1, rings: 1, ring: x}")) == 3


def test_an_item_is_named_once() -> None:
    assert refusals("[ring, ring]") == ["`request.items` names `ring` twice"]


def test_what_an_item_says_itself_is_not_said_again() -> None:
    document = ORDER.format(named="[ring]").replace("{id: ring,", "{id: ring, withdrawn: true,")
    with pytest.raises(CaseError, match="stated twice"):
        read_case(document, "order.yaml", VOCABULARY)


def test_names_need_the_list_they_name() -> None:
    document = "decide_on: 2026-12-01T09:00+01:00\nrequest: {items: [ring]}\n"
    with pytest.raises(CaseError, match="`items`, which is not stated"):
        read_case(document, "order.yaml", VOCABULARY)
