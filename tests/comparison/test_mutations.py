"""Random changes of the shop's law: each is reported with a case that shows it, or no case that is tried tells."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from policy_engine.catalog.locations import rules_folder
from policy_engine.comparison.asking import Asker
from policy_engine.comparison.comparing import Wanted, compare
from policy_engine.comparison.model import Comparison
from policy_engine.comparison.outcomes import Output, Sort, Standing
from policy_engine.comparison.running import Runner
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Address, Case
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment, NotBy, Value
from tests.checks.shop import RULES, a_program
from tests.comparison import mutating
from tests.comparison.small_law import changed

pytestmark = pytest.mark.needs_analysis
MUTATED = int(os.environ.get("POLICY_ENGINE_MUTATIONS", "8"))
"""So many random changes of a real pack are tried."""

LAW = changed(
    ("    when: {order.distance: true}\n    grants", "    when: {order.distance: true, order.gift: false}\n    grants"),
    ("when: {request.received: {happened: true}}", "when: {order.total: {at_least: EUR 50}}"),
)
MUTATIONS = [
    ("{days: 14, after: item", "{days: 13, after: item"), ("{days: 14, after: item", "{days: 15, after: item"),
    ("[online, phone]", "[online]"), ("[online, phone]", "[online, phone, shop]"), ("[online, phone]", "[phone]"),
    ("{has: perishable}", "{has: custom}"), ("{has: perishable}", "{has: [perishable, sealed]}"),
    ("order.gift: false", "order.gift: true"), ("{at_least: EUR 50}", "{above: EUR 50}"),
    ("{at_least: EUR 50}", "{at_least: EUR 51}"), ("{at_least: EUR 50}", "{at_most: EUR 50}"),
    ("after: request.received", "after: request.sent"), ("after: item.received", "beginning: item.received"),
    ("sets: {refund.total: order.total}", "when: {order.gift: true}\n    sets: {refund.total: order.total}"),
    ("order.distance: true, order.gift: false", "order.gift: false"),
    ("order.distance: true, order.gift: false", "order.distance: true"),
    ("[online, phone]", "{not: shop}"), ("when: {item.traits: {has: perishable}}",
     "when: {item.traits: {has: perishable}, order.channel: [online, phone, shop]}"),
]  # fmt: skip


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one[0][:24]} to {one[1][:24]}".replace("\n", " "))
def test_what_is_called_equal_is_equal_in_every_case_that_is_tried(mutation: tuple[str, str]) -> None:
    old, new = a_program(LAW), a_program(changed(mutation, rules=LAW))
    found = compare(old, new, Wanted(), Asker)
    assert all(one.witness.before != one.witness.after for one in found.changed)
    assert {(one.name, one.sort) for one in tried_apart(old, new, found)} <= spoken_of(found)


def spoken_of(found: Comparison) -> set[tuple[str, Sort]]:
    """The answers that are shown to differ, or not proved to be the same, or that follow from such."""
    outputs = [one.output for one in found.changed] + [one.output for one in found.not_proved]
    outputs += [one.output for one in found.follows]
    return {(one.name, one.sort) for one in outputs}


def tried_apart(old: Program, new: Program, found: Comparison) -> Iterator[Output]:
    """The answers that differ in some of many cases, drawn around the edges of the law."""
    runner, chance = Runner(old, new), random.Random(7)
    found_of = [*(one.output for one in found.changed), *(one.output for one in found.equal)]
    outputs = dict.fromkeys([*found_of, *(one.output for one in found.follows)])
    for _ in range(120):
        case = a_case(chance)
        for output in outputs:
            member = "m1" if new.vocabulary.each_of(output.name) else ""
            both = runner.both(case, output, member)
            if both is not None and (both.before.code, both.before.points) != (both.after.code, both.after.points):
                yield output


def a_case(chance: random.Random) -> Case:
    """A case with every fact stated, its days and amounts where the law changes its mind."""
    bought, decide_on = date(2026, 9, 1), datetime(2026, 11, 1, 12, tzinfo=UTC)
    came = bought + timedelta(days=chance.choice([0, 3, 9]))
    sent = came + timedelta(days=chance.choice([0, 12, 13, 14, 15, 16]))
    channel = chance.choice(["online", "phone", "shop"])
    facts: dict[Address, Value] = {
        ("buyer.residence", ""): "DE",
        ("order.concluded_on", ""): bought,
        ("order.channel", ""): channel,
        ("order.gift", ""): chance.random() < 0.5 and channel != "shop",
        ("item.traits", "m1"): frozenset(one for one in ("sealed", "perishable", "custom") if chance.random() < 0.4),
        ("item.received", "m1"): came,
        ("item.price", "m1"): Money(chance.choice([4999, 5000, 5001, 5100, 9900]), "EUR"),
        ("request.sent", ""): sent,
        ("request.received", ""): sent + timedelta(days=chance.choice([0, 1])),
        ("payment.refunded", ""): NotBy(date(2026, 11, 1)) if chance.random() < 0.5 else sent + timedelta(days=14),
    }
    return Case("drawn", (), Moment(decide_on), facts, {"items": ("m1",)}, "drawn")


def test_the_law_that_is_mutated_is_another_than_that_of_the_shop() -> None:
    assert LAW != RULES


@pytest.mark.parametrize("number", range(MUTATED))
def test_a_random_change_of_a_real_pack_is_shown_or_equal_wherever_its_examples_are_moved(number: int) -> None:
    mutation = mutating.mutation(number)
    found = compare(mutating.whole(), mutation.program, Wanted(), Asker)
    followed = [one for one in found.follows if one.standing is Standing.PROVED]
    assert found.changed or followed or found.proved_equal, mutation
    assert all(one.before != one.after for one in found.changed)
    assert all(one.before != one.after for one in followed)
    apart = next(mutating.tried_apart(mutation, found), None)
    assert apart is None, f"{mutation}: `{apart[0].name}` is called equal, and differs for {apart[1]}"


def lowered(file: str, rule: str) -> Comparison:
    """The real pack beside itself with one rule only remembered."""
    text = (rules_folder() / "br" / "1.1.0" / file).read_text(encoding="utf-8")
    before, head, after = text.partition(f"  - id: {rule}\n")
    written = before + head + re.sub("grade: [a-z]+", "grade: recalled_low", after, count=1)
    program = mutating.Mutation("grade", file, "", "", written).program
    found = compare(mutating.whole(), program, Wanted(), Asker)
    assert [one.id for one in found.rewritten] == [rule]
    return found


def test_a_lowered_grade_of_a_real_duty_is_equal_whatever_other_items_come_to() -> None:
    """Whether anything was withdrawn is read in two ways; in each of them other items may come to something else."""
    assert lowered("refund.yaml", "br.cdc.regret.return_cost.duty").proved_equal


def test_a_lowered_grade_behind_what_items_come_to_is_equal_where_a_person_looks_anyway() -> None:
    """Other items are restricted where ours would be: all of them by the law that is relied on, and else none."""
    assert lowered("minors.yaml", "br.ecadigital.force").proved_equal


def test_a_lowered_grade_of_a_deadline_is_shown_by_a_duty_that_is_no_longer_late() -> None:
    """Law that is only remembered makes nobody late."""
    (answer,) = lowered("data_requests.yaml", "br.lgpd.access.deadline").follows
    assert answer.before is not None
    assert answer.after is not None
    assert (answer.output.name, answer.before.code, answer.after.code) == ("answer_request", "overdue", "owed")
