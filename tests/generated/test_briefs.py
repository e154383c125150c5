"""Every fact has a name in a few plain words, which reads well in a list such as `turns on: …, …`."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from policy_engine.catalog.generating.page import reference_page
from policy_engine.catalog.packs import current_vocabulary
from policy_engine.facts.vocabulary import Fact

VOCABULARY, AXIOMS = current_vocabulary()
FACTS = list(VOCABULARY.facts.values())
MOST_LETTERS = 45
ARTICLES = ("a ", "an ", "the ")


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_every_fact_is_named_in_a_few_words(fact: Fact) -> None:
    assert 0 < len(fact.brief) <= MOST_LETTERS


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_brief_can_stand_in_a_list(fact: Fact) -> None:
    assert not re.search(r"[.,;:?!()`_]", fact.brief)
    assert fact.brief[:1].islower()
    assert not fact.brief.startswith(ARTICLES)


def test_no_two_facts_have_the_same_brief() -> None:
    assert [brief for brief, times in Counter(fact.brief for fact in FACTS).items() if times > 1] == []


def test_the_reference_page_tells_the_briefs() -> None:
    page = reference_page(VOCABULARY, AXIOMS)
    assert [fact.name for fact in FACTS if f"\n\nIn a few words: {fact.brief}. Type: " not in page] == []
