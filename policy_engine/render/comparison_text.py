"""A comparison on a screen, and as Markdown: what comes out otherwise, what is written otherwise, proofs last."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from policy_engine.comparison.model import CalendarChange, Comparison, FieldChange, Kind, Proof, Rewritten, Side
from policy_engine.comparison.outcomes import Changed, Shown, Standing
from policy_engine.render import comparison_words as words
from policy_engine.render.layout import Ink, Paint, unpainted
from policy_engine.render.safety import safe

NARROW = 60


def comparison_screen(comparison: Comparison, *, width: int, paint: Paint = unpainted) -> str:
    """Tell a comparison on a screen."""
    lines: list[str] = []
    for level, text in _lines(comparison):
        if level == 0:
            lines += ["", paint(safe(text), Ink.HEADING)]
        else:
            indent = "  " * level
            room = max(width, NARROW)
            wrapped = textwrap.wrap(safe(text), room, initial_indent=indent, subsequent_indent=f"{indent}  ")
            lines += wrapped or [""]
    return "\n".join(lines[1:]) + "\n"


def comparison_markdown(comparison: Comparison) -> str:
    """Tell a comparison in Markdown."""
    lines: list[str] = []
    for level, text in _lines(comparison):
        told = _escaped(safe(text))
        if level == 0:
            lines += ["", f"{'#' if not lines else '##'} {told}", ""]
        else:
            lines.append(f"{'  ' * (level - 1)}- {told}")
    return "\n".join(lines[1:]) + "\n"


def _escaped(text: str) -> str:
    for sign in "\\`*_<>[]|#":
        text = text.replace(sign, f"\\{sign}")
    return text


_Line = tuple[int, str]
_WHERE = {
    (True, False): "where, whatever else is so:",
    (True, True): "where, whatever else is so (there may be more such cases):",
    (False, False): "where (each value tried by itself):",
    (False, True): "where (each value tried by itself, not all that there are):",
}
"""How a region begins: whether all cases in it were looked at, and whether it was cut short."""


def _lines(comparison: Comparison) -> Iterator[_Line]:
    yield 0, f"{comparison.old.asked_as} → {comparison.new.asked_as}"
    yield 1, words.summary(comparison)
    yield 1, f"effect: {words.effect(comparison.effect)}"
    yield from ((1, told) for told in _restricted(comparison))
    for side in (comparison.old, comparison.new):
        yield 1, _side(side)
    yield from _claims(comparison)
    if comparison.changed:
        yield 0, "What comes out otherwise"
        yield 1, words.REGIONS
        for one in comparison.changed:
            yield from _changed(one)
            yield from _follows(comparison, one)
    yield from _following(comparison)
    if comparison.rewritten:
        yield 0, "What is written otherwise"
        for statement in comparison.rewritten:
            yield from _rewritten(statement)
    yield from _dictionaries(comparison)
    yield from _proofs(comparison)


def _restricted(comparison: Comparison) -> Iterator[str]:
    if comparison.topics:
        yield f"compared only: topics {', '.join(comparison.topics)}"
    if comparison.areas:
        yield f"compared only: cases in {', '.join(comparison.areas)}"


def _side(side: Side) -> str:
    return f"{side.ref}, law known to {side.law_known_to}, {words.counted(side.statements, 'statement')}, {side.digest}"


def _claims(comparison: Comparison) -> Iterator[_Line]:
    yield 0, "Of all cases"
    for one in comparison.claims:
        yield 1, words.claim(one)
        if one.witness is not None and not one.change:
            yield from _case(one.witness, 2)


def _changed(one: Changed) -> Iterator[_Line]:
    yield 1, f"{one.id}: {words.output(one.output)}, {words.PARTS[one.part]}"
    yield 2, f"before: {words.answer(one.before)}"
    yield 2, f"after: {words.answer(one.after)}"
    yield 2, _WHERE[one.region.checked, one.region.cut_short]
    yield from ((3, told) for told in words.region(one.region))
    about = [words.direction(one.direction, one.for_whom), words.since(one)]
    yield 2, "; ".join(told for told in about if told)
    if one.statements:
        yield 2, f"by: {', '.join(one.statements)}"
    yield from _case(one.witness, 2)


def _follows(comparison: Comparison, change: Changed) -> Iterator[_Line]:
    """What else comes out otherwise with it, told once for each answer, under its last change."""
    last = [one.id for one in comparison.changed if one.output == change.output][-1]
    if change.id == last:
        outputs = list(dict.fromkeys(one.output for one in comparison.follows if change.output in one.roots))
        if outputs:
            yield 2, f"and with it: {words.counted(len(outputs), 'answer')}: {', '.join(one.name for one in outputs)}"


def _following(comparison: Comparison) -> Iterator[_Line]:
    if comparison.follows:
        yield 0, "What follows from it"
    for one in comparison.follows:
        roots = ", ".join(root.name for root in one.roots)
        if one.part is None or one.before is None or one.after is None or one.witness is None:
            yield 1, f"{words.output(one.output)}: may differ where {roots} does; no case was found"
            continue
        yield 1, f"{words.output(one.output)}, {words.PARTS[one.part]}: differs where {roots} does, as in a case"
        yield 2, f"before: {words.answer(one.before)}"
        yield 2, f"after: {words.answer(one.after)}"
        yield from _case(one.witness, 2)


def _case(shown: Shown, level: int) -> Iterator[_Line]:
    facts = ", ".join(f"{fact}: {value}" for fact, value in shown.facts)
    yield level, f"case, run under both: {facts or 'no fact at all'}, decide_on: {shown.decide_on}"


def _rewritten(one: Rewritten) -> Iterator[_Line]:
    others = f" ({', '.join(one.others)})" if one.others else ""
    where = f" in {', '.join(one.areas)}" if one.areas else ""
    yield 1, f"{words.KINDS[one.kind]}: {one.sort} {one.id}{others}{where}"
    if one.title:
        yield 2, one.title
    yield from ((2, told) for told in _texts(one))
    yield 2, f"cited: {_cited(one)}" if one.cited_before or one.cited_after else "cited nowhere"
    told = [words.direction(one.direction, one.for_whom), words.since(one)]
    if one.changes:
        told.append(f"see {', '.join(one.changes)}")
    elif one.decides_nothing is Standing.NOT_PROVED:
        told = [words.ALONE_NOTHING if one.alone_nothing else words.MAY_DECIDE, words.since(one)]
    yield 2, "; ".join(text for text in told if text)


def _texts(one: Rewritten) -> Iterator[str]:
    if one.kind in (Kind.ADDED, Kind.REMOVED) or not one.fields:
        if one.before or one.after:
            yield f"says: {one.after or one.before}"
        return
    yield from (_field(field) for field in one.fields)


def _field(field: FieldChange) -> str:
    name = f"{field.field.value} {field.name}" if field.name else field.field.value
    return f"{name}: {field.before or 'nothing'} → {field.after or 'nothing'}"


def _cited(one: Rewritten) -> str:
    before, after = words.citation(one.cited_before), words.citation(one.cited_after)
    return f"{before} → {after}" if before and after and before != after else after or before


def _dictionaries(comparison: Comparison) -> Iterator[_Line]:
    if comparison.calendars:
        yield 0, "Calendars"
        for one in comparison.calendars:
            yield 1, _calendar(one)
    if comparison.vocabulary:
        yield 0, "Vocabulary"
        for word in comparison.vocabulary:
            field = f" {word.field}" if word.field else ""
            yield 1, f"{word.sort} {word.name}{field}: {word.before or 'nothing'} → {word.after or 'nothing'}"


def _calendar(one: CalendarChange) -> str:
    day = f" {one.first_day}" if one.first_day else ""
    return f"{one.place} {one.part.value}{day}: {one.before or 'nothing'} → {one.after or 'nothing'}"


def _proofs(comparison: Comparison) -> Iterator[_Line]:
    yield 0, "Proved equal"
    for proof in Proof:
        outputs = [one.output for one in comparison.equal if one.proof is proof]
        if outputs:
            yield 1, f"{words.PROOFS[proof]} ({len(outputs)}): {words.several(outputs)}"
    if comparison.not_proved:
        yield 0, "Not proved"
        for one in comparison.not_proved:
            yield 1, f"{words.output(one.output)}: {words.WHY[one.why]}"
