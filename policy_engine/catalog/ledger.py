"""A region's ledger, `releases.yaml`: the versions there are, in the order of their release."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from policy_engine.errors import Location, PackError, Problem
from policy_engine.facts.values import parse_day
from policy_engine.reading.nodes import Listing, Node, Table, Text
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import did_you_mean

_STATED = ("version", "released_on", "law_known_to", "digest", "effect", "summary")
_KEYS = (*_STATED, "effect_by", "signatures")
_EFFECTS = ("first", "editorial", "prospective", "retroactive")
BY_COMPARISON, BY_AUTHOR = "comparison", "author"
"""Who says what a release does to decisions: the comparison with the one before proved it, or it was only stated."""
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Release:
    """One line of the ledger."""

    version: str
    released_on: date
    law_known_to: date
    digest: str
    effect: str
    summary: str
    at: Location
    effect_by: str = ""
    """Who says so; empty where that is not known, and of a first release."""

    @property
    def number(self) -> tuple[int, ...]:
        """The version as numbers, for comparing."""
        return tuple(int(part) for part in self.version.split("."))


def read_ledger(data: bytes, source: str) -> tuple[Release, ...]:
    """Read `releases.yaml`, oldest first.

    Raises PackError with every problem: unknown keys, versions out of order, text that is no date or digest.
    """
    node, found = read_document(data, source)
    problems = list(found)
    releases: list[Release] = []
    listing = node.get("releases") if isinstance(node, Table) else None
    if not problems and not isinstance(listing, Listing):
        problems.append(Problem(Location(source, 1), "a ledger is a map with the list `releases`"))
    for item in listing.items if isinstance(listing, Listing) else ():
        release = _release(item, problems)
        if release is None:
            continue
        if releases and release.number <= releases[-1].number:
            problems.append(Problem(release.at, f"version `{release.version}` comes after `{releases[-1].version}`"))
        releases.append(release)
    if problems:
        raise PackError(problems)
    return tuple(releases)


def _release(item: Node, problems: list[Problem]) -> Release | None:
    if not isinstance(item, Table):
        problems.append(Problem(item.at, "a release is a map"))
        return None
    before = len(problems)
    for key, _ in item.entries:
        if key.value not in _KEYS:
            problems.append(Problem(key.at, f"unknown key `{key.value[:60]}`", did_you_mean(key.value, _KEYS)))
    texts = {key: _text(item, key, problems) for key in _STATED}
    days = {key: _day(item, key, texts[key], problems) for key in ("released_on", "law_known_to")}
    if texts["version"] and not _VERSION.fullmatch(texts["version"]):
        problems.append(
            Problem(item.at, f"`{texts['version'][:60]}` is no version", "write three numbers, as in `1.0.0`")
        )
    if texts["effect"] and texts["effect"] not in _EFFECTS:
        problems.append(Problem(item.at, f"`{texts['effect'][:60]}` is no effect", f"one of {', '.join(_EFFECTS)}"))
    if texts["digest"] and not re.fullmatch(r"sha256:[0-9a-f]{64}", texts["digest"]):
        problems.append(Problem(item.at, "a digest is written `sha256:` and 64 hexadecimal digits"))
    effect_by = _text(item, "effect_by", problems) if item.get("effect_by") is not None else ""
    if effect_by and effect_by not in (BY_COMPARISON, BY_AUTHOR):
        message = f"`{effect_by[:60]}` does not say who knows the effect"
        problems.append(Problem(item.at, message, f"`{BY_COMPARISON}` or `{BY_AUTHOR}`"))
    if len(problems) > before:
        return None
    released_on, known_to = days["released_on"], days["law_known_to"]
    assert released_on is not None
    assert known_to is not None
    stated = (texts["version"], released_on, known_to, texts["digest"], texts["effect"], texts["summary"])
    return Release(*stated, item.at, effect_by)


def _text(item: Table, key: str, problems: list[Problem]) -> str:
    found = item.get(key)
    if not isinstance(found, Text) or not found.value:
        problems.append(Problem(found.at if found else item.at, f"a release states its `{key}`"))
        return ""
    return found.value


def _day(item: Table, key: str, text: str, problems: list[Problem]) -> date | None:
    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError as error:
        problems.append(Problem(item.at, f"`{key}`: {error}"))
        return None
