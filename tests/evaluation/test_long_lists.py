"""How long a list may be."""

from __future__ import annotations

import pytest

from policy_engine import CaseError
from policy_engine.evaluation.decide import MOST_MEMBERS, check_case
from policy_engine.facts.case import Case
from policy_engine.facts.values import Moment
from tests.packs.a_shirt import eu


def an_order_of(many: int) -> Case:
    members = {"items": tuple(f"item-{number}" for number in range(many))}
    return Case("order", (), Moment.parse("2026-11-20T09:00+01:00"), {}, members, "order.yaml")


def test_a_list_of_as_many_entries_as_may_be_is_looked_at() -> None:
    box, _ = check_case(an_order_of(MOST_MEMBERS), eu().programs[0])
    assert len(box.members_of("items")) == MOST_MEMBERS


def test_a_list_of_one_entry_more_is_refused_by_name_with_its_size_and_the_limit() -> None:
    with pytest.raises(CaseError) as refused:
        check_case(an_order_of(MOST_MEMBERS + 1), eu().programs[0])
    assert str(refused.value) == (
        "order.yaml (items): `items` has 1001 entries, and a case may have 1000 in one list\n"
        "  help: state it as several cases of at most 1000 entries each"
    )
