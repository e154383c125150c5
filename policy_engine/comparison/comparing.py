"""Comparing two packs: what is written otherwise, what comes out otherwise, and what is proved of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from policy_engine.comparison.behind import Behind
from policy_engine.comparison.calendars import calendar_changes
from policy_engine.comparison.claims import Said, claimed, effect_of, from_changes, rest_unchanged, shows, widens
from policy_engine.comparison.cones import Cones, Interning
from policy_engine.comparison.directions import direction_of
from policy_engine.comparison.model import (
    Changed,
    Claim,
    Claimed,
    Comparison,
    Kind,
    NotProved,
    Output,
    Part,
    Proof,
    ProvedEqual,
    Rewritten,
    Side,
    Sort,
    Standing,
    Why,
)
from policy_engine.comparison.outputs import changed_names, names_behind, number_of, outputs_of, same_names, same_rules
from policy_engine.comparison.pairing import Pairing, paired
from policy_engine.comparison.regions import Trial, plain_region, region_of, relevant, shortened
from policy_engine.comparison.rewriting import acts_otherwise, could_decide, days_of_change, fields_of
from policy_engine.comparison.rewritten import Known, rewritten_of
from policy_engine.comparison.running import Both, Runner
from policy_engine.comparison.sides import Difference, Found, Sides, Where
from policy_engine.comparison.vocabularies import common, speaking, vocabulary_changes, wide
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from policy_engine.rules.statements import statements_of

if TYPE_CHECKING:
    from policy_engine.comparison.asking import Asker

MOST_SHORTENED = 24
"""So many cases are shortened to what it takes; of more all that the answer can turn on is shown."""
MOST_WIDENED = 12
"""So many regions are made as wide as they go; of more the cases are shown as they were found."""
PARTS: Mapping[Sort, tuple[Part, ...]] = {
    Sort.COVERAGE: (Part.COVERED,),
    Sort.ACTION: (Part.VERDICT, Part.WINDOW),
    Sort.DUTY: (Part.VERDICT, Part.DUE, Part.DETAIL),
    Sort.TERM: (Part.VALUE,),
}
_SORT_OF_CLAIM = {Claim.NONE_NEWLY_REFUSED: (Sort.ACTION,), Claim.NONE_NEWLY_BOUND: (Sort.DUTY,)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is compared: all, or some topics and places; and how whoever asks names the packs.

    `since` is the first governing day from which cases may change; without it the day after the old pack's
    `law_known_to`.
    """

    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    old_asked_as: str = ""
    new_asked_as: str = ""
    since: date | None = None


def compare(old: Program, new: Program, wanted: Wanted, asker: Callable[[Sides], Asker] | None) -> Comparison:
    """Compare two packs. Without an `asker` (there is no solver) nothing is proved but what is plainly the same."""
    return _Comparing(old, new, wanted, asker).done()


