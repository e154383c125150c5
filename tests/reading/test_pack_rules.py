"""What a rule file says, rule by rule, and what is refused in it."""

from __future__ import annotations

from datetime import date

import pytest

from policy_engine.conditions.expressions import Const, Ref
from policy_engine.errors import PackError
from policy_engine.facts.citations import Grade
from policy_engine.facts.values import EARLIEST
from policy_engine.rules.model import DisputedDay, Effective, Forbids, Grants, MayWaitFor, Obliges, Scope, Sets
from tests.reading.small_world import CITE, HEAD, a_pack, a_rule, only_problem, refused, rule_of, rules

CONCLUDES = "concludes: {item.covered: true}"
EXEMPTION = f"""{CONCLUDES}
unless:
  - id: eu.a.exemption
    title: Some goods are carved out here
    cite: {CITE}
    when: {{item.kind: goods}}"""


def test_a_rule_carries_its_citation() -> None:
    rule = rule_of(a_rule(CONCLUDES))
    assert rule.cite.source.id == "crd"
    assert (rule.cite.at, rule.cite.grade, rule.cite.verified_on) == ("art. 9", Grade.PRIMARY, date(2026, 11, 21))


def test_a_rule_is_selected_as_its_file_says() -> None:
    assert rule_of(a_rule(CONCLUDES)).scope == Scope("buyer.residence", ("EU",), "order.concluded_on")


def test_a_rule_may_be_selected_otherwise_than_its_file_says() -> None:
    own = "place: seller.place\nin: [DE, FR-75]\ngoverned_by: request.sent"
    assert rule_of(a_rule(CONCLUDES, more=own)).scope == Scope("seller.place", ("DE", "FR-75"), "request.sent")


def test_a_rule_knows_where_it_stands() -> None:
    first, second = a_pack(rules(a_rule(CONCLUDES), a_rule(CONCLUDES, rule_id="eu.b.rule"))).rules
    assert str(first.at) == "eu/rules.yaml:5:5"
    assert str(second.at) == "eu/rules.yaml:11:5"


def test_a_grant_has_a_window() -> None:
    (effect,) = rule_of(a_rule("grants: {action: withdraw, from: item.received, until: window.end}")).effects
    assert effect == Grants("withdraw", Ref("item.received"), Ref("window.end"))


def test_a_rule_may_have_several_effects() -> None:
    body = "forbids: {by: seller, action: charge_fee}\nsets: {refund.total: order.total, order.years: 2}"
    effects = rule_of(a_rule(body, each="")).effects
    assert effects == (
        Forbids("charge_fee"),
        Sets("refund.total", Ref("order.total")),
        Sets("order.years", Const(2)),
    )


def test_a_duty_may_wait_for_the_first_of_two_events() -> None:
    body = """obliges:
  by: seller
  to: buyer
  do: refund
  amount: refund.total
  due: refund.due
  may_wait_for: {first_of: [request.sent, request.received]}
  consequence: order.sort"""
    (effect,) = rule_of(a_rule(body, each="")).effects
    waits = MayWaitFor((Ref("request.sent"), Ref("request.received")), None)
    assert effect == Obliges("refund", "buyer", Ref("refund.due"), "refund.total", waits, "order.sort")


def test_an_exemption_inherits_what_it_does_not_state() -> None:
    rule = rule_of(a_rule(EXEMPTION))
    (exemption,) = rule.exemptions
    assert (exemption.scope, exemption.effective) == (rule.scope, rule.effective)


def test_an_exemption_may_have_an_exemption() -> None:
    inner = (
        EXEMPTION + "\n    unless:\n" + "\n".join(f"    {line}" for line in EXEMPTION.split("unless:\n")[1].split("\n"))
    )
    (exemption,) = rule_of(a_rule(inner.replace("eu.a.exemption", "eu.b.exemption", 1))).exemptions
    assert [one.id for one in exemption.exemptions] == ["eu.a.exemption"]


def test_a_disputed_start_keeps_every_reading() -> None:
    answers = ", ".join(
        f"{{id: r{day}, title: Somebody says so, cite: {CITE}, value: 2026-06-{day}}}" for day in ("19", "25")
    )
    text = a_rule(CONCLUDES).replace("{from: 2014-06-13}", f"{{from: {{readings: [{answers}]}}}}")
    start = rule_of(text).effective.start
    assert isinstance(start, DisputedDay)
    assert start.id == "eu.a.rule.from"
    assert [one.value for one in start.alternatives] == [Const(date(2026, 6, 19)), Const(date(2026, 6, 25))]


