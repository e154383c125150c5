"""What packs cover, for whoever asked about something that they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine.evaluation.program import Program
from policy_engine.rules.model import Coverage

COVERS = "{pack} covers {topics} where `{place}` is in {areas} and `{day}` is {since} or later"


def coverage(programs: Sequence[Program]) -> Iterator[str]:
    """The topics, places and days that packs cover: one line for all topics with the same places and days."""
    for program in programs:
        alike: dict[tuple[str, str, str, str], list[str]] = {}
        for cover in program.pack.covers:
            alike.setdefault(_bounds(cover), []).append(cover.topic)
        for (place, areas, day, since), topics in alike.items():
            told = ", ".join(f"`{topic}`" for topic in topics)
            yield COVERS.format(pack=program.pack.ref, topics=told, place=place, areas=areas, day=day, since=since)


def _bounds(cover: Coverage) -> tuple[str, str, str, str]:
    scope = cover.scope
    return scope.place, ", ".join(f"`{area}`" for area in scope.areas), scope.governed_by, cover.since.isoformat()
