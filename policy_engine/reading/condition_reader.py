"""Read the maps that ask: one fact a line, all lines together, with groups where the law says or."""

from __future__ import annotations

from collections.abc import Callable

from policy_engine.conditions.conditions import ALWAYS, All, AnyOf, Condition, NoneOf, Operator, Test
from policy_engine.conditions.expressions import Expression
from policy_engine.facts.values import Kind
from policy_engine.reading.expression_reader import is_expression, read_constant, read_expression
from policy_engine.reading.fields import Fields, flag_of, items_of, known_words, one_or_more, sort_of
from policy_engine.reading.nodes import Listing, Node, Null, Table, Text
from policy_engine.reading.setting import TEMPORAL, Setting, one_of_known
from policy_engine.reading.span_reader import SPAN_HEADS
from policy_engine.reading.suggest import shown
from policy_engine.reading.values_reader import Wanted, form_of

_Read = Callable[[Node, Wanted, Setting], Expression | None]

_GROUPS = ("all", "any", "none")
_ORDERS = {
    "at_least": Operator.AT_LEAST,
    "at_most": Operator.AT_MOST,
    "above": Operator.ABOVE,
    "below": Operator.BELOW,
}
_DATE_ORDERS = {
    "before": Operator.BEFORE,
    "on_or_before": Operator.ON_OR_BEFORE,
    "after": Operator.AFTER,
    "on_or_after": Operator.ON_OR_AFTER,
}
_OPERATORS = ("not", "has", *_ORDERS, *_DATE_ORDERS, "happened", "by")
_UNTESTED = frozenset({Kind.TEXT, Kind.RATES, Kind.TIME_ZONE})
_ORDERED = frozenset({Kind.INTEGER, Kind.MONEY, Kind.PERIOD})
_EQUAL = frozenset({Kind.BOOL, Kind.ENUM, Kind.INTEGER, Kind.MONEY, Kind.PLACE, Kind.PERIOD})


def read_when(fields: Fields, setting: Setting) -> Condition:
    """Read a statement's `when`; without one it always holds."""
    node = fields.optional("when")
    return ALWAYS if node is None else read_condition(node, setting, f"`when` of {fields.what}")


def read_condition(node: Node, setting: Setting, what: str) -> Condition:
    """Read a map of questions, all of which have to hold. What is wrong with it is in the setting's problems."""
    if not isinstance(node, Table):
        setting.problems.add(node.at, f"{what} is a table of questions, not {sort_of(node)}")
        return ALWAYS
    if not len(node):
        setting.problems.add(node.at, f"{what} asks nothing", "ask for a fact, or leave it out")
    return _together([_entry(key, value, setting) for key, value in node.entries])


