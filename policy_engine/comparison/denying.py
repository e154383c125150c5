"""What denies a claim of all cases, as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import z3

from policy_engine.comparison.any_reading import Reading, in_every_reading, may_go_to_a_person
from policy_engine.comparison.differences import Difference
from policy_engine.comparison.model import Claim
from policy_engine.comparison.outcomes import Output
from policy_engine.proof.symbols import NO, Formula, SymWord, Term, every, no, same, some

if TYPE_CHECKING:
    from policy_engine.comparison.arena import Arena


def denied(arena: Arena, claim: Claim, output: Output, given: Reading | None = None) -> Formula:
    """That somebody is newly refused, bound or before a person; law of low grade is taken as relied on.

    What is sure is so in every way of reading that relies on it; where ways disagree a person has to look. What is
    `given` of the case, such as its place, leaves fewer ways.
    """
    old, new = arena.answers(output)
    both, sure = every([old.covered, new.covered]), [no(old.doubt), no(new.doubt)]
    choices, anew = arena.choices(given), given is not None and arena.world.loose
    match claim:
        case Claim.NONE_NEWLY_REFUSED:
            right = arena.sides.new.vocabulary.actions[output.name].right
            sure += (old.code[1], no(new.code[1])) if right else (no(old.code[0]), new.code[0])
        case Claim.NONE_NEWLY_BOUND:
            sure += [no(old.code[0]), new.code[0]]
        case Claim.NONE_NEWLY_DOUBTED:
            known = arena.sides.new.vocabulary
            return every([both, may_go_to_a_person(choices, known, output, old, new, anew=arena.world.loose)])
        case _:
            return NO
    return every([both, *(in_every_reading(choices, one, anew=anew) for one in sure)])


def governed_before(arena: Arena, output: Output, behind: Sequence[Difference], day: date) -> Iterator[Formula]:
    """That the days which select what differs all lie before a day; of what selects nothing, those of the topic."""
    laws = (arena.old.law, arena.new.law)
    scopes = {
        (number, stated.scope)
        for one in behind
        for number, stated in enumerate((one.old, one.new))
        if stated is not None
    }
    if not scopes:
        packs = (arena.sides.old.pack, arena.sides.new.pack)
        covers = ((number, one) for number, pack in enumerate(packs) for one in pack.covers)
        scopes = {(number, one.scope) for number, one in covers if one.topic == output.topic}
    for number, scope in sorted(scopes, key=lambda one: (one[0], one[1].place, one[1].governed_by, one[1].areas)):
        governing = laws[number].governing_day(scope, arena.member)
        yield some([governing.absent, governing.day < day.toordinal()])


def denied_at(arena: Arena, claim: Claim, output: Output, fact: str, place: str) -> Formula:
    """The same where a fact names a place, in the ways of reading that matter there."""
    code = _code(arena, fact)
    given = [] if code is None else [(code, arena.world.word(place))]
    return every([is_at(arena, fact, place), denied(arena, claim, output, given)])


def is_at(arena: Arena, fact: str, place: str) -> Formula:
    """That a fact names a place."""
    code = _code(arena, fact)
    return NO if code is None else same(code, arena.world.word(place))


def place_in(arena: Arena, fact: str, model: z3.ModelRef) -> str | None:
    """The place that a fact names in a model."""
    code = _code(arena, fact)
    if code is None:
        return None
    return arena.world.words_by_code()[model.eval(code, model_completion=True).as_long()]


def _code(arena: Arena, fact: str) -> Term | None:
    symbol = arena.new.law.name(fact, arena.member)
    return symbol.code if isinstance(symbol, SymWord) else None
