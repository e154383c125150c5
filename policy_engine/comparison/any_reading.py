"""What an answer is in some way of reading the law, while the case stays as it is.

Two packs are compared way by way, and where each way has its like in the other pack they are equal. That is more than
it takes where both go to a person: there only counts which answers there may be, in whatever way.
"""

from __future__ import annotations

from itertools import product

import z3

from policy_engine.comparison.answers import Answer
from policy_engine.proof.symbols import NO, YES, Formula, Term, every, is_yes, made_of, no, same, some, terms_of, where
from policy_engine.proof.world import World

MOST_READINGS = 16
"""So many ways are written out at most."""


def both_before_a_person(world: World, old: Answer, new: Answer) -> Formula:
    """Whether both are surely before a person and may come to the same, whichever way the law is read.

    Said of what has no window and no grant: whether something is forbidden. What else is there is for each way alone.
    """
    if not all(is_yes(day.absent) for one in (old, new) for day in one.days):
        return NO
    sides = [_over_readings(world, [one.doubt, one.code[0], no(one.code[0])]) for one in (old, new)]
    before, after = sides
    if before is None or after is None:
        return NO
    alike = [same(one, other) for one, other in zip(before[1:], after[1:], strict=True)]
    return every([before[0], after[0], *alike])


def in_every_reading(world: World, formula: Formula) -> Formula:
    """Whether something holds in every way that relies on law of low grade; in this one where that cannot be told."""
    found = _over_readings(world, [no(formula)])
    return formula if found is None else no(found[0])


def _over_readings(world: World, formulas: list[Formula]) -> list[Formula] | None:
    """Whether each holds in some way of reading; None where that cannot be told from the formulas.

    A count stands for what it comes to in this way of reading; what it would be in another is not known.
    """
    terms = {where(term): (point, term, ways) for point, (term, ways) in world.choices.items()}
    if not terms:
        return formulas
    _, unknowns = made_of(formulas)
    picked = [terms[one] for one in sorted(unknowns & terms.keys(), key=lambda one: terms[one][0])]
    if not picked:
        return formulas
    free = [(point, term, ways) for point, term, ways in picked if not point.startswith("unsure:")]
    many = 1
    for _, _, ways in free:
        many *= ways
    known = {where(term) for symbol in (*world.facts.values(), world.decide_on) for term in terms_of(symbol)}
    known |= {where(world.currency), *world.idlers, *terms}
    if many > MOST_READINGS or unknowns - known:
        return None
    relied = [(term, z3.IntVal(0)) for point, term, _ in picked if point.startswith("unsure:")]
    readings = [
        [*relied, *((term, z3.IntVal(way)) for (_, term, _), way in zip(free, ways, strict=True))]
        for ways in product(*(range(ways) for _, _, ways in free))
    ]
    return [some(_read(formula, reading) for reading in readings) for formula in formulas]


def _read(formula: Formula, reading: list[tuple[Term, Term]]) -> Formula:
    """A formula in one way of reading, simplified where that is plain."""
    found = z3.simplify(z3.substitute(formula, *reading))
    return YES if z3.is_true(found) else NO if z3.is_false(found) else found
