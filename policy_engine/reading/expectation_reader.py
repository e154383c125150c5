"""Read what an example expects: verdicts, duties, the ends of windows, values, reasons, questions, points of doubt."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from policy_engine.decisions.examples import (
    MET_LATE,
    Edge,
    Expectation,
    ExpectedAmount,
    ExpectedEdge,
    ExpectedNames,
    ExpectedState,
    ExpectedValues,
    ExpectedVerdict,
    Lacking,
    Naming,
)
from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.facts.case import shown_address
from policy_engine.facts.money import Money
from policy_engine.facts.values import Kind, Moment, NotBy, Value
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.fields import one_or_more, text_of, word_of
from policy_engine.reading.nodes import Listing, Node, Table, Text
from policy_engine.reading.setting import TEMPORAL, one_of_known
from policy_engine.reading.statements import Statements
from policy_engine.reading.suggest import shown
from policy_engine.reading.values_reader import Wanted, read_value

AMOUNT = "amount"
_NAME = re.compile(r"([a-z][a-z0-9_.]*)(?:\[([^\[\]]*)\])?")


def read_expectations(
    table: Table, statements: Statements, known_ids: Collection[str] | None
) -> tuple[Expectation, ...]:
    """Read the `expect` of an example on the case that is stated."""
    if not len(table):
        statements.problems.add(table.at, "`expect` expects nothing", "name an action, a duty or a term")
    reading = _Reading(statements, known_ids)
    named = [one for key, node in table.entries if (one := reading.named(key, node)) is not None]
    edges = [one for key, node in table.entries if (one := reading.edge(key, node, named)) is not None]
    amounts = [one for key, node in table.entries if (one := reading.amount(key, node, named)) is not None]
    return (*named, *edges, *amounts)


def names_asked(expect: tuple[Expectation, ...]) -> tuple[str, ...]:
    """What a case has to ask for these expectations to be answered."""
    return tuple(dict.fromkeys(_asked(expect)))


def _asked(expect: tuple[Expectation, ...]) -> Iterator[str]:
    for one in expect:
        match one:
            case ExpectedVerdict(action=name) | ExpectedState(obligation=name) | ExpectedValues(name=name):
                yield name
            case _:
                continue


@dataclass(frozen=True, slots=True)
class _Reading:
    """One `expect` on one case."""

    statements: Statements
    known_ids: Collection[str] | None

    @property
    def vocabulary(self) -> Vocabulary:
        return self.statements.vocabulary

    def named(self, key: Text, node: Node) -> Expectation | None:
        """What is expected of a name, or a list of names; the ends of windows come after these."""
        problems = self.statements.problems
        if key.value in list(Naming):
            return self._names(Naming(key.value), key, node)
        if key.value in (*Edge, AMOUNT):
            return None
        named = _NAME.fullmatch(key.value)
        name, member = (named[1], named[2] or "") if named else (key.value, "")
        if not self._exists(name, key) or not self._has_member(name, member, key):
            return None
        if name in self.vocabulary.actions:
            verdict = word_of(node, VerdictCode, f"the verdict of `{name}`", problems)
            return None if verdict is None else ExpectedVerdict(name, member, verdict, key.at)
        if name in self.vocabulary.obligations:
            if isinstance(node, Text) and node.value == MET_LATE:
                return ExpectedState(name, member, ObligationCode.MET, key.at, late=True)
            state = word_of(node, ObligationCode, f"the state of `{name}`", problems)
            return None if state is None else ExpectedState(name, member, state, key.at)
        values = self._values(name, node)
        return None if values is None else ExpectedValues(name, member, values, key.at)

    def _exists(self, name: str, key: Text) -> bool:
        known = [*self.vocabulary.actions, *self.vocabulary.obligations, *self.vocabulary.conclusions]
        known += self.vocabulary.aggregates
        if name in known:
            return True
        advice = one_of_known(name, [*known, *Edge, AMOUNT, *Naming])
        self.statements.problems.add(key.at, f"nothing to expect is called {shown(name)}", advice)
        return False

    def _has_member(self, name: str, member: str, key: Text) -> bool:
        each = self.vocabulary.each_of(name)
        ids = self.statements.members.get(each, ())
        if not member or member in ids:
            return True
        advice = one_of_known(member, ids) if each else "leave the brackets out"
        what = f"`{each}` has no entry {shown(member)}" if each else f"`{name}` is asked once a case"
        self.statements.problems.add(key.at, what, advice)
        return False

    def _values(self, name: str, node: Node) -> frozenset[Value | Lacking] | None:
        """One value, or the list of all that a term can take."""
        kind = self.vocabulary.kind_of(name)
        if kind is None:
            return None
        wanted = Wanted(kind, f"`{name}`", self.vocabulary.values_of(name))
        several = isinstance(node, Listing) and (kind is not Kind.SET or _holds_lists(node))
        items = one_or_more(node, f"the values of `{name}`", self.statements.problems) if several else (node,)
        values = [value for item in items if (value := self._value(item, wanted)) is not None]
        return frozenset(values) if values and len(values) == len(items) else None

    def _value(self, node: Node, wanted: Wanted) -> Value | Lacking | None:
        """A value, or what there can be instead of one."""
        if isinstance(node, Text) and node.value in list(Lacking):
            lacking = Lacking(node.value)
            if lacking is not Lacking.NOT_YET or wanted.kind in TEMPORAL:
                return lacking
        return read_value(node, wanted, self.statements.problems)

    def _names(self, naming: Naming, key: Text, node: Node) -> ExpectedNames | None:
        empty = isinstance(node, Listing) and not node.items and naming not in (Naming.BY, Naming.ONLY_BY)
        what = f"what `{naming}` names"
        items = () if empty else one_or_more(node, f"`{naming}`", self.statements.problems)
        names = [name for item in items if (name := self._name(naming, item, what)) is not None]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.statements.problems.add(node.at, f"`{naming}` names {shown(name)} twice")
        return ExpectedNames(naming, tuple(names), key.at) if len(names) == len(items) else None

    def _name(self, naming: Naming, node: Node, what: str) -> str | None:
        name = text_of(node, what, self.statements.problems)
        if name is None or not isinstance(node, Text):
            return None
        if naming is Naming.ASKS:
            return self._question(node)
        if naming in (Naming.BY, Naming.ONLY_BY) and self.known_ids is not None and name not in self.known_ids:
            advice = one_of_known(name, self.known_ids)
            self.statements.problems.add(node.at, f"no rule or exemption is called {shown(name)}", advice)
        return name

    def _question(self, node: Text) -> str | None:
        """A question as a decision shows it: a list that the case does not state is asked for by its own name."""
        group = self.vocabulary.groups.get(node.value)
        if group is not None and group.member:
            return group.name
        each = self.vocabulary.each_of(node.value)
        if node.value in self.vocabulary.facts and each and each not in self.statements.members:
            return each
        address = self.statements.address(node)
        return None if address is None else shown_address(self.vocabulary, address)

    def edge(self, key: Text, node: Node, named: list[Expectation]) -> ExpectedEdge | None:
        """The end of the one window or duty that the example speaks of."""
        if key.value not in list(Edge):
            return None
        edge, problems = Edge(key.value), self.statements.problems
        value = read_value(node, Wanted(Kind.EVENT, f"`{edge}`"), problems)
        bearer = self._bearer(key, named, of_obligation=edge.of_obligation)
        if bearer is None:
            return None
        if isinstance(value, NotBy):
            problems.add(node.at, f"`{edge}` is a date or a moment, not `not_by`")
            return None
        return ExpectedEdge(edge, *bearer, value, key.at) if isinstance(value, date | Moment) else None

    def amount(self, key: Text, node: Node, named: list[Expectation]) -> ExpectedAmount | None:
        """How much the one obligation comes to that the example speaks of."""
        if key.value != AMOUNT:
            return None
        value, bearer = self._value(node, Wanted(Kind.MONEY, "`amount`")), self._bearer(key, named, of_obligation=True)
        if bearer is None or not isinstance(value, Money | Lacking):
            return None
        return ExpectedAmount(*bearer, value, key.at)

    def _bearer(self, key: Text, named: list[Expectation], *, of_obligation: bool) -> tuple[str, str] | None:
        """The one action or obligation beside which something is expected of it."""
        bearers = [
            (one.obligation if isinstance(one, ExpectedState) else one.action, one.member)
            for one in named
            if isinstance(one, ExpectedState if of_obligation else ExpectedVerdict)
        ]
        if len(bearers) == 1:
            return bearers[0]
        what = "obligation" if of_obligation else "action"
        advice = "expect the others in an example of their own" if bearers else f"name the {what} beside it"
        message = f"{shown(key.value)} belongs to one {what}, and `expect` names {len(bearers) or 'none'}"
        self.statements.problems.add(key.at, message, advice)
        return None


def _holds_lists(node: Listing) -> bool:
    return any(isinstance(item, Listing) for item in node)
