"""Comparing two packs: what is written otherwise, what comes out otherwise, and what is proved of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from policy_engine.comparison.budget import Budget, Stage
from policy_engine.comparison.calendars import calendar_changes
from policy_engine.comparison.changes import Noticed, change_id
from policy_engine.comparison.claims import Said, claimed, effect_of, from_changes, rest_unchanged, shows, widens
from policy_engine.comparison.differences import Difference
from policy_engine.comparison.following import Following, depth_of
from policy_engine.comparison.graph import Graph, Node, apart
from policy_engine.comparison.jobs import BothJobs, one_after_the_other
from policy_engine.comparison.model import (
    Claim,
    Claimed,
    Comparison,
    Kind,
    NotProved,
    Proof,
    ProvedEqual,
    Rewritten,
    Why,
)
from policy_engine.comparison.outcomes import Changed, Followed, Output, Part, Shown, Sort, Standing
from policy_engine.comparison.outputs import names_behind_both, number_of, outputs_of, same_names, same_rules
from policy_engine.comparison.pairing import paired
from policy_engine.comparison.parts import PARTS
from policy_engine.comparison.preparing import differences_of, governing_from, side_of, sides_of
from policy_engine.comparison.regions import Trial, relevant, shortened
from policy_engine.comparison.rewriting import written_otherwise
from policy_engine.comparison.rewritten import Known, rewritten_of
from policy_engine.comparison.searching import Apart, Asking, search_apart, searched
from policy_engine.comparison.sides import Found, Searched, Sides, Where, members_needed
from policy_engine.comparison.telling import Telling
from policy_engine.comparison.vocabularies import vocabulary_changes
from policy_engine.evaluation.program import Program

if TYPE_CHECKING:
    from policy_engine.comparison.asking import Asker

_SORT_OF_CLAIM = {Claim.NONE_NEWLY_REFUSED: (Sort.ACTION,), Claim.NONE_NEWLY_BOUND: (Sort.DUTY,)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is compared: all, or some topics and places; and how whoever asks names the packs.

    `since` is the first governing day from which cases may change; without it the day after the old pack's
    `law_known_to`. Without `decisions` the cases are shown with the answers that differ alone, which is found sooner.
    """

    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    old_asked_as: str = ""
    new_asked_as: str = ""
    since: date | None = None
    decisions: bool = True


def compare(
    old: Program,
    new: Program,
    wanted: Wanted,
    asker: Asking | None,
    budget: Budget | None = None,
    both_jobs: BothJobs = one_after_the_other,
) -> Comparison:
    """Compare two packs. Without an `asker` (there is no solver) nothing is proved but what is plainly the same.

    `both_jobs` may do two jobs at once that have nothing to do with one another.
    """
    return _Comparing(old, new, wanted, asker, budget or Budget(), both_jobs).done()


