"""`draft`: the next version begins as a copy of a release, or as a skeleton."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy_engine.catalog.locations import PACKAGE
from policy_engine.catalog.packs import load_program
from policy_engine.catalog.regions import Region
from tests.commands.drafted import PACK, change, draft, have_effect, lying, release, tiny
from tests.commands.running import run


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """The tiny law, released once."""
    region = tiny(tmp_path)
    assert release(region).exit_code == 0
    return region


def test_a_draft_is_the_newest_release_with_the_next_minor_number_and_no_vocabulary(region: Region) -> None:
    answer = draft(region)
    assert answer.exit_code == 0
    assert answer.output == f"{region.draft} is a copy of tiny@0.1.0 with the version 0.2.0\n"
    found = lying(region)
    assert found.pop("draft/pack.yaml").decode() == PACK.replace("0.1.0", "0.2.0")
    assert "draft/facts.yaml" not in found
    assert {name for name in found if name.startswith("draft/")} == {"draft/law.yaml", "draft/examples/law.yaml"}
    assert all(found[f"draft/{name}"] == found[f"0.1.0/{name}"] for name in ("law.yaml", "examples/law.yaml"))


def test_a_draft_is_tested_without_another_step(region: Region) -> None:
    draft(region)
    assert run("test", region.draft).exit_code == 0


def test_the_number_of_a_draft_may_be_chosen(region: Region) -> None:
    assert draft(region, "--version", "1.0.0").exit_code == 0
    assert load_program(str(region.draft), region.rules).pack.version == "1.0.0"


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "0.1"])
def test_a_draft_takes_no_number_that_cannot_come_next(region: Region, version: str) -> None:
    answer = draft(region, "--version", version)
    assert answer.exit_code == 2
    assert f"error: --version: `{version}` " in answer.stderr
    assert not region.draft.exists()


def test_an_older_release_may_be_copied_and_the_number_still_follows_the_newest(region: Region) -> None:
    draft(region)
    have_effect(region, "prospective")
    assert release(region, "prospective").exit_code == 0
    assert draft(region, "--from", "0.1.0").exit_code == 0
    assert (region.draft / "law.yaml").read_bytes() == (region.of_version("0.1.0") / "law.yaml").read_bytes()
    assert load_program(str(region.draft), region.rules).pack.version == "0.3.0"


def test_a_release_that_there_is_not_cannot_be_copied(region: Region) -> None:
    answer = draft(region, "--from", "0.9.0")
    assert answer.exit_code == 2
    assert answer.stderr == "error: --from: `0.9.0` is not in the ledger\n  help: released: 0.1.0\n"


def test_a_draft_is_never_overwritten(region: Region) -> None:
    draft(region)
    (region.draft / "law.yaml").write_text("# hours of work\n", encoding="utf-8")
    before = lying(region)
    answer = draft(region)
    assert answer.exit_code == 2
    assert "there is a draft, which is never overwritten" in answer.stderr
    assert lying(region) == before


def test_even_an_empty_draft_is_left_alone(region: Region) -> None:
    region.draft.mkdir()
    assert draft(region).exit_code == 2
    assert not list(region.draft.iterdir())


def test_nothing_is_copied_from_a_release_that_was_changed(region: Region) -> None:
    change(region.of_version("0.1.0") / "law.yaml", "from: 2020-01-01", "from: 2021-01-01")
    answer = draft(region)
    assert answer.exit_code == 2
    assert "the released pack differs from its ledger" in answer.stderr
    assert not region.draft.exists()


def test_a_copy_that_the_current_schemas_refuse_is_made_and_says_so(region: Region) -> None:
    law = region.of_version("0.1.0") / "law.yaml"
    change(law, "tiny.withdraw\n", "tiny.withdraw\n    brief: from a time when this was no key\n")
    change(law, "brief:", "briefly:")
    digest = run("packs", "--digest", law.parent).output.strip()
    old = next(line for line in region.ledger.read_text(encoding="utf-8").splitlines() if "digest:" in line)
    change(region.ledger, old, f"    digest: {digest}")
    answer = draft(region)
    assert answer.exit_code == 0
    assert region.draft.is_dir()
    assert "note: it does not load as it stands; what there is to do:\n" in answer.stderr
    assert "draft/law.yaml:6:5: " in answer.stderr
    assert "`briefly`" in answer.stderr


def test_where_nothing_is_released_the_draft_is_a_skeleton_that_says_what_is_missing(region: Region) -> None:
    answer = run("draft", "new_land", "--new", "--rules", region.rules)
    assert answer.exit_code == 0
    assert "draft is a skeleton with the version 0.1.0" in answer.stdout
    assert "the pack has no `law_known_to`" in answer.stderr
    assert "the pack has no `covers`" in answer.stderr
    assert run("packs").exit_code == 0


def test_a_skeleton_loads_once_it_is_filled_in(region: Region) -> None:
    run("draft", "new_land", "--new", "--rules", region.rules)
    pack = region.rules / "new_land" / "draft" / "pack.yaml"
    text = pack.read_text(encoding="utf-8")
    for line in ("law_known_to:", "covers:", "  - {topic", "sources:", "  act:"):
        assert text.count(f"# {line}") == 1
        text = text.replace(f"# {line}", line)
    pack.write_text(text, encoding="utf-8")
    assert load_program(str(pack.parent), region.rules).pack.ref == "new_land@0.1.0"


def test_a_region_that_is_not_there_is_begun_only_where_that_is_meant(region: Region) -> None:
    answer = run("draft", "tinny", "--rules", region.rules)
    assert answer.exit_code == 2
    assert "no region is called `tinny`\n  help: did you mean `tiny`?" in answer.stderr
    assert not (region.rules / "tinny").exists()


@pytest.mark.parametrize("name", ["../tiny", "Tiny", "", "tiny/draft", "1"])
def test_a_name_that_no_region_can_have_is_refused(region: Region, name: str) -> None:
    before = lying(region)
    answer = run("draft", name, "--new", "--rules", region.rules)
    assert answer.exit_code == 2
    assert "is no region" in answer.stderr
    assert lying(region) == before


def test_a_folder_of_rules_that_is_not_there_is_named(tmp_path: Path) -> None:
    answer = run("draft", "tiny", "--rules", tmp_path / "nowhere")
    assert answer.exit_code == 2
    assert "nowhere: no such folder" in answer.stderr


def test_the_law_of_an_installed_package_is_not_worked_on() -> None:
    answer = run("draft", "tiny", "--new", "--rules", PACKAGE / "catalog")
    assert answer.exit_code == 2
    assert "the law of an installed package is not worked on\n  help: work in a checkout" in answer.stderr


def test_where_nothing_can_be_written_that_is_said(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("policy_engine.catalog.regions.os.open", read_only)
    answer = draft(region)
    assert answer.exit_code == 2
    assert "nothing can be written here: read-only file system" in answer.stderr


def test_what_a_killed_draft_left_is_cleared_away(region: Region) -> None:
    shutil.copytree(region.of_version("0.1.0"), region.beside)
    (region.beside / "half.yaml").write_text("rules: [", encoding="utf-8")
    assert draft(region).exit_code == 0
    assert not region.beside.exists()
    assert not (region.draft / "half.yaml").exists()
