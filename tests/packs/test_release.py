"""A released pack is what its ledger says, to the byte, and brings the vocabulary it was released with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy_engine import Engine, PackError
from policy_engine.catalog.locations import rules_folder
from policy_engine.catalog.packs import list_packs, load_program


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of all rules, to be spoilt."""
    return Path(shutil.copytree(rules_folder(), tmp_path / "rules"))


def test_every_version_that_a_ledger_names_loads() -> None:
    refs = [entry.ref for entry in list_packs()]
    assert "eu@0.1.0" in refs
    assert [program.pack.ref for program in Engine.load(*refs).programs] == refs


def test_the_newest_version_is_taken_where_none_is_named() -> None:
    newest = [entry.ref for entry in list_packs() if entry.region == "eu"][-1]
    assert Engine.load("eu").programs[0].pack.ref == newest


def test_a_release_is_decided_with_its_own_vocabulary() -> None:
    folder = rules_folder() / "eu" / "0.1.0"
    assert (folder / "facts.yaml").is_file()
    assert Engine.load("eu@0.1.0").vocabulary.digest == Engine.load(str(folder)).vocabulary.digest


def test_one_changed_byte_in_a_release_is_refused(copied: Path) -> None:
    changed = copied / "eu" / "0.1.0" / "withdrawal.yaml"
    changed.write_bytes(changed.read_bytes().replace(b"days: 14", b"days: 15", 1) + b"#")
    with pytest.raises(PackError, match="differs from its ledger"):
        load_program("eu@0.1.0", copied)


def test_a_version_that_no_ledger_names_is_refused_with_those_there_are() -> None:
    with pytest.raises(PackError, match=r"`eu@9.9.9` is not in the ledger\n  help: released versions: 0.1.0"):
        Engine.load("eu@9.9.9")
