"""Everything that a comparison's page says to people: whole messages, in English."""

from __future__ import annotations

from policy_engine.comparison.model import CalendarPart, Claim, Effect, Kind, Proof, Why
from policy_engine.comparison.outcomes import Asks, Direction, Part, Standing
from policy_engine.render import messages
from policy_engine.render.comparison_words import REGIONS

TITLE = "What changes from {old} to {new}"

# The summary sentence
SAME = "No case comes out otherwise, and that is proved."
SAME_NOT_PROVED = "No case was found that comes out otherwise, but not everything is proved."
DIFFERS = {
    1: "One kind of case comes out otherwise: {directions}.",
    2: "{count} kinds of cases come out otherwise: {directions}.",
}
DIRECTION_COUNTS = {
    Direction.KINDER: "{count} kinder",
    Direction.HARSHER: "{count} harsher",
    Direction.NEUTRAL: "{count} neither",
    Direction.CANNOT_SAY: "of {count} it cannot be said whom they serve",
}
ALSO = {
    1: "With them one more answer comes out otherwise, or may.",
    2: "With them {count} more answers come out otherwise, or may.",
}
NOT_ALL = {
    1: "For one answer it is not proved that nothing else changes.",
    2: "For {count} answers it is not proved that nothing else changes.",
}
COMPARED_ONLY = "Only this was compared: {parts}."
EFFECT = "Effect"
EFFECTS = {
    Effect.EDITORIAL: "editorial: no decision differs",
    Effect.PROSPECTIVE: "prospective: only cases differ that are governed by {since} or a later day",
    Effect.RETROACTIVE: "retroactive: a case governed before {since} differs",
    Effect.CANNOT_SAY: "cannot say: whether a case governed before {since} differs is not known",
}
EARLIEST = "the first governing day of a change that was shown is {day}"
STANDINGS = {
    Standing.PROVED: "proved",
    Standing.DISPROVED: "disproved",
    Standing.NOT_PROVED: "not proved",
}

# Who is compared
SIDES = "The two versions"
BEFORE, AFTER = "Before", "After"
REF, ASKED_AS, KNOWN_TO, STATEMENTS = "pack", "asked as", "law known to", "statements"
DIGEST, VOCABULARY, CALENDARS = "digest", "vocabulary", "calendars"

# Claims
CLAIMS_HEADING = "What holds of all cases"
CLAIMS = {
    Claim.NONE_NEWLY_REFUSED: "Nobody is newly refused what was allowed",
    Claim.NONE_NEWLY_BOUND: "Nobody owes now what they did not owe",
    Claim.NONE_NEWLY_DOUBTED: "Nothing that was settled goes to a person now",
    Claim.NONE_BEFORE: "No case changes that is governed by days before {day} alone",
    Claim.REST_UNCHANGED: "Beside the changes listed here no statement makes a difference, and these no other one",
}
CLAIM_COLUMNS = ("Claim", "Standing", "About", "Shown by")
FOR_ONE = "for one"
BY_CHANGE = "change {id}"
BY_CASE = "the case below"
NO_DAY = "any day"

# What comes out otherwise
OUTCOMES = "What comes out otherwise"
OUTCOMES_NOTE = (
    f"Each line was shown on a case that both versions were really run on; its last cell leads there. {REGIONS}"
)
OUTCOME_COLUMNS = ("Answer", "Before", "After", "Which cases", "From", "By what law", "Direction", "Case")
PARTS = {
    Part.VERDICT: "the answer itself",
    Part.WINDOW: "from when and until when",
    Part.DUE: "by when",
    Part.DETAIL: "to whom, how much, what follows",
    Part.VALUE: "the value",
    Part.COVERED: "whether the law is known",
}
DIRECTIONS = {
    Direction.KINDER: "▲ kinder",
    Direction.HARSHER: "▼ harsher",
    Direction.NEUTRAL: "= neither",
    Direction.CANNOT_SAY: "? cannot say",
}
FOR_WHOM = "{direction} for the {party}"
EVERY_CASE = "every case"
CUT_SHORT = "not every value was tried: there may be more such cases"
NOT_CHECKED = "each condition was tried alone, the others as in the case shown"
GOVERNED = "by {facts}"
ANY_DAY = "any governing day"
ASKS = {
    Asks.ONE_OF: "{fact}: {values}",
    Asks.HAS: "{fact}: all of {values}",
    Asks.LACKS: "{fact}: none of {values}",
    Asks.BETWEEN: "{fact}: from {first} to {last}",
    Asks.NOT_YET: "{fact}: not yet",
    Asks.READ_AS: "where the law is read as {values}",
}
AT_LEAST, AT_MOST, ANY_VALUE = "{fact}: {first} or more", "{fact}: up to {last}", "{fact}: any value"
FROM_DAY, UP_TO_DAY = "{fact}: on or after {first}", "{fact}: up to {last}"
SEVERAL_OF = "{first} of {entry}"
WOULD = "could be: {codes}"
POINTS = "a person looks at: {points}"
DETAIL = "{name}: {value}"
DETAILS = {
    "opens": "opens",
    "act_by": "act by",
    "late_after": "late after",
    "due_act_by": "do by",
    "due_late_after": "late after",
    "to": "to",
    "amount": "amount",
    "consequence": "otherwise",
    "waiting_for": "may wait for",
}
CODES = {
    **messages.CODES,
    "covered": "covered",
    "not_in_vocabulary": "not known to this version",
    "": "nothing",
}

