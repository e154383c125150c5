"""Everything that the program says to people about the law itself, whatever the case: whole messages, in English."""

from __future__ import annotations

from policy_engine.checks.relations import Giving, Needing
from policy_engine.checks.upcoming import Change
from policy_engine.facts.citations import Nature
from policy_engine.rules.statements import Sort

# What a name stands for
SORTS = {
    Sort.RULE: "rule",
    Sort.EXEMPTION: "exemption",
    Sort.ROW: "row of a grid",
    Sort.ENTRY: "law that facts cannot decide",
}
GRID = "grid"
VERSION = "Version {number} of {count}: {title}"
NATURES = {
    Nature.STATUTE: "statute",
    Nature.REGULATION: "regulation",
    Nature.CASE_LAW: "case law",
    Nature.GUIDANCE: "guidance, which does not bind",
    Nature.PRACTICE: "practice, which does not bind",
    Nature.OWN_TERMS: "terms of its own",
}

# One statement: what stands before each line, and the line
IN_FORCE = "law"
PLACE = "place"
GOVERNED_BY = "governed by"
EACH = "asked"
PART_OF = "part of"
CITED = "cited"
SOURCE = "source"
CHECKED = "checked"

ALWAYS = "at all times"
SINCE = "from {first} on"
FROM_TO = "from {first} up to and including {last}"
UNTIL = "up to and including {last}"
DISPUTED_DAY = "{days} (sources differ)"
DAY_BEFORE = "the day before {day}"
DAY_OR = "or"
IN_PLACES = "{fact} in {places}"
UNION = "{code} ({count} places)"
MANY_PLACES = "{count} places"
ONCE_A_MEMBER = "once a member of {group}"
SOURCE_IS = "{title} ({id}, {nature})"
CHECKED_ON = "{day}, {grade}"
AS_WRITTEN = "As it stands in {file}"

# What hangs on a statement or a name
EXEMPTIONS = "Unless: its exemptions"
SETS_ASIDE = "Sets aside"
SET_ASIDE_BY = "Is set aside by"
READINGS = "Can be read in more than one way"
READING_OF = "{id}: {title}"
USED_BY = "Who uses {name}"
GIVEN_AND_USED_BY = "Who uses {name}, which it gives"
NOBODY_USES = "no statement of this pack uses it"
NOBODY_GIVES = "no statement of this pack gives it a value, or grants, forbids or asks for it"
GATHERED_IN = "gathered in {names}"
SELECTS = "selects whose law it is for {count} statements of this pack"
SELECTS_DAY = "selects by its day which law it is for {count} statements of this pack"
ROWS = "Rows"
GIVINGS = {
    Giving.GRANTS: "Who grants {name}",
    Giving.FORBIDS: "Who forbids {name}",
    Giving.SETS: "Who gives {name} its value",
    Giving.OBLIGES: "Who asks for {name}",
    Giving.TOUCHES: "Law that facts cannot decide about {name}",
}
NEEDINGS = {
    Needing.ASKS: "asks",
    Needing.COUNTS: "counts",
    Needing.NAMES: "names",
    Needing.PLACE: "place",
    Needing.GOVERNED_BY: "day",
}
EXAMPLES = "Examples that speak of it"
NO_EXAMPLE = "no example of this pack names it"
MORE_EXAMPLES = "and {count} more, which `--format json` lists"
EXAMPLE = "{base}: {says}"

# Dates to come
NOT_STATED = "`--on` not stated: seen from today, {day}"
SEEN_FROM = "what changes from {day} on"
SEEN_FROM_TODAY = "what changes from today, {day}, on"
SEEN_FROM_TO = "what changes from {day} to {last}"
SEEN_FROM_TODAY_TO = "what changes from today, {day}, to {last}"
KNOWN_IN_PAST = {1: "{pack}: law known to {day}, 1 day ago", 2: "{pack}: law known to {day}, {count} days ago"}
KNOWN_TODAY = "{pack}: law known to {day}, that very day"
KNOWN_AHEAD = {1: "{pack}: law known to {day}, 1 day ahead", 2: "{pack}: law known to {day}, {count} days ahead"}
KNOWN_NO_MORE = "what was made law since then is not in it"
NOTHING_CHANGES = "no date in these packs lies there: nothing in them begins or ends"
CHANGES = {
    Change.BEGINS: "begins",
    Change.ENDS: "ends",
    Change.CHANGES: "changes",
    Change.MAY_BEGIN: "may begin",
    Change.MAY_END: "may end",
    Change.COVERED: "covered",
}
TODAY = "today"
IN_DAYS = {1: "in 1 day", 2: "in {count} days"}
GOVERNED = "for {fact} from that day on"
NO_LONGER = "the last day is {last}"
BEFORE_IT = "until then: {title}"
BY_READING = "by one reading: {reading}"
TOPIC_COVERED = "the pack begins to cover {topic}"
