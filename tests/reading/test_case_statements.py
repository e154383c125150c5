"""A case states facts in several ways that all mean the same, and each statement gets the type of its fact."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest

from policy_engine.calendar.periods import Period, Unit
from policy_engine.errors import CaseError
from policy_engine.facts.case import Case, shown_address
from policy_engine.facts.money import Money, Rates
from policy_engine.facts.values import Moment, NotBy, Value
from policy_engine.reading.case_reader import case_from_mapping, read_case
from tests.reading.small_world import CASE, a_case, small_vocabulary

DECIDE_ON = "decide_on: 2026-10-04T09:00+01:00\n"

VALUES: dict[str, tuple[str, str, Value]] = {
    "Norway": ("buyer.residence", "NO", "NO"),
    "Ontario": ("buyer.residence", "CA-ON", "CA-ON"),
    "a quoted place": ("buyer.residence", "'NO'", "NO"),
    "a free zone": ("seller.place", "AE-DIFC", "AE-DIFC"),
    "true": ("order.rush", "true", True),
    "a quoted truth": ("order.rush", '"false"', False),
    "a word": ("order.channel", "online", "online"),
    "a time zone": ("buyer.time_zone", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    "an amount": ("order.total", "EUR 29.90", Money(2990, "EUR")),
    "an amount without cents": ("order.total", "JPY 500", Money(500, "JPY")),
    "an amount with mills": ("order.total", "KWD 1.234", Money(1234, "KWD")),
    "a day": ("order.concluded_on", "2026-01-01", date(2026, 1, 1)),
    "a day that is to come": ("order.concluded_on", "2027-01-01", date(2027, 1, 1)),
    "an event's day": ("request.sent", "2026-10-03", date(2026, 10, 3)),
    "an event's moment": (
        "request.sent",
        "2026-10-03T23:30+01:00",
        Moment(datetime(2026, 10, 3, 22, 30, tzinfo=UTC), 60),
    ),
    "a moment at Greenwich": (
        "request.at",
        "2026-10-03T23:30:05Z",
        Moment(datetime(2026, 10, 3, 23, 30, 5, tzinfo=UTC)),
    ),
    "not by a day": ("request.sent", "{not_by: 2026-10-04}", NotBy(date(2026, 10, 4))),
    "not by a moment": (
        "request.sent",
        "{not_by: 2026-10-04T08:00Z}",
        NotBy(Moment(datetime(2026, 10, 4, 8, 0, tzinfo=UTC))),
    ),
    "a period": ("order.promised", "{years: 2}", Period(2, Unit.YEARS)),
    "rates": (
        "order.rates",
        "{EUR/HUF: 395.20, EUR/CZK: 25}",
        Rates({("EUR", "HUF"): Fraction(3952, 10), ("EUR", "CZK"): Fraction(25)}),
    ),
    "a text that looks like a number": ("order.note", "1.10", "1.10"),
    "a text that looks like a time": ("order.note", "12:30", "12:30"),
    "an empty text": ("order.note", "''", ""),
}


@pytest.mark.parametrize("case", VALUES.values(), ids=VALUES)
def test_a_fact_has_the_type_of_the_vocabulary(case: tuple[str, str, Value]) -> None:
    name, text, value = case
    assert a_case(f"{DECIDE_ON}{name}: {text}").facts[name, ""] == value


MEMBER_VALUES: dict[str, tuple[str, str, Value]] = {
    "no trait": ("traits", "[]", frozenset()),
    "two traits": ("traits", "[sealed, fresh]", frozenset({"sealed", "fresh"})),
    "a number": ("pieces", "14", 14),
    "no pieces": ("pieces", "0", 0),
    "a negative number": ("pieces", "-3", -3),
}


@pytest.mark.parametrize("case", MEMBER_VALUES.values(), ids=MEMBER_VALUES)
def test_a_fact_of_an_entry_has_the_type_of_the_vocabulary(case: tuple[str, str, Value]) -> None:
    name, text, value = case
    assert a_case(f"{DECIDE_ON}items: [{{{name}: {text}}}]").facts[f"item.{name}", "1"] == value


def test_facts_may_be_nested_or_dotted() -> None:
    nested = a_case(f"{DECIDE_ON}order: {{channel: online, rush: true}}")
    dotted = a_case(f"{DECIDE_ON}order.channel: online\norder.rush: true")
    assert nested == dotted


def test_yaml_and_json_state_the_same_case() -> None:
    as_json = """{"decide_on": "2026-10-04T09:00+01:00", "order": {"rush": true},
        "items": [{"id": "a", "pieces": 14, "traits": ["sealed"]}]}"""
    as_yaml = f"{DECIDE_ON}order: {{rush: true}}\nitems: [{{id: a, pieces: 14, traits: [sealed]}}]"
    assert a_case(as_json) == a_case(as_yaml)


def test_entries_are_known_by_their_id_or_their_number_in_order() -> None:
    case = a_case(f"{DECIDE_ON}items: [{{id: shirt, pieces: 1}}, {{pieces: 2}}, {{id: cream, pieces: 3}}]")
    assert case.members == {"items": ("shirt", "2", "cream")}
    assert case.facts["item.pieces", "2"] == 2


def test_a_list_that_is_left_out_is_unknown_and_an_empty_one_is_known() -> None:
    assert "items" not in a_case(DECIDE_ON).members
    assert a_case(f"{DECIDE_ON}items: []").members == {"items": ()}


def test_a_list_may_lie_within_a_group() -> None:
    case = a_case(f"{DECIDE_ON}incident: {{aware: 2026-10-01, residents: [{{place: DE}}, {{place: FR}}]}}")
    assert case.members == {"incident.residents": ("1", "2")}
    assert case.facts["resident.place", "2"] == "FR"


def test_one_entry_may_be_spoken_of_from_outside() -> None:
    case = a_case(f"items[shirt].pieces: 3\n{DECIDE_ON}items: [{{id: shirt}}, {{id: cream}}]")
    assert case.facts == {("item.pieces", "shirt"): 3}


def test_the_only_entry_needs_no_id_to_be_spoken_of() -> None:
    case = a_case(f"item.pieces: 3\n{DECIDE_ON}items: [{{id: shirt}}]")
    assert case.facts == {("item.pieces", "shirt"): 3}


def test_a_case_is_called_after_itself_or_its_file() -> None:
    assert a_case(f"case: order-1042\n{DECIDE_ON}").id == "order-1042"
    assert read_case(DECIDE_ON, "orders/order-17.yaml", small_vocabulary()).id == "order-17"
    assert read_case(DECIDE_ON, "orders\\1042", small_vocabulary()).id == "1042"
    assert read_case(DECIDE_ON, "<stdin>", small_vocabulary()).id == "stdin"


@pytest.mark.parametrize("name", ["Ann Smith.yaml", "ann-smith.yaml", "Ann-1042.yaml", "ann@example1.org", "ä1.yaml"])
def test_a_file_that_may_be_called_as_a_person_gives_its_name_to_no_case(name: str) -> None:
    assert read_case(DECIDE_ON, f"orders/{name}", small_vocabulary()).id == "case"


def test_a_case_asks_for_actions_duties_topics_and_terms() -> None:
    assert a_case(f"ask: [withdraw, refund, returns, window.end]\n{DECIDE_ON}").ask == (
        "withdraw", "refund", "returns", "window.end",
    )  # fmt: skip


def test_only_a_default_may_say_when_a_silent_case_is_looked_at() -> None:
    default = Moment.parse("2026-01-01T00:00Z")
    assert (
        read_case("order.rush: true", "case.yaml", small_vocabulary(), default_decide_on=default).decide_on == default
    )
    assert read_case(CASE, "case.yaml", small_vocabulary(), default_decide_on=default).decide_on != default


def test_an_address_is_shown_as_people_write_it() -> None:
    vocabulary = small_vocabulary()
    assert shown_address(vocabulary, ("item.received", "shirt")) == "items[shirt].received"
    assert shown_address(vocabulary, ("resident.place", "1")) == "incident.residents[1].place"
    assert shown_address(vocabulary, ("order.channel", "")) == "order.channel"


def test_a_case_with_other_facts_leaves_the_first_as_it_was() -> None:
    case = a_case()
    changed = case.with_facts({("order.rush", ""): True}, [("order.channel", "")])
    assert ("order.channel", "") in case.facts
    assert changed.facts == {
        address: value for address, value in case.facts.items() if address != ("order.channel", "")
    } | {("order.rush", ""): True}


def test_a_case_cannot_be_built_with_two_entries_of_one_id() -> None:
    with pytest.raises(ValueError, match="two entries of `items`"):
        Case("a", (), Moment.parse("2026-01-01T00:00Z"), {}, {"items": ("a", "a")}, "")


SETS: dict[str, tuple[str, tuple[str, str], Value]] = {
    "a fact": ("order.channel=shop", ("order.channel", ""), "shop"),
    "a fact of the only entry": ("item.received=2026-09-20", ("item.received", "shirt"), date(2026, 9, 20)),
    "a fact of an entry": ("items[shirt].kind=service", ("item.kind", "shirt"), "service"),
    "an event that is not yet": (
        "item.received={not_by: 2026-10-04}",
        ("item.received", "shirt"),
        NotBy(date(2026, 10, 4)),
    ),
    "an amount": ("item.price=EUR 30", ("item.price", "shirt"), Money(3000, "EUR")),
    "a set": ("item.traits=[sealed]", ("item.traits", "shirt"), frozenset({"sealed"})),
    "a fact the case left out": ("order.rush=true", ("order.rush", ""), True),
    "a text with an equals sign": ("order.note=a=b", ("order.note", ""), "a=b"),
}


@pytest.mark.parametrize("case", SETS.values(), ids=SETS)
def test_what_is_set_wins_over_the_case(case: tuple[str, tuple[str, str], Value]) -> None:
    text, address, value = case
    assert a_case(sets=(text,)).facts[address] == value


def test_the_moment_of_looking_and_the_questions_may_be_set() -> None:
    case = a_case(sets=("decide_on=2026-12-01T00:00Z", "ask=[withdraw]"))
    assert case.decide_on == Moment.parse("2026-12-01T00:00Z")
    assert case.ask == ("withdraw",)


def test_a_list_that_is_set_replaces_the_whole_list() -> None:
    case = a_case(sets=("items=[{id: hat, pieces: 1}]",))
    assert case.members["items"] == ("hat",)
    assert [address for address in case.facts if address[1]] == [("item.pieces", "hat")]


def test_python_values_state_the_same_case_as_text() -> None:
    mapping = {
        "case": "order-1",
        "decide_on": datetime(2026, 10, 4, 9, 0, tzinfo=timezone(timedelta(hours=1))),
        "buyer": {"residence": "NO", "role": "consumer"},
        "order": {"channel": "online", "concluded_on": date(2026, 9, 10)},
        "items": [
            {
                "id": "shirt",
                "kind": "goods",
                "traits": set(),
                "received": date(2026, 9, 19),
                "price": Money(2990, "EUR"),
            }
        ],
        "request": {"sent": datetime(2026, 10, 3, 22, 30, tzinfo=UTC)},
    }
    from_values = case_from_mapping(mapping, small_vocabulary(), "case.yaml")
    sent = {("request.sent", ""): Moment(datetime(2026, 10, 3, 22, 30, tzinfo=UTC), 0)}
    assert from_values.facts == {**a_case().facts, **sent}
    assert (from_values.id, from_values.members) == (a_case().id, a_case().members)


def test_python_values_may_be_exact_decimals_and_whole_numbers() -> None:
    mapping = {
        "decide_on": "2026-10-04T09:00Z",
        "order": {"rates": {"EUR/HUF": Decimal("395.20")}},
        "items": [{"pieces": 3}],
    }
    facts = case_from_mapping(mapping, small_vocabulary()).facts
    assert facts["order.rates", ""] == Rates({("EUR", "HUF"): Fraction(3952, 10)})
    assert facts["item.pieces", "1"] == 3


def test_a_case_may_be_bytes() -> None:
    assert read_case(CASE.encode(), "case.yaml", small_vocabulary()) == a_case()


def test_a_case_in_another_encoding_is_refused() -> None:
    with pytest.raises(CaseError):
        read_case("order.note: Grüße".encode("latin-1"), "case.yaml", small_vocabulary())


def test_a_case_knows_where_each_of_its_facts_stands() -> None:
    case = read_case(f"{DECIDE_ON}\norder.rush: true\nitems: [{{id: a, kind: goods}}]", "case.yaml", small_vocabulary())
    assert str(case.place_of([("order.rush", "")])) == "case.yaml:3:13"
    assert str(case.place_of([("item.kind", "a"), ("order.rush", "")])) == "case.yaml:4:23"
    assert str(case.place_of([("order.note", "")])) == "case.yaml"


def test_a_case_of_python_values_knows_the_path_of_each_of_its_facts() -> None:
    case = case_from_mapping({"decide_on": "2026-10-04T09:00Z", "order": {"rush": True}}, small_vocabulary())
    assert str(case.place_of([("order.rush", "")])) == "<case> (order.rush)"
