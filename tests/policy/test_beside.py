"""The law answers first and as it does without a policy; the policy stands beside it with terms of its own."""

from __future__ import annotations

from pathlib import Path

from policy_engine import Engine
from policy_engine.commands.exits import Exit, exit_of
from policy_engine.decisions.model import ObligationCode, Signal, VerdictCode
from tests.policy.shop import SHIRT, THIRTY, decided, eu, overlaid

VIP = (
    "each: items\n    when: {item.kind: goods, buyer.standing: vip}\n"
    "    grants: {action: withdraw, until: {days: 60, after: item.received, counting: plain_days}}"
)
COMPENSATE = (
    "when: {mishap.kind: late}\n    sets: {promise.compensation: EUR 5}\n"
    "    obliges: {by: seller, to: buyer, do: compensate, amount: promise.compensation, "
    "due: {days: 7, after: mishap.told, counting: plain_days}}"
)
RISK = """\
  - id: my-shop.many
    title: Many things have come back
    when: {buyer.returns_recent: {at_least: 5}}
  - id: my-shop.dear
    title: A dear thing comes back
    each: items
    when: {item.price: {at_least: EUR 500}}
"""


def test_the_law_s_answer_stands_first_and_the_policy_s_beside_it(tmp_path: Path) -> None:
    decision = decided(overlaid(tmp_path, THIRTY))
    assert [(one.layer, one.policy, one.verdict) for one in decision.verdicts] == [
        ("", "", VerdictCode.NOT_GRANTED),
        ("seller", "my-shop@1.0.0", VerdictCode.ALLOWED),
    ]


def test_each_grant_keeps_its_own_window(tmp_path: Path) -> None:
    decision = decided(overlaid(tmp_path, THIRTY), request__sent="2026-11-10")
    windows = [one.window.act_by for one in decision.verdicts if one.window]
    assert windows == ["2026-11-16", "2026-12-02"]


def test_the_law_is_answered_as_it_is_without_a_policy(tmp_path: Path) -> None:
    alone = Engine((eu(),)).decide(SHIRT, ask="withdraw")
    beside = decided(overlaid(tmp_path, THIRTY))
    assert beside.verdicts[0] == alone.verdicts[0]
    assert [step for step in beside.trace if not step.rule.startswith("my-shop.")] == list(alone.trace)


def test_a_policy_s_answer_is_asked_for_by_its_layer(tmp_path: Path) -> None:
    decision = decided(overlaid(tmp_path, THIRTY))
    assert decision.verdict("withdraw") is VerdictCode.NOT_GRANTED
    assert decision.verdict("withdraw", layer="seller") is VerdictCode.ALLOWED


def test_a_reason_of_a_policy_names_its_clause(tmp_path: Path) -> None:
    (cited,) = decided(overlaid(tmp_path, THIRTY)).verdicts[1].because
    assert (cited.rule, cited.source, cited.at) == ("my-shop.rule1", "my-shop:returns", "§ 2")


def test_a_policy_may_use_what_the_law_concludes(tmp_path: Path) -> None:
    rule = "each: items\n    when: {order.under_crd: true}\n    grants: {action: withdraw}"
    assert decided(overlaid(tmp_path, rule)).verdict("withdraw", layer="seller") is VerdictCode.ALLOWED


def test_where_the_law_is_silent_an_open_answer_of_the_policy_is_open(tmp_path: Path) -> None:
    decision = decided(overlaid(tmp_path, VIP))
    assert decision.verdict("withdraw", layer="seller") is VerdictCode.NEEDS_FACTS
    assert [question.fact for question in decision.questions] == ["buyer.standing"]
    assert exit_of(decision) is Exit.OPEN


def test_where_the_law_grants_it_nobody_is_asked_for_the_policy(tmp_path: Path) -> None:
    decision = decided(overlaid(tmp_path, VIP), request__sent="2026-11-10")
    assert decision.verdict("withdraw") is VerdictCode.ALLOWED
    assert decision.questions == ()
    assert exit_of(decision) is Exit.SETTLED


def test_an_open_answer_of_the_law_stays_open_whatever_the_policy_grants(tmp_path: Path) -> None:
    decision = decided(overlaid(tmp_path, THIRTY), disclosure__withdrawal_right=None)
    assert decision.verdict("withdraw") is VerdictCode.NEEDS_FACTS
    assert decision.verdict("withdraw", layer="seller") is VerdictCode.ALLOWED
    assert exit_of(decision) is Exit.OPEN


def test_learning_the_fact_settles_the_policy_s_answer(tmp_path: Path) -> None:
    overlay = overlaid(tmp_path, VIP)
    assert decided(overlay, buyer__standing="vip").verdict("withdraw", layer="seller") is VerdictCode.ALLOWED
    refused = decided(overlay, buyer__standing="ordinary")
    assert refused.verdict("withdraw", layer="seller") is VerdictCode.NOT_GRANTED


def test_what_no_law_speaks_of_is_a_matter_of_the_policy_alone(tmp_path: Path) -> None:
    decision = decided(
        overlaid(tmp_path, COMPENSATE), "compensate", mishap__kind="late", mishap__told="2026-11-20",
        mishap__compensated={"not_by": "2026-11-30"}, request__sent=None,
    )  # fmt: skip
    duty = decision.duty("compensate", layer="seller")
    assert (duty.state, duty.due.late_after if duty.due else "") == (ObligationCode.OVERDUE, "2026-11-27")
    assert decision.not_covered == ()


def test_a_risk_signal_is_told_and_changes_no_answer(tmp_path: Path) -> None:
    plain = decided(overlaid(tmp_path, THIRTY), buyer__returns_recent=5)
    watched = decided(overlaid(tmp_path, THIRTY, risk=RISK), buyer__returns_recent=5)
    assert watched.signals == (Signal("my-shop.many", "my-shop@1.0.0"),)
    assert (watched.verdicts, watched.obligations, watched.review) == (plain.verdicts, plain.obligations, plain.review)
    assert exit_of(watched) is exit_of(plain)


def test_a_risk_signal_below_its_bound_is_silent(tmp_path: Path) -> None:
    assert decided(overlaid(tmp_path, THIRTY, risk=RISK), buyer__returns_recent=4).signals == ()


def test_what_is_unknown_raises_no_signal(tmp_path: Path) -> None:
    assert decided(overlaid(tmp_path, THIRTY, risk=RISK)).signals == ()


def test_a_platform_s_policy_stands_before_the_seller_s(tmp_path: Path) -> None:
    seller = overlaid(tmp_path, THIRTY)
    head = (tmp_path / "shop.yaml").read_text(encoding="utf-8").partition("rules:")[0]
    platform = overlaid(
        tmp_path, THIRTY.replace("30", "20"), head=head.replace("layer: seller", "layer: platform")
    )  # fmt: skip
    decision = Engine((eu(),), (seller, platform)).decide(SHIRT, ask="withdraw")
    assert [one.layer for one in decision.verdicts] == ["", "platform", "seller"]
