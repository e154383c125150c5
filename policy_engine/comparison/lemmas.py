"""What was really counted, said of other cases that count alike."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from policy_engine.proof.counted import Learned
from policy_engine.proof.symbols import Formula, SymDay, SymNumber, SymPeriod, Term, every, is_same


def as_long(learned: Learned, lemma: Formula) -> Formula:
    """That a period takes as many days as it did, whenever it starts; of all else, that it is made of the same."""
    anchors = [part for part in learned.made_of if isinstance(part, SymDay)]
    if not isinstance(learned.symbol, SymDay) or len(anchors) != 1:
        return lemma
    start, end = anchors[0].day, lemma.arg(1).arg(1)
    given = [one for one in _conjuncts(lemma.arg(0)) if not is_same(one.arg(0), start)]
    first = next((one.arg(1) for one in _conjuncts(lemma.arg(0)) if is_same(one.arg(0), start)), None)
    return lemma if first is None else every([*given, learned.symbol.day - start == end - first])


def _conjuncts(formula: Formula) -> Iterator[Formula]:
    """The parts of a premise that say what something is worth."""
    if z3.is_and(formula):
        for part in formula.children():
            yield from _conjuncts(part)
    elif z3.is_eq(formula):
        yield formula


def counted_term(learned: Learned) -> Term:
    """The term that stands for a value that has to be counted."""
    match learned.symbol:
        case SymDay(day=term) | SymNumber(number=term) | SymPeriod(count=term):
            return term
        case _:
            return learned.symbol.absent
