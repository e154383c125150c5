"""`facts`: look up what a case may state and what can be asked."""

from __future__ import annotations

from collections.abc import Iterable

import click

from policy_engine.catalog.packs import current_vocabulary
from policy_engine.commands.needed_facts import needed_facts
from policy_engine.commands.packs_wanted import load_engine
from policy_engine.commands.streams import fail, painter, problems_told, screen_width, tell
from policy_engine.errors import Location, Problem
from policy_engine.reading.suggest import did_you_mean, shown
from policy_engine.render.layout import laid_out
from policy_engine.render.vocabulary_pages import lists, names_of, page


@click.command(short_help="Look up what a case may state and what can be asked.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--topic", metavar="TOPIC", help="Only a topic, with the facts that the newest packs use for it.")
def facts(names: tuple[str, ...], topic: str | None) -> None:
    """List what a case may state and what can be asked, or show each NAME in full."""
    if names and topic is not None:
        raise click.UsageError("name facts or a topic, not both")
    with problems_told():
        vocabulary, _ = current_vocabulary()
        if topic is not None:
            _refuse([topic], vocabulary.topics, "topic")
            sections = lists(vocabulary, _used_for(topic), (topic,))
        elif names:
            _refuse(names, names_of(vocabulary), "fact, term, action, obligation, topic or group")
            sections = (section for name in names for section in page(vocabulary, name))
        else:
            sections = lists(vocabulary, vocabulary.facts, vocabulary.topics)
        width, paint = screen_width(), painter()
        lines = [line for section in sections for line in laid_out([section], width, paint)]
        tell("\n".join(lines).lstrip("\n") + "\n")


def _refuse(names: Iterable[str], known: Iterable[str], sort: str) -> None:
    everything = tuple(known)
    problems = [
        Problem(Location(), f"no {sort} is called {shown(name)}", did_you_mean(name, everything))
        for name in names
        if name not in everything
    ]
    if problems:
        fail(problems)


def _used_for(topic: str) -> frozenset[str]:
    """The facts that the newest packs can use for a topic."""
    programs = load_engine(()).programs
    return frozenset(name for program in programs for name in needed_facts(program, (topic,)))
