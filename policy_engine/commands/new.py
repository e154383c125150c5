"""`new`: write a case to fill in, with the facts that an answer needs and no others."""

from __future__ import annotations

from pathlib import Path

import click

from policy_engine.commands.clock import now
from policy_engine.commands.needed_facts import needed_facts, settling
from policy_engine.commands.packs_wanted import load_engine, names_in
from policy_engine.commands.streams import fail, problems_told, tell
from policy_engine.errors import Location, Problem
from policy_engine.evaluation.asked import can_be_asked
from policy_engine.evaluation.several import widest
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.suggest import did_you_mean, shown
from policy_engine.render.skeleton import skeleton


@click.command(short_help="Write a case to fill in.")
@click.option("--ask", multiple=True, required=True, metavar="NAME[,NAME...]", help="What the case will ask.")
@click.option("--pack", multiple=True, metavar="REF", help="The packs to ask; else the newest of each region.")
@click.option("--out", metavar="FILE", help="Write to a new file instead of standard output.")
def new(ask: tuple[str, ...], pack: tuple[str, ...], out: str | None) -> None:
    """Write a case to fill in: what stays commented out is unknown."""
    asked = names_in(ask)
    with problems_told():
        programs = load_engine(pack).programs
        vocabulary = widest(programs)
        axioms = next(program.axioms for program in programs if program.vocabulary is vocabulary)
        _refuse_unknown(asked, vocabulary)
        facts = {fact for program in programs for fact in needed_facts(program, asked)}
        settled_by = {fact: sorted(settling(axioms, fact) & facts) for fact in facts}
        text = skeleton(vocabulary, settled_by, asked, now())
        if out is None:
            tell(text)
        else:
            _write(out, text)


def _refuse_unknown(asked: tuple[str, ...], vocabulary: Vocabulary) -> None:
    known = (*vocabulary.actions, *vocabulary.obligations, *vocabulary.topics, *vocabulary.conclusions)
    problems = [
        Problem(Location("--ask"), f"nothing to ask for is called {shown(name)}", did_you_mean(name, known))
        for name in asked
        if not can_be_asked(name, vocabulary)
    ]
    if problems:
        fail(problems)


def _write(name: str, text: str) -> None:
    """Write a new file; one that is there may hold somebody's work."""
    with Path(name).open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
