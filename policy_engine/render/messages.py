"""Everything that the program says to people about a decision: whole messages with named slots, in English.

A message is never put together from parts of a sentence, since another language would put them otherwise.
What stands side by side on the screen (a header, a row) is joined by layout, not by grammar.
"""

from __future__ import annotations

from policy_engine.decisions.model import ObligationCode, VerdictCode
from policy_engine.facts.citations import Grade, Nature
from policy_engine.rules.policies import Layer

# Days and times, as patterns of Unicode Technical Standard 35.
DAY = "EEE d MMM y"
SHORT_DAY = "EEE d MMM"
TIME = "HH:mm"

# Header and headings
BESIDE = " · "
AT = "{who}, {place}"
AT_AN_OPEN_PLACE = "{who}, elsewhere"
QUOTED = "“{text}”"
PROVISION = "{source} {at}"
NO_LAW = "{provision} ({nature})"
NATURES = {Nature.GUIDANCE: "guidance", Nature.PRACTICE: "practice"}
ASKED = "asked {moment}"
LOOKED_AT = "looked at {moment}"
LOOKED_AT_NOW = "looked at now, {moment}"
PACK = "{pack}, law known to {day}"
NOT_STATED = "`decide_on` not stated: looked at now, {moment}"

# Times
AT_PLACE = "{day} {time} {place}"
AT_OFFSET = "{day} {time} UTC{offset}"
END_OF_DAY = "{day} 24:00 {place}"
PLACE_WITHIN = "{outer} ({code})"
PLACE_ELSEWHERE = "any other place"
PLACE_REST = "the rest of {outer}"

# Verdicts: the mark at the start of a row, and the answer in words
MARKS = {
    VerdictCode.ALLOWED: "YES",
    VerdictCode.FORBIDDEN: "NO",
    VerdictCode.NOT_GRANTED: "no",
    VerdictCode.NOT_RESTRICTED: "yes",
    VerdictCode.NOT_COVERED: "-",
    VerdictCode.NEEDS_FACTS: "?",
    VerdictCode.NEEDS_REVIEW: "!",
}
VERDICTS = {
    VerdictCode.ALLOWED: "allowed",
    VerdictCode.FORBIDDEN: "forbidden",
    VerdictCode.NOT_GRANTED: "not granted by law",
    VerdictCode.NOT_RESTRICTED: "not restricted by law",
    VerdictCode.NOT_COVERED: "not covered",
    VerdictCode.NEEDS_FACTS: "needs facts",
    VerdictCode.NEEDS_REVIEW: "needs a person",
}
DUTY_MARKS = {
    ObligationCode.OWED: "DUE",
    ObligationCode.NOT_OWED: "no",
    ObligationCode.MET: "met",
    ObligationCode.OVERDUE: "LATE",
    ObligationCode.NOT_COVERED: "-",
    ObligationCode.NEEDS_FACTS: "?",
    ObligationCode.NEEDS_REVIEW: "!",
}
DUTIES = {
    ObligationCode.OWED: "owed",
    ObligationCode.NOT_OWED: "not owed",
    ObligationCode.MET: "met",
    ObligationCode.OVERDUE: "overdue",
    ObligationCode.NOT_COVERED: "not covered",
    ObligationCode.NEEDS_FACTS: "needs facts",
    ObligationCode.NEEDS_REVIEW: "needs a person",
}
CODES = {code.value: text for code, text in (*DUTIES.items(), *VERDICTS.items())}
"""What a verdict or the state of a duty is called, by its code."""
UNDECIDED = "not decided"

WHAT_AND_WHEN = "{what}, {when}"
UNTIL = "until {end}"
FROM = "from {start}"
FROM_UNTIL = "from {start} until {end}"
UNTIL_DISPUTED = "act by {act_by}; nobody may call it late before {late_after} is over"
NO_END_YET = "what starts the period has not happened yet, so it has no end yet"
IN_TIME = "asked in time, by {end}"
WAS_UNTIL = "the period ended {end}"
WAS_FROM_UNTIL = "it was open from {start} until {end}"
NOT_OPEN = "its time is not open"
WAS_UNTIL_DISPUTED = "the period ended {act_by}, by other readings {late_after}"
WITHOUT_LIMIT = "without a last day of its own"
NOT_MET = "does not apply here: {what}"
END_OPEN = "its last day still depends on open facts"
NO_RULE_GRANTS = "no rule gives this right"
NO_RULE_FORBIDS = "no rule forbids it"
NO_RULE_OBLIGES = "no rule asks for it"
NOT_COVERED = "no pack covers this topic at this place and on this day"
TURNS_ON = "turns on {facts}"
COULD_BE = "could be: {answers}"
A_PERSON_DECIDES = "a person must decide"
POLICY_LABELS = {Layer.SELLER: "your policy", Layer.PLATFORM: "the platform's policy"}
POLICY = "{policy}, {whose}"
POLICIES = {Layer.SELLER: "the seller's own policy", Layer.PLATFORM: "the platform's own policy"}
CLAUSE = "clause {at} ({terms})"
NOT_IN_POLICY = "the policy does not give this"
NOT_REFUSED_BY_POLICY = "the policy does not refuse it"
NOT_ASKED_BY_POLICY = "the policy does not ask for it"
OWN_POLICY = "Where the answer is no, only a promise beyond the law counts (`--policy`)."
WITHOUT_THE_POINT = "without that: {answers}"
IF_OWED = "if it is owed: by {due}"
IF_IT_IS_LAW = "if it is: {answers}"
AFTER_LAW_KNOWN = "the governing day is after the day to which the law is known"
ALL_AFTER_LAW_KNOWN = "Every governing day here is after the day to which the law is known."

