"""How a day was counted, in one line."""

from __future__ import annotations

from policy_engine.decisions.model import CountLine
from policy_engine.render.counting import counted
from policy_engine.render.layout import NO_BREAK
from tests.render.building import telling


def line(*shifts: tuple[str, str], first: str = "2026-09-20", last: str = "2026-10-03", reading: str = "") -> str:
    count = CountLine("2026-09-19", first, "2026-10-03", last, shifts, reading)
    return counted(telling(), count).replace(NO_BREAK, " ")


def test_the_day_of_the_event_is_not_counted() -> None:
    assert line() == "counted from Sat 19 Sep, itself not counted, to Sat 3 Oct"


def test_the_day_of_the_event_is_counted_where_the_law_counts_it() -> None:
    assert line(first="2026-09-19") == "counted from Sat 19 Sep, itself counted, to Sat 3 Oct"


def test_days_of_several_years_are_told_with_their_year() -> None:
    count = CountLine("2026-12-19", "2026-12-20", "2027-01-02", "2027-01-04", (("2027-01-02", "saturday"),))
    assert counted(telling(), count).replace(NO_BREAK, " ") == (
        "counted from Sat 19 Dec 2026, itself not counted, to Sat 2 Jan 2027; Sat 2 Jan 2027 off; "
        "last day Mon 4 Jan 2027"
    )


def test_each_day_off_is_named_a_holiday_by_its_name() -> None:
    off = (("2026-10-03", "saturday"), ("2026-10-04", "sunday"), ("2026-10-05", "Republic Day"))
    assert line(*off, last="2026-10-06").endswith(
        "; Sat 3 Oct off; Sun 4 Oct off; Mon 5 Oct Republic Day; last day Tue 6 Oct"
    )


def test_two_working_days_are_explained() -> None:
    assert "Sat 3 Oct would leave fewer than two working days" in line(("2026-10-03", "two_working_days"))


def test_a_period_counted_back_says_so() -> None:
    count = CountLine("2026-10-03", "2026-10-02", "2026-09-19", "2026-09-19")
    assert counted(telling(), count).replace(NO_BREAK, " ") == "counted back from Sat 3 Oct to Sat 19 Sep"


def test_what_one_answer_of_several_supposes_is_told() -> None:
    told = line(reading="with_holidays_of_DE-BY+holiday_a_day_late:Eid al-Fitr")
    assert told.endswith("; if the holidays of DE-BY count too and Eid al-Fitr falls a day later")