# What is written otherwise
TEXTS = "What is written otherwise"
TEXT_COLUMNS = ("Statement", "What became of it", "Before", "After", "Law", "From", "Direction")
KINDS = {
    Kind.ADDED: "added",
    Kind.REMOVED: "removed",
    Kind.CHANGED: "changed",
    Kind.RENAMED: "renamed",
    Kind.SPLIT: "split",
    Kind.MERGED: "merged",
    Kind.MOVED: "moved in the text only",
}
TEXT_SORTS = {
    "rule": "rule",
    "exemption": "exemption",
    "grid_row": "row of a grid",
    "not_encoded": "law that facts cannot decide",
    "coverage": "coverage",
    "counting": "way of counting",
}
OTHERS = "with {ids}"
DECIDES_NOTHING = {
    Standing.PROVED: "no outcome turns on it (proved)",
    Standing.NOT_PROVED: "whether an outcome turns on it is not proved",
}
CHANGES = "outcomes: {changes}"
FIELD = "{field}: {value}"
WAS_NOT, IS_NOT = "not there", "no longer there"
UNTIL = "until {day}"

# Cases
CASES = "Cases that show it"
CASE = "Change {id}: {name}"
CASE_OF_CLAIM = "{claim}: the case that disproves it"
STATED = "What the case states"
LOOKED_AT = "looked at {moment}"
ASKED = "asks {names}"
DECIDED = "What both versions decide"
DECIDED_COLUMNS = ("Answer", "Before", "After", "Same?")
EQUAL, OTHERWISE = "same", "otherwise"
NO_ANSWER = "no answer"
QUESTION = "to be asked: {fact}"

# Proofs
PROOFS = "What was proved, and what was not"
FOLLOWS = "What follows from it"
FOLLOW_COLUMNS = ("Answer", "Differs only where these do", "Before", "After", "Shown by a case")
FOLLOWS_SHOWN, FOLLOWS_NOT_SHOWN = "yes: {facts}", "no case was found"
PROOF_COLUMNS = ("Answer", "Standing", "How")
PROOFS_BY = {
    Proof.NOTHING_CHANGED: "nothing that it turns on is written otherwise in a way that could decide anything",
    Proof.SOLVER: "what it turns on is written otherwise, and no case tells the difference",
    Proof.SAME_FOR_EVERY_CASE: "beside the changes listed for it no statement makes another difference",
}
WHYS = {
    Why.SOLVER_GAVE_UP: "the solver gave up",
    Why.NOT_CONFIRMED: "the formulas leave room for a difference that no run showed",
    Why.CUT_OFF: "what one comparison may spend was spent",
    Why.MORE_REGIONS: "so many kinds of cases were shown, and there may be more",
    Why.NO_SOLVER: "the solver is not installed",
}
EQUAL_COUNT = {1: "1 answer is proved equal: {how}", 2: "{count} answers are proved equal: {how}"}

# Calendars and vocabulary
CALENDAR = "Calendars"
CALENDAR_COLUMNS = ("Place", "What", "Days", "Before", "After")
CALENDAR_PARTS = {
    CalendarPart.HOLIDAY: "holiday",
    CalendarPart.WEEKEND: "weekend",
    CalendarPart.REGIONS: "regions",
    CalendarPart.TIME_ZONE: "time zone",
    CalendarPart.HIJRI: "Hijri months",
    CalendarPart.PLACE: "the whole calendar",
}
WORDS = "Vocabulary"
WORD_COLUMNS = ("Name", "Sort", "What", "Before", "After")
WHOLE = "the name itself"

# Filters
FILTER = "Show a part of the changes only"
COUNTRY, TOPIC, DIRECTION = "Place", "Topic", "Direction"
EVERY_COUNTRY, EVERY_TOPIC, EVERY_DIRECTION = "every place", "every topic", "every direction"
SHOW_ALL = "Show all"
SHOWN = "{shown} of {all} changes shown"
FOOT = "Made by policy-engine from both packs and nothing else. The page fetches nothing and sends nothing."
