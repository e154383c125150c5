"""What the ids of a decision stand for: titles and citations in the packs, questions in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policy_engine.conditions.expressions import Alternative, Expression, Readings, Ref
from policy_engine.conditions.walking import expressions_in, names_in, names_in_expression, tests_in
from policy_engine.evaluation.program import Program
from policy_engine.evaluation.several import widest
from policy_engine.facts.citations import Citation, Source
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.render import messages
from policy_engine.rules.model import DisputedDay, Effective, Obliges, Pack
from policy_engine.rules.policies import Policy
from policy_engine.rules.walking import all_exemptions, conditions_of, expressions_of


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of law by its id: what it says and where that stands."""

    id: str
    title: str
    cite: Citation
    brief: str = ""


class Texts:
    """All texts behind the ids of the packs that decided."""

    def __init__(self, programs: Sequence[Program], policies: Sequence[Policy] = ()) -> None:
        self.vocabulary: Vocabulary = widest(programs)
        self._programs = programs
        self._statements: dict[str, Statement] = {}
        self._readings: dict[str, tuple[Alternative, ...]] = {}
        self._sources: dict[str, Source] = {}
        for program in programs:
            for statement in _statements(program.pack):
                self._statements.setdefault(statement.id, statement)
            self._readings.update(_readings(program.pack))
            self._sources.update(program.pack.sources)
        self._signals = {one.id: one.title for policy in policies for one in policy.risk}

    def statement(self, rule: str) -> Statement | None:
        """A rule, exemption, grid row or point that is not encoded; also by a rule's key, its id with a day."""
        return self._statements.get(rule) or self._statements.get(rule.partition("@")[0])

    def title(self, rule: str) -> str:
        """What a rule says, or its id where no pack knows it."""
        found = self.statement(rule)
        return found.title if found else rule

    def brief(self, rule: str) -> str:
        """What a rule says in a few words, or else in full."""
        found = self.statement(rule)
        return (found.brief or found.title) if found else rule

    def signal(self, signal: str) -> str:
        """What a risk signal says, or its id where no policy knows it."""
        return self._signals.get(signal, signal)

    def due_day(self, obligation: str, place: str) -> str:
        """The term that says by when a duty is due in a place; empty where some rule says otherwise, or nothing."""
        names = {
            effect.due.name if isinstance(effect.due, Ref) and effect.may_wait_for is None else ""
            for program in self._programs
            for rule in program.obligers.get(obligation, ())
            if any(program.pack.places.lies_in(place, area) is not False for area in rule.scope.areas)
            for effect in rule.effects
            if isinstance(effect, Obliges) and effect.obligation == obligation
        }
        return min(names) if len(names) == 1 else ""

    def waiting_facts(self, rules: Iterable[str]) -> list[str]:
        """The facts on which it turns whether, and until when, a duty of some rules may be held back."""
        known = [one for program in self._programs for one in program.pack.rules if one.id in rules]
        waits = (one.may_wait_for for rule in known for one in rule.effects if isinstance(one, Obliges))
        names: set[str] = set()
        for wait in waits:
            if wait is not None:
                names |= {name for one in wait.first_of for name in names_in_expression(one)}
                names |= set(names_in(wait.unless)) if wait.unless is not None else set()
        return sorted(names & self.vocabulary.facts.keys())

    def alternatives(self, reading: str) -> tuple[Alternative, ...]:
        """The defensible answers to a question of law."""
        return self._readings.get(reading, ())

    def source(self, source_id: str) -> Source | None:
        """The text of law that citations name by this id."""
        return self._sources.get(source_id)

    def about(self, name: str) -> str:
        """What the vocabulary says an action, obligation, term or topic is, as a heading."""
        vocabulary = self.vocabulary
        named = (
            vocabulary.actions.get(name)
            or vocabulary.obligations.get(name)
            or vocabulary.conclusions.get(name)
            or vocabulary.aggregates.get(name)
            or vocabulary.topics.get(name)
        )
        return named.about.strip().rstrip(".") if named else name

    def question(self, fact: str) -> str:
        """The question that asks for a fact, which may be written with its member: `items[shirt].received`."""
        known, listed = self.vocabulary.facts.get(self.fact_name(fact)), self.vocabulary.groups.get(fact)
        if known is None and listed is not None:
            return messages.WHICH_ENTRIES.format(about=listed.about)
        return known.question if known else ""

    def fact_name(self, shown: str) -> str:
        """The name of a fact from how a case writes it: `items[shirt].received` is `item.received`."""
        group, bracket, rest = shown.partition("[")
        listed = self.vocabulary.groups.get(group)
        if not bracket or listed is None or not listed.member:
            return shown
        return listed.member + rest.partition("]")[2]


def _statements(pack: Pack) -> Iterator[Statement]:
    """Every statement of a pack; of several versions of one rule, under its id, the latest."""
    for rule in sorted(pack.rules, key=lambda one: one.key, reverse=True):
        yield from (Statement(key, rule.title, rule.cite, rule.brief) for key in (rule.key, rule.id))
        for one in sorted(all_exemptions(rule), key=lambda one: str(one.effective.start), reverse=True):
            start = one.effective.start
            since = start.id if isinstance(start, DisputedDay) else start.isoformat()
            yield from (Statement(key, one.title, one.cite, one.brief) for key in (f"{one.id}@{since}", one.id))
    for grid in pack.grids.values():
        yield from (Statement(row.id, grid.title, row.cite) for row in grid.rows)
    yield from (Statement(entry.id, entry.reason, entry.cite) for entry in pack.not_encoded)


def _readings(pack: Pack) -> Iterator[tuple[str, tuple[Alternative, ...]]]:
    """Every question of law that a pack answers in several ways."""
    for effective in _periods(pack):
        for day in (effective.start, effective.until):
            if isinstance(day, DisputedDay):
                yield day.id, day.alternatives
    for expression in _values(pack):
        for part in expressions_in(expression):
            if isinstance(part, Readings):
                yield part.id, part.alternatives


def _periods(pack: Pack) -> Iterator[Effective]:
    for rule in pack.rules:
        yield rule.effective
        yield from (exemption.effective for exemption in all_exemptions(rule))
    yield from (row.effective for grid in pack.grids.values() for row in grid.rows)
    yield from (entry.effective for entry in pack.not_encoded)


def _values(pack: Pack) -> Iterator[Expression]:
    conditions = [entry.when for entry in pack.not_encoded]
    for rule in pack.rules:
        yield from (value for effect in rule.effects for value in expressions_of(effect))
        conditions += conditions_of(rule)
    for grid in pack.grids.values():
        for row in grid.rows:
            yield from row.values.values()
            conditions.append(row.when)
    for condition in conditions:
        yield from (operand for test in tests_in(condition) for operand in test.operands)
