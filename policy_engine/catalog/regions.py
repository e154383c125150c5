"""A region's folder as whoever works on its law sees it: the ledger, the versions, the draft, and one at a time.

rules/eu/releases.yaml   the ledger
rules/eu/0.1.0/          a version; only those that the ledger names are released
rules/eu/draft/          work in progress
rules/eu/.lock           there while somebody makes a draft or a release
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policy_engine.catalog.ledger import Release, read_ledger
from policy_engine.catalog.locations import PACKAGE, rules_folder
from policy_engine.catalog.numbering import number_of
from policy_engine.errors import Location, PackError, Problem
from policy_engine.reading.pack_texts import PACK_FILE
from policy_engine.reading.suggest import did_you_mean, shown

LEDGER, DRAFT, LOCK = "releases.yaml", "draft", ".lock"
_NEW = ".new"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True, slots=True)
class Region:
    """One region's folder within a folder of rules."""

    name: str
    rules: Path

    @property
    def folder(self) -> Path:
        """Where everything of the region lies."""
        return self.rules / self.name

    @property
    def draft(self) -> Path:
        """Where its next version is written."""
        return self.folder / DRAFT

    @property
    def ledger(self) -> Path:
        """Where its releases are listed."""
        return self.folder / LEDGER

    @property
    def lock(self) -> Path:
        """What is there while somebody makes a draft or a release."""
        return self.folder / LOCK

    @property
    def beside(self) -> Path:
        """Where something is written before it takes its place; only whoever holds the lock writes there."""
        return self.folder / _NEW

    def of_version(self, version: str) -> Path:
        """Where a version lies."""
        return self.folder / version

    def releases(self) -> tuple[Release, ...]:
        """What its ledger names, oldest first.

        Raises PackError for a ledger that cannot be read.
        """
        return read_ledger(self.ledger.read_bytes(), named(self.ledger)) if self.ledger.is_file() else ()

    def unlisted(self) -> tuple[Path, ...]:
        """The folders of versions that no ledger names, in the order of their numbers."""
        listed = {release.version for release in self.releases()}
        packs = [path.parent for path in self.folder.glob(f"*/{PACK_FILE}")]
        numbered = [(number, path) for path in packs if (number := number_of(path.name)) and path.name not in listed]
        return tuple(path for _, path in sorted(numbered))


def unlisted_versions(rules: Path | None = None) -> tuple[tuple[str, str], ...]:
    """The regions and numbers of all versions that lie there and that no ledger names.

    Raises PackError for a ledger that cannot be read.
    """
    folder = rules or rules_folder()
    regions = [Region(ledger.parent.name, folder) for ledger in sorted(folder.glob(f"*/{LEDGER}"))]
    return tuple((region.name, path.name) for region in regions for path in region.unlisted())


def open_region(name: str, rules: Path | None = None, *, begin: bool = False) -> Region:
    """The folder of a region; `begin` makes one for a region that is new.

    Raises PackError where there is none, or where the law is that of an installed package.
    """
    folder = rules or rules_folder()
    region = Region(name, folder)
    if problem := _objection(region, begin=begin):
        raise PackError([problem])
    if begin:
        region.folder.mkdir(exist_ok=True)
    return region


def _objection(region: Region, *, begin: bool) -> Problem | None:
    if not _NAME.fullmatch(region.name):
        return Problem(Location(), f"{shown(region.name)} is no region", "a region is a short name such as `eu`")
    if not region.rules.is_dir():
        return Problem(Location(named(region.rules)), "no such folder", "`--rules` names a folder with one a region")
    if PACKAGE in region.rules.resolve().parents:
        help_text = "work in a checkout, or name its folder with `--rules`"
        return Problem(Location(named(region.rules)), "the law of an installed package is not worked on", help_text)
    if region.folder.is_dir() or begin:
        return None
    known = sorted(path.parent.name for path in region.rules.glob(f"*/{LEDGER}"))
    help_text = did_you_mean(region.name, known) or f"regions: {', '.join(known) or 'none'}"
    return Problem(Location(named(region.rules)), f"no region is called {shown(region.name)}", help_text)


def interrupted(region: Region) -> tuple[Problem, ...]:
    """A problem for each version that no ledger names, with the ways to go on."""
    help_text = (
        f"`policy-engine release {region.name} --finish` with its effect and summary releases it, "
        f"`policy-engine release {region.name} --undo` makes it the draft again"
    )
    message = "no ledger names this version: its release was interrupted, or it was put here by hand"
    return tuple(Problem(Location(named(folder)), message, help_text) for folder in region.unlisted())


@contextmanager
def held(region: Region) -> Iterator[None]:
    """Be the only one who makes a draft or a release of a region.

    Raises PackError where somebody else is, or was when it was killed, and where nothing can be written.
    """
    try:
        descriptor = os.open(region.lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        raise PackError([_taken(region)]) from None
    except OSError as error:
        message = f"nothing can be written here: {(error.strerror or str(error)).lower()}"
        help_text = "`--rules` names another folder of rules"
        raise PackError([Problem(Location(named(region.folder)), message, help_text)]) from None
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as lock:
            lock.write(f"process {os.getpid()}\n")
        _clear(region.beside)
        yield
    finally:
        region.lock.unlink(missing_ok=True)


def _clear(path: Path) -> None:
    """Remove what somebody who was killed had not yet put in its place."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def _taken(region: Region) -> Problem:
    """Say who holds the lock. Nobody but a person can tell for sure that a process is gone: it may run elsewhere."""
    try:
        holder = region.lock.read_text(encoding="ascii", errors="replace").strip() or "another process"
    except OSError:  # it was just given back
        holder = "another process"
    message = f"a draft or release of `{region.name}` is being made by {holder}, or was when that was killed"
    help_text = f"wait for it; if it no longer runs, remove {named(region.lock)} and run this again to see what it left"
    return Problem(Location(named(region.lock)), message, help_text)


def replace_file(region: Region, path: Path, content: bytes) -> None:
    """Give a file its new content at once: whoever reads finds the old or the new, never a part."""
    write_through(region.beside, content)
    region.beside.replace(path)


def write_through(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def named(path: Path) -> str:
    """A path as it can be used from here, as short as it gets."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
