"""Read a case: what is stated, typed by the vocabulary, and refused with every problem where it cannot be so.

No message shows what may be a person's data: only words that are close to one of a closed set are repeated, and none
of a personal fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from policy_engine.errors import CaseError, Location
from policy_engine.facts.case import Address, Case, is_member_id, shown_address
from policy_engine.facts.money import Money
from policy_engine.facts.values import Kind, Moment, NotBy, Value
from policy_engine.facts.vocabulary import DECIDE_ON, Fact, Vocabulary
from policy_engine.reading.fields import items_of, text_of
from policy_engine.reading.mapping_nodes import node_of_mapping
from policy_engine.reading.nodes import Node, Table, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.statements import Statements
from policy_engine.reading.strict_yaml import read_as_far_as_possible, read_document
from policy_engine.reading.suggest import did_you_mean, is_slip, shown
from policy_engine.reading.values_reader import Wanted, read_value

if TYPE_CHECKING:
    from policy_engine.reading.shape import Schema

_SHOWN = frozenset({Kind.BOOL, Kind.ENUM, Kind.SET, Kind.PLACE, Kind.TIME_ZONE})
_OF_THE_ORDER = ("order", "items", "payment", "return")
_FURTHEST_EAST = timedelta(hours=14)
_ORDER_NUMBER = re.compile(r"(?=.*[0-9])[a-z0-9_.-]{1,64}")
_NO_MOMENT = Moment.parse("2000-01-01T00:00Z")


def read_case(
    data: bytes | str,
    source: str,
    vocabulary: Vocabulary,
    *,
    default_decide_on: Moment | None = None,
    sets: Sequence[str] = (),
    schema: Schema | None = None,
    places: frozenset[str] = frozenset(),
) -> Case:
    """Read a case from YAML or JSON. `sets` are texts such as `item.received=2026-11-02` that win over the document.

    `schema` is the JSON Schema of cases, where it is to be held as well; `places` are place codes that packs know
    beside those of ISO 3166. Raises CaseError with every problem of the text and of what it says.
    """
    node, found, whole = read_as_far_as_possible(data, source, masked=True)
    if node is None or (found and not isinstance(node, Table)):
        raise CaseError(found)
    statements = Statements(vocabulary, Problems(found), places=places, whole=whole)
    return _case(node, source, statements, default_decide_on, sets, schema)


def case_from_mapping(
    mapping: Mapping[str, object],
    vocabulary: Vocabulary,
    source: str = "<case>",
    *,
    places: frozenset[str] = frozenset(),
) -> Case:
    """Make a case of Python values: texts, whole numbers, truth values, dates, moments with an offset.

    Raises CaseError with every problem.
    """
    node, found = node_of_mapping(mapping, source)
    return _case(node, source, Statements(vocabulary, Problems(found), places=places), None, (), None)


def _case(
    node: Node,
    source: str,
    statements: Statements,
    default_decide_on: Moment | None,
    sets: Sequence[str],
    schema: Schema | None,
) -> Case:
    problems = statements.problems
    if isinstance(node, Table):
        statements.take(node)
    else:
        problems.add(node.at, "a case is a table of names and values", "write one `name: value` a line")
    for text in sets:
        _take_set(text, statements)
    draft = draft_of(statements, default_decide_on, node.at)
    if schema is not None:
        from policy_engine.reading.shape import check_shape  # slow to import, and seldom wanted

        problems.extend(check_shape(node, schema, source, problems.found))
    problems.raise_as(CaseError)
    return draft.case(source)


def _take_set(text: str, statements: Statements) -> None:
    """Take over `FACT=VALUE`, the value being written as in a case."""
    name, equals, value = (part.strip() for part in text.partition("="))
    told = statements.told(name)
    source = f"--set {told}" if told else "--set"
    if not equals or not name or not value:
        message = f"`{told}` is set to nothing" if told else "this sets nothing"
        statements.problems.add(Location("--set"), message, "write `FACT=VALUE`, or leave it out when it is not known")
        return
    node, found = read_document(value, source, masked=True)
    statements.problems.extend(found)
    if node is None:
        return
    at = Location(source, 1, 1)
    statements.take(Table(((Text(name, at), node),), at))


@dataclass(frozen=True, slots=True)
class Draft:
    """What a case states, each value typed; `at` says where each stands."""

    id: str
    ask: tuple[str, ...]
    decide_on: Moment
    facts: Mapping[Address, Value]
    members: Mapping[str, tuple[str, ...]]
    at: Mapping[Address, Location]

    def case(self, source: str) -> Case:
        """The case itself, once nothing is wrong with it."""
        return Case(self.id or _id_of(source), self.ask, self.decide_on, self.facts, self.members, source, self.at)


def draft_of(statements: Statements, default_decide_on: Moment | None, at: Location, within: str = "") -> Draft:
    """Type all that is stated, and check what can be checked of it together.

    `within` ends the messages about facts that do not go together, where one statement serves several cases.
    """
    vocabulary, problems = statements.vocabulary, statements.problems
    decide_on = _decide_on(statements, default_decide_on, at)
    facts = typed(statements)
    places = {address: statements.facts[address].node.at for address in facts}
    draft = Draft(_case_id(statements), _ask(statements), decide_on or _NO_MOMENT, facts, statements.members, places)
    if decide_on is not None:
        _check_events(draft, vocabulary, problems, within)
    _check_amounts(draft, vocabulary, problems, within)
    return draft


def typed(statements: Statements) -> dict[Address, Value]:
    """Give every stated value its type, one by one."""
    facts: dict[Address, Value] = {}
    for address, stated in statements.facts.items():
        value = read_value(stated.node, wanted_at(statements, address), statements.problems)
        if value is not None:
            facts[address] = value
    return facts


def wanted_at(statements: Statements, address: Address) -> Wanted:
    """The type that the vocabulary gives to an address."""
    vocabulary = statements.vocabulary
    fact: Fact = vocabulary.facts[address[0]]
    discreet = fact.personal or fact.kind not in _SHOWN
    what = f"`{shown_address(vocabulary, address)}`"
    return Wanted(fact.kind, what, fact.values, discreet, places=statements.places)


def _case_id(statements: Statements) -> str:
    stated = statements.head.get("case")
    text = None if stated is None else text_of(stated.node, "`case`", statements.problems)
    if stated is None or text is None:
        return ""
    if not is_member_id(text):
        message = "`case` is not 1 to 64 letters, digits, `_`, `.` or `-`"
        statements.problems.add(stated.node.at, message, "people see it, so name an order or a request, not a person")
    return text


def _id_of(source: str) -> str:
    """A name for a case that states none: that of its file, where it holds digits, as the number of an order does.

    Decisions and their records show it, so that a file called as a person must not give its name to them.
    """
    if source.startswith("<"):
        return source.strip("<>")
    name = source.replace("\\", "/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return stem if _ORDER_NUMBER.fullmatch(stem) else "case"


def _ask(statements: Statements) -> tuple[str, ...]:
    stated, known = statements.head.get("ask"), askable(statements.vocabulary)
    asked: list[str] = []
    if stated is not None and isinstance(stated.node, Text) and stated.node.value not in known:
        statements.problems.add(stated.node.at, "`ask` is a list, not a text", "write `[one, another]`")
        return ()
    for item in () if stated is None else items_of(stated.node, "`ask`", statements.problems):
        name = text_of(item, "what `ask` names", statements.problems)
        if name is None:
            continue
        if name not in known:
            statements.problems.add(item.at, *nothing_asked(name, statements.vocabulary))
        elif name in asked:
            statements.problems.add(item.at, f"`ask` names {shown(name)} twice", "keep one of the two")
        asked.append(name)
    return tuple(asked)


def askable(vocabulary: Vocabulary) -> list[str]:
    """Everything that a case can ask for."""
    return [*vocabulary.actions, *vocabulary.obligations, *vocabulary.topics, *vocabulary.conclusions]


def nothing_asked(name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The message and the advice for a name that nobody can ask for."""
    known = askable(vocabulary)
    advice = did_you_mean(name, known) or "`policy-engine facts` lists what can be asked for"
    what = f"nothing to ask for is called {shown(name)}"
    return what if is_slip(name, known) else "this is nothing that can be asked for", advice


