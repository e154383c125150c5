"""Everything that is said to people about what a new version does to past cases: whole messages, in English."""

from __future__ import annotations

from policy_engine.render import messages

DECIDING = "cases"
NO_CASE = "no case could be read, so nothing was held against anything"
WRONG_LINES = "{count} lines could not be decided and are not counted as cases; {shown} problems are named"
HEADING = "from {old} to {new} · {source}"
SUMMARY = "{changed} of {cases} cases come out otherwise ({percent})"
NOBODY = "none of {cases} cases comes out otherwise"
SAME = "{count} come out as before"
GROUNDS = "{count} of these rest on other statements of law"
OPEN = "{count} have an answer that cannot be decided under one of the versions, or needs a person"
NOT_COVERED = "{count} are covered by neither version"
WRONG = "{count} lines could not be read as cases"
BY_ANSWER = "What changes"
BY_RULE = "By rule"
BY_PLACE = "By place"
BY_MONEY = "Money"
MISSING = "Facts that are missing"
POINTS = "For a person to decide"
ANYWHERE = "not one place"
FROM_TO = "{before} → {after}"
AS_BEFORE = {
    "last_day_later": "the last day is later",
    "last_day_earlier": "the last day is earlier",
    "other_days": "other days",
    "more": "more money",
    "less": "less money",
    "other_value": "another value",
    "other_answers_possible": "other answers are possible",
}
STILL = "{code}, but {turn}"
CASES = {1: "1 case", 2: "{count} cases"}
LINES = "as on line {lines}"
MONEY = "{before} before, {after} after: {difference}"
MORE_LESS = "more in {more}, less in {less}"
SORTS = {"action": "action", "duty": "duty", "term": "term"}
CODES = {
    **messages.CODES,
    "not_asked": "not asked",
    "no_value": "no value",
    "settled": "one value",
    "disputed": "several values",
}
NOTE = "Counts are cases, each counted once in a line. What a case says of a person is nowhere in them."
COLUMN_WHAT, COLUMN_HOW, COLUMN_CASES, COLUMN_LINES = "What", "How", "Cases", "As on line"
