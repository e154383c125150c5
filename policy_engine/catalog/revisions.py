"""Packs as they stood in a revision of the repository: `HEAD~3:rules/eu/draft`."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from policy_engine.catalog.digests import digest_of
from policy_engine.catalog.locations import rules_folder, schemas_folder
from policy_engine.catalog.packs import VOCABULARY, load_program, program_of
from policy_engine.errors import Location, PackError, Problem, read_each
from policy_engine.evaluation.program import Program
from policy_engine.reading.suggest import shown

_PACK = "pack.yaml"


def load_sides(old: str, new: str) -> tuple[Program, Program]:
    """Load two versions of a pack.

    Raises PackError with the problems of both, or where they are no versions of one pack.
    """
    before, after = read_each(load_side, (old, new))
    if before.pack.region != after.pack.region:
        message = f"{shown(old)} states law of `{before.pack.region}` and {shown(new)} of `{after.pack.region}`"
        advice = "name two versions of one pack; `policy-engine across` puts the law of several places side by side"
        raise PackError([Problem(Location(), message, advice)])
    return before, after


def load_side(ref: str, rules: Path | None = None) -> Program:
    """Load a pack to compare: `eu@0.1.0`, the path of a folder, or a folder in a git revision.

    Raises PackError where there is none, or where it is wrong.
    """
    revision, colon, folder = ref.partition(":")
    if not colon or Path(ref).exists():
        return load_program(ref, rules)
    files = files_in(revision, folder)
    digest = digest_of(files)
    if VOCABULARY not in files:
        files = files | _vocabulary_in(revision)
    return program_of(files, rules or rules_folder(), shown_ref(ref), digest)


def shown_ref(ref: str) -> str:
    """How problems name a pack of a revision."""
    return ref[:120]


def files_in(revision: str, folder: str) -> dict[str, bytes]:
    """The files of a pack's folder in a revision, examples included.

    Raises PackError where there is no such revision or folder, or no pack in it.
    """
    tree = f"{revision}:{'' if folder.startswith('./') else './'}{folder}"
    found = {name: data for name, data in _archived(tree, revision).items() if _is_of_pack(name)}
    if _PACK not in found:
        message = f"no pack is at {shown(f'{revision}:{folder}')}"
        raise PackError([Problem(Location(), message, "write `REVISION:FOLDER`, as in `HEAD~1:rules/eu/draft`")])
    return found


def _is_of_pack(name: str) -> bool:
    path = PurePosixPath(name)
    inside = len(path.parts) == 1 or (path.parts[0] == "examples" and len(path.parts) == 2 and path.suffix == ".yaml")
    return inside and path.suffix in (".yaml", ".json")


def _vocabulary_in(revision: str) -> dict[str, bytes]:
    """The vocabulary of that revision: a pack that keeps none was written in the one of its day."""
    schemas = schemas_folder()
    try:
        top = Path(_git("rev-parse", "--show-toplevel").decode().strip())
        path = (schemas / VOCABULARY).resolve().relative_to(top.resolve()).as_posix()
        return {VOCABULARY: _git("show", "--end-of-options", f"{revision}:{path}")}
    except (ValueError, PackError):
        return {}


def _archived(tree: str, revision: str) -> dict[str, bytes]:
    if revision.startswith("-"):
        raise PackError([Problem(Location(), f"{shown(revision)} is no revision")])
    data = _git("archive", "--format=tar", tree)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        files = [(member.name, archive.extractfile(member)) for member in archive.getmembers() if member.isfile()]
        return {name: file.read() for name, file in files if file is not None}


def _git(*arguments: str) -> bytes:
    """What git answers. Raises PackError where it refuses, or is not there."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=True)
    except FileNotFoundError:
        raise PackError([Problem(Location(), "a pack of a revision needs `git`")]) from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").strip().splitlines()
        told = reason[0].removeprefix("fatal: ") if reason else "git refused"
        raise PackError([Problem(Location(), f"git says: {told}")]) from None
    return done.stdout
