"""All generated files: each is made from the vocabulary or the model of decisions, and none is written by hand."""

from __future__ import annotations

import json

from policy_engine.catalog.generating.cases import case_schema
from policy_engine.catalog.generating.decisions import decision_schema
from policy_engine.catalog.generating.examples import examples_schema
from policy_engine.catalog.generating.names import names_module
from policy_engine.catalog.generating.packs import ledger_schema, pack_schema, sources_schema
from policy_engine.catalog.generating.page import reference_page
from policy_engine.catalog.generating.policies import policy_schema
from policy_engine.catalog.generating.rules import rules_schema
from policy_engine.catalog.generating.shapes import Schema
from policy_engine.conditions.conditions import Axioms
from policy_engine.facts.vocabulary import Vocabulary


def generated_files(vocabulary: Vocabulary, axioms: Axioms) -> dict[str, bytes]:
    """The content of every generated file by its path in the repository; the same vocabulary gives the same bytes."""
    schemas = {
        "case": case_schema(vocabulary),
        "rules": rules_schema(vocabulary),
        "pack": pack_schema(vocabulary),
        "policy": policy_schema(vocabulary),
        "sources": sources_schema(),
        "ledger": ledger_schema(),
        "decision": decision_schema(),
        "examples": examples_schema(vocabulary),
    }
    files = {f"schemas/{name}.schema.json": _json(schema) for name, schema in schemas.items()}
    files["docs/reference/facts.md"] = reference_page(vocabulary, axioms)
    files["policy_engine/decisions/names.py"] = names_module(vocabulary)
    return {path: content.encode() for path, content in files.items()}


def _json(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
