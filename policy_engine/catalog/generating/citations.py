"""The JSON Schema of citations and sources, and of the ids, sentences and places that every statement of law has."""

from __future__ import annotations

from policy_engine.catalog.generating.shapes import Schema, closed, text, words
from policy_engine.catalog.generating.values import DAY
from policy_engine.facts.citations import Grade, Nature

STATEMENT_ID = text(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+", "An id such as `eu.withdrawal.period`")
SENTENCE = text(r"[^a-z\s]\S*(\s+\S+){2,}\s*", "A sentence that begins with a capital")
SOMETHING = text(r"[\s\S]*\S[\s\S]*", "A text")
AREA = text("([A-Z]{2,8}|[A-Z]{2}-[A-Z0-9]{1,4})", "A place such as `DE` or `US-CA`, or a union such as `EU`")

_GRADES = {
    Grade.PRIMARY: "Checked in the text of the law itself",
    Grade.SECONDARY: "Checked in a text about the law",
    Grade.RECALLED_HIGH: "Not checked, but hardly doubtful: it decides, and is listed as unverified",
    Grade.RECALLED_MEDIUM: "Not checked: it never alone refuses anybody or shortens a period",
    Grade.RECALLED_LOW: "Not checked and doubtful: it never alone refuses anybody or shortens a period",
}
_NATURES = {
    Nature.STATUTE: "An act of a legislature, or a directive or regulation of the EU",
    Nature.REGULATION: "A rule made under a statute",
    Nature.CASE_LAW: "A decision of a court",
    Nature.GUIDANCE: "What an authority says about the law; it informs and does not bind",
    Nature.PRACTICE: "What people do; it informs and does not bind",
}

CITE = closed(
    {
        "source": {"type": "string", "description": "The id of one of the pack's sources"},
        "at": {**SOMETHING, "description": "The place in the source, such as `art. 9(1)`"},
        "verified_on": {**DAY, "description": "The day on which somebody last checked it"},
        "grade": words({grade.value: _GRADES[grade] for grade in Grade}),
    },
    ["source", "at", "verified_on", "grade"],
    "Where the statement comes from, and how sure we are of it",
)

SOURCE = closed(
    {
        "title": SOMETHING,
        "nature": words({nature.value: _NATURES[nature] for nature in Nature if nature.of_law}),
        "address": text("(https?://|urn:).+", "A web address or a `urn:`"),
    },
    ["title", "nature", "address"],
    "A text that citations point into",
)

SOURCES: Schema = {
    "type": "object",
    "additionalProperties": SOURCE,
    "description": "The texts that the pack cites, by id",
}
