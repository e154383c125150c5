"""One question in six states: the answer is the state's own, and so is the law that is cited for it."""

from __future__ import annotations

from functools import cache

import pytest

from policy_engine import Decision, Engine
from policy_engine.facts.case import Case
from policy_engine.reading.case_reader import case_from_mapping
from policy_engine.render.screen import screen

Facts = dict[str, object]


@cache
def eu() -> Engine:
    """The law of the Union and its states."""
    return Engine.load("eu@1.1.0")


def kettle(state: str) -> Facts:
    """A kettle, bought in a shop, that broke thirty months after it came; it was defective from the start."""
    return {
        "decide_on": "2028-03-20T12:00+01:00",
        "buyer": {"residence": state, "role": "consumer"},
        "seller": {"role": "trader"},
        "order": {"channel": "shop", "concluded_on": "2025-03-02"},
        "items": [
            {
                "id": "kettle", "category": "appliance", "condition": "new", "traits": [], "price": "EUR 80.00",
                "received": "2025-03-05", "installation": "none", "guarantee_agreement": "none",
            }
        ],
        "defect": {"kind": "quality", "appeared": "2027-09-05", "reported": "2027-09-10", "origin": "shown"},
        "repairs": [],
    }  # fmt: skip


def doorstep(state: str) -> Facts:
    """A kettle, bought from somebody who rang at the door, and given back on the thirtieth day."""
    price, delivery = ("PLN 340.00", "PLN 20.00") if state == "PL" else ("EUR 80.00", "EUR 5.00")
    return {
        "decide_on": "2026-11-20T12:00+01:00",
        "buyer": {"residence": state, "role": "consumer"},
        "seller": {"role": "trader"},
        "order": {"channel": "off_premises", "visit": "unsolicited", "concluded_on": "2026-10-20"},
        "items": [
            {
                "id": "kettle", "category": "appliance", "traits": [], "price": price,
                "received": "2026-10-20", "installation": "none",
            }
        ],
        "payment": {"delivery_paid": delivery},
        "disclosure": {"withdrawal_right": "2026-10-20"},
        "request": {"sent": "2026-11-19"},
    }  # fmt: skip


def invoice(state: str) -> Facts:
    """An invoice of March 2021 that nobody needs any more."""
    return {
        "decide_on": "2026-11-20T12:00+01:00",
        "controller": {"establishment": state, "sector": "general"},
        "records": [
            {
                "id": "invoice", "kind": "invoice", "created_on": "2021-03-10", "transaction_on": "2021-03-10",
                "tax_period_ended": "2021-03-31", "tax_due_on": "2021-04-25", "financial_year_ended": "2021-12-31",
                "needed_for": [], "deleted": {"not_by": "2026-11-20"},
            }
        ],
    }  # fmt: skip


def complaint(state: str) -> Facts:
    """A complaint that lies unanswered for a month."""
    return {
        "decide_on": "2026-11-20T12:00+01:00",
        "buyer": {"residence": state, "role": "consumer"},
        "seller": {"role": "trader", "establishment": state},
        "order": {"channel": "online", "concluded_on": "2026-09-20"},
        "complaint": {"received": "2026-10-20", "about": "other", "answered": {"not_by": "2026-11-20"}},
    }


def asked(facts: Facts, name: str) -> tuple[Decision, Case]:
    """What the engine says, and of what."""
    case = case_from_mapping(facts, eu().vocabulary, places=eu().places)
    return eu().decide(case, name), case


def told(decision: Decision, case: Case) -> str:
    """What a support agent reads, in one line."""
    return " ".join(screen(decision, case, eu().programs, width=200).split())


@pytest.mark.parametrize(
    ("state", "verdict", "cited"),
    [
        ("DE", "not_granted", "de_bgb § 438(1)"),
        ("ES", "allowed", "es_trlgdcu art. 120"),
        ("IT", "not_granted", "it_cod_cons art. 133"),
        ("PL", "not_granted", "pl_upk art. 43c"),
        ("IE", "allowed", "ie_cra part 2"),
        ("GR", "needs_review", "gr_ak art. 534"),
    ],
)
def test_a_defect_after_thirty_months(state: str, verdict: str, cited: str) -> None:
    decision, case = asked(kettle(state), "claim_guarantee")
    assert decision.verdict("claim_guarantee") == verdict
    assert cited in told(decision, case)


@pytest.mark.parametrize(
    ("state", "verdict", "cited"),
    [
        ("DE", "not_granted", "crd art. 9(1)"),
        ("ES", "allowed", "es_trlgdcu art. 102"),
        ("IT", "allowed", "it_cod_cons art. 52(1-bis)"),
        ("PL", "allowed", "pl_upk art. 27(2)"),
        ("IE", "allowed", "ie_cra"),
        ("GR", "needs_review", "crd art. 9(1a)"),
    ],
)
def test_thirty_days_at_the_door(state: str, verdict: str, cited: str) -> None:
    decision, case = asked(doorstep(state), "withdraw")
    assert decision.verdict("withdraw") == verdict
    assert cited in told(decision, case)


@pytest.mark.parametrize(
    ("state", "day", "cited"),
    [
        ("DE", "2029-12-31", "de_ao § 147(3)"),
        ("ES", "2027-03-10", "es_ccom art. 30"),
        ("IT", "2031-03-10", "it_cc art. 2220"),
        ("PL", "2026-12-31", "pl_op art. 70"),
        ("IE", "2027-12-31", "ie_ca s. 285"),
    ],
)
def test_how_long_an_invoice_is_kept(state: str, day: str, cited: str) -> None:
    decision, case = asked(invoice(state), "keep_record")
    (duty,) = decision.obligations
    assert duty.due is not None
    assert (duty.due.act_by[:10], duty.due.late_after[:10]) == (day, day)
    assert cited in told(decision, case)


def test_nobody_looked_how_long_greece_keeps_invoices() -> None:
    decision, case = asked(invoice("GR"), "keep_record")
    assert [one.state for one in decision.obligations] == ["needs_review"]
    assert "was not looked up" in told(decision, case)


@pytest.mark.parametrize(
    ("state", "duty", "cited"),
    [
        ("DE", "needs_review", "was not looked up"),
        ("ES", "overdue", "es_trlgdcu art. 21(3)"),
        ("IT", "needs_review", "was not looked up"),
        ("PL", "overdue", "pl_upk art. 7a(1)"),
        ("IE", "needs_review", "was not looked up"),
        ("GR", "needs_review", "was not looked up"),
    ],
)
def test_a_complaint_after_a_month(state: str, duty: str, cited: str) -> None:
    decision, case = asked(complaint(state), "answer_complaint")
    assert [one.state for one in decision.obligations] == [duty]
    assert cited in told(decision, case)
