"""The cases that show what changes: what each of them states, and what both versions decide, answer by answer."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine.comparison.model import Claimed, Comparison
from policy_engine.comparison.outcomes import Changed, Shown
from policy_engine.decisions.model import Cited, Decision, Obligation, Term, Verdict, Window
from policy_engine.render import comparison_page_messages as say
from policy_engine.render import messages
from policy_engine.render.comparison_page_frame import (
    NOTHING,
    Html,
    element,
    facts,
    flag,
    joined,
    mark,
    row,
    table,
    text,
)
from policy_engine.render.comparison_page_words import PageWords

_Answer = Verdict | Obligation | Term
_Key = tuple[str, str, str, str]


def cases(comparison: Comparison, words: PageWords) -> Html:
    """Every case of the comparison, those of the changes first."""
    made = [_of_change(one, words) for one in comparison.changed]
    made += [_of_claim(one, words) for one in comparison.claims if one.witness is not None and not one.change]
    return joined(made)


def of_claim(claimed: Claimed) -> str:
    """The identity of the case that disproves a claim."""
    return f"case-{claimed.claim.value}"


def _of_change(changed: Changed, words: PageWords) -> Html:
    title = say.CASE.format(id=changed.id, name=words.output(changed.output))
    held = _held(f"case-{changed.id}", title, changed.witness, words)
    data = {
        "places": words.fits(words.areas_of(changed)),
        "topics": words.topics_of(changed),
        "direction": changed.direction.value,
    }
    return flag("data-filtered", element("div", held, **{f"data_{name}": value for name, value in data.items()}))


def _of_claim(claimed: Claimed, words: PageWords) -> Html:
    claim = say.CLAIMS[claimed.claim].format(day=words.day(claimed.day))
    assert claimed.witness is not None
    return _held(of_claim(claimed), say.CASE_OF_CLAIM.format(claim=claim), claimed.witness, words)


def _held(identity: str, title: str, shown: Shown, words: PageWords) -> Html:
    """Open from the start, so that it is printed and found by searching the page."""
    asked = say.ASKED.format(names=", ".join(shown.asks))
    looked_at = say.LOOKED_AT.format(moment=shown.decide_on)
    stated = facts((fact, _value(value)) for fact, value in shown.facts)
    held = element(
        "details",
        element("summary", title),
        element("p", messages.BESIDE.join([looked_at, asked]), class_="faint"),
        element("h4", say.STATED),
        stated,
        _both(shown.before, shown.after, words),
        id=identity,
    )
    return flag("open", held)


def _value(value: str) -> Html:
    return element("code", value)


def _both(before: Decision | None, after: Decision | None, words: PageWords) -> Html:
    """Both decisions side by side, where they were wanted: every answer of either, marked where they differ."""
    if before is None or after is None:
        return NOTHING
    questions = _questions(before, after, words)
    old, new = dict(_answers(before)), dict(_answers(after))
    rows = []
    for key in dict.fromkeys((*old, *new)):
        first, last = old.get(key), new.get(key)
        sign = mark(say.EQUAL, "plain") if first == last else mark(say.OTHERWISE, "open")
        cells = (_called(key), _answer(first, words), _answer(last, words), sign)
        rows.append(row(say.DECIDED_COLUMNS, cells))
    if questions is not None:
        rows.append(questions)
    return table(say.DECIDED, say.DECIDED_COLUMNS, rows)


def _answers(decision: Decision) -> Iterator[tuple[_Key, _Answer]]:
    for verdict in decision.verdicts:
        yield ("action", verdict.action, verdict.member, verdict.place), verdict
    for duty in decision.obligations:
        yield ("duty", duty.obligation, duty.member, duty.place), duty
    for term in decision.terms:
        yield ("term", term.term, term.member, ""), term


def _called(key: _Key) -> str:
    sort, name, member, place = key
    return messages.BESIDE.join(part for part in (f"{sort} {name}", member, place) if part)


def _answer(answer: _Answer | None, words: PageWords) -> Html:
    match answer:
        case None:
            return text(say.NO_ANSWER)
        case Verdict():
            code = element("strong", words.code(answer.verdict.value))
            return joined((code, _window(answer.window, words), _because(answer.because), _more(answer, words)))
        case Obligation():
            code = element("strong", words.code(answer.state.value))
            return joined((code, _window(answer.due, words), _because(answer.because), _more(answer, words)))
        case Term():
            values = messages.THEN.join(words.code(one.value) for one in answer.values) or say.NO_ANSWER
            return joined((element("strong", values), _points(answer.points)))


def _window(window: Window | None, words: PageWords) -> Html:
    if window is None:
        return NOTHING
    days = (("opens", window.opens), ("act_by", window.act_by), ("late_after", window.late_after))
    told = [say.DETAIL.format(name=say.DETAILS[name], value=words.day(day)) for name, day in days if day]
    return element("p", messages.THEN.join(told)) if told else NOTHING


def _because(because: tuple[Cited, ...]) -> Html:
    if not because:
        return NOTHING
    told = [f"{one.rule} ({messages.PROVISION.format(source=one.source, at=one.at)})" for one in because]
    return element("p", messages.THEN.join(told), class_="faint small")


def _more(answer: Verdict | Obligation, words: PageWords) -> Html:
    parts = [_points(answer.points)]
    if answer.would:
        codes = messages.THEN.join(words.code(one.value) for one in answer.would)
        parts.append(element("p", say.WOULD.format(codes=codes)))
    return joined(parts)


def _points(points: tuple[str, ...]) -> Html:
    return element("p", say.POINTS.format(points=", ".join(points)), class_="small") if points else NOTHING


def _questions(before: Decision, after: Decision, words: PageWords) -> Html | None:
    """What is still to be asked under either version."""
    first, last = ([words.fact(one.fact) for one in part.questions] for part in (before, after))
    if not first and not last:
        return None
    told = [[say.QUESTION.format(fact=fact) for fact in several] for several in (first, last)]
    sign = mark(say.EQUAL, "plain") if first == last else mark(say.OTHERWISE, "open")
    before_told, after_told = (messages.THEN.join(several) or say.NO_ANSWER for several in told)
    return row(say.DECIDED_COLUMNS, (messages.SECTION_QUESTIONS, before_told, after_told, sign))
