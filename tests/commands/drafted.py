"""A folder of rules with one tiny region in the current vocabulary, whose draft can be released as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import Result

from policy_engine.catalog.regions import Region
from tests.commands.running import run

PACK = """# The tiny law
pack: tiny
version: 0.1.0  # the first
law_known_to: 2026-11-20
covers:
  - {topic: returns, place: buyer.residence, in: PT, governed_by: order.concluded_on, from: 2020-01-01}
sources:
  act: {title: The Tiny Act, nature: statute, address: "https://example.org/tiny-act"}
"""
LAW = """place: buyer.residence
in: PT
governed_by: order.concluded_on
rules:
  - id: tiny.withdraw
    title: A consumer may withdraw
    cite: {source: act, at: s. 1, verified_on: 2026-11-20, grade: primary}
    effective: {from: 2020-01-01}
    each: items
    when: {buyer.role: consumer}
    grants: {action: withdraw}
"""
EXAMPLES = """cases:
  shirt:
    decide_on: 2026-10-04T09:00+01:00
    buyer: {residence: PT, role: consumer, time_zone: Europe/Lisbon}
    seller: {role: trader, establishment: PT}
    order: {concluded_on: 2026-09-10, channel: online}
    items: [{id: shirt, category: clothing, traits: [], received: 2026-09-19}]
    request: {sent: 2026-10-03T12:00+01:00}
examples:
  - case: shirt
    says: a consumer may send a shirt back
    expect: {withdraw: allowed, by: tiny.withdraw}
  - case: shirt
    says: a business may not
    but: {buyer.role: business}
    expect: {withdraw: not_granted}
"""
LEDGER = """# The released versions of this region, oldest first.
releases: []  # none yet
"""
SUMMARY = "A first law: returns, and no more"


def tiny(folder: Path) -> Region:
    """Write the region with its draft and an empty ledger."""
    region = Region("tiny", folder / "rules")
    (region.draft / "examples").mkdir(parents=True)
    region.ledger.write_text(LEDGER, encoding="utf-8")
    for name, text in {"pack.yaml": PACK, "law.yaml": LAW, "examples/law.yaml": EXAMPLES}.items():
        (region.draft / name).write_text(text, encoding="utf-8")
    return region


def change(path: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


ENDS = {"editorial": "", "prospective": ", until: 2026-12-01", "retroactive": ", until: 2026-10-15"}
"""The end of the law that gives a draft an effect: 0.1.0 knows the law up to 2026-11-20."""


def have_effect(region: Region, effect: str) -> None:
    """Change the draft so that it has an effect."""
    text = (region.draft / "law.yaml").read_text(encoding="utf-8")
    ended = re.sub(r"from: 2020-01-01[^}]*}", f"from: 2020-01-01{ENDS[effect]}}}", text)
    (region.draft / "law.yaml").write_text(ended, encoding="utf-8")


def draft(region: Region, *arguments: str) -> Result:
    """Begin a draft of the region."""
    return run("draft", region.name, "--rules", region.rules, *arguments)


def release(
    region: Region, effect: str = "first", *arguments: str, summary: str = SUMMARY, on: str = "2026-11-22"
) -> Result:
    """Release the region's draft."""
    words = ["--effect", effect, "--summary", summary, "--on", on]
    return run("release", region.name, "--rules", region.rules, *words, *arguments)


def undo(region: Region, *arguments: str) -> Result:
    """Undo an interrupted release of the region."""
    return run("release", region.name, "--rules", region.rules, "--undo", *arguments)


def lying(region: Region) -> dict[str, bytes]:
    """Every file of the region, by its name within it."""
    files = sorted(path for path in region.folder.rglob("*") if path.is_file())
    return {path.relative_to(region.folder).as_posix(): path.read_bytes() for path in files}
