"""Examples build their cases on base cases and say what has to come of them; what cannot be meant is refused."""

from __future__ import annotations

from datetime import date

import pytest

from policy_engine.calendar.periods import Period, Unit
from policy_engine.decisions.examples import (
    Edge,
    Example,
    ExampleSet,
    Expectation,
    ExpectedAmount,
    ExpectedEdge,
    ExpectedNames,
    ExpectedState,
    ExpectedValues,
    ExpectedVerdict,
    Lacking,
    Naming,
)
from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.errors import Location, PackError
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment
from policy_engine.reading.example_reader import read_examples
from tests.reading.small_world import MARK, only_problem, places_of, refused, small_vocabulary

BASES = """
cases:
  shirt:
    decide_on: 2026-12-04T09:00+01:00
    buyer: {residence: NO, role: consumer}
    order: {channel: online, concluded_on: 2026-09-10}
    items: [{id: shirt, kind: goods, traits: [], received: 2026-09-19, price: EUR 29.90}]
    request: {sent: 2026-10-03T23:30+01:00}
  silent: {buyer: {residence: DE}}
"""
IDS = frozenset({"eu.a.rule", "eu.b.rule"})
AT = Location("eu/examples/more.yaml", 0, 0)


def read(text: str, bases: str = BASES) -> ExampleSet:
    files = {"examples/cases.yaml": bases.encode(), "examples/more.yaml": text.encode()}
    return read_examples(files, small_vocabulary(), "eu", known_ids=IDS)


def an_example(expect: str, *, says: str = "something comes of it", case: str = "shirt", more: str = "") -> str:
    lines = [f"case: {case}", f"says: {says}", *([more] if more else []), f"expect: {expect}"]
    return "  - " + "\n".join(lines).replace("\n", "\n    ") + "\n"


def examples(*texts: str) -> str:
    return "examples:\n" + "".join(texts)


def example(expect: str, more: str = "", case: str = "shirt") -> Example:
    (one,) = read(examples(an_example(expect, more=more, case=case))).examples
    return one


def test_an_example_has_the_facts_of_its_base_case() -> None:
    case = example("{refund: owed}").case
    assert case.facts["buyer.residence", ""] == "NO"
    assert case.members == {"items": ("shirt",)}


def test_an_example_states_some_facts_otherwise() -> None:
    case = example("{refund: owed}", "but: {item.received: 2026-11-02, order: {rush: true}}").case
    assert case.facts["item.received", "shirt"] == date(2026, 11, 2)
    assert case.facts["order.rush", ""] is True
    assert case.facts["order.channel", ""] == "online"


def test_an_example_takes_some_facts_away() -> None:
    case = example("{refund: owed}", 'without: [item.received, "items[shirt].price", buyer]').case
    gone = {"item.received", "item.price", "buyer.residence", "buyer.role"}
    assert not gone & {name for name, _ in case.facts}


def test_an_example_may_take_away_a_whole_list() -> None:
    case = example("{refund: owed}", "without: [items]").case
    assert case.members == {}


def test_one_example_leaves_the_base_case_to_the_next() -> None:
    more = an_example("{refund: owed}", more="without: [order.channel]", says="one")
    _, second = read(examples(more, an_example("{refund: owed}", says="two"))).examples
    assert second.case.facts["order.channel", ""] == "online"


def test_an_example_may_say_when_its_case_is_looked_at() -> None:
    case = example("{refund: owed}", "but: {decide_on: 2026-12-24T00:00Z}", case="silent").case
    assert case.decide_on == Moment.parse("2026-12-24T00:00Z")


def test_an_example_asks_for_what_it_expects() -> None:
    assert example("{withdraw: allowed, refund: owed, order.covered: true, by: eu.a.rule}").case.ask == (
        "withdraw", "refund", "order.covered",
    )  # fmt: skip


def test_an_example_may_ask_for_more() -> None:
    assert example("{asks: []}", "ask: [returns]").case.ask == ("returns",)


