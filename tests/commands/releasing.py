"""A folder of rules with a ledger, so that what is newest does not depend on the law of today."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy_engine.catalog.digests import digest_of
from policy_engine.catalog.packs import read_folder
from tests.commands.running import REPOSITORY, SHOP

RELEASE = """  - version: {version}
    released_on: 2026-11-22
    law_known_to: 2026-11-21
    digest: {digest}
    effect: first
    summary: The {version} of an invented law
"""


def released(folder: Path, monkeypatch: pytest.MonkeyPatch, *versions: str) -> None:
    """Release the invented law in these versions, and let the commands find no other."""
    lines = ["releases:\n"]
    for version in versions:
        pack = Path(shutil.copytree(SHOP, folder / "shop" / version))
        text = (pack / "pack.yaml").read_text(encoding="utf-8").replace("version: 0.1.0", f"version: {version}")
        (pack / "pack.yaml").write_text(text, encoding="utf-8")
        lines.append(RELEASE.format(version=version, digest=digest_of(read_folder(pack))))
    (folder / "shop" / "releases.yaml").write_text("".join(lines), encoding="utf-8")
    calendars = folder / "eu" / "0.1.0"
    calendars.mkdir(parents=True)
    shutil.copy(REPOSITORY / "rules" / "eu" / "0.1.0" / "calendars.json", calendars)
    for module in ("packs", "regions"):
        monkeypatch.setattr(f"policy_engine.catalog.{module}.rules_folder", lambda: folder)
