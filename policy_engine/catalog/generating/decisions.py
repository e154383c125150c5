"""The JSON Schema of a decision, from the values that make one."""

from __future__ import annotations

import msgspec

from policy_engine.catalog.generating.shapes import Schema, document
from policy_engine.decisions.model import Decision


def decision_schema() -> Schema:
    """The shape of every decision that this engine writes; later engines may add to it, so that it is not closed."""
    (schema,), definitions = msgspec.json.schema_components([Decision], ref_template="#/$defs/{name}")
    return document("decision", "Decision", schema, definitions)
