"""A release is added to a ledger, and everything else in it stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policy_engine.catalog.ledger import Release, read_ledger
from policy_engine.catalog.ledger_lines import NEW_LEDGER, with_release
from policy_engine.errors import Location, PackError

DAY = date(2026, 11, 21)
FIRST = Release("0.1.0", DAY, DAY, f"sha256:{'0' * 64}", "first", "The first", Location())
SECOND = replace(FIRST, version="0.2.0", digest=f"sha256:{'1' * 64}", effect="prospective", summary="More")


def read(ledger: bytes) -> list[Release]:
    return [replace(release, at=Location()) for release in read_ledger(ledger, "releases.yaml")]


def added(ledger: bytes, release: Release) -> bytes:
    return with_release(ledger, release, "releases.yaml")


def test_the_first_release_takes_the_place_of_the_empty_list() -> None:
    told = added(NEW_LEDGER, FIRST).decode()
    assert told == (
        "# The released versions of this region, oldest first.\n"
        "releases:\n"
        "  - version: 0.1.0\n"
        "    released_on: 2026-11-21\n"
        "    law_known_to: 2026-11-21\n"
        f"    digest: sha256:{'0' * 64}\n"
        "    effect: first\n"
        "    summary: The first\n"
        "    signatures: []\n"
    )


def test_the_next_release_stands_below_the_last_and_all_comments_stay() -> None:
    before = added(b"# above\n" + NEW_LEDGER, FIRST) + b"  # below\n"
    after = added(before, SECOND)
    assert after.startswith(before)
    assert read(after) == [FIRST, SECOND]


def test_the_indentation_of_the_list_is_kept() -> None:
    flush = added(NEW_LEDGER, FIRST).replace(b"\n  ", b"\n")
    assert read(flush) == [FIRST]
    assert read(added(flush, SECOND)) == [FIRST, SECOND]
    assert b"\n- version: 0.2.0\n" in added(flush, SECOND)


def test_line_ends_are_those_of_the_ledger() -> None:
    after = added(NEW_LEDGER.replace(b"\n", b"\r\n"), FIRST)
    assert after.count(b"\n") == after.count(b"\r\n") == 9
    assert read(after) == [FIRST]


@pytest.mark.parametrize(
    "summary",
    [
        "True",
        "null",
        "2026-11-21",
        "- a dash",
        "returns: more",
        'say "no" #2',
        "a 'quote'",
        "[a]",
        "Schön, é, 返品 🙂",
        "&a *b",
    ],
)
def test_any_summary_is_read_back_as_it_was_written(summary: str) -> None:
    release = replace(FIRST, summary=summary)
    assert read(added(NEW_LEDGER, release)) == [release]


@pytest.mark.parametrize("by", ["comparison", "author"])
def test_who_says_what_a_release_does_is_read_back_where_it_is_known(by: str) -> None:
    known = replace(SECOND, effect_by=by)
    ledger = added(added(NEW_LEDGER, FIRST), known)
    assert read(ledger) == [FIRST, known]
    assert ledger.decode().count("effect_by: ") == 1


def test_nobody_else_can_say_it() -> None:
    ledger = added(NEW_LEDGER, replace(FIRST, effect_by="author")).replace(b"effect_by: author", b"effect_by: hearsay")
    with pytest.raises(PackError, match="`hearsay` does not say who knows the effect"):
        read(ledger)


@pytest.mark.parametrize(
    "form",
    [b"releases: [{ledger}]\n", b"releases:\n  - {ledger}\nnotes: some\n"],
    ids=["a list on one line", "something after the list"],
)
def test_a_ledger_of_another_form_is_not_written_over(form: bytes) -> None:
    line = (
        f"{{version: 0.1.0, released_on: 2026-11-21, law_known_to: 2026-11-21, digest: 'sha256:{'0' * 64}', "
        "effect: first, summary: The first}"
    )
    ledger = form.replace(b"{ledger}", line.encode())
    assert read(ledger) == [FIRST]
    with pytest.raises(PackError, match="no release can be added to a ledger of this form"):
        added(ledger, SECOND)


def test_a_wrong_ledger_is_told_with_what_is_wrong_in_it() -> None:
    with pytest.raises(PackError, match="a release states its `digest`"):
        added(b"releases:\n  - version: 0.1.0\n", SECOND)
