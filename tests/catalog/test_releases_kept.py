"""A released pack is loaded only as it was released, byte for byte; what nobody released is loaded by its path only."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policy_engine.catalog.packs import list_packs, load_program
from policy_engine.catalog.regions import Region
from policy_engine.errors import PackError
from tests.commands.drafted import draft, release, tiny


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Region:
    region = tiny(tmp_path_factory.mktemp("kept"))
    assert release(region).exit_code == 0
    assert draft(region).exit_code == 0
    return region


@pytest.fixture
def region(kept: Region, tmp_path: Path) -> Region:
    """The tiny law, released and with a draft, to be spoilt."""
    return Region(kept.name, Path(shutil.copytree(kept.rules, tmp_path / "rules")))


def grown(folder: Path) -> None:
    law = folder / "law.yaml"
    law.write_bytes(law.read_bytes() + b"\n")


def one_byte_changed(folder: Path) -> None:
    law = folder / "law.yaml"
    law.write_bytes(law.read_bytes().replace(b"2020", b"2021", 1))


def added(folder: Path) -> None:
    (folder / "more.yaml").write_bytes(b"# nothing yet\n")


def added_example(folder: Path) -> None:
    (folder / "examples" / "more.yaml").write_bytes(b"examples: []\n")


def added_calendars(folder: Path) -> None:
    (folder / "calendars.json").write_bytes(b"{}")


def removed(folder: Path) -> None:
    (folder / "examples" / "law.yaml").unlink()


def renamed(folder: Path) -> None:
    (folder / "law.yaml").rename(folder / "laws.yaml")


def without_vocabulary(folder: Path) -> None:
    (folder / "facts.yaml").unlink()


def vocabulary_changed(folder: Path) -> None:
    facts = folder / "facts.yaml"
    facts.write_bytes(facts.read_bytes() + b"# more\n")


def other_line_ends(folder: Path) -> None:
    law = folder / "law.yaml"
    law.write_bytes(law.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(
    "spoil",
    [
        one_byte_changed, grown, added, added_example, added_calendars, removed, renamed, without_vocabulary,
        vocabulary_changed, other_line_ends,
    ],
    ids=lambda spoil: spoil.__name__,
)  # fmt: skip
def test_a_release_that_is_not_as_it_was_released_is_refused(region: Region, spoil: Callable[[Path], None]) -> None:
    assert load_program("tiny@0.1.0", region.rules).pack.ref == "tiny@0.1.0"
    spoil(region.of_version("0.1.0"))
    with pytest.raises(PackError, match="the released pack differs from its ledger: sha256:"):
        load_program("tiny@0.1.0", region.rules)
    with pytest.raises(PackError, match="restore the folder; a change needs a new version"):
        load_program("tiny", region.rules)


def test_a_release_whose_folder_is_gone_is_refused(region: Region) -> None:
    shutil.rmtree(region.of_version("0.1.0"))
    with pytest.raises(PackError, match=r"tiny/0\.1\.0: no pack is here"):
        load_program("tiny", region.rules)


def test_a_release_brings_the_vocabulary_that_was_current(region: Region) -> None:
    current = load_program(str(region.draft), region.rules).vocabulary
    assert load_program("tiny@0.1.0", region.rules).vocabulary.digest == current.digest
    assert not (region.draft / "facts.yaml").exists()


def test_a_draft_is_loaded_by_its_path_and_by_nothing_else(region: Region) -> None:
    assert load_program(str(region.draft), region.rules).pack.ref == "tiny@0.2.0"
    for ref in ("tiny@0.2.0", "tiny@draft"):
        with pytest.raises(PackError, match="is not in the ledger"):
            load_program(ref, region.rules)
    assert load_program("tiny", region.rules).pack.ref == "tiny@0.1.0"
    assert [entry.ref for entry in list_packs(region.rules)] == ["tiny@0.1.0"]
