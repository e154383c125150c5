"""Release a draft: it takes the name of its version, and a line of the ledger vouches for every byte of it.

The order makes an interruption harmless. The folder is renamed first and completed, and only then does the ledger name
it. The catalog loads what a ledger names, so that a folder without a line is no release: the next `release` tells of
it, and `--finish` takes it from there or `--undo` makes it the draft again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from pathlib import Path

from policy_engine.catalog.digests import digest_of
from policy_engine.catalog.ledger import Release
from policy_engine.catalog.ledger_lines import NEW_LEDGER, with_release
from policy_engine.catalog.locations import schemas_folder
from policy_engine.catalog.numbering import ReleaseEffect, number_of, renumbered
from policy_engine.catalog.objections import objections, unread_files
from policy_engine.catalog.packs import VOCABULARY, load_program, program_of, read_folder
from policy_engine.catalog.regions import Region, interrupted, named, replace_file, write_through
from policy_engine.errors import Location, PackError, Problem
from policy_engine.evaluation.program import Program
from policy_engine.reading.pack_texts import PACK_FILE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What whoever releases says: the effect, what is new, the day, and the version if not that of the pack."""

    effect: ReleaseEffect
    summary: str
    on: date
    version: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pack that may be released once its examples show everything in it.

    `found` are the files as they lie in `folder`, `files` those that will be released.
    """

    region: Region
    folder: Path
    found: Mapping[str, bytes]
    files: Mapping[str, bytes]
    program: Program
    release: Release
    ledger: bytes
    ledger_found: bytes

    @property
    def source(self) -> str:
        """How problems name the folder."""
        return named(self.folder)


class Step(Enum):
    """What a release does to the disk, in this order; before each of them it can be interrupted."""

    RENAME = auto()
    COMPLETE = auto()
    CONFIRM = auto()
    WRITE_LEDGER = auto()
    REPLACE_LEDGER = auto()
    END = auto()


def draft_to_release(region: Region, wanted: Wanted) -> Candidate:
    """Judge the draft; whoever calls holds the region's lock.

    Raises PackError with everything for which it cannot be released, its examples apart.
    """
    problems = list(interrupted(region))
    if not region.draft.is_dir():
        help_text = "" if problems else f"`policy-engine draft {region.name}` begins one"
        problems.append(Problem(Location(named(region.draft)), "there is no draft", help_text))
    elif (region.draft / VOCABULARY).exists():
        message = f"a draft has no `{VOCABULARY}`: it is written in the current vocabulary, and its release keeps that"
        problems.append(Problem(Location(named(region.draft / VOCABULARY)), message, "remove the file"))
    if problems:
        raise PackError(problems)
    return _candidate(region, region.draft, wanted)


def interrupted_release(region: Region, wanted: Wanted) -> Candidate:
    """Judge again what an interrupted release left; whoever calls holds the region's lock.

    Raises PackError where there is no such version or several, and with everything for which it cannot be released.
    """
    return _candidate(region, _left(region, wanted.version), wanted)


def predecessor(candidate: Candidate) -> Program | None:
    """The newest release before a candidate; None for the first.

    Raises PackError where it is no longer what its ledger says.
    """
    releases = candidate.region.releases()
    return load_program(f"{candidate.region.name}@{releases[-1].version}", candidate.region.rules) if releases else None


def with_effect_by(candidate: Candidate, by: str) -> Candidate:
    """The same candidate with a line in the ledger that tells who says what it does to decisions."""
    release = replace(candidate.release, effect_by=by)
    ledger = with_release(candidate.ledger_found, release, named(candidate.region.ledger))
    return replace(candidate, release=release, ledger=ledger)


def undo(region: Region, version: str = "") -> Path:
    """Make what an interrupted release left the draft again; whoever calls holds the region's lock.

    Raises PackError where there is no such version or several, and where there is a draft.
    """
    folder = _left(region, version)
    if region.draft.exists():
        message = f"there is a draft as well, so that {named(folder)} cannot become it"
        raise PackError([Problem(Location(named(region.draft)), message, "move one of the two away")])
    (folder / VOCABULARY).unlink(missing_ok=True)
    folder.rename(region.draft)
    return region.draft


def publish(candidate: Candidate, before: Callable[[Step], None] = lambda _: None) -> None:
    """Put a release on the disk; `before` is told each step before it is done.

    Raises PackError where the draft or the ledger is no longer what was judged; then no ledger has been touched.
    """
    region, release = candidate.region, candidate.release
    folder = region.of_version(release.version)
    _unchanged(candidate.folder, digest_of(candidate.found))
    if candidate.folder != folder:
        before(Step.RENAME)
        candidate.folder.rename(folder)
    before(Step.COMPLETE)
    for name, data in candidate.files.items():
        if candidate.found.get(name) != data:
            replace_file(region, folder / name, data)
    before(Step.CONFIRM)
    _unchanged(folder, release.digest)
    before(Step.WRITE_LEDGER)
    write_through(region.beside, candidate.ledger)
    before(Step.REPLACE_LEDGER)
    if _ledger(region) != candidate.ledger_found:
        message = "the ledger was changed while the examples ran, and was left as it is"
        raise PackError([Problem(Location(named(region.ledger)), message, "run this again to see how to go on")])
    region.beside.replace(region.ledger)
    before(Step.END)


def _candidate(region: Region, folder: Path, wanted: Wanted) -> Candidate:
    """Judge a folder as the release that is wanted."""
    source, found, ledger = named(folder), read_folder(folder), _ledger(region)
    drafted = {name: data for name, data in found.items() if name != VOCABULARY}
    problems = list(unread_files(folder, found))
    try:
        # Without a vocabulary of its own it is held to the current one, and to the schemas of today.
        pack = program_of(drafted, region.rules, source, "").pack
    except PackError as error:
        raise PackError([*problems, *error.problems]) from None
    version = wanted.version or (pack.version if folder == region.draft else folder.name)
    if pack.version != version and number_of(version):
        drafted[PACK_FILE] = renumbered(drafted[PACK_FILE], version, f"{source}/{PACK_FILE}")
    files = drafted | {VOCABULARY: (schemas_folder() / VOCABULARY).read_bytes()}
    digest = digest_of(files)
    release = Release(
        version, wanted.on, pack.law_known_to, digest, wanted.effect.value, wanted.summary.strip(), Location(source)
    )
    problems += objections(region, folder, pack, release, drafted)
    if problems:
        raise PackError(problems)
    return Candidate(
        region=region,
        folder=folder,
        found=found,
        files=files,
        program=program_of(files, region.rules, source, digest),
        release=release,
        ledger=with_release(ledger, release, named(region.ledger)),
        ledger_found=ledger,
    )


def _ledger(region: Region) -> bytes:
    return region.ledger.read_bytes() if region.ledger.is_file() else NEW_LEDGER


def _left(region: Region, version: str) -> Path:
    """The one version that an interrupted release left; where there are several, the one that is named."""
    folders = region.unlisted()
    wanted = [folder for folder in folders if folder.name == version] if version else list(folders)
    if len(wanted) == 1:
        return wanted[0]
    if not wanted:
        message = f"no release of `{region.name}` was interrupted: its ledger names every version that lies here"
        raise PackError([Problem(Location(named(region.folder)), message)])
    versions = ", ".join(folder.name for folder in folders)
    message = f"no ledger names these versions: {versions}"
    raise PackError([Problem(Location(named(region.folder)), message, "name one of them with `--version`")])


def _unchanged(folder: Path, digest: str) -> None:
    if digest_of(read_folder(folder)) != digest:
        message = "the pack was changed while its examples ran, and is not released"
        raise PackError([Problem(Location(named(folder)), message, "run this again to see how to go on")])
