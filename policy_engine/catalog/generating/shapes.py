"""The few shapes of which all our JSON Schemas are made, so that they differ only in what they say.

`enumDescriptions` tells what each permitted word means: editors show it, validators pass over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document(name: str, title: str, schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """A whole schema file, with what it refers to."""
    head = {"$schema": DIALECT, "$id": f"{name}.schema.json", "title": title}
    return {**head, **schema, "$defs": dict(sorted(definitions.items()))}


def closed(properties: Mapping[str, Schema], required: Iterable[str] = (), about: str = "") -> Schema:
    """An object that has these properties and no others."""
    schema: Schema = {"type": "object"}
    if about:
        schema["description"] = about
    schema["properties"] = dict(properties)
    if needed := list(required):
        schema["required"] = needed
    return {**schema, "additionalProperties": False}


def listed(item: Schema, about: str = "") -> Schema:
    """A list of at least one."""
    schema: Schema = {"type": "array", "items": item, "minItems": 1}
    return {**schema, "description": about} if about else schema


def one_or_more(item: Schema) -> Schema:
    """One, or a list of several."""
    return {"anyOf": [item, listed(item)]}


def words(known: Iterable[str] | Mapping[str, str]) -> Schema:
    """One of a closed set of words, each with its meaning where it has one."""
    schema: Schema = {"enum": list(known)}
    if isinstance(known, Mapping) and any(known.values()):
        schema["enumDescriptions"] = list(known.values())
    return schema


def text(pattern: str, about: str) -> Schema:
    """A text of a certain form."""
    return {"type": "string", "pattern": f"^{pattern}$", "description": about}


def refer(name: str, about: str = "") -> Schema:
    """What is defined under a name, with words of its own for this place."""
    schema: Schema = {"$ref": f"#/$defs/{name}"}
    return {**schema, "description": about} if about else schema


def described(*parts: str) -> str:
    """A description of several paragraphs, without the empty ones."""
    return "\n\n".join(part for part in parts if part)
