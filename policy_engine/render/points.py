"""Points that a person must settle: law that facts cannot decide, readings that differ, rules that contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policy_engine.evaluation.spans import OUTSIDE_CALENDAR
from policy_engine.evaluation.standing import UNSURE
from policy_engine.render import messages
from policy_engine.render.layout import Ink, Line
from policy_engine.render.telling import Telling

_BY_PREFIX = {
    UNSURE.removesuffix(":"): (messages.POINT_UNSURE, ("rule",)),
    "counting": (messages.POINT_COUNTING, ("rule", "method")),
    "no_value": (messages.POINT_NO_VALUE, ("rule", "bound")),
    OUTSIDE_CALENDAR.removesuffix(":"): (messages.POINT_OUTSIDE_CALENDAR, ("place",)),
    "time_of_day": (messages.POINT_TIME_OF_DAY, ("party",)),
    "time_zone": (messages.POINT_TIME_ZONE, ("fact",)),
}


def under_an_answer(telling: Telling, points: Iterable[str]) -> Iterator[Line]:
    """The points on which one answer turns, in words alone; of a disputed question each reading on its own line."""
    for point in points:
        alternatives = telling.texts.alternatives(point)
        if alternatives:
            for one in alternatives:
                yield Line(telling.words.say(messages.EITHER, text=one.title), telling.provision(one.cite), Ink.OPEN)
            continue
        named = telling.texts.statement(point)
        if named is not None:
            yield Line(named.brief or named.title, telling.provision(named.cite), Ink.OPEN)
        elif telling.fact(point) != point:
            yield Line(telling.fact(point), "", Ink.OPEN)
        else:
            yield Line(_coded(telling, point), _cite_of(telling, point), Ink.OPEN)


def would_be(telling: Telling, points: Sequence[str], answers: str) -> Line:
    """What the answer would be: where it is only not sure whether something is law, if it is."""
    unsure = bool(points) and all(point.startswith(UNSURE) for point in points)
    return Line(telling.words.say(messages.IF_IT_IS_LAW if unsure else messages.WITHOUT_THE_POINT, answers=answers))


def point_line(telling: Telling, point: str) -> Line:
    """One point at issue, with its place in the law where it has one."""
    named = telling.texts.statement(point)
    if named is not None:
        return Line(
            telling.words.say(messages.POINT_NAMED, id=point, reason=named.title),
            telling.provision(named.cite),
            Ink.OPEN,
        )
    alternatives = telling.texts.alternatives(point)
    if alternatives:
        titles = telling.words.several([telling.words.quoted(one.title) for one in alternatives], "or")
        cites = telling.provisions((one.cite.source.id, one.cite.at) for one in alternatives)
        return Line(telling.words.say(messages.POINT_READINGS, id=point, titles=titles), cites, Ink.OPEN)
    told = telling.words.say(messages.POINT_NAMED, id=point, reason=_coded(telling, point))
    return Line(told, _cite_of(telling, point), Ink.OPEN)


def _coded(telling: Telling, point: str) -> str:
    prefix, _, rest = point.partition(":")
    if prefix == "conflict":
        name, _, rules = rest.rpartition(":")
        told = telling.names(rules.split("+"))
        if not name:
            return telling.words.say(messages.POINT_CONFLICT, rules=told)
        return telling.words.say(messages.POINT_CONFLICT_ON, name=name, rules=told)
    message, slots = _BY_PREFIX.get(prefix, ("", ()))
    parts = rest.split(":", len(slots) - 1) if slots else []
    if len(parts) != len(slots) or not message:
        return messages.POINT_FACT
    filled = dict(zip(slots, parts, strict=True))
    if "rule" in filled:
        filled["rule"] = telling.texts.title(filled["rule"])
    return telling.words.say(message, **filled)


def _cite_of(telling: Telling, point: str) -> str:
    """The place in the law of the rule that a coded point names."""
    found = (telling.texts.statement(part) for part in point.split(":")[1:])
    return next((telling.provision(one.cite) for one in found if one is not None), "")
