"""Whatever a command is given, it ends with a code and one clear line for each problem, never with a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.running import ORDER, SHOP, run, start, start_closed

LARGE = 4 * 1024 * 1024 + 1

BAD_CASES: dict[str, Callable[[Path], str | Path]] = {
    "no file": lambda folder: folder / "nothing.yaml",
    "a folder": lambda folder: folder,
    "an empty name": lambda _: "",
    "a name with a line end": lambda _: "a\nb.yaml",
    "no text": lambda folder: written(folder, b"\xff\xfe\x00\x01"),
    "not UTF-8": lambda folder: written(folder, b"case: caf\xe9\n"),
    "nothing in it": lambda folder: written(folder, b""),
    "only a comment": lambda folder: written(folder, b"# nothing\n"),
    "a list": lambda folder: written(folder, b"- 1\n- 2\n"),
    "a word": lambda folder: written(folder, b"word\n"),
    "two documents": lambda folder: written(folder, b"case: a\n---\ncase: b\n"),
    "an anchor": lambda folder: written(folder, b"case: &a b\nask: *a\n"),
    "a tag": lambda folder: written(folder, b"case: !!python/object:os.system x\n"),
    "nulls": lambda folder: written(folder, b"case: null\nbuyer: null\n"),
    "a bomb": lambda folder: written(folder, b"a: " + b"[" * 5000 + b"]" * 5000),
    "too much": lambda folder: written(folder, b"#" * LARGE),
    "control characters": lambda folder: written(folder, b"case: \x1b[31mred\n"),
    "broken JSON": lambda folder: written(folder, b'{"case": "a", '),
    "an unknown fact": lambda folder: written(folder, b"decide_on: 2026-10-04T09:00+01:00\nbuyer.residense: PT\n"),
    "an impossible order of days": lambda folder: written(
        folder,
        b"decide_on: 2026-10-04T09:00Z\nrequest.sent: 2026-01-01\norder.concluded_on: 2026-02-01\nask: [withdraw]\n",
    ),
    "a moment without an offset": lambda folder: written(folder, b"decide_on: 2026-10-04T09:00\n"),
    "a day beyond the calendars": lambda folder: written(folder, b"decide_on: 9999-12-31T09:00Z\n"),
    "nothing asked": lambda folder: written(folder, b"decide_on: 2026-10-04T09:00Z\nbuyer.residence: PT\n"),
}


@pytest.mark.parametrize("what", BAD_CASES)
def test_a_bad_case_ends_with_2_and_an_error(what: str, tmp_path: Path) -> None:
    answer = run("check", BAD_CASES[what](tmp_path), "--pack", SHOP)
    assert answer.exit_code == 2
    assert answer.stderr.startswith("error: ")
    assert answer.stdout == ""
    assert all(line.startswith(("error: ", "  ")) for line in answer.stderr.splitlines())
    assert "\x1b" not in answer.stderr


BAD_PACKS: dict[str, tuple[Callable[[Path], str | Path], str]] = {
    "an unknown region": (lambda _: "atlantis", "no pack of `atlantis` is released"),
    "an unknown version": (lambda _: "atlantis@9.9.9", "no pack of `atlantis` is released"),
    "a folder without a pack": (lambda folder: folder, "no pack is here"),
    "a folder that is not there": (lambda folder: folder / "nothing", "no pack is here"),
    "a pack without text": (lambda folder: packed(folder, b"\xff\xff"), "is not UTF-8"),
    "an empty pack": (lambda folder: packed(folder, b""), "pack.yaml"),
    "an empty name": (lambda _: "", "no pack"),
}


@pytest.mark.parametrize("what", BAD_PACKS)
def test_a_bad_pack_ends_with_2_and_an_error(what: str, tmp_path: Path) -> None:
    ref, message = BAD_PACKS[what]
    answer = run("check", ORDER, "--pack", ref(tmp_path))
    assert answer.exit_code == 2
    assert answer.stderr.startswith("error: ")
    assert message in answer.stderr


def test_every_bad_pack_is_named(tmp_path: Path) -> None:
    told = run("check", ORDER, "--pack", "atlantis", "--pack", tmp_path).stderr
    assert told.count("error: ") == 2


def test_every_problem_of_a_case_is_named_with_its_place(tmp_path: Path) -> None:
    case = written(tmp_path, b"decide_on: 2026-10-04T09:00+01:00\nbuyer.residense: PT\nitem.kind: [goods]\n")
    told = run("check", case, "--pack", SHOP).stderr
    assert f"error: {case}:2:1: " in told
    assert f"error: {case}:3:" in told


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("EL", "did you mean `GR`?"),
        ("UK", "did you mean `GB`?"),
        ("ZZ", "write its code, such as `DE` or `US-CA`"),
        ("FR-MQ", "did you mean `FR-972`?"),
        ("FR-ZZZ", "write one of its parts in ISO 3166-2, such as `FR-01`; known are 01 02 "),
    ],
)
def test_a_place_that_does_not_exist_is_neither_another_place_nor_one_without_law(
    code: str, advice: str, tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(ORDER.read_text(encoding="utf-8").replace("residence: PT", f"residence: {code}"), encoding="utf-8")
    answer = run("check", case, "--pack", SHOP)
    assert answer.exit_code == 2
    assert f"error: {case}:4:20: `buyer.residence` " in answer.stderr
    assert f"\n  help: {advice}" in answer.stderr


def test_facts_that_cannot_be_together_are_told_at_their_place_and_by_their_path(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    text = ORDER.read_text(encoding="utf-8").replace("concluded_on: 2026-09-10", "concluded_on: 2026-10-04")
    case.write_text(text, encoding="utf-8")
    answer = run("check", case, "--pack", SHOP)
    assert answer.exit_code == 2
    assert f"error: {case}:12:17 (request.sent): `request.sent`" in answer.stderr


def test_what_the_text_and_what_it_says_have_wrong_is_told_at_once(tmp_path: Path) -> None:
    case = written(tmp_path, b"decide_on: 2026-10-04T09:00Z\nbuyer.residense: PT\nask: [&a withdraw]\n")
    told = run("check", case, "--pack", SHOP, "--ask", "refnd").stderr
    assert f"error: {case}:2:1: `buyer.residense` is no fact" in told
    assert f"error: {case}:3:7: the anchor `&a` is not allowed" in told
    assert "error: --ask: nothing to ask for is called `refnd`\n  help: did you mean `refund`" in told


def test_a_name_that_stands_where_none_belongs_is_not_repeated(tmp_path: Path) -> None:
    case = written(tmp_path, b"decide_on: Johanna Muster\nask: Johanna Muster\n")
    answer = run("check", case, "--pack", SHOP)
    assert answer.exit_code == 2
    assert f"error: {case}:1:12: `decide_on` is not a moment" in answer.stderr
    assert "Johanna" not in answer.stderr


@pytest.mark.parametrize("setting", ["buyer.residence=", "buyer.residence", "buyer.residence= "])
def test_a_fact_that_is_set_to_nothing_is_told(setting: str) -> None:
    answer = run("check", ORDER, "--pack", SHOP, "--set", setting)
    assert answer.exit_code == 2
    assert "error: --set: `buyer.residence` is set to nothing\n  help: write `FACT=VALUE`" in answer.stderr


def test_where_nothing_covers_what_is_asked_the_packs_say_what_they_cover() -> None:
    answer = run("check", ORDER, "--pack", SHOP, "--set", "buyer.residence=BR")
    assert answer.exit_code == 4
    assert answer.stderr == (
        "note: shop@0.1.0 covers `returns`, `refunds` where `buyer.residence` is in `UNION` "
        "and `order.concluded_on` is 2020-01-01 or later\n"
    )


def test_where_the_packs_cover_what_is_asked_nothing_is_said_of_it() -> None:
    assert run("check", ORDER, "--pack", SHOP).stderr == ""


WRONG_USE = [
    ["check"],
    ["check", "a", "b"],
    ["check", ORDER, "--format", "xml"],
    ["check", ORDER, "--nothing"],
    ["chek", ORDER],
    ["facts", "buyer.residence", "--topic", "returns"],
    ["new"],
    ["--nothing"],
]


@pytest.mark.parametrize("arguments", WRONG_USE)
def test_wrong_use_ends_with_2(arguments: list[str | Path]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.symlink_to(case)  # even a superuser cannot read a link to itself
    answer = run("check", case, "--pack", SHOP)
    assert answer.exit_code == 2
    assert f"error: {case}: " in answer.stderr


def test_a_pack_with_a_file_that_may_not_be_read_is_no_traceback(tmp_path: Path) -> None:
    packed(tmp_path, (SHOP / "pack.yaml").read_bytes())
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    answer = run("check", ORDER, "--pack", tmp_path)
    assert answer.exit_code == 2
    assert "loop.yaml" in answer.stderr


def test_an_endless_file_is_read_no_further_than_the_limit() -> None:
    answer = run("check", "/dev/zero", "--pack", SHOP)
    assert answer.exit_code == 2
    assert "larger than the limit of 4 MiB" in answer.stderr


def test_a_closed_standard_input_is_an_error() -> None:
    done = start_closed(0, "check", "-", "--pack", SHOP)
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: <stdin>: ")


@pytest.mark.parametrize("stream", [1, 2])
def test_a_closed_standard_output_is_no_traceback(stream: int) -> None:
    done = start_closed(stream, "check", ORDER, "--pack", SHOP, "--ask", "charge_fee")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_full_disk_is_an_error() -> None:
    with Path("/dev/full").open("wb") as full:
        done = start("check", ORDER, "--pack", SHOP, stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: <stdout>: ")
    assert b"Traceback" not in done.stderr


def test_a_file_name_that_is_no_text_is_spelled_out(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\x1b.yaml"
    done = start("check", os.fsdecode(name), "--pack", SHOP)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr


def written(folder: Path, content: bytes) -> Path:
    path = folder / "case.yaml"
    path.write_bytes(content)
    return path


def packed(folder: Path, content: bytes) -> Path:
    (folder / "pack.yaml").write_bytes(content)
    return folder
