"""Days, times, amounts and places in the words of a reader's language, from the tables of CLDR."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_currency
from babel.units import format_unit

from policy_engine.calendar.days_off import WEEKDAYS
from policy_engine.calendar.zones import ZoneRules, local_time
from policy_engine.facts.money import Money
from policy_engine.facts.values import Moment
from policy_engine.jurisdictions import ELSEWHERE
from policy_engine.render import messages
from policy_engine.render.layout import NO_BREAK

_UNITS = {
    "hours": "duration-hour",
    "days": "duration-day",
    "working_days": "",  # CLDR does not know them
    "weeks": "duration-week",
    "months": "duration-month",
    "years": "duration-year",
}


def _apart(code: re.Match[str], told: str) -> str:
    """A currency's code with a space on the side where the number is."""
    number_first = code.start() > 0 and told[code.start() - 1].isdigit()
    return NO_BREAK + code.group() if number_first else code.group() + NO_BREAK


class Words:
    """A language: says messages and writes values as its readers expect them."""

    def __init__(self, locale: str = "en") -> None:
        self.locale = Locale.parse(locale)

    def say(self, message: str, **slots: str) -> str:
        """Fill a message's slots."""
        return message.format(**slots)

    def together(self, message: str, **slots: str) -> str:
        """Fill the slots of a short message that is not to be broken over two lines."""
        return self.say(message, **slots).replace(" ", NO_BREAK)

    def day(self, day: date, *, year: bool = True) -> str:
        """Write a day with its weekday: `Sat 3 Oct 2026`."""
        told = format_date(day, messages.DAY if year else messages.SHORT_DAY, locale=self.locale)
        return told.replace(" ", NO_BREAK)

    def end_of(self, day: date, zone: str) -> str:
        """Write the end of a day where it is known whose clocks tell it: `Tue 6 Oct 2026 24:00 Lisbon`."""
        if not zone:
            return self.day(day)
        return self.together(messages.END_OF_DAY, day=self.day(day), place=self.city(zone))

    def moment(self, moment: Moment, zone: ZoneRules | None) -> str:
        """Write a moment as the clocks of a zone showed it, or else with the offset it was stated with."""
        if zone is not None:
            there = local_time(moment.utc, zone)
            return self.together(
                messages.AT_PLACE, day=self.day(there.date()), time=self._time(there), place=self.city(zone.name)
            )
        stated = datetime.fromisoformat(str(moment))
        offset = f"{stated:%z}"
        slots = {"day": self.day(stated.date()), "time": self._time(stated), "offset": f"{offset[:3]}:{offset[3:]}"}
        return self.together(messages.AT_OFFSET, **slots)

    def _time(self, moment: datetime) -> str:
        return format_time(moment.time(), messages.TIME, locale=self.locale)

    def weekday(self, code: str) -> str:
        """Name a day of the week from its code; empty for what is no weekday."""
        return str(self.locale.days["format"]["wide"][WEEKDAYS.index(code)]) if code in WEEKDAYS else ""

    def city(self, zone: str) -> str:
        """Name a time zone by its city: `Europe/Lisbon` is Lisbon."""
        known = self.locale.time_zones.get(get_global("zone_aliases").get(zone, zone), {})
        return str(known.get("city") or zone.rpartition("/")[2].replace("_", " "))

    def place(self, code: str) -> str:
        """Name a place; a part of a country by the country and its code."""
        if code == ELSEWHERE:
            return messages.PLACE_ELSEWHERE
        outer, inside, _ = code.partition("-")
        name = str(self.locale.territories.get(outer, outer))
        return self.say(messages.PLACE_WITHIN, outer=name, code=code) if inside else name

    def money(self, text: str) -> str:
        """Write an amount: `EUR 29.90` is €29.90."""
        currency, _, number = str(Money.parse(text)).partition(" ")
        told = format_currency(Decimal(number), currency, locale=self.locale)
        # CLDR, currencySpacing: a code of letters stands apart from the digits.
        return re.sub(rf"{currency}(?=\d)|(?<=\d){currency}", lambda code: _apart(code, told), told)

    def period(self, text: str) -> str:
        """Write a length of time, which a decision states as `14 days`."""
        count, _, unit = text.partition(" ")
        if not count.isdecimal() or unit not in _UNITS:
            return text
        return format_unit(int(count), _UNITS[unit], locale=self.locale) if _UNITS[unit] else text.replace("_", " ")

    def quoted(self, text: str) -> str:
        """Put a text in this language's quotation marks."""
        return self.say(messages.QUOTED, text=text)

    def several(self, words: list[str], style: str = "unit") -> str:
        """Write a list of things in one line."""
        return format_list(words, style=style, locale=self.locale)  # type: ignore[arg-type]
