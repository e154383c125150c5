"""What the commands tell of a policy: its answers below the law's, what it wants looked at, and why it is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policy_engine.catalog.policy_proofs import proof_of, proof_path
from tests.commands.running import REPOSITORY, run
from tests.policy.shop import PACK, THIRTY, overlaid, written

ORDER = REPOSITORY / "examples" / "order-1042.yaml"
WITHDRAW = "when: {withdrawal.exercised: true}\n    grants: {action: charge_restocking_fee}"
SHIPPING = "obliges: {by: seller, to: buyer, do: bear_return_cost}"
RISK = """\
  - id: my-shop.ring
    title: A ring comes back
    each: items
    when: {item.category: jewellery}
"""


def proved(folder: Path) -> Path:
    """Thirty days for goods and a risk signal, with a proof beside them that is taken as it is."""
    overlay = overlaid(folder, THIRTY, risk=RISK)
    proof_path(folder / "shop.yaml").write_bytes(proof_of((overlay,)))
    return folder / "shop.yaml"


def test_the_policy_s_answer_stands_below_the_law_s(tmp_path: Path) -> None:
    told = run("check", ORDER, "--ask", "withdraw", "--pack", PACK, "--policy", proved(tmp_path)).output
    assert "my-shop@1.0.0, the seller's own policy" in told
    lines = [" ".join(line.split()) for line in told.splitlines()]
    start = lines.index("engraved-ring no made to the customer's order crd art. 16(c)")
    assert lines[start + 1] == "your policy YES until Mon 19 Oct 2026 24:00 Lisbon clause § 2 (my-shop:returns)"


def test_with_a_policy_nobody_is_told_that_none_was_given(tmp_path: Path) -> None:
    asked = ("check", ORDER, "--ask", "withdraw", "--pack", PACK)
    assert "only a promise beyond the law" in run(*asked).output
    assert "only a promise beyond the law" not in run(*asked, "--policy", proved(tmp_path)).output


def test_a_risk_signal_stands_apart_from_the_answers(tmp_path: Path) -> None:
    told = run("check", ORDER, "--ask", "withdraw", "--pack", PACK, "--policy", proved(tmp_path)).output
    assert "To look at before acting; no answer above depends on it\n  A ring comes back, for engraved-ring\n" in told


def test_the_json_says_whose_each_answer_is(tmp_path: Path) -> None:
    asked = ("check", ORDER, "--ask", "withdraw", "--pack", PACK, "--format", "json")
    told = json.loads(run(*asked, "--policy", proved(tmp_path)).stdout)
    rings = [one for one in told["verdicts"] if one["member"] == "engraved-ring"]
    assert [(one.get("layer", ""), one.get("policy", ""), one["verdict"]) for one in rings] == [
        ("", "", "not_granted"),
        ("seller", "my-shop@1.0.0", "allowed"),
    ]
    assert told["signals"] == [{"signal": "my-shop.ring", "policy": "my-shop@1.0.0", "member": "engraved-ring"}]
    assert [(one["ref"], one["layer"], one["over"]) for one in told["policies"]] == [("my-shop@1.0.0", "seller", PACK)]


def test_a_policy_that_is_not_there_is_told() -> None:
    result = run("check", ORDER, "--pack", PACK, "--policy", "nowhere.yaml")
    assert (result.exit_code, result.stderr) == (2, "error: nowhere.yaml: no such file or directory\n")


@pytest.mark.needs_analysis
def test_a_proof_is_kept_beside_a_policy_that_is_nowhere_below_the_law(tmp_path: Path) -> None:
    path = written(tmp_path, SHIPPING)
    result = run("policy", "prove", path, "--pack", PACK)
    assert (result.exit_code, result.output) == (
        0, f"my-shop@1.0.0 is nowhere below {PACK}; kept in shop.proof.json\n",
    )  # fmt: skip
    assert json.loads((tmp_path / "shop.proof.json").read_bytes())["proved"][0]["pack"] == PACK


@pytest.mark.needs_analysis
def test_no_proof_is_kept_of_a_policy_below_the_law(tmp_path: Path) -> None:
    result = run("policy", "prove", written(tmp_path, WITHDRAW), "--pack", PACK)
    assert result.exit_code == 2
    assert "`my-shop.rule1` allows `charge_restocking_fee` where `eu@0.2.0` forbids it" in result.stderr
    assert not (tmp_path / "shop.proof.json").exists()
