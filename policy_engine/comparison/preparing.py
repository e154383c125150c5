"""Two packs made ready to be compared: in one vocabulary, paired, with the statements that differ."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.comparison.budget import Budget
from policy_engine.comparison.cones import Cones, Interning
from policy_engine.comparison.differences import Difference
from policy_engine.comparison.model import Side
from policy_engine.comparison.outputs import same_names, same_rules
from policy_engine.comparison.pairing import Pairing
from policy_engine.comparison.rewriting import Written, acts_otherwise, could_decide, days_of_change
from policy_engine.comparison.running import Runner
from policy_engine.comparison.showing import Showing
from policy_engine.comparison.sides import Sides
from policy_engine.comparison.vocabularies import common, speaking, wide
from policy_engine.evaluation.program import Program
from policy_engine.rules.statements import statements_of


def sides_of(old: Program, new: Program, pairing: Pairing, budget: Budget, *, decisions: bool) -> Sides:
    """Two packs in one vocabulary, with what is plainly the same in both."""
    vocabulary = wide(old.vocabulary, new.vocabulary)
    interning = Interning()
    before, after = speaking(old, vocabulary), speaking(new, vocabulary)
    old_cones = Cones(before, interning, pairing.old_names)
    new_cones = Cones(after, interning, pairing.new_names)
    return Sides(
        old=before,
        new=after,
        common=common(old.vocabulary, new.vocabulary),
        old_cones=old_cones,
        new_cones=new_cones,
        old_names=pairing.old_names,
        new_names=pairing.new_names,
        same_names=same_names(old_cones, new_cones, vocabulary),
        same_rules=same_rules(old_cones, new_cones),
        runner=Runner(old, new, budget),
        showing=Showing(old, new, decisions=decisions),
    )


def differences_of(written: Written) -> Iterator[Difference]:
    """The statements that came, went, or say something else that could decide."""
    for pair, fields in written:
        if pair.old is None or pair.new is None or could_decide(fields):
            old, new = (one.stated if one is not None else None for one in (pair.old, pair.new))
            yield Difference(pair.either.id, old, new, acts_otherwise(fields))


def governing_from(written: Written) -> Iterator[tuple[str, str]]:
    """For each statement that differs the first day it can concern; the earliest where several share an id."""
    found: dict[str, str] = {}
    for pair, fields in written:
        first, _ = days_of_change(pair, fields)
        day = first.isoformat() if first else ""
        if pair.either.id not in found or day < found[pair.either.id]:
            found[pair.either.id] = day
    yield from found.items()


def side_of(program: Program, asked_as: str) -> Side:
    """What is told of one of two packs."""
    pack = program.pack
    return Side(
        asked_as=asked_as or pack.ref,
        ref=pack.ref,
        region=pack.region,
        version=pack.version,
        digest=pack.digest,
        law_known_to=pack.law_known_to.isoformat(),
        vocabulary=program.vocabulary.digest,
        calendars=program.calendars.digest,
        statements=len(statements_of(pack)),
    )
