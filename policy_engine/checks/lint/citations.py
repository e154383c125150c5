"""Citations that have gone stale, and sources that nobody cites.

A citation of a source that the pack does not list, and a source without an address, are refused when a pack is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from policy_engine.checks.lint.subject import Check, LintFinding, Subject
from policy_engine.errors import Location
from policy_engine.facts.citations import Citation
from policy_engine.rules.model import Pack
from policy_engine.rules.statements import readings_of, statements_of


def find(subject: Subject) -> Iterator[LintFinding]:
    """Every source that no statement cites, and every source and day of a check that is too long ago."""
    pack = subject.program.pack
    cited = list(_cited(pack, subject.sources))
    for source in sorted(set(pack.sources) - {cite.source.id for _, cite, _ in cited}):
        at = subject.sources.get(source, Location(pack.ref))
        yield LintFinding(
            Check.CITATIONS, source, f"nothing cites the source `{source}`", at, "cite it or leave it out"
        )
    yield from _stale(subject, cited)


def _cited(pack: Pack, listed: Mapping[str, Location]) -> Iterator[tuple[str, Citation, Location]]:
    for method, cite in pack.method_cites.items():
        yield method, cite, listed.get(cite.source.id, Location(pack.ref))
    for one in statements_of(pack):
        yield one.id, one.cite, one.at
        yield from ((one.id, other.cite, one.at) for reading in readings_of(one) for other in reading.alternatives)


def _stale(subject: Subject, cited: list[tuple[str, Citation, Location]]) -> Iterator[LintFinding]:
    """One finding for all citations of a source that were checked on the same day."""
    found: dict[tuple[str, date], list[tuple[str, Location]]] = {}
    for owner, cite, at in cited:
        if (subject.on - cite.verified_on).days > subject.oldest:
            found.setdefault((cite.source.id, cite.verified_on), []).append((owner, at))
    for (source, day), owners in found.items():
        days = (subject.on - day).days
        count = len({owner for owner, _ in owners})
        more = f" and {count - 1} more" if count > 1 else ""
        message = f"`{source}` was last checked on {day}, {days} days ago, for `{owners[0][0]}`{more}"
        help_text = "read the source again and renew `verified_on`"
        yield LintFinding(Check.CITATIONS, source, message, owners[0][1], help_text)
