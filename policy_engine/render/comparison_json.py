"""A comparison as a program reads it: every part is there, empty or not, and keys stand in their own order."""

from __future__ import annotations

import msgspec

from policy_engine.comparison.model import Comparison


def comparison_json(comparison: Comparison) -> bytes:
    """Write a comparison; the same comparison gives the same bytes on any machine."""
    found = msgspec.to_builtins(comparison)
    found["differs"], found["proved_equal"] = comparison.differs, comparison.proved_equal
    return msgspec.json.format(msgspec.json.encode(found, order="sorted"), indent=2) + b"\n"
