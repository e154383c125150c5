"""What a new version does to past cases, as a program reads it: codes and counts, with sorted keys."""

from __future__ import annotations

from collections.abc import Mapping

from policy_engine.checks.impact.tally import Counts
from policy_engine.facts.money import Money
from policy_engine.render.impact_table import Told
from policy_engine.render.law_json import Json, pack_as_json, written


def impact_json(told: Told) -> bytes:
    """Write all counts."""
    tally = told.tally
    answers: list[Json] = [
        {"sort": sort, "name": name, "before": before, "after": after, **_counts(counts)}
        for (sort, name, before, after), counts in sorted(tally.by_answer.items())
    ]
    money: list[Json] = [
        {
            "duty": duty, "currency": currency, "cases": sums.cases, "more": sums.more, "less": sums.less,
            "before": str(Money(sums.before, currency)), "after": str(Money(sums.after, currency)),
        }
        for (duty, currency), sums in sorted(tally.money.items())
    ]  # fmt: skip
    return written(
        {
            "old": pack_as_json(told.old),
            "new": pack_as_json(told.new),
            "cases": tally.cases,
            "changed": tally.changed,
            "same": tally.same,
            "grounds_only": tally.grounds_only,
            "open": tally.open,
            "not_covered": tally.not_covered,
            "wrong_lines": tally.wrong,
            "by_answer": answers,
            "by_rule": _named("rule", tally.by_rule),
            "by_place": _named("place", tally.by_place),
            "money": money,
            "missing_facts": _named("fact", tally.missing),
            "for_a_person": _named("point", tally.points),
        }
    )


def _named(word: str, counts: Mapping[str, Counts]) -> list[Json]:
    return [{word: name, **_counts(one)} for name, one in sorted(counts.items())]


def _counts(counts: Counts) -> dict[str, Json]:
    lines: list[Json] = [*counts.examples]
    return {"cases": counts.cases, "lines": lines}
