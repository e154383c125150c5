"""The law and the schemas are found in a checkout, and inside the package where it came as a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine.catalog.locations import rules_folder, schemas_folder
from policy_engine.errors import PackError

REPOSITORY = Path(__file__).resolve().parents[2]


def test_a_checkout_reads_the_law_beside_the_package() -> None:
    assert rules_folder() == REPOSITORY / "rules"


def test_a_checkout_reads_the_schemas_beside_the_package() -> None:
    assert schemas_folder() == REPOSITORY / "schemas"


def test_a_wheel_reads_the_law_and_the_schemas_it_brought(tmp_path: Path) -> None:
    package = a_folder(tmp_path / "site" / "policy_engine")
    law, schemas = a_folder(package / "_rules"), a_folder(package / "_schemas")
    assert (rules_folder(package), schemas_folder(package)) == (law, schemas)


def test_a_wheel_does_not_take_a_neighbours_rules_for_the_law(tmp_path: Path) -> None:
    package = a_folder(tmp_path / "site" / "policy_engine")
    a_folder(tmp_path / "site" / "rules")
    law = a_folder(package / "_rules")
    assert rules_folder(package) == law


def test_missing_law_is_reported_with_the_place_where_it_should_be(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        rules_folder(a_folder(tmp_path / "policy_engine"))
    assert str(caught.value) == (
        f"{tmp_path / 'rules'}: the folder `rules` is missing\n  help: install the package again"
    )


def a_folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path
