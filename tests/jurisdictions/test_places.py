"""Which place lies in which: by code, by what a pack joins, and not where a pack says that one stands apart."""

from __future__ import annotations

from policy_engine.jurisdictions import Places

PLACES = Places({"EU": frozenset({"FR", "NL"})}, frozenset({"FR-PF"}))


def test_a_part_lies_in_its_state_and_in_the_union_of_that_state() -> None:
    assert PLACES.lies_in("FR-IDF", "FR") is True
    assert PLACES.lies_in("FR-IDF", "EU") is True


def test_an_overseas_country_lies_in_neither_though_its_code_begins_like_the_state() -> None:
    assert PLACES.lies_in("FR-PF", "FR") is False
    assert PLACES.lies_in("FR-PF", "EU") is False
    assert PLACES.lies_in("FR-PF", "FR-PF") is True


def test_whether_a_union_lies_in_one_of_its_states_is_open() -> None:
    assert PLACES.lies_in("EU", "FR") is None
