"""A release that is killed between two steps, or meets another, leaves the law as it was and says how to go on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from policy_engine.catalog.ledger import read_ledger
from policy_engine.catalog.numbering import ReleaseEffect
from policy_engine.catalog.packs import list_packs, load_program
from policy_engine.catalog.regions import Region, held
from policy_engine.catalog.releasing import Candidate, Step, Wanted, draft_to_release, publish
from policy_engine.errors import PackError
from tests.commands.drafted import change, draft, have_effect, lying, release, tiny, undo
from tests.commands.running import PROGRAM, REPOSITORY, run

WANTED = Wanted(ReleaseEffect.PROSPECTIVE, "More law", date(2026, 11, 22))
KILLED = 9
RELEASING = f"""
import os, sys
from datetime import date
from pathlib import Path
from policy_engine.catalog.numbering import ReleaseEffect
from policy_engine.catalog.regions import Region, held
from policy_engine.catalog.releasing import Step, Wanted, draft_to_release, publish

def before(step):
    if step.name != sys.argv[2]:
        return
    if sys.argv[3] == "die":
        os._exit({KILLED})
    print("waiting", flush=True)
    sys.stdin.readline()

region = Region("tiny", Path(sys.argv[1]))
with held(region):
    wanted = Wanted(ReleaseEffect.PROSPECTIVE, "More law", date(2026, 11, 22))
    publish(draft_to_release(region, wanted), before)
