"""Without a pack named, the newest release of every region answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.releasing import released
from tests.commands.running import ORDER, run


@pytest.fixture(autouse=True)
def _two_releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(tmp_path, monkeypatch, "0.9.0", "0.10.0")


def packs_used(*arguments: str) -> list[str]:
    told = json.loads(run("check", ORDER, "--format", "json", *arguments).stdout)
    return [pack["ref"] for pack in told["packs"]]


def test_a_case_is_checked_under_the_newest_release() -> None:
    assert packs_used() == ["shop@0.10.0"]


def test_a_region_alone_means_its_newest_release() -> None:
    assert packs_used("--pack", "shop") == ["shop@0.10.0"]


def test_an_older_release_is_used_where_it_is_pinned() -> None:
    assert packs_used("--pack", "shop@0.9.0") == ["shop@0.9.0"]


def test_a_version_that_was_never_released_names_those_that_were() -> None:
    answer = run("check", ORDER, "--pack", "shop@1.0.0")
    assert answer.exit_code == 2
    assert "released versions: 0.9.0, 0.10.0" in answer.stderr


def test_a_new_case_asks_what_the_newest_release_needs() -> None:
    assert "    # seal:\n" in run("new", "--ask", "withdraw").output


def test_every_release_is_tested() -> None:
    told = run("test", "--no-matter").output
    assert [line.partition(":")[0] for line in told.splitlines()] == ["shop@0.9.0", "shop@0.10.0"]


def test_every_release_is_listed_in_its_order() -> None:
    told = " ".join(run("packs").output.split())
    assert told.index("shop@0.9.0 released Sun 22 Nov 2026, law known to Sat 21 Nov 2026") < told.index("shop@0.10.0")
    assert "The 0.10.0 of an invented law" in told


def test_the_facts_of_a_topic_are_those_that_the_newest_release_uses() -> None:
    told = run("facts", "--topic", "returns").output.split()
    assert {"withdraw", "item.received", "request.sent"} <= set(told)
    assert not {"item.price", "incident.aware", "charge_restocking_fee"} & set(told)


def test_where_nothing_is_released_a_pack_has_to_be_named(tmp_path: Path) -> None:
    (tmp_path / "shop" / "releases.yaml").unlink()
    answer = run("check", ORDER)
    assert answer.exit_code == 2
    assert answer.stderr == "error: no pack is released\n  help: name one with `--pack`, as a folder\n"
    assert run("packs").output == "no pack is released\n"
