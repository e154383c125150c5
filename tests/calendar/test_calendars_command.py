"""The command that writes a pack's calendars, and the check that they are what it would write."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policy_engine.catalog.calendar_sources import releases
from policy_engine.catalog.locations import rules_folder
from policy_engine.commands.calendars import calendars
from policy_engine.reading.calendars import read_calendars

pytestmark = pytest.mark.needs_calendars


def of_installed_libraries(folder: Path) -> bool:
    """Whether the calendars of a folder were made from the libraries that are here; a release keeps its old ones."""
    made_from = json.loads((folder / "calendars.json").read_bytes())["made_from"]
    return bool(made_from == releases())


DRAFTS = sorted(file.parent for file in rules_folder().glob("*/draft/pack.yaml"))
RELEASES = sorted(file.parent for file in rules_folder().glob("*/[0-9]*/calendars.json"))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    text = "calendars: {places: [DE], years: {from: 2026, to: 2026}}\n"
    (tmp_path / "pack.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(calendars, [str(argument) for argument in arguments])


def test_the_command_writes_calendars_that_can_be_read(pack: Path) -> None:
    assert run(pack).exit_code == 0
    assert "DE" in read_calendars((pack / "calendars.json").read_bytes(), "calendars.json").places


def test_the_check_passes_for_what_the_command_wrote(pack: Path) -> None:
    run(pack)
    assert run(pack, "--check").exit_code == 0


def test_the_check_fails_for_anything_else_and_writes_nothing(pack: Path) -> None:
    run(pack)
    written = pack / "calendars.json"
    written.write_bytes(written.read_bytes() + b"\n")
    before = written.read_bytes()
    result = run(pack, "--check")
    assert result.exit_code == 1
    assert "is not what" in result.stderr
    assert written.read_bytes() == before


def test_the_check_fails_where_nothing_was_written(pack: Path) -> None:
    assert run(pack, "--check").exit_code == 1
    assert not (pack / "calendars.json").exists()


@pytest.mark.parametrize("library", ["holidays", "hijridate", "tzdata"])
def test_a_missing_library_is_named_with_what_installs_it(
    pack: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    result = run(pack)
    assert result.exit_code == 2
    assert result.stderr == (
        f"a snapshot of calendars needs the library `{library}`: pip install 'policy-engine[calendars]'\n"
    )
    assert not (pack / "calendars.json").exists()


def test_a_pack_that_asks_for_nothing_is_refused(pack: Path) -> None:
    (pack / "pack.yaml").write_text("id: test\n", encoding="utf-8")
    result = run(pack)
    assert result.exit_code == 2
    assert "the pack has no `calendars`" in result.stderr


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "pack.yaml is missing" in result.stderr


@pytest.mark.parametrize("folder", [*DRAFTS, *filter(of_installed_libraries, RELEASES)], ids=str)
def test_the_calendars_of_every_region_are_what_the_command_writes(folder: Path) -> None:
    assert run(folder, "--check").exit_code == 0


def test_the_check_tells_which_library_has_been_renewed_since(pack: Path) -> None:
    run(pack)
    written = pack / "calendars.json"
    release = releases()["holidays"]
    written.write_text(written.read_text("utf-8").replace(f'"holidays": "{release}"', '"holidays": "0.1"'), "utf-8")
    assert f"help: it was made from `holidays` 0.1, not {release}" in run(pack, "--check").stderr


def test_the_help_says_how_calendars_are_renewed() -> None:
    told = " ".join(run("--help").stdout.split())
    assert "To renew them, upgrade the libraries, run this on the draft of a region" in told
