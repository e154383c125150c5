"""Linting the small shop: its pack with other rules, places, sources or examples, asked by one check."""

from __future__ import annotations

from datetime import date

from policy_engine.calendar.calendars import NO_CALENDARS
from policy_engine.checks.lint.every_check import lint
from policy_engine.checks.lint.subject import Check, LintFinding, Subject
from policy_engine.decisions.examples import ExampleSet
from policy_engine.evaluation.program import Program, compile_program
from policy_engine.reading.pack_reader import read_pack
from tests.checks.shop import AXIOMS, CITE, HEAD, PACK, VOCABULARY, some_examples

ON = date(2026, 11, 22)
NO_EXAMPLES = ExampleSet({}, ())
UNION = PACK.replace("covers:", "places: {UNION: [DE, FR, IT]}\ncovers:").replace("in: DE,", "in: UNION,")


def a_pack(rules: str, pack: str = PACK) -> Program:
    """A pack with these rules."""
    head = HEAD.replace("in: DE", "in: UNION") if "UNION" in pack else HEAD
    files = {"pack.yaml": pack, "rules.yaml": head + rules.replace("CITE", CITE)}
    read = read_pack({name: text.encode() for name, text in files.items()}, VOCABULARY, "xx", digest="sha256:0")
    return compile_program(read, VOCABULARY, AXIOMS, NO_CALENDARS)


def a_subject(rules: str, examples: str = "", *, pack: str = PACK, on: date = ON) -> Subject:
    """The pack under examples, looked at on a day."""
    return Subject(a_pack(rules, pack), some_examples(examples) if examples else NO_EXAMPLES, on)


def findings(check: Check, subject: Subject) -> tuple[LintFinding, ...]:
    """What one check finds."""
    return lint(subject, [check]).findings


def told(check: Check, rules: str, examples: str = "", *, pack: str = PACK, on: date = ON) -> list[str]:
    """What one check says of these rules, without place and advice."""
    subject = a_subject(rules, examples, pack=pack, on=on)
    return [finding.message for finding in findings(check, subject)]


def versions(*periods: str, rule_id: str = "xx.end", days: tuple[int, ...] = (7, 14, 30)) -> str:
    """A rule in several versions, one a period, each with a length of its own."""
    return "rules:" + "".join(
        f"""
  - id: {rule_id}
    title: The window ends after some days
    cite: CITE
    effective: {period}
    each: items
    sets: {{withdrawal.end: {{days: {length}, after: item.received, counting: plain}}}}"""
        for period, length in zip(periods, days, strict=False)
    )
