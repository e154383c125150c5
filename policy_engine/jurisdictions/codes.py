"""Which place codes exist: those of ISO 3166, and a few more that law and trade use.

A code that does not exist is never taken for another place or for one that no law covers: `UK` is a slip for `GB`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from policy_engine.jurisdictions.iso_3166 import DIVIDED, UNDIVIDED

# `EU` is reserved by ISO 3166 for the Union. Customs and VAT law call Northern Ireland `XI` (Decision (EU) 2020/1152),
# and Kosovo goes by `XK`, which the standard leaves to its users.
BESIDE_THE_STANDARD = ("EU", "XI", "XK")
# The free zones of the Emirates with private law of their own.
PARTS_BESIDE_THE_STANDARD: Mapping[str, tuple[str, ...]] = {"AE": ("ADGM", "DIFC")}

MEANT: Mapping[str, str] = {
    "EL": "GR",  # Greece, in texts of the Union
    "UK": "GB",
    "EN": "GB-ENG",
    "SF": "FI",
    "FX": "FR",
    "TP": "TL",
    "BU": "MM",
    "ZR": "CD",
    # The overseas parts of France, which the standard numbers.
    "FR-GP": "FR-971",
    "FR-MQ": "FR-972",
    "FR-GF": "FR-973",
    "FR-RE": "FR-974",
    "FR-YT": "FR-976",
}
"""Codes that people write though the standard has others for the place, or no longer has them."""

DISTANT: Mapping[str, str] = {
    "FR-971": "GP",
    "FR-972": "MQ",
    "FR-973": "GF",
    "FR-974": "RE",
    "FR-976": "YT",
    "FR-BL": "BL",
    "FR-CP": "CP",  # Clipperton, reserved by the standard
    "FR-MF": "MF",
    "FR-NC": "NC",
    "FR-PF": "PF",
    "FR-PM": "PM",
    "FR-TF": "TF",
    "FR-WF": "WF",
    "NL-AW": "AW",
    "NL-BQ1": "BQ",
    "NL-BQ2": "BQ",
    "NL-BQ3": "BQ",
    "NL-CW": "CW",
    "NL-SX": "SX",
    "US-AS": "AS",
    "US-GU": "GU",
    "US-MP": "MP",
    "US-PR": "PR",
    "US-UM": "UM",
    "US-VI": "VI",
}
"""Parts that lie in another part of the world than their country, with the code that the standard gives them as well.

Parts with such a code and the clocks of their country (Åland, Svalbard) are not among them.
"""


def exists(code: str) -> bool:
    """Whether a code stands for a place: `DE`, `DE-BY`, `AE-DIFC`."""
    country, hyphen, part = code.partition("-")
    return part in parts_of(country) if hyphen else country in countries()


def meant_by(code: str) -> str:
    """The code of the place that a code known to be wrong was meant for; empty where nobody can tell."""
    return MEANT.get(code, "")


@cache
def countries() -> frozenset[str]:
    """Every country, and what else has a code like one."""
    return frozenset((*DIVIDED, *UNDIVIDED.split(), *BESIDE_THE_STANDARD))


@cache
def parts_of(country: str) -> tuple[str, ...]:
    """The ends of the codes of a country's parts, in their order."""
    return tuple(sorted((*DIVIDED.get(country, "").split(), *PARTS_BESIDE_THE_STANDARD.get(country, ()))))


def keeps_own_clocks(code: str) -> bool:
    """Whether a part of a country lies so far away that the country's clocks say nothing about its time."""
    return code in DISTANT