def test_versions_of_one_rule_follow_each_other() -> None:
    old = a_rule(CONCLUDES).replace("{from: 2014-06-13}", "{from: 2014-06-13, until: 2022-05-28}")
    new = a_rule(CONCLUDES).replace("{from: 2014-06-13}", "{from: 2022-05-28}")
    assert [rule.key for rule in a_pack(rules(old, new)).rules] == ["eu.a.rule@2014-06-13", "eu.a.rule@2022-05-28"]


def test_versions_of_one_exemption_follow_each_other_in_one_rule() -> None:
    version = "".join(
        f"\n  - id: eu.a.exemption\n    title: Some goods are carved out\n    cite: {CITE}\n"
        f"    effective: {period}\n    when: {{item.kind: goods}}"
        for period in ("{from: 2014-06-13, until: 2022-05-28}", "{from: 2022-05-28}")
    )
    assert len(rule_of(a_rule(f"{CONCLUDES}\nunless:{version}")).exemptions) == 2


def test_a_rule_without_effect_that_overrides_is_a_repeal() -> None:
    repeal = a_rule("overrides: eu.a.rule", rule_id="eu.b.rule", each="")
    assert a_pack(rules(a_rule(CONCLUDES), repeal)).rules[1].overrides == ("eu.a.rule",)


def test_a_rule_may_override_an_exemption() -> None:
    other = a_rule(CONCLUDES, rule_id="eu.b.rule", more="overrides: [eu.a.exemption]")
    assert a_pack(rules(a_rule(EXEMPTION), other)).rules[1].overrides == ("eu.a.exemption",)


def test_law_that_cannot_be_encoded_says_what_it_touches() -> None:
    text = (
        HEAD
        + f"""
not_encoded:
  - id: eu.a.doubt
    cite: {CITE}
    when: {{order.rush: true}}
    reason: what is urgent is a judgement
    touches: [refund, refund.total, charge_fee]
"""
    )
    (entry,) = a_pack(text).not_encoded
    assert entry.touches == ("refund", "refund.total", "charge_fee")
    assert entry.effective == Effective(EARLIEST)


TOUCHES = {
    "a fact": ("[§order.rush]", "`order.rush` is no action, obligation or conclusion"),
    "a topic": ("[§returns]", "`returns` is no action, obligation or conclusion"),
    "nothing": ("§[]", "`touches` of entry `eu.a.doubt` is an empty list"),
}


@pytest.mark.parametrize("case", TOUCHES.values(), ids=TOUCHES)
def test_law_that_cannot_be_encoded_touches_what_rules_decide(case: tuple[str, str]) -> None:
    touches, message = case
    entry = f"  - {{id: eu.a.doubt, cite: {CITE}, reason: it is a judgement, touches: {touches}}}\n"
    text = f"{HEAD}not_encoded:\n{entry}"
    only_problem(refused(a_pack, PackError, text), text, "eu/rules.yaml", message)


IDENTITY = {
    "no id": (a_rule(CONCLUDES).replace("id: eu.a.rule\n    ", "§"), "this rule has no `id`"),
    "an id without a dot": (a_rule(CONCLUDES, rule_id="§r17"), "`id` of rule `r17` cannot be `r17`"),
    "no title": (
        a_rule(CONCLUDES).replace("title: The law says something here\n    ", "").replace("  - ", "  - §"),
        "rule `eu.a.rule` has no `title`",
    ),
    "a heading for a title": (
        a_rule(CONCLUDES).replace("title: The law says something here", "title: §the law"),
        "`title` of rule `eu.a.rule` is not a sentence",
    ),
    "no citation": (
        a_rule(CONCLUDES).replace(f"cite: {CITE}\n    ", "").replace("  - ", "  - §"),
        "rule `eu.a.rule` has no `cite`",
    ),
    "no effective period": (
        a_rule(CONCLUDES).replace("effective: {from: 2014-06-13}\n    ", "").replace("  - ", "  - §"),
        "rule `eu.a.rule` has no `effective`",
    ),
    "a key misspelt": (a_rule(CONCLUDES, more="§whne: {item.kind: goods}"), "rule `eu.a.rule` has no key `whne`"),
    "no effect": (a_rule("when: {item.kind: goods}").replace("  - ", "  - §"), "rule `eu.a.rule` has no effect"),
    "a text for a rule": ("  - §withdraw\n", "this rule is a table of names and values, not a text"),
    "a title of many pages": (
        a_rule(CONCLUDES).replace("title: The law", "title: §The law" + " of the land" * 200),
        "`title` of rule `eu.a.rule` is longer than 2,000 characters",
    ),
    "an unknown list": (a_rule("concludes: {order.covered: true}", each="§item"), "no list is called `item`"),
}

