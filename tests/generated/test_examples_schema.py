"""The schema of examples takes the files that we have, and refuses what the reader refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine.catalog.packs import current_vocabulary
from policy_engine.errors import PackError
from policy_engine.reading.example_reader import read_examples
from tests.generated.documents import REPOSITORY, objections

VOCABULARY, _ = current_vocabulary()
FILES = sorted(REPOSITORY.glob("rules/*/[0-9]*/examples/*.yaml"))
BASE = "cases: {shirt: {decide_on: 2026-10-04T09:00+01:00, buyer.residence: PT, items: [{id: shirt}]}}\n"


def an_example(expect: str, **more: str) -> str:
    lines = "".join(f"    {name}: {value}\n" for name, value in more.items())
    return f"{BASE}examples:\n  - case: shirt\n    says: it is so\n{lines}    expect: {expect}\n"


def is_read(text: str) -> bool:
    try:
        read_examples({"examples/a.yaml": text.encode()}, VOCABULARY, "eu")
    except PackError:
        return False
    return True


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_the_examples_that_we_have_pass(path: Path) -> None:
    assert objections("examples", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        BASE,
        an_example("{withdraw: allowed, last_day: 2026-11-16, by: eu.withdrawal.period}"),
        an_example("{'withdraw[shirt]': not_granted, only_by: [eu.withdrawal.exc.e], asks: [], review: []}"),
        an_example("{refund: met late, amount: EUR 29.90, due: 2026-10-18}"),
        an_example("{refund: not_owed, amount: no value}"),
        an_example("{withdrawal.end: not yet, refund.total: [EUR 4.90, no value]}"),
        an_example("{order.last_received: not yet}"),
        an_example("{withdraw: needs_facts, asks: item.received}", ask="[withdraw]", without="[buyer.residence]"),
        an_example("{withdraw: allowed}", but="{'items[shirt].received': 2026-11-02}", without="[items]"),
    ],
)
def test_good_examples_pass(text: str) -> None:
    assert objections("examples", text) == []


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        (an_example("{withdraw: granted}"), "`withdraw` is none of the permitted words"),
        (an_example("{withdraw: met late}"), "`withdraw` is none of the permitted words"),
        (an_example("{refund: met_late}"), "`refund` is none of the permitted words"),
        (an_example("{withdrw: allowed}"), "there is no key `withdrw` here"),
        (an_example("{refund: owed, amount: 5}"), "`amount` "),
        (an_example("{}"), "`expect` has fewer than 1 entries"),
        (an_example("{withdraw: allowed, by: []}"), "`by` "),
        (an_example("{withdraw: allowed}", but="{buyer.residense: PT}"), "there is no key `buyer.residense` here"),
        (an_example("{withdraw: allowed}", without="[buyer.residense]"), "this is none of the permitted words"),
        (an_example("{withdraw: allowed}", ask="[withdrw]"), "is none of the permitted words"),
        (an_example("{withdraw: allowed}", btu="{buyer.residence: PT}"), "there is no key `btu` here"),
        (BASE.replace("shirt: {d", "Shirt: {d"), "`cases` is not written as it has to be"),
        ("examples: [{case: shirt, expect: {withdraw: allowed}}]", "there is no `says`"),
    ],
)
def test_examples_with_a_slip_are_refused(text: str, objection: str) -> None:
    assert objection in "\n".join(objections("examples", text))
    assert not is_read(text)
