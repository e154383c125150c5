"""The command that writes a pack's calendars, and the check that they are what it would write."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policy_engine.commands.calendars import calendars
from policy_engine.reading.calendars import read_calendars

pytestmark = pytest.mark.needs_calendars


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
