"""The formulas say of every case what a run of it says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_engine.calendar.calendars import NO_CALENDARS
from policy_engine.errors import CaseError
from policy_engine.evaluation.box import box_of
from policy_engine.evaluation.decide import check_case
from policy_engine.evaluation.program import Program, compile_program
from policy_engine.evaluation.run import Run
from policy_engine.facts.case import Address, Case
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment, NotBy, Value
from policy_engine.proof.law import Law
from policy_engine.proof.prover import Prover
from policy_engine.proof.stating import stated
from policy_engine.proof.symbols import Formula
from policy_engine.reading.pack_reader import read_pack
from policy_engine.rules.model import Rule
from tests.checks.lint.linting import UNION
from tests.checks.shop import AXIOMS, CITE, VOCABULARY

pytestmark = pytest.mark.needs_analysis

LAW = """
place: buyer.residence
in: UNION
governed_by: order.concluded_on
rules:
  - id: xx.distance
    title: What is sold without a meeting is sold at a distance
    cite: CITE
    effective: {from: 2014-06-13, until: 2026-03-01}
    when: {order.channel: [online, phone]}
    concludes: {order.distance: true}
  - id: xx.distance
    title: Only what is sold online is sold at a distance
    cite: CITE
    effective: {from: 2026-03-01}
    in: [DE, FR]
    when: {order.channel: online}
    concludes: {order.distance: true}
  - id: xx.end
    title: The window ends fourteen days after the item came
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    sets: {withdrawal.end: {days: 14, after: item.received, counting: plain}}
  - id: xx.end.gift
    title: For gifts the window ends a month after the last item came
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    overrides: xx.end
    when: {order.gift: true, any: [{item.traits: {has: sealed}}, {item.price: {at_least: EUR 50}}]}
    sets: {withdrawal.end: {months: 1, after: order.last_received, counting: plain}}
  - id: xx.withdraw
    title: What was sold at a distance can go back
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    when: {order.distance: true, request.sent: {on_or_before: withdrawal.end}}
    grants: {action: withdraw, until: withdrawal.end}
    unless:
      - id: xx.withdraw.perishable
        title: What goes off cannot go back
        cite: CITE
        when: {item.traits: {has: perishable}}
        unless:
          - id: xx.withdraw.perishable.sealed
            title: What goes off and is sealed goes back after all
            cite: CITE
            when: {item.traits: {has: sealed}, item.received: {happened: true, by: 2026-04-01}}
  - id: xx.late
    title: Nothing came by the day after the request
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.last_received: {happened: false, by: {days: 1, after: request.sent, counting: plain}}}
    sets: {refund.total: order.total}
  - id: xx.no_fee
    title: Without distance there is no fee
    cite: CITE
    effective: {from: 2014-06-13}
    when: {order.distance: {not: true}, none: [{order.total: {below: EUR 20}}]}
    forbids: {by: seller, action: charge_fee}
"""
FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 120).map(lambda number: FIRST + timedelta(days=number))
EVENTS = st.one_of(DAYS, st.just(NotBy(date(2026, 5, 10))))


def a_law() -> Program:
    files = {"pack.yaml": UNION, "rules.yaml": LAW.replace("CITE", CITE)}
    pack = read_pack({name: text.encode() for name, text in files.items()}, VOCABULARY, "xx", digest="sha256:0")
    return compile_program(pack, VOCABULARY, AXIOMS, NO_CALENDARS)


PROGRAM = a_law()


def cases(members: tuple[str, ...]) -> st.SearchStrategy[Case]:
    """Complete cases with these items."""
    items = {
        (fact, member): strategy
        for member in members
        for fact, strategy in {
            "item.traits": st.frozensets(st.sampled_from(["sealed", "perishable", "custom"])),
            "item.received": EVENTS,
            "item.price": st.integers(0, 9000).map(lambda minor: Money(minor, "EUR")),
        }.items()
    }
    facts: dict[Address, st.SearchStrategy[Value]] = {
        ("buyer.residence", ""): st.sampled_from(["DE", "FR", "IT", "PL"]),
        ("order.concluded_on", ""): DAYS,
        ("order.channel", ""): st.sampled_from(["online", "phone", "shop"]),
        ("order.gift", ""): st.booleans(),
        ("request.sent", ""): EVENTS,
        ("request.received", ""): EVENTS,
        **items,
    }
    moment = Moment(datetime(2026, 5, 10, 12, tzinfo=UTC))
    return st.fixed_dictionaries(facts).map(lambda stated: Case("", (), moment, stated, {"items": members}, ""))


@pytest.mark.parametrize("members", [("m1",), ("m1", "m2")])
def test_a_rule_is_live_in_the_formulas_where_it_is_in_a_run(members: tuple[str, ...]) -> None:
    prover = Prover(PROGRAM)

    @settings(max_examples=60, deadline=None)
    @given(cases(members))
    def agree(case: Case) -> None:
        try:
            box, _ = check_case(case, PROGRAM)
        except CaseError:
            assert not prover.possible(len(members), lambda law: stated(law, case))
            return
        run = Run(box, {})
        for rule in PROGRAM.pack.rules:
            live = run.standing(rule, "m1" if rule.each else "").live.holds
            said = prover.answers(case, partial(live_in, rule))
            assert live in said
            if not turns_on_a_count(rule.id):
                assert said == {live}

    agree()


def live_in(rule: Rule, law: Law) -> Formula:
    return law.live(rule, law.world.names[0])


def turns_on_a_count(rule_id: str) -> bool:
    """Whether what a rule asks has to be counted: of that the formulas only know the bounds."""
    return rule_id in ("xx.withdraw", "xx.late")


def test_a_case_that_the_vocabulary_refuses_is_refused_by_the_formulas() -> None:
    moment = Moment(datetime(2026, 5, 10, 12, tzinfo=UTC))
    gift: dict[Address, Value] = {("order.gift", ""): True, ("order.channel", ""): "shop"}
    case = Case("", (), moment, gift, {}, "")
    with pytest.raises(CaseError):
        check_case(case, PROGRAM)
    assert box_of(case, PROGRAM) is not None
    assert not Prover(PROGRAM).possible(1, lambda law: stated(law, case))
    possible = Case("", (), moment, {**gift, ("order.channel", ""): "online"}, {}, "")
    assert Prover(PROGRAM).possible(1, lambda law: stated(law, possible))
