"""Conditions in messages read as their authors wrote them."""

from __future__ import annotations

import pytest

from policy_engine.checks.quoting import quoted
from tests.checks.shop import a_condition


@pytest.mark.parametrize(
    "written",
    [
        "order.channel: online",
        "order.channel: [online, phone]",
        "order.channel: {not: online}",
        "order.channel: {not: [online, phone]}",
        "order.gift: true",
        "item.traits: {has: sealed}",
        "item.traits: {not: {has: [sealed, custom]}}",
        "item.received: {happened: true}",
        "item.received: {happened: false}",
        "item.received: {happened: false, by: order.concluded_on}",
        "item.received: {after: order.concluded_on, on_or_before: 2026-11-02}",
        "item.price: {above: EUR 40.00}",
        "{order.channel: online, order.gift: false}",
        "any: [{order.gift: true}, {order.channel: online, item.traits: {has: custom}}]",
        "none: [{order.gift: true}, {item.traits: {has: custom}}]",
    ],
)
def test_a_condition_is_quoted_as_it_was_written(written: str) -> None:
    assert quoted(a_condition(f"{{{written}}}" if written[0] != "{" else written)) == written


def test_one_operator_asked_twice_of_a_name_takes_two_lines() -> None:
    written = "{all: [{item.traits: {has: sealed}}, {item.traits: {has: custom}}]}"
    assert quoted(a_condition(written)) == "{item.traits: {has: sealed}, item.traits: {has: custom}}"


def test_a_value_made_in_several_steps_is_only_hinted_at() -> None:
    written = "{request.sent: {before: {days: 14, after: item.received, counting: plain}}}"
    assert quoted(a_condition(written)) == "request.sent: {before: …}"
