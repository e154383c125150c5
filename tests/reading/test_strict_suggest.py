"""An unknown word is shown safely, and the known word that was meant is named when there is one."""

from __future__ import annotations

import pytest

from policy_engine.reading.suggest import did_you_mean, is_slip, shown

KNOWN = [
    *("item.received", "order.concluded_on", "buyer.residence", "subject.residence"),
    *("withdraw", "EU", "days", "dates"),
]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("received", "item.received"),
        ("recieved", "item.received"),
        ("item.recieved", "item.received"),
        ("Withdraw", "withdraw"),
        ("withdrawl", "withdraw"),
        ("order.concluded-on", "order.concluded_on"),
        ("eu", "EU"),
        ("day", "days"),
    ],
)
def test_a_word_written_nearly_right_is_answered_with_the_right_one(word: str, meant: str) -> None:
    assert did_you_mean(word, KNOWN) == f"did you mean `{meant}`?"


def test_a_word_that_may_be_two_is_answered_with_both() -> None:
    assert did_you_mean("residence", KNOWN) == "did you mean `buyer.residence` or `subject.residence`?"


def test_a_word_that_differs_only_in_case_is_answered_with_that_one_alone() -> None:
    assert did_you_mean("WITHDRAW", ["withdraw", "withdraws"]) == "did you mean `withdraw`?"


def test_a_word_that_lacks_its_group_is_answered_with_that_one_alone() -> None:
    assert did_you_mean("received", ["item.received", "order.last_received"]) == "did you mean `item.received`?"


def test_a_word_joined_with_dashes_or_spaces_is_answered_with_the_one_joined_as_it_should_be() -> None:
    assert did_you_mean("e-u", ["e_u"]) == did_you_mean("e u", ["e_u"]) == "did you mean `e_u`?"


@pytest.mark.parametrize("word", ["place", "plac"])
def test_no_more_than_three_words_are_named(word: str) -> None:
    known = {f"group{number}.place" for number in range(9)}
    assert did_you_mean(word, known) == "did you mean `group0.place`, `group1.place` or `group2.place`?"


@pytest.mark.parametrize("word", ["", "quetzal", "\0", "x" * 1_000_000, "."])
def test_a_word_that_is_near_nothing_is_answered_with_silence(word: str) -> None:
    assert did_you_mean(word, KNOWN) == ""


def test_a_word_is_never_answered_with_itself() -> None:
    assert did_you_mean("withdraw", ["withdraw"]) == ""


def test_the_answer_does_not_depend_on_the_order_of_the_known_words() -> None:
    assert did_you_mean("dat", KNOWN) == did_you_mean("dat", reversed(KNOWN)) != ""


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("withdraw", "`withdraw`"),
        ("Müller 訪問", "`Müller 訪問`"),
        ("a`b", r"`a\x60b`"),
        ("a\nb\x1b[31m", r"`a\nb\x1b[31m`"),
        ("\u202e", r"`\u202e`"),
        ("\ud800", r"`\ud800`"),
        ("x" * 60, f"`{'x' * 60}`"),
        ("x" * 61, f"`{'x' * 59}…`"),
        ("\x1b" * 1_000, "`" + r"\x1b" * 14 + "…`"),
    ],
)
def test_a_word_is_shown_short_and_harmless(word: str, quoted: str) -> None:
    assert shown(word) == quoted


@pytest.mark.parametrize(
    ("word", "known"), [("chanel", "channel"), ("order.chanel", "order.channel"), ("Online", "online")]
)
def test_a_slip_is_told_from_a_name(word: str, known: str) -> None:
    assert is_slip(word, [known, "other"])


@pytest.mark.parametrize(
    ("word", "known"), [("Annabel", "channel"), ("Marian", "marital"), ("Ann Smith", "online"), ("", "a")]
)
def test_a_name_that_only_looks_alike_is_no_slip(word: str, known: str) -> None:
    assert not is_slip(word, [known])
