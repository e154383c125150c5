"""What a wrong line says of a person must not come back in the message about it.

A message quotes words in backticks. A word that the line itself states and that is no word of the vocabulary may be a
name, so such a quotation is left out, and so is every id of an entry in a path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from policy_engine.commands.impact_cases import Stated
from policy_engine.errors import Problem
from policy_engine.facts.vocabulary import Vocabulary

LEFT_OUT = "…"
_ENTRY = re.compile(r"\[[^\[\]`]*\]")
_QUOTED = re.compile(r"`([^`]*)`")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"?')
_OF_A_CASE = frozenset({"case", "ask", "decide_on", "id", "not_by"})


def known_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Every word that is the same for all cases: names, their last parts, and what may be chosen."""
    sorts = (vocabulary.facts, vocabulary.conclusions, vocabulary.actions, vocabulary.obligations, vocabulary.topics)
    names = {name for sort in sorts for name in sort} | set(vocabulary.groups)
    chosen = {word for fact in vocabulary.facts.values() for word in fact.values}
    return frozenset(names | {name.rpartition(".")[2] for name in names} | chosen | _OF_A_CASE)


def told_of(problem: Problem, source: str, line: int, stated: Stated, known: frozenset[str]) -> Problem:
    """A problem by the line of its case, without any word of its own that the line states."""
    own = [word for word in _words_of(stated) if len(word) > 1 and word not in known]
    at = problem.at._replace(source=source, line=line, column=0, path=_without(_ENTRY.sub("[]", problem.at.path), own))
    return Problem(at, _hidden(problem.message, own), _hidden(problem.help, own))


def _hidden(text: str, own: list[str]) -> str:
    """A message whose quotations hold no word of the line's own, and no id of an entry."""

    def quote(found: re.Match[str]) -> str:
        inside = _ENTRY.sub("[]", found[1]) if not found[1].startswith("[") else found[1]
        return f"`{_without(inside, own)}`"

    return _QUOTED.sub(quote, text)


def _without(quoted: str, own: list[str]) -> str:
    """The quotation, or a mark where it repeats a word of the line's own or a part of one."""
    whole = quoted.rstrip(LEFT_OUT)
    repeats = whole and any(word in whole or (len(whole) > 1 and whole in word) for word in own)
    return LEFT_OUT if repeats else quoted


def _words_of(stated: Stated) -> Iterator[str]:
    """Every text that a line states, the names of its parts included."""
    if isinstance(stated, bytes):
        for found in _STRING.finditer(stated.decode("utf-8", "replace")):
            yield found[1]
            if "\\" in found[1]:
                yield _unescaped(found[1])
    else:
        yield from _texts(stated)


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for name, inner in value.items():
                yield str(name)
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)
        case _:
            yield str(value)
