"""What came of asking a second engine, as people and as programs read it."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.checks.quoting import operand
from policy_engine.crosscheck.agreeing import Agreement, Difference
from policy_engine.crosscheck.literals import Aspect, Clock, Field, Scalar, Source
from policy_engine.errors import Problem
from policy_engine.evaluation.tracing import text_of
from policy_engine.facts.case import shown_address
from policy_engine.render.law_json import Json

HOLDS_HERE = "`{id}`: its condition holds for the engine and not for the witness, in {case}"
HOLDS_THERE = "`{id}`: its condition holds for the witness and not for the engine, in {case}"
CASE = "`{case}`"
CASE_AND_MEMBER = "`{case}`, for `{member}`"
LOOKED_AT = "it looks at {fields}"
LOOKED_AT_MORE = "it looks at {fields}; so it is {more} times more"
LEFT_OUT = "`{id}` is outside the fragment: {reason}"
UNJUDGED = "`{id}` was judged by the engine alone, times {times}: {reason}"
ENDED = "{pack}: {ended}; judgements without its answer: {unanswered}"
COUNTS = (
    "conditions {conditions}, of which seen both to hold and not to hold {both_ways}; cases {cases}; "
    "judgements {judgements}; outside the fragment: conditions {left_out}, judgements {unjudged}"
)
AGREE = "{pack}: engine and witness agree; " + COUNTS
DIFFER = "{pack}: engine and witness do not agree, on conditions {differing}; " + COUNTS
INCOMPLETE = "{pack}: the witness did not answer everything; " + COUNTS
CANNOT = "the witness, durable-rules of the extra `crosscheck`, cannot be asked here: {reason}"


def agreement_lines(pack: str, found: Agreement) -> Iterator[str]:
    """Every difference, everything that only the engine judged, and the counts in one line."""
    yield from (str(_difference(one)) for one in found.differences)
    yield from (ENDED.format(pack=pack, ended=one, unanswered=found.unanswered) for one in found.ended)
    for left_out in found.left_out:
        yield str(Problem(left_out.at, LEFT_OUT.format(id=left_out.id, reason=left_out.reason)))
    for (number, reason), times in found.unjudged.items():
        asked = found.asked[number]
        yield str(Problem(asked.at, UNJUDGED.format(id=asked.id, times=times, reason=reason)))
    counts = {**_counts(found), "left_out": len(found.left_out), "unjudged": sum(found.unjudged.values())}
    differing = len({(one.asked.id, one.asked.at) for one in found.differences})
    line = DIFFER if found.differences else INCOMPLETE if found.ended else AGREE
    yield line.format(pack=pack, differing=differing, **counts)


def agreement_json(pack: str, found: Agreement) -> dict[str, Json]:
    """The same for a program, with everything that each case states."""
    differences: list[Json] = [
        {
            "id": one.asked.id,
            "sort": one.asked.sort,
            "at": str(one.asked.at),
            "engine": one.engine,
            "witness": not one.engine,
            "case": one.case,
            "member": one.member,
            "looks_at": {_named(field): value for field, value in one.saw.items()},
            "facts": _facts(one),
            "more": one.more,
        }
        for one in found.differences
    ]
    left_out: list[Json] = [{"id": one.id, "at": str(one.at), "reason": one.reason} for one in found.left_out]
    unjudged: list[Json] = [
        {"id": found.asked[number].id, "at": str(found.asked[number].at), "reason": reason, "times": times}
        for (number, reason), times in found.unjudged.items()
    ]
    return {
        "pack": pack,
        "agree": found.complete,
        **_counts(found),
        "differences": differences,
        "outside": left_out,
        "engine_alone": unjudged,
        "ended": list(found.ended),
        "unanswered": found.unanswered,
    }


def _counts(found: Agreement) -> dict[str, Json]:
    return {
        "conditions": found.conditions,
        "both_ways": found.both_ways,
        "cases": found.cases,
        "judgements": found.judgements,
    }


def _difference(one: Difference) -> Problem:
    case = (CASE_AND_MEMBER if one.member else CASE).format(case=one.case, member=one.member)
    message = (HOLDS_HERE if one.engine else HOLDS_THERE).format(id=one.asked.id, case=case)
    fields = ", ".join(f"`{_named(field)}: {_plain(value)}`" for field, value in one.saw.items())
    help_text = (LOOKED_AT_MORE if one.more else LOOKED_AT).format(fields=fields, more=one.more)
    return Problem(one.asked.at, message, help_text)


def _facts(one: Difference) -> dict[str, Json]:
    vocabulary = one.box.program.vocabulary
    stated = sorted(one.box.stated)
    return {shown_address(vocabulary, address): text_of(one.box.value(address)) for address in stated}


def _named(field: Field) -> str:
    """A field as the name and what of it is meant."""
    name = _source(field.of)
    match field.aspect:
        case Aspect.FLAG | Aspect.WORD | Aspect.COUNT:
            return name
        case Aspect.HAS | Aspect.LIES_IN:
            return f"{name} {field.aspect.value} {field.detail}"
        case _:
            return f"{name} {field.aspect.value}"


def _source(source: Source) -> str:
    return f"now for {source.party}" if isinstance(source, Clock) else operand(source)


def _plain(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
