"""Citations that nobody has looked at for long, and sources that nobody cites, are told."""

from __future__ import annotations

from datetime import date, timedelta

from policy_engine.checks.lint.subject import Check
from policy_engine.errors import Location
from tests.checks.lint.linting import a_subject, findings, told
from tests.checks.shop import PACK, a_rule

CHECKED = date(2026, 11, 21)
UNUSED = PACK.replace("sources:\n", 'sources:\n  old: {title: The Old Act, nature: statute, address: "urn:old"}\n')


def test_a_citation_is_good_for_a_year_to_the_day() -> None:
    assert told(Check.CITATIONS, a_rule(), on=CHECKED + timedelta(days=365)) == []


def test_a_day_later_it_is_stale_and_told_once_for_all_that_rests_on_it() -> None:
    assert told(Check.CITATIONS, a_rule(), on=CHECKED + timedelta(days=366)) == [
        "`act` was last checked on 2026-11-21, 366 days ago, for `plain` and 1 more"
    ]


def test_a_source_that_nothing_cites_is_told_where_it_is_listed() -> None:
    subject = a_subject(a_rule(), pack=UNUSED)
    subject = type(subject)(
        subject.program, subject.examples, subject.on, sources={"old": Location("xx/pack.yaml", 8, 3)}
    )
    assert [str(one) for one in findings(Check.CITATIONS, subject)] == [
        "xx/pack.yaml:8:3: nothing cites the source `old`\n  help: cite it or leave it out"
    ]


def test_a_source_that_only_a_way_of_reading_cites_is_cited() -> None:
    reading = (
        "sets: {withdrawal.end: {readings: ["
        "{id: one, title: The act says so, cite: CITE, value: order.concluded_on}, "
        "{id: two, title: The old act says so, cite: OLD, value: 2026-01-01}]}}"
    ).replace("OLD", "{source: old, at: s. 1, verified_on: 2026-11-21, grade: secondary}")
    assert told(Check.CITATIONS, a_rule(reading), pack=UNUSED) == []
