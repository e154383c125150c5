"""A case that is shown is as ordinary as what it has to show lets it be."""

from __future__ import annotations

import pytest

from policy_engine.catalog.packs import load_program
from policy_engine.comparison.asking import Asker
from policy_engine.comparison.comparing import Wanted, compare
from tests.comparison.small_law import comparing, the_change

pytestmark = pytest.mark.needs_analysis


def test_the_commonest_word_is_shown_where_it_will_do() -> None:
    one = the_change(comparing(("{has: perishable}", "{has: [perishable, custom]}")), "withdraw")
    assert dict(one.witness.facts)["order.channel"] == "online"
    assert dict(one.witness.facts)["items[m1].traits"] == "[custom]"


def test_what_happened_is_shown_shortly_before_it_is_looked_at() -> None:
    one = the_change(
        comparing(("{days: 14, after: item.received", "{days: 13, after: item.received")), "withdrawal.end"
    )
    assert one.witness.decide_on[:4] == dict(one.witness.facts)["items[m1].received"][:4]


def test_a_guarantee_that_a_repair_makes_longer_is_shown_by_goods_bought_online() -> None:
    """It was shown by a gift card that was a digital service and was paid for with personal data at the door."""
    found = compare(load_program("eu@1.0.0"), load_program("eu@1.1.0"), Wanted(("guarantee",), ("IT",)), Asker)
    shown = [dict(one.witness.facts) for one in found.changed if one.output.name == "guarantee.end"]
    assert all(one["buyer.residence"] == "IT" for one in shown)
    assert all(one["items[m1].kind"] == "goods" for one in shown)
    assert any(
        one["order.channel"] == "online" and one["order.concluded_on"] <= one["items[m1].received"] for one in shown
    )
