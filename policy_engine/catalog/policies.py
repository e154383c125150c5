"""Find and load policies: a file or a folder, put over the packs that it is for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policy_engine.catalog.digests import digest_of
from policy_engine.catalog.packs import current_vocabulary, pack_files, source_name, source_name_of
from policy_engine.catalog.policy_proofs import is_proved
from policy_engine.errors import Location, PackError, Problem, read_each
from policy_engine.evaluation.overlays import Overlay, compile_overlay
from policy_engine.evaluation.program import Program
from policy_engine.floor.objections import problem_of
from policy_engine.reading.example_reader import read_examples
from policy_engine.reading.policy_reader import read_policy


def policy_files(path: Path) -> dict[str, bytes]:
    """The files of a policy by their names: one, or every YAML file of a folder.

    Raises PackError where there is none.
    """
    if path.is_dir():
        found = {one.name: one.read_bytes() for one in sorted(path.glob("*.yaml"))}
    else:
        try:
            found = {path.name: path.read_bytes()}
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise PackError([Problem(Location(source_name_of(path)), reason)]) from None
    if not found:
        raise PackError([Problem(Location(source_name_of(path)), "no policy is here", "name a YAML file")])
    return found


def load_overlays(paths: Sequence[Path], programs: Sequence[Program], refs: Sequence[str]) -> tuple[Overlay, ...]:
    """Put policies over packs, and hold each to the law; `refs` name the packs as the caller did.

    Raises PackError with every problem of every policy.
    """
    overlays: list[Overlay] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            read = read_overlays(path, programs)
            cases = dict(zip((program.pack.ref for program in programs), refs, strict=True))
            for overlay in read:
                if not is_proved(path, overlay):
                    problems += below_the_law(overlay, cases[overlay.statute.pack.ref])
            overlays += read
        except PackError as error:
            problems += error.problems
    if problems:
        raise PackError(problems)
    return tuple(overlays)


def below_the_law(overlay: Overlay, ref: str) -> tuple[Problem, ...]:
    """Everything in which a policy is below a pack, or could not be proved not to be."""
    try:
        from policy_engine.floor.proving import objections  # slow to import, and not there without the extra
    except ModuleNotFoundError:
        message = f"nothing shows that the policy is nowhere below `{overlay.statute.pack.ref}`"
        advice = (
            "keep a proof beside it, written by `policy-engine policy prove` where the solver is installed; "
            "or pip install 'policy-engine[analysis]'"
        )
        return (Problem(overlay.policy.at, message, advice),)
    vocabulary = overlay.joint.vocabulary
    examples = read_examples(pack_files(ref), vocabulary, source_name(ref)).examples
    return tuple(problem_of(one, overlay) for one in objections(overlay, [one.case for one in examples]))


def read_overlays(path: Path, programs: Sequence[Program]) -> tuple[Overlay, ...]:
    """Read a policy and put it over each pack that it is for; whether it is below the law is another question.

    Raises PackError with every problem.
    """
    files = policy_files(path)
    vocabulary, axioms = current_vocabulary()
    packs = [program.pack for program in programs]
    policy = read_policy(files, vocabulary, packs, source_name_of(path), digest=digest_of(files))
    concerned = [program for program in programs if program.pack.region in policy.regions]
    return tuple(read_each(lambda program: compile_overlay(policy, program, vocabulary, axioms), concerned))
