"""What packs cover, for whoever asked about something that they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policy_engine.evaluation.program import Program
from policy_engine.rules.model import Coverage

NOWHERE = "no pack covers {topics} anywhere"
COVERS = "{pack} covers {topics} where `{place}` is in {areas} and `{day}` is {since} or later"


def coverage(programs: Sequence[Program], names: Iterable[str]) -> Iterator[str]:
    """Where and when packs cover the topics of some names: one line for all topics with the same places and days."""
    topics = {program.vocabulary.topic_of(name) for program in programs for name in names} - {""}
    strange = topics - {cover.topic for program in programs for cover in program.pack.covers}
    if strange:
        yield NOWHERE.format(topics=", ".join(f"`{topic}`" for topic in sorted(strange)))
    for program in programs:
        alike: dict[tuple[str, str, str, str], list[str]] = {}
        for cover in (one for one in program.pack.covers if one.topic in topics):
            alike.setdefault(_bounds(cover), []).append(cover.topic)
        for (place, areas, day, since), known in alike.items():
            told = ", ".join(f"`{topic}`" for topic in known)
            yield COVERS.format(pack=program.pack.ref, topics=told, place=place, areas=areas, day=day, since=since)


def _bounds(cover: Coverage) -> tuple[str, str, str, str]:
    scope = cover.scope
    return scope.place, ", ".join(f"`{area}`" for area in scope.areas), scope.governed_by, cover.since.isoformat()
