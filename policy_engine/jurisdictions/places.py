"""Places whose law applies: codes such as `EU`, `DE`, `DE-BY`, and which lies within which.

The engine knows no country. A code with a hyphen lies within the code before it (ISO 3166-2);
what else lies within what (the member states of `EU`) is stated by a pack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,4})?")

ELSEWHERE = "elsewhere"
"""Stands for every place that no rule, grid or calendar of the pack names."""


def is_place_code(text: str) -> bool:
    """Whether a text has the form of a place code: `DE`, `DE-BY`, `AE-DIFC`."""
    return _CODE.fullmatch(text) is not None


def parent(code: str) -> str | None:
    """The place that a code's own form says it lies in: `DE` for `DE-BY`."""
    return code.partition("-")[0] if "-" in code else None


@dataclass(frozen=True, slots=True)
class Places:
    """Unions of places that a pack names, such as `EU` with its member states.

    `apart` are places that lie in another one by their code, and whose law is not that one's: overseas countries.
    """

    unions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()

    def lies_in(self, place: str, area: str) -> bool | None:
        """Whether a place lies in an area; unknown when only a part of the stated place does."""
        if place == area:
            return True
        outer = None if place in self.apart else parent(place)
        if outer is not None and self.lies_in(outer, area):
            return True
        if place in self.unions.get(area, frozenset()):
            return True
        if area.startswith(place + "-") or area in self.unions.get(place, frozenset()):
            return None
        return False
