"""Answers that come out otherwise only because something that they use does: shown by a case, or told as possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policy_engine.comparison.claims import NEEDS_REVIEW
from policy_engine.comparison.directions import direction_of
from policy_engine.comparison.outcomes import Followed, Output, Part, Sort, Standing
from policy_engine.comparison.outputs import names_behind, names_behind_both
from policy_engine.comparison.parts import PARTS
from policy_engine.comparison.regions import Trial, relevant, shortened
from policy_engine.comparison.running import NOT_COVERED, Both
from policy_engine.comparison.sides import Found, Sides, Where, members_needed

if TYPE_CHECKING:
    from policy_engine.comparison.asking import Asker

MOST_TRIED = 8
"""So many cases are tried on an answer that follows."""
_FIRST = (Sort.ACTION, Sort.DUTY, Sort.TERM, Sort.CONCLUSION, Sort.COVERAGE)


@dataclass(frozen=True, slots=True)
class Shown:
    """What was found of some answers that follow, and the cases that may show others."""

    followed: Mapping[Output, Followed]
    pool: Sequence[Found]

    def with_those(self, other: Shown) -> Shown:
        """What was found in both."""
        return Shown({**self.followed, **other.followed}, [*self.pool, *other.pool])


@dataclass(frozen=True, slots=True)
class Following:
    """Looks for a case for each answer that follows: among the cases of its roots first, then by the solver."""

    followers: Mapping[Output, Sequence[Output]]
    """The answers that follow, each with the answers at which that begins."""
    twice: Mapping[Output, Sequence[str]]
    """Those that also differ by themselves, with what they use that differs."""
    cases: Mapping[Output, Sequence[Found]]
    """The cases that were found for each root."""
    changes: Mapping[Output, Sequence[str]]
    """The ids of the changes of each root."""
    wheres: Mapping[Output, Where]
    depths: Mapping[Output, int]
    """How much stands behind each."""

    def in_order(self) -> list[Output]:
        """The answers in the order of looking: what little stands behind is soonest found, and often shows the rest."""
        return sorted(self.followers, key=lambda one: (self.depths[one], _FIRST.index(one.sort)))

    def shown(self, outputs: Sequence[Output], sides: Sides, asker: Asker) -> Shown:
        """Those of some answers that a case shows to differ."""
        pool = [one for found in self.cases.values() for one in found][:MOST_TRIED]
        known: dict[Output, tuple[Part, Found]] = {}
        run: list[Output] = []
        for one in outputs:
            found = None if one in self.twice else _run(one, pool, sides)
            run += [one] if found is not None else []
            if found is None:
                found = self._asked(one, asker)
                pool = [found[1], *pool[: MOST_TRIED - 1]] if found is not None else pool
            if found is not None:
                known[one] = found
        for one in run:
            # What both versions are sure of says most plainly what changed.
            clearer = self._asked(one, asker) if _is_doubtful(known[one][1].both) else None
            if clearer is not None and not _is_doubtful(clearer[1].both):
                known[one] = clearer
        return Shown({one: self._told(one, *found, sides) for one, found in known.items()}, pool)

    def all_of(self, shown: Shown, sides: Sides) -> tuple[Followed, ...]:
        """What is known of each answer; a case that was found for another may show it too."""
        known = dict(shown.followed)
        for one in self.in_order():
            again = None if one in self.twice or one in known else _run(one, shown.pool, sides)
            if again is not None:
                known[one] = self._told(one, *again, sides)
        return tuple(known.get(one) or self._followed(one) for one in self.followers)

    def _followed(self, output: Output) -> Followed:
        roots = tuple(self.followers[output])
        changes = tuple(one for root in self.changes if root in roots for one in self.changes[root])
        return Followed(output, roots, changes, Standing.NOT_PROVED)

    def _asked(self, output: Output, asker: Asker) -> tuple[Part, Found] | None:
        if not asker.may_write_out(output):
            return None
        unlike = self.twice.get(output, ())
        needed = members_needed(one for root in self.followers[output] for one in self.cases.get(root, ()))
        for members in range(needed, needed + 1 + _turns_on_others(output, asker.sides)):
            for part in PARTS[output.sort][:2]:
                found = asker.otherwise(output, part, self.wheres[output], unlike, members)
                if found is not None:
                    return part, found
        return None

    def _told(self, output: Output, part: Part, found: Found, sides: Sides) -> Followed:
        trial = Trial(sides.runner, sides.common, output, found.member, part, found.both)
        case = shortened(trial, relevant(trial, found.case, names_behind_both(sides.old, sides.new, output)))
        both = sides.runner.both(case, output, found.member) or found.both
        direction, party = direction_of(output, part, both)
        return replace(
            self._followed(output),
            standing=Standing.PROVED,
            part=part,
            before=both.before,
            after=both.after,
            witness=sides.showing.shown(case, output),
            direction=direction,
            for_whom=party,
        )


def depth_of(output: Output, sides: Sides) -> int:
    """How much stands behind an answer."""
    return len(names_behind(sides.new, output).names)


def _turns_on_others(output: Output, sides: Sides) -> bool:
    """Whether an answer for each member can differ by what others come to."""
    each, gathered = sides.new.vocabulary.each_of(output.name), sides.new.vocabulary.aggregates
    behind = names_behind(sides.new, output).names if each else ()
    return any(one in gathered and one not in sides.same_names for one in behind)


def _is_doubtful(both: Both) -> bool:
    return NEEDS_REVIEW in (both.before.code, both.after.code)


def _is_covered(both: Both) -> bool:
    """Whether both versions answer: that one of them claims to know the law now is told of its topic."""
    return NOT_COVERED not in (both.before.code, both.after.code)


def _run(output: Output, pool: Sequence[Found], sides: Sides) -> tuple[Part, Found] | None:
    group = sides.new.vocabulary.each_of(output.name)
    for one in pool:
        member = one.case.members.get(group, ("m1",))[0] if group else ""
        both = sides.runner.both(one.case, output, member, lambda _: True)
        part = next((part for part in PARTS[output.sort] if both is not None and both.differ(part)), None)
        both = sides.runner.both(one.case, output, member) if part is not None else None
        if part is not None and both is not None and both.differ(part) and _is_covered(both):
            return part, Found(one.case, member, both, ())
    return None
