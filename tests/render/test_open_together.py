"""Laws of which is not known whether they govern stand in one row."""

from __future__ import annotations

from policy_engine.decisions.model import Obligation, ObligationCode, Verdict, VerdictCode
from policy_engine.render.open_together import open_together
from tests.render.building import a_decision, line_of, told

OPEN = VerdictCode.NEEDS_FACTS
COULD = (VerdictCode.ALLOWED, VerdictCode.NOT_GRANTED)


def an_open_one(member: str = "", place: str = "", would: tuple[VerdictCode, ...] = COULD, *facts: str) -> Verdict:
    return Verdict("withdraw", OPEN, member, place, would=would, open=facts)


def test_what_each_could_be_and_turns_on_the_joined_one_could_be_and_turns_on() -> None:
    one = an_open_one("", "", (VerdictCode.ALLOWED,), "order.channel")
    other = an_open_one("", "", (VerdictCode.NOT_GRANTED,), "buyer.residence", "order.channel")
    assert open_together([one, other]) == [an_open_one("", "", COULD, "buyer.residence", "order.channel")]


def test_where_it_is_not_known_what_one_of_them_could_be_it_is_not_known_of_the_joined_one() -> None:
    assert open_together([an_open_one(), an_open_one(would=())]) == [an_open_one(would=())]


def test_an_answer_under_a_known_place_stands_alone() -> None:
    answers = [an_open_one(place="DE"), an_open_one(place="FR"), an_open_one()]
    assert open_together(answers) == answers


def test_each_member_has_its_own() -> None:
    answers = [an_open_one("ring"), an_open_one("shirt")]
    assert open_together([*answers, *answers]) == answers


def test_what_is_settled_stays_beside_what_is_open() -> None:
    settled = Verdict("withdraw", VerdictCode.ALLOWED, "shirt", "DE")
    assert open_together([an_open_one("shirt"), settled, an_open_one("shirt")]) == [an_open_one("shirt"), settled]


def test_where_the_law_of_one_place_is_known_to_govern_the_other_row_says_that_it_is_of_elsewhere() -> None:
    settled = Verdict("withdraw", VerdictCode.NOT_GRANTED, "shirt", "PT")
    screen = told(a_decision(verdicts=(settled, an_open_one("shirt"))))
    assert line_of(screen, "shirt, PT").startswith("no")
    assert line_of(screen, "shirt, elsewhere").startswith("?")


def test_duties_are_joined_as_well_and_told_in_one_row() -> None:
    duties = (
        Obligation("refund", ObligationCode.NEEDS_FACTS, "seller", would=(ObligationCode.OWED,)),
        Obligation("refund", ObligationCode.NEEDS_FACTS, "seller", would=(ObligationCode.NOT_OWED,)),
    )
    assert line_of(told(a_decision(obligations=duties)), "seller") == "? could be: owed, not owed"
