"""Everything that is said to people when law is laid side by side: whole messages, in English."""

from __future__ import annotations

from policy_engine.checks.across.model import Answered, Sort
from policy_engine.checks.relations import Giving
from policy_engine.conditions.conditions import Operator
from policy_engine.conditions.expressions import Choosing
from policy_engine.facts.vocabulary import Gathering

# Values
AFTER = "{length} after {anchor}"
BEGINNING = "{length} beginning with {anchor}"
BEFORE = "{length} before {anchor}"
COUNTED = "{count} ({unit})"
END_OF = "the end of the {stretch} of {of}"
CHOSEN = {
    Choosing.LATEST: "the latest of {parts}",
    Choosing.EARLIEST: "the earliest of {parts}",
    Choosing.LEAST: "the least of {parts}",
    Choosing.GREATEST: "the greatest of {parts}",
}
SUM = "the sum of {parts}"
LESS = "{whole} less {less}"
TIMES = "{left} times {right}"
DAYS_BETWEEN = "the days from {first} to {last}"
PERCENT = "{percent}% of {of}"
SHARE = "the share of {amount} that {part} has in {whole}"
DISPUTED = "{values} (sources differ)"
DISPUTED_COUNT = "{values} (counted in more than one way: sources differ)"
OR = " or "
YES, NO = "yes", "no"
LOOKED_AT = "the day on which the case is looked at"
GATHERED = {Gathering.LATEST: "the last {of}", Gathering.EARLIEST: "the first {of}"}
WHETHER = "Whether "

# Conditions
AND = " and "
EITHER_OR = "; or "
ALL = "{parts}"
ANY = "any of these: {parts}"
NONE = "none of these: {parts}"
IS = "{subject}: {value}"
TESTS = {
    Operator.EQUALS: "{subject}: {value}",
    Operator.ONE_OF: "{subject}: {value}",
    Operator.HAS: "{subject}: {value}",
    Operator.AT_LEAST: "{subject}: at least {value}",
    Operator.AT_MOST: "{subject}: at most {value}",
    Operator.ABOVE: "{subject}: more than {value}",
    Operator.BELOW: "{subject}: less than {value}",
    Operator.BEFORE: "{subject}: before {value}",
    Operator.ON_OR_BEFORE: "{subject}: on or before {value}",
    Operator.AFTER: "{subject}: after {value}",
    Operator.ON_OR_AFTER: "{subject}: on or after {value}",
    Operator.HAPPENED: "{subject}: has happened",
    Operator.PASSED_WITHOUT: "{value} passed without {subject}",
}
DENIED = {
    Operator.EQUALS: "{subject}: not {value}",
    Operator.ONE_OF: "{subject}: not {value}",
    Operator.HAS: "{subject}: not {value}",
    Operator.AT_LEAST: "{subject}: less than {value}",
    Operator.AT_MOST: "{subject}: more than {value}",
    Operator.ABOVE: "{subject}: at most {value}",
    Operator.BELOW: "{subject}: at least {value}",
    Operator.BEFORE: "{subject}: not before {value}",
    Operator.ON_OR_BEFORE: "{subject}: not on or before {value}",
    Operator.AFTER: "{subject}: not after {value}",
    Operator.ON_OR_AFTER: "{subject}: not on or after {value}",
    Operator.HAPPENED: "{subject}: has not happened",
    Operator.PASSED_WITHOUT: "not: {value} passed without {subject}",
}
HAPPENED_BY = "{subject}: by {value}"
NOT_HAPPENED_BY = "{subject}: not by {value}"

# Side by side
HEADING = "{name} · {about}"
SEEN_ON = "the law that governs {day}"
SEEN_FROM_TO = "the law from {first} to {last}"
NOT_STATED = "`--on` not stated: the law of today, {day}"
IN_SHORT = "In short"
PLACE_HEADING = "{place} ({code})"
ANSWERED = {
    Answered.STATED: "stated",
    Answered.NONE_FOUND: "no statute found",
    Answered.SILENT: "nothing stated",
    Answered.LATER: "not covered yet",
    Answered.NOT_COVERED: "not covered",
}
TOLD = {
    Answered.NONE_FOUND: "a statute was looked for, and none was found",
    Answered.SILENT: "{packs}: {topic} is covered here from {since} on, and nothing is stated by this name",
    Answered.LATER: "{packs} covers {topic} here only from {since} on",
    Answered.NOT_COVERED: "no pack covers {topic} here",
}
INSTEAD = "it states other terms of this topic: {names}"
NOT_COVERED_YET = "{topic} is covered here only from {since} on: a case before that is answered as not covered"
WHERE = "where {clause}"
WHICH = "which of these counts is told under {name}"
UNLESS = "unless {title}"
YIELDS_TO = "gives way to {id}: {title}"
EACH_LAW = "-"
REPLACED = "`{id}` is replaced here by `{by}`"
MADE_WITH = "{place}: {name}, which it is made with"
DOUBTS = "For a person to decide"
DOUBT = "{id}: {reason}"
READING = "by one reading: {title} ({provision}, {grade})"
MOST_IN_SHORT = 4
NOT_CLAIMED = "no pack claims to know {topic} here: a case is answered as not covered"
PART_ONLY = "only in {parts}"
CHANGES_ON = "the next change is on {day}"
GOVERNED = "by {fact}"
MORE_LAWS = "and {count} more"
WITHOUT_CONDITION = "always"
GRANTED, FORBIDDEN, OWED = "may", "may not", "must"
HOW = {
    Giving.GRANTS: "granted",
    Giving.FORBIDS: "forbidden",
    Giving.SETS: "",
    Giving.OBLIGES: "must be done",
    Giving.TOUCHES: "a person decides",
}
UNTIL_VALUE = "{how} up to {value}"
FROM_VALUE = "{how} from {opens} up to {value}"
BY_VALUE = "{how} by {value}"
WITHOUT_DAY = "{how}, no day is set"
SORTS = {Sort.TERM: "term", Sort.ACTION: "action", Sort.DUTY: "duty"}
AT_FIRST = "on {day}"
NOTHING_YET = "nothing is stated"
BEGINS, ENDS = "begins", "ends"
NO_CHANGE = "nothing changed in these years"
NOTHING_IN_TOPIC = "no pack states a term of {topic}"

# The page
COLUMN_PLACE, COLUMN_VALUE, COLUMN_WHERE = "Place", "Value", "Where"
COLUMN_LAW, COLUMN_SINCE, COLUMN_ANSWER, COLUMN_NOTES, COLUMN_DAY = "Law", "In force", "Answer", "Notes", "Day"
EVERY_PLACE = "every place"
PAGE_TITLE = "{names} in {places}"
PAGE_YEARS = "{name} from {first} to {last}"
PAGE_LEAD = "The law that governs {day}, by place. What is not read at its source says so."
BY_STATEMENT = "Every statement with its source"
FILTER = "Show a part only"
SHOW_ALL = "Show all"
SHOWN = "{shown} of {all} statements shown"
