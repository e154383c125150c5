"""Looking for every region of cases that comes out otherwise, until it is proved that there is nowhere else.

That there is nowhere else is proved over a loose world, whatever else a case holds. A case that is found is run under
both versions before it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

import z3

from policy_engine.comparison.arena import Arena
from policy_engine.comparison.budget import Budget
from policy_engine.comparison.claims import shows
from policy_engine.comparison.denying import denied, denied_at, governed_before, is_at, place_in
from policy_engine.comparison.differences import Difference
from policy_engine.comparison.model import Claim, Why
from policy_engine.comparison.outcomes import Output, Part, Sort, Standing
from policy_engine.comparison.outputs import names_behind
from policy_engine.comparison.pairing import Parted
from policy_engine.comparison.parts import PARTS
from policy_engine.comparison.running import Both
from policy_engine.comparison.sides import Found, Searched, Sides, Where
from policy_engine.evaluation.spans import OUTSIDE_CALENDAR
from policy_engine.proof.symbols import NO, YES, Formula, every, is_no, is_yes, no, same, some
from policy_engine.rules.model import NotEncoded, Rule

MOST_ROUNDS = 40
MOST_TRIES = 8
"""So often one region is looked for a case that a run confirms."""
FEW_TRIES = 5
"""So often a case is looked for that denies a claim, or of an answer that follows from others."""
MOST_MEMBERS = 2
MOST_PLACES = 12
"""In so many places a claim is proved one by one."""


_OF_ALL_READINGS = (Part.VERDICT, Part.VALUE)
"""The parts of an answer of which is told whether they differ over all ways of reading."""

_Pattern: TypeAlias = Callable[[Arena], Formula]


def inside(arena: Arena, where: Where) -> Formula:
    """That one of several facts names a place in some areas."""
    if not where.areas or not where.facts:
        return YES
    laws = (arena.old.law, arena.new.law)
    return some(law.located(fact, where.areas, arena.member) for law in laws for fact in where.facts)


class Asker:
    """Asks everything of two packs; worlds are made when they are needed."""

    def __init__(self, sides: Sides, budget: Budget) -> None:
        self.sides = sides
        self.budget = budget
        self._whole: set[Output] = set()
        self._written: frozenset[int] = frozenset()
        self._loose: Arena | None = None
        self._exact: list[Arena] = []

    @property
    def loose(self) -> Arena:
        """The world over which is proved that there is nothing."""
        if self._loose is None:
            self._loose = Arena.of(self.sides, self.budget, loose=True)
        return self._loose

    def exact(self, members: int) -> Arena:
        """The world in which cases are looked for."""
        while len(self._exact) < members:
            self._exact.append(Arena.of(self.sides, self.budget, members=len(self._exact) + 1))
        return self._exact[members - 1]

    def may_write_out(self, output: Output) -> bool:
        """Whether an answer may still be written out with everything behind it; the first time that is paid for."""
        if output not in self._whole and self.budget.whole > 0:
            self._whole.add(output)
            new = frozenset(names_behind(self.sides.new, output).statements) - self._written
            self._written |= new
            self.budget.whole -= len(new)
        return output in self._whole

    def search(
        self,
        output: Output,
        part: Part,
        differences_behind: Sequence[Difference],
        where: Where,
        alike: Sequence[str] = (),
    ) -> Searched:
        """All regions of cases in which a part of an answer differs while some names are worth the same."""
        found: list[Found] = []
        patterns: list[_Pattern] = []
        if not self.budget.may_ask:
            return Searched((), Why.CUT_OFF)
        loose = self.loose

        def differing(arena: Arena) -> Formula:
            return every([arena.differs(output)[part], inside(arena, where), *map(arena.alike, alike)])

        differ = differing(loose)
        answer_ = loose.never(differ)
        if answer_:
            return Searched((), None)
        # A value is what it is where law of low grade is relied on.
        remembered = part is Part.VALUE and loose.turns_on_law_of_low_grade(differ)
        if remembered and loose.never(every([differ, loose.plainly()])):
            return Searched((), None, in_some_reading=True, relied_alike=True)
        if part is Part.VALUE:
            # What is in dispute by other points than it was, and may be worth the same, is so in some reading alone.
            differ = every([differ, loose.unlike(output)])
            if loose.never(differ):
                return Searched((), None, in_some_reading=True)
        why: Why | None = None
        for members in range(1, MOST_MEMBERS + 1):
            why = self._enumerate(self.exact(members), output, part, differences_behind, differing, found, patterns)
            rest = loose.never(every([differ, *(no(pattern(loose)) for pattern in patterns)]))
            if rest:
                return Searched(tuple(found), None)
            if len(found) >= self.budget.regions:
                return Searched(tuple(found), Why.MORE_REGIONS)
            if not self.budget.may_ask or not self.budget.may_run:
                return Searched(tuple(found), Why.CUT_OFF)
            if rest is None:
                why = why or Why.SOLVER_GAVE_UP
        return Searched(tuple(found), why or Why.NOT_CONFIRMED)

    def is_the_same(self, output: Output, where: Where) -> bool:
        """Whether it is proved that an answer comes to the same in every case."""
        return all(self._never_differs(output, part, where) for part in PARTS[output.sort])

    def _never_differs(self, output: Output, part: Part, where: Where) -> bool:
        loose = self.loose
        differ = every([loose.differs(output)[part], inside(loose, where)])
        if part is Part.VALUE:
            differ = every([differ, loose.plainly()])
        return bool(loose.never(differ) or (loose.relate_others() and loose.never(differ)))

    def _enumerate(
        self,
        arena: Arena,
        output: Output,
        part: Part,
        behind: Sequence[Difference],
        differing: _Pattern,
        found: list[Found],
        patterns: list[_Pattern],
    ) -> Why | None:
        """Add the cases that a world shows; gives why it may hold more."""
        differ = differing(arena)
        own = arena.in_own_currency(differ)
        unconfirmed: list[_Pattern] = []
        avoided: list[Formula] = []
        again: list[Formula] = []
        sure = True
        tries, last = 0, ""
        for _ in range(MOST_ROUNDS):
            if len(found) >= self.budget.regions:
                return Why.MORE_REGIONS
            if not self.budget.may_run:
                return Why.CUT_OFF
            new = every([differ, *(no(one(arena)) for one in (*patterns, *unconfirmed))])
            clear = every([new, *_both_sure(arena, output)]) if sure else NO
            model = self._soon(arena, clear, again, own, avoided)
            if not isinstance(model, z3.ModelRef):
                sure = False
                model = self._soon(arena, new, again, own, avoided)
            if model is None:
                return Why.NOT_CONFIRMED if unconfirmed else None
            if model is Why.SOLVER_GAVE_UP:
                return Why.SOLVER_GAVE_UP
            assert isinstance(model, z3.ModelRef)
            case, choices = arena.case(model)
            by, pattern, label = _pattern(arena, output, behind, model)
            member = arena.member if self.sides.new.vocabulary.each_of(output.name) else ""
            both = self.sides.runner.both(case, output, member)
            if both is not None and both.differ(part):
                found.append(Found(case, member, both, by))
                patterns.append(pattern)
                tries, avoided, again = 0, [], []
                continue
            tries = tries + 1 if label == last else 1
            last = label
            differ = every([differ, arena.unlike(output)]) if part in _OF_ALL_READINGS else differ
            learned = arena.learn(differ, case, choices, model)
            # By turns a case that is counted out as this one was, and one that is another in some word.
            again = arena.counted_again(differ) if learned and tries % 2 else []
            avoided.append(arena.otherwise(model, currency=both is None))
            if both is not None and _is_outside_calendars(both):
                avoided.append(arena.in_years_of_calendars())
            if tries >= MOST_TRIES:
                unconfirmed.append(pattern)
                tries, avoided, again = 0, [], []
        return Why.NOT_CONFIRMED

    def _model(
        self, arena: Arena, formula: Formula, own: Formula, avoided: Sequence[Formula] = ()
    ) -> z3.ModelRef | Why | None:
        """A model, if there is one that relies on law of low grade, in its own currency, not like others; else any."""
        gave_up = False
        plainly = arena.plainly()
        tried = [[plainly, own, *avoided], [plainly, *avoided], [*avoided], []]
        for number, more in enumerate(tried[: None if avoided else -1]):
            if number == 1 and (is_yes(own) or gave_up):
                continue  # asked already, or no easier
            answer_ = arena.check(formula, *more)
            model = arena.usual_model() if answer_ == z3.sat else None
            arena.solver.pop()
            if model is not None:
                return model
            gave_up = answer_ == z3.unknown
        return Why.SOLVER_GAVE_UP if gave_up else None

    def _soon(
        self, arena: Arena, formula: Formula, again: Sequence[Formula], own: Formula, avoided: Sequence[Formula]
    ) -> z3.ModelRef | Why | None:
        """A model in which what is counted is much as it was before, where there is one; else any."""
        if is_no(formula):
            return None
        found = (self._model(arena, every([formula, one]), own) for one in again)
        first = next((one for one in found if isinstance(one, z3.ModelRef)), None)
        return self._model(arena, formula, own, avoided) if first is None else first

    def comes_to_the_same(self, parted: Parted) -> bool:
        """Whether it is proved that one statement applies exactly where one of several does."""
        arena = self.loose
        one = arena.applies(parted.one.stated, old=parted.was_split)
        several = some(arena.applies(other.stated, old=not parted.was_split) for other in parted.several)
        return bool(arena.never(no(same(one, several))))

    # -- claims -----------------------------------------------------------------------------------------------

    def newly(self, claim: Claim, output: Output, where: Where, members: int = 1) -> tuple[Standing, Found | None]:
        """Whether it is proved that nobody is newly refused, or bound; else a case that shows it."""

        def new(arena: Arena) -> Formula:
            # Who is refused or bound is so by law that is relied on; what is in doubt may be so in any way of reading.
            found = denied(arena, claim, output)
            plainly = [] if claim is Claim.NONE_NEWLY_DOUBTED else [arena.plainly()]
            return every([found, inside(arena, where), *plainly])

        if not self.budget.may_ask:
            return Standing.NOT_PROVED, None
        if self.loose.never(new(self.loose)):
            return Standing.PROVED, None
        place = next(self._places(claim, output, new, where.facts[0]), None) if len(where.facts) == 1 else ""
        if place is None:
            return Standing.PROVED, None

        def there(arena: Arena) -> Formula:
            return every([new(arena), denied_at(arena, claim, output, where.facts[0], place)]) if place else new(arena)

        found = self._confirmed(output, there, lambda both: shows(claim, output, both), members, Part.VERDICT)
        return (Standing.NOT_PROVED if found is None else Standing.DISPROVED), found

    def _places(self, claim: Claim, output: Output, new: _Pattern, fact: str) -> Iterator[str]:
        """The places of which a claim is not proved, each by itself; an empty one where it is not told which they are.

        There are fewer ways to read the law of one place than of all.
        """
        loose, left = self.loose, YES
        for _ in range(MOST_PLACES):
            asked = loose.check(new(loose), left)
            model = loose.solver.model() if asked == z3.sat else None
            loose.solver.pop()
            if asked == z3.unsat:
                return
            place = None if model is None else place_in(loose, fact, model)
            if place is None:
                break
            left = every([left, no(is_at(loose, fact, place))])
            if not loose.never(every([denied_at(loose, claim, output, fact, place), new(loose)])):
                yield place
        yield ""

    def otherwise(
        self, output: Output, part: Part, where: Where, unlike: Sequence[str] = (), members: int = 1
    ) -> Found | None:
        """A case with so many members in which a part of an answer differs, and one of some names, if soon found."""

        def differ(arena: Arena) -> Formula:
            others = [some(no(arena.alike(one)) for one in unlike)] if unlike else []
            return every([arena.differs(output)[part], inside(arena, where), *others])

        return self._confirmed(output, differ, lambda both: both.differ(part), members, part)

    def before(
        self, output: Output, part: Part, behind: Sequence[Difference], day: date, where: Where
    ) -> tuple[Standing, Found | None]:
        """Whether it is proved that no case changes whose governing days all lie before a day; else such a case."""

        def early(arena: Arena) -> Formula:
            return every(
                [arena.differs(output)[part], inside(arena, where), *governed_before(arena, output, behind, day)]
            )

        if not self.budget.may_ask:
            return Standing.NOT_PROVED, None
        if self.loose.never(early(self.loose)):
            return Standing.PROVED, None
        found = self._confirmed(output, early, lambda both: both.differ(part), 1, part)
        return (Standing.NOT_PROVED if found is None else Standing.DISPROVED), found

    def _confirmed(
        self,
        output: Output,
        wanted: Callable[[Arena], Formula],
        confirmed: Callable[[Both], bool],
        members: int,
        part: Part,
    ) -> Found | None:
        """A case with so many members that a run confirms, if one is found in a few tries."""
        arena = self.exact(members)
        formula, avoided = wanted(arena), [arena.in_years_of_calendars()]
        # Law of low grade makes no duty late, which is seen where it would be.
        late = [arena.overdue(output)] if output.sort is Sort.DUTY and part is Part.VERDICT else []
        clear = _both_sure(arena, output)
        again = [every([*clear, *late]), *late]
        left = self.budget.steps - 2 * self.budget.for_one
        for _ in range(FEW_TRIES if self.budget.may_run else 0):
            if self.budget.steps < left:
                break
            model = self._soon(arena, formula, again, YES, avoided)
            if not isinstance(model, z3.ModelRef):
                break
            case, choices = arena.case(model)
            member = arena.member if self.sides.new.vocabulary.each_of(output.name) else ""
            both = self.sides.runner.both(case, output, member)
            if both is not None and confirmed(both):
                return Found(case, member, both, ())
            formula = every([formula, arena.unlike(output)]) if part in _OF_ALL_READINGS else formula
            learned = arena.learn(formula, case, choices, model)
            again = [every([one, *late]) for one in arena.counted_again(every([formula, *late]))] if learned else []
            avoided.append(arena.otherwise(model, currency=both is None))
        return None


def _both_sure(arena: Arena, output: Output) -> list[Formula]:
    """That neither version is in doubt: such cases, which are looked for first, say most plainly what changed."""
    return [no(answer.doubt) for answer in arena.answers(output)]


def _is_outside_calendars(both: Both) -> bool:
    return any(point.startswith(OUTSIDE_CALENDAR) for one in (both.before, both.after) for point in one.points)


def _pattern(
    arena: Arena, output: Output, behind: Sequence[Difference], model: z3.ModelRef
) -> tuple[tuple[Difference, ...], _Pattern, str]:
    """The differences that make a case come out otherwise, and what all cases of its region have in common."""

    def holds(formula: Formula) -> bool:
        return is_yes(model.eval(formula, model_completion=True))

    seen = [
        (
            one,
            one.old is not None and holds(arena.applies(one.old, old=True)),
            one.new is not None and holds(arena.applies(one.new, old=False)),
        )
        for one in behind
    ]
    telling = [(one, old, new) for one, old, new in seen if old is not new or (old and new and one.acts)] or seen
    by = tuple(one for one, old, new in telling if old or new)
    if not arena.sides.new.vocabulary.each_of(output.name):
        # Which member of a list makes the difference is no region of its own.
        telling = [(one, old, new) for one, old, new in telling if not _of_members(one)]
    codes = [[holds(one) for one in (*side.code, side.doubt)] for side in arena.answers(output)]
    # What is in dispute for some days is no region with what is beyond dispute after them.
    agreed = [one is not None and holds(one) for one in arena.agreed(output)]

    def pattern(other: Arena) -> Formula:
        parts = []
        for one, old, new in telling:
            for stated, is_old, value in ((one.old, True, old), (one.new, False, new)):
                if stated is not None:
                    formula = other.applies(stated, old=is_old)
                    parts.append(formula if value else no(formula))
        for side, values in zip(other.answers(output), codes, strict=True):
            for formula, value in zip((*side.code, side.doubt), values, strict=True):
                parts.append(formula if value else no(formula))
        for agree, value in zip(other.agreed(output), agreed, strict=True):
            parts.append(YES if agree is None else agree if value else no(agree))
        return every(parts)

    label = f"{[(one.id, old, new) for one, old, new in telling]} {codes} {agreed}"
    return by, pattern, label


def _of_members(one: Difference) -> bool:
    return any(isinstance(side, Rule | NotEncoded) and bool(side.each) for side in (one.old, one.new))
