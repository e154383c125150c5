"""What pack.yaml, sources.yaml and grids say, which files count, and what is refused in them."""

from __future__ import annotations

from datetime import date

import pytest

from policy_engine.calendar.methods import CountingMethod, MonthsOf, OffHolidays, OffWeekend, Regional, Roll
from policy_engine.calendar.periods import MissingDate
from policy_engine.conditions.expressions import Const
from policy_engine.errors import PackError
from policy_engine.facts.citations import Nature
from policy_engine.reading.pack_reader import read_pack
from policy_engine.rules.model import Coverage, Scope
from tests.reading.small_world import (
    CITE,
    HEAD,
    MARK,
    PACK_FILE,
    a_pack,
    a_rule,
    only_problem,
    places_of,
    refused,
    rules,
    small_vocabulary,
)

RULE = a_rule("concludes: {item.covered: true}")


def test_a_pack_says_what_it_is() -> None:
    pack = a_pack()
    assert (pack.ref, pack.digest, pack.law_known_to) == ("eu@1.10.0", "d", date(2026, 11, 21))


def test_a_pack_covers_a_topic_from_a_day_on() -> None:
    (coverage,) = a_pack().covers
    assert coverage == Coverage("returns", Scope("buyer.residence", ("EU",), "order.concluded_on"), date(2014, 6, 13))


def test_a_counting_method_has_its_parameters() -> None:
    method = f"""
  h:
    roll: next_working_day
    off_weekend: [friday, saturday]
    off_holidays: national_and_regional
    regional: unsettled
    missing_date: next_day
    calendar: hijri
    min_two_working_days: true
    cite: {CITE}
"""
    read = a_pack(files={"pack.yaml": PACK_FILE + method.strip("\n")}).methods["h"]
    assert read == CountingMethod(
        id="h",
        roll=Roll.NEXT_WORKING_DAY,
        off_weekend=frozenset({4, 5}),
        off_holidays=OffHolidays.NATIONAL_AND_REGIONAL,
        regional=Regional.UNSETTLED,
        missing_date=MissingDate.NEXT_DAY,
        calendar=MonthsOf.HIJRI,
        min_two_working_days=True,
    )


def test_a_counting_method_may_leave_out_what_is_usual() -> None:
    read = a_pack().methods["c"]
    assert (read.off_weekend, read.regional, read.calendar) == (OffWeekend.PLACE, Regional.IGNORED, MonthsOf.GREGORIAN)


def test_sources_may_stand_in_a_file_of_their_own() -> None:
    more = 'sources:\n  gdpr: {title: A regulation, nature: regulation, address: "urn:x"}\n'
    sources = a_pack(files={"sources.yaml": more}).sources
    assert {name: source.nature for name, source in sources.items()} == {
        "crd": Nature.STATUTE,
        "gdpr": Nature.REGULATION,
    }


def test_every_yaml_file_right_in_the_folder_holds_rules() -> None:
    other = rules(a_rule("concludes: {item.covered: false}", rule_id="eu.b.rule"))
    files = {"b.yaml": other, "a.yaml": rules(RULE), "examples/cases.yaml": "cases: 3", "calendars.json": "{"}
    assert [rule.id for rule in a_pack(files=files).rules] == ["eu.a.rule", "eu.b.rule"]


def test_the_vocabulary_kept_in_a_released_pack_holds_no_rules() -> None:
    assert a_pack(files={"facts.yaml": 'vocabulary: "1"'}).rules == ()


def test_a_pack_names_every_place_of_its_unions_scopes_calendars_and_conditions() -> None:
    head = PACK_FILE + "calendars: {places: [DE, CH], years: {from: 2014, to: 2031}}\n"
    text = rules(
        a_rule("concludes: {item.covered: true}", more="in: DE-BY", when="{seller.place: NO}"),
        a_rule("concludes: {item.covered: false}", rule_id="eu.b.rule", when="{seller.place: {not: [US, CA-ON]}}"),
    )
    places = a_pack(files={"pack.yaml": head, "rules.yaml": text}).named_places
    assert places == {"EU", "DE", "FR", "IT", "CH", "DE-BY", "NO", "US", "CA-ON"}


def test_a_file_that_is_named_yml_is_not_passed_over() -> None:
    with pytest.raises(PackError, match=r"eu/more\.yml: `more\.yml` is not read"):
        a_pack(files={"more.yml": rules(RULE)})


def test_a_folder_without_pack_yaml_is_no_pack() -> None:
    with pytest.raises(PackError, match=r"eu: there is no `pack\.yaml`"):
        read_pack({"rules.yaml": rules(RULE).encode()}, small_vocabulary(), "eu", digest="d")


def test_no_rule_is_judged_while_some_file_cannot_be_read() -> None:
    text = PACK_FILE.replace("nature: statute", "nature: §!!str statute")
    with pytest.raises(PackError) as caught:
        a_pack(files={"pack.yaml": text.replace(MARK, ""), "rules.yaml": rules(a_rule("sets: {a.b: 3}"))})
    only_problem(caught.value.problems, text, "eu/pack.yaml", "the tag `tag:yaml.org,2002:str` is not allowed")


