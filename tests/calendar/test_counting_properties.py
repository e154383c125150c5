"""Laws of counting that hold for all calendars, methods and periods."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from policy_engine.calendar.counting import Counted, count_days
from policy_engine.calendar.hijri import NO_HIJRI
from policy_engine.calendar.holidays import PlaceCalendar
from policy_engine.calendar.methods import CountingMethod, Roll
from policy_engine.calendar.periods import Period, Unit
from tests.calendar.day_by_day import last_days_by_walking, possible_days_off
from tests.calendar.drawing import PLACES, calendars, events, methods, periods

places = st.sampled_from(PLACES)


def counted(
    period: Period, event: date, method: CountingMethod, calendar: PlaceCalendar, place: str, **how: bool
) -> tuple[Counted, ...]:
    return count_days(period, event, method, calendar, NO_HIJRI, place, **how)


@settings(max_examples=500, deadline=None)
@given(periods(), events, methods(), calendars(), places, st.booleans(), st.booleans())
def test_every_last_day_is_found_that_a_walk_through_every_possible_calendar_finds(
    period: Period, event: date, method: CountingMethod, calendar: PlaceCalendar, place: str, counts: bool, back: bool
) -> None:
    found = counted(period, event, method, calendar, place, event_day_counts=counts, backwards=back)
    walked = last_days_by_walking(period, event, method, calendar, place, counts=counts, back=back)
    assert [one.last_day for one in found] == sorted(walked)


@settings(deadline=None)
@given(periods(), events, st.integers(1, 40), methods(), calendars(), places, st.booleans())
def test_a_later_event_never_ends_earlier(
    period: Period, event: date, later: int, method: CountingMethod, calendar: PlaceCalendar, place: str, counts: bool
) -> None:
    first = counted(period, event, method, calendar, place, event_day_counts=counts)
    second = counted(period, event + timedelta(days=later), method, calendar, place, event_day_counts=counts)
    assert first[0].last_day <= second[0].last_day
    assert first[-1].last_day <= second[-1].last_day


@settings(deadline=None)
@given(st.integers(0, 60), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS]), events, methods(), calendars(), places)
def test_one_day_more_never_ends_earlier(
    count: int, unit: Unit, event: date, method: CountingMethod, calendar: PlaceCalendar, place: str
) -> None:
    shorter = counted(Period(count, unit), event, method, calendar, place)
    longer = counted(Period(count + 1, unit), event, method, calendar, place)
    assert shorter[0].last_day <= longer[0].last_day
    assert shorter[-1].last_day <= longer[-1].last_day


@settings(deadline=None)
@given(periods(), events, methods(), calendars(), places)
def test_several_answers_are_named_and_an_only_one_is_not(
    period: Period, event: date, method: CountingMethod, calendar: PlaceCalendar, place: str
) -> None:
    readings = [one.reading for one in counted(period, event, method, calendar, place)]
    assert len(set(readings)) == len(readings)
    assert all(readings) == (len(readings) > 1)


@settings(deadline=None)
@given(periods(), events, methods(), calendars(), places)
def test_the_days_that_moved_an_end_are_all_days_from_the_nominal_end_to_the_last(
    period: Period, event: date, method: CountingMethod, calendar: PlaceCalendar, place: str
) -> None:
    for one in counted(period, event, method, calendar, place):
        moved = [shift.day for shift in one.shifts if shift.day >= one.nominal_last]
        if method.roll is Roll.NEXT_WORKING_DAY and not method.min_two_working_days:
            span = (one.last_day - one.nominal_last).days
            assert moved == [one.nominal_last + timedelta(days=number) for number in range(span)]


@given(periods(), events, methods(), calendars())
def test_what_is_off_for_certain_does_not_depend_on_how_doubts_are_settled(
    period: Period, event: date, method: CountingMethod, calendar: PlaceCalendar
) -> None:
    worlds = list(possible_days_off(method, calendar, "XX"))
    answers = counted(period, event, method, calendar, "XX")
    if len(set(worlds)) == 1 and not method.unsettled_weekdays:
        assert len(answers) == 1
