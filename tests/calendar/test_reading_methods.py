"""What a pack may say of days off that are none for every purpose, and what is refused."""

from __future__ import annotations

import pytest

from policy_engine.calendar.methods import CountingMethod, Substitutes
from policy_engine.errors import PackError
from tests.calendar.building import SATURDAY, SUNDAY
from tests.reading.small_world import CITE, PACK_FILE, a_pack


def read(*lines: str) -> CountingMethod:
    """The method `h` of a pack that states it with these lines."""
    stated = "".join(f"    {line}\n" for line in ("roll: next_working_day", "off_holidays: national", *lines))
    return a_pack(files={"pack.yaml": f"{PACK_FILE}  h:\n{stated}    cite: {CITE}\n"}).methods["h"]


def test_what_is_unsettled_is_a_weekday_or_the_name_of_a_holiday() -> None:
    method = read("off_weekend: [saturday, sunday]", "unsettled: [saturday, Juneteenth]")
    assert method.unsettled_weekdays == {SATURDAY}
    assert method.unsettled_holidays == {"Juneteenth"}


def test_a_period_may_end_on_days_off_that_the_method_lists() -> None:
    method = read("off_weekend: place", "ends_on: [saturday, sunday]")
    assert method.ends_on == {SATURDAY, SUNDAY}


def test_a_method_may_name_the_place_whose_days_off_count() -> None:
    assert read("off_weekend: place", "days_off_of: US-CA").days_off_of == "US-CA"


def test_a_holiday_and_its_substitute_may_be_off_together_or_not_at_all() -> None:
    assert read("off_weekend: place", "substitutes: both_or_neither").substitutes is Substitutes.BOTH_OR_NEITHER


def test_what_is_left_out_is_settled_and_asks_for_the_place_of_whoever_must_act() -> None:
    method = read("off_weekend: place")
    assert not method.unsettled_weekdays | method.ends_on
    assert not method.unsettled_holidays
    assert method.days_off_of == ""


@pytest.mark.parametrize(
    ("line", "objection"),
    [
        ("days_off_of: california", "`california` is no place"),
        ("ends_on: [caturday]", "`caturday` is no day of the week"),
        ("ends_on: [monday]", "says that a weekday may be no day off, but the weekday is none"),
        ("unsettled: [monday]", "says that a weekday may be no day off, but the weekday is none"),
        ("unsettled: [saturday, saturday]", "`unsettled` of counting method `h` names a day twice"),
        ("unsettled: saturday", "`unsettled` of counting method `h` is a list, not a text"),
    ],
)
def test_what_contradicts_itself_is_refused(line: str, objection: str) -> None:
    with pytest.raises(PackError, match=objection):
        read("off_weekend: [saturday, sunday]", line)
