"""A comparison of two packs as one page that a reviewer opens from a mail: it holds all that it shows.

From top to bottom: the answer in a sentence with its effect; what holds of all cases; what comes out otherwise, with
its law; what is written otherwise; the cases that show it; what was proved and what was not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from policy_engine.comparison.model import (
    CalendarChange,
    Claimed,
    Comparison,
    Effect,
    FieldChange,
    Rewritten,
    Side,
    VocabularyChange,
)
from policy_engine.comparison.outcomes import Changed, Direction, Standing
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.render import comparison_page_messages as say
from policy_engine.render import messages
from policy_engine.render.comparison_page_cases import cases, of_claim
from policy_engine.render.comparison_page_frame import (
    NOTHING,
    Filter,
    Html,
    element,
    facts,
    filters,
    flag,
    joined,
    link,
    listed,
    mark,
    page,
    row,
    section,
    table,
    text,
)
from policy_engine.render.comparison_page_words import STANDING_KINDS, PageWords, governed_by, text_identity
from policy_engine.render.comparison_words import ALONE_NOTHING

_NO_UNIONS: Mapping[str, frozenset[str]] = {}


def comparison_page(
    comparison: Comparison,
    vocabulary: Vocabulary | None = None,
    unions: Mapping[str, frozenset[str]] = _NO_UNIONS,
) -> str:
    """Write the page; with a vocabulary facts go by their few words, with unions a filter finds a member's law."""
    words = PageWords(comparison, vocabulary, unions)
    title = say.TITLE.format(old=comparison.old.ref, new=comparison.new.ref)
    head = joined((element("p", summary(comparison), class_="lead"), _effect(comparison, words), _only(comparison)))
    outcomes = [_outcome(one, words) for one in comparison.changed]
    texts = [_rewritten(one, words) for one in comparison.rewritten]
    note = element("p", say.OUTCOMES_NOTE, class_="faint") if outcomes else NOTHING
    held = {
        "claims": (say.CLAIMS_HEADING, _claims(comparison, words)),
        "outcomes": (say.OUTCOMES, joined((note, table(say.OUTCOMES, say.OUTCOME_COLUMNS, outcomes, headed=True)))),
        **({"follows": (say.FOLLOWS, _follows(comparison, words))} if comparison.follows else {}),
        "texts": (say.TEXTS, table(say.TEXTS, say.TEXT_COLUMNS, texts, headed=True)),
        "cases": (say.CASES, cases(comparison, words)),
        "proofs": (say.PROOFS, _proofs(comparison, words)),
        "calendars": (say.CALENDAR, _calendars(comparison.calendars, words)),
        "vocabulary": (say.WORDS, _vocabulary(comparison.vocabulary)),
        "sides": (say.SIDES, _sides(comparison, words)),
    }
    sections = [(name, heading, section(name, heading, made)) for name, (heading, made) in held.items()]
    sections.insert(1, ("", "", _filters(comparison, words)))
    return page(title, head, sections, element("p", say.FOOT))


def summary(comparison: Comparison) -> str:
    """The whole comparison in a sentence or two."""
    if not comparison.changed:
        first = say.SAME if comparison.proved_equal else say.SAME_NOT_PROVED
    else:
        counts = Counter(one.direction for one in comparison.changed)
        directions = [say.DIRECTION_COUNTS[one].format(count=counts[one]) for one in Direction if counts[one]]
        count = len(comparison.changed)
        first = say.DIFFERS[min(count, 2)].format(count=count, directions=", ".join(directions))
    open_ones = len({one.output for one in comparison.not_proved})
    follows = len({one.output for one in comparison.follows})
    also = [say.ALSO[min(follows, 2)].format(count=follows)] if follows else []
    return " ".join([first, *also, *([say.NOT_ALL[min(open_ones, 2)].format(count=open_ones)] if open_ones else [])])


def _effect(comparison: Comparison, words: PageWords) -> Html:
    effected = comparison.effect
    told = [text(say.EFFECTS[effected.effect].format(since=words.day(effected.since) or say.NO_DAY)), text(" ")]
    told.append(_standing(effected.standing))
    if effected.earliest and effected.effect is not Effect.EDITORIAL:
        told.append(element("p", say.EARLIEST.format(day=words.day(effected.earliest)), class_="faint"))
    return facts([(say.EFFECT, joined(told))])


