"""The names of the vocabulary as types, so that a type checker finds the misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

from policy_engine.facts.vocabulary import Vocabulary

_HEAD = '''"""The names that a decision uses, as types, so that a type checker finds the misspelt one.

Generated from the vocabulary by `make generate`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias
'''


def names_module(vocabulary: Vocabulary) -> str:
    """The text of the module with one type for each sort of name."""
    terms = [conclusion.name for conclusion in vocabulary.conclusions.values() if conclusion.term]
    sorts = {
        "ActionName": vocabulary.actions,
        "ObligationName": vocabulary.obligations,
        "TermName": terms,
        "TopicName": vocabulary.topics,
        "FactName": vocabulary.facts,
    }
    return "\n".join([_HEAD, *(_type(name, sorted(members)) for name, members in sorts.items())]) + "\n"


def _type(name: str, members: Iterable[str]) -> str:
    lines = "".join(f'    "{member}",\n' for member in members)
    return f"{name}: TypeAlias = Literal[\n{lines}]"
