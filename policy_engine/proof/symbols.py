"""Values that a solver may still choose, one class a kind; `absent` is that no rule gives one.

What compares is false of what is absent, and what has not happened comes after every day, as in `evaluation.comparing`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import TypeAlias

import z3

Formula: TypeAlias = z3.BoolRef
Term: TypeAlias = z3.ExprRef

YES: Formula = z3.BoolVal(val=True)
NO: Formula = z3.BoolVal(val=False)
_CONTEXT = z3.main_ctx()
_REFERENCES = {z3.Z3_BOOL_SORT: z3.BoolRef, z3.Z3_INT_SORT: z3.ArithRef, z3.Z3_BV_SORT: z3.BitVecRef}


@dataclass(frozen=True, slots=True, eq=False)
class SymTruth:
    """Yes or no."""

    absent: Formula
    holds: Formula


@dataclass(frozen=True, slots=True, eq=False)
class SymWord:
    """A word of an enum, or a place, by its number."""

    absent: Formula
    code: Term


@dataclass(frozen=True, slots=True, eq=False)
class SymTraits:
    """A set: for each word whether it is in."""

    absent: Formula
    has: Mapping[str, Formula]


@dataclass(frozen=True, slots=True, eq=False)
class SymNumber:
    """A whole number; for money in minor units of the currency with this number, else the currency is 0."""

    absent: Formula
    number: Term
    currency: Term


@dataclass(frozen=True, slots=True, eq=False)
class SymDay:
    """A day, as a number; `timed` where it may be an instant, so that two of one day may still differ."""

    absent: Formula
    not_yet: Formula
    day: Term
    timed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SymPeriod:
    """A length of time; the unit by its number."""

    absent: Formula
    unit: Term
    count: Term


@dataclass(frozen=True, slots=True, eq=False)
class SymOther:
    """A value of a kind that no rule can test."""

    absent: Formula


Symbol: TypeAlias = SymTruth | SymWord | SymTraits | SymNumber | SymDay | SymPeriod | SymOther


def terms_of(symbol: Symbol) -> tuple[Term, ...]:
    """All terms that a value is made of; two values with the same terms are the same."""
    match symbol:
        case SymTruth(absent, holds):
            return (absent, holds)
        case SymWord(absent, code):
            return (absent, code)
        case SymTraits(absent, has):
            return (absent, *(has[word] for word in sorted(has)))
        case SymNumber(absent, number, currency):
            return (absent, number, currency)
        case SymDay(absent, not_yet, day):
            return (absent, not_yet, day)
        case SymPeriod(absent, unit, count):
            return (absent, unit, count)
        case SymOther(absent):
            return (absent,)


def token_of(symbol: Symbol) -> Hashable:
    """What two values have in common that are made of the same terms; a value of which nothing is said stands alone."""
    if isinstance(symbol, SymOther):
        return id(symbol)
    words = tuple(sorted(symbol.has)) if isinstance(symbol, SymTraits) else ()
    return type(symbol), words, tuple(map(where, terms_of(symbol)))


def where(term: Term) -> int:
    """Where a term lies; equal terms are built once, so this tells a term from all others as long as it is kept."""
    return int(term.ast.value)


class Unknowns:
    """The unknowns that terms are made of: each part is looked at once, and none is wrapped, which is slow."""

    def __init__(self) -> None:
        self._found: list[z3.Ast] = []
        self._in: dict[int, int] = {}
        """For each part of a term, by where it lies, a bit for each unknown in it."""
        self._held: list[Term] = []
        """What was looked at, so that nothing else comes to lie in its place."""

    def of(self, *terms: Term) -> dict[int, z3.Ast]:
        """The unknowns in terms, by where they lie."""
        bits, found = reduce(or_, map(self._bits, terms), 0), dict[int, z3.Ast]()
        while bits:
            number = (bits & -bits).bit_length() - 1
            found[self._found[number].value] = self._found[number]
            bits ^= 1 << number
        return found

    def _bits(self, term: Term) -> int:
        if where(term) not in self._in:
            self._held.append(term)
            pending = [(term.ast, _parts(term.ast))]
            while pending:
                part, parts = pending[-1]
                unseen = [(one, _parts(one)) for one in parts if one.value not in self._in]
                if unseen:
                    pending += unseen
                    continue
                self._in[part.value] = reduce(or_, (self._in[one.value] for one in parts), self._own(part, parts))
                pending.pop()
        return self._in[where(term)]

    def _own(self, part: z3.Ast, parts: list[z3.Ast]) -> int:
        context = _CONTEXT.ref()
        if parts or z3.Z3_get_decl_kind(context, z3.Z3_get_app_decl(context, part)) != z3.Z3_OP_UNINTERPRETED:
            return 0
        if part.value in self._in:
            return self._in[part.value]
        self._found.append(part)
        return 1 << len(self._found) - 1


def _parts(term: z3.Ast) -> list[z3.Ast]:
    context = _CONTEXT.ref()
    return [z3.Z3_get_app_arg(context, term, number) for number in range(z3.Z3_get_app_num_args(context, term))]


def lies_in(term: Term) -> set[int]:
    """Where all parts of a term lie."""
    found, pending = set[int](), [term.ast]
    while pending:
        part = pending.pop()
        if part.value not in found:
            found.add(part.value)
            pending += _parts(part)
    return found


def another(unknown: z3.Ast) -> Term:
    """Another unknown of the same kind, of which nothing is said."""
    context = _CONTEXT.ref()
    made = _wrapping(unknown)
    return made(z3.Z3_mk_fresh_const(context, "another", z3.Z3_get_sort(context, unknown)))


def term_of(unknown: z3.Ast) -> Term:
    """An unknown as a term."""
    return _wrapping(unknown)(unknown)


def _wrapping(unknown: z3.Ast) -> Callable[[z3.Ast], Term]:
    """What makes a term of an unknown of this kind; nothing else is asked in between, or a new one might be gone."""
    context = _CONTEXT.ref()
    made: Callable[[z3.Ast], Term] = _REFERENCES[z3.Z3_get_sort_kind(context, z3.Z3_get_sort(context, unknown))]
    return made


@lru_cache(maxsize=4096)
def whole(number: int) -> Term:
    """A whole number as a term; most of them stand in many formulas."""
    return z3.IntVal(number)


def at_least(term: Term, number: int) -> Formula:
    """That a term is worth so much or more."""
    return z3.BoolRef(z3.Z3_mk_ge(_CONTEXT.ref(), term.ast, whole(number).ast))


def is_same(one: Term, other: Term) -> bool:
    """Whether two terms are one and the same; equal terms are built once, so that a look at where they lie will do."""
    return bool(one is other or one.ast.value == other.ast.value)


def is_yes(part: Term) -> bool:
    """Whether a formula is plainly true."""
    return bool(part.ast.value == YES.ast.value)


def is_no(part: Term) -> bool:
    """Whether a formula is plainly false."""
    return bool(part.ast.value == NO.ast.value)


def every(parts: Iterable[Formula]) -> Formula:
    """All of them, simplified where that is plain."""
    return _joined(parts, YES, NO, z3.Z3_mk_and)


def some(parts: Iterable[Formula]) -> Formula:
    """At least one of them, simplified where that is plain."""
    return _joined(parts, NO, YES, z3.Z3_mk_or)


def _joined(parts: Iterable[Formula], idle: Formula, deciding: Formula, make: Callable[..., object]) -> Formula:
    """A formula of several, made without the checks of kinds that take the solver's own way most of its time."""
    nothing, decides = idle.ast.value, deciding.ast.value
    kept: dict[int, Formula] = {}
    for part in parts:
        here = part.ast.value
        if here == decides:
            return deciding
        if here != nothing:
            kept[here] = part
    if not kept:
        return idle
    if len(kept) == 1:
        return next(iter(kept.values()))
    return z3.BoolRef(make(_CONTEXT.ref(), len(kept), (z3.Ast * len(kept))(*(one.ast for one in kept.values()))))


