"""`test`: run the examples that travel in packs, and say which parts of a pack no example shows to matter."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

import click
import msgspec

from policy_engine.catalog.packs import list_packs, load_program, pack_files, source_name
from policy_engine.checks.examples import run_examples
from policy_engine.checks.findings import Finding, FindingKind
from policy_engine.checks.mattering import unshown
from policy_engine.commands.exits import Exit
from policy_engine.commands.streams import note, problems_told, tell
from policy_engine.errors import read_each
from policy_engine.evaluation.program import Program
from policy_engine.reading.example_reader import read_examples
from policy_engine.render import messages
from policy_engine.rules.model import Pack
from policy_engine.rules.walking import all_exemptions


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of testing one pack, by the name under which it was asked for."""

    pack: str
    examples: int
    failing: int
    findings: tuple[Finding, ...]

    @property
    def unshown(self) -> int:
        """How many parts of the pack no example shows to matter."""
        return sum(finding.kind is not FindingKind.EXAMPLE_FAILS for finding in self.findings)


@click.command(short_help="Run the examples that travel in packs.")
@click.argument("packs", nargs=-1, metavar="[PATH]...")
@click.option("--no-matter", is_flag=True, help="Only run the examples; do not ask what they leave unshown.")
@click.option(
    "--file",
    "only",
    multiple=True,
    metavar="NAME",
    help="Only the examples in this file of the folder, or these; what they leave unshown is not asked then.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def test(packs: tuple[str, ...], no_matter: bool, only: tuple[str, ...], form: str) -> None:
    """Run the examples in each PATH, the folder of a pack; without one, in every released pack."""
    matters = not no_matter and not only
    with problems_told():
        tested = _tested(packs or tuple(entry.ref for entry in list_packs()), only, matters=matters)
    if form == "json":
        tell(msgspec.json.format(msgspec.json.encode([_as_json(one) for one in tested]), indent=2) + b"\n")
    else:
        tell("".join(f"{line}\n" for one in tested for line in _as_text(one, matters=matters)))
    if not tested:
        note(messages.NO_PACKS)
    if only and not any(one.examples for one in tested):
        raise click.UsageError(messages.NO_EXAMPLES_IN.format(files=", ".join(f"`{name}`" for name in only)))
    sys.exit(Exit.FAILED if any(one.findings for one in tested) else Exit.SETTLED)


def _tested(refs: tuple[str, ...], only: tuple[str, ...], *, matters: bool) -> list[Tested]:
    """Test every pack.

    Raises PackError with the problems of all that cannot be read.
    """
    return read_each(lambda ref: _test(ref, only, matters=matters), refs)


def _test(ref: str, only: tuple[str, ...], *, matters: bool) -> Tested:
    return tested_pack(ref, load_program(ref), pack_files(ref), source_name(ref), only, matters=matters)


def tested_pack(
    ref: str,
    program: Program,
    files: Mapping[str, bytes],
    source: str,
    only: tuple[str, ...],
    *,
    matters: bool,
) -> Tested:
    """Run the examples among a pack's files, or those of the files named in `only`, and ask what they leave unshown.

    Raises PackError with every problem of the examples.
    """
    examples = read_examples(files, program.vocabulary, source, known_ids=_statements(program.pack))
    if only:
        wanted = tuple(one for one in examples.examples if PurePath(one.at.source).name in only)
        examples = replace(examples, examples=wanted)
    results = run_examples(program, examples)
    findings = [finding for result in results for finding in result.findings()]
    if matters:
        findings += unshown(program, examples)
    failing = sum(not result.holds for result in results)
    return Tested(ref, len(results), failing, tuple(findings))


def _statements(pack: Pack) -> frozenset[str]:
    """The ids that an example may name as what decided."""
    rules = {rule.id for rule in pack.rules}
    exemptions = {exemption.id for rule in pack.rules for exemption in all_exemptions(rule)}
    return frozenset(rules | exemptions | {row.id for grid in pack.grids.values() for row in grid.rows})


def _as_text(tested: Tested, *, matters: bool) -> list[str]:
    slots = {"pack": tested.pack, "hold": tested.examples - tested.failing, "fail": tested.failing}
    counts = [messages.TESTED.format(**slots)]
    if matters:
        counts.append(messages.UNSHOWN.format(pack=tested.pack, parts=tested.unshown))
    return [*(str(finding) for finding in tested.findings), *counts]


def _as_json(tested: Tested) -> dict[str, object]:
    findings = [
        {"kind": one.kind.value, "id": one.id, "message": one.message, "at": str(one.at), "help": one.help}
        for one in tested.findings
    ]
    return {"pack": tested.pack, "examples": tested.examples, "failing": tested.failing, "findings": findings}
