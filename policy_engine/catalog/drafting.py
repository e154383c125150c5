"""Begin a draft: a copy of a release with the next number, or a skeleton where a region has released nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policy_engine.catalog.digests import digest_of
from policy_engine.catalog.ledger import Release
from policy_engine.catalog.ledger_lines import NEW_LEDGER
from policy_engine.catalog.numbering import next_minor, number_of, renumbered, written
from policy_engine.catalog.packs import VOCABULARY, program_of, read_folder
from policy_engine.catalog.regions import Region, interrupted, named, replace_file, write_through
from policy_engine.errors import Location, PackError, Problem
from policy_engine.reading.pack_texts import PACK_FILE
from policy_engine.reading.suggest import shown

FIRST_VERSION = "0.1.0"
SKELETON = """\
# What this pack is and what it covers. Fill in what is marked and take away its `#`: a pack that has not been filled in
# does not load, and says what is missing.
pack: {region}
version: {version}
# The last day up to which the law was looked up:
# law_known_to: 2026-01-31
# The topics, places and days about which the pack answers; about all others it says `not_covered`:
# covers:
#   - {{topic: returns, place: buyer.residence, in: BR, governed_by: order.concluded_on, from: 2020-01-01}}
# What its rules cite:
# sources:
#   act: {{title: The name of the act, nature: statute, address: "https://example.org/act"}}
# The rules stand in files beside this one, one a topic, and their examples in `examples/`.
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that was made. `origin` is the release that it copies; `problems` keep it from loading as it stands."""

    region: Region
    version: str
    origin: str
    problems: tuple[Problem, ...]


def begin_draft(region: Region, origin: str = "", version: str = "") -> Begun:
    """Make a region's draft from a release, else from the newest; whoever calls holds the region's lock.

    Raises PackError where there is a draft, where a release was interrupted, and for versions that cannot be.
    """
    if problems := (*_in_the_way(region), *interrupted(region)):
        raise PackError(problems)
    releases = region.releases()
    release = _origin(releases, origin)
    number = _number(releases, version)
    files = _copied(region, release, number) if release else _skeleton(region, number)
    if not region.ledger.is_file():
        replace_file(region, region.ledger, NEW_LEDGER)
    _put(region, files)
    return Begun(region, number, release.version if release else "", _loading(region))


def _in_the_way(region: Region) -> tuple[Problem, ...]:
    if not region.draft.exists():
        return ()
    help_text = f"release it with `policy-engine release {region.name}`, or move it away"
    return (Problem(Location(named(region.draft)), "there is a draft, which is never overwritten", help_text),)


def _origin(releases: tuple[Release, ...], version: str) -> Release | None:
    if not version:
        return releases[-1] if releases else None
    for release in releases:
        if release.version == version:
            return release
    known = ", ".join(release.version for release in releases) or "none"
    raise PackError([Problem(Location("--from"), f"{shown(version)} is not in the ledger", f"released: {known}")])


def _number(releases: tuple[Release, ...], wanted: str) -> str:
    """The version of the draft: what is wanted, else the next minor number after the newest release."""
    newest = number_of(releases[-1].version) if releases else None
    if not wanted:
        return written(next_minor(newest)) if newest else FIRST_VERSION
    number = number_of(wanted)
    if number is None:
        message = f"{shown(wanted)} is no version"
        raise PackError([Problem(Location("--version"), message, "write three numbers, as in `1.0.0`")])
    if newest and number <= newest:
        message = f"{shown(wanted)} does not come after `{written(newest)}`, the newest release"
        raise PackError([Problem(Location("--version"), message)])
    return wanted


def _copied(region: Region, release: Release, version: str) -> Mapping[str, bytes]:
    """The files of a release but its vocabulary: a draft is written in the current one."""
    folder = region.of_version(release.version)
    files = read_folder(folder)
    if digest_of(files) != release.digest:
        message = "the released pack differs from its ledger, so that nothing is copied from it"
        raise PackError([Problem(Location(named(folder)), message, "restore the folder")])
    pack = renumbered(files[PACK_FILE], version, named(folder / PACK_FILE))
    return {name: data for name, data in (files | {PACK_FILE: pack}).items() if name != VOCABULARY}


def _skeleton(region: Region, version: str) -> Mapping[str, bytes]:
    return {PACK_FILE: SKELETON.format(region=region.name, version=version).encode()}


def _put(region: Region, files: Mapping[str, bytes]) -> None:
    """Write the draft beside its place and move it there whole."""
    for name, data in files.items():
        path = region.beside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_through(path, data)
    region.beside.rename(region.draft)


def _loading(region: Region) -> tuple[Problem, ...]:
    """What keeps the draft from loading: the vocabulary may have moved on, and a skeleton lacks everything."""
    try:
        program_of(read_folder(region.draft), region.rules, named(region.draft), "")
    except PackError as error:
        return error.problems
    return ()
