"""Version numbers: which one a change of the law asks for, and where a pack says its own.

The effect of a release on decisions fixes its number, so that a number tells what to expect of it. From 1.0.0 on:
editorial, the next patch; prospective, the next minor; retroactive, the next major. Before 1.0.0 a pack makes no such
promise yet: prospective and retroactive are both the next minor, and 1.0.0 may follow with any effect.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import assert_never

from policy_engine.errors import Location, PackError, Problem
from policy_engine.reading.nodes import Table, Text
from policy_engine.reading.strict_yaml import read_document

Number = tuple[int, int, int]

FIRST_STABLE: Number = (1, 0, 0)
_NUMBER = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
_VERSION_LINE = re.compile(rb"(?m)^(version:[ \t]+)([^\s#]+)")


class ReleaseEffect(StrEnum):
    """What a release does to decisions, as its ledger says it."""

    FIRST = "first"
    EDITORIAL = "editorial"
    PROSPECTIVE = "prospective"
    RETROACTIVE = "retroactive"


def number_of(version: str) -> Number | None:
    """A version as numbers; nothing where it is none."""
    found = _NUMBER.fullmatch(version)
    return None if found is None else (int(found[1]), int(found[2]), int(found[3]))


def written(number: Number) -> str:
    """A number as people write it."""
    return ".".join(map(str, number))


def next_minor(newest: Number) -> Number:
    """The number that a draft begins with: most changes of the law are prospective."""
    return (newest[0], newest[1] + 1, 0)


def numbers_after(newest: Number, effect: ReleaseEffect) -> tuple[Number, ...]:
    """The numbers that may follow a release for a change of this effect, the usual one first."""
    major, minor, patch = newest
    match effect:
        case ReleaseEffect.FIRST:
            return ()  # nothing is first after something
        case ReleaseEffect.EDITORIAL:
            usual = (major, minor, patch + 1)
        case ReleaseEffect.PROSPECTIVE:
            usual = next_minor(newest)
        case ReleaseEffect.RETROACTIVE:
            usual = (major + 1, 0, 0) if major else next_minor(newest)
        case _:
            assert_never(effect)
    return (usual,) if major else (usual, FIRST_STABLE)


def renumbered(pack: bytes, version: str, source: str) -> bytes:
    """The text of a pack.yaml with another version, all else as it was written.

    Raises PackError where the version does not stand on a line of its own.
    """
    changed = _VERSION_LINE.sub(lambda found: found[1] + version.encode(), pack, count=1)
    if version_in(changed, source) != version:
        help_text = f"write `version: {version}` on a line of its own"
        raise PackError([Problem(Location(source), "the version could not be changed", help_text)])
    return changed


def version_in(pack: bytes, source: str) -> str:
    """The version that a pack.yaml states; empty where it states none."""
    node, _ = read_document(pack, source)
    found = node.get("version") if isinstance(node, Table) else None
    return found.value if isinstance(found, Text) else ""
