"""A small comparison of two versions of the invented law: one right lost, one period longer, one thing not proved."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from policy_engine.catalog.engine import Engine
from policy_engine.comparison.model import (
    CalendarChange,
    CalendarPart,
    Cited,
    Claim,
    Claimed,
    Comparison,
    Effect,
    Effected,
    Field,
    FieldChange,
    Kind,
    NotProved,
    Place,
    Proof,
    ProvedEqual,
    Rewritten,
    Side,
    VocabularyChange,
    Why,
)
from policy_engine.comparison.outcomes import (
    Answered,
    Asks,
    Changed,
    Direction,
    Limb,
    Output,
    Part,
    Region,
    Shown,
    Sort,
    Standing,
)
from policy_engine.decisions.model import Decision, VerdictCode
from policy_engine.facts.vocabulary import Vocabulary
from tests.commands.running import ORDER, SHOP

WITHDRAW = Output(Sort.ACTION, "withdraw", "buyer.residence", "returns", "buyer")
REFUND = Output(Sort.DUTY, "refund", "buyer.residence", "refunds", "seller")
COST = Output(Sort.TERM, "return.cost_on", "", "returns", "")
EXEMPT_NOW = "item.traits: {has: [engraved, fragile]}"
EVIL = "<script>alert('x')</script>"


def decisions() -> tuple[Decision, Decision, Vocabulary]:
    """What the invented law decides for the order, once as it is and once without the right."""
    engine = Engine.load(str(SHOP))
    before = engine.decide(engine.read_case(ORDER.read_bytes()))
    first, *rest = before.verdicts
    refused = msgspec.structs.replace(first, verdict=VerdictCode.NOT_GRANTED, window=None)
    return before, msgspec.structs.replace(before, verdicts=(refused, *rest)), engine.vocabulary


def a_side(version: str) -> Side:
    """One of the two packs."""
    return Side(f"shop@{version}", f"shop@{version}", "shop", version, f"sha256:{version}", "2026-11-21", "v", "c", 12)


def a_citation(at: str = "s. 2(a)") -> Cited:
    """A provision of the invented law."""
    return Cited("act", "The Shop Act of 2020", at, "2026-11-21", "primary", "statute", "https://example.org/shop-act")


def a_rewritten(name: str = "shop.withdraw.engraved", area: str = "DE") -> Rewritten:
    """An exemption whose condition is wider than before."""
    return Rewritten(
        kind=Kind.CHANGED, id=name, sort="exemption", title=f"What carries a name cannot go back {EVIL}",
        topics=("returns",), areas=(area,), governed_by="order.concluded_on", governing_from="2026-12-01",
        governing_until="", before="item.traits: {has: engraved}", after=EXEMPT_NOW,
        fields=(
            FieldChange(Field.WHEN, "", "item.traits: {has: engraved}", EXEMPT_NOW, decides=True),
            FieldChange(Field.TITLE, "", "a", "b", decides=False),
        ),
        cited_before=a_citation(), cited_after=a_citation("s. 2(c)"), at_before=Place("law.yaml", 14),
        at_after=Place("law.yaml", 15), direction=Direction.HARSHER, for_whom="buyer",
        decides_nothing=Standing.DISPROVED, changes=("c1",),
    )  # fmt: skip


def a_changed(name: str = "c1", direction: Direction = Direction.HARSHER) -> Changed:
    """A right that is refused to those whose item is fragile."""
    before, after, _ = decisions()
    shown = Shown(
        "2026-10-04T09:00+01:00",
        (("buyer.residence", "DE"), ("items[m1].traits", "[fragile]"), ("order.note", EVIL)),
        ("withdraw",),
        before,
        after,
    )
    limbs = (
        Limb("items[m1].traits", Asks.HAS, ("fragile",)),
        Limb("order.concluded_on", Asks.BETWEEN, ("2026-12-01", "")),
        Limb("items[m1].kind", Asks.ONE_OF, ("goods", "film")),
    )
    return Changed(
        id=name, output=WITHDRAW, part=Part.VERDICT,
        before=Answered("allowed", details=(("late_after", "2026-12-15"),)), after=Answered("not_granted"),
        region=Region(limbs, checked=False), witness=shown,
        statements=("shop.withdraw.engraved",), governed_by=("order.concluded_on",), governing_from="2026-12-01",
        direction=direction, for_whom="buyer",
    )  # fmt: skip


def a_comparison() -> Comparison:
    """Everything that a comparison can hold, a little of each."""
    kinder = replace(a_changed("c2", Direction.KINDER), output=COST, part=Part.VALUE, statements=("shop.cost",))
    added = replace(
        a_rewritten("shop.cost", "PT"), kind=Kind.ADDED, sort="rule", before="", fields=(), cited_before=None,
        direction=Direction.KINDER, topics=("refunds",), changes=("c2",),
    )  # fmt: skip
    return Comparison(
        old=a_side("0.1.0"), new=a_side("0.2.0"), topics=(), areas=(),
        effect=Effected(Effect.PROSPECTIVE, Standing.PROVED, "2026-11-22", "2026-12-01"),
        rewritten=(a_rewritten(), added),
        changed=(a_changed(), kinder),
        claims=(
            Claimed(Claim.NONE_NEWLY_REFUSED, Standing.DISPROVED, (WITHDRAW,), a_changed().witness, change="c1"),
            Claimed(Claim.NONE_BEFORE, Standing.PROVED, day="2026-11-22"),
            Claimed(Claim.REST_UNCHANGED, Standing.NOT_PROVED, (REFUND,)),
        ),
        equal=(ProvedEqual(COST, Proof.NOTHING_CHANGED),),
        not_proved=(NotProved(REFUND, Why.SOLVER_GAVE_UP),),
        calendars=(CalendarChange("PT", CalendarPart.HOLIDAY, "2027-02-09", "2027-02-09", "", "Carnival"),),
        vocabulary=(VocabularyChange("fact", "item.traits", "values", "", "fragile"),),
    )  # fmt: skip


def the_same() -> Comparison:
    """Two versions of which nothing comes out otherwise, proved."""
    effect = Effected(Effect.EDITORIAL, Standing.PROVED, "2026-11-22")
    return replace(
        a_comparison(), effect=effect, rewritten=(), changed=(), claims=(), not_proved=(), calendars=(), vocabulary=()
    )
