"""`packs`: what is released, and the digest of a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from policy_engine.catalog.packs import list_packs, load_program
from tests.commands.running import REPOSITORY, SHOP, run


def test_every_release_of_every_ledger_is_listed_with_its_digest() -> None:
    told = run("packs").output
    for entry in list_packs():
        assert f"  {entry.ref}  " in told
        assert entry.release.digest[:19] in told


def test_the_list_names_no_folder_of_this_machine() -> None:
    assert str(REPOSITORY) not in run("packs").output


def test_the_digest_of_a_folder_is_that_which_a_decision_names() -> None:
    answer = run("packs", "--digest", SHOP)
    assert answer.output == f"{load_program(str(SHOP)).pack.digest}\n"


def test_the_digest_moves_with_every_byte(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SHOP, tmp_path / "copy"))
    same = run("packs", "--digest", copy).output
    with (copy / "law.yaml").open("a", encoding="utf-8") as law:
        law.write("\n")
    assert same == run("packs", "--digest", SHOP).output
    assert same != run("packs", "--digest", copy).output


def test_a_folder_without_a_pack_has_no_digest(tmp_path: Path) -> None:
    answer = run("packs", "--digest", tmp_path)
    assert answer.exit_code == 2
    assert "no pack is here" in answer.stderr
