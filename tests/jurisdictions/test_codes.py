"""The place codes that exist are those of ISO 3166, with the few that law uses beside it."""

from __future__ import annotations

import pytest
from babel import Locale

from policy_engine.jurisdictions import is_place_code, parent
from policy_engine.jurisdictions.codes import DISTANT, MEANT, countries, exists, keeps_own_clocks, parts_of

# CLDR lists as territories also what ISO 3166 reserves without naming a country: islands, unions, private codes.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def test_the_countries_are_those_that_another_list_has() -> None:
    listed = {code for code in map(str, Locale("en").territories) if len(code) == 2}
    assert listed - countries() <= NO_COUNTRIES
    assert countries() - listed == {"XI"}


@pytest.mark.parametrize("code", ["DE", "DE-BY", "US-CA", "AE-DU", "AE-DIFC", "FR-972", "GB-NIR", "XI", "XK", "EU"])
def test_a_place_that_law_names_exists(code: str) -> None:
    assert exists(code)


@pytest.mark.parametrize("code", ["UK", "EL", "ZZ", "FR-ZZZ", "DE-BAVARIA", "PR-US", "", "-", "DE-", "de", "GG-01"])
def test_a_place_that_is_none_does_not_exist(code: str) -> None:
    assert not exists(code)


def test_every_code_has_the_form_of_one() -> None:
    for country in countries():
        assert all(is_place_code(f"{country}-{part}") for part in parts_of(country))


def test_no_part_stands_twice() -> None:
    assert all(len(set(parts_of(country))) == len(parts_of(country)) for country in countries())


@pytest.mark.parametrize(("slip", "meant"), MEANT.items())
def test_a_slip_is_no_place_and_what_it_means_is_one(slip: str, meant: str) -> None:
    assert exists(meant)
    assert not exists(slip)


@pytest.mark.parametrize(("part", "country"), DISTANT.items())
def test_a_distant_part_is_one_of_its_country(part: str, country: str) -> None:
    assert exists(part)
    assert parent(part) != country
    assert keeps_own_clocks(part)


def test_a_part_beside_the_others_has_its_countrys_clocks() -> None:
    for code in ("FR", "FR-2A", "FI-01", "ES-CN", "US-HI"):
        assert not keeps_own_clocks(code)