def _only(comparison: Comparison) -> Html:
    parts = [*comparison.topics, *comparison.areas]
    return element("p", say.COMPARED_ONLY.format(parts=", ".join(parts))) if parts else NOTHING


def _standing(standing: Standing) -> Html:
    return mark(say.STANDINGS[standing], STANDING_KINDS[standing])


def _claims(comparison: Comparison, words: PageWords) -> Html:
    return table(say.CLAIMS_HEADING, say.CLAIM_COLUMNS, [_claim(one, words) for one in comparison.claims], headed=True)


def _claim(claimed: Claimed, words: PageWords) -> Html:
    told = say.CLAIMS[claimed.claim].format(day=words.day(claimed.day) or say.NO_DAY)
    about = listed(list(dict.fromkeys(words.output(one) for one in claimed.about)))
    if claimed.standing is Standing.DISPROVED:
        about = joined((element("p", say.FOR_ONE, class_="faint small"), about))
    shown = NOTHING
    if claimed.change:
        shown = link(say.BY_CHANGE.format(id=claimed.change), f"#case-{claimed.change}")
    elif claimed.witness is not None:
        shown = link(say.BY_CASE, f"#{of_claim(claimed)}")
    return row(say.CLAIM_COLUMNS, (told, _standing(claimed.standing), about, shown))


def _filters(comparison: Comparison, words: PageWords) -> Html:
    topics = sorted(
        {one.output.topic for one in comparison.changed if one.output.topic}
        | {topic for one in comparison.rewritten for topic in one.topics}
    )
    directions = {one.direction for one in comparison.changed} | {one.direction for one in comparison.rewritten}
    several = (
        Filter("places", say.COUNTRY, say.EVERY_COUNTRY, {one: words.words.place(one) for one in words.every_place}),
        Filter("topics", say.TOPIC, say.EVERY_TOPIC, {one: one.replace("_", " ") for one in topics}),
        Filter(
            "direction", say.DIRECTION, say.EVERY_DIRECTION,
            {one.value: say.DIRECTIONS[one] for one in Direction if one in directions},
        ),
    )  # fmt: skip
    return filters(several, say.FILTER, say.SHOW_ALL, say.SHOWN)


def _filtered(made: Html) -> Html:
    return flag("data-counted", flag("data-filtered", made))


def _outcome(changed: Changed, words: PageWords) -> Html:
    about = words.about(changed.output)
    name = joined(
        (
            text(f"{changed.id} · {words.output(changed.output)}"),
            element("p", about, class_="small") if about else NOTHING,
            element("p", say.PARTS[changed.part], class_="faint small"),
        )
    )
    cells = (
        name,
        words.answer(changed.before),
        words.answer(changed.after),
        words.region(changed.region),
        words.since(changed.governing_from, "", changed.governed_by),
        words.law_of(changed),
        words.direction(changed.direction, changed.for_whom),
        link(changed.id, f"#case-{changed.id}"),
    )
    return _filtered(
        row(
            say.OUTCOME_COLUMNS, cells, changed.id, data_places=words.fits(words.areas_of(changed)),
            data_topics=words.topics_of(changed), data_direction=changed.direction.value,
        )
    )  # fmt: skip


def _rewritten(one: Rewritten, words: PageWords) -> Html:
    fields = [field for field in one.fields if field.before != field.after]
    before = listed([_field(field, field.before) for field in fields]) if fields and one.before else text(one.before)
    after = listed([_field(field, field.after) for field in fields]) if fields and one.after else text(one.after)
    cells = (
        _statement(one),
        listed(list(_became(one))),
        element("span", before if one.before else text(say.WAS_NOT), class_="code"),
        element("span", after if one.after else text(say.IS_NOT), class_="code"),
        _cited(one, words),
        words.since(one.governing_from, one.governing_until, governed_by(one)),
        words.direction(one.direction, one.for_whom),
    )
    return _filtered(
        row(
            say.TEXT_COLUMNS, cells, text_identity(one.id), data_places=words.fits(one.areas),
            data_topics=" ".join(one.topics) or "none", data_direction=one.direction.value,
        )
    )  # fmt: skip


def _statement(one: Rewritten) -> Html:
    where = messages.BESIDE.join([say.TEXT_SORTS.get(one.sort, one.sort), *one.topics, " ".join(one.areas)])
    return joined(
        (element("code", one.id), element("p", one.title, class_="small"), element("p", where, class_="faint small"))
    )


