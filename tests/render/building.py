"""Decisions made by hand under the invented law of the commands' tests, to show what a real case seldom brings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policy_engine.catalog.packs import load_program
from policy_engine.decisions.model import Amount, Cited, Decision, Obligation, PackUsed, Question, Step, Term, Verdict
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Case
from policy_engine.facts.values import Moment
from policy_engine.render.screen import screen
from policy_engine.render.telling import Telling
from policy_engine.render.words import Words

SHOP = Path(__file__).resolve().parents[1] / "commands" / "shop"


def shop() -> Program:
    return load_program(str(SHOP))


def a_case(**facts: object) -> Case:
    """A case of a buyer in Portugal, looked at on a Sunday morning."""
    stated = {"buyer.residence": "PT", "buyer.time_zone": "Europe/Lisbon", "order.concluded_on": date(2026, 9, 10)}
    stated |= {name.replace("__", "."): value for name, value in facts.items()}
    addresses = {(name, ""): value for name, value in stated.items()}
    moment = Moment.parse("2026-10-04T09:00+01:00")
    return Case("order-7", (), moment, addresses, {"items": ("shirt", "ring")}, "order-7.yaml")  # type: ignore[arg-type]


def a_decision(
    *,
    asked: tuple[str, ...] = ("withdraw",),
    places: tuple[str, ...] = ("PT",),
    verdicts: tuple[Verdict, ...] = (),
    obligations: tuple[Obligation, ...] = (),
    terms: tuple[Term, ...] = (),
    amounts: tuple[Amount, ...] = (),
    questions: tuple[Question, ...] = (),
    review: tuple[str, ...] = (),
    unverified: tuple[str, ...] = (),
    not_covered: tuple[str, ...] = (),
    trace: tuple[Step, ...] = (),
) -> Decision:
    packs = (PackUsed("shop@0.1.0", "sha256:0", "2026-11-21"),)
    return Decision(
        "order-7", asked, "2026-10-04T09:00+01:00", places, packs, ("sha256:1",), ("sha256:2",), "1",
        verdicts, terms, obligations, amounts, questions, review, unverified, not_covered, trace,
    )  # fmt: skip


def cited(rule: str, how: str) -> Cited:
    return Cited(rule, how, "act", "s. 1", "primary")


def telling(decision: Decision | None = None, case: Case | None = None) -> Telling:
    return Telling(decision or a_decision(), case or a_case(), (shop(),), Words())


def told(decision: Decision, case: Case | None = None, width: int = 100) -> str:
    return screen(decision, case or a_case(), (shop(),), width=width)


def line_of(text: str, start: str) -> str:
    """The rest of the one line that starts with these words, single spaces between its own."""
    (found,) = [" ".join(line.split()) for line in text.splitlines() if " ".join(line.split()).startswith(start)]
    return found[len(start) :].strip()
