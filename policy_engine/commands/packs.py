"""`packs`: list the released packs, or tell the digest of a folder."""

from __future__ import annotations

from pathlib import Path

import click

from policy_engine.catalog.digests import digest_of
from policy_engine.catalog.packs import PackEntry, list_packs, read_folder
from policy_engine.catalog.regions import unlisted_versions
from policy_engine.commands.streams import note, painter, problems_told, screen_width, tell
from policy_engine.render import messages
from policy_engine.render.layout import Ink, Line, Row, Section, laid_out
from policy_engine.render.release_messages import UNLISTED
from policy_engine.render.words import Words

DIGEST_SHOWN = len("sha256:") + 12


@click.command(short_help="List the released packs.")
@click.option("--digest", "folder", metavar="PATH", help="Print the digest of a pack's folder instead.")
def packs(folder: str | None) -> None:
    """List the released packs: version, release, the day to which the law is known, effect, digest."""
    with problems_told():
        if folder is not None:
            tell(f"{digest_of(read_folder(Path(folder)))}\n")
            return
        entries = list_packs()
        _note_unlisted()
        if not entries:
            tell(f"{messages.NO_PACKS}\n")
            return
        words = Words()
        rows = tuple(_row(entry, words) for entry in entries)
        lines = laid_out([Section("", rows)], screen_width(), painter())
        tell("".join(f"{line}\n" for line in lines))


def _note_unlisted() -> None:
    """Tell, beside the list, of versions that lie there and are not released."""
    for region, version in unlisted_versions():
        note(UNLISTED.format(ref=f"{region}@{version}", region=region))


def _row(entry: PackEntry, words: Words) -> Row:
    release = entry.release
    days = words.say(messages.PACK_DAYS, released=words.day(release.released_on), known=words.day(release.law_known_to))
    told = messages.EFFECTS_BY.get(release.effect_by, messages.PACK_EFFECT)
    effect = words.say(told, effect=release.effect, digest=release.digest[:DIGEST_SHOWN])
    return Row(entry.ref, "", (Line(days), Line(effect, ink=Ink.FAINT), Line(release.summary)))
