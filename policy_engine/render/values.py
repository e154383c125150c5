"""The coded values of a decision (`2026-10-06`, `EUR 29.90`, `a|b`, `2026-11-07..2026-11-21`) in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from policy_engine.calendar.zones import ZoneRules
from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.facts.values import Kind, Moment, parse_day
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.jurisdictions import ELSEWHERE
from policy_engine.render import messages
from policy_engine.render.safety import safe
from policy_engine.render.words import Words

_SPECIAL = {"not_yet": messages.NOT_YET, "absent": messages.ABSENT, "unknown": messages.UNKNOWN}
_TRUTH = {"true": messages.YES, "false": messages.NO}
_OUTCOMES = {**messages.CODES, "undecided": messages.UNDECIDED}


class Values:
    """Tells values to people; `today` is the day on which the case is looked at."""

    def __init__(self, words: Words, vocabulary: Vocabulary, today: str) -> None:
        self.words = words
        self.vocabulary = vocabulary
        self.today = today

    def term(self, name: str, value: str, zone: ZoneRules | None = None) -> str:
        """The value of a fact, term or conclusion; the word of a choice by what it means."""
        meanings = self.vocabulary.values_of(name)
        if value in meanings:
            return meanings[value]
        return self._told(
            Kind.DATE if name in self.vocabulary.obligations else self.vocabulary.kind_of(name), value, zone
        )

    def answer(self, fact: str, value: str) -> str:
        """An answer to a question, in the words that a case would state."""
        return self._told(self.vocabulary.kind_of(fact), value, None)

    def whole_places(self, fact: str, answers: Sequence[str]) -> list[str]:
        """Answers that are places, a state of which all parts lead to the same told as that state."""
        # What a list turns on may be where its entries are.
        if fact not in self.vocabulary.groups and self.vocabulary.kind_of(fact) is not Kind.PLACE:
            return list(answers)
        codes = [answer.split("|") for answer in answers]
        rests = [code for told in codes for code in told if code.endswith("-")]
        whole = [rest for rest in rests if sum(any(one.startswith(rest) for one in told) for told in codes) == 1]
        return ["|".join(dict.fromkeys(_outermost(code, whole) for code in told)) for told in codes]

    def outcome(self, code: str, about: str) -> str:
        """What an answer leads to: a verdict, the state of a duty, or the value of a term."""
        return _OUTCOMES.get(code) or self.term(about.partition("[")[0], code)

    def verdicts(self, codes: tuple[VerdictCode, ...] | tuple[ObligationCode, ...]) -> str:
        """Several outcomes that are possible."""
        return self.words.several([_OUTCOMES[code.value] for code in codes])

    def day(self, text: str, *, year: bool = True) -> str:
        """A day, or an instant told in UTC."""
        return self.words.day(parse_day(text[:10]), year=year)

    def last(self, text: str, zone: ZoneRules | None) -> str:
        """The end of a period: a whole day up to its 24:00, or an instant."""
        if "T" in text:
            return self.words.moment(_instant(text), zone)
        return self.words.end_of(parse_day(text), zone.name if zone else "")

    def on(self, text: str, zone: ZoneRules | None) -> str:
        """A day, or an instant with its time."""
        return self.words.moment(_instant(text), zone) if "T" in text else self.day(text)

    def _told(self, kind: Kind | None, value: str, zone: ZoneRules | None) -> str:
        """A value in words; one of a form that its type does not have is shown as it is."""
        try:
            return _SPECIAL.get(value) or self._by_kind(kind, value, zone)
        except ValueError:
            return safe(value)

    def _by_kind(self, kind: Kind | None, value: str, zone: ZoneRules | None) -> str:
        match kind:
            case Kind.DATE | Kind.EVENT | Kind.MOMENT:
                return self._days(value, zone, event=kind is Kind.EVENT)
            case Kind.MONEY | Kind.INTEGER:
                return self._number(value)
            case Kind.BOOL:
                return self.words.several([_TRUTH.get(word, word) for word in value.split("|")], "or")
            case Kind.SET:
                return self._traits(value)
            case Kind.PERIOD:
                return self.words.period(value)
            case Kind.PLACE:
                return self.words.several([self._place(code) for code in value.split("|")], "or")
            case _:
                return self.words.several([safe(word) for word in value.split("|")], "or")

    def _days(self, value: str, zone: ZoneRules | None, *, event: bool) -> str:
        first, between, last = value.partition("..")
        if not between:
            return self.on(value, zone)
        open_start, open_end = not first, not last or (event and last >= self.today)
        if open_start and open_end:
            return messages.HAPPENED if event else messages.ANY_DAY
        if open_start:
            return self.words.say(messages.UP_TO, last=self.day(last))
        if open_end:
            return self.words.say(messages.SINCE, first=self.day(first))
        if first == last:
            return self.day(first)
        return self.words.say(messages.BETWEEN, first=self.day(first), last=self.day(last))

    def _number(self, value: str) -> str:
        low, between, high = value.partition("..")
        if not between or low == high != "":
            return self._amount(low)
        if low and high:
            return self.words.say(messages.FROM_TO, low=self._amount(low), high=self._amount(high))
        if low:
            return self.words.say(messages.AT_LEAST, low=self._amount(low))
        return self.words.say(messages.AT_MOST, high=self._amount(high)) if high else messages.ANY_NUMBER

    def _amount(self, text: str) -> str:
        return self.words.money(text) if " " in text else text

    def _traits(self, value: str) -> str:
        if not value or value == "none":
            return messages.NONE_OF_THEM
        told = []
        for word in value.split():
            message = messages.LACKS if word.startswith("-") else messages.HAS
            told.append(self.words.say(message, word=safe(word.lstrip("+-"))))
        return self.words.several(told)

    def _place(self, code: str) -> str:
        if code == ELSEWHERE:
            return messages.PLACE_ELSEWHERE
        if code.endswith("-"):
            return self.words.say(messages.PLACE_REST, outer=code.rstrip("-"))
        return code


def _outermost(code: str, whole: list[str]) -> str:
    return next((rest.rstrip("-") for rest in whole if code.startswith(rest)), code)


def _instant(text: str) -> Moment:
    return Moment(datetime.fromisoformat(text).astimezone(UTC))