def no(part: Formula) -> Formula:
    """The opposite."""
    return NO if is_yes(part) else YES if is_no(part) else z3.BoolRef(z3.Z3_mk_not(_CONTEXT.ref(), part.ast))


def pick(condition: Formula, then: Term, otherwise: Term) -> Term:
    """One of two terms of one kind."""
    if is_same(then, otherwise):
        return then
    made = z3.Z3_mk_ite(_CONTEXT.ref(), condition.ast, then.ast, otherwise.ast)
    kind = (
        z3.BoolRef if isinstance(then, z3.BoolRef) else z3.ArithRef if isinstance(then, z3.ArithRef) else z3.BitVecRef
    )
    return kind(made)


def same(one: Term, other: Term) -> Formula:
    """That two terms of one kind are worth the same."""
    return YES if is_same(one, other) else z3.BoolRef(z3.Z3_mk_eq(_CONTEXT.ref(), one.ast, other.ast))


def either(condition: Formula, then: Symbol, otherwise: Symbol) -> Symbol:
    """One of two values of one kind; of different kinds, nothing that can be tested."""
    if is_yes(condition) or then is otherwise:
        return then
    if is_no(condition):
        return otherwise

    def picked(one: Term, other: Term) -> Term:
        return pick(condition, one, other)

    absent = picked(then.absent, otherwise.absent)
    match then, otherwise:
        case SymTruth(), SymTruth():
            return SymTruth(absent, picked(then.holds, otherwise.holds))
        case SymWord(), SymWord():
            return SymWord(absent, picked(then.code, otherwise.code))
        case SymTraits(), SymTraits():
            words = then.has.keys() | otherwise.has.keys()
            return SymTraits(absent, {w: picked(then.has.get(w, NO), otherwise.has.get(w, NO)) for w in sorted(words)})
        case SymNumber(), SymNumber():
            return SymNumber(absent, picked(then.number, otherwise.number), picked(then.currency, otherwise.currency))
        case SymDay(), SymDay():
            timed = then.timed or otherwise.timed
            not_yet = picked(then.not_yet, otherwise.not_yet)
            return SymDay(absent, not_yet, picked(then.day, otherwise.day), timed)
        case SymPeriod(), SymPeriod():
            return SymPeriod(absent, picked(then.unit, otherwise.unit), picked(then.count, otherwise.count))
        case _:
            return SymOther(absent)


