"""What a duty says: who owes whom, by when, for what it may wait, and what came of it."""

from __future__ import annotations

from policy_engine.decisions.model import Amount, CountLine, Obligation, ObligationCode, Step, Window
from policy_engine.facts.values import Value
from tests.render.building import a_case, a_decision, cited, line_of, told

GROUND = (cited("shop.refund", "obliges"),)
SELLER: dict[str, Value] = {"seller__establishment": "PT", "seller__time_zone": "Europe/Lisbon"}


def a_duty(state: ObligationCode = ObligationCode.OWED, **parts: object) -> Obligation:
    due = parts.pop("due", Window("2026-10-19", "2026-10-19"))
    return Obligation("refund", state, "seller", place="PT", to="buyer", because=GROUND, due=due, **parts)  # type: ignore[arg-type]


def screen(duty: Obligation, **parts: object) -> str:
    return told(a_decision(obligations=(duty,), **parts), a_case(**SELLER))  # type: ignore[arg-type]


def first(duty: Obligation) -> str:
    return line_of(screen(duty), "seller to buyer")


def test_a_duty_says_who_owes_whom_and_by_when() -> None:
    assert first(a_duty()) == "DUE by Mon 19 Oct 2026 24:00 Lisbon act s. 1"


def test_a_duty_whose_last_day_has_two_readings_shows_both() -> None:
    duty = a_duty(due=Window("2026-10-17", "2026-10-19"))
    found = told(a_decision(obligations=(duty,)), a_case(**SELLER), width=120)
    assert "DUE  by Sat 17 Oct 2026 24:00 Lisbon; not late before Mon 19 Oct 2026 24:00 Lisbon is over" in found


def test_an_overdue_duty_is_marked() -> None:
    duty = a_duty(ObligationCode.OVERDUE, due=Window("2026-10-02", "2026-10-02"))
    assert first(duty) == "LATE was due by Fri 2 Oct 2026 24:00 Lisbon act s. 1"


def test_a_duty_in_hours_is_due_at_a_moment() -> None:
    duty = a_duty(due=Window("2026-10-06T22:30:00Z", "2026-10-06T22:30:00Z"))
    assert first(duty) == "DUE by Tue 6 Oct 2026 23:30 Lisbon act s. 1"


def test_a_duty_that_was_met_in_time_says_when() -> None:
    assert first(a_duty(ObligationCode.MET, met_on="2026-10-02")) == "met done on Fri 2 Oct 2026 act s. 1"


def test_a_duty_that_was_met_late_says_so() -> None:
    duty = a_duty(ObligationCode.MET, met_on="2026-10-20", met_late=True)
    assert first(duty) == "met done on Tue 20 Oct 2026, too late act s. 1"


def test_a_duty_that_is_not_owed_says_so() -> None:
    duty = Obligation("refund", ObligationCode.NOT_OWED, "seller", place="PT")
    assert line_of(screen(duty), "seller no") == "no rule asks for it"


def test_a_duty_that_may_wait_shows_the_day_before_waiting_and_what_it_waits_for() -> None:
    before = Window("2026-10-19", "2026-10-19")
    duty = a_duty(due=Window(running=True), due_without_waiting=before, waiting_for=("payment.goods_back",))
    count = CountLine("2026-10-03", "2026-10-04", "2026-10-17", "2026-10-19", (("2026-10-17", "saturday"),))
    step = Step("shop.refund@2020-01-01", "applies", gives=(("refund", "2026-10-19"),), counts=(count,))
    found = screen(duty, trace=(step,))
    due = line_of(found, "seller to buyer DUE")
    assert due.startswith("by Mon 19 Oct 2026 24:00 Lisbon (Sat 17 Oct rolls over), or later")
    assert line_of(found, "may wait for the first of:") == "payment.goods_back"
    assert "Sat 17 Oct off; last day Mon 19 Oct" in " ".join(found.split())


def test_a_duty_that_waits_from_an_unknown_day_gives_no_day() -> None:
    duty = a_duty(due=Window(running=True), waiting_for=("payment.goods_back",))
    assert first(duty) == "DUE there is no last day as long as it may wait act s. 1"


def test_a_duty_shows_what_is_certain_of_its_amount_and_what_is_disputed() -> None:
    amounts = (Amount("refund.total", "EUR 29.90", disputed="EUR 4.90", reasons=("shop.film",)),)
    found = screen(a_duty(amount="refund.total"), amounts=amounts)
    assert line_of(found, "€29.90") == "is certain; up to €4.90 more is disputed"
    assert "it depends on this" in found


def test_a_duty_names_what_follows_when_it_is_not_met() -> None:
    found = screen(a_duty(consequence="refund.interest"))
    assert line_of(found, "otherwise:") == "Interest of five percent a year"