def _together(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _entry(key: Text, node: Node, setting: Setting) -> Condition:
    if key.value in _GROUPS:
        return _group(key.value, node, setting)
    kind = setting.kind_of(key.value, key.at)
    if kind is None:
        return ALWAYS
    if kind in _UNTESTED:
        setting.problems.add(key.at, f"{shown(key.value)} is {form_of(kind)}, which no rule may test")
        return ALWAYS
    wanted = Wanted(kind, f"`{key.value}`", setting.vocabulary.values_of(key.value), compared=True)
    return _test(key.value, wanted, node, setting)


def _group(word: str, node: Node, setting: Setting) -> Condition:
    items = items_of(node, f"`{word}`", setting.problems)
    parts = tuple(read_condition(item, setting, f"a part of `{word}`") for item in items)
    match word:
        case "all":
            return All(parts)
        case "any":
            return AnyOf(parts)
        case _:
            return NoneOf(parts)


def _test(subject: str, wanted: Wanted, node: Node, setting: Setting) -> Condition:
    match node:
        case Table() if _is_operators(node, wanted):
            return _operators(subject, wanted, node, setting)
        case Null():
            setting.problems.add(node.at, f"no rule can ask whether `{subject}` is unknown", "ask for a value")
            return ALWAYS
        case _:
            return _equals(subject, wanted, node, setting)


def _is_operators(node: Table, wanted: Wanted) -> bool:
    if is_expression(node):
        return False
    return wanted.kind is not Kind.PERIOD or not any(head in node for head in SPAN_HEADS)


def _equals(subject: str, wanted: Wanted, node: Node, setting: Setting) -> Condition:
    """A value that the subject is, or a list of values of which it is one."""
    if wanted.kind not in _EQUAL:
        message = f"{wanted.what} is {form_of(wanted.kind)}, which is not asked by a value"
        setting.problems.add(node.at, message, _instead(wanted.kind))
        return ALWAYS
    if not isinstance(node, Listing):
        operand = read_expression(node, wanted, setting)
        return ALWAYS if operand is None else Test(subject, Operator.EQUALS, (operand,))
    return Test(subject, Operator.ONE_OF, _several(node, wanted, setting))


def _instead(kind: Kind) -> str:
    if kind is Kind.SET:
        return "write `{has: …}` for a word it holds"
    return "write `{before: …}`, `{on_or_before: …}`, `{after: …}` or `{on_or_after: …}`"


def _several(node: Node, wanted: Wanted, setting: Setting, read: _Read = read_expression) -> tuple[Expression, ...]:
    """Operands of which one is enough; none stands twice."""
    operands: list[Expression] = []
    for item in one_or_more(node, f"the values of {wanted.what}", setting.problems):
        operand = read(item, wanted, setting)
        if operand is not None and operand in operands:
            setting.problems.add(item.at, f"{wanted.what} is asked twice for the same value")
        elif operand is not None:
            operands.append(operand)
    return tuple(operands)


def _operators(subject: str, wanted: Wanted, node: Table, setting: Setting) -> Condition:
    """A map of operators, all of which have to hold."""
    if not len(node):
        setting.problems.add(node.at, f"{wanted.what} is asked nothing", known_words(_OPERATORS))
    if "by" in node and "happened" not in node:
        setting.problems.add(node.at, f"`by` of {wanted.what} stands without `happened`")
    asked = [(key, operand) for key, operand in node.entries if key.value != "by"]
    parts = [_operator(subject, wanted, key, operand, node, setting) for key, operand in asked]
    return _together(parts) if parts else ALWAYS


def _operator(subject: str, wanted: Wanted, key: Text, node: Node, table: Table, setting: Setting) -> Condition:
    word = key.value
    if word == "not":
        return NoneOf((_test(subject, wanted, node, setting),))
    if word not in _OPERATORS:
        setting.problems.add(key.at, f"no operator is called {shown(word)}", one_of_known(word, _OPERATORS))
    elif word == "has" and _suits(key, wanted, frozenset({Kind.SET}), setting):
        return _has(subject, wanted, node, setting)
    elif word == "happened" and _suits(key, wanted, frozenset({Kind.EVENT}), setting):
        return _happened(subject, wanted, node, table.get("by"), setting)
    elif word in _ORDERS and _suits(key, wanted, _ORDERED, setting):
        return _compare(subject, wanted, _ORDERS[word], node, setting)
    elif word in _DATE_ORDERS and _suits(key, wanted, TEMPORAL, setting):
        operand = Wanted(Kind.EVENT, f"`{word}` of {wanted.what}")
        return _compare(subject, operand, _DATE_ORDERS[word], node, setting)
    return ALWAYS


def _suits(key: Text, wanted: Wanted, kinds: frozenset[Kind], setting: Setting) -> bool:
    """Whether an operator can ask a subject of this kind."""
    if wanted.kind in kinds:
        return True
    message = f"`{key.value}` cannot ask {wanted.what}, which is {form_of(wanted.kind)}"
    setting.problems.add(key.at, message, _suiting(wanted.kind))
    return False


def _suiting(kind: Kind) -> str:
    if kind in TEMPORAL:
        return known_words([*_DATE_ORDERS, *(["happened"] if kind is Kind.EVENT else [])])
    if kind is Kind.SET:
        return "write `{has: …}` for a word it holds"
    return known_words(_ORDERS) if kind in _ORDERED else "write the value, a list of values, or `{not: …}`"


def _compare(subject: str, wanted: Wanted, operator: Operator, node: Node, setting: Setting) -> Condition:
    operand = read_expression(node, wanted, setting)
    return ALWAYS if operand is None else Test(subject, operator, (operand,))


def _has(subject: str, wanted: Wanted, node: Node, setting: Setting) -> Condition:
    """Any of the words of a set."""
    word = Wanted(Kind.ENUM, wanted.what, wanted.words)
    return Test(subject, Operator.HAS, _several(node, word, setting, read_constant))


def _happened(subject: str, wanted: Wanted, node: Node, by: Node | None, setting: Setting) -> Condition:
    """Whether an event happened, at all or by a day."""
    answer = flag_of(node, f"`happened` of {wanted.what}", setting.problems)
    operand = None if by is None else read_expression(by, Wanted(Kind.EVENT, f"`by` of {wanted.what}"), setting)
    test = Test(subject, Operator.HAPPENED, () if operand is None else (operand,))
    if answer is not False:
        return test
    return NoneOf((test,)) if operand is None else Test(subject, Operator.PASSED_WITHOUT, (operand,))
