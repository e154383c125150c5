"""When a moment is which day somewhere: the offsets of a time zone from UTC, as a table."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

from policy_engine.calendar.holidays import OutsideCalendar

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY_IN_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """A zone's offset in seconds from each change on, each given in seconds since 1970 UTC; nothing is known after."""

    name: str
    changes: tuple[tuple[int, int], ...]
    until: int

    def __post_init__(self) -> None:
        starts = [start for start, _ in self.changes]
        if not starts:
            raise ValueError(f"time zone `{self.name}` has no offset")
        if any(later <= earlier for earlier, later in pairwise([*starts, self.until])):
            raise ValueError(f"the changes of time zone `{self.name}` are not in ascending order")
        if any(abs(offset) >= DAY_IN_SECONDS for _, offset in self.changes):
            raise ValueError(f"time zone `{self.name}` is a day or more away from UTC")

    def offset_at(self, second: int) -> int:
        """The offset in force in a second since 1970 UTC."""
        if not self.changes[0][0] <= second < self.until:
            raise OutsideCalendar(self.name, (EPOCH + timedelta(seconds=second)).date())
        return self.changes[bisect_right(self.changes, second, key=lambda change: change[0]) - 1][1]


def local_time(moment: datetime, rules: ZoneRules) -> datetime:
    """Tell a moment as the clocks of the zone showed it."""
    second = (moment - EPOCH) // SECOND
    return moment.astimezone(timezone(timedelta(seconds=rules.offset_at(second))))


def local_day(moment: datetime, rules: ZoneRules) -> date:
    """Tell on which day of the zone a moment lies."""
    return local_time(moment, rules).date()


def end_of_day_utc(day: date, rules: ZoneRules) -> datetime:
    """Find the moment at which a day is over in the zone: its 24:00, the first moment that is a later day.

    Where clocks go back over midnight, the day ends with its second midnight.
    """
    midnight = (day - EPOCH.date()).days * DAY_IN_SECONDS + DAY_IN_SECONDS  # as the clocks of the zone show it
    ends = [start for start, _ in rules.changes[1:]] + [rules.until]
    for (start, offset), end in zip(reversed(rules.changes), reversed(ends), strict=True):
        if start < midnight - offset:
            over = min(end, midnight - offset)
            if over == rules.until:
                break
            return EPOCH + timedelta(seconds=over)
    raise OutsideCalendar(rules.name, day)
