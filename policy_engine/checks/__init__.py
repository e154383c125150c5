"""Checks of rule packs: whether the examples hold, and what no example shows to matter."""
