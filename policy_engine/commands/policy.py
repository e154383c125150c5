"""`policy`: what a seller or platform promises of its own, held to the law."""

from __future__ import annotations

from pathlib import Path

import click

from policy_engine.catalog.engine import Engine
from policy_engine.catalog.policies import below_the_law, policy_files, read_overlays
from policy_engine.catalog.policy_proofs import proof_of, proof_path
from policy_engine.commands.packs_wanted import wanted
from policy_engine.commands.streams import problems_told, tell
from policy_engine.errors import PackError, Problem

PROVED = "{policy} is nowhere below {packs}; kept in {proof}\n"


@click.group(short_help="Hold a seller's or platform's own policy to the law.")
def policy() -> None:
    """Hold a seller's or platform's own policy to the law."""


@policy.command(short_help="Prove that a policy is nowhere below the law, and keep the proof.")
@click.argument("file")
@click.option(
    "--pack", multiple=True, metavar="REF", help="`eu@0.1.0`, `eu` or a folder; else the newest of each region."
)
def prove(file: str, pack: tuple[str, ...]) -> None:
    """Prove that the policy in FILE, a YAML file or a folder, is nowhere below the packs that it is for.

    The proof stands beside it. With one of the same bytes over the same packs it loads at once, and without a solver.
    """
    with problems_told():
        refs, path = wanted(pack), Path(file)
        policy_files(path)
        programs = Engine.load(*refs).programs
        overlays = read_overlays(path, programs)
        by_pack = dict(zip((program.pack.ref for program in programs), refs, strict=True))
        problems: list[Problem] = []
        for overlay in overlays:
            problems += below_the_law(overlay, by_pack[overlay.statute.pack.ref])
        if problems:
            raise PackError(problems)
        proof_path(path).write_bytes(proof_of(overlays))
    packs = ", ".join(overlay.statute.pack.ref for overlay in overlays)
    tell(PROVED.format(policy=overlays[0].policy.ref, packs=packs, proof=proof_path(path).name))