"""
Killed = Callable[..., Region]

UNLISTED = [Step.COMPLETE, Step.CONFIRM, Step.WRITE_LEDGER, Step.REPLACE_LEDGER]
"""Killed before one of these, a release has renamed its folder, and no ledger names it."""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Region:
    region = tiny(tmp_path_factory.mktemp("second"))
    assert release(region).exit_code == 0
    assert draft(region).exit_code == 0
    have_effect(region, "prospective")
    return region


@pytest.fixture
def region(second: Region, tmp_path: Path) -> Region:
    """The tiny law, released as 0.1.0, with a draft of 0.2.0."""
    return Region(second.name, Path(shutil.copytree(second.rules, tmp_path / "rules")))


@pytest.fixture(scope="module")
def left(second: Region, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Step, Path]:
    """What lies there after a release in a process that died before each step, with no chance to tidy up."""
    found: dict[Step, Path] = {}
    for step in Step:
        found[step] = Path(shutil.copytree(second.rules, tmp_path_factory.mktemp(step.name.lower()) / "rules"))
        command = [sys.executable, "-c", RELEASING, str(found[step]), step.name, "die"]
        assert subprocess.run(command, cwd=REPOSITORY, check=False).returncode == KILLED
    return found


@pytest.fixture
def killed_before(left: Mapping[Step, Path], tmp_path: Path) -> Killed:
    """The tiny law where a release of 0.2.0 was killed before a step."""

    def killed(step: Step, *, locked: bool = False) -> Region:
        region = Region("tiny", Path(shutil.copytree(left[step], tmp_path / "killed")))
        assert region.lock.exists()
        if not locked:
            region.lock.unlink()
        return region

    return killed


def released(region: Region) -> list[str]:
    """What the catalog names, all of which has to load."""
    refs = [entry.ref for entry in list_packs(region.rules)]
    assert [load_program(ref, region.rules).pack.ref for ref in refs] == refs
    return refs


# A release that was killed


@pytest.mark.parametrize("step", [Step.RENAME, *UNLISTED])
def test_until_the_ledger_is_replaced_the_catalog_knows_nothing_of_a_release(killed_before: Killed, step: Step) -> None:
    region = killed_before(step, locked=True)
    assert released(region) == ["tiny@0.1.0"]
    assert load_program("tiny", region.rules).pack.ref == "tiny@0.1.0"
    with pytest.raises(PackError, match=r"`tiny@0\.2\.0` is not in the ledger"):
        load_program("tiny@0.2.0", region.rules)


@pytest.mark.parametrize("step", list(Step))
def test_after_a_kill_the_next_release_tells_how_to_take_its_lock_away(killed_before: Killed, step: Step) -> None:
    region = killed_before(step, locked=True)
    before = lying(region)
    answer = release(region, "prospective")
    assert answer.exit_code == 2
    assert "a draft or release of `tiny` is being made by process " in answer.stderr
    assert f"if it no longer runs, remove {region.lock} and run this again" in answer.stderr
    assert lying(region) == before


@pytest.mark.parametrize("step", UNLISTED)
def test_an_interrupted_release_is_told_and_neither_released_nor_drafted_over(
    killed_before: Killed, step: Step
) -> None:
    region = killed_before(step)
    before = lying(region)
    before.pop(".new", None)
    for answer in (release(region, "prospective"), draft(region)):
        assert answer.exit_code == 2
        assert f"{region.of_version('0.2.0')}: no ledger names this version" in answer.stderr
        assert "`policy-engine release tiny --finish`" in answer.stderr
        assert "`policy-engine release tiny --undo`" in answer.stderr
        assert lying(region) == before


@pytest.mark.parametrize("step", UNLISTED)
def test_an_interrupted_release_can_be_finished(killed_before: Killed, step: Step) -> None:
    region = killed_before(step)
    assert release(region, "prospective", "--finish").exit_code == 0
    assert released(region) == ["tiny@0.1.0", "tiny@0.2.0"]
    assert sorted(path.name for path in region.folder.iterdir()) == ["0.1.0", "0.2.0", "releases.yaml"]


@pytest.mark.parametrize("step", UNLISTED)
def test_an_interrupted_release_can_be_undone(region: Region, killed_before: Killed, step: Step) -> None:
    before = lying(region)
    region = killed_before(step)
    answer = undo(region)
    assert answer.exit_code == 0
    assert answer.stdout == f"{region.draft} is the draft again\n"
    assert lying(region) == before
    assert release(region, "prospective").exit_code == 0
    assert released(region) == ["tiny@0.1.0", "tiny@0.2.0"]


def test_a_release_killed_before_it_moved_anything_is_simply_made_again(region: Region, killed_before: Killed) -> None:
    before = lying(region)
    region = killed_before(Step.RENAME)
    assert lying(region) == before
    assert release(region, "prospective").exit_code == 0


def test_a_release_killed_at_its_end_is_released(killed_before: Killed) -> None:
    region = killed_before(Step.END)
    assert released(region) == ["tiny@0.1.0", "tiny@0.2.0"]
    assert draft(region).exit_code == 0


def test_finishing_asks_the_examples_again(killed_before: Killed) -> None:
    region = killed_before(Step.CONFIRM)
    change(region.of_version("0.2.0") / "examples" / "law.yaml", "withdraw: not_granted", "withdraw: forbidden")
    answer = release(region, "prospective", "--finish")
    assert answer.exit_code == 1
    assert "examples that fail: 1" in answer.stderr
    assert released(region) == ["tiny@0.1.0"]


def test_what_is_finished_is_in_the_vocabulary_of_its_release(killed_before: Killed) -> None:
    region = killed_before(Step.CONFIRM)
    (region.of_version("0.2.0") / "facts.yaml").write_bytes(b"spoilt")
    assert release(region, "prospective", "--finish").exit_code == 0
    assert released(region) == ["tiny@0.1.0", "tiny@0.2.0"]


def test_finishing_keeps_to_the_number_that_the_folder_has(killed_before: Killed) -> None:
    region = killed_before(Step.CONFIRM)
    answer = release(region, "editorial", "--finish")
    assert answer.exit_code == 2
    assert "is `0.1.1` or `1.0.0`, not `0.2.0`\n  help: `--undo` makes it the draft again; then" in answer.stderr


def test_what_is_undone_never_takes_the_place_of_a_draft(region: Region) -> None:
    shutil.copytree(region.draft, region.of_version("0.2.0"))
    before = lying(region)
    answer = undo(region)
    assert answer.exit_code == 2
    assert "there is a draft as well" in answer.stderr
    assert lying(region) == before


def test_of_several_versions_in_no_ledger_one_has_to_be_named(region: Region) -> None:
    shutil.copytree(region.draft, region.of_version("0.10.0"))
    region.draft.rename(region.of_version("0.9.0"))
    answer = undo(region)
    assert answer.exit_code == 2
    assert "no ledger names these versions: 0.9.0, 0.10.0\n  help: name one of them with `--version`" in answer.stderr
    assert undo(region, "--version", "0.9.0").exit_code == 0
    assert not region.of_version("0.9.0").exists()


def test_where_nothing_was_interrupted_nothing_is_finished_or_undone(region: Region) -> None:
    for answer in (undo(region), release(region, "prospective", "--finish")):
        assert answer.exit_code == 2
        assert "no release of `tiny` was interrupted" in answer.stderr


def test_undoing_takes_no_words_of_a_release(region: Region) -> None:
    assert undo(region, "--summary", "More law").exit_code == 2


def test_the_list_of_packs_tells_beside_it_of_a_version_in_no_ledger(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("packs", "regions"):
        monkeypatch.setattr(f"policy_engine.catalog.{module}.rules_folder", lambda: region.rules)
    quiet = run("packs")
    region.draft.rename(region.of_version("0.2.0"))
    told = run("packs")
    assert (told.exit_code, told.stdout) == (0, quiet.stdout)
    assert quiet.stderr == ""
    assert told.stderr == (
        "note: tiny@0.2.0 is in no ledger, and so not released; `policy-engine release tiny` says how to go on\n"
    )


# What changes while the examples run


def judged(region: Region) -> Candidate:
    return draft_to_release(region, WANTED)


def at(step: Step, act: Callable[[], object]) -> Callable[[Step], None]:
    """Act when a release is about to do a step."""
    return lambda reached: None if reached is not step else (act(), None)[1]


def test_a_draft_that_changed_while_its_examples_ran_is_not_released(region: Region) -> None:
    with held(region):
        candidate = judged(region)
        change(region.draft / "law.yaml", "from: 2020-01-01", "from: 2021-01-01")
        before = lying(region)
        with pytest.raises(PackError, match="the pack was changed while its examples ran"):
            publish(candidate)
        assert lying(region) == before


def test_a_pack_that_changed_while_it_was_moved_is_not_released(region: Region) -> None:
    law = region.of_version("0.2.0") / "law.yaml"
    with held(region), pytest.raises(PackError, match="the pack was changed while its examples ran"):
        publish(judged(region), at(Step.CONFIRM, lambda: change(law, "from: 2020-01-01", "from: 2021-01-01")))
    assert released(region) == ["tiny@0.1.0"]
    assert undo(region).exit_code == 0


def test_a_ledger_that_changed_while_the_examples_ran_is_not_written_over(region: Region) -> None:
    def sign() -> None:
        change(region.ledger, "signatures: []", "signatures: [a]")

    with held(region), pytest.raises(PackError, match="the ledger was changed while the examples ran"):
        publish(judged(region), at(Step.REPLACE_LEDGER, sign))
    assert "signatures: [a]" in region.ledger.read_text(encoding="utf-8")
    assert released(region) == ["tiny@0.1.0"]


def test_a_release_that_fails_gives_its_lock_back(region: Region) -> None:
    def fail() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), held(region):
        publish(judged(region), at(Step.WRITE_LEDGER, fail))
    assert not region.lock.exists()
    assert release(region, "prospective", "--finish").exit_code == 0


# Two at once


@pytest.mark.parametrize("step", [Step.RENAME, Step.REPLACE_LEDGER])
def test_while_one_releases_nobody_else_releases_undoes_or_drafts(region: Region, step: Step) -> None:
    command = [sys.executable, "-c", RELEASING, str(region.rules), step.name, "wait"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"waiting\n"
        for answer in (
            release(region, "prospective"), release(region, "prospective", "--finish"), undo(region), draft(region),
        ):  # fmt: skip
            assert answer.exit_code == 2
            assert f"`tiny` is being made by process {first.pid}, or was when" in answer.stderr
        first.communicate(b"\n")
    assert first.returncode == 0
    assert released(region) == ["tiny@0.1.0", "tiny@0.2.0"]


def test_of_releases_made_at_once_one_is_made(region: Region) -> None:
    words = ["--effect", "prospective", "--summary", "More law", "--on", "2026-11-22"]
    command = [*PROGRAM, "release", "tiny", "--rules", str(region.rules), *words]
    racing = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(3)]
    assert sorted(one.wait() for one in racing) == [0, 2, 2]
    assert released(region) == ["tiny@0.1.0", "tiny@0.2.0"]
    assert len(read_ledger(region.ledger.read_bytes(), "releases.yaml")) == 2
    assert not region.lock.exists()