def _decide_on(statements: Statements, default: Moment | None, at: Location) -> Moment | None:
    stated = statements.head.get(DECIDE_ON)
    if stated is None:
        if default is None and statements.whole:
            advice = "say when the case is looked at, such as `2026-10-04T09:00+01:00`"
            statements.problems.add(at, f"the case has no `{DECIDE_ON}`", advice)
        return default
    moment = read_value(stated.node, Wanted(Kind.MOMENT, f"`{DECIDE_ON}`", places=frozenset()), statements.problems)
    return moment if isinstance(moment, Moment) else None


def _check_events(draft: Draft, vocabulary: Vocabulary, problems: Problems, within: str) -> None:
    """Refuse what nobody can know yet. A day counts as begun once it has begun anywhere on earth."""
    for address, value in draft.facts.items():
        if vocabulary.facts[address[0]].kind is not Kind.EVENT:
            continue
        what = f"`{shown_address(vocabulary, address)}`"
        if isinstance(value, NotBy):
            if _is_later(value.by, draft.decide_on):
                message = f"`not_by` of {what} is later than `{DECIDE_ON}`, and nobody knows that yet{within}"
                problems.add(draft.at[address], message, f"write no later day than that of `{DECIDE_ON}`")
        elif isinstance(value, date | Moment) and _is_later(value, draft.decide_on):
            message = f"{what} has not happened yet when the case is looked at{within}"
            advice = f"state `{{not_by: {draft.decide_on.day_as_stated}}}`, or leave it out when it is not known"
            problems.add(draft.at[address], message, advice)


def _is_later(one: date | Moment, other: Moment) -> bool:
    if isinstance(one, Moment):
        return one.utc > other.utc
    return one > (other.utc + _FURTHEST_EAST).date()


def _check_amounts(draft: Draft, vocabulary: Vocabulary, problems: Problems, within: str) -> None:
    """No stated amount is negative, and one order has one currency."""
    first: tuple[str, str, Location] | None = None
    for address, value in draft.facts.items():
        if not isinstance(value, Money):
            continue
        what, at = shown_address(vocabulary, address), draft.at[address]
        if value.minor < 0:
            problems.add(at, f"`{what}` is below zero", "state what was paid or owed as an amount above zero")
        if vocabulary.facts[address[0]].group not in _OF_THE_ORDER:
            continue
        first = first or (what, value.currency, at)
        if value.currency != first[1]:
            message = f"`{what}` is in {value.currency}, but `{first[0]}` at {first[2]} is in {first[1]}{within}"
            problems.add(at, message, "one order has one currency")
