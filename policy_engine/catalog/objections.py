"""Why a pack is not released as somebody wants it: its number, its days, its words, or what its folder holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from policy_engine.catalog.ledger import Release
from policy_engine.catalog.numbering import FIRST_STABLE, Number, ReleaseEffect, number_of, numbers_after, written
from policy_engine.catalog.packs import list_packs
from policy_engine.catalog.regions import Region, named
from policy_engine.errors import Location, Problem
from policy_engine.reading.fields import LONGEST_TEXT
from policy_engine.reading.nodes import Table, Text
from policy_engine.reading.pack_texts import PACK_FILE
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import shown
from policy_engine.rules.model import Pack


def objections(
    region: Region, folder: Path, pack: Pack, release: Release, files: Mapping[str, bytes]
) -> Iterator[Problem]:
    """Everything that stands against a release, where the pack itself can be read."""
    releases = region.releases()
    newest = releases[-1] if releases else None
    finishing = folder != region.draft
    heading = _Heading(files[PACK_FILE], f"{named(folder)}/{PACK_FILE}")
    if pack.region != region.name:
        yield Problem(heading.at("pack"), f"this is a pack of `{pack.region}`, not of `{region.name}`")
    if not pack.rules:
        yield Problem(heading.at("pack"), "the pack has no rule yet")
    yield from _borrowed(region, heading)
    yield from _numbering(release, newest, finishing=finishing)
    if not finishing and region.of_version(release.version).exists():
        yield Problem(Location(named(region.of_version(release.version))), "something lies where the release would go")
    yield from _days(release, newest, heading.at("law_known_to"))
    yield from _summary(release.summary)


def unread_files(folder: Path, read: Mapping[str, bytes]) -> Iterator[Problem]:
    """What lies in a folder and is no part of the pack: no digest would cover it."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield Problem(Location(named(folder) + f"/{name}"), "a link may lead elsewhere tomorrow", "copy the file")
        elif name not in read and not path.is_dir():
            help_text = "move it away; a pack holds `*.yaml`, `*.json` and `examples/*.yaml`"
            yield Problem(Location(f"{named(folder)}/{name}"), "this file is no part of the pack", help_text)


class _Heading:
    """What a pack.yaml says, with its places."""

    def __init__(self, pack: bytes, source: str) -> None:
        node, _ = read_document(pack, source)
        self._table = node if isinstance(node, Table) else None
        self._source = source

    def at(self, key: str) -> Location:
        node = self._table.get(key) if self._table else None
        return node.at if node else Location(self._source)

    def text(self, key: str) -> str:
        node = self._table.get(key) if self._table else None
        return node.value if isinstance(node, Text) else ""


def _borrowed(region: Region, heading: _Heading) -> Iterator[Problem]:
    """Calendars of another pack must be those of a release: what no ledger names may change."""
    lender = heading.text("calendars_from")
    if lender and lender not in [entry.ref for entry in list_packs(region.rules)]:
        yield Problem(
            heading.at("calendars_from"), f"the pack {shown(lender)}, whose calendars it uses, is not released"
        )


def _numbering(release: Release, newest: Release | None, *, finishing: bool) -> Iterator[Problem]:
    effect, number = ReleaseEffect(release.effect), number_of(release.version)
    before = number_of(newest.version) if newest else None
    if number is None:
        message = f"{shown(release.version)} is no version"
        yield Problem(Location("--version"), message, "write three numbers, as in `1.0.0`")
    elif before is None and effect is not ReleaseEffect.FIRST:
        message = f"nothing is released yet, so that nothing can be `{effect}`"
        yield Problem(Location("--effect"), message, "the effect of the first release is `first`")
    elif before is not None and effect is ReleaseEffect.FIRST:
        message = f"this is not the first release: `{written(before)}` is released"
        yield Problem(Location("--effect"), message, "say what changes: editorial, prospective or retroactive")
    elif before is not None and number not in numbers_after(before, effect):
        yield _misnumbered(release.version, before, effect, finishing=finishing)


def _misnumbered(version: str, before: Number, effect: ReleaseEffect, *, finishing: bool) -> Problem:
    fitting = [f"`{written(one)}`" for one in numbers_after(before, effect)]
    message = f"after `{written(before)}` a release that is {effect} is {' or '.join(fitting)}, not `{version}`"
    usual = f"`--version {written(numbers_after(before, effect)[0])}` gives it that number"
    help_text = f"`--undo` makes it the draft again; then {usual}" if finishing else usual
    return Problem(Location("--version"), message, help_text)


def _days(release: Release, newest: Release | None, known_at: Location) -> Iterator[Problem]:
    known, on = release.law_known_to, release.released_on
    if known > on:
        yield Problem(known_at, f"nobody knows the law up to {known} on {on}, the day of the release")
    # The line of releases that may be relied on begins with 1.0.0, and with the law of whatever day it likes.
    begins = number_of(release.version) == FIRST_STABLE
    if newest and known < newest.law_known_to and not begins:
        yield Problem(known_at, *_earlier("the law would be known only up to", known, newest.law_known_to, newest))
    if newest and on < newest.released_on:
        yield Problem(Location("--on"), *_earlier("the day of the release would be", on, newest.released_on, newest))


def _earlier(what: str, day: date, before: date, newest: Release) -> tuple[str]:
    return (f"{what} {day}, before the {before} of `{newest.version}`",)


def _summary(summary: str) -> Iterator[Problem]:
    if not summary:
        yield Problem(Location("--summary"), "the summary is empty", "say in a sentence what is new")
    elif not summary.isprintable() or len(summary) > LONGEST_TEXT:
        message = f"a summary is one line of at most {LONGEST_TEXT} letters"
        yield Problem(Location("--summary"), message)
