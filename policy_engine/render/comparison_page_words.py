"""The values of a comparison in words, for its page: answers, conditions of cases, citations, directions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policy_engine.comparison.model import Cited, Comparison, Rewritten
from policy_engine.comparison.outcomes import Answered, Asks, Changed, Direction, Limb, Output, Region, Standing
from policy_engine.facts.citations import Grade, Nature
from policy_engine.facts.values import Kind, parse_day
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.jurisdictions import Places
from policy_engine.render import comparison_page_messages as say
from policy_engine.render import messages
from policy_engine.render.comparison_page_frame import NOTHING, Html, element, joined, link, listed, mark, text
from policy_engine.render.comparison_words import SORTS
from policy_engine.render.words import Words

STANDING_KINDS = {Standing.PROVED: "good", Standing.DISPROVED: "bad", Standing.NOT_PROVED: "open"}
_DIRECTION_KINDS = {
    Direction.KINDER: "good",
    Direction.HARSHER: "bad",
    Direction.NEUTRAL: "plain",
    Direction.CANNOT_SAY: "open",
}


class PageWords:
    """Tells the parts of one comparison; `unions` says which places lie in which, for the filters."""

    def __init__(
        self, comparison: Comparison, vocabulary: Vocabulary | None, unions: Mapping[str, frozenset[str]]
    ) -> None:
        self.words = Words()
        self.vocabulary = vocabulary
        self.places = Places(unions)
        self.rewritten = {one.id: one for one in comparison.rewritten}
        self.every_place = tuple(
            sorted({area for one in comparison.rewritten for area in one.areas} | {*comparison.areas})
        )

    def day(self, day: str) -> str:
        """A day in words; what is no day as it is."""
        try:
            return self.words.day(parse_day(day)).replace("\u00a0", " ")
        except ValueError:
            return day

    def output(self, output: Output) -> str:
        """What is answered."""
        return f"{SORTS[output.sort]} {output.name}"

    def about(self, output: Output) -> str:
        """What an answer is about, in the words of the vocabulary."""
        if self.vocabulary is None:
            return ""
        name = output.name
        named = (
            self.vocabulary.actions.get(name)
            or self.vocabulary.obligations.get(name)
            or self.vocabulary.conclusions.get(name)
            or self.vocabulary.topics.get(name)
        )
        return named.about.rstrip(".") if named else ""

    def answer(self, answered: Answered) -> Html:
        """One answer with all of its parts."""
        return joined((element("strong", self.code(answered.code)), *self._parts(answered)))

    def code(self, code: str) -> str:
        """A code, a value or a day in words."""
        return say.CODES.get(code) or self.day(code)

    def _parts(self, answered: Answered) -> Iterator[Html]:
        if answered.would:
            codes = messages.THEN.join(map(self.code, answered.would))
            yield element("p", say.WOULD.format(codes=codes))
        for name, value in answered.details:
            called = say.DETAILS.get(name, name.replace("_", " "))
            yield element("p", say.DETAIL.format(name=called, value=self.day(value)))
        if answered.points:
            yield element("p", say.POINTS.format(points=", ".join(answered.points)), class_="small")

    def region(self, region: Region) -> Html:
        """Which cases come out so."""
        limbs = listed([self.limb(one) for one in region.limbs]) if region.limbs else text(say.EVERY_CASE)
        notes = [say.NOT_CHECKED] * (not region.checked) + [say.CUT_SHORT] * region.cut_short
        return joined((limbs, *(element("p", note, class_="faint small") for note in notes)))

    def limb(self, limb: Limb) -> str:
        """One condition of a region."""
        fact = self.fact(limb.fact)
        values = messages.THEN.join(map(self._value, limb.values))
        if limb.asks is not Asks.BETWEEN:
            return say.ASKS[limb.asks].format(fact=fact, values=values)
        first, last = (*limb.values, "", "")[:2]
        days = self._is_day(limb.fact)
        if first and last:
            return say.ASKS[Asks.BETWEEN].format(fact=fact, first=self._value(first), last=self._value(last))
        if first:
            return (say.FROM_DAY if days else say.AT_LEAST).format(fact=fact, first=self._value(first))
        return (
            (say.UP_TO_DAY if days else say.AT_MOST).format(fact=fact, last=self._value(last))
            if last
            else (say.ANY_VALUE.format(fact=fact))
        )

    def _value(self, value: str) -> str:
        return self.day(value).replace("_", " ")

    def _is_day(self, fact: str) -> bool:
        kind = self.vocabulary.kind_of(self._plain(fact)[0]) if self.vocabulary else None
        return kind in (Kind.DATE, Kind.EVENT, Kind.MOMENT)

    def fact(self, fact: str) -> str:
        """A fact by its few words, with the entry of its list where there may be several."""
        name, entry = self._plain(fact)
        known = self.vocabulary.facts.get(name) if self.vocabulary else None
        told = known.brief if known is not None and known.brief else name
        return say.SEVERAL_OF.format(first=told, entry=entry) if entry and entry != "m1" else told

    def _plain(self, fact: str) -> tuple[str, str]:
        """A fact and the entry that it is asked of: `items[m1].traits` is `item.traits` of m1."""
        group, bracket, rest = fact.partition("[")
        entry, _, last = rest.partition("]")
        listed_group = self.vocabulary.groups.get(group) if self.vocabulary else None
        if not bracket or listed_group is None or not listed_group.member:
            return fact, ""
        return f"{listed_group.member}{last}", entry

    def cited(self, cited: Cited | None) -> Html:
        """A provision with how sure it is."""
        if cited is None:
            return NOTHING
        grade, nature = messages.GRADES[Grade(cited.grade)], Nature(cited.nature)
        sure = Grade(cited.grade) in (Grade.PRIMARY, Grade.SECONDARY)
        marks = [mark(grade, "plain" if sure else "open")]
        marks += [] if nature.binds else [mark(messages.NATURES[nature], "open")]
        told = link(messages.PROVISION.format(source=cited.source, at=cited.at), cited.address)
        return element("p", told, " ", joined(marks, " "), title=cited.title)

    def law_of(self, changed: Changed) -> Html:
        """The statements that make a difference, each with its provision."""
        parts = []
        for name in changed.statements:
            one = self.rewritten.get(name)
            cited = (one.cited_after or one.cited_before) if one is not None else None
            shown = link(name, f"#{text_identity(name)}") if one is not None else element("code", name)
            parts.append(joined((shown, self.cited(cited))))
        return listed(parts)

    def direction(self, direction: Direction, for_whom: str) -> Html:
        """For whom something is better or worse; the sign and the words say it, the colour only repeats it."""
        told = say.DIRECTIONS[direction]
        if for_whom and direction in (Direction.KINDER, Direction.HARSHER):
            told = say.FOR_WHOM.format(direction=told, party=for_whom)
        return mark(told, _DIRECTION_KINDS[direction])

    def since(self, first: str, until: str, governed_by: tuple[str, ...]) -> Html:
        """From which governing day on."""
        parts = [element("p", self.day(first) if first else say.ANY_DAY)]
        parts += [element("p", say.UNTIL.format(day=self.day(until)))] if until else []
        facts = ", ".join(dict.fromkeys(self.fact(one) for one in governed_by))
        parts += [element("p", say.GOVERNED.format(facts=facts), class_="faint small")] if facts else []
        return joined(parts)

    def areas_of(self, changed: Changed) -> tuple[str, ...]:
        """The places whose law makes a difference."""
        found = [area for name in changed.statements if name in self.rewritten for area in self.rewritten[name].areas]
        return tuple(dict.fromkeys(found))

    def fits(self, areas: tuple[str, ...]) -> str:
        """Every place that a choice may name and whose law this is: those that lie in the areas, or hold them."""
        near = [
            place
            for place in self.every_place
            if any(self.places.lies_in(place, area) or place == area for area in areas)
        ]
        return " ".join(near or areas)

    def topics_of(self, changed: Changed) -> str:
        """The topics that a change belongs to."""
        return " ".join(dict.fromkeys([changed.output.topic])) or "none"


def text_identity(name: str) -> str:
    """The identity of a statement in the page."""
    return "s-" + "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)


def governed_by(one: Rewritten) -> tuple[str, ...]:
    """The fact that selects a statement by its day."""
    return (one.governed_by,) if one.governed_by else ()