LAW = {
    "an unknown source": (
        a_rule(CONCLUDES).replace("source: crd", "source: §crdd"),
        "the citation of rule `eu.a.rule` names the source `crdd`, which the pack does not list",
    ),
    "no pinpoint": (
        a_rule(CONCLUDES).replace("at: art. 9", "at: §''"),
        "`at` of the citation of rule `eu.a.rule` is empty",
    ),
    "an unknown grade": (
        a_rule(CONCLUDES).replace("grade: primary", "grade: §V-P"),
        "`grade` of the citation of rule `eu.a.rule` cannot be `V-P`",
    ),
    "no such day": (
        a_rule(CONCLUDES).replace("2014-06-13", "§2014-06-31"),
        "`from` of rule `eu.a.rule` is no date: `2014-06-31`",
    ),
    "an end before the start": (
        a_rule(CONCLUDES).replace("{from: 2014-06-13}", "{from: 2026-06-19, until: §2014-06-13}"),
        "rule `eu.a.rule` ends on 2014-06-13, before it starts on 2026-06-19",
    ),
    "an end on the day of the start": (
        a_rule(CONCLUDES).replace("{from: 2014-06-13}", "{from: 2014-06-13, until: §2014-06-13}"),
        "rule `eu.a.rule` ends on 2014-06-13",
    ),
    "a start that depends on the case": (
        a_rule(CONCLUDES).replace(
            "{from: 2014-06-13}",
            "{from: §{readings: ["
            f"{{id: a, title: Somebody says so, cite: {CITE}, value: order.concluded_on}}, "
            f"{{id: b, title: Somebody says so, cite: {CITE}, value: 2014-06-13}}]}}}}",
        ),
        "`from` of rule `eu.a.rule` depends on the case",
    ),
    "a place outside of the file's": (a_rule(CONCLUDES, more="in: [DE, §US]"), "`US` does not lie within `EU`"),
    "a place around the file's": (a_rule(CONCLUDES, more="in: §UNION"), "`UNION` is no place"),
    "a place in small letters": (a_rule(CONCLUDES, more="in: §de"), "`de` is no place"),
    "a place twice": (a_rule(CONCLUDES, more="in: §[DE, DE]"), "`in` of rule `eu.a.rule` names `DE` twice"),
    "a place by an amount": (
        a_rule(CONCLUDES, more="place: §order.total"),
        "`place` names a place code, but `order.total` is an amount such as `EUR 29.90`",
    ),
    "governed by a place": (
        a_rule(CONCLUDES, more="governed_by: §buyer.residence"),
        "`governed_by` names a date, but `buyer.residence` is a place code",
    ),
    "an exemption outside of its rule": (a_rule(EXEMPTION + "\n    in: §US"), "`US` does not lie within `EU`"),
    "an exemption without a condition": (
        a_rule(EXEMPTION.replace("\n    when: {item.kind: goods}", "").replace("- id", "- §id")),
        "exemption `eu.a.exemption` has no `when`",
    ),
    "an exemption by itself selected": (
        a_rule(EXEMPTION + "\n    §place: seller.place"),
        "exemption `eu.a.exemption` has no key `place`",
    ),
}

