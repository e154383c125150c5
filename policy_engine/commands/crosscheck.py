"""`crosscheck`: ask an engine that we did not write which conditions hold, and say where it differs."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
import msgspec

from policy_engine.catalog.packs import list_packs, load_program, pack_files, source_name
from policy_engine.commands.exits import Exit
from policy_engine.commands.streams import fail, note, problems_told, tell
from policy_engine.crosscheck.agreeing import Agreement, agreement
from policy_engine.crosscheck.drawing import drawn_boxes
from policy_engine.crosscheck.rulesets import conditions_in
from policy_engine.crosscheck.witness import WitnessAbsent, check_presence
from policy_engine.decisions.examples import Example
from policy_engine.errors import CaseError, Location, Problem, read_each
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.program import Program
from policy_engine.reading.example_reader import read_examples
from policy_engine.render import messages
from policy_engine.render.second_opinion import CANNOT, agreement_json, agreement_lines

USUAL_CASES = 1_000

_EXIT_CODES = """\b
Exit codes:
  0  both agree on everything that both were asked
  1  they differ somewhere, or the second died or hung
  2  the second cannot be asked here, or a wrong use or a wrong pack
"""


@click.command(epilog=_EXIT_CODES, short_help="Ask a second engine which conditions hold.")
@click.argument("packs", nargs=-1, metavar="[PATH]...")
@click.option("--cases", type=click.IntRange(min=0), default=USUAL_CASES, show_default=True, help="Cases to draw.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed draws the same cases.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def crosscheck(packs: tuple[str, ...], cases: int, seed: int, form: str) -> None:
    """Have durable-rules judge the conditions in each PATH, the folder of a pack; without one, in every released pack.

    It judges them in the examples of the pack and in cases drawn at random, and must answer as this engine does. It
    comes with the extra `crosscheck`.
    """
    with problems_told():
        try:
            check_presence()
            refs = packs or tuple(entry.ref for entry in list_packs())
            found = [(ref, _asked_of(*loaded, cases, seed)) for ref, loaded in _loaded(refs).items()]
        except WitnessAbsent as absent:
            fail([Problem(Location(), CANNOT.format(reason=absent))])
    if form == "json":
        written = [agreement_json(ref, one) for ref, one in found]
        tell(msgspec.json.format(msgspec.json.encode(written), indent=2) + b"\n")
    else:
        tell("".join(f"{line}\n" for ref, one in found for line in agreement_lines(ref, one)))
    if not found:
        note(messages.NO_PACKS)
    sys.exit(Exit.SETTLED if all(one.complete for _, one in found) else Exit.FAILED)


def _loaded(refs: tuple[str, ...]) -> dict[str, tuple[Program, tuple[Example, ...]]]:
    """Read every pack and its examples.

    Raises PackError with the problems of all that cannot be read.
    """

    def with_examples(ref: str) -> tuple[Program, tuple[Example, ...]]:
        program = load_program(ref)
        return program, read_examples(pack_files(ref), program.vocabulary, source_name(ref)).examples

    return dict(zip(refs, read_each(with_examples, refs), strict=True))


def _asked_of(program: Program, examples: tuple[Example, ...], cases: int, seed: int) -> Agreement:
    return agreement(program, _boxes(program, examples, cases, seed))


def _boxes(program: Program, examples: tuple[Example, ...], cases: int, seed: int) -> Iterator[tuple[str, Box]]:
    """The cases of the examples, then drawn ones; `test` names an example whose case is impossible."""
    for example in examples:
        try:
            yield f"{example.base}: {example.says}", check_case(example.case, program)[0]
        except CaseError:
            continue
    conditions = [one.condition for one in conditions_in(program)[0]]
    yield from drawn_boxes(program, conditions, cases, seed)
