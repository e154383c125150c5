"""The number of a version follows from what it does to decisions."""

from __future__ import annotations

import pytest

from policy_engine.catalog.numbering import ReleaseEffect, number_of, numbers_after, renumbered, version_in
from policy_engine.errors import PackError
from tests.generated.documents import schema

EDITORIAL, PROSPECTIVE, RETROACTIVE = (
    ReleaseEffect.EDITORIAL,
    ReleaseEffect.PROSPECTIVE,
    ReleaseEffect.RETROACTIVE,
)


@pytest.mark.parametrize(
    ("effect", "number"), [(EDITORIAL, (1, 2, 4)), (PROSPECTIVE, (1, 3, 0)), (RETROACTIVE, (2, 0, 0))]
)
def test_from_1_0_0_on_each_effect_has_one_number(effect: ReleaseEffect, number: tuple[int, int, int]) -> None:
    assert numbers_after((1, 2, 3), effect) == (number,)


@pytest.mark.parametrize(
    ("effect", "number"), [(EDITORIAL, (0, 2, 4)), (PROSPECTIVE, (0, 3, 0)), (RETROACTIVE, (0, 3, 0))]
)
def test_before_1_0_0_a_retroactive_release_takes_the_next_minor_and_any_may_be_1_0_0(
    effect: ReleaseEffect, number: tuple[int, int, int]
) -> None:
    assert numbers_after((0, 2, 3), effect) == (number, (1, 0, 0))


def test_no_number_is_first_after_another() -> None:
    assert numbers_after((0, 1, 0), ReleaseEffect.FIRST) == ()


@pytest.mark.parametrize("text", ["1.0", "1.0.0.0", "01.0.0", "1.0.x", "v1.0.0", " 1.0.0", "1.0.0\n", "", "draft"])
def test_what_is_not_three_numbers_is_no_version(text: str) -> None:
    assert number_of(text) is None


def test_the_effects_are_those_of_the_ledgers_schema() -> None:
    listed = schema("ledger")["properties"]["releases"]["items"]["properties"]["effect"]["enum"]
    assert [str(effect) for effect in ReleaseEffect] == listed


def test_another_version_leaves_every_other_byte_of_a_pack_as_it_was() -> None:
    before = b"# version: 9.9.9\r\npack: eu\r\nversion: 0.1.0  # the first\r\nlaw_known_to: 2026-11-21\r\n"
    assert renumbered(before, "0.2.0", "pack.yaml") == before.replace(b"0.1.0", b"0.2.0")


def test_a_quoted_version_can_be_changed() -> None:
    assert version_in(renumbered(b'pack: eu\nversion: "0.1.0"\n', "0.2.0", "pack.yaml"), "pack.yaml") == "0.2.0"


@pytest.mark.parametrize("pack", [b"{pack: eu, version: 0.1.0}\n", b"pack: eu\nversion:\n  0.1.0\n", b"pack: eu\n"])
def test_a_version_that_has_no_line_of_its_own_is_not_changed(pack: bytes) -> None:
    with pytest.raises(PackError, match=r"write `version: 0\.2\.0` on a line of its own"):
        renumbered(pack, "0.2.0", "pack.yaml")
