"""Every worked example about counting, by the method and the calendars of the region's own pack.

A row names the example, the period, the day of the event, who counts where and the last day. Two last days are the
first and the last of the answers, where the law or the calendar leaves several.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from policy_engine.calendar.counting import add_hours
from policy_engine.calendar.periods import Unit
from policy_engine.calendar.zones import end_of_day_utc, local_time
from tests.calendar.building import day
from tests.calendar.packs_own import REGIONS, counted_by, own_pack

EU = """
1 plain                    | 14 days   | 2026-11-02 | eu_1182_71         | DE FR IT-RM ES-MD PL | 2026-11-16
2 weekend                  | 14 days   | 2026-11-07 | eu_1182_71         | DE FR NL AT BE       | 2026-11-23
3 holiday chain            | 14 days   | 2026-12-11 | eu_1182_71         | DE FR NL AT BE PL    | 2026-12-28
4 no national holiday      | 14 days   | 2026-10-28 | eu_1182_71         | DE NL IT-RM ES AT    | 2026-11-11
4 a holiday of a region    | 14 days   | 2026-10-28 | eu_1182_71         | IT IT-BL             | 2026-11-11 2026-11-12
4 national holiday         | 14 days   | 2026-10-28 | eu_1182_71         | FR BE PL             | 2026-11-12
5 easter monday            | 14 days   | 2027-03-14 | eu_1182_71         | DE FR AT BE NL       | 2027-03-30
5 no easter monday         | 14 days   | 2027-03-14 | eu_1182_71         | PT                   | 2027-03-29
6 twelve months more       | 12 months | 2026-11-16 | eu_1182_71_unmoved | DE                   | 2027-11-16
6 after late information   | 14 days   | 2027-02-01 | eu_1182_71         | DE                   | 2027-02-15
6 from the rolled day      | 12 months | 2026-11-23 | eu_1182_71         | DE                   | 2027-11-23
7 refund                   | 14 days   | 2026-11-20 | eu_1182_71         | DE FR IT-RM          | 2026-12-04
two years of guarantee     | 24 months | 2026-03-05 | same_date          | DE FR                | 2028-03-05
guarantee from a leap day  | 24 months | 2024-02-29 | same_date          | DE FR                | 2026-02-28
eight years of vouchers    | 8 years   | 2021-12-31 | whole_years        | DE                   | 2029-12-31
thirty days after the day  | 30 days   | 2026-10-20 | ie_2005            | IE                   | 2026-11-19
8 delivery                 | 30 days   | 2026-10-31 | eu_1182_71         | DE FR PL             | 2026-11-30
9 without that date        | 1 months  | 2026-08-31 | eu_1182_71         | DE FR IE             | 2026-09-30
9 ending on a sunday       | 1 months  | 2027-01-31 | eu_1182_71         | DE FR IE             | 2027-03-01
9 three months in total    | 3 months  | 2026-08-31 | eu_1182_71         | DE                   | 2026-11-30
art. 3(5) two working days | 2 days    | 2026-11-20 | eu_1182_71         | DE                   | 2026-11-24
7.1 saturday is worked on  | 7 working_days | 2026-11-02 | monday_to_saturday | BE              | 2026-11-10
7.1 past a holiday         | 7 working_days | 2026-11-05 | monday_to_saturday | BE              | 2026-11-14
"""
US = """
1 mail order                 | 30 days         | 2026-10-02 | us_days                 | US       | 2026-11-01
1 refund                     | 7 working_days  | 2026-11-01 | us_working_days         | US DE    | 2026-11-09 2026-11-10
1 on the seller's credit     | 50 days         | 2026-10-02 | us_days                 | US       | 2026-11-21
2 refund over a holiday      | 7 working_days  | 2026-11-20 | us_working_days         | US DE    | 2026-11-30 2026-12-02
3 delay without a date       | 30 days         | 2026-11-01 | us_days                 | US       | 2026-12-01
3 refund                     | 7 working_days  | 2026-12-01 | us_working_days         | US       | 2026-12-09 2026-12-10
4 home sale                  | 3 working_days  | 2026-11-20 | us_cooling_off          | US US-NY | 2026-11-24
5 home sale before a holiday | 3 working_days  | 2026-11-25 | us_cooling_off          | US US-CA | 2026-11-30
6 4 July on a Saturday       | 3 working_days  | 2026-07-01 | us_cooling_off          | US DE    | 2026-07-07
6 the same for a seller      | 3 working_days  | 2026-07-01 | us_cooling_off_seller   | US       | 2026-07-04 2026-07-07
6 the same for credit        | 3 working_days  | 2026-07-01 | us_rescission           | US       | 2026-07-06 2026-07-07
7 home sale refund           | 10 working_days | 2026-11-30 | us_cooling_off_seller   | US DE    | 2026-12-11
8 confirmation               | 10 working_days | 2026-11-17 | us_ca_business_days     | US-CA DE | 2026-11-30 2026-12-03
8 answer                     | 45 days         | 2026-11-17 | us_days                 | US-CA    | 2027-01-01
8 answer, extended           | 90 days         | 2026-11-17 | us_days                 | US-CA    | 2027-02-15
8 opt-out                    | 15 working_days | 2026-11-17 | us_ca_business_days     | US-CA    | 2026-12-05 2026-12-10
8 opt-out, Monday to Friday  | 15 working_days | 2026-11-17 | us_business_days        | US       | 2026-12-09
9 e-mail opt-out             | 10 working_days | 2026-12-18 | us_business_days        | US DE    | 2027-01-05
10 breach, individuals       | 30 days         | 2026-11-02 | us_days                 | US-CA    | 2026-12-02
10 breach, Californian AG    | 15 days         | 2026-12-02 | us_days                 | US-CA    | 2026-12-17
10 breach, Texas             | 60 days         | 2026-11-02 | us_days                 | US-TX    | 2027-01-01
10 breach, Vermont           | 14 working_days | 2026-11-02 | us_business_days        | US-VT    | 2026-11-23
11 billing error             | 60 days         | 2026-10-05 | us_days                 | US       | 2026-12-04
12 thirty days               | 30 days         | 2026-11-27 | us_days                 | US-NY    | 2026-12-27
12 twenty days               | 20 days         | 2026-11-27 | us_days                 | US-NJ    | 2026-12-17
12 seven days                | 7 days          | 2026-11-27 | us_days                 | US-FL    | 2026-12-04
12 seven days from delivery  | 7 days          | 2026-12-02 | us_days                 | US-CT    | 2026-12-09
12 sixty days                | 60 days         | 2026-11-27 | us_days                 | US-HI    | 2027-01-26
12 ten business days         | 10 working_days | 2026-11-25 | us_ri_business_days     | US-RI    | 2026-12-08 2026-12-10
13 five business days        | 5 working_days  | 2026-11-20 | us_ca_home_solicitation | US-CA    | 2026-11-27
6.2(3) a Sunday, California  | 30 days         | 2026-11-27 | us_ca_roll              | US-CA    | 2026-12-28
6.2(3) a Saturday, New York  | 30 days         | 2026-11-26 | us_ny_roll              | US-NY    | 2026-12-28
6.1 Pioneer Day in Utah      | 3 working_days  | 2026-07-22 | us_ut_solicitation      | US-UT    | 2026-07-27
6.1 Juneteenth in California | 3 working_days  | 2026-06-17 | us_ca_home_solicitation | US-CA    | 2026-06-20 2026-06-22
6.1 days banks are open      | 5 working_days  | 2026-11-23 | us_banking_days         | US-HI    | 2026-12-01
6.1 days an office is open   | 7 working_days  | 2026-11-20 | us_creditor_open        | US       | 2026-11-30 2026-12-02
"""
BR = """
1 20 November is a holiday  | 7 days          | 2026-11-13 | br_cc_132        | BR BR-SP | 2026-11-23
1 and was none in 2023      | 7 days          | 2023-11-13 | br_cc_132        | BR BR-PR | 2023-11-20
1 and was one in 2024       | 7 days          | 2024-11-13 | br_cc_132        | BR BR-SP | 2024-11-21
2 incident                  | 3 working_days  | 2026-11-18 | br_business_days | BR DE    | 2026-11-24
2 small agent               | 6 working_days  | 2026-11-18 | br_business_days | BR DE    | 2026-11-27
2 completed                 | 20 working_days | 2026-11-24 | br_business_days | BR DE    | 2026-12-22
3 ninety days               | 90 days         | 2026-08-10 | br_cc_132_trader | BR       | 2026-11-08
3 for the consumer          | 90 days         | 2026-08-10 | br_cc_132        | BR       | 2026-11-09
3 resumed                   | 59 days         | 2026-10-01 | br_cc_132_trader | BR       | 2026-11-29
3 resumed, for the consumer | 59 days         | 2026-10-01 | br_cc_132        | BR       | 2026-11-30
3 restarted                 | 90 days         | 2026-10-01 | br_cc_132        | BR       | 2026-12-30
3 cure                      | 30 days         | 2026-09-10 | br_cc_132_trader | BR       | 2026-10-10
4 access                    | 15 days         | 2026-12-18 | br_cc_132_trader | BR       | 2027-01-02
4 small agent               | 30 days         | 2026-12-18 | br_cc_132_trader | BR       | 2027-01-17
6 fiscal document           | 132 months      | 2026-03-31 | br_cc_132_trader | BR       | 2037-03-31
6 older fiscal document     | 132 months      | 2018-06-10 | br_cc_132_trader | BR       | 2029-06-10
7 message                   | 5 days          | 2026-11-19 | br_cc_132_trader | BR       | 2026-11-24
7 call centre               | 7 days          | 2026-11-19 | br_cc_132_trader | BR       | 2026-11-26
art. 132 § 3 missing date   | 1 months        | 2027-01-31 | br_cc_132_trader | BR       | 2027-03-01
art. 132 § 3 same number    | 1 months        | 2027-02-24 | br_cc_132_trader | BR       | 2027-03-24
art. 132 § 3 leap day       | 1 years         | 2028-02-29 | br_cc_132_trader | BR       | 2029-03-01
9 Good Friday is no holiday | 7 days          | 2026-03-27 | br_cc_132        | BR BR-SP | 2026-04-03
"""
ME = """
1 seven days                 | 7 days          | 2026-11-12 | me_days               | SA      | 2026-11-19
2 later of two               | 14 days         | 2026-11-03 | il_days               | IL      | 2026-11-17
2 refund                     | 14 days         | 2026-11-10 | il_days               | IL      | 2026-11-24
2 four months                | 4 months        | 2026-11-03 | il_days               | IL      | 2027-03-03
3 first day of a feast       | 14 days         | 2026-03-06 | tr_days               | TR DE   | 2026-03-23
3 refund                     | 14 days         | 2026-03-25 | tr_days               | TR      | 2026-04-08
3 refund, older law          | 14 days         | 2025-03-20 | tr_days               | TR      | 2025-04-03
4 withdrawal                 | 14 days         | 2026-11-10 | me_days_for_consumers | EG      | 2026-11-24
4 refund                     | 7 days          | 2026-11-26 | me_days               | EG      | 2026-12-03
4 defect                     | 30 days         | 2026-11-10 | me_days_for_consumers | EG      | 2026-12-10
5 from the purchase          | 14 days         | 2026-11-01 | me_days_for_consumers | KW      | 2026-11-15
5 size                       | 5 days          | 2026-11-01 | me_days               | KW      | 2026-11-06
5 from the receipt           | 14 days         | 2026-11-05 | me_days_for_consumers | KW      | 2026-11-19
6 the weekend changes        | 3 working_days  | 2021-12-30 | ae_business_days      | AE SA   | 2022-01-05
6 where one acts             | 3 working_days  | 2021-12-30 | me_business_days      | AE      | 2022-01-05
6 where one acts             | 3 working_days  | 2021-12-30 | me_business_days      | AE-DIFC | 2022-01-05
6 where one acts             | 3 working_days  | 2021-12-30 | me_business_days      | AE-ADGM | 2022-01-05
7 three days                 | 3 days          | 2026-11-19 | me_days_for_consumers | QA      | 2026-11-22
8 one Hijri year             | 1 years         | 2026-02-18 | sa_hijri              | SA      | 2027-02-08
8 one Gregorian year         | 1 years         | 2026-02-18 | me_days               | SA      | 2027-02-18
8 two Hijri years            | 2 years         | 2026-11-21 | sa_hijri              | SA      | 2028-10-29
8 two Gregorian years        | 2 years         | 2026-11-21 | me_days               | SA      | 2028-11-21
9 Oman                       | 45 days         | 2026-11-21 | me_days               | OM      | 2027-01-05
9 Saudi Arabia               | 30 days         | 2026-11-21 | me_days               | SA      | 2026-12-21
9 Saudi Arabia, extended     | 60 days         | 2026-11-21 | me_days               | SA      | 2027-01-20
9 Egypt                      | 6 working_days  | 2026-11-21 | eg_working_days       | EG DE   | 2026-11-29
1.3 Sharjah rests on Fridays | 1 working_days  | 2026-11-19 | me_business_days      | AE-SH   | 2026-11-23
1.3 the other emirates work  | 1 working_days  | 2026-11-19 | me_business_days      | AE-DU   | 2026-11-20
2.3 Saudi weekend until 2013 | 1 working_days  | 2013-06-26 | me_business_days      | SA      | 2013-06-30
2.3 Saudi weekend before     | 1 working_days  | 2013-06-19 | me_business_days      | SA      | 2013-06-22
10.2 a Saturday stays        | 14 days         | 2026-11-07 | tr_days               | TR      | 2026-11-21
10.2 a Sunday moves          | 14 days         | 2026-11-08 | tr_days               | TR      | 2026-11-23
10.2 a holiday on a Friday   | 14 days         | 2026-04-17 | tr_days               | TR      | 2026-05-04
10.2 standard contract       | 5 working_days  | 2026-10-23 | tr_business_days      | TR DE   | 2026-11-02
il.count a Saturday moves    | 14 days         | 2026-11-07 | il_days               | IL      | 2026-11-22
il.count a Friday stays      | 14 days         | 2026-11-06 | il_days               | IL      | 2026-11-20
bh.pdpl.dsr                  | 15 working_days | 2026-11-22 | bh_business_days      | BH DE   | 2026-12-13
eg.week a holiday moves      | 2 working_days  | 2026-10-06 | eg_working_days       | EG      | 2026-10-08 2026-10-11
12.2 a feast not yet sighted | 1 working_days  | 2027-03-07 | me_business_days      | SA      | 2027-03-08 2027-03-15
"""
HOURS = [
    ("EU example 10", "eu", "Europe/Berlin", "2026-11-20T15:20+01:00", "2026-11-23T15:20+01:00"),
    ("ME example 1", "me", "Asia/Riyadh", "2026-11-12T16:30+03:00", "2026-11-15T16:30+03:00"),
]


def rows() -> Iterator[tuple[str, str, int, Unit, str, str, str, str]]:
    for region, table in (("eu", EU), ("us", US), ("br", BR), ("me", ME)):
        for line in table.strip().splitlines():
            example, period, event, method, places, ends = (part.strip() for part in line.split("|"))
            amount, _, unit = period.partition(" ")
            for place in places.split():
                yield f"{region} {example}, {place}", region, int(amount), Unit(unit), event, method, place, ends


@pytest.mark.parametrize(
    ("region", "amount", "unit", "event", "method", "place", "ends"),
    [pytest.param(*row[1:], id=row[0]) for row in rows()],
)
def test_a_worked_example_ends_on_its_day(
    region: str, amount: int, unit: Unit, event: str, method: str, place: str, ends: str
) -> None:
    days = [one.last_day.isoformat() for one in counted_by(region, amount, unit, event, method, place)]
    assert sorted({days[0], days[-1]}) == ends.split()


def test_days_that_begin_on_the_day_of_receipt_end_a_day_earlier() -> None:
    (counted,) = counted_by("us", 45, Unit.DAYS, "2026-11-17", "us_days", "US-CA", beginning=True)
    assert counted.last_day == day("2026-12-31")  # example 8: 11 CCR 7021(b)


@pytest.mark.parametrize(("region", "zone", "aware", "end"), [row[1:] for row in HOURS], ids=[row[0] for row in HOURS])
def test_seventy_two_hours_run_through_the_weekend(region: str, zone: str, aware: str, end: str) -> None:
    rules = own_pack(region).calendars.zones[zone]
    moment = add_hours(72, local_time(datetime.fromisoformat(aware), rules).astimezone(UTC))
    assert local_time(moment, rules).isoformat(timespec="minutes") == end


def test_thirty_irish_days_that_begin_with_delivery_include_it() -> None:
    (counted,) = counted_by("eu", 30, Unit.DAYS, "2026-10-20", "ie_2005", "IE", beginning=True)
    assert counted.last_day == day("2026-11-18")  # Interpretation Act 2005 s. 18(h)


def test_a_midnight_deadline_runs_to_the_end_of_the_last_day_where_one_is() -> None:
    rules = own_pack("us").calendars.zones["America/New_York"]
    assert end_of_day_utc(day("2026-11-24"), rules).isoformat() == "2026-11-25T05:00:00+00:00"


@pytest.mark.parametrize("region", REGIONS)
def test_every_method_of_a_pack_has_a_worked_example(region: str) -> None:
    shown = {row[5] for row in rows() if row[1] == region}
    assert shown >= set(own_pack(region).pack.methods)


@pytest.mark.parametrize("region", REGIONS)
def test_a_method_names_a_place_and_holidays_that_the_calendars_know(region: str) -> None:
    known = own_pack(region)
    for method in known.pack.methods.values():
        whole = method.days_off_of.partition("-")[0]
        assert whole in {*known.calendars.places, ""}
        assert method.days_off_of in {*(known.calendars.places[whole].regions if whole else ()), whole}
        holidays = known.calendars.places[whole].holidays.values() if whole else ()
        assert method.unsettled_holidays <= {holiday.name for each in holidays for holiday in each}