def _field(field: FieldChange, value: str) -> Html:
    called = f"{field.field.value} {field.name}" if field.name else field.field.value
    made = element("span", say.FIELD.format(field=called, value=value or say.CODES[""]))
    return made if field.decides else element("span", made, class_="faint")


def _became(one: Rewritten) -> Iterator[str]:
    yield say.KINDS[one.kind]
    if one.others:
        yield say.OTHERS.format(ids=", ".join(one.others))
    if one.changes:
        yield say.CHANGES.format(changes=", ".join(one.changes))
    elif one.alone_nothing:
        yield ALONE_NOTHING
    elif one.decides_nothing in say.DECIDES_NOTHING:
        yield say.DECIDES_NOTHING[one.decides_nothing]


def _cited(one: Rewritten, words: PageWords) -> Html:
    if one.cited_before is None or one.cited_after is None or one.cited_before == one.cited_after:
        return words.cited(one.cited_after or one.cited_before)
    return joined(
        (
            element("p", say.BEFORE, class_="faint small"), words.cited(one.cited_before),
            element("p", say.AFTER, class_="faint small"), words.cited(one.cited_after),
        )
    )  # fmt: skip


def _follows(comparison: Comparison, words: PageWords) -> Html:
    """The answers that differ only because something that they use does, with the case where one was found."""
    rows = []
    for one in comparison.follows:
        roots = ", ".join(words.output(root) for root in one.roots)
        facts = ", ".join(f"{fact}: {value}" for fact, value in one.witness.facts) if one.witness else ""
        shown = say.FOLLOWS_SHOWN.format(facts=facts) if one.witness else say.FOLLOWS_NOT_SHOWN
        before, after = (side.code if side is not None else "" for side in (one.before, one.after))
        rows.append(row(say.FOLLOW_COLUMNS, (words.output(one.output), roots, before, after, shown)))
    return table(say.FOLLOWS, say.FOLLOW_COLUMNS, rows, headed=True)


def _proofs(comparison: Comparison, words: PageWords) -> Html:
    """What was not proved first and one by one; what was proved by the way in which it was."""
    rows = [
        row(say.PROOF_COLUMNS, (words.output(one.output), _standing(Standing.NOT_PROVED), say.WHYS[one.why]))
        for one in comparison.not_proved
    ]
    equal: dict[str, list[str]] = {}
    for one in comparison.equal:
        equal.setdefault(say.PROOFS_BY[one.proof], []).append(words.output(one.output))
    told = [
        element(
            "details",
            element("summary", say.EQUAL_COUNT[min(len(names), 2)].format(count=len(names), how=how)),
            element("p", ", ".join(sorted(names))),
        )
        for how, names in equal.items()
    ]
    return joined((table(say.PROOFS, say.PROOF_COLUMNS, rows, headed=True), *told))


def _calendars(changes: tuple[CalendarChange, ...], words: PageWords) -> Html:
    rows = [
        row(
            say.CALENDAR_COLUMNS,
            (one.place, say.CALENDAR_PARTS[one.part], _days(one, words), one.before, one.after),
        )
        for one in changes
    ]
    return table(say.CALENDAR, say.CALENDAR_COLUMNS, rows, headed=True)


def _days(one: CalendarChange, words: PageWords) -> str:
    days = dict.fromkeys(words.day(day) for day in (one.first_day, one.last_day) if day)
    return " – ".join(days)


def _vocabulary(changes: tuple[VocabularyChange, ...]) -> Html:
    rows = [
        row(say.WORD_COLUMNS, (one.name, one.sort, one.field or say.WHOLE, one.before, one.after)) for one in changes
    ]
    return table(say.WORDS, say.WORD_COLUMNS, rows, headed=True)


def _sides(comparison: Comparison, words: PageWords) -> Html:
    made = [
        element("div", element("h3", heading), _side(side, words))
        for heading, side in ((say.BEFORE, comparison.old), (say.AFTER, comparison.new))
    ]
    return element("div", *made, class_="sides")


def _side(side: Side, words: PageWords) -> Html:
    rows = [
        (say.REF, side.ref),
        (say.ASKED_AS, side.asked_as),
        (say.KNOWN_TO, words.day(side.law_known_to)),
        (say.STATEMENTS, str(side.statements)),
        (say.DIGEST, side.digest),
        (say.VOCABULARY, side.vocabulary),
        (say.CALENDARS, side.calendars),
    ]
    return facts([(name, element("code", value)) for name, value in rows if value])
