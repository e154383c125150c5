"""Answers that come out otherwise only because something that they use does: shown by a case, or told as possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policy_engine.comparison.directions import direction_of
from policy_engine.comparison.outcomes import Followed, Output, Part, Sort, Standing
from policy_engine.comparison.outputs import names_behind, names_behind_both
from policy_engine.comparison.parts import PARTS
from policy_engine.comparison.regions import Trial, relevant, shortened
from policy_engine.comparison.sides import Found, Sides, Where, members_needed

if TYPE_CHECKING:
    from policy_engine.comparison.asking import Asker

MOST_TRIED = 8
"""So many cases are tried on an answer that follows."""
_FIRST = (Sort.ACTION, Sort.DUTY, Sort.TERM, Sort.CONCLUSION, Sort.COVERAGE)


@dataclass(slots=True)
class Following:
    """Looks for a case for each answer that follows: among the cases of its roots first, then by the solver."""

    sides: Sides
    asker: Asker
    cases: Mapping[Output, Sequence[Found]]
    """The cases that were found for each root."""
    changes: Mapping[Output, Sequence[str]]
    """The ids of the changes of each root."""
    wheres: Mapping[Output, Where]

    def followed(
        self, followers: Mapping[Output, Sequence[Output]], twice: Mapping[Output, Sequence[str]]
    ) -> Iterator[Followed]:
        """What is known of each; `twice` are those that also differ by themselves, with what they use that differs."""
        # What little stands behind is soonest found, and its case often shows the rest.
        looked_for = sorted(followers, key=lambda one: (self._depth(one), _FIRST.index(one.sort)))
        pool = [one for found in self.cases.values() for one in found][:MOST_TRIED]
        shown: dict[Output, tuple[Part, Found]] = {}
        for one in looked_for:
            found = None if one in twice else self._run(one, pool)
            if found is None:
                found = self._asked(one, twice.get(one, ()), followers[one])
                pool = [found[1], *pool[: MOST_TRIED - 1]] if found is not None else pool
            if found is not None:
                shown[one] = found
        for one in looked_for:  # a case that was found for another may show this one too
            again = None if one in twice or one in shown else self._run(one, pool)
            if again is not None:
                shown[one] = again
        for output, roots in followers.items():
            changes = tuple(one for root in self.changes if root in roots for one in self.changes[root])
            known = shown.get(output)
            if known is None:
                yield Followed(output, tuple(roots), changes, Standing.NOT_PROVED)
            else:
                yield self._told(output, tuple(roots), changes, *known)

    def _run(self, output: Output, pool: Sequence[Found]) -> tuple[Part, Found] | None:
        for one in pool:
            member = self._member(output, one)
            both = self.sides.runner.both(one.case, output, member, lambda _: True)
            part = next((part for part in PARTS[output.sort] if both is not None and both.differ(part)), None)
            both = self.sides.runner.both(one.case, output, member) if part is not None else None
            if part is not None and both is not None and both.differ(part):
                return part, Found(one.case, member, both, ())
        return None

    def _depth(self, output: Output) -> int:
        return len(names_behind(self.sides.new, output).names)

    def _asked(self, output: Output, unlike: Sequence[str], roots: Sequence[Output]) -> tuple[Part, Found] | None:
        if not self.asker.may_write_out(output):
            return None
        members = members_needed(one for root in roots for one in self.cases.get(root, ()))
        for part in PARTS[output.sort][:2]:
            found = self.asker.otherwise(output, part, self.wheres[output], unlike, members)
            if found is not None:
                return part, found
        return None

    def _member(self, output: Output, found: Found) -> str:
        group = self.sides.new.vocabulary.each_of(output.name)
        return found.case.members.get(group, ("m1",))[0] if group else ""

    def _told(
        self, output: Output, roots: tuple[Output, ...], changes: tuple[str, ...], part: Part, found: Found
    ) -> Followed:
        trial = Trial(self.sides.runner, self.sides.common, output, found.member, part, found.both)
        names = names_behind_both(self.sides.old, self.sides.new, output)
        case = shortened(trial, relevant(trial, found.case, names))
        both = self.sides.runner.both(case, output, found.member) or found.both
        direction, party = direction_of(output, part, both)
        return Followed(
            output, roots, changes, Standing.PROVED, part, both.before, both.after,
            self.sides.showing.shown(case, output), direction, party,
        )  # fmt: skip
