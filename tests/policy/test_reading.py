"""A policy is read as strictly as law, and says with every rule where it was published."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine.catalog.packs import load_program
from policy_engine.catalog.policies import read_overlays
from policy_engine.errors import PackError
from policy_engine.rules.policies import Layer
from tests.policy.shop import HEAD, THIRTY, overlaid

REFUSED = [
    ("clause: {terms: returns, at: § 2}\n    ", "", "rule `my-shop.rule1` has no `clause`"),
    ("clause: {terms: returns", "clause: {terms: refunds", "names the terms `refunds`, which the policy does not list"),
    ("clause:", "cite:", "rule `my-shop.rule1` has no key `cite`"),
    ("id: my-shop.rule1", "id: eu.rule1", "`eu.rule1` does not begin with `my-shop.`"),
    ("for: eu", "for: us", "the policy is for `us`, and no such pack is loaded"),
    ("layer: seller", "layer: law", "`layer` of the policy cannot be `law`"),
    ("action: withdraw", "action: withdrew", "no action is called `withdrew`"),
    ("  plain_days:", "  eu_1182_71:", "`eu_1182_71` is how a rule pack counts"),
    ("version: 1.0.0", "version: 1.0.0\nowner: me", "the policy has no key `owner`"),
    ("version: 1.0.0", "version: '1'", "`version` cannot be `1`"),
    ("https://", "", "`shop.example/returns` is no address"),
    ("grants: {action: withdraw", "overrides: eu.withdrawal.period\n    grants: {action: withdraw",
     "`overrides` names `eu.withdrawal.period`, which the pack does not have"),
    ("    grants:", "    sets: {withdrawal.end: 2026-12-24}\n    grants:",
     "`my-shop.rule1` gives a value to `withdrawal.end`, which `eu@0.2.0` concludes"),
]  # fmt: skip


def test_a_whole_policy_is_read(tmp_path: Path) -> None:
    overlay = overlaid(tmp_path, THIRTY)
    assert (overlay.policy.ref, overlay.policy.layer) == ("my-shop@1.0.0", Layer.SELLER)
    assert overlay.answered == frozenset({"withdraw"})


@pytest.mark.parametrize(("this", "that", "told"), REFUSED, ids=[told[:60] for _, _, told in REFUSED])
def test_what_is_wrong_with_a_policy_is_told(this: str, that: str, told: str, tmp_path: Path) -> None:
    overlaid(tmp_path, THIRTY)
    text = (tmp_path / "shop.yaml").read_text(encoding="utf-8")
    assert this in text
    with pytest.raises(PackError) as raised:
        overlaid(tmp_path, head=text.replace(this, that))
    assert told in str(raised.value)


def test_a_policy_of_several_files_is_one(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(HEAD, encoding="utf-8")
    overlaid(tmp_path, THIRTY)
    rules = "rules:\n" + (tmp_path / "shop.yaml").read_text(encoding="utf-8").partition("rules:\n")[2]
    scope = "place: buyer.residence\nin: EU\ngoverned_by: order.concluded_on\n"
    (tmp_path / "shop.yaml").write_text(scope + rules, encoding="utf-8")
    (overlay,) = read_overlays(tmp_path, [load_program("eu@0.2.0")])
    assert [rule.id for rule in overlay.policy.rules] == ["my-shop.rule1"]


def test_own_terms_are_no_source_of_law(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        "pack: xx\nversion: 1.0.0\nlaw_known_to: 2026-01-01\n"
        "covers:\n  - {topic: returns, place: buyer.residence, in: DE, governed_by: decide_on, from: 2020-01-01}\n"
        'sources: {shop: {title: A shop, nature: own_terms, address: "https://shop.example"}}\n',
        encoding="utf-8",
    )
    with pytest.raises(PackError, match="source `shop` is no law"):
        load_program(str(tmp_path))
