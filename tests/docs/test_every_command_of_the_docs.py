"""What the README and the tutorial show is what a reader gets: every command is run, and every line of it compared.

A block of a page that begins with `$ ` is a session: commands with what they print, where `…` on a line of its own
stands for lines that are left out. A Python block is run as it stands.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.commands.running import REPOSITORY, run

PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs" / "tutorial").glob("*.md"))]
LEFT_OUT = "…"
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Session(NamedTuple):
    """A command and the lines that it is said to print."""

    where: str
    command: str
    lines: list[str]


def sessions() -> Iterator[Session]:
    for page in PAGES:
        for _, block in FENCED.findall(page.read_text(encoding="utf-8")):
            if block.startswith("$ "):
                for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                    command, *lines = part.rstrip("\n").split("\n")
                    yield Session(page.name, command, lines)


def scripts() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for language, block in FENCED.findall(page.read_text(encoding="utf-8")):
            if language == "python":
                yield page.name, block


@pytest.mark.parametrize("session", list(sessions()), ids=lambda one: f"{one.where}: {one.command}"[:80])
def test_a_command_prints_what_the_page_shows(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    program, *arguments = shlex.split(session.command)
    assert program == "policy-engine"
    printed = run(*arguments).output.rstrip("\n").split("\n")
    assert_shows(session.lines, printed)


@pytest.mark.parametrize(("page", "script"), list(scripts()), ids=lambda one: one[:40])
def test_a_script_runs_as_it_stands(page: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    exec(compile(script, page, "exec"), {"__name__": page})


def test_a_page_that_shows_another_line_fails() -> None:
    assert_shows(["first", LEFT_OUT, "last"], ["first", "between", "last"])
    with pytest.raises(AssertionError):
        assert_shows(["first", LEFT_OUT, "lost"], ["first", "between", "last"])
    with pytest.raises(AssertionError):
        assert_shows(["first"], ["first", "last"])


def assert_shows(shown: list[str], printed: list[str]) -> None:
    """Compare line by line; a line `…` stands for any lines, also none."""
    shows = "".join(".*" if line.strip() == LEFT_OUT else re.escape(f"{line}\n") for line in shown)
    found = "".join(f"{line}\n" for line in printed)
    assert re.fullmatch(shows, found, re.DOTALL), found


def test_the_pages_have_sessions_at_all() -> None:
    assert {session.where for session in sessions()} == {page.name for page in PAGES}
    assert Path("README.md").name in {page for page, _ in scripts()}
