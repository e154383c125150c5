"""`release`: give a draft its version and its line in the ledger, once its examples show everything in it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import assert_never

import click

from policy_engine.catalog.ledger import BY_AUTHOR, BY_COMPARISON
from policy_engine.catalog.numbering import ReleaseEffect
from policy_engine.catalog.regions import Region, held, named, open_region
from policy_engine.catalog.releasing import (
    Candidate,
    draft_to_release,
    interrupted_release,
    predecessor,
    publish,
    with_effect_by,
)
from policy_engine.catalog.releasing import Wanted as WantedRelease
from policy_engine.catalog.releasing import undo as undo_release
from policy_engine.commands.at_once import both_at_once
from policy_engine.commands.clock import now
from policy_engine.commands.diff import solver
from policy_engine.commands.exits import Exit
from policy_engine.commands.streams import fail, note, problems_told, tell
from policy_engine.commands.test import tested_pack
from policy_engine.comparison.budget import THOROUGHLY, Budget
from policy_engine.comparison.comparing import Wanted, compare
from policy_engine.comparison.model import Comparison, Effect
from policy_engine.errors import Location, Problem
from policy_engine.facts.values import parse_day
from policy_engine.reading.suggest import shown
from policy_engine.render import comparison_words as words
from policy_engine.render import release_messages as messages

EPILOG = """\b
Exit codes:
  0  it is released, or undone
  1  refused: some example fails, or some part of the pack does not matter to any
  2  refused: wrong use, or a wrong pack, number, day, effect or ledger