def test_every_example_knows_where_it_stands_and_what_it_shows() -> None:
    one = example("{refund: owed}")
    assert (str(one.at), one.base, one.says) == ("eu/examples/more.yaml:2:5", "shirt", "something comes of it")


def test_every_base_case_is_listed() -> None:
    assert set(read(examples(an_example("{refund: owed}"))).bases) == {"shirt", "silent"}


EXPECTED: dict[str, tuple[str, tuple[Expectation, ...]]] = {
    "a verdict": ("{withdraw: allowed}", (ExpectedVerdict("withdraw", "", VerdictCode.ALLOWED, AT),)),
    "a verdict for one entry": (
        '{"withdraw[shirt]": not_granted}',
        (ExpectedVerdict("withdraw", "shirt", VerdictCode.NOT_GRANTED, AT),),
    ),
    "a duty": ("{refund: needs_review}", (ExpectedState("refund", "", ObligationCode.NEEDS_REVIEW, AT),)),
    "the last day of a window": (
        "{last_day: 2026-11-16, withdraw: allowed}",
        (
            ExpectedVerdict("withdraw", "", VerdictCode.ALLOWED, AT),
            ExpectedEdge(Edge.LAST_DAY, "withdraw", "", date(2026, 11, 16), AT),
        ),
    ),
    "both ends of a disputed duty": (
        "{refund: owed, due_by: 2026-11-16, due_late_after: 2026-11-17T10:00Z}",
        (
            ExpectedState("refund", "", ObligationCode.OWED, AT),
            ExpectedEdge(Edge.DUE_BY, "refund", "", date(2026, 11, 16), AT),
            ExpectedEdge(Edge.DUE_LATE_AFTER, "refund", "", Moment.parse("2026-11-17T10:00Z"), AT),
        ),
    ),
    "a term": ("{refund.total: EUR 4.90}", (ExpectedValues("refund.total", "", frozenset({Money(490, "EUR")}), AT),)),
    "a term for one entry": (
        '{"window.end[shirt]": 2026-11-16}',
        (ExpectedValues("window.end", "shirt", frozenset({date(2026, 11, 16)}), AT),),
    ),
    "the values a term can take": (
        "{refund.due: [2026-11-16, 2026-11-17]}",
        (ExpectedValues("refund.due", "", frozenset({date(2026, 11, 16), date(2026, 11, 17)}), AT),),
    ),
    "a period": (
        "{window.length: {days: 14}}",
        (ExpectedValues("window.length", "", frozenset({Period(14, Unit.DAYS)}), AT),),
    ),
    "a duty that was met late": (
        "{refund: met late}",
        (ExpectedState("refund", "", ObligationCode.MET, AT, late=True),),
    ),
    "how much is owed": (
        "{refund: owed, amount: EUR 4.90}",
        (
            ExpectedState("refund", "", ObligationCode.OWED, AT),
            ExpectedAmount("refund", "", Money(490, "EUR"), AT),
        ),
    ),
    "no value": (
        "{refund.total: no value}",
        (ExpectedValues("refund.total", "", frozenset({Lacking.NO_VALUE}), AT),),
    ),
    "a day that is not there yet": (
        "{refund.due: [2026-11-16, not yet]}",
        (ExpectedValues("refund.due", "", frozenset({date(2026, 11, 16), Lacking.NOT_YET}), AT),),
    ),
    "a reason": ("{by: eu.a.rule}", (ExpectedNames(Naming.BY, ("eu.a.rule",), AT),)),
    "two reasons": ("{by: [eu.a.rule, eu.b.rule]}", (ExpectedNames(Naming.BY, ("eu.a.rule", "eu.b.rule"), AT),)),
    "no questions": ("{asks: []}", (ExpectedNames(Naming.ASKS, (), AT),)),
    "questions as a decision shows them": (
        "{asks: [item.pieces, order.rush, resident.place]}",
        (ExpectedNames(Naming.ASKS, ("items[shirt].pieces", "order.rush", "incident.residents"), AT),),
    ),
    "points for a person": ("{review: [eu.a.doubt]}", (ExpectedNames(Naming.REVIEW, ("eu.a.doubt",), AT),)),
}


