"""Words from outside on a terminal: whatever it would obey is spelled out."""

from __future__ import annotations

from policy_engine.reading.suggest import visible


def safe(text: str) -> str:
    """Spell out every character that does not print."""
    return "".join(letter if letter == "`" else visible(letter) for letter in text)