"""


@click.command(epilog=EPILOG, short_help="Release the draft of a pack.")
@click.argument("region")
@click.option("--effect", type=click.Choice([*map(str, ReleaseEffect)]), help="What it does to decisions.")
@click.option("--summary", metavar="TEXT", help="What is new, in a sentence.")
@click.option("--version", default="", metavar="VERSION", help="Its version; else that of the draft.")
@click.option("--on", "stated", metavar="DATE", help="The day of the release, as in `2026-11-22`; else today.")
@click.option("--finish", is_flag=True, help="Release what an interrupted release left.")
@click.option("--undo", is_flag=True, help="Make what an interrupted release left the draft again.")
@click.option("--rules", type=click.Path(path_type=Path), metavar="DIR", help="The folder of rules to work in.")
def release(
    region: str, effect: str | None, summary: str | None, version: str, stated: str | None,
    finish: bool, undo: bool, rules: Path | None,
) -> None:  # fmt: skip
    """Release the draft of REGION.

    It is refused where an example fails or a part of it is shown by none, and where its version does not follow from
    its effect: editorial, the next patch; prospective, the next minor; retroactive, the next major. Before 1.0.0 the
    next minor serves for both of the last, and 1.0.0 may follow any. The effect itself is refused where a comparison
    with the release before proves another; where it proves none, the effect stands as stated.
    """
    if undo:
        if finish or effect or summary is not None or stated is not None:
            raise click.UsageError(messages.UNDO_ALONE)
        _undo(region, version, rules)
        return
    if effect is None or summary is None:
        raise click.UsageError(messages.EFFECT_MISSING)
    wanted = WantedRelease(ReleaseEffect(effect), summary, _day(stated), version)
    with problems_told():
        opened = open_region(region, rules)
        with held(opened):
            candidate = interrupted_release(opened, wanted) if finish else draft_to_release(opened, wanted)
            _refuse_unshown(candidate)
            compared = _compared(candidate)
            if compared is not None:
                _refuse_wrong_effect(candidate, compared)
                by = BY_AUTHOR if decided(compared) is None else BY_COMPARISON
                candidate = with_effect_by(candidate, by)
            publish(candidate)
    _tell(opened, candidate)
    if compared is not None:
        _tell_effect(candidate, compared)


def _undo(region: str, version: str, rules: Path | None) -> None:
    with problems_told():
        opened = open_region(region, rules)
        with held(opened):
            folder = undo_release(opened, version)
    tell(f"{messages.UNDONE.format(folder=named(folder))}\n")


def _day(stated: str | None) -> date:
    """The day of the release; only here the clock is asked."""
    if stated is None:
        today = now().day_as_stated
        note(messages.ON_NOT_STATED.format(day=today))
        return today
    try:
        return parse_day(stated)
    except ValueError as error:
        fail([Problem(Location("--on"), f"{shown(stated)} is no day: {error}")])


def _refuse_unshown(candidate: Candidate) -> None:
    """End with 1 where the examples do not hold, or leave a part of the pack unshown."""
    source = candidate.source
    tested = tested_pack(source, candidate.program, candidate.files, source, (), matters=True)
    if tested.findings:
        message = messages.NOT_SHOWN.format(failing=tested.failing, unshown=tested.unshown)
        problem = Problem(Location(source), message, messages.HOW_TO_SEE.format(folder=source))
        click.echo(f"error: {problem}", err=True)
        sys.exit(Exit.FAILED)


def _compared(candidate: Candidate) -> Comparison | None:
    """The candidate beside its predecessor, as closely as it goes: a release is for good. None for a first one."""
    before = predecessor(candidate)
    if before is None:
        return None
    return compare(before, candidate.program, Wanted(decisions=False), solver(), Budget(THOROUGHLY), both_at_once)


def _refuse_wrong_effect(candidate: Candidate, compared: Comparison) -> None:
    """End with 2 where the comparison proves another effect than the one stated, or shows a case against it."""
    stated = candidate.release.effect
    found = decided(compared)
    if found is None and compared.changed and stated == ReleaseEffect.EDITORIAL.value:
        found = messages.NOT_EDITORIAL, messages.DIFFERS.format(before=compared.old.ref)
    if found is None or found[0] == stated:
        return
    effect, reason = found
    message = messages.WRONG_EFFECT.format(decided=effect, stated=stated, reason=reason)
    advice = messages.HOW_TO_COMPARE.format(before=compared.old.ref, folder=candidate.source)
    fail([Problem(Location("--effect"), message, advice)])


def decided(compared: Comparison) -> tuple[str, str] | None:
    """The effect that a comparison proves, or the least that a case shows; None where it can say nothing."""
    slots = {"before": compared.old.ref, "since": compared.effect.since}
    match compared.effect.effect:
        case Effect.EDITORIAL:
            return ReleaseEffect.EDITORIAL.value, messages.NOTHING_DIFFERS.format(**slots)
        case Effect.PROSPECTIVE:
            return ReleaseEffect.PROSPECTIVE.value, messages.NOTHING_BEFORE.format(**slots)
        case Effect.RETROACTIVE:
            return ReleaseEffect.RETROACTIVE.value, messages.DIFFERS_BEFORE.format(**slots)
        case Effect.CANNOT_SAY:
            return None
        case _:
            assert_never(compared.effect.effect)


def _tell_effect(candidate: Candidate, compared: Comparison) -> None:
    """Say whether the effect is proved or only stated, and which decided cases to look at again."""
    stated = candidate.release.effect
    if decided(compared) is not None:
        note(messages.PROVED.format(effect=stated))
    else:
        outputs = ", ".join(dict.fromkeys(one.output.name for one in compared.not_proved))
        reason = messages.COULD_NOT_SAY.format(outputs=outputs) if solver() is not None else messages.NO_SOLVER
        note(messages.STATED.format(effect=stated, reason=reason))
    back = look_back(compared, candidate.release.released_on)
    if back:
        tell(f"{messages.LOOK_BACK.format(on=candidate.release.released_on)}\n")
        tell("".join(f"  {line}\n" for line in back))


def look_back(compared: Comparison, on: date) -> list[str]:
    """The regions of cases that may have been decided by a day and come out otherwise now."""
    return [
        f"{one.id}: {words.output(one.output)}: {one.before.code} → {one.after.code}, where "
        + "; ".join(words.region(one.region))
        for one in compared.changed
        if one.governing_from <= on.isoformat()
    ]


def _tell(region: Region, candidate: Candidate) -> None:
    line = candidate.release
    ref = f"{region.name}@{line.version}"
    slots = {"effect": line.effect, "on": line.released_on, "known": line.law_known_to}
    tell(f"{messages.RELEASED.format(ref=ref, **slots)}\n{messages.DIGEST.format(digest=line.digest)}\n")
