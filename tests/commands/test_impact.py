"""`impact`: what a new version of the law does to past cases, counted, and nobody's data told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.commands.past_cases import a_case, another_law, lines
from tests.commands.running import SHOP, run, start

FRAGILE = ("{item.traits: {has: engraved}}", "{item.traits: {has: [engraved, fragile]}}")
SHORTER = ("{days: 14, after: item.received, counting: plain}", "{days: 11, after: item.received, counting: plain}")
NO_DELIVERY = ("{sum: [order.total, payment.delivery]}", "order.total")


def impact(new: Path, cases: Path, *arguments: str) -> Result:
    return run("impact", SHOP, new, cases, "--processes", "1", *arguments)


def counted(new: Path, cases: Path, *arguments: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(impact(new, cases, "--format", "json", *arguments).stdout)
    return told


@pytest.fixture
def fragile(tmp_path: Path) -> Path:
    """The law under which fragile things cannot go back."""
    return another_law(tmp_path, *FRAGILE)


def test_a_right_that_is_lost_is_counted_by_action_rule_and_place(tmp_path: Path, fragile: Path) -> None:
    cases = lines(tmp_path, a_case(), a_case(traits=["fragile"]), a_case(place="DE", traits=["fragile"]))
    told = counted(fragile, cases)
    assert (told["cases"], told["changed"], told["same"]) == (3, 2, 1)
    answer = {"sort": "action", "name": "withdraw", "before": "allowed", "after": "not_granted", "cases": 2}
    assert told["by_answer"] == [{**answer, "lines": [2, 3]}]
    assert [one["rule"] for one in told["by_rule"]] == ["shop.withdraw", "shop.withdraw.engraved"]
    assert [(one["place"], one["cases"]) for one in told["by_place"]] == [("DE", 1), ("PT", 1)]


def test_a_window_that_ends_sooner_is_a_change_though_the_answer_has_the_same_name(tmp_path: Path) -> None:
    sooner = another_law(tmp_path, *SHORTER)
    told = counted(sooner, lines(tmp_path, a_case(received="2026-09-25")), "--ask", "withdraw")
    assert [one["after"] for one in told["by_answer"]] == ["allowed: last_day_earlier"]


def test_money_that_is_owed_before_and_after_is_summed_by_duty_and_currency(tmp_path: Path) -> None:
    cheaper = another_law(tmp_path, *NO_DELIVERY)
    told = counted(cheaper, lines(tmp_path, a_case("a"), a_case("b")))
    assert told["money"] == [
        {
            "duty": "refund", "currency": "EUR", "cases": 2, "more": 0, "less": 2,
            "before": "EUR 69.60", "after": "EUR 59.80",
        }
    ]  # fmt: skip


def test_cases_that_cannot_be_decided_are_counted_with_the_fact_that_is_missing(tmp_path: Path) -> None:
    told = counted(SHOP, lines(tmp_path, a_case(received=None), a_case()), "--ask", "withdraw")
    assert told["open"] == 1
    assert told["missing_facts"] == [{"fact": "item.received", "cases": 1, "lines": [1]}]


def test_places_that_neither_version_covers_are_counted_as_such(tmp_path: Path) -> None:
    assert counted(SHOP, lines(tmp_path, a_case(place="CH")), "--ask", "withdraw")["not_covered"] == 1


def test_wrong_lines_are_named_by_file_and_line_and_stop_nothing(tmp_path: Path, fragile: Path) -> None:
    cases = lines(tmp_path, a_case(), "{not a case", "", a_case(received="2026-02-30"), a_case(traits=["fragile"]))
    result = impact(fragile, cases, "--format", "json")
    assert f"error: {cases}:2: " in result.stderr
    assert f"error: {cases}:4 (items[].received): " in result.stderr or f"error: {cases}:4: " in result.stderr
    told = json.loads(result.stdout)
    assert (told["cases"], told["wrong_lines"]) == (2, 2)
    assert told["by_answer"][0]["lines"] == [5]


def test_no_more_problems_are_named_than_asked_for_and_all_wrong_lines_are_counted(tmp_path: Path) -> None:
    cases = lines(tmp_path, a_case(), *["{"] * 9)
    result = impact(SHOP, cases, "--problems", "3")
    assert result.stderr.count("error:") == 3
    assert "9 lines could not be decided and are not counted as cases; 3 problems are named" in result.stderr


def test_no_name_and_no_free_text_of_a_case_is_told(tmp_path: Path, fragile: Path) -> None:
    secret = "Johanna-Mustermann"
    wrong = a_case(secret, received="2026-02-30")
    wrong["items"][0]["id"] = secret
    lost = a_case(secret, traits=["fragile"])
    lost["items"][0]["id"] = secret
    open_one = a_case(secret, received=None)
    open_one["items"][0]["id"] = secret
    impossible = a_case(secret)
    impossible["items"][0]["id"] = secret
    impossible["request"]["sent"] = "2026-09-01T12:00+01:00"
    cases = lines(tmp_path, wrong, lost, open_one, impossible)
    for form in ("text", "json", "markdown", "html"):
        result = impact(fragile, cases, "--format", form)
        assert secret not in result.stdout + result.stderr


SECRET = "Johanna-Mustermann"
LEAKING = (
    {"decide_on": SECRET},
    {"ask": SECRET},
    {"ask": [SECRET]},
    {"case": f"{SECRET} "},
    {SECRET: 1},
    {"buyer": {SECRET: 1, "residence": SECRET}},
    {"items": [{"id": SECRET}, {"id": SECRET}]},
    {"items": [{"id": SECRET, "kind": SECRET, "received": SECRET, "price": f"EUR {SECRET}"}]},
    {"request": {"sent": {SECRET: "2026-10-01"}}},
    {"order": SECRET},
)


@pytest.mark.parametrize("wrong", LEAKING, ids=lambda wrong: next(iter(wrong)))
def test_a_message_about_a_wrong_line_repeats_nothing_that_only_the_line_says(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    for text in (json.dumps({**a_case(), **wrong}), json.dumps({**a_case(), **wrong}, ensure_ascii=True)[:-2]):
        result = impact(SHOP, lines(tmp_path, text))
        assert "error: " in result.stderr
        assert "Johanna" not in result.stderr + result.stdout


def test_two_processes_count_what_one_counts(tmp_path: Path, fragile: Path) -> None:
    several = [a_case(f"o{number}", traits=["fragile"] if number % 3 else []) for number in range(70)]
    cases = lines(tmp_path, *several[:40], "{", *several[40:])
    one = start("impact", SHOP, fragile, cases, "--format", "json", "--processes", "1")
    two = start("impact", SHOP, fragile, cases, "--format", "json", "--processes", "2")
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert json.loads(one.stdout)["changed"] == 46


def test_a_bar_is_for_a_terminal_only(tmp_path: Path) -> None:
    assert start("impact", SHOP, SHOP, lines(tmp_path, a_case())).stderr == b""


def test_cases_may_come_from_standard_input() -> None:
    result = run("impact", SHOP, SHOP, "-", "--processes", "1", "--format", "json", stdin=json.dumps(a_case()) + "\n")
    assert json.loads(result.stdout)["cases"] == 1


# -- how it ends


def test_it_ends_with_0_where_nothing_changes(tmp_path: Path) -> None:
    assert impact(SHOP, lines(tmp_path, a_case()), "--ask", "withdraw").exit_code == 0


def test_it_ends_with_1_where_a_case_changes(tmp_path: Path, fragile: Path) -> None:
    assert impact(fragile, lines(tmp_path, a_case(traits=["fragile"]), "{")).exit_code == 1


def test_it_ends_with_3_where_nothing_changes_and_something_is_open(tmp_path: Path) -> None:
    assert impact(SHOP, lines(tmp_path, a_case(received=None)), "--ask", "withdraw").exit_code == 3


def test_it_ends_with_3_where_nothing_changes_and_a_line_is_wrong(tmp_path: Path) -> None:
    assert impact(SHOP, lines(tmp_path, a_case(), "{"), "--ask", "withdraw").exit_code == 3


def test_it_ends_with_2_where_no_case_could_be_read(tmp_path: Path) -> None:
    assert impact(SHOP, lines(tmp_path, "{")).exit_code == 2


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    result = impact(SHOP, lines(tmp_path, a_case(), name="cases.csv"))
    assert result.exit_code == 2
    assert "is no file of cases by its name" in result.stderr


def test_what_cannot_be_asked_is_refused(tmp_path: Path) -> None:
    assert impact(SHOP, lines(tmp_path, a_case()), "--ask", "withdrawl").exit_code == 2


def test_cases_that_do_not_say_when_they_are_looked_at_need_a_moment(tmp_path: Path) -> None:
    undated = {key: value for key, value in a_case().items() if key != "decide_on"}
    cases = lines(tmp_path, undated)
    assert impact(SHOP, cases).exit_code == 2
    assert impact(SHOP, cases, "--ask", "withdraw", "--on", "2026-10-04T09:00+01:00").exit_code == 0


# -- what a person reads


def test_the_screen_says_who_changes_in_one_sentence_and_then_why(tmp_path: Path, fragile: Path) -> None:
    result = impact(fragile, lines(tmp_path, a_case(), a_case(traits=["fragile"])))
    assert "1 of 2 cases come out otherwise (50.0%)" in result.stdout
    assert "action withdraw · allowed → not granted by law" in result.stdout


def test_markdown_holds_a_table_a_heading(tmp_path: Path, fragile: Path) -> None:
    told = impact(fragile, lines(tmp_path, a_case(traits=["fragile"])), "--format", "markdown").stdout
    assert "| 1 | action withdraw | allowed → not granted by law | as on line 1 |" in told


# -- Parquet


@pytest.mark.needs_columns
def test_rows_of_columns_count_as_lines_of_json_do(tmp_path: Path, fragile: Path) -> None:
    import pyarrow
    from pyarrow.parquet import write_table

    several = [a_case("a", traits=["fragile"]), a_case("b"), a_case("c", received=None)]
    rows = tmp_path / "cases.parquet"
    write_table(pyarrow.Table.from_pylist(several), rows)
    assert counted(fragile, rows) == counted(fragile, lines(tmp_path, *several))


@pytest.mark.needs_columns
def test_a_column_may_hold_whole_cases_as_json(tmp_path: Path, fragile: Path) -> None:
    import pyarrow
    from pyarrow.parquet import write_table

    several = [a_case("a", traits=["fragile"]), a_case("b")]
    rows = tmp_path / "cases.parquet"
    write_table(pyarrow.Table.from_pylist([{"case": json.dumps(one)} for one in several]), rows)
    assert counted(fragile, rows) == counted(fragile, lines(tmp_path, *several))


@pytest.mark.needs_columns
def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    result = impact(SHOP, lines(tmp_path, a_case(), name="cases.parquet"))
    assert result.exit_code == 2
    assert "this is no Parquet file that can be read" in result.stderr


def test_without_pyarrow_the_message_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    result = impact(SHOP, lines(tmp_path, a_case(), name="cases.parquet"))
    assert result.exit_code == 2
    assert "pip install 'policy-engine[columns]'" in result.stderr
