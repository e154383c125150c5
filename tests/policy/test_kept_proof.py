"""A proof that is kept lets a policy load where there is no solver; it is worth nothing for other bytes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from policy_engine import Engine
from policy_engine.catalog.policy_proofs import proof_of, proof_path
from policy_engine.errors import PackError
from tests.policy.shop import PACK, THIRTY, overlaid, written


@pytest.fixture(autouse=True)
def without_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the part that needs the solver be missing."""
    monkeypatch.setitem(sys.modules, "policy_engine.floor.proving", None)


def test_without_a_solver_and_without_a_proof_a_policy_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        Engine.load(PACK, policy=written(tmp_path, THIRTY))
    assert "nothing shows that the policy is nowhere below `eu@0.2.0`" in str(raised.value)
    assert "policy-engine policy prove" in str(raised.value)


def test_with_a_kept_proof_it_loads(tmp_path: Path) -> None:
    assert Engine.load(PACK, policy=proved(tmp_path)).overlays[0].policy.ref == "my-shop@1.0.0"


def test_a_proof_of_other_bytes_is_worth_nothing(tmp_path: Path) -> None:
    path = proved(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("days: 30", "days: 7"), encoding="utf-8")
    with pytest.raises(PackError, match="nothing shows"):
        Engine.load(PACK, policy=path)


@pytest.mark.parametrize("key", ["pack_digest", "policy_digest", "calendars", "vocabulary", "semantics", "floor"])
def test_a_proof_over_anything_else_is_worth_nothing(key: str, tmp_path: Path) -> None:
    path = proved(tmp_path)
    kept = json.loads(proof_path(path).read_bytes())
    kept["proved"][0][key] = "another"
    proof_path(path).write_text(json.dumps(kept), encoding="utf-8")
    with pytest.raises(PackError, match="nothing shows"):
        Engine.load(PACK, policy=path)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"proved": 1}'])
def test_a_broken_proof_is_told_or_worth_nothing(text: str, tmp_path: Path) -> None:
    path = proved(tmp_path)
    proof_path(path).write_text(text, encoding="utf-8")
    with pytest.raises(PackError):
        Engine.load(PACK, policy=path)


def proved(folder: Path) -> Path:
    """A policy with a proof beside it, as the command writes it once the solver has found nothing."""
    overlay = overlaid(folder, THIRTY)
    path = folder / "shop.yaml"
    proof_path(path).write_bytes(proof_of((overlay,)))
    return path
