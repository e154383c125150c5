"""Small laws drawn at random, changed at random, and cases around their edges.

What is drawn is what proofs are most easily wrong about: items that are gathered into one value, law of low grade, law
that was not encoded, exemptions and days, all of which bear on each other.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from policy_engine.errors import PackError
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Address, Case
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment, NotBy, Value
from tests.checks.shop import VOCABULARY_TEXT, a_program
from tests.comparison.small_law import changed

WORDS = changed(
    (
        "aggregates:\n",
        """aggregates:
  order.any_fresh: {any: item.fresh, about: Whether anything is fresh}
  order.all_fresh: {all: item.fresh, about: Whether all is fresh}
  order.last_kept: {latest: item.kept_until, about: Until when something is kept}
  order.worth: {sum: item.worth, about: What all is worth}
""",
    ),
    (
        "conclusions:\n",
        """conclusions:
  item.fresh: {type: bool, otherwise: false, each: items, topic: returns, about: Whether it is fresh}
  item.kept_until: {type: date, each: items, party: buyer, topic: returns, about: Until when it is kept}
  item.worth: {type: money, each: items, topic: returns, about: What it is worth}
  order.special: {type: bool, otherwise: false, topic: returns, about: Whether the order is special}
  refund.due: {type: date, term: true, party: seller, topic: returns, about: When money is due}