EFFECTS = {
    "an unknown action": (a_rule("grants: {action: §withdrawl}"), "no action is called `withdrawl`"),
    "a liberty granted": (a_rule("grants: §{action: charge_fee}", each=""), "`charge_fee` is a liberty"),
    "a grant for the whole order": (
        a_rule("grants: {action: §withdraw}", each=""),
        "`withdraw` is asked for each of `items`, but the rule is not",
    ),
    "a ban for each item": (
        a_rule("forbids: {by: seller, action: §charge_fee}"),
        "`charge_fee` is asked once a case, but the rule is not",
    ),
    "a ban on another": (
        a_rule("forbids: {by: §buyer, action: charge_fee}", each=""),
        "`by` is `buyer`, but `seller` acts in `charge_fee`",
    ),
    "a ban on nobody": (a_rule("forbids: §{action: charge_fee}", each=""), "`forbids` has no `by`"),
    "a window that ends in money": (
        a_rule("grants: {action: withdraw, until: §item.price}"),
        "`until` of `grants` is a date, a moment or `{not_by: …}`, but `item.price`",
    ),
    "a fact concluded": (
        a_rule("concludes: {§order.rush: true}", each=""),
        "`order.rush` is stated, not concluded",
    ),
    "an unknown conclusion": (a_rule("concludes: {§order.coverd: true}", each=""), "no conclusion is called"),
    "nothing concluded": (a_rule("concludes: §{}"), "`concludes` of rule `eu.a.rule` names nothing"),
    "a conclusion of each item for the order": (
        a_rule("concludes: {§item.covered: true}", each=""),
        "`item.covered` is asked for each of `items`, but the rule is not",
    ),
    "a conclusion of the order for each item": (
        a_rule("concludes: {§order.covered: true}"),
        "`order.covered` is asked once a case, but the rule is not",
    ),
    "a conclusion twice": (
        a_rule("concludes: {item.covered: true}\nsets: {item.covered: false}").replace("  - ", "  - §"),
        "rule `eu.a.rule` says twice what becomes of `item.covered`",
    ),
    "an unknown duty": (
        a_rule("obliges: {by: seller, to: buyer, do: §pay}", each=""),
        "no obligation is called `pay`",
    ),
    "a duty of another": (
        a_rule("obliges: {by: §buyer, to: buyer, do: refund}", each=""),
        "`by` is `buyer`, but `seller` bears `refund`",
    ),
    "a duty to nobody": (a_rule("obliges: §{by: seller, do: refund}", each=""), "`obliges` has no `to`"),
    "a duty to the unknown": (
        a_rule("obliges: {by: seller, to: §customer, do: refund}", each=""),
        "no party is called `customer`",
    ),
    "an amount that is a date": (
        a_rule("obliges: {by: seller, to: buyer, do: refund, amount: §refund.due}", each=""),
        "`amount` names money, but `refund.due` is a date",
    ),
    "an amount that is a fact": (
        a_rule("obliges: {by: seller, to: buyer, do: refund, amount: §order.total}", each=""),
        "`amount` names no conclusion: `order.total`",
    ),
    "waiting for nothing": (
        a_rule("obliges: {by: seller, to: buyer, do: refund, may_wait_for: {first_of: §[]}}", each=""),
        "`first_of` of `may_wait_for` is an empty list",
    ),
}

OVERRIDES = {
    "an unknown rule": (
        a_rule(CONCLUDES, more="overrides: §eu.b.rule"),
        "`overrides` names `eu.b.rule`, which the pack does not have",
    ),
    "itself": (a_rule(CONCLUDES, more="overrides: §eu.a.rule"), "`eu.a.rule` sets itself aside"),
    "one rule twice": (
        a_rule(CONCLUDES) + a_rule(CONCLUDES, rule_id="eu.b.rule", more="overrides: [eu.a.rule, §eu.a.rule]"),
        "`overrides` of rule `eu.b.rule` names `eu.a.rule` twice",
    ),
    "an id twice": (
        a_rule(CONCLUDES) + a_rule(CONCLUDES, rule_id="§eu.a.rule"),
        "`eu.a.rule` stands twice over the same days, first at eu/rules.yaml:5",
    ),
    "a rule and an exemption of one id": (
        a_rule(EXEMPTION) + a_rule(CONCLUDES, rule_id="§eu.a.exemption"),
        "`eu.a.exemption` is already the id of an exemption at eu/rules.yaml:12",
    ),
}

ALL = IDENTITY | LAW | EFFECTS | OVERRIDES


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_a_rule_is_refused(case: tuple[str, str]) -> None:
    body, message = case
    text = rules(body)
    only_problem(refused(a_pack, PackError, text), text, "eu/rules.yaml", message)


def test_a_rule_without_scope_in_a_file_without_scope_is_told_all_that_is_missing() -> None:
    problems = refused(a_pack, PackError, rules(a_rule(CONCLUDES), head=""))
    assert [one.message for one in problems] == [
        f"rule `eu.a.rule` has no `{key}`" for key in ("governed_by", "in", "place")
    ]


def test_a_file_scope_that_is_wrong_is_told_once_for_all_its_rules() -> None:
    head = "place: §buyer.residense\nin: EU\ngoverned_by: order.concluded_on\n"
    text = rules(a_rule(CONCLUDES), a_rule(CONCLUDES, rule_id="eu.b.rule"), head=head)
    only_problem(refused(a_pack, PackError, text), text, "eu/rules.yaml", "nothing is called `buyer.residense`")


def test_a_rule_that_is_asked_once_cannot_be_selected_by_an_entry() -> None:
    text = rules(
        a_rule("concludes: {order.covered: true}", each="", more="place: resident.place").replace("  - ", "  - §")
    )
    message = "`resident.place` belongs to one of `incident.residents`"
    only_problem(refused(a_pack, PackError, text), text, "eu/rules.yaml", message)


def test_all_mistakes_of_all_files_come_at_once() -> None:
    files = {"a.yaml": rules(a_rule("grants: {action: x}")), "b.yaml": rules(a_rule(CONCLUDES, rule_id="r17"))}
    with pytest.raises(PackError) as caught:
        a_pack(files=files)
    assert [one.at.source for one in caught.value.problems] == ["eu/a.yaml", "eu/b.yaml"]
