"""The example that `make demo` asks: one order of four things, and four different answers.

After a change that a person has read and found good, write the screen again with
`COLUMNS=100 policy-engine check examples/order-1042.yaml --pack rules/eu/1.1.0 > tests/render/golden/order-1042.txt`.
"""

from __future__ import annotations

import json

import pytest

from tests.commands.running import REPOSITORY, run

CASE = REPOSITORY / "examples" / "order-1042.yaml"
LAW = REPOSITORY / "rules" / "eu" / "1.1.0"
SCREEN = REPOSITORY / "tests" / "render" / "golden" / "order-1042.txt"


def test_the_whole_screen() -> None:
    assert run("check", CASE, "--pack", LAW).stdout == SCREEN.read_text(encoding="utf-8")


def test_everything_that_the_example_asks_is_settled() -> None:
    assert run("check", CASE, "--pack", LAW).exit_code == 0


@pytest.mark.parametrize(
    ("member", "verdict", "provision"),
    [
        ("T-shirt", "allowed", "art. 9(1)"),
        ("engraved-ring", "not_granted", "art. 16(c)"),
        ("face-cream", "not_granted", "art. 16(e)"),
        ("film", "not_granted", "art. 9(1)"),
    ],
)
def test_each_thing_has_its_own_answer_and_reason(member: str, verdict: str, provision: str) -> None:
    told = json.loads(run("check", CASE, "--pack", LAW, "--format", "json").stdout)
    (answer,) = [one for one in told["verdicts"] if one.get("member") == member]
    assert answer["verdict"] == verdict
    assert any(ground["at"].startswith(provision) for ground in answer["because"])


def test_the_last_day_moves_past_the_weekend_and_the_republic_day() -> None:
    told = json.loads(run("check", CASE, "--pack", LAW, "--format", "json").stdout)
    (shirt,) = [one for one in told["verdicts"] if one.get("member") == "T-shirt"]
    assert shirt["window"] == {"act_by": "2026-10-06", "late_after": "2026-10-06"}


ASKED_IN_TIME = ("--set", "request.sent=2026-09-20T12:00+01:00", "--set", "request.received=2026-09-20T12:00+01:00")
CONFIRMED = ("--set", "items[film].start_formalities=[consent, acknowledgement, confirmation]")


def test_the_film_asked_for_in_time_goes_back_where_nobody_confirmed_the_loss_of_the_right() -> None:
    told = json.loads(run("check", CASE, "--pack", LAW, "--format", "json", *ASKED_IN_TIME).stdout)
    (film,) = [one for one in told["verdicts"] if one.get("member") == "film"]
    assert (film["verdict"], film["window"]["late_after"]) == ("allowed", "2026-09-24")


def test_and_does_not_where_the_seller_had_confirmed_it() -> None:
    told = json.loads(run("check", CASE, "--pack", LAW, "--format", "json", *ASKED_IN_TIME, *CONFIRMED).stdout)
    (film,) = [one for one in told["verdicts"] if one.get("member") == "film"]
    assert (film["verdict"], film["because"][0]["at"]) == ("not_granted", "art. 16(m)")


def test_the_money_is_what_was_paid_and_the_standard_delivery_is_disputed_but_never_the_express_supplement() -> None:
    told = json.loads(run("check", CASE, "--pack", LAW, "--format", "json").stdout)
    amounts = {one["term"]: one for one in told["amounts"]}
    assert (amounts["refund.total"]["certain"], amounts["refund.total"]["disputed"]) == ("EUR 29.90", "EUR 4.90")
    assert amounts["refund.supplement"]["certain"] == "EUR 5.00"
    (refund,) = told["obligations"]
    assert refund["due_without_waiting"] == {"act_by": "2026-10-19", "late_after": "2026-10-19"}
    assert refund["waiting_for"] == ["return.goods_received", "return.proof_of_sending"]


def test_two_of_three_shirts_that_went_back_worn() -> None:
    told = json.loads(
        run("check", REPOSITORY / "examples" / "order-1044.yaml", "--pack", LAW, "--format", "json").stdout
    )
    (refund,) = told["obligations"]
    assert (refund["state"], refund["due"]["late_after"]) == ("overdue", "2026-10-19")
    amounts = {one["term"]: one for one in told["amounts"]}
    assert (amounts["refund.total"]["certain"], amounts["refund.total"]["disputed"]) == ("EUR 19.93", "EUR 4.90")
    (deduction,) = [one for one in told["terms"] if one["term"] == "refund.deduction"]
    assert deduction["points"] == ["eu.withdrawal.diminished_value"]