""",
    ),
    rules=VOCABULARY_TEXT,
)
_OF_ORDERS = (
    "order.channel: [online, phone]", "order.channel: shop", "order.gift: true", "order.gift: false",
    "order.total: {above: EUR 60}", "request.received: {happened: true}",
    "request.sent: {on_or_before: order.last_received}",
)  # fmt: skip
_OF_ITEMS = (
    "item.traits: {has: perishable}", "item.traits: {has: custom}", "item.traits: {has: sealed}",
    "item.price: {above: EUR 50}", "item.price: {at_least: EUR 50}", "item.received: {happened: true}",
)  # fmt: skip
_DRAWN_FROM_ITEMS = ("item.fresh: true", "item.fresh: false")
_DRAWN_FROM_ORDERS = (
    "order.any_fresh: true", "order.any_fresh: false", "order.all_fresh: true", "order.special: true",
    "order.special: false", "order.distance: true", "order.worth: {above: EUR 40}",
    "order.last_kept: {after: request.sent}",
)  # fmt: skip
_BOTH = (*_DRAWN_FROM_ITEMS, *_DRAWN_FROM_ORDERS)
_WEAK = ("recalled_low", "recalled_medium")
_FIRST_DAYS = ("2014-06-13", "2026-09-02", "2026-09-03")
_TOUCHED = {
    True: ("item.fresh", "withdraw", "withdrawal.end", "item.kept_until", "item.worth"),
    False: ("order.special", "refund", "charge_fee", "refund.total", "refund.due"),
}
_MOST_DRAWS = 40


@dataclass(frozen=True, slots=True)
class Statement:
    """A rule, an exemption or law that was not encoded, with the parts that are drawn."""

    id: str
    does: str
    each: bool = False
    uses: tuple[str, ...] = ()
    """Conclusions that it may ask for."""
    grade: str = "primary"
    first_day: str = _FIRST_DAYS[0]
    when: str = ""
    overrides: str = ""
    exemptions: tuple[Statement, ...] = field(default=())

    @property
    def text(self) -> str:
        """As it stands in a file of rules."""
        lines = [f"- id: {self.id}", "  title: Some rule or other holds here", *self._common()]
        lines += [f"  overrides: {self.overrides}"] if self.overrides else []
        lines.append(f"  {self.does}")
        lines += ["  unless:"] if self.exemptions else []
        for one in self.exemptions:
            lines += [f"    - id: {one.id}", "      title: Some exemption or other holds here"]
            lines += [f"    {line}" for line in one._common()[:1]] + [f"      when: {one.when}"]
        return "".join(f"  {line}\n" for line in lines)

    @property
    def text_of_open_law(self) -> str:
        """The same for law that was not encoded."""
        lines = [f"- id: {self.id}", *self._common(), "  reason: whether this is so is a question"]
        return "".join(f"  {line}\n" for line in (*lines, f"  touches: [{self.does}]"))

    def _common(self) -> list[str]:
        cite = f"  cite: {{source: act, at: s. 1, verified_on: 2026-11-21, grade: {self.grade}}}"
        each, when = ["  each: items"] * self.each, [f"  when: {self.when}"] * bool(self.when)
        return [cite, f"  effective: {{from: {self.first_day}}}", *each, *when]


@dataclass(frozen=True, slots=True)
class DrawnLaw:
    """Rules, and law that was not encoded."""

    rules: tuple[Statement, ...]
    open: tuple[Statement, ...] = ()

    def __str__(self) -> str:
        """As a file of rules."""
        left = f"not_encoded:\n{''.join(one.text_of_open_law for one in self.open)}" if self.open else ""
        return f"rules:\n{''.join(one.text for one in self.rules)}{left}"

    @property
    def program(self) -> Program:
        """Ready to decide by."""
        return a_program(str(self), WORDS)


class Drawing:
    """Draws laws, changes and cases; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def two_laws(self) -> tuple[DrawnLaw, DrawnLaw]:
        """A law and the same with a change or two, both of which can be read."""
        for _ in range(_MOST_DRAWS):
            old = self._a_law()
            new = self._changed(old)
            if old != new and _can_be_read(old) and _can_be_read(new):
                return old, new
        raise AssertionError("no law was drawn that can be read")

    def a_case(self) -> Case:
        """A case with all facts stated, its days and amounts where these laws change their mind."""
        chance = self.chance
        bought = date(2026, 8, 31) + timedelta(days=chance.randrange(4))
        looked_at = bought + timedelta(days=chance.choice([20, 25, 40]))
        sent = bought + timedelta(days=chance.choice([1, 3, 10, 13, 14, 15, 16, 17]))
        was_sent, channel, not_yet = (
            chance.random() < 0.85,
            chance.choice(["online", "phone", "shop"]),
            NotBy(looked_at),
        )
        facts: dict[Address, Value] = {
            ("buyer.residence", ""): "DE",
            ("buyer.time_zone", ""): "Europe/Berlin",
            ("order.concluded_on", ""): bought,
            ("order.channel", ""): channel,
            ("order.gift", ""): chance.random() < 0.5 and channel != "shop",
            ("request.sent", ""): sent if was_sent else not_yet,
            ("request.received", ""): sent if was_sent and chance.random() < 0.8 else not_yet,
            ("payment.refunded", ""): not_yet
            if chance.random() < 0.6
            else sent + timedelta(days=chance.choice([0, 5])),
        }
        members = ("m1", "m2", "m3")[: chance.choice([1, 2, 2, 3])]
        for one in members:
            came = bought + timedelta(days=chance.randrange(4))
            facts["item.traits", one] = frozenset(
                word for word in ("sealed", "perishable", "custom") if chance.random() < 0.35
            )
            facts["item.received", one] = came if chance.random() < 0.85 else not_yet
            facts["item.price", one] = Money(chance.choice([1000, 3000, 5000, 5001, 6000, 9000]), "EUR")
        moment = Moment(datetime(looked_at.year, looked_at.month, looked_at.day, 12, tzinfo=UTC))
        return Case("drawn", (), moment, facts, {"items": members}, "drawn")

    # -- laws -------------------------------------------------------------------------------------------------

    def _a_law(self) -> DrawnLaw:
        chance = self.chance
        end = chance.choice(["{days: 14, after: item.received", "{days: 7, after: item.received",
                             "{days: 14, after: order.last_received"])  # fmt: skip
        until = chance.choice(["{action: withdraw, until: withdrawal.end}", "{action: withdraw}"])
        drawn = [
            self._rule("fresh", "concludes: {item.fresh: true}", each=True, most_exemptions=1),
            self._rule(
                "kept", f"sets: {{item.kept_until: {end}, counting: plain}}}}", each=True, uses=_DRAWN_FROM_ITEMS
            ),
            self._rule("worth", "sets: {item.worth: item.price}", each=True, uses=_DRAWN_FROM_ITEMS),
            self._rule("special", "concludes: {order.special: true}", uses=_DRAWN_FROM_ORDERS[:3], most_exemptions=1),
            self._rule("distance", "concludes: {order.distance: true}"),
            self._rule("end", f"sets: {{withdrawal.end: {end}, counting: plain}}}}", each=True, uses=_BOTH),
            self._rule("withdraw", f"grants: {until}", each=True, uses=_BOTH, most_exemptions=1),
            self._rule(
                "no_fee", "forbids: {by: seller, action: charge_fee}", uses=_DRAWN_FROM_ORDERS, most_exemptions=1
            ),
            self._rule("total", f"sets: {{refund.total: {chance.choice(['order.total', 'order.worth'])}}}"),
            self._rule("due", "sets: {refund.due: {days: 14, after: request.received, counting: plain}}"),
            self._rule(
                "refund",
                "obliges: {by: seller, to: buyer, do: refund, amount: refund.total, due: refund.due}",
                uses=_DRAWN_FROM_ORDERS,
                most_exemptions=1,
            ),
        ]
        if chance.random() < 0.3:
            drawn.append(self._rule("sooner", "sets: {item.kept_until: item.received}", each=True, overrides="xx.kept"))
        if chance.random() < 0.3:
            drawn.append(self._rule("barred", "forbids: {by: buyer, action: withdraw}", each=True, uses=_BOTH))
        return DrawnLaw(tuple(drawn), tuple(self._open(number) for number in range(chance.choice([0, 0, 1, 2]))))

    def _rule(
        self,
        name: str,
        does: str,
        *,
        each: bool = False,
        uses: tuple[str, ...] = (),
        most_exemptions: int = 0,
        overrides: str = "",
    ) -> Statement:
        chance = self.chance
        bare = Statement(f"xx.{name}", does, each, uses, overrides=overrides)
        when = self._when(bare) if chance.random() < 0.75 else ""
        first_day = chance.choice([*_FIRST_DAYS[:1] * 4, _FIRST_DAYS[1]])
        drawn = replace(bare, grade=self._grade(0.7), first_day=first_day, when=when)
        return self._exempting(drawn, "x") if chance.randrange(most_exemptions + 1) else drawn

    def _open(self, number: int) -> Statement:
        each = self.chance.random() < 0.5
        bare = Statement(f"xx.open{number}", self.chance.choice(_TOUCHED[each]), each)
        return replace(bare, grade=self._grade(0.7), when=self._when(bare))

    def _exempting(self, rule: Statement, name: str) -> Statement:
        more = Statement(f"{rule.id}.{name}", "", rule.each, grade=self._grade(0.7), when=self._when(rule))
        return replace(rule, exemptions=(*rule.exemptions, more))

    def _grade(self, sure: float) -> str:
        return "primary" if self.chance.random() < sure else self.chance.choice(_WEAK)

    def _when(self, of: Statement) -> str:
        pool = (*_OF_ORDERS, *(_OF_ITEMS if of.each else ()), *of.uses)
        drawn = self.chance.sample(pool, self.chance.choice([1, 1, 2]))
        clauses = list({one.partition(":")[0]: one for one in drawn}.values())
        if len(clauses) > 1 and self.chance.random() < 0.25:
            return f"{{any: [{', '.join(f'{{{one}}}' for one in clauses)}]}}"
        if self.chance.random() < 0.15:
            return f"{{none: [{', '.join(f'{{{one}}}' for one in clauses)}]}}"
        return f"{{{', '.join(clauses)}}}"

    # -- changes ----------------------------------------------------------------------------------------------

    def _changed(self, law: DrawnLaw) -> DrawnLaw:
        for _ in range(self.chance.choice([1, 1, 2])):
            law = self.chance.choice([self._with_other_rule, self._with_other_rule, self._with_other_open])(law)
        return law

    def _with_other_rule(self, law: DrawnLaw) -> DrawnLaw:
        number = self.chance.randrange(len(law.rules))
        rules = [*law.rules]
        rules[number] = self.chance.choice(
            [self._asking_else, self._graded_else, self._beginning_else, self._counting_else, self._exempting_more,
             self._exempting_less]
        )(rules[number])  # fmt: skip
        return replace(law, rules=tuple(rules))

    def _with_other_open(self, law: DrawnLaw) -> DrawnLaw:
        if law.open and self.chance.random() < 0.5:
            return replace(law, open=law.open[:-1])
        return replace(law, open=(*law.open, self._open(len(law.open) + 9)))

    def _asking_else(self, rule: Statement) -> Statement:
        return replace(rule, when=self._when(rule))

    def _graded_else(self, rule: Statement) -> Statement:
        return replace(rule, grade=self._grade(0.4))

    def _beginning_else(self, rule: Statement) -> Statement:
        return replace(rule, first_day=self.chance.choice(_FIRST_DAYS))

    def _counting_else(self, rule: Statement) -> Statement:
        return replace(rule, does=rule.does.replace("days: 14", "days: 13").replace("days: 7", "days: 8"))

    def _exempting_more(self, rule: Statement) -> Statement:
        return self._exempting(rule, f"n{len(rule.exemptions)}")

    def _exempting_less(self, rule: Statement) -> Statement:
        return replace(rule, exemptions=rule.exemptions[:-1])


def _can_be_read(law: DrawnLaw) -> bool:
    try:
        return bool(law.program)
    except PackError:
        return False
