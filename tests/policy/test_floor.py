"""A policy below the law anywhere is refused, with a case that was run under both; one that never is goes through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from policy_engine import Engine
from policy_engine.calendar.calendars import Calendars
from policy_engine.calendar.hijri import NO_HIJRI
from policy_engine.calendar.holidays import PlaceCalendar
from policy_engine.catalog.packs import current_vocabulary, pack_files
from policy_engine.errors import PackError
from policy_engine.facts.case import Case
from policy_engine.floor.formulas import longest_run
from policy_engine.floor.objections import Below, problem_of
from policy_engine.floor.proving import objections
from policy_engine.reading.example_reader import read_examples
from tests.policy.shop import PACK, THIRTY, eu, overlaid, written

pytestmark = pytest.mark.needs_analysis

NO_LESS = "each: items\n    when: {right.withdraw: true}\n    grants: {action: withdraw, until: withdrawal.end}"
NO_LESS_AFTER_TRIAL = (
    "each: items\n    when: {right.withdraw: true, item.turned_paid: {happened: true}}\n"
    "    grants: {action: withdraw, from: item.turned_paid, until: withdrawal.after_trial}"
)
FROM_THE_ORDER = THIRTY.replace("item.received", "order.concluded_on")
FOURTEEN = THIRTY.replace("30", "14")
RESTOCKING = "when: {withdrawal.exercised: true}\n    grants: {action: charge_restocking_fee}"
STORE_CREDIT = "when: {withdrawal.exercised: true}\n    grants: {action: refund_by_other_means}"
NO_RETURNS = "each: items\n    when: {item.category: electronics}\n    forbids: {by: buyer, action: withdraw}"
TOLD_IN_TIME = "disclosure.withdrawal_right: {on_or_before: order.concluded_on}}"
REFUND = (
    "when: {{order.any_refund_payable: true}}\n"
    "    obliges: {{by: seller, to: buyer, do: refund, amount: refund.{amount}, "
    "due: {{days: {days}, after: request.received, counting: plain_days}}}}"
)


def test_thirty_days_from_the_order_are_refused_with_a_parcel_that_came_late(tmp_path: Path) -> None:
    case, told = refused(tmp_path, FROM_THE_ORDER)
    assert day_of(case, "item.received") - day_of(case, "order.concluded_on") == timedelta(days=17)
    assert "shop.yaml:14:5: `my-shop.rule1` closes `withdraw` where `eu@0.2.0` keeps it open" in told
    assert "eu@0.2.0: `withdraw` allowed until 2026-11-26 by `eu.withdrawal.period`" in told
    assert "my-shop@1.0.0: `withdraw` not_granted until 2026-11-25 by `my-shop.rule1`" in told


def test_fourteen_days_that_do_not_roll_over_are_refused_with_a_period_that_does(tmp_path: Path) -> None:
    case, told = refused(tmp_path, FOURTEEN)
    assert day_of(case, "request.sent") - day_of(case, "item.received") > timedelta(days=14)
    assert "`withdraw` allowed until" in told


def test_a_fee_for_restocking_is_refused(tmp_path: Path) -> None:
    _, told = refused(tmp_path, RESTOCKING)
    assert "`my-shop.rule1` allows `charge_restocking_fee` where `eu@0.2.0` forbids it" in told
    assert "`charge_restocking_fee` forbidden by `eu.withdrawal.no_restocking_fee`" in told


def test_store_credit_alone_is_refused(tmp_path: Path) -> None:
    _, told = refused(tmp_path, STORE_CREDIT)
    assert "`refund_by_other_means` forbidden by `eu.withdrawal.refund_means`" in told


def test_store_credit_to_which_the_buyer_agreed_goes_through(tmp_path: Path) -> None:
    agreed = "{withdrawal.exercised: true, payment.other_means_agreed: {happened: true}}"
    rule = STORE_CREDIT.replace("{withdrawal.exercised: true}", agreed)
    assert [*objections(overlaid(tmp_path, rule))] == []


def test_taking_no_electronics_back_is_refused(tmp_path: Path) -> None:
    _, told = refused(tmp_path, NO_RETURNS)
    assert "`my-shop.rule1` forbids `withdraw` where `eu@0.2.0` grants it" in told


def test_thirty_days_alone_are_refused_where_the_law_gives_a_year(tmp_path: Path) -> None:
    case, _ = refused(tmp_path, THIRTY)
    assert ("item.received", "coat") in case.facts or "request.sent" in {name for name, _ in case.facts}


def test_thirty_days_and_never_less_than_the_law_go_through(tmp_path: Path) -> None:
    assert [*objections(overlaid(tmp_path, THIRTY, NO_LESS, NO_LESS_AFTER_TRIAL))] == []


def test_thirty_days_are_proved_longer_than_fourteen_for_who_was_told_in_time(tmp_path: Path) -> None:
    online = "{item.kind: goods, order.channel: online, order.delivery: one, item.turned_paid: {happened: false}, "
    told = online + TOLD_IN_TIME
    assert [*objections(overlaid(tmp_path, THIRTY.replace("{item.kind: goods}", told)))] == []


def test_a_refund_a_day_later_than_the_law_is_refused(tmp_path: Path) -> None:
    _, told = refused(tmp_path, REFUND.format(days=21, amount="total"))
    assert "`my-shop.rule1` lets `refund` be later or less than `eu@0.2.0` does" in told


def test_a_refund_sooner_than_the_law_goes_through(tmp_path: Path) -> None:
    assert [*objections(overlaid(tmp_path, REFUND.format(days=14, amount="total")))] == []


def test_a_refund_of_less_than_the_law_is_refused(tmp_path: Path) -> None:
    _, told = refused(tmp_path, REFUND.format(days=7, amount="goods"))
    assert "`my-shop.rule1` lets `refund` be later or less than `eu@0.2.0` does" in told


def test_an_engine_does_not_load_with_a_policy_below_the_law(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="allows `charge_restocking_fee` where"):
        Engine.load(PACK, policy=written(tmp_path, RESTOCKING))


def refused(folder: Path, *rules: str) -> tuple[Case, str]:
    """The case with which a policy is refused, and what is told of it."""
    overlay = overlaid(folder, *rules)
    found = next(iter(objections(overlay, written_cases())))
    assert isinstance(found, Below)
    return found.case, str(problem_of(found, overlay))


@cache
def written_cases() -> tuple[Case, ...]:
    """The examples of the pack."""
    return tuple(one.case for one in read_examples(pack_files(PACK), current_vocabulary()[0], "eu").examples)


def test_no_run_of_days_off_is_longer_than_the_floor_takes_it_to_be() -> None:
    calendar, method = eu().calendars.places["BG"], eu().pack.methods["eu_1182_71"]
    off = [bool(calendar.holidays.get(day)) or day.weekday() in calendar.weekend_on(day) for day in days(calendar)]
    runs = [len(run) for run in "".join("x" if one else " " for one in off).split()]
    assert max(runs) == longest_run(Calendars({"BG": calendar}, {}, NO_HIJRI, ""), method)


def days(calendar: PlaceCalendar) -> Iterator[date]:
    """Every day of a calendar."""
    first, last = date(calendar.first_year, 1, 1), date(calendar.last_year, 12, 31)
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def test_less_time_to_send_the_goods_back_is_refused(tmp_path: Path) -> None:
    rule = (
        "when: {withdrawal.exercised: true}\n    obliges: {by: buyer, to: seller, do: return_goods, "
        "due: {days: 7, after: request.sent, counting: plain_days}}"
    )
    _, told = refused(tmp_path, rule)
    assert "`my-shop.rule1` asks for `return_goods` sooner than `eu@0.2.0` does" in told


def day_of(case: Case, fact: str) -> date:
    """The day that a case states for a fact."""
    (day,) = [value for (name, _), value in case.facts.items() if name == fact]
    assert isinstance(day, date)
    return day