class _Comparing:
    def __init__(self, old: Program, new: Program, wanted: Wanted, asker: Callable[[Sides], Asker] | None) -> None:
        self.old, self.new, self.wanted = old, new, wanted
        self.pairing = paired(old.pack, new.pack)
        self.sides = _sides(old, new, self.pairing)
        self.asker = asker(self.sides) if asker is not None else None
        self.since = wanted.since or old.pack.law_known_to + timedelta(days=1)
        self.differences = tuple(_differences(self.pairing))
        self.days = dict(_governing_from(self.pairing))
        self.changed: list[Changed] = []
        self.equal: list[ProvedEqual] = []
        self.not_proved: list[NotProved] = []
        self.behind: dict[Output, tuple[Behind, Behind]] = {}

    def done(self) -> Comparison:
        outputs = outputs_of(self.sides.old, self.sides.new, self.wanted.topics)
        changed = [one for one in outputs if not self._plainly_equal(one)]
        for output in changed:
            pair = (names_behind(self.sides.old, output), names_behind(self.sides.new, output))
            self.behind[output] = pair
        if self.asker is None:
            self.not_proved += [NotProved(one, Why.NO_SOLVER) for one in changed]
        else:
            for name in changed_names(self.sides.old, self.sides.new, changed, self.sides.same_names):
                if name not in self.sides.same_names and self.asker.same(name):
                    self._take_as_same(name)
            for output in changed:
                self._ask(self.asker, output)
        claims = tuple(self._claims(changed))
        before = next(one for one in claims if one.claim is Claim.NONE_BEFORE)
        widened = frozenset(one.id for one in self.changed if widens(one))
        return Comparison(
            old=_side(self.old, self.wanted.old_asked_as),
            new=_side(self.new, self.wanted.new_asked_as),
            topics=self.wanted.topics,
            areas=self.wanted.areas,
            effect=effect_of(self.changed, self.not_proved, before, self.since, widened),
            rewritten=tuple(self._rewritten()),
            changed=tuple(self.changed),
            claims=claims,
            equal=tuple(self.equal),
            not_proved=tuple(self.not_proved),
            calendars=tuple(calendar_changes(self.old.calendars, self.new.calendars)),
            vocabulary=tuple(vocabulary_changes(self.old, self.new)),
        )

    def _plainly_equal(self, output: Output) -> bool:
        same = number_of(self.sides.old_cones, output) == number_of(self.sides.new_cones, output)
        if same:
            self.equal.append(ProvedEqual(output, Proof.NOTHING_CHANGED))
        return same

    def _take_as_same(self, name: str) -> None:
        """What was only other by a name that is proved to be the same is the same as well."""
        old, new = self.sides.old_cones, self.sides.new_cones
        old.assume(name)
        new.assume(name)
        self.sides.same_names.update(same_names(old, new, self.sides.new.vocabulary))
        self.sides.same_rules.update(same_rules(old, new))

    # -- changes ----------------------------------------------------------------------------------------------

    def _ask(self, asker: Asker, output: Output) -> None:
        if number_of(self.sides.old_cones, output) == number_of(self.sides.new_cones, output):
            self.equal.append(ProvedEqual(output, Proof.SOLVER))
            return
        before, left = len(self.changed), None
        for part in PARTS[output.sort]:
            searched = asker.search(output, part, self._differences(output), self._where(output))
            left = left or searched.left
            self._add(output, part, searched.found)
        if left is not None:
            self.not_proved.append(NotProved(output, left))
        else:
            proof = Proof.SOLVER if len(self.changed) == before else Proof.SAME_FOR_EVERY_CASE
            self.equal.append(ProvedEqual(output, proof))

    def _add(self, output: Output, part: Part, found: Sequence[Found]) -> None:
        names = frozenset[str]().union(*(one.names for one in self.behind[output]))
        seen: set[object] = set()
        for one in found:
            # What the same statements do to the same answer is one change, however many ways lead there.
            key = (one.both.before.code, one.both.after.code, tuple(other.id for other in one.by))
            if key in seen and output.sort is not Sort.TERM:
                continue
            seen.add(key)
            trial = Trial(self.sides.runner, self.sides.common, output, one.member, part, one.both)
            brief = len(self.changed) < MOST_SHORTENED
            case = shortened(trial, one.case, names) if brief else relevant(trial, one.case, names)
            both = self.sides.runner.both(case, output, one.member)
            assert both is not None
            self.changed.append(self._change(output, part, one, trial, case, both))

    def _change(self, output: Output, part: Part, found: Found, trial: Trial, case: Case, both: Both) -> Changed:
        direction, party = direction_of(output, part, both)
        days = [self.days[one.id] for one in found.by if one.id in self.days]
        stated = [side for one in found.by for side in (one.old, one.new) if side is not None]
        return Changed(
            id=f"c{len(self.changed) + 1}",
            output=output,
            part=part,
            before=both.before,
            after=both.after,
            region=region_of(trial, case) if len(self.changed) < MOST_WIDENED else plain_region(trial, case),
            witness=self.sides.runner.shown(case, output),
            statements=tuple(dict.fromkeys(one.id for one in found.by)),
            governed_by=tuple(dict.fromkeys(one.scope.governed_by for one in stated)),
            governing_from=min(days) if days and all(days) else "",
            direction=direction,
            for_whom=party,
        )

    def _differences(self, output: Output) -> list[Difference]:
        """The differences on which an answer can turn."""
        old, new = (one.statements for one in self.behind[output])
        return [
            one
            for one in self.differences
            if (one.old is not None and id(one.old) in old) or (one.new is not None and id(one.new) in new)
        ]

    def _where(self, output: Output) -> Where:
        facts = [output.place_by] if output.place_by else []
        for one in self._differences(output) if not facts else ():
            facts += [side.scope.place for side in (one.old, one.new) if side is not None]
        return Where(tuple(dict.fromkeys(facts)), self.wanted.areas)

    # -- claims -----------------------------------------------------------------------------------------------

    def _claims(self, outputs: Sequence[Output]) -> Iterator[Claimed]:
        for claim in (Claim.NONE_NEWLY_REFUSED, Claim.NONE_NEWLY_BOUND, Claim.NONE_NEWLY_DOUBTED):
            sorts = _SORT_OF_CLAIM.get(claim, (Sort.ACTION, Sort.DUTY))
            yield claimed(claim, [self._newly(claim, one) for one in outputs if one.sort in sorts])
        day = self.since.isoformat()
        yield claimed(Claim.NONE_BEFORE, [self._before(one) for one in outputs], day)
        yield rest_unchanged(self.not_proved)

    def _proved(self, output: Output) -> bool:
        return any(one.output == output and one.proof is Proof.SOLVER for one in self.equal)

    def _newly(self, claim: Claim, output: Output) -> Said:
        shown = from_changes(claim, output, self.changed, lambda one: shows(claim, output, Both(one.before, one.after)))
        if shown is not None or self.asker is None:
            return shown or Said(output, Standing.NOT_PROVED)
        if self._proved(output):
            return Said(output, Standing.PROVED)
        standing, found = self.asker.newly(claim, output, self._where(output))
        return Said(output, standing, self.sides.runner.shown(found.case, output) if found else None)

    def _before(self, output: Output) -> Said:
        """Whether no case changes whose governing days all lie before the day; coverage may grow."""
        if self.asker is None:
            return Said(output, Standing.NOT_PROVED)
        changes = [one for one in self.changed if one.output == output]
        if self._proved(output) or (changes and all(map(widens, changes)) and output not in self._unproved()):
            return Said(output, Standing.PROVED)
        for part in PARTS[output.sort]:
            behind, where = self._differences(output), self._where(output)
            standing, found = self.asker.before(output, part, behind, self.since, where)
            if standing is not Standing.PROVED:
                return Said(output, standing, self.sides.runner.shown(found.case, output) if found else None)
        return Said(output, Standing.PROVED)

    def _unproved(self) -> frozenset[Output]:
        return frozenset(one.output for one in self.not_proved)

    # -- what is written otherwise ----------------------------------------------------------------------------

    def _rewritten(self) -> Iterator[Rewritten]:
        turning: dict[int, set[Output]] = {}
        for output, sides in self.behind.items():
            for side in sides:
                for statement in side.statements:
                    turning.setdefault(statement, set()).add(output)
        known = Known(
            changed=self.changed,
            behind={one: frozenset(outputs) for one, outputs in turning.items()},
            proved=frozenset(one.output for one in self.equal if one.proof is not Proof.SAME_FOR_EVERY_CASE),
            split=self._split(),
        )
        for one in rewritten_of(self.old, self.new, self.pairing, known):
            if not self.wanted.topics or not one.topics or set(one.topics) & set(self.wanted.topics):
                yield one

    def _split(self) -> dict[str, tuple[Kind, tuple[str, ...]]]:
        """The statements that were split or merged, as far as that is proved."""
        found: dict[str, tuple[Kind, tuple[str, ...]]] = {}
        for parted in self.pairing.parted if self.asker is not None else ():
            if self.asker is not None and self.asker.comes_to_the_same(parted):
                kind = Kind.SPLIT if parted.was_split else Kind.MERGED
                others = tuple(one.id for one in parted.several)
                found |= dict.fromkeys(others, (kind, (parted.one.id,)))
                found[parted.one.id] = (kind, others)
        return found


def _sides(old: Program, new: Program, pairing: Pairing) -> Sides:
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
        runner=Runner(old, new),
    )


def _differences(pairing: Pairing) -> Iterator[Difference]:
    for pair in pairing.pairs:
        fields = fields_of(pair, pairing.new_names)
        if pair.old is None or pair.new is None or could_decide(fields):
            old, new = (one.stated if one is not None else None for one in (pair.old, pair.new))
            yield Difference(pair.either.id, old, new, acts_otherwise(fields))


def _governing_from(pairing: Pairing) -> Iterator[tuple[str, str]]:
    """For each statement that differs the first day it can concern; the earliest where several share an id."""
    found: dict[str, str] = {}
    for pair in pairing.pairs:
        first, _ = days_of_change(pair, fields_of(pair, pairing.new_names))
        day = first.isoformat() if first else ""
        if pair.either.id not in found or day < found[pair.either.id]:
            found[pair.either.id] = day
    yield from found.items()


def _side(program: Program, asked_as: str) -> Side:
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
