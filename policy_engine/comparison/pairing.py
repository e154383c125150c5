"""Which statement of the old version became which of the new: by its id and days first, then by what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from policy_engine.comparison.normal import normal
from policy_engine.comparison.wording import day_text, effect_text, value_text
from policy_engine.rules.model import Exemption, GridRow, NotEncoded, Pack, Rule
from policy_engine.rules.statements import Sort, Statement, statements_of


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement in both versions, or in one alone."""

    old: Statement | None
    new: Statement | None

    @property
    def either(self) -> Statement:
        """The statement in the new version, else in the old."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Parted:
    """One statement on one side and several on the other that do the same: perhaps split, perhaps merged."""

    one: Statement
    several: tuple[Statement, ...]
    was_split: bool


@dataclass(frozen=True, slots=True)
class Pairing:
    """All statements of two packs. `old_names` and `new_names` give an id the name that it has in both."""

    pairs: tuple[Pair, ...]
    parted: tuple[Parted, ...]
    old_names: Mapping[str, str] = field(default_factory=dict)
    new_names: Mapping[str, str] = field(default_factory=dict)


def paired(old: Pack, new: Pack) -> Pairing:
    """Pair the statements of two packs."""
    left, right = list(statements_of(old)), list(statements_of(new))
    pairs: list[Pair] = []
    for key in (_by_days, _by_content_under_id, _by_id, _by_content):
        pairs += _matched(left, right, key)
    pairs += [Pair(one, None) for one in left] + [Pair(None, one) for one in right]
    parted = (*_parted(pairs, split=True), *_parted(pairs, split=False))
    new_names = {pair.new.id: pair.old.id for pair in pairs if pair.old and pair.new and pair.old.id != pair.new.id}
    old_names: dict[str, str] = {}
    for one in parted:
        names = new_names if one.was_split else old_names
        names |= {other.id: one.one.id for other in one.several if other.id != one.one.id}
    return Pairing(tuple(sorted(pairs, key=_order)), parted, old_names, new_names)


def _order(pair: Pair) -> tuple[str, int, str]:
    at = pair.either.at
    return (at.source.rpartition("/")[2], at.line, pair.either.key)


def own_id(one: Statement) -> str:
    """The id without the day that a row has in it where its place has another row: a new one beside it renames none."""
    return one.id.partition("@")[0] if one.is_row else one.id


_Key = Callable[[Statement], Hashable]


def _matched(left: list[Statement], right: list[Statement], key: _Key) -> list[Pair]:
    """The statements that alone on their side have the same key; they are taken out of both lists."""
    ours, theirs = _alone(left, key), _alone(right, key)
    common = [one for one in ours if one in theirs]
    found = [Pair(ours[one], theirs[one]) for one in common]
    gone = {id(one) for pair in found for one in (pair.old, pair.new)}
    left[:] = [one for one in left if id(one) not in gone]
    right[:] = [one for one in right if id(one) not in gone]
    return found


def _alone(statements: Iterable[Statement], key: _Key) -> dict[Hashable, Statement]:
    by_key: dict[Hashable, list[Statement]] = defaultdict(list)
    for one in statements:
        by_key[key(one)].append(one)
    return {one: found[0] for one, found in by_key.items() if len(found) == 1}


def _by_days(one: Statement) -> Hashable:
    """A row of a grid goes by its place as well, a carve-out by what it is carved out of."""
    return (one.sort, own_id(one), one.since, one.within, *(one.scope.areas if one.is_row else ()))


def _by_id(one: Statement) -> Hashable:
    return (one.sort, one.id)


def _by_content_under_id(one: Statement) -> Hashable:
    return (one.sort, one.id, _by_content(one))


def _by_content(one: Statement) -> Hashable:
    """Everything that it says, but for its names, its title and its citation."""
    stated = one.stated
    nested = tuple(_content_of(inner) for inner in stated.exemptions) if isinstance(stated, Rule | Exemption) else ()
    return (
        *_acts(one),
        one.scope,
        day_text(one.effective.start),
        day_text(one.effective.until),
        normal(stated.when),
        nested,
    )


def _content_of(exemption: Exemption) -> Hashable:
    inner = tuple(_content_of(one) for one in exemption.exemptions)
    return (exemption.scope, day_text(exemption.effective.start), normal(exemption.when), inner)


def _acts(one: Statement) -> tuple[Hashable, ...]:
    """What a statement does where it applies."""
    stated = one.stated
    match stated:
        case Rule():
            effects = tuple(sorted(map(effect_text, stated.effects)))
            return (one.sort, one.each, effects, tuple(sorted(stated.overrides)))
        case Exemption():
            return (one.sort, one.within)
        case GridRow():
            return (one.sort, one.within, tuple(sorted((name, value_text(v)) for name, v in stated.values.items())))
        case NotEncoded():
            return (one.sort, one.each, tuple(sorted(stated.touches)))
        case _:
            assert_never(stated)


def _parted(pairs: list[Pair], *, split: bool) -> list[Parted]:
    """A statement that changed or went, with those that came and do the same; or the other way round.

    Whether they really come to the same is for the solver to say.
    """
    came: dict[Hashable, list[Statement]] = defaultdict(list)
    for pair in pairs:
        lone, gone = (pair.new, pair.old) if split else (pair.old, pair.new)
        if lone is not None and gone is None and lone.sort is not Sort.ROW:
            came[_acts(lone)].append(lone)
    found: list[Parted] = []
    for pair in pairs:
        one, heir = (pair.old, pair.new) if split else (pair.new, pair.old)
        if one is None or (heir is not None and (_by_content(heir) == _by_content(one) or _acts(heir) != _acts(one))):
            continue
        several = [*([heir] if heir is not None else []), *came.get(_acts(one), ())]
        if len(several) > 1:
            found.append(Parted(one, tuple(several), split))
            came.pop(_acts(one), None)
    return found


def moved(pairs: Sequence[Pair]) -> frozenset[int]:
    """The statements (by identity of the new one) that stand in another file or order; the fewest that explain it."""
    both = [pair for pair in pairs if pair.old is not None and pair.new is not None]
    files = {id(pair.new) for pair in both if _file(pair.old) != _file(pair.new)}
    by_file: dict[str, list[Pair]] = defaultdict(list)
    for pair in both:
        if id(pair.new) not in files:
            by_file[_file(pair.new)].append(pair)
    for inside in by_file.values():
        ordered = sorted(inside, key=lambda pair: pair.new.at if pair.new else pair.either.at)
        kept = _longest_rising([pair.old.at.line if pair.old else 0 for pair in ordered])
        files |= {id(pair.new) for number, pair in enumerate(ordered) if number not in kept}
    return frozenset(files)


def _file(one: Statement | None) -> str:
    return one.at.source.rpartition("/")[2] if one is not None else ""


def _longest_rising(lines: Sequence[int]) -> set[int]:
    """The places of a longest rising part of a row of numbers (patience sorting)."""
    tops: list[int] = []
    before: dict[int, int] = {}
    for number, line in enumerate(lines):
        low, high = 0, len(tops)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if lines[tops[middle]] < line else (low, middle)
        if low:
            before[number] = tops[low - 1]
        tops[low : low + 1] = [number]
    kept: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        kept.add(last)
        last = before.get(last)
    return kept
