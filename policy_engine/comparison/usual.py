"""What facts mostly are: a case is the sooner believed the less in it is out of the ordinary."""

from __future__ import annotations

from datetime import date

from policy_engine.facts.values import Kind
from policy_engine.proof.symbols import Formula, SymDay, SymTraits, SymWord, every, no, same
from policy_engine.proof.world import World

_LATELY = (40, 800)
"""Within so many days lies what a case is mostly about: a sale and its return, or else the two years of a guarantee."""


def usual(world: World, today: date) -> list[Formula]:
    """That the facts of a world are what they mostly are on a day, each by itself; what tells most stands first."""
    now, looked_at = today.toordinal(), world.decide_on.day
    words: list[Formula] = []
    days: list[SymDay] = []
    for (name, _), symbol in world.facts.items():
        fact = world.vocabulary.facts[name]
        if isinstance(symbol, SymWord) and fact.kind is Kind.ENUM:
            words.append(same(symbol.code, world.word(fact.commonest)))
        elif isinstance(symbol, SymTraits):
            words.append(every(no(term) for term in symbol.has.values()))
        elif isinstance(symbol, SymDay):
            days.append(symbol)
    when = [looked_at >= now, *(looked_at <= now + lately for lately in (*reversed(_LATELY), 0))]
    return [*words, *when, *(one.day >= looked_at - lately for lately in reversed(_LATELY) for one in days)]
