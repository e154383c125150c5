"""The places that a command is asked about, as `--in DE,ES,US-CA`."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine.errors import Location, Problem
from policy_engine.jurisdictions import codes, is_place_code
from policy_engine.reading.suggest import shown


def places_wanted(lists: Sequence[str], known: frozenset[str], problems: list[Problem]) -> tuple[str, ...]:
    """The places asked, each once; a problem for each code that stands for none, and where none is named.

    `known` are the places that packs name, which need not be in ISO 3166.
    """
    wanted = tuple(dict.fromkeys(code.strip().upper() for text in lists for code in text.split(",") if code.strip()))
    if not wanted:
        problems.append(Problem(Location("--in"), "no place was named", "as in `--in DE,ES,US-CA,BR,SA`"))
    for code in wanted:
        if not is_place_code(code) or not (codes.exists(code) or code in known):
            meant = codes.meant_by(code)
            advice = f"did you mean `{meant}`?" if meant else "codes are those of ISO 3166: `DE`, `US-CA`, `EU`"
            problems.append(Problem(Location("--in"), f"{shown(code)} is no place", advice))
    return wanted
