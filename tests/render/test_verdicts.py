"""What a verdict says: until when, why not, what it still turns on."""

from __future__ import annotations

from policy_engine.decisions.model import Verdict, VerdictCode, Window
from tests.render.building import a_case, a_decision, cited, line_of, told

GRANT = cited("shop.withdraw", "grants")
CLOSED = cited("shop.withdraw", "closed")


def answer(verdict: Verdict, start: str = "shirt") -> str:
    return line_of(told(a_decision(verdicts=(verdict,))), start)


def test_an_open_window_ends_with_its_last_day() -> None:
    verdict = Verdict("withdraw", VerdictCode.ALLOWED, "shirt", "PT", (GRANT,), Window("2026-10-06", "2026-10-06"))
    assert answer(verdict) == "YES until Tue 6 Oct 2026 24:00 Lisbon act s. 1"


def test_a_right_that_was_used_before_its_window_closed_was_used_in_time() -> None:
    verdict = Verdict("withdraw", VerdictCode.ALLOWED, "shirt", "PT", (GRANT,), Window("2026-10-03", "2026-10-03"))
    assert answer(verdict) == "YES asked in time, by Sat 3 Oct 2026 24:00 Lisbon act s. 1"


def test_a_window_with_two_readings_shows_both_ends() -> None:
    verdict = Verdict("withdraw", VerdictCode.ALLOWED, "shirt", "PT", (GRANT,), Window("2026-10-06", "2026-10-07"))
    screen = told(a_decision(verdicts=(verdict,)), width=120)
    assert "act by Tue 6 Oct 2026 24:00 Lisbon" in screen
    assert "before Wed 7 Oct 2026 24:00 Lisbon" in " ".join(screen.split())


def test_a_window_whose_start_is_still_to_come_has_no_end() -> None:
    verdict = Verdict("withdraw", VerdictCode.ALLOWED, "shirt", "PT", (GRANT,), Window(running=True))
    assert answer(verdict) == "YES what starts the period has not happened yet, so it has no end yet act s. 1"


def test_a_right_without_an_end_says_so() -> None:
    verdict = Verdict("withdraw", VerdictCode.ALLOWED, "shirt", "PT", (GRANT,))
    assert answer(verdict) == "YES without a last day of its own act s. 1"


def test_an_end_that_is_still_open_is_not_taken_for_no_end() -> None:
    verdict = Verdict("withdraw", VerdictCode.ALLOWED, "shirt", "PT", (GRANT,), Window())
    assert answer(verdict) == "YES its last day still depends on open facts act s. 1"


def test_a_window_that_has_closed_says_until_when_it_was_open() -> None:
    verdict = Verdict("withdraw", VerdictCode.NOT_GRANTED, "shirt", "PT", (CLOSED,), Window("2026-10-02", "2026-10-02"))
    assert answer(verdict) == "no the period ended Fri 2 Oct 2026 24:00 Lisbon act s. 1"


def test_a_right_that_no_rule_gives_says_so() -> None:
    verdict = Verdict("withdraw", VerdictCode.NOT_GRANTED, "shirt", "PT")
    assert answer(verdict) == "no no rule gives this right"


def test_every_ground_is_told_with_its_own_place_in_the_law() -> None:
    grounds = (cited("shop.withdraw.engraved", "exempts"), cited("shop.withdraw.unsealed", "exempts"))
    screen = told(a_decision(verdicts=(Verdict("withdraw", VerdictCode.NOT_GRANTED, "ring", "PT", grounds),)))
    assert line_of(screen, "ring no") == "What carries a name cannot go back act s. 1"
    assert line_of(screen, "What was sealed") == "for hygiene cannot go back once the seal is broken act s. 1"


def test_a_verdict_that_needs_facts_names_them_and_what_it_could_be() -> None:
    would = (VerdictCode.ALLOWED, VerdictCode.NOT_GRANTED)
    verdict = Verdict("withdraw", VerdictCode.NEEDS_FACTS, "shirt", "PT", would=would, open=("items[shirt].seal",))
    assert answer(verdict) == "? could be: allowed, not granted by law"
    assert answer(verdict, "turns on") == "items[shirt].seal"


