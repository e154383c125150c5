"""Check the shape of a document against a JSON Schema (2020-12), and find the place of each objection in the text.

A scalar is text until the vocabulary types it, so `true` fits a schema that wants a boolean and `14` one that wants an
integer, however they were quoted. Messages are our own: the library's would show the value, which may be a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import Decimal
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from policy_engine.errors import Location, Problem
from policy_engine.reading.fields import known_words
from policy_engine.reading.nodes import Listing, Node, Table
from policy_engine.reading.suggest import did_you_mean, shown

Schema: TypeAlias = Mapping[str, Any]

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")
_SORTS = {
    "object": "a table",
    "array": "a list",
    "string": "a text",
    "boolean": "`true` or `false`",
    "integer": "a whole number",
    "number": "a number",
}


def check_shape(node: Node, schema: Schema, source: str, told: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """Find everything in a document that its schema does not allow, in the order of the text.

    `told` is what the readers found, in better words: what is wrong at or inside such a place is not told again.
    """
    places = {problem.at for problem in told}
    errors = _Validator(schema).iter_errors(node.plain())
    found = {problem for error in errors for problem in _problems(error, node, source, places)}
    return tuple(sorted(found))


def _problems(error: ValidationError, root: Node, source: str, told: Set[Location]) -> Iterator[Problem]:
    """Tell the cause of an objection: of alternatives that all fail, what is wrong with the one that comes nearest."""
    if error.context and error.validator in ("anyOf", "oneOf"):
        yield from _problems(_nearest(error.context), root, source, told)
        return
    node = _at(root, error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(node, Table):
        yield from (problem for problem in _unknown_keys(node, error) if problem.at not in told)
        return
    inside = {node.at} if error.validator == "required" else set(_places(node))
    if not inside & told:
        yield Problem(node.at if node.at.source else Location(source), *_words(error))


def _places(node: Node) -> Iterator[Location]:
    """The places of a node and of everything inside it."""
    yield node.at
    if isinstance(node, Listing):
        for item in node:
            yield from _places(item)
    elif isinstance(node, Table):
        for key, value in node.entries:
            yield key.at
            yield from _places(value)


def _nearest(errors: Iterable[ValidationError]) -> ValidationError:
    return max(errors, key=lambda error: (len(error.absolute_path), error.validator != "type"))


def _at(root: Node, path: Iterable[str | int]) -> Node:
    node = root
    for step in path:
        match node, step:
            case Table(), str():
                inner = node.get(step)
                node = node if inner is None else inner
            case Listing(), int():
                node = node.items[step]
    return node


def _unknown_keys(node: Table, error: ValidationError) -> Iterator[Problem]:
    schema: Mapping[str, Any] = error.schema if isinstance(error.schema, Mapping) else {}
    known = list(schema.get("properties", {}))
    patterns = list(schema.get("patternProperties", {}))
    for key, _ in node.entries:
        if key.value not in known and not any(re.search(pattern, key.value) for pattern in patterns):
            advice = did_you_mean(key.value, known) or known_words(known)
            yield Problem(key.at, f"there is no key {shown(key.value)} here", advice)


def _words(error: ValidationError) -> tuple[str, str]:
    """Say what is wrong without showing the value."""
    last = error.absolute_path[-1] if error.absolute_path else 0
    where = f"`{last}`" if isinstance(last, str) else "this"
    wanted: Any = error.validator_value
    match error.validator:
        case "required":
            missing = [key for key in wanted if not isinstance(error.instance, Mapping) or key not in error.instance]
            return "there is no " + ", ".join(f"`{key}`" for key in missing), ""
        case "type":
            sorts = [wanted] if isinstance(wanted, str) else list(wanted)
            return f"{where} is not {' or '.join(_SORTS.get(sort, sort) for sort in sorts)}", ""
        case "enum":
            return f"{where} is none of the permitted words", known_words(str(word) for word in wanted)
        case "const":
            return f"{where} has another value than `{_spelled(wanted)}`", ""
        case "minItems" | "minProperties":
            return f"{where} has fewer than {wanted} entries", ""
        case "maxItems" | "maxProperties":
            return f"{where} has more than {wanted} entries", ""
        case "uniqueItems":
            return f"{where} lists something twice", ""
        case "pattern" | "format":
            about = error.schema.get("description", "") if isinstance(error.schema, Mapping) else ""
            return f"{where} is not written as it has to be", str(about)
        case _:
            return f"{where} does not have the required shape (`{error.validator}`)", ""


def _is_boolean(_: object, instance: object) -> bool:
    return instance in ("true", "false")


def _is_integer(_: object, instance: object) -> bool:
    return isinstance(instance, str) and _INTEGER.fullmatch(instance) is not None


def _is_number(_: object, instance: object) -> bool:
    return isinstance(instance, str) and _NUMBER.fullmatch(instance) is not None


def _spelled(value: object) -> object:
    """A value of a schema as a text spells it."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


def _enum(_: Any, words: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
    if instance not in [_spelled(word) for word in words]:
        yield ValidationError("enum")


def _const(_: Any, word: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
    if instance != _spelled(word):
        yield ValidationError("const")


def _minimum(_: Any, least: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
    if _is_number(None, instance) and Decimal(instance) < Decimal(str(least)):
        yield ValidationError("minimum")


def _maximum(_: Any, most: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
    if _is_number(None, instance) and Decimal(instance) > Decimal(str(most)):
        yield ValidationError("maximum")


_Validator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    validators={"enum": _enum, "const": _const, "minimum": _minimum, "maximum": _maximum},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"boolean": _is_boolean, "integer": _is_integer, "number": _is_number}
    ),
)