class _Comparing:
    def __init__(
        self,
        old: Program,
        new: Program,
        wanted: Wanted,
        asker: Asking | None,
        budget: Budget,
        both_jobs: BothJobs,
    ) -> None:
        self.old, self.new, self.wanted = old, new, wanted
        self.budget = budget
        self.both_jobs = both_jobs
        self.pairing = paired(old.pack, new.pack)
        self.sides = sides_of(old, new, self.pairing, self.budget, decisions=wanted.decisions)
        self.own = apart(self.sides)
        self.graph = Graph(self.sides, self.own)
        self.asking = asker
        self.asker = asker(self.own, self.budget) if asker is not None else None
        self.since = wanted.since or old.pack.law_known_to + timedelta(days=1)
        self.written = written_otherwise(self.pairing)
        self.differences = tuple(differences_of(self.written))
        self.days = dict(governing_from(self.written))
        self.nodes: list[Node] = []
        self.places: Mapping[Output, frozenset[str]] = {}
        self.open: list[Node] = []
        self.noticed: list[Noticed] = []
        self.changed: list[Changed] = []
        self.equal: list[ProvedEqual] = []
        self.not_proved: list[NotProved] = []
        self.follows: tuple[Followed, ...] = ()
        self.origins: dict[Output, tuple[Output, ...]] = {}
        """For each answer that may differ the answers at which that begins; itself where it begins there."""
        self.in_some_reading: set[Output] = set()
        """The conclusions that come to the same and are another value in some way of reading the law alone."""
        self.relied_alike: set[Output] = set()
        """Those of them that are so only where law of low grade is not relied on."""
        self.seen: set[Output] = set()
        self.apart: Mapping[Output, Apart] = {}
        self.cases: dict[Output, list[Found]] = {}
        self.early: frozenset[str] = frozenset()
        """The changes, by their ids, that concern a case governed before the day alone."""

    def done(self) -> Comparison:
        outputs = outputs_of(self.sides.old, self.sides.new, self.wanted.topics)
        changed = [one for one in outputs if not self._plainly_equal(one)]
        self.nodes = list(self.graph.in_order(changed))
        self.places = self.graph.places(self.nodes)
        whole = None
        if self.asker is None or self.asking is None:
            self.not_proved += [NotProved(one, Why.NO_SOLVER) for one in changed]
        else:
            asked = frozenset(changed)
            apart = [node for node in self.nodes if node.differs]
            self.apart = search_apart(apart, self.own, self.asking, self.asker, self._about, self.since, self.both_jobs)
            for node in self.nodes:
                self._settle(node, node.output in asked)
            narrowed = self._narrowed()
            whole = self.asking(narrowed, self.budget)
            for node in self.open:
                self._settle_apart(whole, node)
            self._settle_readings(whole, changed)
            self._tell(whole, self.asking, narrowed, changed)
        with self.budget.at(Stage.CLAIMING):
            claims = tuple(self._claims(whole, changed))
        before = next(one for one in claims if one.claim is Claim.NONE_BEFORE)
        widened = frozenset(one.id for one in self.changed if widens(one))
        if before.standing is Standing.PROVED:
            self.changed = [one if one.id in widened else _not_before(one, self.since) for one in self.changed]
        return Comparison(
            old=side_of(self.old, self.wanted.old_asked_as),
            new=side_of(self.new, self.wanted.new_asked_as),
            topics=self.wanted.topics,
            areas=self.wanted.areas,
            effect=effect_of(self.changed, bool(self.not_proved or self.follows), before, self.since, widened),
            rewritten=tuple(self._rewritten()),
            changed=tuple(self.changed),
            claims=claims,
            equal=tuple(self.equal),
            not_proved=tuple(self.not_proved),
            calendars=tuple(calendar_changes(self.old.calendars, self.new.calendars)),
            vocabulary=tuple(vocabulary_changes(self.old, self.new)),
            follows=self.follows,
        )

    def _plainly_equal(self, output: Output) -> bool:
        same = number_of(self.sides.old_cones, output) == number_of(self.sides.new_cones, output)
        if same:
            self.equal.append(ProvedEqual(output, Proof.NOTHING_CHANGED))
        return same

    def _settle(self, node: Node, asked: bool) -> None:
        """Whether an answer differs by its own statements, by what it uses, by both, or by neither."""
        output = node.output
        left = self._take(node, self.apart[output].parts) if output in self.apart else None
        begins = output in self.cases or left is not None or output in self.in_some_reading
        # What is used by way of a circle through both versions was not looked at yet, and may differ.
        roots = [root for one in self._used(node) for root in self.origins.get(one, () if one in self.seen else (one,))]
        self.seen.add(output)
        origins = dict.fromkeys([*([output] if begins else []), *roots])
        if origins:
            self.origins[output] = tuple(origins)
        if left is not None and roots and output not in self.cases:
            self.open.append(node)
        elif left is not None:
            self.not_proved.append(NotProved(output, left))
        elif asked and not roots:
            self.equal.append(ProvedEqual(output, Proof.SAME_FOR_EVERY_CASE if output in self.cases else Proof.SOLVER))

    def _settle_apart(self, asker: Asker, node: Node) -> None:
        """The same where it was not settled whatever it uses is worth: only where that is really the same in both."""
        alike = [one.name for one in self._used(node) if one in self.origins]
        may = asker.may_write_out(node.output)
        left = self._take(node, searched(asker, node, self._about, alike)) if may else Why.CUT_OFF
        if left is not None:
            self.not_proved.append(NotProved(node.output, left))

    def _settle_readings(self, asker: Asker, asked: Sequence[Output]) -> None:
        """What follows from values that are others in some way of reading alone: mostly it comes to the same as well.

        Law that is only remembered now is such: it is relied on in one way, and decides there what it did.
        """
        for output in asked:
            roots = self.origins.get(output, ())
            if roots in ((), (output,)) or not self.in_some_reading.issuperset(roots):
                continue
            if asker.may_write_out(output) and asker.is_the_same(output, self._place(output)):
                self.equal.append(ProvedEqual(output, Proof.SOLVER))
                self.origins[output] = (output,) if output in self.in_some_reading else ()
        used = {root for one in asked if one not in self.in_some_reading for root in self.origins.get(one, ())}
        self.origins = {one: roots for one, roots in self.origins.items() if roots and not self._is_idle(one, used)}

    def _is_idle(self, output: Output, used: set[Output]) -> bool:
        return output in self.in_some_reading and output not in used

    def _take(self, node: Node, found: Sequence[Searched]) -> Why | None:
        """Take in what was found in each part of an answer; gives why there may be more."""
        for part, one in zip(PARTS[node.output.sort], found, strict=True):
            self.in_some_reading |= {node.output} if one.in_some_reading else set()
            self.relied_alike |= {node.output} if one.relied_alike else set()
            self._add(node, part, one.found)
        return next((one.left for one in found if one.left is not None), None)

    def _about(self, node: Node) -> tuple[Sequence[Difference], Where]:
        return self._differences(node), self._where(node)

    def _used(self, node: Node) -> list[Output]:
        """What an answer uses that may differ."""
        return [self.graph.conclusion(name) for name in sorted(node.uses - self.sides.same_names)]

    def _narrowed(self) -> Sides:
        """The two packs with all taken as the same that was proved to be."""
        same = [
            name for name in self.sides.new.vocabulary.conclusions if self.graph.conclusion(name) not in self.origins
        ]
        old, new = self.sides.old_cones, self.sides.new_cones
        proved = [one.output.name for one in self.nodes if one.output.name in same]
        old.assume(*proved)
        new.assume(*proved)
        names = same_names(old, new, self.sides.new.vocabulary)
        alike = frozenset(one.name for one, roots in self.origins.items() if self.relied_alike.issuperset(roots))
        return replace(self.sides, same_names=names, same_rules=same_rules(old, new), relied_alike=alike)

    def _tell(self, asker: Asker, asking: Asking, narrowed: Sides, outputs: Sequence[Output]) -> None:
        """Tell the changes that were noticed, and what follows from them."""
        ids: dict[Output, list[str]] = {}
        for number, one in enumerate(self.noticed, 1):
            ids.setdefault(one.output, []).append(change_id(number))
        begins = {
            node.output: [one.name for one in self._used(node) if one in self.origins]
            for node in self.nodes
            if node.output in self.origins.get(node.output, ())
        }
        followers = {
            one: tuple(root for root in self.origins[one] if root != one)
            for one in outputs
            if one in self.origins and self.origins[one] != (one,)
        }
        wheres = {one: self._place(one) for one in followers}
        depths = {one: depth_of(one, self.sides) for one in followers}
        following = Following(followers, begins, self.cases, ids, wheres, depths)
        told = Telling(narrowed, asking, following, self.days, self.since).told(self.noticed, asker, self.both_jobs)
        self.changed, self.early, self.follows = list(told.changed), told.early, told.follows

    # -- changes ----------------------------------------------------------------------------------------------

    def _add(self, node: Node, part: Part, found: Sequence[Found]) -> None:
        output = node.output
        seen: set[object] = set()
        for one in found:
            self.cases.setdefault(output, []).append(one)
            # What the same statements do to the same answer is one change, however many ways lead there.
            key = (one.both.before.code, one.both.after.code, tuple(other.id for other in one.by))
            if key not in seen or output.sort in (Sort.TERM, Sort.CONCLUSION):
                self.noticed.append(Noticed(output, part, one))
            seen.add(key)

    def _differences(self, node: Node) -> list[Difference]:
        """The differences on which an answer can turn by itself."""
        return [
            one
            for one in self.differences
            if any(side is not None and id(side) in node.statements for side in (one.old, one.new))
        ]

    def _where(self, node: Node) -> Where:
        if node.output.place_by:
            facts = [node.output.place_by]
        elif self.wanted.areas:
            facts = sorted(self.places[node.output])
        else:
            stated = (side for one in self._differences(node) for side in (one.old, one.new) if side is not None)
            facts = [side.scope.place for side in stated]
        return Where(tuple(dict.fromkeys(facts)), self.wanted.areas)

    def _members(self, output: Output) -> int:
        """How many members of a list it takes to see how an answer differs."""
        return members_needed(one for root in self.origins.get(output, ()) for one in self.cases.get(root, ()))

    def _place(self, output: Output) -> Where:
        """Of which cases is asked about an answer, whatever makes it differ."""
        if output.place_by:
            return Where((output.place_by,), self.wanted.areas)
        facts = [fact for root in self.origins.get(output, ()) for fact in self._where(self.graph.node(root)).facts]
        return Where(tuple(dict.fromkeys(facts)), self.wanted.areas)

    # -- claims -----------------------------------------------------------------------------------------------

    def _claims(self, asker: Asker | None, outputs: Sequence[Output]) -> Iterator[Claimed]:
        # That none changes before the day decides what the version does; it is asked first, while something is left.
        roots = [one for one in self.nodes if one.output in self.origins.get(one.output, ())]
        before = [self._before(one) for one in (roots if asker else self.nodes)]
        for claim in (Claim.NONE_NEWLY_REFUSED, Claim.NONE_NEWLY_BOUND, Claim.NONE_NEWLY_DOUBTED):
            sorts = _SORT_OF_CLAIM.get(claim, (Sort.ACTION, Sort.DUTY))
            about = [one for one in outputs if one.sort in sorts and (asker is None or one in self.origins)]
            yield claimed(claim, list(self._newly(asker, claim, about)))
        yield claimed(Claim.NONE_BEFORE, before, self.since.isoformat())
        yield rest_unchanged(self.not_proved)

    def _newly(self, asker: Asker | None, claim: Claim, outputs: Sequence[Output]) -> Iterator[Said]:
        """What is known of a claim about each; where one case denies it, no other is looked for."""
        known = [from_changes(claim, one, self.changed, self.follows) for one in outputs]
        yield from (one for one in known if one is not None)
        if any(one is not None for one in known):
            return
        for output in outputs:
            # What differs by its own statements alone needs nothing else written out.
            alone = self.asker if self.origins.get(output) == (output,) else None
            if asker is None or (alone is None and not asker.may_write_out(output)):
                yield Said(output, Standing.NOT_PROVED)
                continue
            standing, found = (alone or asker).newly(claim, output, self._place(output), self._members(output))
            yield Said(output, standing, self._shown(claim, output, found) if found else None)
            if standing is Standing.DISPROVED:
                return

    def _shown(self, claim: Claim, output: Output, found: Found) -> Shown:
        """A case that denies a claim, with no fact more than it takes."""
        runner, part = self.sides.runner, PARTS[output.sort][0]
        trial = Trial(runner, self.sides.common, output, found.member, part, found.both, partial(shows, claim, output))
        names = names_behind_both(self.sides.old, self.sides.new, output)
        return self.sides.showing.shown(shortened(trial, relevant(trial, found.case, names)), output)

    def _before(self, node: Node) -> Said:
        """Whether no case changes whose governing days all lie before the day; coverage may grow.

        What follows is left out: where it differs, something that it follows from does.
        """
        output = node.output
        if self.asker is None:
            return Said(output, Standing.NOT_PROVED)
        changes = [one for one in self.changed if one.output == output]
        if changes and all(map(widens, changes)) and output not in {one.output for one in self.not_proved}:
            return Said(output, Standing.PROVED)
        early = next((one for one in changes if one.id in self.early and not widens(one)), None)
        if early is not None:
            return Said(output, Standing.DISPROVED, early.witness, early.id)
        standing, found = self.apart[output].before
        return Said(output, standing, self.sides.showing.shown(found.case, output) if found else None)

    # -- what is written otherwise ----------------------------------------------------------------------------

    def _rewritten(self) -> Iterator[Rewritten]:
        turning: dict[int, set[Output]] = {}
        for node in self.nodes:
            for statement in node.statements:
                turning.setdefault(statement, set()).add(node.output)
        alone = frozenset(self._without_own())
        known = Known(
            changed=self.changed,
            behind={one: frozenset(outputs) for one, outputs in turning.items()},
            proved=alone - self.origins.keys(),
            alone=alone,
            split=self._split(),
        )
        for one in rewritten_of(self.old, self.new, self.written, known):
            if not self.wanted.topics or not one.topics or set(one.topics) & set(self.wanted.topics):
                yield one

    def _without_own(self) -> Iterator[Output]:
        """The answers on which nothing turns by itself that is written otherwise, as far as that is proved."""
        for node in self.nodes:
            if self.asker is not None and node.output not in self.origins.get(node.output, ()):
                yield node.output

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


def _not_before(change: Changed, day: date) -> Changed:
    """A change by one governing day, of which it is proved that it concerns none before another."""
    if len(change.governed_by) != 1 or not change.governing_from:
        return change
    return replace(change, governing_from=max(change.governing_from, day.isoformat()))
