"""A case that cannot be so is refused with every problem at its place, and without showing what may be private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.errors import CaseError, Problem
from policy_engine.reading.case_reader import case_from_mapping, read_case
from tests.reading.small_world import CASE, MARK, a_case, only_problem, places_of, refused, small_vocabulary

DECIDE_ON = "decide_on: 2026-10-04T09:00+01:00\n"

SPELLINGS = {
    "no for false": ("order.rush: §no", "`order.rush` is `true` or `false`, not `no`"),
    "NO for false": ("order.rush: §NO", "`order.rush` is `true` or `false`, not `NO`"),
    "True for true": ("order.rush: §True", "`order.rush` is `true` or `false`, not `True`"),
    "on for true": ("order.rush: §on", "`order.rush` is `true` or `false`, not `on`"),
    "1 for true": ("order.rush: §1", "`order.rush` is `true` or `false`, not `1`"),
    "a place in small letters": ("seller.place: §no", "`seller.place` is a place, not `no`"),
    "a place with an underscore": ("seller.place: §US_CA", "`seller.place` is a place, not `US_CA`"),
    "a place with too much": ("seller.place: §DE-BAYERN", "`seller.place` names a part of `DE` that is not known"),
    "a country by name": ("seller.place: §Norway", "`seller.place` is not a place"),
    "a word in capitals": ("order.channel: §Online", "`order.channel` cannot be `Online`"),
    "an offset for a time zone": ("seller.time_zone: §+01:00", "`seller.time_zone` is not a time zone"),
    "a time for a time zone": ("seller.time_zone: §12:30", "`seller.time_zone` is not a time zone"),
    "a time zone that is none": (
        "seller.time_zone: §Europe/Berlinn",
        "`seller.time_zone` is a time zone of the tz database, not `Europe/Berlinn`",
    ),
    "a city for a time zone": (
        "seller.time_zone: §Martinique",
        "`seller.time_zone` is not a time zone of the tz database",
    ),
    "null": ("order.rush: §null", "`order.rush` is null"),
    "nothing": ("order.rush: §~", "`order.rush` is null"),
    "a list for a word": ("order.channel: §[online]", "`order.channel` is one word, not a list"),
    "a table for a truth": ("order.rush: §{a: b}", "`order.rush` is `true` or `false`, not a table"),
    "a text for a period": ("order.promised: §14", "`order.promised` is a period such as `{days: 14}`, not a number"),
    "a period without a number": ("order.promised: {days: §some}", "`days` of `order.promised` is not a whole number"),
    "a period of two units": ("order.promised: §{days: 1, weeks: 1}", "`order.promised` is a period, which has no"),
    "a negative period": ("order.promised: {days: §-1}", "`days` of `order.promised` lies between 0 and 100,000"),
    "an endless period": ("order.promised: {days: §100001}", "`days` of `order.promised` lies between 0 and 100,000"),
    "a rate of nothing": ("order.rates: {EUR/HUF: §0}", "the rate `EUR/HUF` is a decimal number above zero"),
    "a rate in words": ("order.rates: {EUR/HUF: §1e3}", "the rate `EUR/HUF` is a decimal number above zero"),
    "a rate of one currency": ("order.rates: {§EUR: 3}", "`order.rates` cannot give a rate for `EUR`"),
    "a rate both ways": ("order.rates: {EUR/HUF: 395, §HUF/EUR: 0.0025}", "`order.rates` gives a rate both ways"),
    "an event in a form of its own": (
        "request.sent: §{before: 2026-01-01}",
        "`request.sent` is an event, which has no",
    ),
    "not by nothing": ("request.sent: {not_by: §[]}", "`not_by` of `request.sent` is a date or a moment, not a list"),
}

LISTS = {
    "a word for a list of words": ("items: [{traits: §sealed}]", "`items[1].traits` is a list of words, not a text"),
    "a list in a list of words": ("items: [{traits: [sealed, §[fresh]]}]", "`items[1].traits` lists words, not a list"),
    "a word twice": ("items: [{traits: [sealed, §sealed]}]", "`items[1].traits` lists `sealed` twice"),
    "an unknown word": ("items: [{traits: [§seald]}]", "`items[1].traits` cannot be `seald`"),
    "a list of units": ("order.promised: {days: §[1]}", "`days` of `order.promised` is a whole number, not a list"),
    "an endless text": ("order.note: §" + "a" * 10_001, "`order.note` is longer than 10,000 characters"),
    "a list twice": (
        "incident: {residents: [{place: DE}]}\n§incident.residents: [{place: DE}]",
        "`incident.residents` is stated twice",
    ),
    "a question that is a list": ("ask: [§[refund]]", "what `ask` names is a text, not a list"),
    "a question that is null": ("ask: [§null]", "what `ask` names is null"),
    "a case without a name": ("case: §''", "`case` is empty"),
}

SILENT = {
    "a decimal for a number": ("items: [{pieces: §1.10}]", "`items[1].pieces` is not a whole number"),
    "zeros before a number": ("items: [{pieces: §014}]", "`items[1].pieces` is not a whole number"),
    "minutes for a number": ("items: [{pieces: §12:30}]", "`items[1].pieces` is not a whole number"),
    "a power of ten": ("items: [{pieces: §1e3}]", "`items[1].pieces` is not a whole number"),
    "a number with underscores": ("items: [{pieces: §1_000}]", "`items[1].pieces` is not a whole number"),
    "a number with a plus": ("items: [{pieces: §+3}]", "`items[1].pieces` is not a whole number"),
    "minus nothing": ("items: [{pieces: §-0}]", "`items[1].pieces` is not a whole number"),
    "a number in other digits": ("items: [{pieces: §٣}]", "`items[1].pieces` is not a whole number"),
    "a huge number": ("items: [{pieces: §" + "9" * 5000 + "}]", "`items[1].pieces` has more than 15 digits"),
    "an amount without a currency": ("order.total: §31.70", "`order.total` is not an amount of money"),
    "an amount with a comma": ("order.total: §EUR 29,90", "`order.total` is not an amount of money"),
    "an amount with a sign": ("order.total: §€29.90", "`order.total` is not an amount of money"),
    "too many decimals": ("order.total: §EUR 29.901", "`order.total` is not an amount of money"),
    "cents of a yen": ("order.total: §JPY 1.5", "`order.total` is not an amount of money"),
    "a huge amount": ("order.total: §EUR 999999999999999", "`order.total` is not an amount of money"),
    "a month that is none": ("order.concluded_on: §2026-13-01", "`order.concluded_on` is not a date"),
    "a day that is none": ("order.concluded_on: §2026-02-29", "`order.concluded_on` is not a date"),
    "a day without zeros": ("order.concluded_on: §2026-1-1", "`order.concluded_on` is not a date"),
    "a day of other digits": ("order.concluded_on: §٢٠٢٦-01-01", "`order.concluded_on` is not a date"),
    "a day long ago": ("order.concluded_on: §1900-01-01", "`order.concluded_on` is not a date"),
    "a moment for a date": ("order.concluded_on: §2026-01-01T10:00Z", "`order.concluded_on` is not a date"),
    "a moment without an offset": ("request.at: §2026-10-03T21:15", "`request.at` is not a moment"),
    "a moment with a blank": ("request.at: §2026-10-03 23:30Z", "`request.at` is not a moment"),
    "an hour that is none": ("request.at: §2026-10-03T24:00Z", "`request.at` is not a moment"),
    "an offset that is none": ("request.at: §2026-10-03T23:30+15:00", "`request.at` is not a moment"),
    "a date for a moment": ("request.at: §2026-10-02", "`request.at` is not a moment"),
    "an event on no day": ("request.sent: §yesterday", "`request.sent` is not a date"),
    "an event at no moment": ("request.sent: §2026-10-03T21:15", "`request.sent` is not a moment"),
    "a place of a person": ("buyer.residence: §nowhere", "`buyer.residence` is not a place"),
    "a word about a person": ("buyer.group: §seceret", "`buyer.group` cannot be this"),
    "a name that is a table": ("buyer.name: §{first: Ann}", "`buyer.name` is a text, not a table"),
}

NAMES = {
    "an unknown fact": ("§order.chanel: online", "`order.chanel` is no fact"),
    "an unknown fact in a group": ("order: {§chanel: online}", "`order.chanel` is no fact"),
    "an unknown fact of an entry": ("items: [{§kinds: goods}]", "`item.kinds` is no fact"),
    "an unknown group": ("§orders: {channel: online}", "`orders` is no fact"),
    "a conclusion": ("§order.covered: true", "`order.covered` is derived, and cannot be stated"),
    "a group that is no table": ("order: §online", "`order` is a table of names and values, not a text"),
    "a group that is null": ("order: §null", "`order` is null"),
    "a list that is no list": ("items: §{kind: goods}", "`items` is a list, one table for each entry, not a table"),
    "an entry that is no table": ("items: [§goods]", "an entry of `items` is a table, not a text"),
    "two entries of one id": ("items: [{id: a}, {id: §a}]", "`items` has two entries `a`"),
    "an id like a number of another": ("items: [{id: '2'}, §{kind: goods}]", "`items` has two entries `2`"),
    "an id with blanks": ("items: [{id: §Ann Smith}]", "the `id` of an entry of `items` is not 1 to 64 letters"),
    "an id that is too long": ("items: [{id: §" + "a" * 65 + "}]", "the `id` of an entry of `items` is not 1 to 64"),
    "a case called as a person": ("case: §Ann Smith", "`case` is not 1 to 64 letters, digits"),
    "a fact twice": ("order: {rush: true}\n§order.rush: true", "`order.rush` is stated twice"),
    "a fact of an entry twice": (
        "items: [{id: a, kind: goods}]\n§items[a].kind: goods",
        "`items[a].kind` is stated twice",
    ),
    "one of several entries": (
        "items: [{id: a}, {id: b}]\n§item.kind: goods",
        "`item.kind` is a fact of one entry of `items`, and there are 2",
    ),
    "one of no entries": ("§item.kind: goods", "`item.kind` is a fact of one entry of `items`, and there are none"),
    "an entry that is not there": ("items: [{id: a}]\n§items[b].kind: goods", "`items` has no entry of this name"),
    "a slip in an id": ("items: [{id: shirt}]\n§items[shirts].kind: goods", "`items` has no entry `shirts`"),
    "an entry of no list": ("§order[a].rush: true", "no list is called `order`"),
    "an unknown question": ("ask: [§withdrawl]", "nothing to ask for is called `withdrawl`"),
    "a question twice": ("ask: [refund, §refund]", "`ask` names `refund` twice"),
    "a question that is no list": ("ask: §refund", "`ask` is a list, not a text"),
    "no questions": ("ask: §[]", "`ask` is an empty list"),
}

TOGETHER = {
    "an event that is to come": (
        "request.sent: §2026-10-05",
        "`request.sent` has not happened yet when the case is looked at",
    ),
    "an event a minute too early": (
        "request.sent: §2026-10-04T09:01+01:00",
        "`request.sent` has not happened yet when the case is looked at",
    ),
    "not yet by a day to come": (
        "request.sent: {not_by: §2026-10-05}",
        "`not_by` of `request.sent` is later than `decide_on`, and nobody knows that yet",
    ),
    "two currencies in one order": (
        "order.total: EUR 5\nitems: [{price: §USD 5}]",
        "`items[1].price` is in USD, but `order.total` at case.yaml:2:14 is in EUR",
    ),
    "an amount below zero": ("order.total: §EUR -5", "`order.total` is below zero"),
}

ALL = SPELLINGS | LISTS | SILENT | NAMES | TOGETHER


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_a_case_is_refused(case: tuple[str, str]) -> None:
    body, message = case
    text = DECIDE_ON + body
    problems = refused(a_case, CaseError, text)
    if text.count(MARK) == 1 and "{not_by: §2026" in text:
        text = text.replace("{not_by: §", "§{not_by: ")
    only_problem(problems, text, "case.yaml", message)


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_every_problem_says_what_to_do_about_it(case: tuple[str, str]) -> None:
    problems = refused(a_case, CaseError, DECIDE_ON + case[0])
    assert [one.message for one in problems if not one.help] == []


@pytest.mark.parametrize("case", SILENT.values(), ids=SILENT)
def test_a_message_shows_no_value_that_may_be_private(case: tuple[str, str]) -> None:
    body, _ = case
    value = body.partition(MARK)[2].rstrip("}]").split("}")[0]
    problems = refused(a_case, CaseError, DECIDE_ON + body)
    assert all(value not in str(problem) for problem in problems)


PASSING = {
    "an event on the day of looking": "request.sent: 2026-10-04",
    "an event at the moment of looking": "request.sent: 2026-10-04T09:00+01:00",
    "not yet by the day of looking": "request.sent: {not_by: 2026-10-04}",
    "an appointment that is to come": "order.concluded_on: 2026-10-05",
    "an amount of nothing": "order.total: EUR 0",
    "fourteen digits": "items: [{pieces: 999999999999999}]",
    "a long text": "order.note: " + "a" * 10_000,
    "the largest amount": "order.total: EUR 9999999999999.99",
}


@pytest.mark.parametrize("body", PASSING.values(), ids=PASSING)
def test_a_case_just_inside_the_bounds_is_read(body: str) -> None:
    assert a_case(DECIDE_ON + body).facts


def test_a_day_that_has_begun_somewhere_on_earth_may_have_seen_the_event() -> None:
    assert a_case("decide_on: 2026-10-04T10:00Z\nrequest.sent: 2026-10-05").facts
    with pytest.raises(CaseError):
        a_case("decide_on: 2026-10-04T09:59Z\nrequest.sent: 2026-10-05")


@pytest.mark.parametrize(
    "text", ['{"buyer": {"residence": "Anna Smith" oops}}', 'buyer: {residence: "Anna Smith" oops}\n']
)
def test_a_line_of_a_case_that_cannot_be_read_is_shown_by_its_shape_alone(text: str) -> None:
    with pytest.raises(CaseError) as refusal:
        read_case(text.encode(), "case", small_vocabulary())
    told = str(refusal.value)
    assert "Anna" not in told
    assert "xxxx xxxxx" in told


def test_a_case_is_a_table() -> None:
    text = DECIDE_ON.replace("decide_on: ", "- §").strip()
    assert "a case is a table of names and values" in [one.message for one in refused(a_case, CaseError, text)]


AT_ONCE = {
    "an alias": ("order.rush: §*yes\nitems: §3", ["the alias `*yes` is not", "`items` is a list"]),
    "a tag": ("order.rush: §!x maybe\nitems: §3", ["the tag `!x` is not allowed", "`items` is a list"]),
    "a key that stands twice": (
        "order.rush: true\n§order.rush: false\nitems: §3",
        ["the key `order.rush` stands twice", "`items` is a list"],
    ),
    "a quote that is not closed": ("§order.rsh: true\norder.note: §'a", ["`order.rsh` is no", "the text that begins"]),
    "a table that is not closed": ("order.rush: §no\nitems: [§{kind: goods", ["`order.rush` is", "the table that"]),
    "a JSON text that breaks off": (
        '{"order": {"rush": §"no"}, "items": [{"kind": "goods",§,',
        ["`order.rush` is `true`", "a value is expected"],
    ),
}


@pytest.mark.parametrize("case", AT_ONCE.values(), ids=AT_ONCE)
def test_what_is_wrong_with_the_text_does_not_hide_what_is_wrong_with_its_meaning(case: tuple[str, list[str]]) -> None:
    body, messages = case
    text = body if body.startswith("{") else DECIDE_ON + body
    problems = refused(a_case, CaseError, text)
    assert [one.at for one in problems] == places_of(text, "case.yaml")
    assert [one.message.startswith(begin) for one, begin in zip(problems, messages, strict=True)] == [True, True]


def test_a_text_that_breaks_off_is_not_blamed_for_what_may_stand_behind() -> None:
    text = "order.note: §'a\ndecide_on: 2026-10-04T09:00Z\n"
    only_problem(refused(a_case, CaseError, text), text, "case.yaml", "the text that begins here has no closing quote")


def test_a_name_whose_value_cannot_be_read_is_not_said_to_have_none() -> None:
    text = '{"decide_on": "2026-10-04T09:00Z", "case" §"x"}'
    only_problem(refused(a_case, CaseError, text), text, "case.yaml", "a `,` or `}` is missing before this")


def test_an_entry_that_may_stand_behind_the_break_is_not_missed() -> None:
    text = DECIDE_ON + "items[shirt].kind: goods\nitem.kind: goods\norder.note: §'a\nitems: [{id: shirt}]\n"
    only_problem(refused(a_case, CaseError, text), text, "case.yaml", "the text that begins here has no closing quote")


def test_zeros_before_a_number_are_told_away() -> None:
    (problem,) = refused(a_case, CaseError, DECIDE_ON + "items: [{pieces: 014}]")
    assert problem.help == "write it without leading zeros"


def test_an_unknown_fact_is_told_the_fact_of_another_group() -> None:
    (problem,) = refused(a_case, CaseError, DECIDE_ON + "order: {received: 2026-01-01}")
    assert "`item.received`" in problem.help


def test_a_case_says_when_it_is_looked_at() -> None:
    (problem,) = refused(a_case, CaseError, "order.rush: true")
    assert (str(problem.at), problem.message) == ("case.yaml:1:1", "the case has no `decide_on`")


def test_every_problem_of_a_case_is_told_at_once_in_the_order_of_the_text() -> None:
    text = "order: {rush: yes, channel: mail}\nitems: [{pieces: 014}]\nask: [x]\n"
    problems = refused(a_case, CaseError, text)
    assert [(one.at.line, one.at.column) for one in problems] == [(1, 1), (1, 15), (1, 29), (2, 18), (3, 7)]


SETS = {
    "no equals sign": ("order.rush", "--set", "`order.rush` is set to nothing"),
    "no name": ("=true", "--set", "this sets nothing"),
    "no value": ("order.rush=", "--set", "`order.rush` is set to nothing"),
    "an unknown name": ("order.rsh=true", "--set order.rsh:1:1", "`order.rsh` is no fact"),
    "a wrong value": ("order.rush=yes", "--set order.rush:1:1", "`order.rush` is `true` or `false`, not `yes`"),
    "a broken value": ("item.traits=[sealed", "--set item.traits:1:1", "the list that begins here has no closing"),
    "an unknown entry": ("items[hat].kind=goods", "--set items[hat].kind:1:1", "`items` has no entry of this name"),
    "null": ("order.rush=null", "--set order.rush:1:1", "`order.rush` is null"),
}


@pytest.mark.parametrize("case", SETS.values(), ids=SETS)
def test_what_is_set_wrongly_is_refused(case: tuple[str, str, str]) -> None:
    text, place, message = case
    with pytest.raises(CaseError) as caught:
        a_case(sets=(text,))
    (problem,) = caught.value.problems
    assert str(problem.at) == place
    assert problem.message.startswith(message)


VALUES: dict[str, tuple[object, str, str]] = {
    "a float": ({"order": {"total": 29.9}}, "<case> (order.total)", "a float is not exact"),
    "a float that is whole": ({"items": [{"pieces": 3.0}]}, "<case> (items[0].pieces)", "a float is not exact"),
    "a moment without a zone": (
        {"request": {"at": datetime(2026, 10, 3, 12, 0)}},  # noqa: DTZ001
        "<case> (request.at)",
        "a moment without an offset is not a moment",
    ),
    "a moment with microseconds": (
        {"request": {"at": datetime(2026, 10, 3, 12, 0, 0, 5, tzinfo=UTC)}},
        "<case> (request.at)",
        "`request.at` is not a moment",
    ),
    "None": ({"order": {"rush": None}}, "<case> (order.rush)", "`order.rush` is null"),
    "an object": ({"order": {"rush": object()}}, "<case> (order.rush)", "a case holds no value of type `object`"),
    "bytes": ({"order": {"note": b"x"}}, "<case> (order.note)", "a case holds no value of type `bytes`"),
    "a huge number": ({"items": [{"pieces": 10**5000}]}, "<case> (items[0].pieces)", "this number is too large"),
    "no number": ({"order": {"rates": {"EUR/HUF": Decimal("NaN")}}}, "<case> (order.rates.EUR/HUF)", "a case holds no"),
    "a name that is no text": ({"order": {1: True}}, "<case> (order)", "a name is a text, not a value of type `int`"),
    "a number for true": ({"order": {"rush": 1}}, "<case> (order.rush)", "`order.rush` is `true` or `false`, not `1`"),
    "true for a number": ({"items": [{"pieces": True}]}, "<case> (items[0].pieces)", "`items[1].pieces` is not a"),
    "a date for a truth": ({"order": {"rush": date(2026, 1, 1)}}, "<case> (order.rush)", "`order.rush` is `true` or"),
}


@pytest.mark.parametrize("case", VALUES.values(), ids=VALUES)
def test_a_python_value_that_no_text_could_say_is_refused(case: tuple[dict[str, object], str, str]) -> None:
    mapping, place, message = case
    with pytest.raises(CaseError) as caught:
        case_from_mapping({"decide_on": "2026-10-04T09:00Z", **mapping}, small_vocabulary())
    (problem,) = caught.value.problems
    assert str(problem.at) == place
    assert problem.message.startswith(message)


def test_a_mapping_that_holds_itself_is_refused() -> None:
    endless: dict[str, object] = {"decide_on": "2026-10-04T09:00Z"}
    endless["order"] = endless
    with pytest.raises(CaseError) as caught:
        case_from_mapping(endless, small_vocabulary())
    assert "this stands deeper than 40 levels" in [one.message for one in caught.value.problems]


@given(st.text() | st.binary())
def test_no_text_makes_the_reader_fail_otherwise_than_by_refusing(text: str | bytes) -> None:
    with pytest.raises(CaseError):
        read_case(text, "case.yaml", small_vocabulary())


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes()
LEVEL = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(), SCALARS, max_size=3)
TREES = LEVEL | st.lists(LEVEL, max_size=3) | st.dictionaries(st.text(), LEVEL, max_size=3)
KEYS = st.sampled_from(sorted(["order", "items", "ask", "decide_on", *small_vocabulary().facts]))


@given(st.dictionaries(KEYS, TREES, max_size=4))
def test_no_mapping_makes_the_reader_fail_otherwise_than_by_refusing(mapping: dict[str, object]) -> None:
    problems = problems_of(lambda: case_from_mapping(mapping, small_vocabulary()))
    assert problems or "decide_on" in mapping


@given(st.sampled_from(sorted(small_vocabulary().facts)), st.text(min_size=12, alphabet="abcdefghijklmnopqrstuvwxyz"))
def test_the_value_of_a_personal_fact_is_in_no_message(name: str, value: str) -> None:
    fact = small_vocabulary().facts[name]
    text = f"items: [{{}}]\nincident: {{residents: [{{}}]}}\n{DECIDE_ON}{name}: {value}\n"
    problems = problems_of(lambda: a_case(text))
    assert not fact.personal or all(value not in str(problem) for problem in problems)


def test_the_case_of_the_other_tests_is_right() -> None:
    assert read_case(CASE, "case.yaml", small_vocabulary()).facts


def problems_of(read: Callable[[], object]) -> tuple[Problem, ...]:
    """What is wrong, if anything is; anything but a refusal fails the test."""
    try:
        read()
    except CaseError as error:
        return error.problems
    return ()
