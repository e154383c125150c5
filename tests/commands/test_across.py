"""`across`: the law of several places side by side, in every form, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from policy_engine.facts.values import Moment
from tests.commands.changing import changing
from tests.commands.running import SHOP, run

DAY = ("--on", "2026-11-22")


def across(*arguments: str | Path, pack: Path = SHOP) -> Result:
    return run("across", *arguments, "--pack", pack)


def told(*arguments: str | Path, pack: Path = SHOP) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(across(*arguments, "--format", "json", pack=pack).stdout)
    return answer


def words(*arguments: str | Path, pack: Path = SHOP) -> str:
    return " ".join(across(*arguments, pack=pack).stdout.split())


def test_each_place_has_its_values_with_law_days_and_grade() -> None:
    places = told("withdrawal.end", "--in", "PT,CH", *DAY)["asked"][0]["places"]
    assert [one["place"] for one in places] == ["PT", "CH"]
    law = places[0]["laws"][0]
    assert law["value"] == "14 days after item.received"
    assert law["where"] == ["item.kind: goods"]
    assert law["from"] == "2020-01-01"
    assert (law["cites"][0]["at"], law["cites"][0]["grade"]) == ("s. 3", "primary")


def test_readings_stand_under_the_value_they_belong_to() -> None:
    law = told("withdrawal.end", "--in", "PT", *DAY)["asked"][0]["places"][0]["laws"][1]
    assert (
        law["value"] == "14 days beginning with order.concluded_on or 30 days after order.concluded_on (sources differ)"
    )
    assert law["readings"][0].startswith("by one reading: The day of the contract counts (act s. 4")


def test_a_place_that_no_pack_covers_is_told_and_ends_with_4() -> None:
    result = across("withdrawal.end", "--in", "PT,CH", *DAY)
    assert result.exit_code == 4
    assert "no pack covers returns here" in result.stdout


def test_a_place_that_states_nothing_is_told_apart_from_one_that_is_not_covered() -> None:
    result = across("withdrawal.period", "--in", "PT", *DAY)
    assert result.exit_code == 0
    assert "nothing stated" in result.stdout


def test_an_action_is_told_by_what_grants_it_and_what_is_for_a_person() -> None:
    shown = words("keep_money", "--in", "PT", *DAY)
    assert "For a person to decide shop.wear: how much wear is too much is a judgement" in shown


def test_a_topic_lists_its_terms() -> None:
    names = [one["name"] for one in told("--topic", "returns", "--in", "PT", *DAY)["asked"]]
    assert names == ["withdrawal.end", "return.cost_on", "confirm"]


def test_csv_has_one_line_a_statement_and_says_why_a_place_has_none() -> None:
    text = across("withdrawal.end", "--in", "PT,CH", *DAY, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["place"], row["answer"], row["at"]) for row in rows] == [
        ("PT", "stated", "s. 3"),
        ("PT", "stated", "s. 4"),
        ("CH", "not covered", ""),
    ]
    assert rows[0]["grade"] == "primary"
    assert rows[2]["note"] == "no pack covers returns here"


def test_markdown_is_a_table_with_links_to_the_law() -> None:
    text = across("withdrawal.end", "--in", "PT,CH", *DAY, "--format", "markdown").stdout
    assert (
        "| Portugal (PT) | 14 days after item.received | item.kind: goods | [act s. 3](https://example.org/shop-act) |"
        in text
    )
    assert "| Switzerland (CH) | *not covered* |" in text


def test_html_is_one_page_with_every_place() -> None:
    page = across("withdrawal.end", "--in", "PT,CH", *DAY, "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "Portugal (PT)" in page
    assert "not covered" in page


def test_today_is_taken_where_no_day_is_stated_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_engine.commands.across.now", lambda: Moment.parse("2026-11-22T10:00+01:00"))
    result = across("withdrawal.end", "--in", "PT")
    assert "the law of today, 2026-11-22" in result.stderr


# -- over the years


def test_over_the_years_every_change_has_its_day(tmp_path: Path) -> None:
    place = told("withdraw", "--in", "PT", "--through", "2019..2028", pack=changing(tmp_path))["places"][0]
    assert place["at_first"] == []
    assert [(one["day"], one["change"]) for one in place["changes"]] == [
        ("2020-01-01", "begins"),
        ("2027-01-01", "ends"),
        ("2027-01-01", "begins"),
    ]


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "html"])
def test_every_form_tells_the_years(tmp_path: Path, form: str) -> None:
    result = across("withdraw", "--in", "PT,CH", "--through", "2019..2028", "--format", form, pack=changing(tmp_path))
    assert "2027" in result.stdout
    assert "not covered" in result.stdout or "no pack covers returns here" in result.stdout


def test_a_disputed_first_day_counts_from_the_reading_that_begins_first(tmp_path: Path) -> None:
    tiny = changing(tmp_path)
    ids = [
        [
            law["id"]
            for law in told("return.cost_on", "--in", "DE", "--on", day, pack=tiny)["asked"][0]["places"][0]["laws"]
        ]
        for day in ("2027-02-28", "2027-03-01")
    ]
    assert "tiny.cost.de" not in ids[0]
    assert "tiny.cost.de" in ids[1]


# -- what is refused


def test_all_problems_are_told_at_once() -> None:
    result = across("withdrawl.end", "--in", "UK,XY-1", "--on", "2026-02-30")
    assert result.exit_code == 2
    for part in ("did you mean `withdrawal.end`, ", "`UK` is no place", "did you mean `GB`?", "`XY-1`", "--on"):
        assert part in result.stderr


def test_a_fact_and_a_topic_are_told_for_what_they_are() -> None:
    assert "it is a fact" in across("item.kind", "--in", "PT").stderr
    assert "`--topic returns`" in across("returns", "--in", "PT").stderr


def test_a_term_or_a_topic_is_needed_and_not_both() -> None:
    assert across("--in", "PT").exit_code == 2
    assert across("withdrawal.end", "--topic", "returns", "--in", "PT").exit_code == 2


def test_a_place_is_needed() -> None:
    assert "no place was named" in across("withdrawal.end").stderr


@pytest.mark.parametrize("years", ["2028..2014", "14..28", "2014-2028", "1900..2000"])
def test_years_are_written_from_the_first_to_the_last(years: str) -> None:
    assert across("withdrawal.end", "--in", "PT", "--through", years).exit_code == 2
