"""The schemas of packs, ledgers and decisions; every schema is one by JSON Schema 2020-12."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from policy_engine.evaluation.decide import decide
from tests.checks.shop import a_program, some_examples
from tests.generated.documents import REPOSITORY, SCHEMAS, objections, schema

PACK = """
pack: eu
version: 1.10.0
law_known_to: 2026-11-21
covers:
  - {topic: returns, place: buyer.residence, in: EU, governed_by: order.concluded_on, from: 2014-06-13}
calendars: {places: [AT], years: {from: 2014, to: 2031}}
"""
RELEASE = f"""
version: 1.0.0
released_on: 2026-11-22
law_known_to: 2026-11-21
digest: sha256:{"0" * 64}
effect: first
summary: The first release.
"""
NAMES = ("case", "rules", "pack", "sources", "ledger", "decision", "examples")
LEDGERS = sorted(REPOSITORY.glob("rules/*/releases.yaml"))


def test_every_schema_is_known_to_these_tests() -> None:
    assert {path.name for path in SCHEMAS.glob("*.json")} >= {f"{name}.schema.json" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_one_by_the_standard(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_good_pack_passes() -> None:
    assert objections("pack", PACK) == []


@pytest.mark.parametrize(
    ("line", "instead", "objection"),
    [
        ("law_known_to: 2026-11-21\n", "", "there is no `law_known_to`"),
        ("version: 1.10.0", "version: '1.10'", "`version` is not written as it has to be"),
        ("topic: returns", "topic: retourns", "`topic` is none of the permitted words"),
        ("place: buyer.residence", "place: buyer.role", "`place` is none of the permitted words"),
        ("pack: eu", "pack: eu\nauthor: me", "there is no key `author` here"),
    ],
)
def test_a_pack_with_a_slip_is_refused(line: str, instead: str, objection: str) -> None:
    assert objection in "\n".join(objections("pack", PACK.replace(line, instead)))


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.parent.name)
def test_the_ledgers_that_we_have_pass(path: Path) -> None:
    assert objections("ledger", path.read_text(encoding="utf-8")) == []


def test_a_release_has_one_of_four_effects() -> None:
    assert objections("ledger", a_ledger(RELEASE)) == []
    assert objections("ledger", a_ledger(RELEASE.replace("first", "breaking")))


def test_a_decision_that_was_made_passes() -> None:
    assert errors_in(a_decision()) == []


def test_a_decision_with_a_verdict_that_does_not_exist_is_refused() -> None:
    decision = a_decision()
    decision["verdicts"][0]["verdict"] = "perhaps"
    assert len(errors_in(decision)) == 1


def a_ledger(release: str) -> str:
    return "releases:\n  -" + "".join(f"    {line}\n" for line in release.splitlines())[3:]


def a_decision() -> dict[str, Any]:
    (example,) = some_examples(
        """
  - case: shirt
    says: the last day is inside
    expect: {withdraw: allowed, refund: owed, refund.total: EUR 29.90}
"""
    ).examples
    decided: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(decide(example.case, [a_program()])))
    return decided


def errors_in(decision: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft202012Validator(schema("decision")).iter_errors(decision)]