def identical(one: Symbol, other: Symbol) -> Formula:
    """Whether two values are one and the same, absence included."""
    if one is other:
        return YES
    both_absent = every([one.absent, other.absent])
    return some([both_absent, every([no(one.absent), no(other.absent), _alike(one, other)])])


def _alike(one: Symbol, other: Symbol) -> Formula:
    match one, other:
        case SymTruth(), SymTruth():
            return _same(one.holds, other.holds)
        case SymWord(), SymWord():
            return _same(one.code, other.code)
        case SymTraits(), SymTraits():
            words = sorted(one.has.keys() | other.has.keys())
            return every(_same(one.has.get(word, NO), other.has.get(word, NO)) for word in words)
        case SymNumber(), SymNumber():
            return every([_same(one.number, other.number), _same(one.currency, other.currency)])
        case SymDay(), SymDay():
            same_day = every([no(one.not_yet), no(other.not_yet), _same(one.day, other.day)])
            return some([every([one.not_yet, other.not_yet]), same_day])
        case SymPeriod(), SymPeriod():
            return every([_same(one.unit, other.unit), _same(one.count, other.count)])
        case _:
            return z3.FreshBool("alike")  # of kinds that no rule can test nothing is said


def _same(one: Term, other: Term) -> Formula:
    return NO if _is_value(one) and _is_value(other) and not is_same(one, other) else same(one, other)


def _is_value(term: Term) -> bool:
    return isinstance(term, z3.IntNumRef | z3.BitVecNumRef) or (
        isinstance(term, z3.BoolRef) and (is_yes(term) or is_no(term))
    )


def extreme_day(values: Iterable[SymDay], *, latest: bool) -> SymDay:
    """The latest or earliest of days: one not yet makes the latest not yet, and is never the earliest."""
    return reduce(lambda one, other: _extreme(one, other, latest=latest), values)


def _extreme(one: SymDay, other: SymDay, *, latest: bool) -> SymDay:
    absent = some([one.absent, other.absent])
    later = pick(one.day >= other.day, one.day, other.day)
    timed = one.timed or other.timed
    if latest:
        return SymDay(absent, some([one.not_yet, other.not_yet]), later, timed)
    earlier = pick(one.day <= other.day, one.day, other.day)
    happened = pick(one.not_yet, other.day, pick(other.not_yet, one.day, earlier))
    return SymDay(absent, every([one.not_yet, other.not_yet]), happened, timed)
