"""A claim that is not proved of all places at once, where the law can be read in many ways, is proved of each."""

from __future__ import annotations

import pytest

from policy_engine.comparison.asking import Asker
from policy_engine.comparison.comparing import Wanted, compare
from policy_engine.comparison.model import Claim, Comparison
from policy_engine.comparison.outcomes import Standing
from tests.checks.lint.linting import UNION, a_pack
from tests.checks.shop import REMEMBERED
from tests.comparison.small_law import standing

pytestmark = pytest.mark.needs_analysis

END = """  - id: {id}
    title: Some say it ends after so many days, some say after more
    cite: CITE
    effective: {{from: 2014-06-13}}
    in: {place}
    each: items
    sets:
      withdrawal.end:
        readings:
          - id: short
            title: It is the shorter one
            cite: CITE
            value: {{days: {least}, after: item.received, counting: plain}}
          - id: long
            title: It is the longer one
            cite: CITE
            value: {{days: {most}, after: item.received, counting: plain}}
"""
WITHDRAW = """  - id: xx.withdraw
    title: What was bought can go back
    cite: CITE
    effective: {from: 2014-06-13}
    each: items
    grants: {action: withdraw, until: withdrawal.end}
"""
FORBIDDEN = """  - id: xx.{word}.{name}
    title: Somebody remembers that such things cannot go back there
    cite: REMEMBERED
    effective: {{from: 2014-06-13}}
    in: {place}
    each: items
    when: {{item.traits: {{has: {word}}}}}
    forbids: {{by: buyer, action: withdraw}}
"""
WORDS = ("sealed", "perishable", "custom")
REST = WITHDRAW + "".join(
    FORBIDDEN.format(word=word, place=place, name=place.lower()) for word in WORDS for place in ("DE", "IT")
)


def between(least: int, most: int) -> Comparison:
    """One state gets a rule of its own, with these days in dispute instead of fourteen or thirty."""
    whole = END.format(id="xx.end", place="UNION", least=14, most=30)
    rest = END.format(id="xx.end", place="[DE, IT]", least=14, most=30)
    own = END.format(id="xx.end.fr", place="FR", least=least, most=most)
    old, new = (
        a_pack("rules:\n" + one.replace("REMEMBERED", REMEMBERED), pack=UNION)
        for one in (whole + REST, rest + own + REST)
    )
    return compare(old, new, Wanted(), Asker)


def test_another_name_for_the_same_dispute_refuses_nobody() -> None:
    assert standing(between(14, 30), Claim.NONE_NEWLY_REFUSED) is Standing.PROVED


def test_nor_does_a_period_that_was_in_dispute_before() -> None:
    assert standing(between(14, 20), Claim.NONE_NEWLY_REFUSED) is Standing.PROVED


def test_who_is_refused_in_every_reading_and_was_in_none_is_newly_refused() -> None:
    found = between(7, 10)
    (claim,) = [one for one in found.claims if one.claim is Claim.NONE_NEWLY_REFUSED]
    assert claim.standing is Standing.DISPROVED
    assert claim.witness is not None
    assert ("buyer.residence", "FR") in claim.witness.facts