def test_what_cannot_be_read_in_several_files_is_told_at_once() -> None:
    with pytest.raises(PackError) as caught:
        a_pack(files={"a.yaml": "a: *b", "b.yaml": "- rules", "c.yaml": ""})
    assert [one.at.source for one in caught.value.problems] == ["eu/a.yaml", "eu/b.yaml", "eu/c.yaml"]


HEADS = {
    "an unknown key": ("version:", "§versoin: 1\nversion:", "the pack has no key `versoin`"),
    "a region in capitals": ("pack: eu", "pack: §EU", "`pack` cannot be `EU`"),
    "a version of two numbers": ("1.10.0", "§1.10", "`version` cannot be `1.10`"),
    "a version with zeros": ("1.10.0", "§1.010.0", "`version` cannot be `1.010.0`"),
    "a law known to some month": ("2026-11-21\nplaces", "§2026-11\nplaces", "`law_known_to` of the pack is no date"),
    "a union in small letters": ("{EU:", "{§eu_states: [DE], EU:", "a union of places cannot be called `eu_states`"),
    "a union within a union": ("[DE, FR, IT]}", "[DE, FR, IT], EEA: [NO, §EU]}", "`EU` is itself a union"),
    "a country by name": ("[DE, FR, IT]", "[§Germany, DE, FR, IT]", "`Germany` is no place"),
    "a country twice": ("[DE, FR, IT]", "[DE, FR, IT, §DE]", "the places of `EU` name `DE` twice"),
    "an unknown topic": ("{topic: returns,", "§{topic: return,", "no topic is called `return`"),
    "coverage without a place": ("place: buyer.residence, in: EU,", "in: EU,", "a line of `covers` has no `place`"),
    "an unknown nature": ("nature: statute", "nature: §law", "`nature` of source `crd` cannot be `law`"),
    "an address that runs": (
        '"https://example.org/crd"',
        '§"javascript:alert(1)"',
        "`javascript:alert(1)` is no address",
    ),
    "an unknown roll": ("next_working_day", "§next_workday", "`roll` of counting method `c` cannot be `next_workday`"),
    "a day of no week": ("off_weekend: place", "off_weekend: [sunday, §holiday]", "`holiday` is no day of the week"),
    "a day of the week twice": (
        "off_weekend: place",
        "off_weekend: §[sunday, sunday]",
        "`off_weekend` of counting method `c` names a day twice",
    ),
    "no day of the week": (
        "off_weekend: place",
        "off_weekend: §[]",
        "`off_weekend` of counting method `c` is an empty",
    ),
    "a method that contradicts itself": (
        "    roll: next_working_day\n    off_weekend: place\n    off_holidays: national",
        "    §roll: next_working_day\n    off_weekend: none\n    off_holidays: none",
        "counting method `c` moves an end to the next working day, but has no days off",
    ),
    "a method that is not cited": (
        "    roll: next_working_day\n    off_weekend: place\n    off_holidays: national\n    cite",
        "    §roll: next_working_day\n    off_weekend: place\n    off_holidays: national\n    missing_date: next_day #",
        "counting method `c` has no `cite`",
    ),
}


@pytest.mark.parametrize("case", HEADS.values(), ids=HEADS)
def test_a_pack_file_is_refused(case: tuple[str, str, str]) -> None:
    old, new, message = case
    assert PACK_FILE.count(old) == 1
    text = PACK_FILE.replace(old, new)
    if MARK not in new:
        text = text.replace("- {topic", "- §{topic")
    only_problem(refused(read_head, PackError, text), text, "eu/pack.yaml", message)


def test_a_source_that_is_listed_in_two_files_is_refused() -> None:
    text = 'sources:\n  §crd: {title: Another, nature: statute, address: "urn:x"}\n'
    with pytest.raises(PackError) as caught:
        a_pack(files={"sources.yaml": text.replace(MARK, "")})
    only_problem(caught.value.problems, text, "eu/sources.yaml", "the source `crd` is listed in two files")


GRID = f"""{HEAD}grids:
  eu.ages:
    title: The age differs by place and day
    gives: {{age: years}}
    governed_by: request.sent
    rows:
      - {{in: DE, from: 2018-05-25, until: 2024-01-01, age: 13, cite: {CITE}}}
      - {{in: DE, from: 2024-01-01, age: 15, cite: {CITE}}}
      - {{in: [FR, IT], from: 2018-05-25, when: {{order.rush: true}}, age: 16, cite: {CITE}}}
"""


def test_a_row_is_named_by_its_places_and_where_there_are_several_by_its_first_day() -> None:
    rows = a_pack(GRID).grids["eu.ages"].rows
    assert [row.id for row in rows] == ["eu.ages[DE]@2018-05-25", "eu.ages[DE]@2024-01-01", "eu.ages[FR,IT]"]


def test_a_row_takes_its_place_and_day_from_its_grid_and_file() -> None:
    row = a_pack(GRID).grids["eu.ages"].rows[2]
    assert row.scope == Scope("buyer.residence", ("FR", "IT"), "request.sent")
    assert row.values == {"age": Const(16)}