MINOR_UNITS = "amounts in the smallest unit of the currency: 5000 stands for 50.00"
WHICH_ENTRIES = "Which are there? {about}; `[]` states that there are none."

# Duties
WHO = "{by} to {to}"
AMOUNT = "{amount} is certain"
TURNS_ON_AMOUNT = "how much turns on {facts}"
AMOUNT_DISPUTED = "{amount} is certain; up to {more} more is disputed"
EITHER = "either: {text}"
TOLD_WITH = "{about}: {value}"
DUE_BY = "by {due}"
ROLLED = "{due} ({nominal} rolls over)"
DUE_DISPUTED = "by {act_by}; not late before {late_after} is over"
NO_DAY = "no day is set"
DUE_OPEN = "by a day that still depends on open facts"
DUE_TURNS_ON = "by a day that turns on {facts}"
DUE_MAY_WAIT = "by {due}, or later if it may wait, which turns on {facts}"
WHICH_TURNS_ON = "which day it is turns on {facts}"
DUE_OR_LATER = "by {due}, or later as long as it may wait"
DUE_WAITING = "there is no last day as long as it may wait"
DUE_NOT_YET = "what the time runs from has not happened yet"
WAS_DUE = "was due by {due}"
MET_ON = "done on {moment}"
MET_LATE = "done on {moment}, too late"
MAY_WAIT = "may wait for the first of: {facts}"
CONSEQUENCE = "otherwise: {consequence}"

# Sections
SECTION_DAYS = "Why these days"
SECTION_TERMS = "What was asked for"
SECTION_BEHIND = "Periods, days and choices behind the answers"
SECTION_AMOUNTS = "Amounts"
SECTION_QUESTIONS = "Questions"
SECTION_REVIEW = "For a person to decide"
SECTION_SIGNALS = "To look at before acting; no answer above depends on it"
SECTION_UNVERIFIED = "Not read at its source: {grade}"
SECTION_NOT_COVERED = "Not covered by any pack at this place and on this day"
SECTION_SOURCES = "Sources"
SECTION_TRACE = "Every rule that was considered"

# Terms and amounts
THEN = "; "
EVENT_NOT_COUNTED = "counted from {event}, itself not counted, to {nominal}"
EVENT_COUNTED = "counted from {event}, itself counted, to {nominal}"
BACKWARDS = "counted back from {event} to {nominal}"
DAY_OFF = "{day} off"
HOLIDAY = "{day} {holiday}"
SUPPOSED = {
    "national_holidays_only": "only the holidays of the whole country count",
    "with_holidays_of": "the holidays of {name} count too",
    "region_unknown": "the place lies in {name}",
    "substitute_days_counted": "days off in place of a holiday count",
    "substitute_days_ignored": "days off in place of a holiday do not count",
    "neither_holiday_nor_substitute": "neither a holiday on a weekend nor the day off in its place counts",
    "holiday_as_estimated": "{name} falls on the estimated day",
    "holiday_not_observed": "{name} is not observed",
    "holiday_a_day_early": "{name} falls a day earlier",
    "holiday_a_day_late": "{name} falls a day later",
    "taken_as_off": "{name} is taken as a day off",
    "taken_as_working_day": "{name} is taken as a working day",
    "no_calendar:not_rolled": "no day is off, as no calendar is known",
    "no_calendar:weekend_rolled": "only the weekend is off, as no calendar is known",
}
TWO_WORKING_DAYS = "{day} would leave fewer than two working days"
LAST_DAY = "last day {day}"
VALUE_FOR = "{value}, for {members}"
MANY_VALUES = "still open: it can take many values"
VALUE_WITH = "{value} with {facts}"
VALUE_EARLIEST = "act by {act_by}; not late before {late_after} is over"
CERTAIN = "{amount} is certain"
DISPUTED = "{amount} more is disputed"

# The end of the screen
BEHIND = "`--trace` shows every rule that was considered, each period and where the law was read."
BEHIND_ONE_UNVERIFIED = "One rule behind this was not read at its source: `--trace` tells which, and all else."
BEHIND_UNVERIFIED = (
    "{count} of the rules behind this were not read at their source: `--trace` tells which, and all else."
)

