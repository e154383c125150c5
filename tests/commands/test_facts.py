"""`facts`: the vocabulary as people look things up in it."""

from __future__ import annotations

import re

from policy_engine.catalog.packs import current_vocabulary
from tests.commands.running import run

VOCABULARY, _ = current_vocabulary()


def test_everything_that_a_case_may_state_or_ask_is_listed() -> None:
    told = run("facts").output.split()
    terms = [term.name for term in VOCABULARY.conclusions.values() if term.term]
    names = {*VOCABULARY.facts, *VOCABULARY.actions, *VOCABULARY.obligations, *VOCABULARY.topics, *terms}
    assert names <= set(told)


def test_a_fact_is_listed_with_its_type_and_its_question() -> None:
    line = next(line for line in run("facts", columns=120).output.splitlines() if " buyer.residence " in line)
    assert line.split(maxsplit=2) == ["buyer.residence", "place", VOCABULARY.facts["buyer.residence"].question]


def test_a_name_shows_one_fact_in_full_with_every_permitted_value() -> None:
    told = " ".join(run("facts", "item.seal").output.split())
    assert VOCABULARY.facts["item.seal"].question in told
    for word, meaning in VOCABULARY.facts["item.seal"].values.items():
        assert f"{word} {meaning}" in told


def test_an_action_shows_who_acts_and_the_moment_on_which_it_is_judged() -> None:
    told = " ".join(run("facts", "withdraw").output.split())
    assert "an action that needs a rule which grants it" in told
    assert "who acts buyer" in told
    assert "judged at request.sent" in told


def test_an_obligation_shows_who_owes_it_and_what_meets_it() -> None:
    told = " ".join(run("facts", "refund").output.split())
    assert "who owes seller" in told
    assert "met by payment.refunded" in told


def test_a_topic_lists_what_can_be_asked_about_it() -> None:
    told = run("facts", "returns").output
    assert " withdraw " in told
    assert " return_goods " in told


def test_every_name_of_the_vocabulary_has_a_page() -> None:
    names = [*VOCABULARY.facts, *VOCABULARY.aggregates, *VOCABULARY.conclusions, *VOCABULARY.groups]
    names += [*VOCABULARY.actions, *VOCABULARY.obligations, *VOCABULARY.topics]
    answer = run("facts", *names)
    assert answer.exit_code == 0
    assert len(re.findall(r"^ +what it is ", answer.output, re.MULTILINE)) == len(names)


def test_a_name_that_nobody_knows_gets_the_nearest_and_ends_with_2() -> None:
    answer = run("facts", "buyer.residense", "item.seal")
    assert answer.exit_code == 2
    assert "no fact, term, action, obligation, topic or group is called `buyer.residense`" in answer.stderr
    assert "did you mean `buyer.residence`" in answer.stderr
    assert answer.stdout == ""


def test_a_topic_that_nobody_knows_ends_with_2() -> None:
    answer = run("facts", "--topic", "return")
    assert answer.exit_code == 2
    assert "did you mean `returns`" in answer.stderr
