"""Two hands count the same: the engine by the packs' own methods and calendars, and plain loops over dates.

The loops know the library of holidays and tables of the law, and nothing of the engine (`independent_counting.py`).
Ten years of every day are counted in every member state, two years by every other method; no difference is let pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import chain, product

import pytest

from policy_engine.calendar.counting import count_days
from policy_engine.calendar.periods import Period, Unit
from tests.calendar.independent_counting import (
    SATURDAY,
    SUNDAY,
    DaysOff,
    Rests,
    brazilian_holidays,
    days_from,
    days_off_of,
    federal,
    first_and_last,
    hijri_years_from,
    national_days_off,
    regions_of,
    resting,
    resting_at,
    same_date_in,
    with_two_working_days,
    working_days_from,
)
from tests.calendar.packs_own import own_pack

pytestmark = pytest.mark.needs_calendars

Ends = Callable[[date], Iterable[date]]
ONE_DAY = timedelta(days=1)
FORTNIGHT = Period(14, Unit.DAYS)
REACH = 14  # no chain of days off is longer
MEMBER_STATES = sorted(own_pack("eu").pack.places.unions["EU"])
GULF_AND_LEVANT = ("AE", "AE-SH", "SA", "QA", "BH", "KW", "OM", "EG", "JO", "IL", "TR", "LB", "IQ")


def each_day(first: str, last: str) -> Iterator[date]:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day
        day += ONE_DAY


TEN_YEARS = tuple(each_day("2016-01-01", "2025-12-31"))
AMERICAN_YEARS = (*each_day("2020-07-01", "2021-12-31"), *each_day("2026-01-01", "2027-06-30"))
BRAZILIAN_YEARS = tuple(each_day("2023-01-01", "2025-12-31"))
EASTERN_YEARS = (*each_day("2021-07-01", "2022-06-30"), *each_day("2026-07-01", "2027-06-30"))


def differences(
    region: str, period: Period, method: str, place: str, starts: Iterable[date], independent: Ends
) -> list[str]:
    """The days from which the two count to other ends, with what each found."""
    known = own_pack(region)
    counting = known.pack.methods[method]
    whose = counting.days_off_of or place
    calendar, hijri = known.calendars.for_place(whose), known.calendars.hijri
    found = []
    for start in starts:
        counted = count_days(period, start, counting, calendar, hijri, whose)
        engine, other = (counted[0].last_day, counted[-1].last_day), first_and_last(independent(start))
        if engine != other:
            found.append(f"{start}: {engine[0]} to {engine[1]}, not {other[0]} to {other[1]}")
    return found


def regions_in_reach(state: str, regions: Iterable[str]) -> dict[date, list[DaysOff]]:
    """The days from which fourteen days come to an end where a region has holidays that the state has not."""
    national, found = national_days_off(state), defaultdict[date, list[DaysOff]](list)
    for region in regions:
        own = days_off_of(state, region)
        both = national.with_days_of(own)
        days = {*own.certain, *chain.from_iterable(own.feasts)} - national.certain
        for start in {day - (14 + before) * ONE_DAY for day in days for before in range(-1, REACH)}:
            found[start].append(both)
    return found


def fortnight_ends(start: date, national: DaysOff, regional: dict[date, list[DaysOff]]) -> Iterator[date]:
    """Reg. 1182/71: the end in each way of taking the days off of the place."""
    nominal = start + 14 * ONE_DAY
    for days_off in (national, *regional.get(start, ())):
        for off in days_off.ways(nominal, nominal + REACH * ONE_DAY):
            rests = resting((SATURDAY, SUNDAY), off)
            yield with_two_working_days(start, days_from(start, 14, rests), rests)


@pytest.mark.parametrize("state", MEMBER_STATES)
def test_fourteen_days_end_alike_from_every_day_of_ten_years(state: str) -> None:
    regional = regions_in_reach(state, regions_of(state))
    independent = partial(fortnight_ends, national=national_days_off(state), regional=regional)
    assert differences("eu", FORTNIGHT, "eu_1182_71", state, TEN_YEARS, independent) == []


@pytest.mark.parametrize("state", [state for state in MEMBER_STATES if regions_of(state)])
def test_fourteen_days_end_alike_in_every_region_wherever_a_holiday_of_its_own_is_in_reach(state: str) -> None:
    for region in regions_of(state):
        regional = regions_in_reach(state, [region])
        starts = sorted(regional.keys() & set(TEN_YEARS))
        independent = partial(fortnight_ends, national=national_days_off(state), regional=regional)
        assert differences("eu", FORTNIGHT, "eu_1182_71", f"{state}-{region}", starts, independent) == []


@pytest.mark.parametrize("state", MEMBER_STATES)
def test_a_region_has_no_days_off_but_those_that_both_know(state: str) -> None:
    calendar = own_pack("eu").calendars.places[state]
    kept = [holiday for day in TEN_YEARS for holiday in calendar.holidays_on(day)]
    for region in ("", *regions_of(state)):
        both = national_days_off(state).with_days_of(days_off_of(state, region))
        listed = {*both.certain, *chain.from_iterable(both.feasts)} & set(TEN_YEARS)
        assert {one.on for one in kept if not one.regions or f"{state}-{region}" in one.regions} == listed


def federal_ways(*, both_or_neither: bool = False, unsettled: bool = False) -> list[frozenset[date]]:
    known = federal()
    if unsettled:
        return [known.dates, known.with_substitutes]
    return [known.with_substitutes, known.without_either] if both_or_neither else [known.with_substitutes]


def american(
    count: int, weekends: list[set[int]], federal_days_off: list[frozenset[date]], regional: list[frozenset[date]]
) -> Ends:
    """Business days in every way of taking Saturdays, substitutes and the holidays of a state."""
    ways = [resting(days, of | own) for days, of, own in product(weekends, federal_days_off, regional)]
    return lambda start: (working_days_from(start, count, rests) for rests in ways)


def moved_on(count: int, weekends: list[set[int]], regional: list[frozenset[date]]) -> Ends:
    ways = [resting(days, federal().with_substitutes | own) for days, own in product(weekends, regional)]
    return lambda start: (days_from(start, count, rests) for rests in ways)


SUNDAYS, WEEKENDS = {SUNDAY}, {SATURDAY, SUNDAY}
NONE = frozenset[date]()
ONE_WAY, EITHER_WAY = federal_ways(), federal_ways(both_or_neither=True)
HOME_SOLICITATION = [
    federal(*without).with_substitutes
    for without in ((), ("Juneteenth",), ("Martin Luther King Jr. Day",), ("Juneteenth", "Martin Luther King Jr. Day"))
]


def of_state(code: str) -> frozenset[date]:
    return days_off_of("US", code).certain


AMERICAN: dict[str, tuple[Period, Ends]] = {
    "us_days": (Period(45, Unit.DAYS), lambda start: [days_from(start, 45)]),
    "us_cooling_off": (Period(3, Unit.WORKING_DAYS), american(3, [SUNDAYS], ONE_WAY, [NONE])),
    "us_cooling_off_seller": (Period(10, Unit.WORKING_DAYS), american(10, [SUNDAYS], EITHER_WAY, [NONE])),
    "us_working_days": (Period(7, Unit.WORKING_DAYS), american(7, [SUNDAYS, WEEKENDS], EITHER_WAY, [NONE])),
    "us_business_days": (Period(10, Unit.WORKING_DAYS), american(10, [WEEKENDS], EITHER_WAY, [NONE])),
    "us_ri_business_days": (Period(10, Unit.WORKING_DAYS), american(10, [SUNDAYS, WEEKENDS], ONE_WAY, [NONE])),
    "us_banking_days": (Period(5, Unit.WORKING_DAYS), american(5, [WEEKENDS], EITHER_WAY, [NONE])),
    "us_creditor_open": (Period(7, Unit.WORKING_DAYS), american(7, [SUNDAYS, WEEKENDS], EITHER_WAY, [NONE])),
    "us_rescission": (Period(3, Unit.WORKING_DAYS), american(3, [SUNDAYS], federal_ways(unsettled=True), [NONE])),
    "us_ca_business_days": (
        Period(15, Unit.WORKING_DAYS),
        american(15, [SUNDAYS, WEEKENDS], EITHER_WAY, [NONE, of_state("CA") - federal().with_substitutes]),
    ),
    "us_ca_home_solicitation": (Period(5, Unit.WORKING_DAYS), american(5, [SUNDAYS], HOME_SOLICITATION, [NONE])),
    "us_ut_solicitation": (Period(3, Unit.WORKING_DAYS), american(3, [SUNDAYS], ONE_WAY, [of_state("UT")])),
    "us_ca_roll": (Period(30, Unit.DAYS), moved_on(30, [SUNDAYS, WEEKENDS], [NONE, of_state("CA")])),
    "us_ny_roll": (Period(30, Unit.DAYS), moved_on(30, [WEEKENDS], [of_state("NY")])),
}


@pytest.mark.parametrize("method", AMERICAN)
def test_american_days_end_alike_whichever_country_the_one_who_counts_is_in(method: str) -> None:
    period, independent = AMERICAN[method]
    for place in ("US", "DE"):
        assert differences("us", period, method, place, AMERICAN_YEARS, independent) == []


def brazilian(count: int) -> Ends:
    return lambda start: [working_days_from(start, count, resting(WEEKENDS, brazilian_holidays()))]


BRAZILIAN: list[tuple[str, Period, Ends]] = [
    (
        "br_cc_132",
        Period(7, Unit.DAYS),
        lambda start: [days_from(start, 7, resting(WEEKENDS, brazilian_holidays()))],
    ),
    ("br_cc_132_trader", Period(30, Unit.DAYS), lambda start: [days_from(start, 30)]),
    ("br_cc_132_trader", Period(1, Unit.MONTHS), lambda start: [same_date_in(start, 1, or_first_of_next=True)]),
    ("br_cc_132_trader", Period(5, Unit.YEARS), lambda start: [same_date_in(start, 60, or_first_of_next=True)]),
    ("br_business_days", Period(3, Unit.WORKING_DAYS), brazilian(3)),
    ("br_business_days", Period(20, Unit.WORKING_DAYS), brazilian(20)),
]


@pytest.mark.parametrize(
    ("method", "period", "independent"), BRAZILIAN, ids=[f"{row[0]} {row[1].count} {row[1].unit}" for row in BRAZILIAN]
)
def test_brazilian_days_end_alike(method: str, period: Period, independent: Ends) -> None:
    assert differences("br", period, method, "BR", BRAZILIAN_YEARS, independent) == []


def eastern(place: str, count: Callable[[date, Rests], date], *, reach: int, moved: tuple[bool, ...] = (True,)) -> Ends:
    """An end in each way in which the feasts around it may be sighted."""
    whole = place.partition("-")[0]
    ways = [days_off_of(whole, sighted=whole == "SA", moved=every) for every in moved]

    def ends(start: date) -> Iterator[date]:
        for days_off in ways:
            for off in days_off.ways(start, start + reach * ONE_DAY):
                yield count(start, resting_at(place, off))

    return ends


def working(count: int) -> Callable[[date, Rests], date]:
    return lambda start, rests: working_days_from(start, count, rests)


def moving(start: date, rests: Rests) -> date:
    return days_from(start, 14, rests)


def moving_but_from_a_saturday(start: date, rests: Rests) -> date:
    """Turkish Code of Obligations art. 93: a Saturday is no working day, but a period may end on one."""
    feasts = days_off_of("TR").certain
    return days_from(start, 14, rests, stays=lambda day: day.weekday() == SATURDAY and day not in feasts)


EASTERN: list[tuple[str, str, Period, Ends]] = [
    ("me_days", "SA", Period(14, Unit.DAYS), lambda start: [days_from(start, 14)]),
    ("me_days", "IL", Period(4, Unit.MONTHS), lambda start: [same_date_in(start, 4, or_first_of_next=False)]),
    ("sa_hijri", "SA", Period(1, Unit.YEARS), lambda start: [hijri_years_from(start, 1)]),
    ("sa_hijri", "SA", Period(2, Unit.YEARS), lambda start: [hijri_years_from(start, 2)]),
    *[
        ("me_business_days", place, Period(5, Unit.WORKING_DAYS), eastern(place, working(5), reach=20))
        for place in GULF_AND_LEVANT
    ],
    *[
        ("me_days_for_consumers", place, Period(14, Unit.DAYS), eastern(place, moving, reach=30))
        for place in ("AE", "QA", "KW", "BH", "EG", "JO")
    ],
    ("ae_business_days", "SA", Period(3, Unit.WORKING_DAYS), eastern("AE", working(3), reach=20)),
    ("bh_business_days", "SA", Period(15, Unit.WORKING_DAYS), eastern("BH", working(15), reach=40)),
    (
        "eg_working_days",
        "SA",
        Period(6, Unit.WORKING_DAYS),
        eastern("EG", working(6), reach=20, moved=(True, False)),
    ),
    ("tr_business_days", "SA", Period(5, Unit.WORKING_DAYS), eastern("TR", working(5), reach=20)),
    ("il_days", "SA", Period(14, Unit.DAYS), eastern("IL", moving, reach=30)),
    ("tr_days", "SA", Period(14, Unit.DAYS), eastern("TR", moving_but_from_a_saturday, reach=30)),
]


@pytest.mark.parametrize(
    ("method", "place", "period", "independent"), EASTERN, ids=[f"{row[0]} {row[1]} {row[2].unit}" for row in EASTERN]
)
def test_eastern_days_end_alike(method: str, place: str, period: Period, independent: Ends) -> None:
    assert differences("me", period, method, place, EASTERN_YEARS, independent) == []


@pytest.mark.parametrize(
    ("region", "counted"),
    [
        ("us", {*AMERICAN}),
        ("br", {row[0] for row in BRAZILIAN}),
        ("me", {row[0] for row in EASTERN}),
    ],
)
def test_every_method_is_counted_by_both_hands(region: str, counted: set[str]) -> None:
    assert counted == set(own_pack(region).pack.methods)