def test_a_verdict_that_needs_a_person_names_the_point_and_the_answer_without_it() -> None:
    verdict = Verdict(
        "keep_money", VerdictCode.NEEDS_REVIEW, "", "PT", would=(VerdictCode.NOT_RESTRICTED,), points=("shop.wear",)
    )
    assert answer(verdict, "seller !") == "a person must decide"
    assert answer(verdict, "without that:") == "not restricted by law"


def test_a_window_that_is_over_by_unsure_law_is_told_as_over_with_what_that_law_would_make_of_it() -> None:
    verdict = Verdict(
        "withdraw",
        VerdictCode.NEEDS_REVIEW,
        "shirt",
        "PT",
        (CLOSED,),
        Window(act_by="2026-10-06", late_after="2026-10-06"),
        (VerdictCode.NOT_GRANTED,),
        ("unsure:shop.cost",),
    )
    assert answer(verdict, "if it is:") == "not granted by law"
    assert answer(verdict, "the period ended") == "Tue 6 Oct 2026 24:00 Lisbon"


def test_a_verdict_after_the_day_to_which_the_law_is_known_is_marked() -> None:
    verdict = Verdict("charge_fee", VerdictCode.NOT_RESTRICTED, "", "PT", after_law_known=True)
    assert answer(verdict, "the governing day") == "is after the day to which the law is known"


def test_a_rule_that_is_not_met_is_told_as_such_and_leaves_nothing_to_a_promise() -> None:
    verdict = Verdict("withdraw", VerdictCode.NOT_GRANTED, "shirt", "PT", (cited("shop.withdraw", "not_met"),))
    assert answer(verdict).startswith("no does not apply here: ")
    assert "only a promise" not in told(a_decision(verdicts=(verdict,)))


def test_a_right_whose_time_is_still_to_come_is_not_left_to_a_promise() -> None:
    to_come = Verdict("withdraw", VerdictCode.NOT_GRANTED, "shirt", "PT", (CLOSED,), Window(opens="2026-11-14"))
    over = Verdict("withdraw", VerdictCode.NOT_GRANTED, "shirt", "PT", (CLOSED,), Window("2026-10-01", "2026-10-01"))
    assert "only a promise" not in told(a_decision(verdicts=(to_come,)))
    assert "only a promise" in told(a_decision(verdicts=(over,)))


def test_where_all_is_governed_by_later_days_that_is_said_once() -> None:
    verdicts = tuple(
        Verdict("charge_fee", VerdictCode.NOT_RESTRICTED, "", place, after_law_known=True) for place in ("DE", "PT")
    )
    screen = told(a_decision(verdicts=verdicts, places=("DE", "PT")))
    assert screen.count("after the day to which the law is known") == 1
    assert line_of(screen, "Every governing day here")


def test_where_some_of_it_is_governed_by_later_days_each_such_answer_says_so() -> None:
    later = [Verdict("charge_fee", VerdictCode.NOT_RESTRICTED, "", place, after_law_known=True) for place in "AB"]
    verdicts = (*later, Verdict("charge_fee", VerdictCode.NOT_RESTRICTED, "", "DE"))
    assert told(a_decision(verdicts=verdicts)).count("is after the day to which the law is known") == 2


def test_members_stand_in_the_order_of_the_case() -> None:
    verdicts = tuple(Verdict("withdraw", VerdictCode.NOT_COVERED, member) for member in ("ring", "shirt"))
    screen = told(a_decision(verdicts=verdicts))
    assert screen.index("  shirt") < screen.index("  ring")


def test_where_several_places_answer_each_row_names_its_own() -> None:
    verdicts = tuple(Verdict("charge_fee", VerdictCode.NOT_RESTRICTED, "", place) for place in ("DE", "PT"))
    screen = told(a_decision(verdicts=verdicts, places=("DE", "PT")))
    assert line_of(screen, "seller, DE") == line_of(screen, "seller, PT") == "yes no rule forbids it"


def test_the_header_says_when_the_right_was_used() -> None:
    from policy_engine.facts.values import Moment

    verdict = Verdict("withdraw", VerdictCode.NOT_COVERED, "shirt")
    case = a_case(request__sent=Moment.parse("2026-10-03T22:30Z"))
    header = told(a_decision(verdicts=(verdict,)), case).splitlines()[0]
    assert header == "order-7 · Portugal · asked Sat 3 Oct 2026 23:30 Lisbon · looked at Sun 4 Oct 2026 09:00 Lisbon"
