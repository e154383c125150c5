"""Documents as an editor types them, and the schemas that an editor holds against them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from policy_engine.reading.shape import check_shape
from policy_engine.reading.strict_yaml import read_document

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMAS = REPOSITORY / "schemas"


class _EditorsYaml(yaml.SafeLoader):
    """YAML 1.2 as editors read it: true and false are truth values, dates are texts, `NO` is Norway."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        letter: [(tag, form) for tag, form in forms if tag.endswith((":int", ":float", ":null"))]
        for letter, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_EditorsYaml.add_implicit_resolver("tag:yaml.org,2002:bool", yaml.SafeLoader.yaml_implicit_resolvers["t"][0][1], "tf")


def schema(name: str) -> dict[str, Any]:
    """A checked-in schema."""
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def objections(name: str, text: str) -> list[str]:
    """What an editor, and our own reader, object to in a document; both have to agree on whether there is anything."""
    document = yaml.load(text, Loader=_EditorsYaml)
    typed = [error.message for error in Draft202012Validator(schema(name)).iter_errors(document)]
    node, problems = read_document(text, "document")
    assert node is not None, problems
    read = [str(problem) for problem in check_shape(node, schema(name), "document")]
    assert bool(typed) is bool(read), (typed, read)
    return read
