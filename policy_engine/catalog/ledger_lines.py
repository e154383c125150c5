"""Add a release to the text of a ledger, with every comment and line that was there."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from policy_engine.catalog.ledger import Release, read_ledger
from policy_engine.errors import Location, PackError, Problem

NEW_LEDGER = b"# The released versions of this region, oldest first.\nreleases: []\n"
_EMPTY = re.compile(r"(?m)^releases:[ \t]*\[[ \t]*\]")
_ITEM = re.compile(r"(?m)^([ \t]*)- ")
_PLAIN = re.compile(r"[A-Z][A-Za-z0-9 ,.;()/@%+-]*[A-Za-z0-9.)]")  # a sentence that no reader takes for anything else


def with_release(ledger: bytes, release: Release, source: str) -> bytes:
    """The ledger with one more release at its end.

    Raises PackError where the ledger is wrong, or written so that a line cannot be added without rewriting it.
    """
    before = read_ledger(ledger, source)
    text = ledger.decode("utf-8")
    newline = "\r\n" if "\r\n" in text else "\n"
    item = _ITEM.search(text) if before else None
    lines = newline.join(_lines(release, item[1] if item else "  "))
    body = text if before else _EMPTY.sub("releases:", text, count=1)
    added = f"{body.rstrip()}{newline}{lines}{newline}".encode()
    if not _adds(added, release, before, source):
        help_text = "write `releases:` on a line of its own, then one `- version: …` a release, last in the file"
        raise PackError([Problem(Location(source), "no release can be added to a ledger of this form", help_text)])
    return added


def _lines(release: Release, indent: str) -> list[str]:
    entries = {
        "version": release.version,
        "released_on": str(release.released_on),
        "law_known_to": str(release.law_known_to),
        "digest": release.digest,
        "effect": release.effect,
        **({"effect_by": release.effect_by} if release.effect_by else {}),
        "summary": _quoted(release.summary),
        "signatures": "[]",
    }
    written = [f"{key}: {value}" for key, value in entries.items()]
    return [f"{indent}- {written[0]}", *(f"{indent}  {line}" for line in written[1:])]


def _quoted(text: str) -> str:
    """A text as YAML reads it back; between quotes, what JSON means YAML means too."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _adds(ledger: bytes, release: Release, before: tuple[Release, ...], source: str) -> bool:
    """Whether a ledger reads as what it was and the release, and nothing else."""
    try:
        found = read_ledger(ledger, source)
    except PackError:
        return False
    return [_unplaced(one) for one in found] == [_unplaced(one) for one in (*before, release)]


def _unplaced(release: Release) -> Release:
    return replace(release, at=Location())
