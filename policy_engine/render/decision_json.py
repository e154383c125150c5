"""A decision as a program reads it: JSON with every part at the top, empty or not, in one fixed order."""

from __future__ import annotations

import msgspec

from policy_engine.decisions.model import Decision


def decision_json(decision: Decision) -> bytes:
    """Write a decision; the same decision gives the same bytes on any machine."""
    parts = {field: getattr(decision, field) for field in decision.__struct_fields__}
    return msgspec.json.format(msgspec.json.encode(parts), indent=2) + b"\n"