@pytest.mark.parametrize("case", EXPECTED.values(), ids=EXPECTED)
def test_an_example_expects(case: tuple[str, tuple[Expectation, ...]]) -> None:
    expect, wanted = case
    assert tuple(replace_at(one) for one in example(expect).expect) == wanted


def replace_at(one: Expectation) -> Expectation:
    """The same expectation at the one place of this test."""
    assert one.at.line == 4
    fields = {name: getattr(one, name) for name in one.__slots__}
    return type(one)(**{**fields, "at": AT})


REFUSED = {
    "an unknown base case": (an_example("{refund: owed}", case="§hat"), "no base case is called `hat`"),
    "no claim": ("  - §{case: shirt, expect: {refund: owed}}\n", "an example has no `says`"),
    "nothing expected": (an_example("§{}"), "`expect` expects nothing"),
    "a key misspelt": (an_example("{refund: owed}", more="§btu: {order.rush: true}"), "an example has no key `btu`"),
    "an unknown verdict": (an_example("{withdraw: §granted}"), "the verdict of `withdraw` cannot be `granted`"),
    "a verdict for a duty": (an_example("{refund: §allowed}"), "the state of `refund` cannot be `allowed`"),
    "an unknown name": (an_example("{§withdrawl: allowed}"), "nothing to expect is called `withdrawl`"),
    "a fact": (an_example("{§order.rush: true}"), "nothing to expect is called `order.rush`"),
    "an entry that is not there": (an_example('{§"withdraw[hat]": allowed}'), "`items` has no entry `hat`"),
    "an entry of what is asked once": (an_example('{§"refund[shirt]": owed}'), "`refund` is asked once a case"),
    "a value of another type": (an_example("{refund.total: §5}"), "`refund.total` is an amount of money, not `5`"),
    "no value": (an_example("{refund.due: §[]}"), "the values of `refund.due` is an empty list"),
    "a last day of nothing": (an_example("{§last_day: 2026-11-16}"), "`last_day` belongs to one action, and `expect`"),
    "a last day of two": (
        an_example("{withdraw: allowed, charge_fee: forbidden, §last_day: 2026-11-16}"),
        "`last_day` belongs to one action, and `expect` names 2",
    ),
    "a due day of an action": (
        an_example("{withdraw: allowed, §due: 2026-11-16}"),
        "`due` belongs to one obligation, and `expect` names none",
    ),
    "how much of nothing": (
        an_example("{withdraw: allowed, §amount: EUR 4.90}"),
        "`amount` belongs to one obligation, and `expect` names none",
    ),
    "how much that is no money": (
        an_example("{refund: owed, amount: §5}"),
        "`amount` is an amount of money, not `5`",
    ),
    "an amount that is not there yet": (
        an_example("{refund.total: §not yet}"),
        "`refund.total` is an amount of money, not `not yet`",
    ),
    "a verdict that is met late": (
        an_example("{withdraw: §met late}"),
        "the verdict of `withdraw` cannot be `met late`",
    ),
    "a last day that is none": (an_example("{withdraw: allowed, last_day: §2026-11-31}"), "`last_day` is a date"),
    "a last day that is not yet": (
        an_example("{withdraw: allowed, last_day: §{not_by: 2026-11-30}}"),
        "`last_day` is a date or a moment, not `not_by`",
    ),
    "an unknown reason": (an_example("{by: §eu.c.rule}"), "no rule or exemption is called `eu.c.rule`"),
    "no reason": (an_example("{by: §[]}"), "`by` is an empty list"),
    "a reason twice": (an_example("{by: §[eu.a.rule, eu.a.rule]}"), "`by` names `eu.a.rule` twice"),
    "an unknown question": (an_example("{asks: [§order.rsh]}"), "`order.rsh` is no fact"),
    "an unknown fact": (an_example("{refund: owed}", more="but: {§order.rsh: true}"), "`order.rsh` is no fact"),
    "a fact that is not stated": (
        an_example("{refund: owed}", more="without: [§order.rush]"),
        "`order.rush` is not stated, so nothing is taken away",
    ),
    "a group that is not stated": (
        an_example("{refund: owed}", more="without: [§incident.residents]"),
        "`incident.residents` is not stated, so nothing is taken away",
    ),
    "an unknown ask": (an_example("{refund: owed}", more="ask: [§refnd]"), "nothing to ask for is called `refnd`"),
    "one claim twice": (
        an_example("{refund: owed}") + an_example("{refund: owed}").replace("  - ", "  - §"),
        "`something comes of it` is said twice of `shirt`",
    ),
    "an example at no moment": (
        an_example("{refund: owed}", case="silent").replace("  - ", "  - §"),
        "the case has no `decide_on`",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_an_example_is_refused(case: tuple[str, str]) -> None:
    body, message = case
    text = examples(body)
    only_problem(refused(read, PackError, text), text, "eu/examples/more.yaml", message)


BASES_REFUSED = {
    "a fact of the wrong type": (
        "  silent: {buyer: {residence: DE}, order: {rush: §yes}}",
        "`order.rush` is `true` or `false`, not `yes`",
    ),
    "an unknown fact": ("  silent: {§buyers: {residence: DE}}", "`buyers` is no fact"),
    "a name with blanks": ("  §the shirt: {buyer: {residence: DE}}", "a base case cannot be called `the shirt`"),
    "a list": ("  silent: §[]", "base case `silent` is a table of names and values, not a list"),
}


@pytest.mark.parametrize("case", BASES_REFUSED.values(), ids=BASES_REFUSED)
def test_a_base_case_is_refused_though_no_example_uses_it(case: tuple[str, str]) -> None:
    line, message = case
    text = BASES.replace("  silent: {buyer: {residence: DE}}", line)
    with pytest.raises(PackError) as caught:
        read("examples: [{case: shirt, says: it is so, expect: {refund: owed}}]", text.replace(MARK, ""))
    only_problem(caught.value.problems, text, "eu/examples/cases.yaml", message)


def test_a_mistake_in_a_base_case_is_told_once_for_all_its_examples() -> None:
    bases = BASES.replace("channel: online", "channel: §mail")
    text = examples(an_example("{refund: owed}", says="one"), an_example("{refund: owed}", says="two"))
    with pytest.raises(PackError) as caught:
        read(text, bases.replace(MARK, ""))
    only_problem(caught.value.problems, bases, "eu/examples/cases.yaml", "`order.channel` cannot be `mail`")


def test_an_event_that_an_example_moves_behind_the_moment_of_looking_is_told_with_the_example() -> None:
    text = examples(an_example("{refund: owed}", more="but: {request.sent: §2026-12-25}"))
    (problem,) = refused(read, PackError, text)
    assert [problem.at] == places_of(text, "eu/examples/more.yaml")
    assert problem.message.endswith("in the example at eu/examples/more.yaml:2:5")


def test_no_example_is_judged_while_some_file_cannot_be_read() -> None:
    text = "cases: §*shirt"
    with pytest.raises(PackError) as caught:
        read(examples(an_example("{refund: granted}", case="hat")), text.replace(MARK, ""))
    only_problem(caught.value.problems, text, "eu/examples/cases.yaml", "the alias `*shirt` is not allowed")


def test_two_base_cases_of_one_name_are_refused() -> None:
    text = "cases:\n  §shirt: {}\n"
    message = "the base case `shirt` stands twice"
    only_problem(refused(read, PackError, text), text, "eu/examples/more.yaml", message)


def test_only_files_below_examples_hold_examples() -> None:
    files = {"examples/a.yaml": b"cases: {a: {}}", "rules.yaml": b"cases: {b: {}}", "examples/c.json": b"{"}
    assert set(read_examples(files, small_vocabulary(), "eu").bases) == {"a"}