# Questions
BEARS_ON = "bears on {names}"
LEADS_TO = "{answer}: {outcomes}"
ONE_OF_SEVERAL = "these are the questions to begin with; others may follow"
ANY_DAY = "any day"
HAPPENED = "it has happened"
UP_TO = "on or before {last}"
SINCE = "on or after {first}"
BETWEEN = "from {first} to {last}"
NOT_YET = "not yet"
ABSENT = "no rule gives a value"
NOT_KNOWN_YET = "not known yet"
UNKNOWN = "any value"
AT_LEAST = "{low} or more"
AT_MOST = "{high} or less"
FROM_TO = "{low} to {high}"
ANY_NUMBER = "any number"
YES = "yes"
NO = "no"
NONE_OF_THEM = "none of them"
HAS = "with {word}"
LACKS = "without {word}"

# Points for a person
POINT_UNSURE = "it is not sure that this is law: {rule}"
POINT_COUNTING = "by {method} the days can be counted in several ways: {rule}"
POINT_CONFLICT = "rules contradict each other: {rules}"
POINT_CONFLICT_ON = "rules contradict each other about {name}: {rules}"
POINT_NO_VALUE = "no rule gives the first or last day of this right: {rule}"
POINT_OUTSIDE_CALENDAR = "the holidays of {place} are not known for that year"
POINT_TIME_OF_DAY = "hours run from the time of day, and only the day is stated"
POINT_TIME_ZONE = "the place has several time zones, and it was already another day in one of them: state {fact}"
POINT_FACT = "it depends on this"
POINT_READINGS = "{id}: {titles}"
POINT_NAMED = "{id}: {reason}"

# Trace
PHASES = {
    "applies": "applies",
    "not_in_force": "not in force",
    "not_met": "not met",
    "too_unsure": "too unsure",
    "exempted": "exempted",
    "overridden": "set aside",
    "unknown": "open",
}
SET_ASIDE_BY = "set aside by {rule}"
GIVES = "gives {name}: {value}"
READING = "if {reading}"
GRADES = {
    Grade.PRIMARY: "read at the source",
    Grade.SECONDARY: "read in a second source",
    Grade.RECALLED_HIGH: "from memory, rather sure",
    Grade.RECALLED_MEDIUM: "from memory, half sure",
    Grade.RECALLED_LOW: "from memory, unsure",
}

# Parts of a screen that name a fact or a term of one member
OF_MEMBER = "{name}, {member}"
OF_ENTRY = "{name} ({member})"

# The vocabulary
GROUP = "{name}: {about}"
LIST_GROUP = "{name}: {about} (one `{member}` each)"
FACTS = "Facts"
ACTIONS = "Actions that can be asked about"
OBLIGATIONS = "Obligations that can be asked about"
TERMS = "Terms that can be asked for"
TOPICS = "Topics that can be asked about"
VALUES = "Values"
ASKED_WHEN = "asked by itself when `{fact}` is stated"
SORT = "what it is"
A_FACT = "a fact that a case may state"
AN_AGGREGATE = "a value gathered from all members of a list"
A_TERM = "a term: a value that rules give and people read"
A_CONCLUSION = "a conclusion: a value that rules give"
A_RIGHT = "an action that needs a rule which grants it"
A_LIBERTY = "an action that is free unless a rule forbids it"
AN_OBLIGATION = "an obligation"
A_TOPIC = "a topic"
A_LIST = "a list of members"
A_GROUP = "a group of facts"
TYPE = "type"
QUESTION = "question"
ABOUT = "about"
GROUP_OF = "group"
CLOCK = "whose days count"
PERSONAL = "personal"
GATHERS = "gathered"
GATHERED = "{how} of {of}"
EACH = "once a member of"
TOPIC = "topic"
WHO_ACTS = "who acts"
WHO_OWES = "who owes"
JUDGED_AT = "judged at"
MET_BY = "met by"
TRIGGER = "asked when stated"
MEMBER = "one of them"

# Packs
PACK_DAYS = "released {released}, law known to {known}"
PACK_EFFECT = "{effect}, {digest}"
EFFECTS_BY = {
    "comparison": "{effect} (shown by comparison), {digest}",
    "author": "{effect} (as stated, not proved), {digest}",
}
NO_PACKS = "no pack is released"

# A new case
NEW_CASE = (
    "A case that asks: {asked}",
    "Fill in what is known and take away the `#` before it. What stays behind a `#` is unknown, which is not `no`.",
    "An event that has not happened: `{{not_by: {today}}}`. No trait of a list applies: `[]`.",
)
WHEN_LOOKED_AT = "when the case is looked at"
ONE_MEMBER = "one entry for each {member}; any `id`"
SETTLED_BY = "often settled by {facts}: state it only where a question remains"
PERMITTED = "{word}: {meaning}"

# Tests of packs
NO_EXAMPLES_IN = "no example is in a file named {files}"
TESTED = "{pack}: examples that hold: {hold}; examples that fail: {fail}"
UNSHOWN = "{pack}: parts that no example shows to matter: {parts}"
