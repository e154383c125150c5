"""Read place codes: in a case only those that exist, since one that does not would pass for a place without law."""

from __future__ import annotations

from policy_engine.facts.values import Kind
from policy_engine.jurisdictions import is_place_code
from policy_engine.jurisdictions.codes import countries, exists, meant_by, parts_of
from policy_engine.reading.nodes import Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.wanted import Wanted, how_to_write

_LONGEST_LIST = 600


def read_place(node: Text, wanted: Wanted, problems: Problems) -> str | None:
    """Read a code such as `DE`, `DE-BY` or `AE-DIFC`; what rules compare with may be any well-formed code."""
    code = node.value
    if wanted.places is None:
        if is_place_code(code):
            return code
    elif code in wanted.places or exists(code):
        return code
    meant = _meant(code, wanted)
    country, _, part = code.partition("-")
    if not meant and part and country in countries():
        problems.add(node.at, f"{wanted.what} names a part of `{country}` that is not known", _parts(country, wanted))
    else:
        advice = f"did you mean `{meant}`?" if meant else how_to_write(Kind.PLACE)
        problems.add(node.at, wanted.objection("a place", code, close=bool(meant)), advice)
    return None


def _meant(code: str, wanted: Wanted) -> str:
    """The code that was meant: by a known slip, which tells of nobody, or else by another spelling of it."""
    if slip := meant_by(code.upper()) if wanted.of_case else "":
        return slip
    spelled = code.upper().replace("_", "-")
    known = exists(spelled) if wanted.of_case else is_place_code(spelled)
    return spelled if known and not wanted.discreet else ""


def _parts(country: str, wanted: Wanted) -> str:
    """The parts of a country that are known: those of the standard, and those that packs know beside them."""
    known = {code.partition("-")[2] for code in wanted.places or () if code.startswith(f"{country}-")}
    parts = sorted(known | set(parts_of(country)))
    if not parts:
        return f"write `{country}` alone: it has no parts with codes of their own"
    return f"write one of its parts in ISO 3166-2, such as `{country}-{parts[0]}`; known are {_shortened(parts)}"


def _shortened(parts: list[str]) -> str:
    """As many of a country's parts as a message has room for: the largest countries have hundreds."""
    listed = " ".join(parts)
    return listed if len(listed) <= _LONGEST_LIST else f"{listed[:_LONGEST_LIST].rpartition(' ')[0]} …"
