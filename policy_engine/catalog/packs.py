"""Find and load packs: released ones through their region's ledger, drafts and others by path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from policy_engine.calendar.calendars import NO_CALENDARS, Calendars
from policy_engine.catalog.digests import digest_of
from policy_engine.catalog.ledger import Release, read_ledger
from policy_engine.catalog.locations import rules_folder, schemas_folder
from policy_engine.conditions.conditions import Axioms
from policy_engine.errors import Location, PackError, Problem
from policy_engine.evaluation.program import Program, compile_program
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.calendars import read_calendars
from policy_engine.reading.nodes import Table, Text
from policy_engine.reading.pack_reader import read_pack
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import did_you_mean
from policy_engine.reading.vocabulary_reader import read_vocabulary

VOCABULARY = "facts.yaml"
"""A released pack keeps the vocabulary it was released with under this name; others use the current one."""
CALENDARS = "calendars.json"


@dataclass(frozen=True, slots=True)
class PackEntry:
    """A released pack, as its ledger names it."""

    region: str
    release: Release

    @property
    def ref(self) -> str:
        """How callers name it: `eu@0.1.0`."""
        return f"{self.region}@{self.release.version}"


def list_packs(rules: Path | None = None) -> tuple[PackEntry, ...]:
    """Every released pack of every region, by region and version.

    Raises PackError for a ledger that cannot be read.
    """
    found: list[PackEntry] = []
    folder = rules or rules_folder()
    for ledger in sorted(folder.glob("*/releases.yaml")):
        found += [
            PackEntry(ledger.parent.name, one) for one in read_ledger(ledger.read_bytes(), source_name_of(ledger))
        ]
    return tuple(found)


def load_program(ref: str, rules: Path | None = None) -> Program:
    """Load a pack: `eu@0.1.0`, `eu` for the newest release, or the path of a folder.

    Raises PackError where there is none, where a byte of a release differs from its ledger, or where it is wrong.
    """
    folder = rules or rules_folder()
    if _is_path(ref):
        return _load_folder(Path(ref), folder)
    entry = _entry(ref, folder)
    files = read_folder(folder / entry.region / entry.release.version)
    return _compiled(
        tuple(sorted(files.items())),
        str(folder),
        source_name_of(folder / entry.region / entry.release.version),
        entry.release.digest,
    )


def pack_files(ref: str, rules: Path | None = None) -> dict[str, bytes]:
    """The files of a pack by their names within it, examples included."""
    folder = rules or rules_folder()
    if _is_path(ref):
        return read_folder(Path(ref))
    entry = _entry(ref, folder)
    return read_folder(folder / entry.region / entry.release.version)


def source_name(ref: str, rules: Path | None = None) -> str:
    """How problems name the folder of a pack."""
    if _is_path(ref):
        return source_name_of(Path(ref))
    folder = rules or rules_folder()
    entry = _entry(ref, folder)
    return source_name_of(folder / entry.region / entry.release.version)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every YAML and JSON file of a pack's folder and its examples.

    Raises PackError where there is no pack.
    """
    if not (folder / "pack.yaml").is_file():
        raise PackError(
            [Problem(Location(source_name_of(folder)), "no pack is here", "a pack's folder holds `pack.yaml`")]
        )
    names = [*folder.glob("*.yaml"), *folder.glob("*.json"), *folder.glob("examples/*.yaml")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(names)}


def current_vocabulary() -> tuple[Vocabulary, Axioms]:
    """The vocabulary of the schemas folder."""
    path = schemas_folder() / VOCABULARY
    return _vocabulary(_Text(path.read_bytes(), source_name_of(path)))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text by its bytes alone: packs released together keep the same, told of where it was read first."""

    data: bytes
    source: str = field(compare=False)


@lru_cache(maxsize=8)
def _vocabulary(text: _Text) -> tuple[Vocabulary, Axioms]:
    return read_vocabulary(text.data, text.source)


@lru_cache(maxsize=8)
def _calendars(text: _Text) -> Calendars:
    return read_calendars(text.data, text.source)


def _is_path(ref: str) -> bool:
    return "/" in ref or "\\" in ref or ref.startswith(".") or (Path(ref) / "pack.yaml").is_file()


def source_name_of(path: Path) -> str:
    """A path as short as it can be named from here."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return "/".join(path.parts[1:][-3:]) if path.is_absolute() else path.as_posix()


def _entry(ref: str, folder: Path) -> PackEntry:
    region, _, version = ref.partition("@")
    entries = [entry for entry in list_packs(folder) if entry.region == region]
    if not entries:
        known = sorted({entry.region for entry in list_packs(folder)})
        help_text = did_you_mean(region, known) or f"released regions: {', '.join(known) or 'none'}"
        raise PackError([Problem(Location(), f"no pack of `{region[:60]}` is released", help_text)])
    if not version:
        return entries[-1]
    for entry in entries:
        if entry.release.version == version:
            return entry
    versions = ", ".join(entry.release.version for entry in entries)
    raise PackError([Problem(Location(), f"`{ref[:60]}` is not in the ledger", f"released versions: {versions}")])


def _load_folder(path: Path, rules: Path) -> Program:
    return _compiled(tuple(sorted(read_folder(path).items())), str(rules), source_name_of(path), "")


@lru_cache(maxsize=32)
def _compiled(files: tuple[tuple[str, bytes], ...], rules: str, source: str, expected: str) -> Program:
    """Compile once for the same bytes; a program is immutable and may be shared."""
    by_name = dict(files)
    digest = digest_of(by_name)
    if expected and digest != expected:
        message = f"the released pack differs from its ledger: {digest} instead of {expected}"
        raise PackError([Problem(Location(source), message, "restore the folder; a change needs a new version")])
    return program_of(by_name, Path(rules), source, digest)


def program_of(files: Mapping[str, bytes], rules: Path, source: str, digest: str) -> Program:
    """Read and compile a pack from its files."""
    kept = files.get(VOCABULARY)
    vocabulary, axioms = _vocabulary(_Text(kept, f"{source}/{VOCABULARY}")) if kept else current_vocabulary()
    # A release was held to the schemas of its own day before it was released; only work in progress is held to ours.
    pack = read_pack(files, vocabulary, source, digest=digest, schemas={} if kept else _schemas())
    return compile_program(pack, vocabulary, axioms, _calendars_of(files, rules, source))


@lru_cache(maxsize=1)
def _schemas() -> dict[str, Mapping[str, object]]:
    """The JSON Schemas that hold the shape of a pack."""
    folder = schemas_folder()
    return {sort: json.loads((folder / f"{sort}.schema.json").read_bytes()) for sort in ("pack", "rules")}


def _calendars_of(files: Mapping[str, bytes], rules: Path, source: str) -> Calendars:
    data = files.get(CALENDARS)
    if data is not None:
        return _calendars(_Text(data, f"{source}/{CALENDARS}"))
    node, _ = read_document(files["pack.yaml"], f"{source}/pack.yaml")
    borrowed = node.get("calendars_from") if isinstance(node, Table) else None
    if not isinstance(borrowed, Text):
        return NO_CALENDARS
    region, _, version = borrowed.value.partition("@")
    path = rules / region / version / CALENDARS
    if not path.is_file():
        raise PackError([Problem(borrowed.at, f"`calendars_from: {borrowed.value[:60]}` names no pack with calendars")])
    return _calendars(_Text(path.read_bytes(), source_name_of(path)))
