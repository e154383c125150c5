"""Which questions to ask: a smallest set of open facts whose answers can settle the matter.

Works on the leaves of an exploration alone. Each open fact is cut into atoms (ranges, words) that no leaf
divides; a choice of atoms for some facts settles the matter when all leaves that meet it agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, pairwise, product

from policy_engine.calendar.periods import Period
from policy_engine.decisions.model import Answer, Question
from policy_engine.evaluation.box import Box
from policy_engine.evaluation.domains import NOT_YET, Days, Domain, Numbers, Options, Special, Traits, numbers, options
from policy_engine.evaluation.exploring import MOST_EXACT, Exploration, Leaf, explore
from policy_engine.evaluation.findings import Address
from policy_engine.evaluation.narrowing import Contradiction, Narrowing
from policy_engine.evaluation.outcomes import Target
from policy_engine.evaluation.ways import Passes
from policy_engine.facts.case import shown_address
from policy_engine.facts.money import Money
from policy_engine.facts.values import EARLIEST, LATEST

_MOST_ATOMS = 64
MOST_TRIED = 15
"""How far it is looked whether a leaf can do without one of its facts."""


@dataclass(frozen=True, slots=True)
class Atoms:
    """The atoms of each split fact, and for each atom the leaves that meet it, as bits."""

    cuts: Mapping[Address, tuple[Domain, ...]]
    meets: Mapping[Address, tuple[int, ...]]


def questions(passes: Passes, target: Target, exploration: Exploration, narrowing: Narrowing) -> tuple[Question, ...]:
    """The questions to ask, each with what its answers leave possible."""
    box = passes.box
    facts = sorted({point.address for leaf in exploration.leaves for point in leaf.split})
    if not facts:
        # Decided nowhere and nothing to split: a stated fact is too rough, or its list is missing.
        points = sorted({point.address for leaf in exploration.leaves for point in leaf.outcome.open})
        return tuple(Question(shown(box, address), (about(target),), (), sufficient=True) for address in points)
    atoms = atoms_of(exploration, facts)
    exact = exploration.complete and len(facts) <= MOST_EXACT
    chosen = smallest(atoms, exploration, facts) if exact else None
    if chosen is None:
        exact = False
        chosen = _enough(passes, target, exploration, narrowing)
    named = (about(target),)
    return tuple(
        Question(shown(box, one), named, answers(atoms, exploration, one), sufficient=not exact) for one in chosen
    )


def shown(box: Box, address: Address) -> str:
    """A fact as the case writes it: `items[shirt].received`."""
    name, member = address
    group = box.program.vocabulary.each_of(name)
    if group and not member:
        return group  # the case does not state the list: that is the question
    return shown_address(box.program.vocabulary, address)


def about(target: Target) -> str:
    return f"{target.name}[{target.member}]" if target.member else target.name


def atoms_of(exploration: Exploration, facts: list[Address]) -> Atoms:
    """Cut each fact where some leaf ends."""
    cuts: dict[Address, tuple[Domain, ...]] = {}
    meets: dict[Address, tuple[int, ...]] = {}
    for address in facts:
        domains = [leaf.box.value(address) for leaf in exploration.leaves]
        atoms = tuple(_atoms(domains))
        cuts[address] = atoms
        meets[address] = tuple(
            sum(1 << number for number, domain in enumerate(domains) if overlap(domain, atom)) for atom in atoms
        )
    return Atoms(cuts, meets)


def _atoms(domains: list[Domain]) -> Iterator[Domain]:
    distinct = list(dict.fromkeys(domains))
    if any(isinstance(one, Days) or one is NOT_YET for one in distinct):
        yield from _day_atoms(distinct)
    elif any(isinstance(one, Numbers | Money | int) and not isinstance(one, bool) for one in distinct):
        yield from _number_atoms(distinct)
    elif any(isinstance(one, Options) for one in distinct) or all(isinstance(one, str | bool) for one in distinct):
        words = frozenset[str | bool]().union(*(_words(one) for one in distinct))
        classes: dict[tuple[bool, ...], set[str | bool]] = {}
        for word in words:
            classes.setdefault(tuple(word in _words(one) for one in distinct), set()).add(word)
        groups = sorted(classes.values(), key=lambda one: sorted(map(str, one)))
        yield from (options(frozenset(group)) for group in groups)
    else:
        yield from distinct


def _words(domain: Domain) -> frozenset[str | bool]:
    if isinstance(domain, Options):
        return domain.words
    return frozenset({domain}) if isinstance(domain, str | bool) else frozenset()


def _day_atoms(domains: list[Domain]) -> Iterator[Domain]:
    if any(one is NOT_YET or (isinstance(one, Days) and one.or_not_yet) for one in domains):
        yield NOT_YET
    days = [one for one in domains if isinstance(one, Days)]
    edges = sorted({day.first for day in days} | {day.last + timedelta(days=1) for day in days})
    for first, after in pairwise(edges):
        atom = Days(first, after - timedelta(days=1))
        if any(overlap(day, atom) for day in days):
            yield atom


def _number_atoms(domains: list[Domain]) -> Iterator[Domain]:
    bounds = [_bounds(one) for one in domains]
    currency = next((one[2] for one in bounds if one[2]), "")
    edges: set[int] = set()
    for low, high, _ in bounds:
        edges |= {one for one in (low, None if high is None else high + 1) if one is not None}
    ordered: list[int | None] = [*sorted(edges)]
    if any(low is None for low, _, _ in bounds):
        ordered.insert(0, None)
    if any(high is None for _, high, _ in bounds):
        ordered.append(None)
    for low, after in pairwise(ordered):
        yield numbers(low, None if after is None else after - 1, currency)


def _bounds(domain: Domain) -> tuple[int | None, int | None, str]:
    match domain:
        case Numbers():
            return domain.low, domain.high, domain.currency
        case Money():
            return domain.minor, domain.minor, domain.currency
        case int():
            return domain, domain, ""
        case _:
            return None, None, ""


def overlap(one: Domain, other: Domain) -> bool:
    """Whether two domains of one fact have a value in common."""
    match one, other:
        case Days(), Days():
            return (one.first <= other.last and other.first <= one.last) or (one.or_not_yet and other.or_not_yet)
        case (Days(), Special()):
            return one.or_not_yet
        case (Special(), Days()):
            return other.or_not_yet
        case (Traits() | frozenset(), Traits() | frozenset()):
            return _traits_overlap(one, other)
        case (Options() | str() | bool(), Options() | str() | bool()):
            return bool(_words(one) & _words(other))
        case (Numbers() | Money() | int(), Numbers() | Money() | int()):
            (low, high, _), (floor, ceiling, _) = _bounds(one), _bounds(other)
            reaches = high is None or floor is None or high >= floor
            return reaches and (low is None or ceiling is None or low <= ceiling)
        case _:
            return one == other


def _traits_overlap(one: Traits | frozenset[str], other: Traits | frozenset[str]) -> bool:
    if isinstance(one, frozenset):
        one, other = other, one
    if isinstance(one, frozenset):
        return one == other
    if isinstance(other, frozenset):
        return one.has <= other and not one.lacks & other
    return not one.has & other.lacks and not other.has & one.lacks


def smallest(atoms: Atoms, exploration: Exploration, facts: list[Address]) -> tuple[Address, ...] | None:
    """The smallest set of facts, first by name, for which some answers leave one outcome only."""
    every = (1 << len(exploration.leaves)) - 1
    by_code: dict[str, int] = {}
    for number, leaf in enumerate(exploration.leaves):
        by_code[leaf.code] = by_code.get(leaf.code, 0) | 1 << number
    for size in range(1, len(facts) + 1):
        for chosen in combinations(facts, size):
            if _can_settle(atoms, chosen, every, by_code):
                return chosen
    return None


def _can_settle(atoms: Atoms, chosen: tuple[Address, ...], every: int, by_code: Mapping[str, int]) -> bool:
    budget = 200_000
    for masks in product(*(sorted(set(atoms.meets[address]))[:_MOST_ATOMS] for address in chosen)):
        budget -= 1
        if budget < 0:
            return False
        left = every
        for mask in masks:
            left &= mask
        if left and any(not left & ~mask for mask in by_code.values()):
            return True
    return False


def _enough(passes: Passes, target: Target, exploration: Exploration, narrowing: Narrowing) -> tuple[Address, ...]:
    """Beyond what can be searched exactly: the facts of one leaf, less each that the leaf can do without."""
    leaf = min(exploration.leaves, key=lambda one: (one.code == "undecided", len(one.split), one.split), default=None)
    if leaf is None:
        return ()
    needed = sorted({point.address for point in leaf.split})
    for address in list(needed):
        rest = [one for one in needed if one != address]
        if rest and _settles(passes, target, leaf, rest, narrowing):
            needed = rest
    return tuple(needed)


def _settles(passes: Passes, target: Target, leaf: Leaf, addresses: list[Address], narrowing: Narrowing) -> bool:
    box = passes.box
    for address in addresses:
        box = box.narrowed(address, leaf.box.value(address))
    narrower = narrowing.narrow(box, tuple(addresses))
    if isinstance(narrower, Contradiction):
        return False
    found = explore(passes.over(narrower), target, narrowing, MOST_TRIED)
    return found.complete and found.codes == {leaf.code}


def answers(atoms: Atoms, exploration: Exploration, address: Address) -> tuple[Answer, ...]:
    """Each kind of answer with the outcomes it leaves possible; neighbours that leave the same are joined."""
    if not exploration.complete:
        return ()  # what was not looked at may come out otherwise
    if any(isinstance(atom, Traits) for atom in atoms.cuts[address]):
        return _answers_by_word(exploration, address)
    found: list[tuple[Domain, tuple[str, ...]]] = []
    for atom, mask in zip(atoms.cuts[address], atoms.meets[address], strict=True):
        codes = {leaf.code for number, leaf in enumerate(exploration.leaves) if mask >> number & 1}
        if not codes:
            continue
        leads_to = tuple(sorted(codes))
        joined = _join(found[-1][0], atom) if found and found[-1][1] == leads_to else None
        if joined is not None:
            found[-1] = (joined, leads_to)
        else:
            found.append((atom, leads_to))
    return tuple(Answer(worded(atom), leads_to) for atom, leads_to in _by_words(found))


def _answers_by_word(exploration: Exploration, address: Address) -> tuple[Answer, ...]:
    """For a set: what each word of it leaves possible, held (`+`) and not (`-`)."""
    words = sorted({point.aspect for leaf in exploration.leaves for point in leaf.split if point.address == address})
    found: list[Answer] = []
    for word in words:
        for sign, atom in (
            ("+", Traits(frozenset({word}), frozenset())),
            ("-", Traits(frozenset(), frozenset({word}))),
        ):
            codes = {leaf.code for leaf in exploration.leaves if overlap(leaf.box.value(address), atom)}
            if codes:
                found.append(Answer(f"{sign}{word}", tuple(sorted(codes))))
    return tuple(found)


def _by_words(found: list[tuple[Domain, tuple[str, ...]]]) -> list[tuple[Domain, tuple[str, ...]]]:
    """Words that leave the same outcomes are one answer, wherever they stand."""
    if not all(isinstance(atom, Options | str | bool) for atom, _ in found):
        return found
    groups: dict[tuple[str, ...], frozenset[str | bool]] = {}
    for atom, leads_to in found:
        groups[leads_to] = groups.get(leads_to, frozenset()) | _words(atom)
    return [(options(words), leads_to) for leads_to, words in groups.items()]


def _join(one: Domain, other: Domain) -> Domain | None:
    match one, other:
        case Days(), Days() if one.last + timedelta(days=1) == other.first:
            return Days(one.first, other.last)
        case (Numbers() | Money() | int(), Numbers() | Money() | int()) if not isinstance(one, bool):
            (low, high, currency), (floor, ceiling, _) = _bounds(one), _bounds(other)
            return numbers(low, ceiling, currency) if high is not None and floor == high + 1 else None
        case _:
            return None


def worded(domain: Domain) -> str:
    """An answer as a code that a reader's language can render: `2026-11-07..2026-11-21`, `not_yet`, `a|b`, `+x -y`."""
    match domain:
        case Days(first, last):
            return f"{'' if first == EARLIEST else first}..{'' if last == LATEST else last}"
        case Options():
            return "|".join(sorted(map(_word, domain.words)))
        case Traits():
            return " ".join([*(f"+{one}" for one in sorted(domain.has)), *(f"-{one}" for one in sorted(domain.lacks))])
        case frozenset():
            return " ".join(f"+{one}" for one in sorted(domain)) or "none"
        case Money() | Period() | int() if not isinstance(domain, bool):
            return str(domain)
        case Numbers(low, high, currency):
            return f"{_edge(low, currency)}..{_edge(high, currency)}"
        case Special():
            return str(domain.value)
        case _:
            return _word(domain)


def _word(word: object) -> str:
    return {True: "true", False: "false"}[word] if isinstance(word, bool) else str(word)


def _edge(bound: int | None, currency: str) -> str:
    if bound is None:
        return ""
    return str(Money(bound, currency)) if currency and currency != "???" else str(bound)
