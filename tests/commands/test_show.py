"""`show`: one rule, exemption, row or term, and what hangs on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policy_engine.catalog.packs import load_program, pack_files, source_name
from policy_engine.reading.excerpts import Excerpts
from policy_engine.rules.statements import statements_of
from tests.commands.changing import changing, line_of
from tests.commands.running import REPOSITORY, run

EU = REPOSITORY / "rules" / "eu" / "0.1.0"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return changing(tmp_path)


def told(name: str, pack: str | Path = EU) -> dict[str, Any]:
    (found,) = json.loads(run("show", name, "--pack", pack, "--format", "json").stdout)["found"]
    assert isinstance(found, dict)
    return found


def words(name: str, pack: str | Path = EU) -> str:
    answer = run("show", name, "--pack", pack)
    assert answer.exit_code == 0
    return " ".join(answer.stdout.split())


def ids(statements: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in statements]


# -- a rule


def test_a_rule_shows_its_citation_in_full() -> None:
    text = words("eu.withdrawal.period")
    assert "cited art. 9(1), 11(2)" in text
    assert "source Directive 2011/83/EU on consumer rights (crd, statute)" in text
    assert "http://data.europa.eu/eli/dir/2011/83/oj" in text
    assert "checked Sat 21 Nov 2026, read at the source" in text


def test_a_rule_shows_whose_law_it_is_from_when_on_and_what_selects_it() -> None:
    text = words("eu.withdrawal.period")
    assert "law from Fri 13 Jun 2014 on" in text
    assert "place buyer.residence in EU (27 places)" in text
    assert "governed by order.concluded_on" in text
    assert "asked once a member of items" in text


def test_a_rule_is_quoted_as_it_stands_in_its_file_without_its_exemptions() -> None:
    (version,) = told("eu.withdrawal.period")["versions"]
    lines = (EU / "withdrawal.yaml").read_text(encoding="utf-8").splitlines()
    first = version["at"]["line"] - 1
    last = next(number for number, line in enumerate(lines) if line == "    unless:")
    assert version["text"] == [line[2:] for line in lines[first:last]]


def test_the_quotation_names_its_file_and_line(tiny: Path) -> None:
    line = line_of("- id: tiny.cost.de")
    assert f"As it stands in {tiny_source(tiny)}:{line} - id: tiny.cost.de" in words("tiny.cost.de", tiny)


def tiny_source(tiny: Path) -> str:
    place: str = told("tiny.cost.de", tiny)["versions"][0]["at"]["file"]
    assert place.endswith(f"{tiny.name}/law.yaml")
    return place


def test_a_rule_lists_its_exemptions_with_their_ids_and_places() -> None:
    (version,) = told("eu.withdrawal.period")["versions"]
    assert {f"eu.withdrawal.exc.{letter}" for letter in "abcdefghijklm"} < set(ids(version["exemptions"]))


def test_a_rule_says_what_it_sets_aside_and_who_sets_it_aside(tiny: Path) -> None:
    (general,) = told("tiny.cost", tiny)["versions"]
    (special,) = told("tiny.cost.de", tiny)["versions"]
    assert (ids(general["sets_aside"]), ids(general["set_aside_by"])) == ([], ["tiny.cost.de"])
    assert (ids(special["sets_aside"]), ids(special["set_aside_by"])) == (["tiny.cost"], [])
    assert "Is set aside by DE tiny.cost.de act s. 5 In Germany the seller will pay" in words("tiny.cost", tiny)


def test_all_states_that_lengthen_the_fourteen_days_are_named_beside_them() -> None:
    (version,) = told("eu.withdrawal.period.length")["versions"]
    assert {"es.withdrawal.30", "it.withdrawal.30", "pl.withdrawal.30"} < set(ids(version["set_aside_by"]))


def test_a_rule_says_who_uses_what_it_concludes(tiny: Path) -> None:
    (use,) = told("tiny.cost.de", tiny)["gives"]
    assert (use["name"], use["how"]) == ("return.cost_on", "sets")
    assert [(one["for"], one["by"]["id"]) for one in use["needed_by"]] == [("asks", "tiny.fee")]


def test_a_conclusion_that_nobody_uses_is_said_to_be_used_by_nobody(tiny: Path) -> None:
    assert "Who uses withdrawal.period, which it gives no statement of this pack uses it" in words("tiny.end", tiny)


def test_a_rule_lists_the_examples_that_name_it_with_their_place(tiny: Path) -> None:
    (example,) = told("tiny.withdraw", tiny)["examples"]
    assert (example["case"], example["says"], example["at"]["line"]) == ("shirt", "a shirt may go back", 2)
    assert "shirt: a shirt may go back" in words("tiny.withdraw", tiny)


def test_a_rule_shows_the_readings_of_its_first_day() -> None:
    text = words("eu.withdrawal.function.nl")
    assert "law from Fri 19 Jun 2026 or Thu 25 Jun 2026 (sources differ) on" in text
    assert "june_25: Other sources report 25 June 2026 nl_bw art. 6:230oa" in text


def test_a_question_of_law_leads_to_the_rule_that_answers_it_in_two_ways() -> None:
    (version,) = told("eu.withdrawal.function.nl.from")["versions"]
    assert version["id"] == "eu.withdrawal.function.nl"


def test_a_weak_source_is_told_in_words() -> None:
    assert "checked Sat 21 Nov 2026, from memory, rather sure" in words("eu.withdrawal.exc.e")


# -- versions


def test_versions_of_one_rule_stand_one_after_the_other(tiny: Path) -> None:
    first, second = told("tiny.withdraw", tiny)["versions"]
    assert (first["from"], first["until"]) == ("2020-01-01", "2027-01-01")
    assert (second["from"], second["until"]) == ("2027-01-01", None)
    assert "- id: tiny.withdraw" == first["text"][0] == second["text"][0]


def test_the_last_day_of_a_version_is_the_day_before_the_next_one(tiny: Path) -> None:
    text = words("tiny.withdraw", tiny)
    assert "Version 1 of 2: A buyer may withdraw law from Wed 1 Jan 2020 up to and including Thu 31 Dec 2026" in text
    assert "Version 2 of 2: A buyer may withdraw at any time law from Fri 1 Jan 2027 on" in text


def test_both_versions_of_an_exemption_say_what_they_are_a_part_of() -> None:
    versions = told("eu.withdrawal.exc.m")["versions"]
    assert [one["part_of"] for one in versions] == ["eu.withdrawal.period"] * 2
    assert [one["from"] for one in versions] == ["2014-06-13", "2022-05-28"]


def test_one_version_is_named_by_its_first_day() -> None:
    (version,) = told("eu.withdrawal.exc.m@2022-05-28")["versions"]
    assert version["until"] is None


# -- other sorts


def test_a_row_of_a_grid_is_shown_in_all_its_versions(tiny: Path) -> None:
    versions = told("tiny.length[PT]", tiny)["versions"]
    assert ids(versions) == ["tiny.length[PT]@2020-01-01", "tiny.length[PT]@2028-01-01"]
    assert versions[1]["text"][0].startswith("{in: PT, from: 2028-01-01, lasts: {days: 30}")


def test_a_row_for_several_places_is_found_by_each_of_them(tiny: Path) -> None:
    assert ids(told("tiny.length[PL]", tiny)["versions"]) == ["tiny.length[DE,PL]"]


def test_a_grid_lists_its_rows_and_who_uses_it(tiny: Path) -> None:
    found = told("tiny.length", tiny)
    assert len(found["rows"]) == 3
    assert [one["by"]["id"] for one in found["needed_by"]] == ["tiny.end"]
    assert "Rows tiny.length[PT]@2020-01-01, " in words("tiny.length", tiny)


def test_law_that_facts_cannot_decide_shows_its_reason(tiny: Path) -> None:
    text = words("tiny.wear", tiny)
    assert text.startswith("tiny.wear · law that facts cannot decide · tiny@0.1.0")
    assert "how much wear is too much is a judgement law at all times" in text


def test_a_right_shows_who_grants_it() -> None:
    given = told("withdraw")["given_by"]
    assert [one["by"]["id"] for one in given if one["how"] == "grants"] == [
        "eu.withdrawal.start.free_trial", "eu.withdrawal.period",
    ]  # fmt: skip


def test_a_liberty_shows_who_forbids_it(tiny: Path) -> None:
    assert "Who forbids charge_fee UNION tiny.fee act s. 8 A return costs no fee" in words("charge_fee", tiny)


def test_an_action_shows_the_law_that_facts_cannot_decide_about_it(tiny: Path) -> None:
    (given,) = told("keep_money", tiny)["given_by"]
    assert (given["how"], given["by"]["id"]) == ("touches", "tiny.wear")


def test_a_duty_shows_who_asks_for_it() -> None:
    assert "Who asks for refund EU eu.withdrawal.refund_deadline" in words("refund")


def test_a_term_shows_who_gives_its_value_and_who_uses_it() -> None:
    found = told("withdrawal.end")
    assert "eu.withdrawal.no_info_12m" in [one["by"]["id"] for one in found["given_by"]]
    assert ("counts", "eu.withdrawal.period") in [(one["for"], one["by"]["id"]) for one in found["needed_by"]]


def test_a_term_that_no_rule_gives_a_value_says_so(tiny: Path) -> None:
    assert "no statement of this pack gives it a value" in words("refund.total", tiny)


def test_a_fact_shows_who_asks_about_it_and_in_what_it_is_gathered() -> None:
    text = words("item.received")
    assert "When did the buyer, or a person named by the buyer" in text
    assert "gathered in order.first_received, order.last_received" in text
    assert "counts eu.withdrawal.start.goods crd art. 9(2)(b)" in text


def test_what_an_exemption_asks_is_not_laid_to_its_rule(tiny: Path) -> None:
    needs = told("item.traits", tiny)["needed_by"]
    assert [(one["for"], one["by"]["id"]) for one in needs] == [
        ("asks", "tiny.withdraw.engraved"), ("asks", "tiny.withdraw.sealed"),
    ]  # fmt: skip


def test_a_fact_that_selects_law_counts_what_it_selects(tiny: Path) -> None:
    text = words("buyer.residence", tiny)
    assert "selects whose law it is for 10 statements of this pack" in text


def test_every_statement_and_every_name_of_a_pack_can_be_shown(tiny: Path) -> None:
    names = ["tiny.withdraw.sealed", "tiny.end", "order.total", "item.price", "confirm", "refund.interest"]
    assert [run("show", name, "--pack", tiny).exit_code for name in names] == [0] * len(names)


def test_every_statement_of_the_law_of_the_union_is_quoted() -> None:
    excerpts = Excerpts(pack_files(str(EU)), source_name(str(EU)))
    statements = statements_of(load_program(str(EU)).pack)
    assert [one.id for one in statements if excerpts.at(one.at)[:1] != (f"- id: {one.id}",)] == []


# -- a name that nobody knows


def test_a_misspelt_rule_gets_the_nearest_and_ends_with_2() -> None:
    answer = run("show", "eu.withdrawl.period", "--pack", EU)
    assert answer.exit_code == 2
    assert "nothing in `eu@0.1.0` is called `eu.withdrawl.period`" in answer.stderr
    assert "help: did you mean `eu.withdrawal.period`" in answer.stderr
    assert answer.stdout == ""


def test_a_name_like_no_other_gets_a_next_step(tiny: Path) -> None:
    answer = run("show", "zzz", "--pack", tiny)
    assert answer.exit_code == 2
    assert "help: `policy-engine check CASE --trace` names the rules of a case" in answer.stderr


# -- packs and forms


def test_an_id_that_only_one_of_several_packs_has_is_found_there(tiny: Path) -> None:
    answer = run("show", "tiny.fee", "--pack", EU, "--pack", tiny, "--format", "json")
    (found,) = json.loads(answer.stdout)["found"]
    assert found["pack"]["ref"] == "tiny@0.1.0"


def test_a_name_is_shown_for_every_pack(tiny: Path) -> None:
    answer = run("show", "withdraw", "--pack", EU, "--pack", tiny, "--format", "json")
    assert [one["pack"]["ref"] for one in json.loads(answer.stdout)["found"]] == ["eu@0.1.0", "tiny@0.1.0"]


def test_the_keys_of_the_json_are_sorted() -> None:
    text = run("show", "eu.withdrawal.period", "--pack", EU, "--format", "json").stdout
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("name", ["eu.withdrawal.period", "withdraw", "eu.withdrawal.function.ro", "item.category"])
def test_no_line_is_wider_than_the_screen(name: str, columns: int) -> None:
    text = run("show", name, "--pack", EU, columns=columns).stdout
    assert max(len(line) for line in text.splitlines() if " " in line.strip()) <= columns


def test_nothing_on_the_screen_is_written_as_a_program_writes_it() -> None:
    text = run("show", "eu.withdrawal.function.ro", "--pack", EU).stdout
    assert not [sign for sign in ("Const(", "datetime", "\\xa0", "frozenset", "<") if sign in text]