def test_a_rule_may_override_a_row() -> None:
    more = rules(a_rule("concludes: {item.covered: true}", more='overrides: "eu.ages[FR,IT]"'))
    assert a_pack(files={"a.yaml": GRID, "b.yaml": more}).rules[0].overrides == ("eu.ages[FR,IT]",)


def test_an_override_of_a_row_without_its_day_is_told_which_rows_there_are() -> None:
    more = rules(a_rule("concludes: {item.covered: true}", more='overrides: "eu.ages[DE]"'))
    with pytest.raises(PackError) as caught:
        a_pack(files={"a.yaml": GRID, "b.yaml": more})
    (problem,) = caught.value.problems
    assert "eu.ages[DE]@2018-05-25" in problem.help


def test_a_grid_stands_once_in_all_files() -> None:
    text = GRID.replace("  eu.ages:", "  §eu.ages:")
    with pytest.raises(PackError) as caught:
        a_pack(files={"a.yaml": GRID, "b.yaml": text.replace(MARK, "")})
    message = "a grid `eu.ages` stands twice, first at eu/a.yaml:5"
    assert message in [one.message for one in caught.value.problems if [one.at] == places_of(text, "eu/b.yaml")]


def test_a_grid_may_be_used_before_it_stands() -> None:
    text = rules(a_rule("sets: {order.years: {grid: eu.ages, column: age}}", each=""))
    assert len(a_pack(files={"a.yaml": text, "b.yaml": GRID}).rules) == 1


def test_a_grid_of_entries_is_for_rules_that_are_asked_for_each() -> None:
    text = rules(a_rule("sets: {order.years: §{grid: eu.ages, column: age}}", each=""))
    grid = GRID.replace("    gives:", "    each: items\n    gives:")
    with pytest.raises(PackError) as caught:
        a_pack(files={"a.yaml": text.replace(MARK, ""), "b.yaml": grid})
    only_problem(caught.value.problems, text, "eu/a.yaml", "`eu.ages` belongs to one of `items`")


GRIDS = {
    "a value that is missing": (
        "      - {in: DE, from: 2024-01-01, age: 15,",
        "      - §{in: DE, from: 2024-01-01,",
        "a row of grid `eu.ages` has no `age`",
    ),
    "a value of another type": ("age: 15,", "age: §015,", "column `age` is a whole number, not `015`"),
    "an unknown column": ("age: 15,", "age: 15, §ages: 3,", "a row of grid `eu.ages` has no key `ages`"),
    "no first day": (
        "      - {in: DE, from: 2024-01-01, age: 15,",
        "      - §{in: DE, age: 15,",
        "a row of grid `eu.ages` has no `from`",
    ),
    "an end before the start": (
        "until: 2024-01-01",
        "until: §2017-01-01",
        "a row of grid `eu.ages` ends on 2017-01-01",
    ),
    "a place outside of the file's": ("in: [FR, IT]", "in: [FR, §US]", "`US` does not lie within `EU`"),
    "an unknown type": ("{age: years}", "{age: §year}", "column `age` has no type `year`"),
    "a heading for a title": (
        "title: The age differs by place and day",
        "title: §Ages",
        "`title` of grid `eu.ages` is not a sentence",
    ),
    "a name without a dot": ("  eu.ages:", "  §ages:", "a grid cannot be called `ages`"),
    "the name of a fact": (
        "  eu.ages:",
        "  §order.rush:",
        "grid `order.rush` has the name of something in the vocabulary",
    ),
}


@pytest.mark.parametrize("case", GRIDS.values(), ids=GRIDS)
def test_a_grid_is_refused(case: tuple[str, str, str]) -> None:
    old, new, message = case
    assert GRID.count(old) == 1
    text = GRID.replace(old, new)
    only_problem(refused(a_pack, PackError, text), text, "eu/rules.yaml", message)


WHOLE_GRIDS = {
    "nothing given": ("{}", "grid `eu.ages` gives nothing"),
    "a column that is no word": ("{the-age: years}", "a column cannot be called `the-age`"),
    "a column called as a key of rows": ("{from: days}", "a column cannot be called `from`"),
}


@pytest.mark.parametrize("case", WHOLE_GRIDS.values(), ids=WHOLE_GRIDS)
def test_what_a_grid_gives_is_refused(case: tuple[str, str]) -> None:
    gives, message = case
    problems = refused(a_pack, PackError, GRID.replace("{age: years}", gives))
    assert message in [one.message for one in problems if one.at.line == 7]


@pytest.mark.parametrize("text", ["[]", "rules: {}", "grids: []", "rules: withdraw", "\x00", "a: *b"])
def test_a_rule_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(PackError):
        a_pack(text)


def read_head(text: str) -> object:
    return a_pack(files={"pack.yaml": text})


def test_a_counting_method_keeps_where_it_is_laid_down() -> None:
    pack = a_pack(rules(RULE))
    assert pack.method_cites.keys() == pack.methods.keys()
    cite = pack.method_cites["c"]
    assert (cite.source.id, cite.at) == ("crd", "art. 3")
