"""A case to fill in, as YAML: every fact that an answer needs, with its question, behind a `#` until it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from policy_engine.facts.values import Kind, Moment
from policy_engine.facts.vocabulary import DECIDE_ON, Fact, Group, Vocabulary
from policy_engine.reading.values_reader import form_of
from policy_engine.render import messages

WIDTH = 100


def skeleton(
    vocabulary: Vocabulary, settled_by: Mapping[str, Sequence[str]], asked: tuple[str, ...], looked_at: Moment
) -> str:
    """Write a case that states nothing but what is asked and when it is looked at.

    `settled_by` names every fact that is needed, each with the facts of which some value settles it.
    """
    return "".join(f"{line}\n" for line in _lines(vocabulary, settled_by, asked, looked_at))


def _lines(
    vocabulary: Vocabulary, settled_by: Mapping[str, Sequence[str]], asked: tuple[str, ...], looked_at: Moment
) -> Iterator[str]:
    for message in messages.NEW_CASE:
        yield from _comment(message.format(asked=", ".join(asked), today=looked_at.day_as_stated))
    yield f"ask: [{', '.join(asked)}]"
    yield f"{DECIDE_ON}: {looked_at}  # {messages.WHEN_LOOKED_AT}"
    for group in vocabulary.groups.values():
        needed = [fact for fact in vocabulary.facts.values() if fact.group == group.name and fact.name in settled_by]
        if needed:
            yield ""
            yield from _comment(group.about)
            yield from _group(group, needed, settled_by)


def _group(group: Group, needed: list[Fact], settled_by: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The facts of a group; what others settle comes last."""
    indent, prefix = ("    ", f"{group.member}.") if group.member else ("", "")
    if group.member:
        yield f"{group.name}:"
        yield f"  - id: {group.member}-1  # {messages.ONE_MEMBER.format(member=group.member)}"
    for fact in sorted(needed, key=lambda one: bool(settled_by[one.name])):
        yield from _fact(fact, settled_by[fact.name], indent, fact.name.removeprefix(prefix))


def _fact(fact: Fact, settled_by: Sequence[str], indent: str, name: str) -> Iterator[str]:
    yield ""
    yield from _comment(fact.question, indent)
    if fact.about:
        yield from _comment(fact.about, indent)
    if settled_by:
        yield from _comment(messages.SETTLED_BY.format(facts=", ".join(f"`{one}`" for one in settled_by)), indent)
    if fact.kind is not Kind.ENUM:
        yield from _comment(form_of(fact.kind), indent)
    for word, meaning in fact.values.items():
        yield from _comment(messages.PERMITTED.format(word=word, meaning=meaning), indent, "  ")
    yield f"{indent}# {name}:"


def _comment(text: str, indent: str = "", inner: str = "") -> Iterator[str]:
    prefix = f"{indent}#   {inner}" if inner else f"{indent}# "
    yield from wrap(
        text, WIDTH, initial_indent=prefix, subsequent_indent=prefix, break_long_words=False, break_on_hyphens=False
    )
