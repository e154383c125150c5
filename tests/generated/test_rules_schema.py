"""The schema of rule files takes all law that we have, and refuses names, words and operators that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine.reading.effect_reader import EFFECT_KEYS
from policy_engine.reading.grid_reader import GRID_KEYS
from policy_engine.reading.rule_reader import RULE_KEYS
from tests.generated.documents import REPOSITORY, objections, schema

PACK_FILES = ("pack.yaml", "sources.yaml")
NO_LAW = ("facts.yaml", "sheet.yaml")
RELEASED = [path for path in REPOSITORY.glob("rules/*/*/pack.yaml") if path.parent.name != "draft"]
FOLDERS = sorted(path.parent for path in [*RELEASED, *REPOSITORY.glob("tests/laws/*/pack.yaml")])
FILES = sorted(path for folder in FOLDERS for path in folder.glob("*.yaml") if path.name not in NO_LAW)
CITE = "cite: {source: crd, at: art. 9, verified_on: 2026-11-21, grade: primary}"
RULE = "id: eu.some.rule, title: This is some rule, effective: {from: 2014-06-13}, " + CITE


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_the_law_that_we_have_passes(path: Path) -> None:
    name = path.stem if path.name in PACK_FILES else "rules"
    assert objections(name, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "when",
    [
        "{order.channel: online}",
        "{order.channel: [online, telephone], order.conversation: true}",
        "{order.channel: {not: [online, telephone]}}",
        "{item.traits: {has: perishable}}",
        "{item.traits: {not: {has: [perishable, dated]}}}",
        "{item.price: {above: EUR 40, at_most: EUR 50.00}}",
        "{buyer.staff: {at_most: 5}, policy.days: 30}",
        "{item.received: {before: order.concluded_on}, request.sent: {happened: false, by: withdrawal.end}}",
        "{request.sent: {on_or_before: {days: 14, after: item.received, counting: eu_1182_71}}}",
        "{any: [{order.any_right: true}, {none: [{buyer.residence: [DE, US-CA]}]}]}",
    ],
)
def test_a_good_condition_passes(when: str) -> None:
    assert objections("rules", with_condition(when)) == []


@pytest.mark.parametrize(
    ("when", "objection"),
    [
        ("{order.chanel: online}", "there is no key `order.chanel` here\n  help: did you mean `order.channel`"),
        ("{order.channel: internet}", "`order.channel` is none of the permitted words"),
        ("{order.channel: {before: 2026-01-01}}", "`order.channel` is none of the permitted words"),
        ("{item.received: 2026-01-01}", "`item.received` is not a table"),
        ("{item.received: {at_least: 3}}", "there is no key `at_least` here"),
        ("{item.received: {by: 2026-01-01}}", "`item.received` does not have the required shape"),
        ("{item.traits: perishable}", "`item.traits` is not a table"),
        ("{item.traits: {has: perishible}}", "is none of the permitted words"),
        ("{order.concluded_on: {happened: true}}", "there is no key `happened` here"),
        ("{buyer.time_zone: Europe/Lisbon}", "there is no key `buyer.time_zone` here"),
        ("{any: []}", "`any` has fewer than 1 entries"),
        ("{}", "`when` has fewer than 1 entries"),
    ],
)
def test_a_condition_that_no_fact_can_answer_is_refused(when: str, objection: str) -> None:
    assert objection in "\n".join(objections("rules", with_condition(when)))


@pytest.mark.parametrize(
    "effect",
    [
        "grants: {action: withdraw, until: withdrawal.end}",
        "forbids: {by: seller, action: charge_restocking_fee}",
        "concludes: {order.under_crd: true}",
        "sets: {return.cost_on: buyer, withdrawal.period: {days: 14}}",
        "sets: {withdrawal.initial: {latest_of: [item.received, {end_of: month, of: order.concluded_on}]}}",
        "sets: {refund.total: {sum: [refund.goods, {percent: 2.5, of: refund.delivery, rounding: half_up}]}}",
        "sets: {consent.age: {grid: eu.gdpr.child_age, column: age}}",
        "sets: {incident.authority_due: {hours: 72, after: incident.aware}}",
        "obliges: {by: seller, to: buyer, do: refund, amount: refund.total}",
        "obliges: {by: seller, to: buyer, do: refund, may_wait_for: {first_of: [return.goods_received]}}",
    ],
)
def test_a_good_effect_passes(effect: str) -> None:
    assert objections("rules", f"rules: [{{{RULE}, {effect}}}]") == []


@pytest.mark.parametrize(
    ("effect", "objection"),
    [
        ("grants: {action: withdrw}", "`action` is none of the permitted words"),
        ("grants: {action: charge_restocking_fee}", "`action` is none of the permitted words"),
        ("forbids: {action: charge_restocking_fee}", "there is no `by`"),
        ("concludes: {order.under_crd: online}", "`order.under_crd`"),
        ("sets: {withdrawal.ende: 2026-01-01}", "there is no key `withdrawal.ende` here"),
        ("sets: {withdrawal.end: {days: 14, after: item.received}}", "`withdrawal.end`"),
        ("sets: {withdrawal.end: {days: 14, counting: eu_1182_71}}", "`withdrawal.end`"),
        ("obliges: {by: seller, to: buyer, do: refund, amount: withdrawal.end}", "`amount`"),
        ("permits: {action: withdraw}", "there is no key `permits` here"),
    ],
)
def test_an_effect_that_the_vocabulary_does_not_know_is_refused(effect: str, objection: str) -> None:
    assert objection in "\n".join(objections("rules", f"rules: [{{{RULE}, {effect}}}]"))


def test_a_rule_without_a_citation_is_refused() -> None:
    rule = (
        "{id: eu.some.rule, title: This is some rule, effective: {from: 2014-06-13}, concludes: {order.binding: true}}"
    )
    assert objections("rules", f"rules: [{rule}]") == ["document:1:9: there is no `cite`"]


def test_the_schema_and_the_reader_know_the_same_keys() -> None:
    definitions = schema("rules")["$defs"]
    assert set(definitions["rule"]["properties"]) == set(RULE_KEYS)
    assert set(definitions["grid"]["properties"]) == set(GRID_KEYS)
    assert set(EFFECT_KEYS) <= set(definitions["rule"]["properties"])


def with_condition(when: str) -> str:
    return f"rules: [{{{RULE}, when: {when}, concludes: {{order.binding: true}}}}]"
